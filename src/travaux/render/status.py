"""The four questions, answered as a secretary would: what is agreed, who may speak, when, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.record.act import (
    ConvenesMeeting,
    OpensInstrument,
    OpensSilence,
    ProposesMerger,
    Role,
)
from travaux.record.views.agreed import State
from travaux.record.views.instant import instant
from travaux.record.views.speakers import at_table
from travaux.render.agreed import AGREED, HELD, OPEN, agreed_section, consents, hold_words
from travaux.render.answer_told import named_position, position_name
from travaux.render.outside import not_asked_lines, out_lines
from travaux.render.phrases import shortened
from travaux.render.telling import Teller, as_of, clause, codes, none, parted
from travaux.render.times import span, time_set
from travaux.render.told import Line, Said, Section, Theirs, Told, line
from travaux.render.tongue import capital, joined, said, say, say_count, sayable

if TYPE_CHECKING:
    from travaux.answers.answer import Answer
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Member
    from travaux.record.views.mergers import Consents
    from travaux.record.views.occasions import InSilence, Occasions, Time
    from travaux.record.views.questions import Questions
    from travaux.record.views.speakers import InForce, Rule, Speakers
    from travaux.record.views.standing import Standing
    from travaux.record.views.undecided import OnDraft, Proposals, Undecided

RULE_NAMES: Final = {
    "silence": sayable("What silence means"),
    "capacity": sayable("In which capacity one answers"),
    "brackets": sayable("Who may put words in brackets"),
    "decides": sayable("How the round is decided"),
    "due": sayable("By when answers are asked for"),
    "late": sayable("What becomes of answers after the time"),
}
ROLES: Final = {
    Role.PARTY: sayable("Parties"),
    Role.OBSERVER: sayable("Observers"),
    Role.CHAIR: sayable("Chair"),
    Role.SECRETARIAT: sayable("Secretariat"),
    Role.AUDITOR: sayable("Auditors"),
}
NO_ANSWER: Final = sayable("no answer that can be read here speaks of it")
WORDS: Final = 140
"""Characters of a proposal's words told here; the history of the provision has them all."""
READ_RULE: Final = sayable(
    "Every answer, hold and question that stands on a draft on the table, at the provision of which it "
    "speaks. Contested: several parties have spoken of it, and not all only accept it as it is."
)
SHOWN_RULE: Final = sayable(
    " What a text taken over shows of a party stands with the answers, marked, until the party answers there."
)
OPEN_RULE: Final = sayable(
    "Every answer, hold and question that stands on a draft on the table, at the provision that its entry "
    "names. An answer to the whole draft stands under the whole text, whatever it speaks of."
)


def status(found: Questions, teller: Teller) -> Told:
    """Tell the four questions."""
    known = teller.known
    head = [as_of(found.at, teller)]
    opened = known.entries[0] if known.entries else None
    if opened is not None and isinstance(opened.act, OpensInstrument):
        keeper = Theirs(opened.act.keeper_name)
        head.append(
            line(*said("The record is kept by {keeper}, {name}.", keeper=str(known.keeper), name=keeper))
        )
    return Told(
        title=(Theirs(known.title) if known.title else say("Negotiation"),),
        head=tuple(head),
        sections=(
            agreed_section(found.agreed, teller),
            _speakers(found.speakers, teller),
            _occasions(found.occasions, teller),
            _proposals(found.proposals, teller),
        ),
    )


# --- who may speak


def _speakers(found: Speakers, teller: Teller) -> Section:
    lines = [
        line(
            say(
                "{role}: {members}",
                role=say(ROLES[role]),
                members=", ".join(_member(one) for one in members),
            )
        )
        for role, members in found.members
    ]
    lines += [
        line(
            *said(
                "Group {name}, {title}: {members}",
                name=one.name,
                title=Theirs(one.title),
                members=codes(one.members),
            )
        )
        for one in found.groups
    ]
    if not found.rounds:
        lines.append(
            none(say("No rules of a round have been declared. Nothing is taken to hold in their place."))
        )
    lines += [_round(one, teller) for one in found.rounds]
    if not found.meetings:
        lines.append(none(say("No meeting is convened.")))
    lines += [
        _meeting(one, teller, say("Next meeting") if not at else say("Then"))
        for at, one in enumerate(found.meetings)
    ]
    return Section(title=say("2. Who may speak to it"), lines=tuple(lines))


def _member(one: Member) -> str:
    return f"{one.code} ({one.name})" if one.name and one.name != one.code else one.code


def _round(one: InForce, teller: Teller) -> Line:
    name = one.round.rules.name
    asked = one.round.rules.asked
    below = [line(say("Asked: {parties}", parties=codes(asked)))] if asked else []
    below += [_rule(rule, one, teller) for rule in one.rules]
    if one.round.rules.words:
        words = Theirs(one.round.rules.words)
        below.append(line(*said("In the words of the declaration: {words}", words=words)))
    for earlier in one.earlier:
        other = earlier.rules.name if earlier.rules.name != name else ""
        below.append(
            line(
                *said(
                    "Declared before, and no longer: for the round {name}, by {who}"
                    if other
                    else "Declared before, and no longer: {who}",
                    name=Theirs(other),
                    who=teller.by(earlier.declared),
                )
            )
        )
    return line(
        *said(
            "Rules of the round{name} {draft}, declared by {who}:",
            name=clause(" {words}", name),
            draft=(
                said("on no draft")
                if one.draft is None
                else said("on {draft}", draft=teller.draft(one.draft))
            ),
            who=teller.by(one.round.declared),
        ),
        below=tuple(below),
    )


def _rule(rule: Rule, one: InForce, teller: Teller) -> Line:
    below = tuple(
        line(
            *said("contested by {who}: {words}", who=teller.by(contest.entered), words=Theirs(contest.words))
        )
        for contest in rule.contests
    )
    return line(*said("{rule}: {said}", rule=say(RULE_NAMES[rule.name]), said=_ruled(rule, one)), below=below)


def _ruled(rule: Rule, one: InForce) -> tuple[Said, ...]:
    """Say what was declared of one rule."""
    due, late = one.round.rules.due, one.round.rules.late
    if rule.said is None:
        return said("not declared")
    if rule.name == "due" and due is not None:
        return (time_set(due),)
    if rule.name != "late":
        return (say(rule.said),)
    out = say("they are out of time") if one.round.rules.late_is_out else ""
    return joined(*((Theirs(late), " ") if late and out else (Theirs(late),) if late else ()), out)


def _meeting(meeting: Entered, teller: Teller, called: str) -> Line:
    act = meeting.act
    if not isinstance(act, ConvenesMeeting):
        return none("")
    table = at_table(meeting)
    agenda = teller.concerning(meeting.entry.re)
    below = [
        line(
            say("At the table: {parties}", parties=codes(table))
            if table
            else say("Who is at the table has not been said.")
        )
    ]
    below += [line(*said("On the agenda: {about}", about=agenda))] if agenda else []
    below += [line(Theirs(act.words))] if act.words else []
    return line(
        *said(
            "{called}: {forum}, {place}, {time}; convened by {who}",
            called=called,
            forum=Theirs(act.forum),
            place=Theirs(act.place),
            time=time_set(act.begins),
            who=teller.by(meeting),
        ),
        below=tuple(below),
    )


# --- when a change may be proposed


def _occasions(found: Occasions, teller: Teller) -> Section:
    lines: list[Line] = [_time(one, teller) for one in found.times]
    lines += [_silence(one, teller) for one in found.silences]
    lines += [_meeting(one, teller, say("Meeting")) for one in found.meetings]
    lines += [
        line(
            *said(
                "{provision} of draft {number} was reopened by {who}{words}",
                provision=teller.provision(one.draft.tabled.leaf, one.provision),
                number=one.draft.number,
                who=teller.by(one.by),
                words=teller.words(one.by),
            ),
            mark=OPEN,
            of=teller.way_to(one.draft.tabled.leaf, one.provision),
        )
        for one in found.reopened
    ]
    lines += [
        line(
            *said(
                "{draft}: the text is adopted; no answer changes it, an error is rectified.",
                draft=teller.draft(one),
            )
        )
        for one in found.adopted
    ]
    if not lines:
        lines.append(
            none(say("Nothing has been declared: no time for answers, no silence procedure, no meeting."))
        )
    return Section(title=say("3. When a change may be proposed"), lines=tuple(lines))


def _time(time: Time, teller: Teller) -> Line:
    """Say by when answers are asked for, or how long ago that was."""
    due = time.of.round.rules.due
    of = _round_called(time.of) if time.of.draft is None else teller.draft(time.of.draft)
    if due is None:
        return line(*said("{of}: no time has been declared for answers.", of=of))
    if time.past is None:
        return line(*said("{of}: answers are asked for by {time}.", of=of, time=time_set(due)))
    before = ""
    if instant(due.utc) < instant(time.of.round.declared.received_at):
        entry = teller.entry(time.of.round.declared)
        before = say(" It was over before it was declared, in {entry}.", entry=entry)
    return line(
        *joined(
            *said(
                "{of}: the time ended {span} ago, {time}.", of=of, span=span(time.past), time=time_set(due)
            ),
            before,
        )
    )


def _silence(one: InSilence, teller: Teller) -> Line:
    act = one.silence.entered.act
    if not isinstance(act, OpensSilence):
        return none("")
    return line(
        *said(
            "Silence procedure on {where} of {draft}: it ends {time}; opened by {who}. If not broken: {means}"
            if one.past is None
            else "Silence procedure on {where} of {draft}: it ended {span} ago, and nobody has noted it, on "
            "{time}; opened by {who}. If not broken: {means}",
            where=teller.provisions(one.silence.draft, one.silence.provisions),
            draft=teller.draft_at(one.silence.draft),
            span="" if one.past is None else span(one.past),
            time=time_set(act.ends),
            who=teller.by(one.silence.entered),
            means=Theirs(act.means),
        )
    )


# --- which proposals are undecided


def _round_called(one: InForce) -> tuple[Said, ...]:
    name = one.round.rules.name
    if not name:
        return said("a round on no draft")
    return said("the round {name} on no draft", name=Theirs(name))


def _proposals(found: Proposals, teller: Teller) -> Section:
    lines: list[Line] = []
    read = bool(found.drafts) and all(on.read for on in found.drafts)
    rule = say(READ_RULE if read else OPEN_RULE)
    if any(it.given.shown for on in found.drafts for one in on.undecided for it in one.given):
        rule += say(SHOWN_RULE)
    for on in found.drafts:
        rows = [_undecided(one, on, teller) for one in on.undecided]
        rows += [_nowhere(one, teller) for one in on.aside]
        rows = rows or [none(say("No answer, hold or question stands."))]
        rows += out_lines(on.out, teller)
        rows += not_asked_lines(on.not_asked)
        if len(found.drafts) > 1:
            lines.append(line(*said("On {draft}:", draft=teller.draft(on.draft)), below=tuple(rows)))
        else:
            lines += rows
    if not found.drafts:
        lines.append(none(say("No answer, hold or question stands.")))
    lines += [_merger(one, teller) for one in found.mergers]
    lines += [
        line(
            *said(
                "{rule}, as declared by {who}, is contested by {by}: {words}",
                rule=say(RULE_NAMES.get(contest.rule, contest.rule)),
                who=teller.who(round_.declared),
                by=teller.by(contest.entered),
                words=Theirs(contest.words),
            )
        )
        for round_, contest in found.rules
    ]
    return Section(title=say("4. Which proposals are undecided"), rule=rule, lines=tuple(lines))


def _merger(one: Consents, teller: Teller) -> Line:
    act = one.merger.entered.act
    return line(
        *said(
            "Merger proposed by {who}: {wording}; {said}",
            who=teller.by(one.merger.entered),
            wording=Theirs(act.wording) if isinstance(act, ProposesMerger) else (),
            said="; ".join(consents(one)),
        )
    )


def _undecided(one: Undecided, on: OnDraft, teller: Teller) -> Line:
    name = capital(teller.provision(on.draft.tabled.leaf, one.provision))
    own = [it for it in one.given if it.given.shown is None]
    if own:
        answers = say_count("{count} answer", "{count} answers", len(own))
    else:
        answers = say(NO_ANSWER) if on.unread else say("no answer names it")
    if len(own) < len(one.given):
        answers = say_count(
            "{answers}, {count} position as shown in the text taken over",
            "{answers}, {count} positions as shown in the text taken over",
            len(one.given) - len(own),
            answers=answers,
        )
    state = "" if one.state is State.OPEN else say(", {state}", state=say(one.state))
    several = ""
    if len({it.party for it in one.given}) > 1:
        several = say(", of several parties") if not on.read else say(", contested") if one.contested else ""
    below = [_standing(it, one.provision, teller) for it in one.given]
    below += [line(*hold_words(it, teller), mark=HELD) for it in one.holds]
    below += [
        line(
            *said(
                "question of {who}, to {parties}{words}",
                who=teller.by(it.entered),
                parties=codes(getattr(it.entered.act, "to", ())),
                words=teller.words(it.entered),
            )
        )
        for it in one.questions
    ]
    below += [
        line(
            *said(
                "{who}: its position is not shown rightly{words}", who=teller.by(it), words=teller.words(it)
            )
        )
        for it in one.objections
    ]
    mark = AGREED if one.state is not State.OPEN else HELD if one.is_held else OPEN
    of = teller.way_to(on.draft.tabled.leaf, one.provision, name)
    told = said("{provision}: {answers}", provision=name, answers=answers)
    return line(*joined(*told, several, state), below=tuple(below), mark=mark, of=of)


def _nowhere(one: Standing, teller: Teller) -> Line:
    """Tell of what names provisions that the draft has not: it is no position on anything."""
    return line(
        *said(
            "{who}: {said}, which the draft has not or does not tell apart: not understood, kept aside"
            if one.aside
            else "{who}, which the draft has not or does not tell apart: not understood, kept aside",
            who=teller.by(one.entered),
            said=parted(
                said("said of {provision}", provision=Theirs(heard.answer.provision)) for heard in one.aside
            ),
        ),
        mark=OPEN,
    )


def _short(one: Said) -> Said:
    return Theirs(shortened(one.words, WORDS)) if isinstance(one, Theirs) else one


def _standing(one: Standing, provision: str, teller: Teller) -> Line:
    given = one.given
    joins = [entered.author for address, entered in given.sponsors if not provision or address == provision]
    by = [teller.by(given.entered) if given.shown is None else teller.shown(given.shown)]
    by += [say(", in the name of {parties}", parties=codes(given.principals))] if given.principals else []
    by += [say("; joined by {parties}", parties=", ".join(joins))] if joins else []
    by += [say("; its document cannot be read")] if one.unread else []
    told = [_heard(answer) for answer in one.answers]
    told += [
        said("{position}, not understood and kept aside", position=position_name(heard.answer.position))
        for heard in one.aside
    ]
    who = joined(*by)
    return line(
        *(said("{who}: {what}", who=who, what=parted(told)) if told else who),
        below=() if given.shown else teller.corrected(given.entered),
    )


def _heard(answer: Answer) -> tuple[Said, ...]:
    """Tell one answer in a line, its words cut short."""
    told = list[Said](_short(one) for one in named_position(answer.position))
    for condition in answer.conditions:
        told += said(", on condition: {words}", words=_short(Theirs(condition.words)))
    return joined(*told)

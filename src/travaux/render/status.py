"""The four questions, answered as a secretary would: what is agreed, who may speak, when, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.answers.answer import title
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
from travaux.render.agreed import AGREED, HELD, OPEN, agreed_section, hold_words
from travaux.render.answer_told import position_words
from travaux.render.outside import not_asked_lines, out_lines
from travaux.render.phrases import shortened
from travaux.render.telling import Teller, as_of, codes, counted, none
from travaux.render.times import span, time_set
from travaux.render.told import Line, Said, Section, Theirs, Told, line

if TYPE_CHECKING:
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Member
    from travaux.record.views.occasions import Occasions
    from travaux.record.views.questions import Questions
    from travaux.record.views.speakers import InForce, Rule, Speakers
    from travaux.record.views.standing import Standing
    from travaux.record.views.undecided import OnDraft, Proposals, Undecided

RULE_NAMES: Final = {
    "silence": "What silence means",
    "capacity": "In which capacity one answers",
    "brackets": "Who may put words in brackets",
    "decides": "How the round is decided",
    "due": "By when answers are asked for",
    "late": "What becomes of answers after the time",
}
ROLES: Final = {
    Role.PARTY: "Parties",
    Role.OBSERVER: "Observers",
    Role.CHAIR: "Chair",
    Role.SECRETARIAT: "Secretariat",
    Role.AUDITOR: "Auditors",
}
NO_ANSWER: Final = "no answer that can be read here speaks of it"
WORDS: Final = 140
"""Characters of a proposal's words told here; the history of the provision has them all."""
READ_RULE: Final = (
    "Every answer, hold and question that stands on a draft on the table, at the provision of which it "
    "speaks. Contested: several parties have spoken of it, and not all only accept it as it is."
)
SHOWN_RULE: Final = (
    " What a text taken over shows of a party stands with the answers, marked, until the party answers there."
)
OPEN_RULE: Final = (
    "Every answer, hold and question that stands on a draft on the table, at the provision that its entry "
    "names. An answer to the whole draft stands under the whole text, whatever it speaks of."
)


def status(found: Questions, teller: Teller) -> Told:
    """Tell the four questions."""
    known = teller.known
    head = [as_of(found.at, teller)]
    opened = known.entries[0] if known.entries else None
    if opened is not None and isinstance(opened.act, OpensInstrument):
        head.append(line(f"The record is kept by {known.keeper}, ", Theirs(opened.act.keeper_name), "."))
    return Told(
        title=(Theirs(known.title) if known.title else "Negotiation",),
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
        line(f"{ROLES[role]}: {', '.join(_member(one) for one in members)}")
        for role, members in found.members
    ]
    lines += [
        line(f"Group {one.name}, ", Theirs(one.title), f": {codes(one.members)}") for one in found.groups
    ]
    if not found.rounds:
        lines.append(none("No rules of a round have been declared. Nothing is taken to hold in their place."))
    lines += [_round(one, teller) for one in found.rounds]
    if not found.meetings:
        lines.append(none("No meeting is convened."))
    lines += [
        _meeting(one, teller, "Next meeting" if not at else "Then") for at, one in enumerate(found.meetings)
    ]
    return Section(title="2. Who may speak to it", lines=tuple(lines))


def _member(one: Member) -> str:
    return f"{one.code} ({one.name})" if one.name and one.name != one.code else one.code


def _round(one: InForce, teller: Teller) -> Line:
    name = one.round.rules.name
    draft = ("on no draft",) if one.draft is None else ("on ", *teller.draft(one.draft))
    below = [line(f"Asked: {codes(one.round.rules.asked)}")] if one.round.rules.asked else []
    below += [_rule(rule, one, teller) for rule in one.rules]
    if one.round.rules.words:
        below.append(line("In the words of the declaration: ", Theirs(one.round.rules.words)))
    for earlier in one.earlier:
        other = earlier.rules.name if earlier.rules.name != name else ""
        of = ("for the round ", Theirs(other), ", by ") if other else ()
        below.append(line("Declared before, and no longer: ", *of, teller.by(earlier.declared)))
    return line(
        "Rules of the round ",
        Theirs(name) if name else None,
        " " if name else None,
        *draft,
        f", declared by {teller.by(one.round.declared)}:",
        below=tuple(below),
    )


def _rule(rule: Rule, one: InForce, teller: Teller) -> Line:
    said: list[Said] = [f"{RULE_NAMES[rule.name]}: "]
    due = one.round.rules.due
    if rule.said is None:
        said.append("not declared")
    elif rule.name == "due" and due is not None:
        said.append(time_set(due))
    elif rule.name == "late":
        late = one.round.rules.late
        said += [Theirs(late)] if late else []
        said += [" " if late else "", "they are out of time"] if one.round.rules.late_is_out else []
    else:
        said.append(rule.said)
    below = tuple(
        line(f"contested by {teller.by(contest.entered)}: ", Theirs(contest.words))
        for contest in rule.contests
    )
    return line(*said, below=below)


def _meeting(meeting: Entered, teller: Teller, called: str) -> Line:
    act = meeting.act
    if not isinstance(act, ConvenesMeeting):
        return none("")
    table = at_table(meeting)
    agenda = teller.concerning(meeting.entry.re)
    below = [line(f"At the table: {codes(table)}" if table else "Who is at the table has not been said.")]
    below += [line("On the agenda: ", *agenda)] if agenda else []
    below += [line(Theirs(act.words))] if act.words else []
    return line(
        f"{called}: ",
        Theirs(act.forum),
        ", ",
        Theirs(act.place),
        f", {time_set(act.begins)}; convened by {teller.by(meeting)}",
        below=tuple(below),
    )


# --- when a change may be proposed


def _occasions(found: Occasions, teller: Teller) -> Section:
    lines: list[Line] = []
    for time in found.times:
        due = time.of.round.rules.due
        of = _round_called(time.of) if time.of.draft is None else teller.draft(time.of.draft)
        if due is None:
            lines.append(line(*of, ": no time has been declared for answers."))
        elif time.past is None:
            lines.append(line(*of, f": answers are asked for by {time_set(due)}."))
        else:
            before = ""
            if instant(due.utc) < instant(time.of.round.declared.received_at):
                before = f" It was over before it was declared, in entry {time.of.round.declared.index}."
            lines.append(line(*of, f": the time ended {span(time.past)} ago, {time_set(due)}.{before}"))
    for one in found.silences:
        act = one.silence.entered.act
        if not isinstance(act, OpensSilence):
            continue
        where = teller.provisions(one.silence.draft, one.silence.provisions)
        ends = "ends" if one.past is None else f"ended {span(one.past)} ago, and nobody has noted it, on"
        lines.append(
            line(
                f"Silence procedure on {where} of ",
                *teller.draft_at(one.silence.draft),
                f": it {ends} {time_set(act.ends)}; opened by {teller.by(one.silence.entered)}. ",
                "If not broken: ",
                Theirs(act.means),
            )
        )
    lines += [_meeting(one, teller, "Meeting") for one in found.meetings]
    lines += [
        line(
            f"{teller.provision(one.draft.tabled.leaf, one.provision)} of draft {one.draft.number} ",
            f"was reopened by {teller.by(one.by)}",
            *teller.words(one.by),
            mark=OPEN,
            of=teller.way_to(one.draft.tabled.leaf, one.provision),
        )
        for one in found.reopened
    ]
    lines += [
        line(*teller.draft(one), ": the text is adopted; no answer changes it, an error is rectified.")
        for one in found.adopted
    ]
    if not lines:
        lines.append(
            none("Nothing has been declared: no time for answers, no silence procedure, no meeting.")
        )
    return Section(title="3. When a change may be proposed", lines=tuple(lines))


# --- which proposals are undecided


def _round_called(one: InForce) -> tuple[Said, ...]:
    name = one.round.rules.name
    return ("the round ", Theirs(name), " on no draft") if name else ("a round on no draft",)


def _proposals(found: Proposals, teller: Teller) -> Section:
    lines: list[Line] = []
    read = bool(found.drafts) and all(on.read for on in found.drafts)
    rule = READ_RULE if read else OPEN_RULE
    if any(it.given.shown for on in found.drafts for one in on.undecided for it in one.given):
        rule += SHOWN_RULE
    for on in found.drafts:
        rows = [_undecided(one, on, teller) for one in on.undecided]
        rows += [_nowhere(one, teller) for one in on.aside]
        rows = rows or [none("No answer, hold or question stands.")]
        rows += out_lines(on.out, teller)
        rows += not_asked_lines(on.not_asked)
        if len(found.drafts) > 1:
            lines.append(line("On ", *teller.draft(on.draft), ":", below=tuple(rows)))
        else:
            lines += rows
    if not found.drafts:
        lines.append(none("No answer, hold or question stands."))
    for one in found.mergers:
        act = one.merger.entered.act
        said = [
            f"{name}: {codes(parties)}"
            for name, parties in (
                ("consent", one.consenting),
                ("refuse", one.refusing),
                ("have not said", one.silent),
            )
            if parties
        ]
        lines.append(
            line(
                f"Merger proposed by {teller.by(one.merger.entered)}: ",
                Theirs(act.wording) if isinstance(act, ProposesMerger) else None,
                f"; {'; '.join(said)}",
            )
        )
    for round_, contest in found.rules:
        by = teller.who(round_.declared)
        lines.append(
            line(
                f"{RULE_NAMES.get(contest.rule, contest.rule)}, as declared by {by}, ",
                f"is contested by {teller.by(contest.entered)}: ",
                Theirs(contest.words),
            )
        )
    return Section(title="4. Which proposals are undecided", rule=rule, lines=tuple(lines))


def _undecided(one: Undecided, on: OnDraft, teller: Teller) -> Line:
    name = teller.provision(on.draft.tabled.leaf, one.provision)
    name = name[0].upper() + name[1:]
    own = [it for it in one.given if it.given.shown is None]
    answers = counted(len(own), "answer") if own else NO_ANSWER if on.unread else "no answer names it"
    if len(own) < len(one.given):
        shown = counted(len(one.given) - len(own), "position")
        answers = f"{answers}, {shown} as shown in the text taken over"
    state = "" if one.state is State.OPEN else f", {one.state}"
    several = ""
    if len({it.party for it in one.given}) > 1:
        several = ", of several parties" if not on.read else ", contested" if one.contested else ""
    below = [_standing(it, one.provision, teller) for it in one.given]
    below += [line(*hold_words(it, teller), mark=HELD) for it in one.holds]
    below += [
        line(
            f"question of {teller.by(it.entered)}, to {codes(getattr(it.entered.act, 'to', ()))}",
            *teller.words(it.entered),
        )
        for it in one.questions
    ]
    below += [
        line(f"{teller.by(it)}: its position is not shown rightly", *teller.words(it))
        for it in one.objections
    ]
    mark = AGREED if one.state is not State.OPEN else HELD if one.is_held else OPEN
    of = teller.way_to(on.draft.tabled.leaf, one.provision, name)
    return line(f"{name}: {answers}{several}{state}", below=tuple(below), mark=mark, of=of)


def _nowhere(one: Standing, teller: Teller) -> Line:
    """Tell of what names provisions that the draft has not: it is no position on anything."""
    said: list[Said] = []
    for heard in one.aside:
        said += ["; " if said else ": ", "said of ", Theirs(heard.answer.provision)]
    which = "which the draft has not or does not tell apart: not understood, kept aside"
    return line(teller.by(one.entered), *said, f", {which}", mark=OPEN)


def _short(said: Said) -> Said:
    return Theirs(shortened(said.words, WORDS)) if isinstance(said, Theirs) else said


def _standing(one: Standing, provision: str, teller: Teller) -> Line:
    given = one.given
    joined = [entered.author for address, entered in given.sponsors if not provision or address == provision]
    tail: tuple[Said, ...] = (f", in the name of {codes(given.principals)}",) if given.principals else ()
    tail += (f"; joined by {', '.join(joined)}",) if joined else ()
    tail += ("; its document cannot be read",) if one.unread else ()
    by = teller.by(given.entered) if given.shown is None else teller.shown(given.shown)
    told: list[Said] = [by, *tail]
    for answer in one.answers:
        told += ["; " if answer is not one.answers[0] else ": ", title(answer.position)]
        if words := position_words(answer.position):
            told += [": ", *(_short(each) for each in words)]
        for condition in answer.conditions:
            told += [", on condition: ", _short(Theirs(condition.words))]
    for heard in one.aside:
        told += ["; " if one.answers or heard is not one.aside[0] else ": "]
        told += [f"{title(heard.answer.position)}, not understood and kept aside"]
    return line(*told, below=() if given.shown else teller.corrected(given.entered))

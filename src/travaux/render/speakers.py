"""Who may speak to a draft, told: members and groups, the rules of each round, the meetings ahead.

Of a round on a draft that is on the table no more, what was declared stands in one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.record.act import (
    ConvenesMeeting,
    Role,
)
from travaux.record.views.speakers import at_table
from travaux.record.views.table import on_table
from travaux.render.all_but import all_but
from travaux.render.telling import Teller, clause, codes, is_told_all, none
from travaux.render.times import time_set
from travaux.render.told import Line, Said, Section, Theirs, line
from travaux.render.tongue import comma, joined, said, say, sayable

if TYPE_CHECKING:
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Member
    from travaux.record.views.speakers import InForce, Rule, Speakers

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


def speakers_section(found: Speakers, teller: Teller) -> Section:
    """Tell who is there, by which rules, and when they meet."""
    lines = [
        line(
            say(
                "{role}: {members}",
                role=say(ROLES[role]),
                members=comma().join(_member(one) for one in members),
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
            none(
                say("No rules of a round have been declared. Nothing is taken to hold in their place.")
                if is_told_all(teller)
                else say("No rules of a round that this reader may read have been declared.")
            )
        )
    table = on_table(teller.known)
    lines += [_round(one, teller) for one in found.rounds if one.draft is None or one.draft in table]
    if not found.meetings:
        lines.append(
            none(
                say("No meeting is convened.")
                if is_told_all(teller)
                else say("No meeting that this reader may read of is convened.")
            )
        )
    lines += [
        meeting_line(one, teller, say("Next meeting") if not at else say("Then"))
        for at, one in enumerate(found.meetings)
    ]
    before = [
        _round_before(one, teller) for one in found.rounds if one.draft is not None and one.draft not in table
    ]
    if before:
        lines.append(
            line(
                say("Of rounds on drafts that are on the table no more, what was declared:"),
                below=tuple(before),
            )
        )
    return Section(title=say("2. Who may speak to it"), lines=tuple(lines))


def _member(one: Member) -> str:
    return f"{one.code} ({one.name})" if one.name and one.name != one.code else one.code


def _round(one: InForce, teller: Teller) -> Line:
    asked = _asked(one, teller)
    below = [line(asked)] if asked else []
    below += [_rule(rule, one, teller) for rule in one.rules]
    if words := _in_its_words(one):
        below.append(line(*words))
    return line(*_headed(one, teller), below=(*below, *_earlier(one, teller)))


def _round_before(one: InForce, teller: Teller) -> Line:
    """Tell a round on a draft that is on the table no more: what was declared, and what is contested."""
    asked = _asked(one, teller)
    parts: list[tuple[Said, ...]] = [(asked,)] if asked else []
    parts += [_rule_said(rule, one) for rule in one.rules if rule.said is not None]
    parts += [words] if (words := _in_its_words(one)) else []
    told = [each for at, part in enumerate(parts) for each in (" · " if at else " ", *part)]
    contested = tuple(
        line(*_rule_said(rule, one), below=_contests(rule, teller)) for rule in one.rules if rule.contests
    )
    told = told or [" ", say("not declared")]
    return line(*joined(*_headed(one, teller), *told), below=(*contested, *_earlier(one, teller)))


def _headed(one: InForce, teller: Teller) -> tuple[Said, ...]:
    return said(
        "Rules of the round{name} {draft}, declared by {who}:",
        name=clause(" {words}", one.round.rules.name),
        draft=said("on no draft") if one.draft is None else said("on {draft}", draft=teller.draft(one.draft)),
        who=teller.by(one.round.declared),
    )


def _asked(one: InForce, teller: Teller) -> str:
    asked = one.round.rules.asked
    return say("Asked: {parties}", parties=all_but(asked, teller.known)) if asked else ""


def _in_its_words(one: InForce) -> tuple[Said, ...]:
    words = one.round.rules.words
    return said("In the words of the declaration: {words}", words=Theirs(words)) if words else ()


def _earlier(one: InForce, teller: Teller) -> tuple[Line, ...]:
    """Tell what was declared for the same draft before, and no longer is."""
    found: list[Line] = []
    for earlier in one.earlier:
        other = earlier.rules.name if earlier.rules.name != one.round.rules.name else ""
        found.append(
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
    return tuple(found)


def _contests(rule: Rule, teller: Teller) -> tuple[Line, ...]:
    return tuple(
        line(
            *said("contested by {who}: {words}", who=teller.by(contest.entered), words=Theirs(contest.words))
        )
        for contest in rule.contests
    )


def _rule_said(rule: Rule, one: InForce) -> tuple[Said, ...]:
    return said("{rule}: {said}", rule=say(RULE_NAMES[rule.name]), said=_ruled(rule, one))


def _rule(rule: Rule, one: InForce, teller: Teller) -> Line:
    return line(*_rule_said(rule, one), below=_contests(rule, teller))


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


def meeting_line(meeting: Entered, teller: Teller, called: str) -> Line:
    """Tell of a meeting: what it is *called* here, where and when, who is at the table."""
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

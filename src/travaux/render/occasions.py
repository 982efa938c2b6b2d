"""When a change may be proposed, told: times for answers, silence procedures, meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import (
    OpensSilence,
)
from travaux.record.views.instant import instant
from travaux.render.agreed import OPEN
from travaux.render.outside import after_adoption_lines
from travaux.render.silence_told import endings
from travaux.render.speakers import meeting_line
from travaux.render.telling import Teller, is_told_all, none
from travaux.render.times import span, time_set
from travaux.render.told import Line, Said, Section, Theirs, line
from travaux.render.tongue import joined, said, say

if TYPE_CHECKING:
    from travaux.record.negotiation import Silence
    from travaux.record.views.occasions import InSilence, Occasions, Reopened, Time
    from travaux.record.views.speakers import InForce


def occasions_section(found: Occasions, teller: Teller) -> Section:
    """Tell when answers are asked for, which silences run, what was reopened or adopted."""
    lines: list[Line] = [_time(one, teller) for one in found.times]
    lines += [_silence(one, teller) for one in found.silences]
    lines += [meeting_line(one, teller, say("Meeting")) for one in found.meetings]
    lines += [_reopened(one, teller) for one in found.reopened]
    lines += [
        line(
            *said(
                "{draft}: the text is adopted; no answer changes it, an error is rectified.",
                draft=teller.draft(one),
            ),
            below=after_adoption_lines(one, teller),
        )
        for one in found.adopted
    ]
    before = [_off_table(one, teller) for one in found.off_table]
    before += [_ended(one, teller) for one in found.ended_before]
    before += [_reopened(one, teller) for one in found.reopened_before]
    lines += [_ended(one, teller) for one in found.ended]
    if not lines:
        lines.append(none(_nothing(teller, before=bool(before))))
    if before:
        lines.append(
            line(say("On drafts that are on the table no more, and no occasion:"), below=tuple(before))
        )
    return Section(title=say("3. When a change may be proposed"), lines=tuple(lines))


def _nothing(teller: Teller, *, before: bool) -> str:
    """Say that nothing is declared; *before*: of what is on the table, for something was before that."""
    if not is_told_all(teller):
        return (
            say(
                "Of what is on the table no time for answers, silence procedure or meeting that this reader "
                "may read of."
            )
            if before
            else say("No time for answers, silence procedure or meeting that this reader may read of.")
        )
    if before:
        return say(
            "Of what is on the table nothing has been declared: no time for answers, no silence procedure, "
            "no meeting."
        )
    return say("Nothing has been declared: no time for answers, no silence procedure, no meeting.")


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


def _off_table(time: Time, teller: Teller) -> Line:
    """Say by when answers were asked for, to a draft that another has followed or that was withdrawn."""
    due = time.of.round.rules.due
    of = _round_called(time.of) if time.of.draft is None else teller.draft(time.of.draft)
    if due is None:
        return line(*said("{of}: no time has been declared for answers.", of=of))
    return line(*said("{of}: answers were asked for by {time}.", of=of, time=time_set(due)))


def _reopened(one: Reopened, teller: Teller) -> Line:
    return line(
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


def _ended(one: Silence, teller: Teller) -> Line:
    """Tell of a silence procedure that was broken, or noted as unbroken, by whom and in which entry."""
    act = one.entered.act
    if not isinstance(act, OpensSilence):
        return none("")
    return line(
        *said(
            "Silence procedure on {where} of {draft}, until {time}; opened by {who}. If not broken: {means}",
            where=teller.provisions(one.draft, one.provisions),
            draft=teller.draft_at(one.draft),
            time=time_set(act.ends),
            who=teller.by(one.entered),
            means=Theirs(act.means),
        ),
        below=endings(one, teller),
    )


def _round_called(one: InForce) -> tuple[Said, ...]:
    name = one.round.rules.name
    if not name:
        return said("a round on no draft")
    return said("the round {name} on no draft", name=Theirs(name))

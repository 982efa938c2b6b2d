"""The times that an entry claims or sets, held against the clock before it is recorded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from travaux.answers.round import SilenceMeans
from travaux.cli.refusal import NotRecorded
from travaux.record.act import (
    AcknowledgesReceipt,
    AsksQuestion,
    ConvenesMeeting,
    DeclaresRules,
    ExtendsPromise,
    GivesAnswer,
    MakesPromise,
    NotesSilenceElapsed,
    OpensSilence,
    Redacts,
    SendsNote,
)
from travaux.record.dates import CLOCKS, check_ended, done_before, received_before
from travaux.record.entry import MEMBERS, PUBLIC
from travaux.record.refusal import Refused
from travaux.record.views.conference_zone import conference_zone
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.speakers import in_force
from travaux.render.tongue import say
from travaux.text.phrase import phrase, said_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from travaux.answers.undertaking import Due
    from travaux.record.act import Act
    from travaux.record.entry import Entered, Entry
    from travaux.record.negotiation import Negotiation

FURTHEST: Final = timedelta(hours=14)
"""By so much a day begins earlier somewhere than by UTC."""
_FOLLOWS: Final[Mapping[SilenceMeans | None, str]] = {
    SilenceMeans.ADOPTION: "the adoption of the text follows",
    SilenceMeans.ACCEPTANCE_OF_RESERVATION: "the acceptance of a reservation follows",
    SilenceMeans.CORRECTION: "the correction of an error follows",
}
"""What is declared to follow from silence, where something is."""


def times_told(entry: Entry, state: Negotiation, now: datetime) -> Iterator[str]:
    """Say which times it claims or sets are odd. Raises NotRecorded for what cannot have been yet."""
    done = datetime.fromisoformat(entry.at)
    if done > now + CLOCKS:
        raise _refused(f"it is said to be done at {entry.at}, which has not come", "--done-at")
    if (target := done_before(entry, state)) is not None:
        yield (
            f"It is said to be done at {entry.at}, and what it is on, entry {target.index}, was recorded "
            f"at {target.received_at}."
        )
    match entry.act:
        case AcknowledgesReceipt(on=on) if on:
            if _begins(on) > now + FURTHEST:
                raise _refused(f"it is said to have been received on {on}, which has not come", "--on")
            if (paper := received_before(entry, state)) is not None:
                yield _received_before(on, paper)
        case Redacts(gone_by=day) if day and _begins(day) < now - timedelta(days=1) - FURTHEST:
            raise _refused(f"no copy should exist after {day}, which has passed", "--gone-by")
        case NotesSilenceElapsed():
            _check_ended(entry, state, now)
        case _:
            pass
    if isinstance(entry.act, GivesAnswer):
        yield from _out_of_time(entry, state, now)
    time = _set(entry.act)
    if time is not None and datetime.fromisoformat(time.utc) <= now:
        yield (
            f"The time set, {time.local} {time.zone} ({time.utc}), has passed already: nobody can keep it. "
            "It is recorded as it was given."
        )
    if isinstance(entry.act, DeclaresRules) and entry.vis in {PUBLIC, MEMBERS} and time is not None:
        yield from _in_whose_time(time, conference_zone(state))
    yield from _silent_by(entry.act, passed=time is not None and datetime.fromisoformat(time.utc) <= now)


def _received_before(on: str, paper: Entered) -> str:
    """Say of a receipt that it is said to be from before its paper."""
    sent = paper.act.sent if isinstance(paper.act, SendsNote) else ""
    dated = f" and is dated {sent}" if sent else ""
    return (
        f"It is said to have been received on {on}, and the paper, entry {paper.index}, was recorded at "
        f"{paper.received_at}{dated}."
    )


def _in_whose_time(due: Due, settled: str | None) -> Iterator[str]:
    """Say that the time of the conference stays another than that of this."""
    if settled not in {None, due.zone}:
        yield say(
            "The time of this round is that of {zone}. All other moments stay in that of {settled}, in which "
            "the first round was set.",
            zone=due.zone,
            settled=settled,
        )


def _check_ended(entry: Entry, state: Negotiation, now: datetime) -> None:
    try:
        check_ended(entry.act, entry.re, now, state)
    except Refused as fault:
        raise NotRecorded(phrase("nothing was recorded. {why}", why=said_by(fault))) from fault


def _silent_by(act: Act, *, passed: bool) -> Iterator[str]:
    """Say where something is to follow from silence that nobody has had the time to break."""
    match act:
        case DeclaresRules(rules=rules) if rules.silence in _FOLLOWS:
            follows, time = _FOLLOWS[rules.silence], rules.due
        case OpensSilence(ends=ends):
            follows, time = "what the procedure says follows", ends
        case _:
            return
    if time is None:
        yield f"From silence {follows}, and no time is set by which one would have to speak."
    elif passed:
        yield (
            f"From silence {follows}, and the time to speak ended before this was recorded: nobody was asked "
            "in time. Set a time that is to come."
        )


def _out_of_time(entry: Entry, state: Negotiation, now: datetime) -> Iterator[str]:
    """Say of an answer that it comes after the time, where that is out by a rule that was declared."""
    on = {one.leaf for one in entry.re}
    for one in in_force(disclosed(state, everything)):
        rules = one.round.rules
        if one.draft is None or one.draft.tabled.leaf not in on or not rules.late_is_out or rules.due is None:
            continue
        if datetime.fromisoformat(rules.due.utc) < now:
            yield (
                f"The time of the round ended at {rules.due.utc}: by the rule of entry "
                f"{one.round.declared.index} an answer after it is out of time. It is recorded, and takes no "
                "effect while that rule stands."
            )


def _set(act: Act) -> Due | None:
    match act:
        case DeclaresRules(rules=rules):
            return rules.due
        case ConvenesMeeting(begins=begins):
            return begins
        case AsksQuestion(due=due) | MakesPromise(due=due) | ExtendsPromise(due=due) | OpensSilence(ends=due):
            return due
        case _:
            return None


def _begins(day: str) -> datetime:
    found = datetime.fromisoformat(day)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _refused(said: str, option: str) -> NotRecorded:
    return NotRecorded(f"nothing was recorded: {said}. Expected a time that fits.", f"See {option}.")

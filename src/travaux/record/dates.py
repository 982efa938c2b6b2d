"""Whether the times that an act names are times, and each that is set is one instant.

A time that is set is recorded twice: as it was set, which is what people read, and as the instant, which is
what is judged by. Whether the two may be one is asked of any entry, without a time zone's rules: a record
reads the same on every machine and in every year. Whether they are one is asked where an entry is composed,
and again of whatever is to be recorded, by the tables of the machine that records it. An entry that is in a
record already is read as it stands. Why: docs/decisions/0021-one-instant-said-twice.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.record import act as acts
from travaux.record.act import Act
from travaux.record.entry import Entered, Entry, Reference
from travaux.record.negotiation import Negotiation, Silence
from travaux.record.refusal import Code, Refused
from travaux.text.phrase import phrase

Zones = Callable[[str], tzinfo | None]
"""The time zone of a name, by the tables of a machine; None for a name that they have not."""

_LOCAL: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", re.ASCII)
_UTC: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_ZONE: Final = re.compile(r"[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+)*", re.ASCII)
_SENT: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z?)?", re.ASCII)
CLOCKS: Final = timedelta(minutes=5)
"""By so much two clocks may differ."""
_FURTHEST: Final = timedelta(hours=15)
"""No place's time is further from UTC."""


def dues(act: Act) -> Iterator[tuple[str, Due]]:
    """Go through the times that an act sets, with the names they have in it: each is in one of its fields."""
    for one in fields(act):
        value = getattr(act, one.name)
        if isinstance(value, Rules):
            value = value.due
        if isinstance(value, Due):
            yield ("due" if one.name == "rules" else one.name), value


def check_dues(act: Act) -> None:
    """Raise Refused for a time set that cannot be one instant, whatever the rules of a time zone are."""
    for name, due in dues(act):
        _check_due(name, due)


def check_by_tables(act: Act, zones: Zones) -> None:
    """Raise Refused for a time set that is not one instant by the tables of this machine.

    Where the clocks of the zone show a time twice, either instant is that time; where they never show it,
    none is. A day is until it ends: its instant is the midnight after it.
    """
    for name, due in dues(act):
        _check_due(name, due)
        _check_by_tables(name, due, zones)


def check_ended(act: Act, re: Sequence[Reference], at: datetime, state: Negotiation) -> None:
    """Raise Refused for a note, made *at* this time, that a silence was not broken which nobody could break.

    One that still runs can be broken; of one that had ended before it was recorded nobody could read here
    in time that it ran, so that whether it was broken is not for the record to say.
    """
    for it in re if isinstance(act, acts.NotesSilenceElapsed) else ():
        opened = state.at(it.leaf)
        if opened is None or not isinstance(opened.act, acts.OpensSilence):
            continue
        ends = opened.act.ends
        if at < datetime.fromisoformat(ends.utc):
            raise Refused(
                Code.BAD_TIME,
                phrase(
                    "the silence procedure of entry {index} runs until {local} {zone} ({utc}), and can be "
                    "broken until then. Note it once that has passed.",
                    index=opened.index,
                    local=ends.local,
                    zone=ends.zone,
                    utc=ends.utc,
                ),
            )
        if had_ended(opened.received_at, ends):
            raise Refused(
                Code.BAD_TIME,
                phrase(
                    "the silence procedure of entry {index} was recorded when its time, {local} {zone} "
                    "({utc}), had ended: nobody could break it here. Whether it was broken elsewhere is not "
                    "for this record to say. Record the papers with travaux send.",
                    index=opened.index,
                    local=ends.local,
                    zone=ends.zone,
                    utc=ends.utc,
                ),
            )


def had_ended(received_at: str, ends: Due) -> bool:
    """Whether what was received then came when the time set had ended."""
    return datetime.fromisoformat(received_at) >= datetime.fromisoformat(ends.utc)


def broken_late(one: Silence) -> bool:
    """Whether a silence procedure was broken, and never in time, or not before it was noted as unbroken."""
    opened = one.entered.act
    if not one.broken or not isinstance(opened, acts.OpensSilence):
        return False
    return one.elapsed is not None or all(had_ended(it.received_at, opened.ends) for it in one.broken)


def done_before(entry: Entry, state: Negotiation) -> Entered | None:
    """Give the first entry it concerns that was not there yet when it is said to be done; or None.

    An entry was there from when it is said to be done itself, if that is before it came.
    """
    done = datetime.fromisoformat(entry.at)
    those = (state.at(it.leaf) for it in entry.re)
    return next((one for one in those if one is not None and done < _there(one) - CLOCKS), None)


def received_before(entry: Entry, state: Negotiation) -> Entered | None:
    """Give the paper that is said to be received before it was there, or before the day it bears; or None."""
    act = entry.act
    if not isinstance(act, acts.AcknowledgesReceipt) or not act.on:
        return None
    is_day = len(act.on) == len("2026-03-20")
    until = datetime.fromisoformat(act.on)
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC) + _FURTHEST
    until += timedelta(days=1 if is_day else 0)
    for it in entry.re:
        one = state.at(it.leaf)
        if one is None:
            continue
        sent = one.act.sent if isinstance(one.act, acts.SendsNote) else ""
        if until < _there(one) or (sent and act.on[:10] < sent[:10]):
            return one
    return None


def _there(one: Entered) -> datetime:
    """Say from when an entry was there: as it is said, or as it was received if that is earlier."""
    return min(datetime.fromisoformat(one.entry.at), datetime.fromisoformat(one.received_at))


def _check_by_tables(name: str, due: Due, zones: Zones) -> None:
    zone = zones(due.zone)
    if zone is None:
        raise Refused(
            Code.BAD_TIME,
            phrase(
                "{name} is in zone {zone!r}, which is not in the time zone tables of the machine that "
                "records it. Give it by a zone that is there, such as Europe/Zurich, or UTC.",
                name=name,
                zone=due.zone,
            ),
        )
    try:
        there = _instants(due, zone)
    except OverflowError:
        raise Refused(
            Code.BAD_TIME,
            phrase("{name} is {local}; no time zone has a calendar for that.", name=name, local=due.local),
        ) from None
    if datetime.fromisoformat(due.utc) in there:
        return
    if not there:
        raise Refused(
            Code.BAD_TIME,
            phrase(
                "{name} is {local} in {zone}, which the clocks there never show: they are set forward over "
                "it. Give a time that they show, or the time in UTC."
                if not _is_day(due)
                else "{name} is until {local} ends in {zone}, at a midnight which the clocks there never "
                "show: they are set forward over it. Give a time that they show, or the time in UTC.",
                name=name,
                local=due.local,
                zone=due.zone,
            ),
        )
    raise Refused(
        Code.BAD_TIME,
        phrase(
            "{name} is {local} in {zone} and {utc}, and these are not one time: {local} in {zone} is "
            "{expected}. Whoever reads the one would miss the other. Give both as one; where two machines "
            "have other rules for {zone}, give the time in UTC."
            if not _is_day(due)
            else "{name} is until {local} ends in {zone} and {utc}, and these are not one time: {local} ends "
            "in {zone} at {expected}. Whoever reads the one would miss the other. Give both as one; where "
            "two machines have other rules for {zone}, give the time in UTC.",
            name=name,
            local=due.local,
            zone=due.zone,
            utc=due.utc,
            expected=f"{there[0]:%Y-%m-%dT%H:%M:%SZ}",
        ),
    )


def is_one_instant(due: Due, zones: Zones) -> bool:
    """Whether a time set, and the instant beside it, are one by these tables; of a zone not in them, yes."""
    zone = zones(due.zone)
    try:
        return zone is None or datetime.fromisoformat(due.utc) in _instants(due, zone)
    except OverflowError:
        return False


def _instants(due: Due, zone: tzinfo) -> list[datetime]:
    """List the instants at which the clocks of *zone* show the time set; of a day, the midnight after it."""
    said = datetime.fromisoformat(due.local) + timedelta(days=1 if _is_day(due) else 0)
    found = {said.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(one for one in found if one.astimezone(zone).replace(tzinfo=None) == said)


def _is_day(due: Due) -> bool:
    return len(due.local) == len("2026-03-20")


def _check_due(name: str, due: Due) -> None:
    local, utc = _instant(name, due.local, _LOCAL), _instant(name, due.utc, _UTC)
    apart = local - utc
    if _is_day(due):
        apart += timedelta(days=1)
    if not _ZONE.fullmatch(due.zone):
        raise Refused(
            Code.BAD_TIME,
            phrase("{name} is in zone {zone!r}; expected such as Europe/Zurich.", name=name, zone=due.zone),
        )
    if abs(apart) > _FURTHEST:
        raise Refused(
            Code.BAD_TIME,
            phrase(
                "{name} is {local} in {zone} and {utc}; the two are more than 15 hours apart, as no "
                "place is from UTC.",
                name=name,
                local=due.local,
                zone=due.zone,
                utc=due.utc,
            ),
        )


def _instant(name: str, text: str, form: re.Pattern[str]) -> datetime:
    try:
        if form.fullmatch(text) is None:
            raise ValueError(text)  # noqa: TRY301  one message for both
        return datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        expected = "2026-03-20T18:00 or 2026-03-20" if form is _LOCAL else "2026-03-20T17:00:00Z"
        raise Refused(
            Code.BAD_TIME,
            phrase(
                "{name} says {text!r}; expected such as {expected}.", name=name, text=text, expected=expected
            ),
        ) from None


def check_day(name: str, text: str) -> None:
    if not text:
        return
    try:
        if _SENT.fullmatch(text) is None:
            raise ValueError(text)  # noqa: TRY301  one message for both
        datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        raise Refused(
            Code.BAD_TIME,
            phrase("{name} says {text!r}; expected a date such as 2026-03-20.", name=name, text=text),
        ) from None

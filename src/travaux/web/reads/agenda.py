"""Deadlines and meetings as a calendar that other programs keep: each thing once, always under its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from travaux.cli.zones import zone_named
from travaux.record.act import AsksQuestion, ConvenesMeeting, MakesPromise, OpensSilence
from travaux.record.views.draft_answers import following
from travaux.record.views.speakers import draft_of
from travaux.render.acts import deed
from travaux.render.telling import codes
from travaux.render.times import time_set

if TYPE_CHECKING:
    from travaux.answers.undertaking import Due
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.render.telling import Teller

_DAY_ALONE: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """One thing in a calendar."""

    name: str
    """What it is called for good, however often it is set anew."""
    said: Entered
    """The entry that set it last."""
    due: Due
    title: str
    place: str = ""
    gone: bool = False
    """Whether it was taken back, or another draft took its place: who has it in a calendar has to be told."""
    times: int = 0
    """How often it was set anew, taken away or given back."""


def dates(known: Disclosed) -> tuple[Date, ...]:
    """List all deadlines and meetings in what is *known*, as they were set last."""
    found = (*_rounds(known), *_questions(known), *_promises(known), *_silences(known), *_meetings(known))
    return tuple(sorted(found, key=lambda one: one.said.index))


def calendar(known: Disclosed, teller: Teller) -> bytes:
    """Write them as iCalendar, each in the time it was set in, with that zone's rules."""
    found = Calendar()
    found.add("prodid", "-//Travaux//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", known.title)
    for one in dates(known):
        found.add_component(_event(one, known, teller))
    found.add_missing_timezones()
    data: bytes = found.to_ical()
    return data


def _event(one: Date, known: Disclosed, teller: Teller) -> Event:
    event = Event()
    event.add("uid", f"{one.name}@{known.origin}")
    event.add("dtstamp", _utc(one.said.received_at))
    event.add("dtstart", _starts(one.due))
    event.add("summary", one.title)
    said = "".join(it if isinstance(it, str) else f"“{it.words}”" for it in deed(one.said, teller))
    event.add("description", f"{time_set(one.due)}\n{teller.by(one.said)}: {said}")
    event.add("sequence", one.times)
    event.add("status", "CANCELLED" if one.gone else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if one.place:
        event.add("location", one.place)
    return event


def _starts(due: Due) -> datetime | date:
    """Give the recorded instant, in the zone it was set in where this machine's tables still agree.

    Of a day it gives the day: the instant is where that ends, and is written as the next one.
    """
    if len(due.local) == _DAY_ALONE:
        return date.fromisoformat(due.local)
    at = _utc(due.utc)
    zone = zone_named(due.zone)
    if zone is None or due.zone == "UTC":
        return at
    local = at.astimezone(zone)
    if local.replace(tzinfo=None) != datetime.fromisoformat(due.local):
        return at
    return local


def _utc(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC).replace(microsecond=0)


def _rounds(known: Disclosed) -> Iterator[Date]:
    """Go through the times for answers: of each draft the last that was declared."""
    by_draft: dict[str, list[Entered]] = {}
    for leaf, one in known.rounds.items():
        by_draft.setdefault(draft_of(known, one) or leaf, []).append(one.declared)
    for name, declared in by_draft.items():
        rules = known.rounds[declared[-1].leaf].rules
        draft = next((it for leaf, it in known.drafts.items() if leaf == name), None)
        if rules.due is None:
            continue
        title = _("The time for answers ends")
        if draft is not None:
            title = _("The time for answers to draft %(number)d ends") % {"number": draft.number}
        gone = draft is not None and (draft.withdrawn is not None or _overtaken(draft, rules.due, known))
        yield Date(
            name=f"answers-{name}",
            said=declared[-1],
            due=rules.due,
            title=f"{title} · {rules.name}" if rules.name else title,
            gone=gone,
            times=len(declared) - 1 + (0 if draft is None else _turns(draft, known)),
        )


def _turns(draft: Draft, known: Disclosed) -> int:
    """Count what took this time away or gave it back: a calendar heeds no number lower than its last."""
    turns = [draft.withdrawn]
    for one in known.drafts.values():
        if one.follows == draft.tabled.leaf:
            turns += [one.tabled, one.withdrawn]
    return sum(one is not None for one in turns)


def _overtaken(draft: Draft, due: Due, known: Disclosed) -> bool:
    """Whether another draft took the place of this one before the time for answers to it."""
    after = following(known).get(draft.tabled.leaf)
    return after is not None and _utc(after.received_at) < _utc(due.utc)


def _questions(known: Disclosed) -> Iterator[Date]:
    for leaf, one in known.questions.items():
        act = one.entered.act
        if isinstance(act, AsksQuestion) and act.due is not None:
            yield Date(
                name=leaf,
                said=one.entered,
                due=act.due,
                title=_("%(asked)s: answer to a question of %(by)s")
                % {"asked": codes(act.to), "by": one.entered.author},
                gone=one.withdrawn is not None,
            )


def _promises(known: Disclosed) -> Iterator[Date]:
    for leaf, one in known.promises.items():
        act = one.entered.act
        if isinstance(act, MakesPromise) and one.due is not None:
            yield Date(
                name=leaf,
                said=one.extended[-1] if one.extended else one.entered,
                due=one.due,
                title=_("Promised by %(by)s to %(to)s: %(words)s")
                % {"by": one.entered.author, "to": codes(act.to), "words": act.words},
                gone=one.withdrawn is not None,
                times=len(one.extended),
            )


def _silences(known: Disclosed) -> Iterator[Date]:
    for leaf, one in known.silences.items():
        act = one.entered.act
        if isinstance(act, OpensSilence):
            yield Date(
                name=leaf,
                said=one.entered,
                due=act.ends,
                title=_("A silence procedure ends"),
                gone=bool(one.broken) or one.withdrawn is not None,
                times=int(bool(one.broken) or one.withdrawn is not None),
            )


def _meetings(known: Disclosed) -> Iterator[Date]:
    for one in known.meetings:
        act = one.act
        if isinstance(act, ConvenesMeeting):
            yield Date(
                name=one.leaf,
                said=one,
                due=act.begins,
                title=act.forum,
                place=act.place,
                gone=one.leaf in known.withdrawn,
            )

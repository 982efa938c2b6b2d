"""Times as they are written for people: in the zone they were set in, or the conference's, and in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from travaux.record.dates import Zones, is_one_instant
from travaux.render.tongue import say, say_count, sayable, tongue

if TYPE_CHECKING:
    from travaux.answers.undertaking import Due

_DAYS: Final = (
    sayable("{day} January {year}"),
    sayable("{day} February {year}"),
    sayable("{day} March {year}"),
    sayable("{day} April {year}"),
    sayable("{day} May {year}"),
    sayable("{day} June {year}"),
    sayable("{day} July {year}"),
    sayable("{day} August {year}"),
    sayable("{day} September {year}"),
    sayable("{day} October {year}"),
    sayable("{day} November {year}"),
    sayable("{day} December {year}"),
)
_FIRST: Final = {"fr": "1er"}
"""How the first of a month is written, where that is not by its number alone."""
_TABLES: Final[ContextVar[Zones]] = ContextVar(
    "time zones", default=lambda name: UTC if name == "UTC" else None
)
_DAY_ALONE: Final = 10
"""Characters of "2026-03-20"."""


def day(one: date) -> str:
    """Write a date: "20 March 2026"."""
    first = _FIRST.get(tongue()) if one.day == 1 else None
    return say(_DAYS[one.month - 1], day=first or one.day, year=one.year)


def moment(utc: str, zone: tzinfo | None = None) -> str:
    """Write an instant in *zone* and in UTC: "12 March 2026, 18:40 Europe/Zurich (17:40 UTC)".

    The date is repeated where it is another one in UTC.
    """
    if len(utc) == _DAY_ALONE:
        return day(date.fromisoformat(utc))
    at = datetime.fromisoformat(utc).astimezone(UTC)
    if zone is None or str(zone) == "UTC":
        return _at(at, "UTC")
    local = at.astimezone(zone)
    return say("{time} ({utc})", time=_at(local, str(zone)), utc=_in_utc(at, local))


def days_apart(claimed: str, received: str) -> bool:
    """Whether what an entry says of its time is a day or more from when it was received: worth telling."""
    return abs(datetime.fromisoformat(received) - datetime.fromisoformat(claimed)) >= timedelta(days=1)


@contextmanager
def judged_by(tables: Zones) -> Iterator[None]:
    """Hold times that were set to these time zone tables until it ends; else to those of UTC alone."""
    token = _TABLES.set(tables)
    try:
        yield
    finally:
        _TABLES.reset(token)


def time_set(due: Due) -> str:
    """Write a deadline as it was set, and in UTC. A day alone is said to end then.

    Where the two are not one time by the tables it is held to, that is said.
    """
    if is_one_instant(due, _TABLES.get()):
        return _as_set(due)
    at = _at(datetime.fromisoformat(due.utc).astimezone(UTC), "UTC")
    return say(
        "{time} (in doubt: by the time zones known here that is not {utc}, by which it is judged)",
        time=_as_set(due),
        utc=at,
    )


def _as_set(due: Due) -> str:
    at = datetime.fromisoformat(due.utc).astimezone(UTC)
    local = datetime.fromisoformat(due.local)
    if len(due.local) == _DAY_ALONE:
        return say(
            "{day}, until the day ends in {zone} ({utc})", day=day(local), zone=due.zone, utc=_at(at, "UTC")
        )
    if due.zone == "UTC":
        return _at(local, "UTC")
    return say("{time} ({utc})", time=_at(local, due.zone), utc=_in_utc(at, local))


def _at(when: datetime, zone: str) -> str:
    return say("{day}, {time} {zone}", day=day(when), time=f"{when:%H:%M}", zone=zone)


def _in_utc(at: datetime, local: datetime) -> str:
    return say("{time} UTC", time=f"{at:%H:%M}") if at.date() == local.date() else _at(at, "UTC")


def span(length: timedelta) -> str:
    """Write how long: the two largest of days, hours and minutes; "less than a minute"."""
    minutes = int(length.total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = (
        say_count("{count} day", "{count} days", days, count=days) if days else "",
        say_count("{count} hour", "{count} hours", hours) if hours else "",
        say_count("{count} minute", "{count} minutes", minutes) if minutes else "",
    )
    return " ".join([one for one in parts if one][:2]) or say("less than a minute")

"""Times as they are written for people: in the zone they were set in, or the conference's, and in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from travaux.answers.undertaking import Due

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY_ALONE: Final = 10
"""Characters of "2026-03-20"."""


def day(one: date) -> str:
    """Write a date: "20 March 2026"."""
    return f"{one.day} {_MONTHS[one.month - 1]} {one.year}"


def moment(utc: str, zone: tzinfo | None = None) -> str:
    """Write an instant in *zone* and in UTC: "12 March 2026, 18:40 Europe/Zurich (17:40 UTC)".

    The date is repeated where it is another one in UTC.
    """
    if len(utc) == _DAY_ALONE:
        return day(date.fromisoformat(utc))
    at = datetime.fromisoformat(utc).astimezone(UTC)
    if zone is None or str(zone) == "UTC":
        return f"{day(at)}, {at:%H:%M} UTC"
    local = at.astimezone(zone)
    return f"{day(local)}, {local:%H:%M} {zone} ({_in_utc(at, local)})"


def days_apart(claimed: str, received: str) -> bool:
    """Whether what an entry says of its time is a day or more from when it was received: worth telling."""
    return abs(datetime.fromisoformat(received) - datetime.fromisoformat(claimed)) >= timedelta(days=1)


def time_set(due: Due) -> str:
    """Write a deadline as it was set, and in UTC. A day alone is said to end then."""
    at = datetime.fromisoformat(due.utc).astimezone(UTC)
    local = datetime.fromisoformat(due.local)
    if len(due.local) == _DAY_ALONE:
        return f"{day(local)}, until the day ends in {due.zone} ({day(at)}, {at:%H:%M} UTC)"
    if due.zone == "UTC":
        return f"{day(local)}, {local:%H:%M} UTC"
    return f"{day(local)}, {local:%H:%M} {due.zone} ({_in_utc(at, local)})"


def _in_utc(at: datetime, local: datetime) -> str:
    shown = f"{at:%H:%M} UTC"
    return shown if at.date() == local.date() else f"{day(at)}, {shown}"


def span(length: timedelta) -> str:
    """Write how long: the two largest of days, hours and minutes; "less than a minute"."""
    minutes = int(length.total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [
        f"{count} {name}{'' if count == 1 else 's'}"
        for count, name in ((days, "day"), (hours, "hour"), (minutes, "minute"))
        if count
    ]
    return " ".join(parts[:2]) or "less than a minute"

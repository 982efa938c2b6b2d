"""Times as people give them, and the instants they are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from travaux.answers.undertaking import Due
from travaux.cli.machine import stamp
from travaux.cli.refusal import Refused

_LOCAL: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::(\d\d))?)?")
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)")
_EXPECTED: Final = '"2026-03-20 18:00", or "2026-03-20", a day until it ends'


def due(when: str, zone: str | None) -> Due:
    """Work out the instant at which *when* falls in *zone*, by the tables of this machine.

    A time that the clocks skip, or show twice, is refused: it would be another instant for each reader.
    """
    if not zone:
        raise Refused(
            f'"{when}" is given without the zone whose time it is. Add --zone, such as --zone Europe/Zurich '
            "or --zone UTC."
        )
    found = _LOCAL.fullmatch(when)
    if found is None:
        raise Refused(f'"{when}" is no time that can be set. Expected {_EXPECTED}.')
    place = _zone(zone)
    try:
        day = date.fromisoformat(found[1])
        if found[2] is None:
            local, ends = found[1], datetime.combine(day + timedelta(days=1), time(), tzinfo=place)
        else:
            at = time.fromisoformat(f"{found[2]}:{found[3] or '00'}")
            local, ends = (
                f"{found[1]}T{at.isoformat('minutes' if not at.second else 'seconds')}",
                (datetime.combine(day, at, tzinfo=place)),
            )
    except (ValueError, OverflowError) as fault:
        raise Refused(f'"{when}" is no time there is ({fault}). Expected {_EXPECTED}.') from fault
    again = ends.astimezone(UTC).astimezone(place)
    if again.replace(fold=0) != ends or ends.utcoffset() != ends.replace(fold=1).utcoffset():
        raise Refused(
            f'"{when}" does not name one instant in {zone}: the clocks are changed then. Give another time, '
            "or the same in --zone UTC."
        )
    return Due(local=local, zone=zone, utc=stamp(ends))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        from difflib import get_close_matches  # noqa: PLC0415  only where somebody mistyped

        city = name.rpartition("/")[2].casefold()
        near = [one for one in sorted(available_timezones()) if city and one.casefold().endswith(f"/{city}")]
        near = near or get_close_matches(name, sorted(available_timezones()), n=2)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        raise Refused(
            f'"{name}" is not in the time zone tables of this machine.{meant} Expected a name such as '
            "Europe/Zurich, America/New_York or UTC: the tables name one city for each zone."
        ) from fault


def instant(given: str) -> datetime:
    """Read an instant: "2026-03-20T18:00Z", with an offset, or a time and its zone.

    Raises Refused.
    """
    when, _, zone = given.strip().rpartition(" ")
    if zone and when and _INSTANT.fullmatch(given.strip()) is None and _LOCAL.fullmatch(when):
        return datetime.fromisoformat(due(when, zone).utc)
    if _INSTANT.fullmatch(given.strip()) is None:
        raise Refused(
            f'"{given}" is no instant. Expected "2026-03-20T18:00Z", "2026-03-20 18:00+01:00" or '
            '"2026-03-20 18:00 Europe/Zurich".'
        )
    try:
        return datetime.fromisoformat(given.strip()).astimezone(UTC)
    except (ValueError, OverflowError) as fault:
        raise Refused(f'"{given}" is no instant there is ({fault}).') from fault

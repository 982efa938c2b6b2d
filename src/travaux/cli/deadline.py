"""Times as people give them, and the instants they are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from travaux.answers.undertaking import Due
from travaux.cli.machine import stamp
from travaux.cli.refusal import Refused
from travaux.cli.zones import zone_named, zone_names
from travaux.text.phrase import phrase, said_by

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_LOCAL: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::(\d\d))?)?")
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)")
_YEARS: Final = range(1900, 2200)
"""What is a time of a negotiation; in years far off a clock set to another zone has no date."""


def due(when: str, zone: str | None) -> Due:
    """Work out the instant at which *when* falls in *zone*, by the tables of this machine.

    A time that the clocks skip, or show twice, is refused: it would be another instant for each reader.
    """
    if not zone:
        raise Refused(
            phrase(
                '"{when}" is given without the zone whose time it is. Add it, such as Europe/Zurich or UTC.',
                when=when,
            ),
            "On the command line: --zone Europe/Zurich.",
        )
    found = _LOCAL.fullmatch(when)
    if found is None:
        raise Refused(
            phrase(
                '"{when}" is no time that can be set. Expected "2026-03-20 18:00", or "2026-03-20", a day '
                "until it ends.",
                when=when,
            )
        )
    place = _zone(zone)
    try:
        day = date.fromisoformat(found[1])
        _check_year(day)
        if found[2] is None:
            local, ends = found[1], datetime.combine(day + timedelta(days=1), time(), tzinfo=place)
        else:
            at = time.fromisoformat(f"{found[2]}:{found[3] or '00'}")
            local, ends = (
                f"{found[1]}T{at.isoformat('minutes' if not at.second else 'seconds')}",
                (datetime.combine(day, at, tzinfo=place)),
            )
    except (ValueError, OverflowError) as fault:
        raise Refused(
            phrase(
                '"{when}" is no time there is ({why}). Expected "2026-03-20 18:00", or "2026-03-20", a day '
                "until it ends.",
                when=when,
                why=said_by(fault),
            )
        ) from fault
    _check_once(when, ends, zone)
    return Due(local=local, zone=zone, utc=stamp(ends))


def _check_year(day: date) -> None:
    """Raise ValueError for a year in which nobody negotiates."""
    if day.year not in _YEARS:
        raise ValueError(
            phrase("a year from {first} to {last} was expected", first=_YEARS.start, last=_YEARS.stop - 1)
        )


def _check_once(when: str, at: datetime, zone: str) -> None:
    """Raise Refused where the clocks of the zone show this time never, or twice."""
    one, other = sorted(at.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if one == other:
        return
    instants = {"first": f"{one:%Y-%m-%d %H:%M}", "second": f"{other:%Y-%m-%d %H:%M}"}
    there, there_too = (it.astimezone(at.tzinfo).replace(tzinfo=None) for it in (one, other))
    if there == there_too:
        raise Refused(
            phrase(
                '"{when}" in {zone} is there twice, for the clocks are set back: {first} UTC or {second} '
                "UTC. Give the one that is meant, in UTC, or another time."
                if ":" in when
                else 'The end of "{when}" in {zone} is there twice, for the clocks are set back: {first} UTC '
                "or {second} UTC. Give the one that is meant, in UTC, or another time.",
                when=when,
                zone=zone,
                **instants,
            )
        )
    raise Refused(
        phrase(
            '"{when}" in {zone} is never there, for the clocks are set forward over it. It could be {first} '
            "UTC or {second} UTC, when they show {there} and {there_too}. Give the one that is meant, in "
            "UTC, or another time."
            if ":" in when
            else 'The end of "{when}" in {zone} is never there, for the clocks are set forward over it. It '
            "could be {first} UTC or {second} UTC, when they show {there} and {there_too}. Give the one "
            "that is meant, in UTC, or another time.",
            when=when,
            zone=zone,
            there=f"{there:%H:%M}",
            there_too=f"{there_too:%H:%M}",
            **instants,
        )
    )


def _without_zone(given: str) -> Refused:
    if ":" not in given:
        return Refused(
            phrase(
                '"{given}" is a day, and it is not said where it ends. Add the zone: "{given} UTC" '
                'or "{given} Europe/Zurich" is the end of that day there.',
                given=given,
            )
        )
    return Refused(
        phrase(
            '"{given}" does not say in whose time it is. Add the zone: "{given}Z", "{given} '
            'Europe/Zurich" or "{given}+01:00".',
            given=given,
        )
    )


def _zone(name: str) -> ZoneInfo:
    found = zone_named(name)
    if found is not None:
        return found
    from difflib import get_close_matches  # noqa: PLC0415  only where somebody mistyped

    city = name.rpartition("/")[2].casefold()
    near = [one for one in sorted(zone_names()) if city and one.casefold().endswith(f"/{city}")]
    near = near or get_close_matches(name, sorted(zone_names()), n=2)
    raise Refused(
        phrase(
            '"{name}" is not in the time zone tables of this machine. Did you mean {near}? Expected a '
            "name such as Europe/Zurich, America/New_York or UTC: the tables name one city for each "
            "zone."
            if near
            else '"{name}" is not in the time zone tables of this machine. Expected a name such as '
            "Europe/Zurich, America/New_York or UTC: the tables name one city for each zone.",
            name=name,
            near=_either(near),
        )
    )


def _either(names: list[str]) -> str:
    """Give what may have been meant; "" for nothing."""
    found = "".join(names[:1])
    for one in names[1:]:
        found = phrase("{these} or {this}", these=found, this=one)
    return found


def instant(given: str) -> datetime:
    """Read an instant: "2026-03-20T18:00Z", with an offset, or a time and its zone.

    Raises Refused.
    """
    when, _, zone = given.strip().rpartition(" ")
    if zone and when and _INSTANT.fullmatch(given.strip()) is None and _LOCAL.fullmatch(when):
        return datetime.fromisoformat(due(when, zone).utc)
    if _INSTANT.fullmatch(given.strip()) is None:
        if _LOCAL.fullmatch(given.strip()):
            raise _without_zone(given.strip())
        raise Refused(
            phrase(
                '"{given}" is no instant. Expected "2026-03-20T18:00Z", "2026-03-20 18:00+01:00" or '
                '"2026-03-20 18:00 Europe/Zurich".',
                given=given,
            )
        )
    try:
        at = datetime.fromisoformat(given.strip())
        _check_year(at)
        return at.astimezone(UTC)
    except (ValueError, OverflowError) as fault:
        raise Refused(
            phrase('"{given}" is no instant there is ({why}).', given=given, why=said_by(fault))
        ) from fault

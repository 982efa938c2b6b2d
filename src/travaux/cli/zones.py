"""The time zones that this machine has tables for."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones


def zone_named(name: str) -> ZoneInfo | None:
    """Give the zone of this name; None where this machine has no tables for one.

    "localtime" is another zone on each machine, and a spelling in other capitals is a zone on some.
    """
    try:
        return ZoneInfo(name) if name in zone_names() else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def zone_names() -> frozenset[str]:
    """Give the names that are a zone's on every machine."""
    return frozenset(available_timezones()) - {"localtime", "Factory"}

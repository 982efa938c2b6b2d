"""Times in the reader's own zone, where it shows another time than the page does already."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from travaux.cli.zones import zone_named
from travaux.render.times import day
from travaux.web.accounts.models import Person

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.http import HttpRequest


def own_zone(request: HttpRequest) -> ZoneInfo | None:
    """Give the zone that the reader has chosen."""
    return zone_named(request.user.zone) if isinstance(request.user, Person) else None


def in_own(utc: str, own: tzinfo | None, beside: tzinfo | None) -> str:
    """Write an instant in the reader's *own* zone: "20 March 2026, 11:00 America/Lima".

    "" where that is the time in UTC, or in the zone *beside* which it would stand.
    """
    if own is None:
        return ""
    at = datetime.fromisoformat(utc).astimezone(UTC)
    local = at.astimezone(own)
    shown = [at] if beside is None else [at, at.astimezone(beside)]
    if any(local.replace(tzinfo=None) == one.replace(tzinfo=None) for one in shown):
        return ""
    return f"{day(local)}, {local:%H:%M} {own}"

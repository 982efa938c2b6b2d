"""Instants as the record writes them, and what lies between two."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from travaux.answers.undertaking import Due

_NOTHING: Final = timedelta(0)


@lru_cache(maxsize=4096)
def instant(written: str) -> datetime:
    """Read "2026-03-20T17:00:00Z"; a day alone is its beginning, UTC."""
    found = datetime.fromisoformat(written)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def past(due: Due | None, at: str) -> timedelta | None:
    """Tell how long at *at* the time has been over; None where it is not, or none was set.

    What falls on the instant itself is in time.
    """
    if due is None:
        return None
    gone = instant(at) - instant(due.utc)
    return gone if gone > _NOTHING else None

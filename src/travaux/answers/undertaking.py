"""What was undertaken: by when something is due, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline, as it was set and as an instant.

    The instant is worked out when the deadline is set and recorded with it: no later change of a time
    zone's rules, and no other reader's tables, can move it.
    """

    local: str
    """As set, in the time of ``zone``: "2026-03-20T18:00"; or "2026-03-20", a day, until it ends."""
    zone: str
    """Whose time that is: a name of the time zone database such as "Europe/Zurich"."""
    utc: str
    """The instant: "2026-03-20T17:00:00Z". What falls on it is in time."""

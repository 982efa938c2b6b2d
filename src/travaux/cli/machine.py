"""What the command line asks of the machine it runs on: the time, and dice."""

from __future__ import annotations

import os
from datetime import UTC, datetime


class Machine:
    """The machine it is. Another can stand in its place, so that a story is told with its own times."""

    def now(self) -> datetime:
        """Give the instant, in UTC."""
        return datetime.now(UTC)

    def dice(self, size: int) -> bytes:
        """Give so many bytes that nobody can foretell."""
        return os.urandom(size)


def stamp(at: datetime) -> str:
    """Write an instant as the record does: "2026-03-12T17:40:00Z"; milliseconds are dropped."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def exact_stamp(at: datetime) -> str:
    """Write an instant with its milliseconds: "2026-03-12T17:40:00.000Z"."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

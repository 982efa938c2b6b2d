"""One thing that a reader can do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the reader can do of something, and where."""

    label: str
    address: str

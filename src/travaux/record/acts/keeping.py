"""The acts on the record itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacts:
    """A document, or an entry, is no longer shown to anyone. Concerns it. Its hashes stay.

    In whole, an entry can be redacted on which nothing else depends: see `concerns.REDACTABLE`.
    """

    grounds: str
    gone_by: str = ""
    """The date after which no copy should exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """Nothing was done."""

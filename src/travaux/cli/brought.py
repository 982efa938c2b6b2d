"""A document that goes with an act, as it came."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file, what it is, and the words that were read out of it."""

    data: bytes = field(repr=False)
    name: str
    media: str
    lang: str = "und"
    words: bytes = field(default=b"", repr=False)

"""A number as an address or a form gives it: None where it is none."""

from __future__ import annotations

from typing import Final

DIGITS: Final = 18
"""No place, size or number here has more: what has is cut, and is then beyond all there is all the same."""


def numeral(given: str) -> int | None:
    return int(given[:DIGITS]) if given.isascii() and given.isdigit() else None

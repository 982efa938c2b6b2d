"""The cells of a table's row, as a wording has them between its bars."""

from __future__ import annotations

import re
from typing import Final

from travaux.text.wording import Choice, Part, Wording

BAR: Final = "|"
_BAR: Final = re.compile(r"(?<!\\)\|")
_MOST: Final = 12
"""Cells of the widest row that is shown as one; beyond, none has the breadth of a word."""


def cells(row: Wording) -> tuple[Wording, ...]:
    """Give what stands between the bars of *row*, in order.

    Empty where it is no row: it does not begin and end with a bar, or a choice in it has bars of its own.
    """
    if any(isinstance(part, Choice) and _has_bar(part) for part in row.parts):
        return ()
    found: list[list[Part]] = [[]]
    for part in row.parts:
        if not isinstance(part, str):
            found[-1].append(part)
            continue
        first, *others = split_at_bars(part)
        found[-1].append(first)
        found += [[one] for one in others]
    if len(found) < 2:  # noqa: PLR2004  before a bar, and after it
        return ()
    before, *between, after = (Wording(tuple(one)) for one in found)
    if before or not between or len(between) > _MOST or after:
        return ()
    return tuple(between)


def split_at_bars(text: str) -> list[str]:
    """Split *text* at its bars, in order; one after a backslash is a character like others."""
    return _BAR.split(text)


def _has_bar(choice: Choice) -> bool:
    return any(
        BAR in part if isinstance(part, str) else isinstance(part, Choice) and _has_bar(part)
        for one in choice.alternatives
        for part in one.words.parts
    )

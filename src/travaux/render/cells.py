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

    A row of a table in somebody's Word document, whose cells a tab and a bar part, ends without one. Empty
    where it is no row: it begins without a bar, or ends so, or a choice in it has bars of its own.
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
    before, *between = (Wording(tuple(one)) for one in found)
    if is_closed(row):
        between.pop()
    elif len(between) < 2 or not all(_is_tabbed(one) for one in between[:-1]):  # noqa: PLR2004  parted by a tab
        return ()
    return () if before or not 0 < len(between) <= _MOST else tuple(between)


def is_closed(row: Wording) -> bool:
    """Whether a bar stands behind the last of the cells."""
    end = row.parts[-1] if row.parts else ""
    return isinstance(end, str) and split_at_bars(end)[1:] != [] and end.endswith(BAR)


def _is_tabbed(cell: Wording) -> bool:
    end = cell.parts[-1] if cell.parts else ""
    return isinstance(end, str) and end.endswith("\t")


def split_at_bars(text: str) -> list[str]:
    """Split *text* at its bars, in order; one after a backslash is a character like others."""
    return _BAR.split(text)


def _has_bar(choice: Choice) -> bool:
    return any(
        BAR in part if isinstance(part, str) else isinstance(part, Choice) and _has_bar(part)
        for one in choice.alternatives
        for part in one.words.parts
    )

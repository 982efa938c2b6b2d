"""Where the title, the preamble and the articles of a text begin, by its headings and keywords alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.read.phrase import is_headline
from travaux.text.kind import ATTACHED, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.read.row import Row

_AROUND: Final = ATTACHED | {Kind.TITLE, Kind.PREAMBLE}
"""Kinds as large as an article or larger that do not end a preamble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Where the parts of a text begin, by the row."""

    title: int
    """-1 where there is none."""
    preamble: int
    """-1 where there is none."""
    first: int
    """Where the preamble ends: the first article or larger provision; 0 where there is none."""
    last: int
    """The last article."""
    boundaries: tuple[int, ...]
    """Every article or larger provision, and the end of the text."""


def bounds(rows: Sequence[Row], *, fragment: bool) -> Bounds:
    """Find the parts of a text; in a *fragment* nothing is title or preamble for its place alone."""
    boundaries = tuple(index for index, row in enumerate(rows) if row.boundary)
    around = [index for index in boundaries if rows[index].kind not in _AROUND]
    articles = [index for index in around if rows[index].kind is Kind.ARTICLE]
    first = around[0] if around and not fragment else 0
    return Bounds(
        title=_title(rows, fragment=fragment),
        preamble=next((index for index, row in enumerate(rows[:first]) if row.heads_preamble), -1),
        first=first,
        last=articles[-1] if articles else len(rows),
        boundaries=(*boundaries, len(rows)),
    )


def _title(rows: Sequence[Row], *, fragment: bool) -> int:
    """Find the first heading, if it is no other; or a first line set apart that reads as one."""
    if fragment or any(row.line.kind is Kind.TITLE for row in rows):
        return -1
    for index, row in enumerate(rows):
        if row.boundary or row.heads_preamble:
            break
        if row.line.heading and row.label is None and row.kind is None:
            return index
    if len(rows) < 2:  # noqa: PLR2004  a text of one line has no title
        return -1
    first, second = rows[0], rows[1]
    apart = not first.opening.after or second.opening.before[:1] in ("\r", "\n")
    plain = (
        first.label is None and first.kind is None and not first.heads_preamble and first.line.depth is None
    )
    words = first.opening.words
    return 0 if plain and apart and is_headline(words) and not words.startswith("[") else -1

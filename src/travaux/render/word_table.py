"""The rows of a text as a table of Word: the style of their cells says which bars they have in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from travaux.read.own_style import BARS, STEP, Bars
from travaux.read.package import Element
from travaux.render.cells import BAR, cells, is_closed
from travaux.render.columns import breadth
from travaux.render.provisions import is_rule
from travaux.render.word_words import (
    cast,
    direction_of,
    pieces,
    place_of,
    provision_paragraph,
)
from travaux.render.wordml import Direction, made, paragraph
from travaux.text.instrument import Text
from travaux.text.notation import show
from travaux.text.printed import enclosure
from travaux.text.provision import Address, Provision
from travaux.text.wording import Wording

_LETTER: Final = 110
"""Twips that a letter of a cell takes on average."""
_GAP: Final = 220
"""Twips between two cells."""
_BELOW: Final = 120
"""Twips below the last row."""
_NARROWEST, _WIDEST = 5, 48
"""Letters for which a cell has room, at the least and, where others are as long, at the most."""


def is_table(rows: Sequence[Provision], *, ours: bool) -> bool:
    """Whether *rows* stand in cells, or any of them does: the others go over all of its columns."""
    return any(in_cells(one, ours=ours) is not None for one in rows)


def table_of(
    text: Text,
    rows: Sequence[Provision],
    width: int,
    *,
    base: Direction,
    ours: bool,
    named: Mapping[Address, str],
) -> Element:
    """Make one table, *width* twips wide at most, of *rows* that stand one below the other.

    The row above a line is repeated on each page. *base*, *ours* and *named* as in `provision_paragraph`.
    Raises UnwritableCharacter.
    """
    found = [in_cells(one, ours=ours) for one in rows]
    widths = _widths([one for one in found if one is not None], width, rows[0].depth)
    head = 2 if len(rows) > 1 and is_rule(rows[1]) else 0
    several = [
        [provision_paragraph(text, one, base=base, ours=ours, named=named)]
        if between is None
        else _paragraphs(text, one, between, base, last=one is rows[-1])
        for one, between in zip(rows, found, strict=True)
    ]
    return made(
        "tbl",
        made(
            "tblPr",
            *([made("bidiVisual")] if base == "rtl" else ()),
            made("tblW", w=sum(widths), type="dxa"),
            made("tblLayout", type="fixed"),
            made("tblCellMar", made("left", w=0, type="dxa"), made("right", w=_GAP, type="dxa")),
        ),
        made("tblGrid", *(made("gridCol", w=one) for one in widths)),
        *(_row(one, widths, head=at < head) for at, one in enumerate(several)),
    )


@dataclass(frozen=True, slots=True)
class Cells:
    """The words of a row between its bars, and the style that says which bars these are."""

    style: str
    words: tuple[Wording, ...]


def in_cells(provision: Provision, *, ours: bool) -> Cells | None:
    """Give the cells of a row; None where it has a bracket around it, a number, or bars that no style has."""
    wording = provision.words.body
    around = (*enclosure(provision.standing, ours=ours), provision.label)
    between = () if any(around) or provision.words.ahead or is_rule(provision) else cells(wording)
    if len(between) < 2:  # noqa: PLR2004  what has one cell goes over all columns
        return None
    closed = is_closed(wording)
    for style, bars in BARS.items():
        found = [
            _without(one, bars, last=at == len(between) - 1, closed=closed) for at, one in enumerate(between)
        ]
        several = tuple(one for one in found if one is not None)
        if len(several) == len(found) and _shown(several, bars) == show(wording):
            return Cells(style, several)
    return None


def _shown(several: Sequence[Wording], bars: Bars) -> str:
    """Put cells and bars end to end, as they are read back."""
    written = ["".join(piece.text for piece in pieces(one)) for one in several]
    return "".join(
        one.join(bars.around(empty=not one, last=at == len(written) - 1)) for at, one in enumerate(written)
    )


def _without(cell: Wording, bars: Bars, *, last: bool, closed: bool) -> Wording | None:
    """Give the words of *cell* without what *bars* have around them; None where that is not there."""
    before, _ = bars.around(empty=False, last=last)
    words = _cut(cell, before.removeprefix(BAR), "")
    if words is None or closed is not bool(bars.end):
        return None
    _, behind = bars.around(empty=not words, last=last)
    return _cut(words, "", behind.removesuffix(BAR))


def _cut(wording: Wording, start: str, end: str) -> Wording | None:
    """Give *wording* without the characters it has at its *start* and at its *end*; None where it has not."""
    parts = list(wording.parts)
    if start:
        if not parts or not isinstance(first := parts[0], str) or not first.startswith(start):
            return None
        parts[0] = first.removeprefix(start)
    if end:
        if not parts or not isinstance(last := parts[-1], str) or not last.endswith(end):
            return None
        parts[-1] = last.removesuffix(end)
    return Wording(tuple(parts))


def _widths(found: Sequence[Cells], width: int, depth: int) -> list[int]:
    """Divide *width* among the columns: by the longest of the cells in each, if not all have room."""
    count = max(len(row.words) for row in found)
    longest = [
        max(breadth(show(row.words[at])) for row in found if at < len(row.words)) for at in range(count)
    ]
    wanted = [_LETTER * max(one, _NARROWEST) + _GAP for one in longest]
    wanted[0] += STEP * depth
    if sum(wanted) <= width:
        return wanted
    weights = [min(max(one, _NARROWEST), _WIDEST) for one in longest]
    return [width * one // sum(weights) for one in weights]


def _paragraphs(
    text: Text, provision: Provision, cells: Cells, base: Direction, *, last: bool
) -> list[Element]:
    """Make the paragraphs of a row, one for each of its *cells*; behind the *last* row is some space."""
    own, place, how = direction_of(provision, base), place_of(text, provision), cast(provision.standing)
    return [
        paragraph(
            cells.style,
            [each for piece in pieces(one) for each in how.runs(piece, own, place)],
            made("ind", left=0 if at else STEP * provision.depth),
            *([made("spacing", after=_BELOW)] if last else ()),
            base=own,
        )
        for at, one in enumerate(cells.words)
    ]


def _row(paragraphs: Sequence[Element], widths: Sequence[int], *, head: bool) -> Element:
    row = made("tr", made("trPr", made("cantSplit"), *([made("tblHeader")] if head else ())))
    for at, one in enumerate(paragraphs):
        rest = widths[at:] if at == len(paragraphs) - 1 else widths[at : at + 1]
        span = [made("gridSpan", val=len(rest))] if len(rest) > 1 else []
        row.append(made("tc", made("tcPr", made("tcW", w=sum(rest), type="dxa"), *span), one))
    return row

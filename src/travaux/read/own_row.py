"""A row of a table in a document of our own → the paragraph that it was, its cells parted by bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, assert_never

from travaux.read.own_style import BARS
from travaux.read.story import PICTURE
from travaux.read.tracked import Characters, Paragraph, Row, Run, Story, Table, Unread, paragraphs

Label = Callable[[Paragraph], str]
"""Gives the automatic number of a paragraph, and what stands behind it."""
_OVER_ALL: Final = 1
"""Cells of a row that goes over all columns: it is written with its bars."""


def first_cell(table: Table) -> Paragraph | None:
    """Give the first paragraph of *table* in a cell as we write them; None where it is somebody else's."""
    return next((one for one in paragraphs((table,)) if one.properties.style in BARS), None)


def row_of(row: Row, like: Paragraph, label: Label) -> Paragraph:
    """Give the cells of *row* as one paragraph, with the bars that its cells do not have.

    Several paragraphs of a cell are parted by line ends. A row without a cell of ours, which somebody
    added, is taken to be as *like*, a cell of its table.
    """
    inside = [one for cell in row.cells for one in paragraphs(cell.blocks)]
    own = next((one for one in inside if one.properties.style in BARS), None)
    found = [tuple(_runs(cell.blocks, label)) for cell in row.cells]
    if own is None and len(found) == _OVER_ALL and inside:
        return replace(inside[0], runs=found[0])
    first = like if own is None else own
    bars = BARS[first.properties.style]
    runs: list[Run] = []
    for at, cell in enumerate(found):
        before, behind = bars.around(empty=not cell, last=at == len(found) - 1)
        runs += [_said(before), *cell, _said(behind)]
    return replace(first, runs=tuple(runs), position=inside[0].position if inside else first.position)


def _runs(story: Story, label: Label) -> Iterator[Run]:
    """Give the runs of a cell, those of its paragraphs parted by line ends."""
    for at, block in enumerate(story):
        if at:
            yield _said("\n")
        match block:
            case Paragraph():
                if number := label(block):
                    yield _said(number)
                yield from block.runs
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield _said("| ")
                        yield from _runs(cell.blocks, label)
                        yield _said("\t")
            case Unread():
                yield _said(PICTURE)
            case _:
                assert_never(block)


def _said(text: str) -> Run:
    return Run(content=Characters(text=text))

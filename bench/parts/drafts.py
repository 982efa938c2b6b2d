"""Drafts that people wrote: the recognised changes beside the oracle that comes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.measure.case import Case

if TYPE_CHECKING:
    from bench.parts.run import Run

BETWEEN: Final = " · "
"""In the name of a figure: what stands in the row, and what in the column."""


def measured(run: Run) -> None:
    """Say what is recognised between one draft and the next of those under ``corpora/drafts``."""
    case = Case(size="small", seed=run.seed, parties=0, folder=run.folder)
    figures = run.ask("drafts.measured", case)
    cells = {tuple(name.split(BETWEEN)): it for name, it in figures.items() if BETWEEN in name}
    columns = list(dict.fromkeys(column for _, column in cells))
    run.report.section("Drafts that people wrote")
    run.report.table(
        ("from one draft to the next", *columns),
        [
            (row, *(f"{cells[row, column]:g}" if (row, column) in cells else "-" for column in columns))
            for row in dict.fromkeys(row for row, _ in cells)
        ],
    )

"""Which provision became which, on documents that are read for this alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.measure import ours, structure
from travaux.cli.texts import opened

if TYPE_CHECKING:
    from bench.measure.case import Case, Figures


def measured(case: Case) -> Figures:
    """Give what `structure` counts for all parties of the case."""
    return structure.figures(case, ours.read(case.draft()), [opened(str(path)) for path in case.answers()])

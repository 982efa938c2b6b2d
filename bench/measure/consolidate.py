"""Docxodus Consolidate, through docx-scalpel: all parties' documents into one with tracked changes."""

from __future__ import annotations

import importlib
from time import perf_counter

from bench.measure import marks
from bench.measure.case import Case, Figures, peak_of_started, spent_by_started


def measured(case: Case) -> Figures:
    """Give seconds on the wall and of the processor, its host's peak, and how many views are exact.

    A view is the result with that party's changes accepted and everybody else's rejected; it is exact
    if it has the words of the party's own document, its own changes accepted, wherever paragraphs end.
    """
    scalpel = importlib.import_module("docx_scalpel")
    transport = importlib.import_module("docx_scalpel._transport")
    settings = scalpel.DocxDiffConsolidateSettings(conflict_resolution=scalpel.ConflictResolution.STACK_ALL)
    draft = case.draft().read_bytes()
    documents = {path.stem: path.read_bytes() for path in case.answers()}
    since = perf_counter()
    reviewers = [scalpel.DocxDiffReviewer(document=it, author=party) for party, it in documents.items()]
    consolidated: bytes = scalpel.docx_diff_consolidate(draft, reviewers, settings)
    wall = perf_counter() - since
    transport.shutdown_host()
    exact = sum(
        marks.words(consolidated, party.__eq__) == marks.words(document, marks.everybody)
        for party, document in documents.items()
    )
    base = marks.words(consolidated, marks.nobody) == marks.words(draft, marks.everybody)
    return {
        "wall": wall,
        "total": spent_by_started(),
        "peak": peak_of_started(),
        "exact": exact,
        "draft": base,
    }

"""CollateX, which lays witnesses beside one another word by word: the best known program of that kind.

It is measured as whoever would use it for this would: words in, no provisions, a table out. Under the
GPL: nothing of it stands in the program, and it is installed for the bench alone.
"""

from __future__ import annotations

import importlib
from time import process_time
from typing import TYPE_CHECKING

from bench.measure import ours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.measure.case import Case, Figures

WITNESSES = 3
"""The draft and two parties."""


def measured(case: Case) -> Figures:
    """Give its seconds for the draft and two parties, how many words that is, and ours for the same texts."""
    collatex = importlib.import_module("collatex")
    texts = _texts(case)
    collation = collatex.Collation()
    for number, provisions in enumerate(texts):
        collation.add_plain_witness(f"W{number}", " ".join(provisions))
    since = process_time()
    collatex.collate(collation)
    spent = process_time() - since
    return {"seconds": spent, "words": _words(texts), "witnesses": len(texts), "ours": _ours(case)}


def by_provision(case: Case) -> Figures:
    """Give its seconds where it is given one provision at a time, with the rewordings there are of it."""
    collatex = importlib.import_module("collatex")
    negotiation = case.negotiation()
    witnesses = [{unit.prose.text: None} for unit in negotiation.draft]
    for redraft in negotiation.redrafts(case.parties):
        for one in redraft.text:
            if len(one.origin) == 1:
                witnesses[one.origin[0]].setdefault(one.words)
    spent = 0.0
    for wordings in witnesses:
        if len(wordings) > 1:
            collation = collatex.Collation()
            for number, words in enumerate(wordings):
                collation.add_plain_witness(f"W{number}", words)
            since = process_time()
            collatex.collate(collation)
            spent += process_time() - since
    counted = [len(wordings) for wordings in witnesses if len(wordings) > 1]
    return {"seconds": spent, "provisions": len(counted), "witnesses": sum(counted), "ours": _ours(case)}


def _texts(case: Case) -> list[list[str]]:
    negotiation = case.negotiation()
    redrafts = negotiation.redrafts(WITNESSES - 1)
    return [
        [unit.prose.text for unit in negotiation.draft],
        *([one.words for one in redraft.text] for redraft in redrafts),
    ]


def _words(texts: Sequence[Sequence[str]]) -> int:
    return max(sum(len(words.split()) for words in provisions) for provisions in texts)


def _ours(case: Case) -> float:
    """Compile the same parties' documents, read and aligned beforehand."""
    intake = ours.intake(case.draft())
    hearings = ours.heard(intake, case.answers())
    since = process_time()
    ours.compiled(intake, hearings)
    return process_time() - since

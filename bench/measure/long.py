"""A long negotiation: folded, compiled draft by draft, asked the four questions; beside reading its JSON."""

from __future__ import annotations

import gc
import hashlib
import json
from time import process_time
from typing import TYPE_CHECKING, Final

from bench.measure.case import peak
from bench.specimen.rounds import Rounds
from bench.specimen.written import recorded
from travaux.record.consolidation import consolidation
from travaux.record.fold import entered, fold
from travaux.record.library import Library
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.docket import docket
from travaux.record.views.questions import questions

if TYPE_CHECKING:
    from bench.measure.case import Figures
    from bench.measure.record_case import RecordCase

AT: Final = "2026-12-01T00:00:00Z"


def measured(case: RecordCase) -> Figures:
    """Give the seconds of each thing that is asked of the record."""
    drafts = max(1, round(case.proposals * 15 / 4_000))
    writer = recorded(Rounds(proposals=case.proposals, drafts=drafts, seed=case.seed))
    leaves = writer.leaves
    documents = {h: kept.data for h, kept in writer.documents.items()}
    before = peak()
    figures: Figures = {"entries": len(leaves), "drafts": drafts}
    since = process_time()
    for leaf in leaves:
        json.loads(leaf.split(b"\n", 2)[1])
    for data in documents.values():
        hashlib.sha256(data).digest()
    figures["floor"] = process_time() - since
    since = process_time()
    state = fold(entered(leaves))
    figures["fold"] = process_time() - since
    known = disclosed(state, everything)
    library = Library(documents.get, state.order)
    since = process_time()
    texts = library.texts(state)
    figures["read drafts"] = process_time() - since
    units = 0
    since = process_time()
    for draft in state.drafts.values():
        made = consolidation(known, library, draft)
        units += len(made.submitted)
    figures["compile"] = process_time() - since
    assert units == case.proposals, units
    gc.collect()  # else what was made before is looked through in the time of what is asked next
    since = process_time()
    questions(known, at=AT, texts=texts, library=library)
    figures["questions"] = process_time() - since
    gc.collect()
    since = process_time()
    docket(known, at=AT)
    figures["docket"] = process_time() - since
    return {**figures, "before": before}

"""Writes the documents of a negotiation into the temporary folder: two processes, one document at a time."""

import zipfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from bench.measure.case import Case, Figures

WORKERS = 2


def measured(case: Case) -> Figures:
    """Write the draft and the answers; give how much the answers are, in megabytes."""
    negotiation = case.negotiation()
    case.draft().write_bytes(negotiation.document())
    case.typed().write_bytes(negotiation.document(typed=True))
    with ProcessPoolExecutor(WORKERS) as pool:
        written = [*pool.map(partial(_written, case), range(WORKERS))]
    return {"zipped": sum(zipped for zipped, _ in written), "xml": sum(xml for _, xml in written)}


def _written(case: Case, share: int) -> tuple[float, float]:
    """Write every second answer. Each process thinks up all of them: parties copy one another."""
    negotiation = case.negotiation()
    zipped = xml = 0
    for number, (path, redraft) in enumerate(
        zip(case.answers(), negotiation.redrafts(case.parties), strict=True)
    ):
        if number % WORKERS != share:
            continue
        path.write_bytes(negotiation.document_of(redraft))
        zipped += path.stat().st_size
        with zipfile.ZipFile(path) as archive:
            xml += archive.getinfo("word/document.xml").file_size
    if share == 0:
        case.corrected().write_bytes(negotiation.document_of(negotiation.corrected(case.parties)))
    return zipped / 1e6, xml / 1e6

"""Writes the documents of a negotiation into the temporary folder, one at a time."""

import zipfile

from bench.measure.case import Case, Figures


def measured(case: Case) -> Figures:
    """Write the draft and the answers; give how much they are, in megabytes."""
    negotiation = case.negotiation()
    case.draft().write_bytes(negotiation.document())
    zipped = xml = 0
    for path, redraft in zip(case.answers(), negotiation.redrafts(case.parties), strict=True):
        path.write_bytes(negotiation.document_of(redraft))
        zipped += path.stat().st_size
        with zipfile.ZipFile(path) as archive:
            xml += archive.getinfo("word/document.xml").file_size
    return {"zipped": zipped / 1e6, "xml": xml / 1e6}

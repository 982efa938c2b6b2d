"""One party's Word document against the draft's, as a Word document with tracked changes."""

from __future__ import annotations

import importlib
import sys
from contextlib import redirect_stdout
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from bench.measure import marks
from bench.measure.case import peak, peak_of_started

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.measure.case import Case, Figures

WHO = "P002"
"""The first party that types its numbers and tracks nothing; the draft's are typed as well, for its sake."""


def _by(case: Case, engine: Callable[[Path, Path], bytes]) -> Figures:
    """Give the seconds on the wall, and whether rejecting gives the draft and accepting the party's text."""
    draft, own = case.typed(), Path(case.folder) / f"{WHO}.docx"
    since = perf_counter()
    redline = engine(draft, own)
    wall = perf_counter() - since
    return {
        "wall": wall,
        "rejects": _same(redline, marks.nobody, draft),
        "accepts": _same(redline, marks.everybody, own),
    }


def _same(redline: bytes, accepts: marks.Accepts, document: Path) -> bool:
    meant = marks.paragraphs(document.read_bytes(), marks.everybody)
    return marks.paragraphs(redline, accepts) == meant


def by_scalpel(case: Case) -> Figures:
    scalpel = importlib.import_module("docx_scalpel")
    figures = _by(case, lambda old, new: bytes(scalpel.docx_diff_compare(old.read_bytes(), new.read_bytes())))
    importlib.import_module("docx_scalpel._transport").shutdown_host()
    return {**figures, "peak": peak_of_started()}


def by_docxodus(case: Case) -> Figures:
    return _by_redlines(case, "DocxodusEngine")


def by_powertools(case: Case) -> Figures:
    return _by_redlines(case, "XmlPowerToolsEngine")


def _by_redlines(case: Case, name: str) -> Figures:
    engine = getattr(importlib.import_module("python_redlines"), name)(target_path=f"{case.folder}/{name}")
    figures = _by(case, lambda old, new: bytes(engine.run_redline(WHO, old, new)[0]))
    return {**figures, "peak": peak_of_started()}


def by_trackdiff(case: Case) -> Figures:
    main = importlib.import_module("docx_trackdiff.compare").main
    out = Path(case.folder) / "trackdiff.docx"

    def engine(old: Path, new: Path) -> bytes:
        sys.argv = ["docx-trackdiff", str(old), str(new), str(out)]
        with redirect_stdout(sys.stderr):
            main()
        return out.read_bytes()

    return {**_by(case, engine), "peak": peak()}


def by_travaux(case: Case) -> Figures:
    from bench.measure import ours  # noqa: PLC0415 - in no peer's memory

    return {**_by(case, lambda old, new: ours.redline(old, new, WHO)), "peak": peak()}


ENGINES = {
    "by_docxodus": ("python-redlines, Docxodus", "MIT"),
    "by_powertools": ("python-redlines, Open XML PowerTools", "MIT"),
    "by_scalpel": ("docx-scalpel, DocxDiff", "MIT"),
    "by_trackdiff": ("docx-trackdiff", "MIT"),
    "by_travaux": ("Travaux", ""),
}
"""By question: the engine, and its licence."""

"""One more answer, one withdrawn and one corrected, beside merely parsing that one document."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from lxml import etree

from bench.measure import ours
from bench.measure.floor import unzipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.measure.case import Case, Figures
    from travaux.compile.compilation import Compilation

PARSED = 9
"""How often the one document is parsed; the median counts, since one time alone is short."""


def measured(case: Case) -> Figures:
    """Give the seconds of each, and of parsing the last party's document.

    Each begins with every other answer compiled, and ends with a compilation: which is, with one more
    answer, the one compiled anew, and once that is withdrawn, what there was before.
    """
    *others, last = case.answers()
    cache = Path(case.folder) / "cache"
    standing = ours.Standing(case.draft(), others, cache=cache)
    before = standing.compilation.text
    whole: list[Compilation] = []
    figures: Figures = {
        "parse": median(_spent(lambda: etree.fromstring(unzipped(last))) for _ in range(PARSED))
    }
    figures["one more"] = _spent(lambda: standing.take(last))
    figures["from cache"] = _spent(lambda: whole.append(_anew(case, cache)))
    if standing.compilation.text != whole[0].text:
        raise AssertionError("one more answer does not give what compiling anew gives")
    figures["corrected"] = _spent(lambda: standing.take(case.corrected()))
    figures["withdrawn"] = _spent(lambda: standing.withdraw(last.stem))
    if standing.compilation.text != before:
        raise AssertionError("a withdrawn answer leaves something behind")
    return figures


def _anew(case: Case, cache: Path) -> Compilation:
    here = ours.intake(case.draft(), cache=cache)
    return ours.compiled(here, ours.heard(here, case.answers()))


def _spent(act: Callable[[], object]) -> float:
    since = process_time()
    act()
    return process_time() - since

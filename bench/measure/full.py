"""The full compile: every stage of it in one process, and the whole of it on two."""

from __future__ import annotations

import gc
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench.measure import ours, readability
from bench.measure.case import Case, Figures, peak, peak_of_started
from bench.measure.stages import Stages

if TYPE_CHECKING:
    from travaux.compile.compilation import Compilation


def measured(case: Case) -> Figures:
    """Give seconds by stage, the peak, how many texts are not exact, and what the compiled text is like."""
    since = process_time()
    with Stages(ours.CLOCKS) as stages:
        compilation, text, data = _whole(case)
    total = process_time() - since
    most = peak()
    return {
        **stages.seconds,
        "total": total,
        "peak": most,
        "carrier": len(data) / 1e6,
        "brackets": len(text) / 1e6,
        **_exact(case, ours.read_back(data)),
        **{f"compiled {name}": figure for name, figure in readability.of_compilation(compilation).items()},
    }


def costs(case: Case) -> Figures:
    """Give the seconds of the whole, of the processor and on the wall, and its peak; nothing more."""
    begun, since = perf_counter(), process_time()
    _whole(case)
    return {"total": process_time() - since, "wall": perf_counter() - begun, "peak": peak()}


def on_two(case: Case) -> Figures:
    """Give the seconds on the wall of the whole on two processes, and the peaks: this one's, a reader's."""
    begun = perf_counter()
    _whole(case, processes=2)
    return {"wall": perf_counter() - begun, "peak": peak(), "peak of a reader": peak_of_started()}


def _whole(case: Case, processes: int = 1) -> tuple[Compilation, str, bytes]:
    """Give the compilation, its text in brackets, and the file that was written and proved.

    Without the collector of circles, as the command compiles.
    """
    gc.disable()
    intake = ours.intake(case.draft())
    compilation = ours.compiled(intake, ours.heard(intake, case.answers(), processes=processes))
    text = ours.bracketed(compilation)
    return compilation, text, ours.proved(compilation)


def _exact(case: Case, back: Compilation) -> Figures:
    """Count the texts, the draft's among them, whose words in the file are not those that were invented."""
    negotiation = case.negotiation()
    draft = [unit.prose.text for unit in negotiation.draft]
    bad = int([*ours.words_of(back, None)] != draft)
    for redraft in negotiation.redrafts(case.parties):
        bad += [*ours.words_of(back, redraft.party)] != [one.words for one in redraft.text]
    return {"bad": bad}

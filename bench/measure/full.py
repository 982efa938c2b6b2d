"""The full compile: every stage of it in one process, and the whole of it on two."""

from __future__ import annotations

from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench.measure import ours, readability
from bench.measure.case import Case, Clock, Figures, peak, peak_of_started
from bench.measure.stages import Stages

if TYPE_CHECKING:
    from travaux.compile.compilation import Compilation

WITHIN = ("align", "operations", "arrange", "prove", "fates")
"""Stages within compiling; what it spends elsewhere is the rest of it."""


def measured(case: Case) -> Figures:
    """Give seconds by stage, the peaks, how many texts are not exact, and what the compiled text is like."""
    since = process_time()
    clock = Clock()
    base = ours.draft(case.draft())
    replies = [ours.read(path) for path in case.answers()]
    clock.stop("read")
    read_peak = peak()
    with Stages(ours.CLOCKS) as stages:
        clock.start()
        compilation = ours.compiled(base, replies)
        clock.stop("compiled")
    text = ours.bracketed(compilation)
    clock.stop("draw in brackets")
    data = ours.written(compilation)
    clock.stop("write")
    back = ours.read_back(data)
    clock.stop("read back")
    ours.proved(back, compilation)
    clock.stop("prove again")
    total = process_time() - since
    peaks = {"peak after reading": read_peak, "peak": peak()}
    inner = dict.fromkeys(WITHIN, 0.0) | stages.seconds
    return {
        **clock.seconds,
        **inner,
        "the rest of compiling": clock.seconds["compiled"] - sum(inner.values()),
        "total": total,
        **peaks,
        "carrier": len(data) / 1e6,
        "brackets": len(text) / 1e6,
        **_exact(case, back),
        **{f"compiled {name}": figure for name, figure in readability.of_compilation(compilation).items()},
    }


def costs(case: Case) -> Figures:
    """Give the seconds of the whole, one process and on the wall, and its peak; nothing else is asked."""
    begun, since = perf_counter(), process_time()
    _whole(case, workers=1)
    return {"total": process_time() - since, "wall": perf_counter() - begun, "peak": peak()}


def on_two(case: Case) -> Figures:
    """Give the seconds on the wall of the whole on two processes, and the peaks: this one's, a reader's."""
    begun = perf_counter()
    _whole(case, workers=2)
    return {"wall": perf_counter() - begun, "peak": peak(), "peak of a reader": peak_of_started()}


def _whole(case: Case, *, workers: int) -> None:
    base = ours.draft(case.draft())
    paths = [*case.answers()]
    replies = ours.read_on(workers, paths) if workers > 1 else [ours.read(path) for path in paths]
    compilation = ours.compiled(base, replies)
    ours.bracketed(compilation)
    ours.proved(ours.read_back(ours.written(compilation)), compilation)


def _exact(case: Case, back: Compilation) -> Figures:
    """Count the texts, the draft's among them, whose words in the file are not those that were invented."""
    negotiation = case.negotiation()
    draft = [unit.prose.text for unit in negotiation.draft]
    bad = int([*ours.words_of(back, None)] != draft)
    for redraft in negotiation.redrafts(case.parties):
        bad += [*ours.words_of(back, redraft.party)] != [one.words for one in redraft.text]
    return {"bad": bad}

"""Whether it is known which provision became which, on negotiations that nobody developed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.measure.structure import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.measure.case import Figures
    from bench.parts.run import Run

SEEDS: Final = 4
"""So many further negotiations, numbered on from the run's own, of medium size at most."""
PLAIN: Final = ("reworded", "moved", "split", "merged")
TOO: Final = "moved and reworded"


def measured(run: Run) -> None:
    """Ask for what alignment finds beside what was done, over all negotiations together."""
    size = "small" if run.size == "small" else "medium"
    cases = [run.case(size, seed=run.seed + step) for step in range(1, SEEDS + 1)]
    if run.size != size:
        cases.append(run.case())
    found = [run.ask("recognised.measured", case) for case in cases]
    report = run.report
    _, precision, recall = _rates(found, PLAIN)
    _, _, moved_too = _rates(found, (TOO,))
    report.reached("precision", precision)
    report.reached("recall", recall)
    report.reached("moved too", moved_too)
    spent = sum(one["align alone"] for one in found) / sum(case.parties for case in cases)
    report.reached(
        "ms", 1000 * max(one["align alone"] / case.parties for one, case in zip(found, cases, strict=True))
    )
    report.section("Structure: " + ", ".join(f"{case.size} seed {case.seed}" for case in cases))
    rows = []
    for sort in SORTS:
        times, precise, recalled = _rates(found, (sort,))
        each = [_rates([one], (sort,)) for one in found]
        rows.append(
            (
                sort,
                f"{times:.0f}",
                f"{precise:.4f}",
                f"{recalled:.4f}",
                f"{min(precise for _, precise, _ in each):.4f}",
                f"{min(recalled for *_, recalled in each):.4f}",
            )
        )
    report.table(("what was done", "times", "precision", "recall", "worst precision", "worst recall"), rows)
    report.say(f"{1000 * spent:.1f} ms a party over all; the target has the slowest negotiation's.")


def _rates(found: Iterable[Figures], sorts: Sequence[str]) -> tuple[float, float, float]:
    """Give how often these sorts were done, precision and recall; 1 where there is nothing to find."""
    true, said, right = (
        sum(one.get(f"{what} {sort}", 0) for one in found for sort in sorts)
        for what in ("true", "found", "right")
    )
    return true, right / said if said else 1.0, right / true if true else 1.0

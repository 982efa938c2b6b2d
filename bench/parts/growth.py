"""How the full compile grows with the parties, and with the pages."""

from __future__ import annotations

from itertools import pairwise
from math import log
from statistics import linear_regression
from typing import TYPE_CHECKING, Final

from bench.negotiation import SIZES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.measure.case import Case
    from bench.parts.run import Run

STEPS: Final = 4
"""Each step has half of what the next one has."""
PARTIES: Final = 24
"""How many answer the drafts of different lengths, at most."""


def measured(run: Run) -> None:
    """Ask for the growth in both, as a power: 1 is linear."""
    report = run.report
    whole = run.case()
    parties = [run.fewer(whole, number) for number in _halves(whole.parties)]
    report.section("Growth")
    report.reached("parties", _told(run, "parties", parties, [case.parties for case in parties]))
    lengths = _halves(SIZES[run.size].provisions)
    pages = [run.case(parties=PARTIES, provisions=length) for length in lengths]
    report.reached("pages", _told(run, "provisions", pages, lengths))


def _halves(most: int) -> list[int]:
    found = [most]
    while len(found) < STEPS and found[0] > 1:
        found.insert(0, found[0] // 2)
    return found


def _told(run: Run, what: str, cases: Sequence[Case], counts: Sequence[int]) -> float:
    floors = [run.ask("floor.measured", case)["floor"] for case in cases]
    costs = [run.ask("full.costs", case) for case in cases]
    power, _ = linear_regression([log(count) for count in counts], [log(cost["total"]) for cost in costs])
    doubled = [None, *(one["total"] / other["total"] for other, one in pairwise(costs))]
    run.report.table(
        (what, "full compile × the first", "× the one before", "× floor", "peak MB"),
        [
            (
                str(count),
                f"{cost['total'] / costs[0]['total']:.2f}",
                f"{times:.2f}" if times else "-",
                f"{cost['total'] / floor:.2f}",
                f"{cost['peak']:.0f}",
            )
            for count, cost, times, floor in zip(counts, costs, doubled, floors, strict=True)
        ],
    )
    run.report.say(f"The time grows with the {power:.2f}th power of the {what}.")
    return power

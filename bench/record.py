"""What the record costs: the tree, appending, admitting, verifying, a long negotiation; as ratios in one run.

Each is measured in a process of its own, beside what no program could do without: hashing the same bytes,
flushing the same file, checking the same signatures. Prints Markdown once all is done.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from math import log
from pathlib import Path
from statistics import linear_regression, median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from bench.measure.case import Figures, alone
from bench.measure.record_case import RecordCase
from bench.parts.record_targets import TARGETS
from bench.parts.report import Report, progress

STARTS: Final = 25
"""Starts of a program of which the median is taken."""
ROUNDS: Final = 3
"""Times that each way to append is measured: how fast the disk flushes changes by the minute."""
STEPS: Final = 4
"""Long negotiations, each with half the proposals of the next."""


def tree(case: RecordCase, report: Report) -> None:
    """Ask what the tree costs."""
    found = _asked("tree.measured", case)
    report.reached("tiles", found["append"] / found["floor"])
    report.reached("proof", found["proof large"] / found["proof small"])


def file(case: RecordCase, report: Report) -> None:
    """Ask what it costs to prove a file of which nothing is believed."""
    found = _asked("verifying.from_file", replace(case, leaves=case.leaves // 4))
    report.reached("merkle", found["proved"])
    report.section("A file")
    report.say(
        f"Proving every leaf takes {found['least']:.1f} to {found['most']:.1f} × reading, by the round."
    )


def signatures(case: RecordCase, report: Report) -> None:
    """Ask what stands around the bare signatures."""
    found = _asked("verifying.signatures", case)
    report.reached("admission", found["envelope"])
    report.reached("verified", found["verified"])
    report.reached("grown", found["grown"] / found["alone"])
    report.section("Entries")
    report.say(
        f"{found['entries']:.0f} entries. By the clock, with {found['cores']:.0f} cores to check signatures,"
        f" verifying all of them takes {found['least']:.2f} to {found['most']:.2f} × the bare signatures on"
        f" one, by the round; one process alone takes {found['alone']:.2f} × them. Admitting each, with all"
        f" that must hold of what it says and concerns, and folding it, takes {found['admitted']:.2f} × them."
    )


def appends(case: RecordCase, report: Report) -> None:
    """Ask what it costs to acknowledge nothing that could be lost."""
    rounds = [
        _asked("appending.measured", case) | _asked("appending.in_postgres", case) for _ in range(ROUNDS)
    ]
    ratios = {
        "sqlite": [one["sqlite 16"] / one["sqlite 1"] for one in rounds],
        "postgres": [one["postgres 16"] / one["row lock"] for one in rounds],
        "p99": [one["sqlite 193 p99 ms"] / one["batch flush ms"] for one in rounds],
    }
    for name, each in ratios.items():
        report.reached(name, median(each))
    found = {name: median(one[name] for one in rounds) for name in rounds[0]}
    report.section("Durable appends")
    report.say(
        f"Medians of {ROUNDS} rounds; a flush of one entry took {found['flush ms']:.2f} ms, of 193 together"
        f" {found['batch flush ms']:.2f} ms. By the round, 16 clients in PostgreSQL took in"
        f" {_spread(ratios['postgres'])} × one writer with a row lock, and the slowest hundredth of 193 in"
        f" SQLite waited for {_spread(ratios['p99'], 0)} flushes of 193 entries together."
    )
    rows = [("one flush for each", "1.00", "-", "-")]
    for kind, called in (("sqlite", "SQLite"), ("postgres", "PostgreSQL")):
        rows += [
            (
                f"{called}, {clients} client{'s' if clients > 1 else ''}",
                f"{found[f'{kind} {clients}'] / found['floor']:.2f}",
                f"{found[f'{kind} {clients} p50 ms'] / found['flush ms']:.0f}",
                f"{found[f'{kind} {clients} p99 ms'] / found['flush ms']:.0f}",
            )
            for clients in (1, 16, 193)
        ]
    rows.append(
        ("PostgreSQL, one writer with a row lock", f"{found['row lock'] / found['floor']:.2f}", "-", "-")
    )
    report.table(
        ("way", "entries a second × flushes", "median × a flush", "slowest hundredth × a flush"), rows
    )


def _spread(ratios: list[float], digits: int = 1) -> str:
    return f"{min(ratios):.{digits}f} to {max(ratios):.{digits}f}"


def start(case: RecordCase, report: Report) -> None:
    """Ask how long it takes until the verifier is there, beside the interpreter alone."""
    del case
    program = str(Path(sys.executable).with_name("travaux"))
    ways = {
        "bare": (sys.executable, "-c", "pass"),
        "verify": (program, "verify", "--help"),
        "status": (program, "status", "--help"),
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    progress("starts")
    for _ in range(STARTS):
        for name, command in ways.items():
            since = perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - written here
            spent[name].append(perf_counter() - since)
    bare = median(spent["bare"])
    report.reached("start", median(spent["verify"]) / bare)


def long(case: RecordCase, report: Report) -> None:
    """Ask how a long negotiation is folded, compiled and asked, and how that grows."""
    cases = [replace(case, proposals=case.proposals >> step) for step in reversed(range(STEPS))]
    found = [_asked("long.measured", one) for one in cases]
    report.section("A long negotiation")
    report.say(
        f"{found[-1]['drafts']:.0f} drafts of 60 articles, 193 parties, {case.proposals} proposals, each an"
        " entry of its own; the half, the quarter and the eighth of it beside. The floor reads each entry's"
        " JSON and hashes each document."
    )
    asked = ("fold", "read drafts", "compile", "questions", "docket")
    report.table(
        ("proposals", *(f"{name} × floor" for name in asked), "peak MB"),
        [
            (
                str(one.proposals),
                *(f"{figures[name] / figures['floor']:.1f}" for name in asked),
                f"{figures['peak']:.0f}",
            )
            for one, figures in zip(cases, found, strict=True)
        ],
    )
    counts = [log(one.proposals) for one in cases]
    for name in ("fold", "compile", "questions"):
        power, _ = linear_regression(counts, [log(figures[name]) for figures in found])
        report.reached(name, power)


def _asked(question: str, case: RecordCase) -> Figures:
    progress(question)
    return alone(question, case)


PARTS: Final[dict[str, Callable[[RecordCase, Report], None]]] = {
    "tree": tree,
    "file": file,
    "signatures": signatures,
    "appends": appends,
    "start": start,
    "long": long,
}


def main() -> int:
    """Measure the parts asked for and print the report; 1 if one of them came to nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--part", choices=PARTS, action="append", help="all unless told; may be repeated")
    parser.add_argument("--leaves", type=int, default=1_000_000, help="of the large tree")
    parser.add_argument("--proposals", type=int, default=4_000, help="of the long negotiation")
    parser.add_argument("--seed", type=int, default=1_009)
    given = parser.parse_args()
    report = Report(TARGETS)
    with TemporaryDirectory(prefix="travaux-bench-") as folder:
        case = RecordCase(folder=folder, leaves=given.leaves, proposals=given.proposals, seed=given.seed)
        for name in given.part or PARTS:
            try:
                PARTS[name](case, report)
            except Exception as fault:  # noqa: BLE001 - what the other parts measure is not lost for it
                traceback.print_exc()
                report.faults[name] = f"{type(fault).__name__}: {fault}"
    print("\n".join(report.lines()))
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())

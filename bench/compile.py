"""What a full compile costs beside merely unzipping and parsing the documents.

And is it worth reading: how its changes are cut, and whether it knows which provision became which.
All of it is measured in one run, in processes of their own, and printed as ratios: to the floor (unzip
and parse every answer, one process), or to naively cutting every party's text into tokens. Started by
`make bench`, or by hand as `python -m bench.compile`; bench/README.md says how to read it.
"""

from __future__ import annotations

import argparse
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.measure.case import Case, Figures, alone
from bench.negotiation import SIZES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STAGES = ("read", "align", "operations", "arrange", "prove", "fates", "write", "read back", "prove again")
CORE = ("operations", "arrange")
PROOF = ("read back", "prove again")


def main() -> None:
    """Measure each size asked for, and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--size", choices=SIZES, action="append", help="small and medium unless told; large takes long"
    )
    parser.add_argument("--parties", type=int, help="so many at most")
    parser.add_argument("--seed", type=int, default=0, help="another one is another negotiation")
    given = parser.parse_args()
    for size in given.size or ("small", "medium"):
        parties = min(given.parties or SIZES[size].parties, SIZES[size].parties)
        with TemporaryDirectory(prefix="travaux-bench-") as folder:
            case = Case(size=size, seed=given.seed, parties=parties, folder=folder)
            _measure(case)
    contested = alone("contested.measured", case)
    print("\n## One provision on which 191 parties want 191 different things\n")
    _compiled("its compiled text", contested)
    print(
        f"Compiling it takes {contested['seconds'] / contested['naive']:.0f} × naively cutting the proposals."
    )


def _measure(case: Case) -> None:
    made = alone("make.measured", case)
    provisions = SIZES[case.size].provisions
    print(f"\n## {case.size}: {provisions} provisions, {case.parties} parties, seed {case.seed}\n")
    print(f"{made['xml']:.1f} MB of XML, {made['zipped']:.1f} MB zipped.")
    before = alone("floor.measured", case)
    ours = alone("ours.measured", case)
    after = alone("floor.measured", case)
    naive = alone("naive.measured", case)
    floor = (before["floor"] + after["floor"]) / 2
    noise = abs(before["floor"] - after["floor"]) / floor
    print(
        f"The floor measured before and after differs by {noise:.0%}: read no ratio more finely than that.\n"
    )
    _cost(ours, case, floor=floor, naive=naive["naive"], floor_peak=before["peak"])
    _peers(case, floor=floor / case.parties)
    _reading(alone("readability.measured", case))
    _compiled(
        "the compiled text",
        {name.removeprefix("compiled "): it for name, it in ours.items() if name.startswith("compiled ")},
    )
    _structure(ours, floor)


def _cost(ours: Figures, case: Case, *, floor: float, naive: float, floor_peak: float) -> None:
    total = ours["read"] + ours["compiled"] + ours["write"] + ours["read back"] + ours["prove again"]
    core, proof = (sum(ours[name] for name in names) for names in (CORE, PROOF))
    other = ours["compiled"] - sum(
        ours[name] for name in ("align", "operations", "arrange", "prove", "fates")
    )
    rows = [
        (name, f"{ours[name] / floor:.2f}", f"{ours[name] / naive:.2f}", f"{ours[name] / total:.0%}")
        for name in STAGES
    ]
    rows.append(
        ("the rest of compiling", f"{other / floor:.2f}", f"{other / naive:.2f}", f"{other / total:.0%}")
    )
    rows.append(("**all**", f"**{total / floor:.2f}**", f"{total / naive:.2f}", "100%"))
    _table(("stage", "× floor", "× naive cutting", "share"), rows)
    again = ours["last read"] + total - ours["read"]
    _table(
        ("target", "aim", "this run"),
        [
            ("full compile × floor", "1.5", f"{total / floor:.2f}"),
            ("core (operations, arrangement) × naive cutting", "0.5", f"{core / naive:.2f}"),
            ("proof after reading back × naive cutting", "0.3", f"{proof / naive:.2f}"),
            ("one more answer × parsing that document", "1.5", f"{again / floor * case.parties:.1f}"),
            ("peak memory × that of the floor", "2", f"{ours['peak'] / floor_peak:.1f}"),
        ],
    )
    print(
        f"Peak: floor {floor_peak:.0f} MB; ours {ours['peak after reading']:.0f} MB with every answer read, "
        f"{ours['peak']:.0f} MB at the end. The carrier has {ours['carrier']:.1f} MB.\n"
    )


def _peers(case: Case, *, floor: float) -> None:
    print("One document against the draft, as one run of words; ours aligns first.\n")
    rows = []
    for name in ("difflib", "rapidfuzz", "travaux"):
        peer = alone(f"whole.by_{name}", case)
        rows.append((name, f"{peer['seconds'] / floor:.2f}", f"{peer['peak']:.0f}"))
    _table(("engine", "× floor of one document", "peak MB"), rows)


def _reading(figures: Figures) -> None:
    pairs = figures["pairs"]
    least = figures["longest common run (rapidfuzz) bracketed"]
    fastest = figures["longest common run (rapidfuzz) seconds"]
    print(f"{pairs:.0f} distinct rewordings, really cut in {figures['cuts'] / pairs:.2f} places each.\n")
    rows = []
    for name in ("longest common run (rapidfuzz)", "difflib", "Travaux", "one cut for all"):
        of = {
            what: figures[f"{name} {what}"]
            for what in ("fragments", "strays", "mid-phrase", "unmeant", "bracketed", "seconds")
        }
        rows.append(
            (
                name,
                f"{of['seconds'] / fastest:.1f}",
                f"{of['fragments'] / pairs:.2f}",
                f"{100 * of['strays'] / pairs:.1f}",
                f"{100 * of['mid-phrase'] / (2 * of['fragments']):.1f}",
                f"{100 * of['unmeant'] / (2 * of['fragments']):.1f}",
                f"{of['bracketed'] / least:.2f}",
            )
        )
    _table(
        (
            "engine",
            "time × rapidfuzz",
            "fragments each",
            "strays per 100",
            "mid-phrase per 100 edges",
            "and not the party's",
            "bracketed × least",
        ),
        rows,
    )


def _compiled(what: str, figures: Figures) -> None:
    draft = figures["draft"]
    _table(
        (what, ""),
        [
            ("contested provisions", f"{figures['provisions']:.0f}"),
            ("words × the draft's", f"{figures['words'] / draft:.2f}"),
            ("the bound × the draft's (each distinct edit once)", f"{figures['bound'] / draft:.2f}"),
            ("words × the bound", f"{figures['words'] / figures['bound']:.2f}"),
            ("words × the bound of the fewest words", f"{figures['words'] / figures['least']:.2f}"),
            ("clusters in a provision", f"{figures['clusters'] / figures['provisions']:.2f}"),
            ("most alternatives in one choice", f"{figures['most alternatives']:.0f}"),
            ("longest provision × the draft's", f"{figures['longest']:.1f}"),
        ],
    )


def _structure(ours: Figures, floor: float) -> None:
    rows = []
    for sort in ("reworded", "moved", "moved and reworded", "split", "merged", "added", "deleted"):
        true, found, right = (ours.get(f"{what} {sort}", 0) for what in ("true", "found", "right"))
        precision = f"{right / found:.4f}" if found else "-"
        recall = f"{right / true:.4f}" if true else "-"
        rows.append((sort, f"{true:.0f}", precision, recall))
    _table(("what was done", "times", "precision", "recall"), rows)
    print(f"Alignment takes {ours['align alone'] / floor:.2f} × the floor.\n")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    print("| " + " | ".join(head) + " |")
    print("|" + "|".join("---" if not at else "--:" for at in range(len(head))) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


if __name__ == "__main__":
    main()

"""Every aim of a full compile, answered in one run: its targets, its peers, and where its time goes.

All is measured in processes of its own and given as ratios: to the floor (unzip and parse every answer),
to naively cutting every text into tokens, to a peer. Prints Markdown once all is done; what is being
measured goes to standard error. bench/README.md says how to read it.
"""

from __future__ import annotations

import argparse
import signal
import sys
import traceback
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from bench.negotiation import SIZES
from bench.parts import compiling, drafts, growth, incremental, peers, structure, words
from bench.parts.report import Report
from bench.parts.run import Run
from bench.parts.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Callable

UNSEEN: Final = 1_009
"""The seed unless told. Whoever works on the program looks at other ones, below a thousand."""

PARTS: Final[dict[str, Callable[[Run], None]]] = {
    "compile": compiling.measured,
    "growth": growth.measured,
    "incremental": incremental.measured,
    "words": words.measured,
    "structure": structure.measured,
    "drafts": drafts.measured,
    "peers": peers.measured,
}


def main() -> int:
    """Measure the parts asked for and print the report; 1 if one of them came to nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--part", choices=PARTS, action="append", help="all unless told; may be repeated")
    parser.add_argument(
        "--size", choices=SIZES, default="large", help="large unless told; peers get medium at most"
    )
    parser.add_argument("--parties", type=int, help="so many at most")
    parser.add_argument(
        "--seed", type=int, default=UNSEEN, help=f"{UNSEEN} unless told; another is another negotiation"
    )
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is being measured ends with this
    report = Report(TARGETS)
    with TemporaryDirectory(prefix="travaux-bench-") as folder:
        run = Run(size=given.size, parties=given.parties, seed=given.seed, folder=folder, report=report)
        for name in given.part or PARTS:
            try:
                PARTS[name](run)
            except Exception as fault:  # noqa: BLE001 - what the other parts measure is not lost for it
                traceback.print_exc()
                report.faults[name] = f"{type(fault).__name__}: {fault}"
    print("\n".join(report.lines()))
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())

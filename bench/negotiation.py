"""What the invented negotiations hold.

A draft and parties' redrafts of it, of which it is known what was done.

A `Negotiation` is made for the other questions: the same size and seed give the same bytes, nothing is
read or written, and one party at a time is held. Run as a question, this prints the census of each size.
"""

from __future__ import annotations

import argparse
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Final

from bench.specimen.draft import SIZES, Size, written
from bench.specimen.plan import Plan, Redraft, Tabled
from bench.specimen.prose import Author
from bench.specimen.word import Paragraph, Writer
from travaux.text.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SIZES", "Negotiation", "Redraft", "Size"]

SECOND_THOUGHTS: Final = 6
"""Provisions that a correction reaches for; some of them are taken already and stay as they are."""


class Negotiation:
    """One draft and its parties."""

    def __init__(self, size: Size, seed: int = 0) -> None:
        """Write the draft."""
        self.size = size
        self.seed = seed
        dice = self._dice("draft")
        self._author = Author(dice)
        self.draft = written(size, self._author, dice)
        # Pareto: a few provisions draw most of the proposals.
        self._weights = [0.0 if unit.kind is Kind.PART else dice.paretovariate(1.1) for unit in self.draft]
        self._writer = Writer(tuple(unit.prose.text for unit in self.draft), self._dice("runs"))

    def _dice(self, use: str) -> Random:
        return Random(f"{self.seed} {self.size.name} {use}")  # noqa: S311 - no secret depends on them

    def document(self, *, typed: bool = False) -> bytes:
        """Give the draft as a Word document, numbered automatically or with *typed* numbers."""
        paragraphs = [
            Paragraph(kind=unit.kind, label=unit.label, pieces=(), same_as=at)
            for at, unit in enumerate(self.draft)
        ]
        return self._writer.document(paragraphs, author="", typed=typed, dice=self._dice("base"))

    def document_of(self, redraft: Redraft) -> bytes:
        """Give a party's redraft as a Word document: its changes tracked, or all of it typed."""
        dice = self._dice(f"document of {redraft.party}")
        return self._writer.document(
            redraft.paragraphs, author=redraft.party, typed=not redraft.tracked, dice=dice
        )

    def redrafts(self, parties: int | None = None) -> Iterator[Redraft]:
        """Give what the first *parties* (None: all) would have; every other one tracks its changes."""
        for number, plan in enumerate(self._plans(parties)):
            yield self._redraft(number, plan)

    def corrected(self, parties: int | None = None) -> Redraft:
        """Give what the last of the first *parties* would have on second thoughts: a few things more."""
        *_, (number, plan) = enumerate(self._plans(parties))
        plan.make(self._weights, SECOND_THOUGHTS)
        return self._redraft(number, plan)

    def _plans(self, parties: int | None) -> Iterator[Plan]:
        tabled = Tabled(self._author)
        for number in range(self.size.parties if parties is None else min(parties, self.size.parties)):
            plan = Plan(self.draft, tabled, self._dice(f"party {number}"))
            plan.make(self._weights, round(self.size.changed * len(self.draft)))
            yield plan

    def _redraft(self, number: int, plan: Plan) -> Redraft:
        return plan.redraft(f"P{number + 1:03}", tracked=number % 2 == 0)


def census(negotiation: Negotiation, parties: int | None = None) -> Counter[str]:
    """Count what the parties did, over all of them."""
    counted: Counter[str] = Counter()
    wordings: set[tuple[int, str]] = set()
    for redraft in negotiation.redrafts(parties):
        reworded = dict(redraft.reworded)
        pieces_of = Counter(one.origin[0] for one in redraft.text if len(one.origin) == 1)
        counted["reworded"] += len(reworded)
        counted["deleted"] += len(redraft.removed)
        counted["cuts"] += sum(map(len, reworded.values()))
        for one in redraft.text:
            if not one.origin:
                counted["new"] += 1
            elif len(one.origin) > 1:
                counted["merged"] += 1
            elif one.moved:
                same = one.words == negotiation.draft[one.origin[0]].prose.text
                counted["moved" if same else "moved and reworded"] += 1
            elif pieces_of[one.origin[0]] > 1:
                counted["pieces of split"] += 1
            elif one.origin[0] in reworded:
                wordings.add((one.origin[0], one.words))
    counted["distinct wordings"] = len(wordings)
    return counted


def main() -> None:
    """Print the census of each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", choices=SIZES, action="append", help="small and medium unless told")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--parties", type=int)
    given = parser.parse_args()
    for size in given.size or ("small", "medium"):
        negotiation = Negotiation(SIZES[size], given.seed)
        words = sum(len(unit.prose.words) for unit in negotiation.draft)
        print(f"{size}: {len(negotiation.draft)} provisions, {words} words and marks")
        counted = census(negotiation, given.parties)
        print("  " + ", ".join(f"{what} {number}" for what, number in sorted(counted.items())))


if __name__ == "__main__":
    main()

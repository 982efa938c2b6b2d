"""How well changes could be cut by one who knew where the phrases are: what the data force.

For each rewording, every way to align and to cut it is weighed at once: a word in a cut costs one, a
stray and an edge inside a phrase what the row says. No engine knows the phrases; this is the bound that
the targets of reading are held against. By hand, as `python -m bench.frontier`: a minute or two.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final, NamedTuple

from bench.measure.case import Case
from bench.measure.pairs import rewordings
from bench.measure.readability import ENGINES, LEAST, NARROW, OURS, counted
from bench.negotiation import SIZES
from travaux.text.language import is_minor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measure.pairs import Rewording

PRICES: Final = ((1, 0), (3, 0), (5, 0), (3, 3), (5, 3), (5, 5))
"""What a stray and an edge inside a phrase cost, in words."""
TARGET: Final = 0.12
"""Edges inside a phrase that are free, of all: the price is for the share above it."""
EVERY: Final = 3
"""One rewording in so many is weighed."""
ROOM: Final = 7
"""Kept words on either side of the changes into which a cut may grow."""


class _Cost(NamedTuple):
    total: float
    bracketed: int
    strays: int
    inside: int
    edges: int


_BEFORE, _CUT = 0, 1
_ISLANDS: Final = tuple((length, minor) for minor in (True, False) for length in range(1, NARROW + 2))
"""What is known of the kept words since the last cut: how many, and whether all are minor."""

_Cell = list[_Cost | None]


def main() -> None:
    """Print the bound for each pair of prices, and what Travaux reaches."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="medium")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    case = Case(size=given.size, seed=given.seed, parties=SIZES[given.size].parties, folder="")
    found = list(rewordings(case))[::EVERY]
    least = counted(found, [ENGINES[LEAST](one) for one in found])["bracketed"]
    ours = counted(found, [ENGINES[OURS](one) for one in found])
    _row("strays", "mid-phrase", "strays per 100", "mid-phrase per 100 edges", "bracketed × least")
    _row(*["---"] * 5)
    for stray, inside in PRICES:
        best = [_Weighing(one, stray, inside).cheapest() for one in found]
        strays, middle, edges, words = (
            sum(getattr(one, what) for one in best) for what in ("strays", "inside", "edges", "bracketed")
        )
        _rates(str(stray), str(inside), 100 * strays / len(found), 100 * middle / edges, words / least)
    middle = 100 * ours["mid-phrase"] / (2 * ours["fragments"])
    _rates(OURS, "", 100 * ours["strays"] / len(found), middle, ours["bracketed"] / least)


class _Weighing:
    """All ways to align and cut one rewording, at one pair of prices."""

    def __init__(self, one: Rewording, stray: float, inside: float) -> None:
        self.stray, self.inside, self.seams = stray, inside, one.seams
        old, new = one.solid()
        shorter = min(len(old), len(new))
        ahead = next((at for at in range(shorter) if old[at] != new[at]), shorter)
        rest = shorter - ahead
        behind = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
        self.start = max(0, ahead - ROOM)
        end = max(0, behind - ROOM)
        self.old, self.new = old[self.start : len(old) - end], new[self.start : len(new) - end]

    def cheapest(self) -> _Cost:
        rows: list[list[_Cell]] = []
        for row in range(len(self.old) + 1):
            here: list[_Cell] = []
            for column in range(len(self.new) + 1):
                cell: _Cell = [None] * (2 + len(_ISLANDS))
                if not row and not column:
                    cell[_BEFORE] = _Cost(0, 0, 0, 0, 0)
                above = rows[-1] if rows else None
                for state, cost in self._steps(row, column, above, here):
                    known = cell[state]
                    if known is None or cost < known:
                        cell[state] = cost
                here.append(cell)
            rows.append(here)
        last = len(self.old)
        return min(
            self._edge(cost, last) if state == _CUT else cost
            for state, cost in enumerate(rows[-1][-1])
            if cost is not None
        )

    def _steps(
        self, row: int, column: int, above: list[_Cell] | None, here: list[_Cell]
    ) -> Iterator[tuple[int, _Cost]]:
        """Go through the ways to get to a place in both wordings, and what is known on the way."""
        if above is not None:
            yield from self._cut(above[column], row - 1)
        if here:
            yield from self._cut(here[-1], row)
        if above is not None and column and self.old[row - 1] == self.new[column - 1]:
            minor = is_minor(self.old[row - 1])
            for state, cost in enumerate(above[column - 1]):
                if cost is not None:
                    yield self._kept(state, cost, row - 1, minor=minor)

    def _cut(self, cell: _Cell, at: int) -> Iterator[tuple[int, _Cost]]:
        """Put one more word into a cut, opened at *at* where none is open."""
        for state, cost in enumerate(cell):
            if cost is None:
                continue
            paid = cost
            if state != _CUT:
                paid = self._edge(cost, at)
                if state != _BEFORE and (_ISLANDS[state - 2][0] <= NARROW or _ISLANDS[state - 2][1]):
                    paid = paid._replace(total=paid.total + self.stray, strays=paid.strays + 1)
            yield _CUT, paid._replace(total=paid.total + 1, bracketed=paid.bracketed + 1)

    def _kept(self, state: int, cost: _Cost, at: int, *, minor: bool) -> tuple[int, _Cost]:
        """Keep a word outside the cuts."""
        if state == _BEFORE:
            return _BEFORE, cost
        if state == _CUT:
            return 2 + _ISLANDS.index((1, minor)), self._edge(cost, at)
        length, all_minor = _ISLANDS[state - 2]
        return 2 + _ISLANDS.index((min(length, NARROW) + 1, all_minor and minor)), cost

    def _edge(self, cost: _Cost, at: int) -> _Cost:
        bad = self.start + at not in self.seams
        price = self.inside * (bad - TARGET)
        return cost._replace(total=cost.total + price, inside=cost.inside + bad, edges=cost.edges + 1)


def _rates(stray: str, inside: str, strays: float, middle: float, bracketed: float) -> None:
    _row(stray, inside, f"{strays:.1f}", f"{middle:.1f}", f"{bracketed:.3f}")


def _row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()

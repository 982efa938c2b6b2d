"""Which provisions of a version keep their place among each other, so that the fewest count as moved."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.version import Item


def in_place(items: Sequence[Item]) -> frozenset[int]:
    """Tell which provisions of the draft stand in the order of the draft.

    Those that a party says it moves do not. Of the rest, the longest such series does (of several, the
    one that keeps what stands earliest in the draft where they part); the others were moved. Patience
    sorting, n log n.
    """
    series = [item.base for item in items if item.base is not None and not item.moved]
    if all(one < other for one, other in pairwise(series)):
        return frozenset(series)
    ends: list[int] = []
    end_at: list[int] = []
    before: list[int] = []
    for at, index in enumerate(series):
        pile = bisect_left(ends, index)
        if pile == len(ends):
            ends.append(index)
            end_at.append(at)
        else:
            ends[pile] = index
            end_at[pile] = at
        before.append(end_at[pile - 1] if pile else -1)
    kept: set[int] = set()
    at = end_at[-1]
    while at >= 0:
        kept.add(series[at])
        at = before[at]
    return frozenset(kept)

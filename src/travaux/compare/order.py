"""What keeps its order: chains that rise in two texts at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def rising(values: Sequence[int]) -> list[int]:
    """Give the indices of a longest strictly rising run of *values*, in order."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    top = last = -1
    for index, value in enumerate(values):
        if value > top or not ends:
            # Mostly a value goes on where the longest run ended.
            before.append(last)
            ends.append(value)
            at.append(index)
            top, last = value, index
        else:
            place = bisect_left(ends, value)
            before.append(at[place - 1] if place else -1)
            ends[place], at[place] = value, index
            top, last = ends[-1], at[-1]
    return _walked(before, at[-1] if at else -1)


def heaviest(places: Sequence[tuple[int, int, float]]) -> list[int]:
    """Give the indices of the chain with the most weight, in order.

    A place is (old, new, weight); in a chain both rise strictly. Of chains of equal weight the one
    that ends first. Takes n log n steps.
    """
    size = max((new for _, new, _ in places), default=-1) + 2
    # A Fenwick tree over the new places: the best chain that ends at or before each.
    best: list[tuple[float, int]] = [(0.0, -1)] * size
    before = [-1] * len(places)
    top = (0.0, -1)
    for index in sorted(range(len(places)), key=lambda at: (places[at][0], -places[at][1])):
        _, new, weight = places[index]
        so_far = (0.0, -1)
        at = new
        while at > 0:
            if best[at][0] > so_far[0]:
                so_far = best[at]
            at -= at & -at
        before[index] = so_far[1]
        found = (so_far[0] + weight, index)
        if found[0] > top[0]:
            top = found
        at = new + 1
        while at < size:
            if found[0] > best[at][0]:
                best[at] = found
            at += at & -at
    return _walked(before, top[1])


def steady(values: Sequence[int], weights: Sequence[float]) -> set[int]:
    """Give the values of the heaviest strictly rising run of *values*, all different.

    Values that follow one another in both orders stay or go together, so that only such runs are
    weighed, and there are few.
    """
    rank = {value: at for at, value in enumerate(sorted(values))}
    starts = [at for at, value in enumerate(values) if not at or rank[value] != rank[values[at - 1]] + 1]
    runs = list(zip(starts, [*starts[1:], len(values)], strict=False))
    chain = heaviest(
        [(at, rank[values[start]], sum(weights[start:stop])) for at, (start, stop) in enumerate(runs)]
    )
    return {value for at in chain for value in values[slice(*runs[at])]}


def _walked(before: Sequence[int], last: int) -> list[int]:
    chain: list[int] = []
    while last >= 0:
        chain.append(last)
        last = before[last]
    chain.reverse()
    return chain

"""What keeps its order: chains that rise in two texts at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def rising(values: Sequence[int]) -> list[int]:
    """Give the indices of a longest strictly rising run of *values*, in order."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        place = bisect_left(ends, value)
        before.append(at[place - 1] if place else -1)
        if place == len(ends):
            ends.append(value)
            at.append(index)
        else:
            ends[place], at[place] = value, index
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
    """Give the indices of the heaviest strictly rising run of *values*, all different.

    What is in order with all the others is in every such run; only the rest is searched.
    """
    settled: set[int] = set()
    highest = -1
    before: list[bool] = []
    for value in values:
        before.append(value > highest)
        highest = max(highest, value)
    lowest = highest + 1
    for index in range(len(values) - 1, -1, -1):
        if before[index] and values[index] < lowest:
            settled.add(index)
        lowest = min(lowest, values[index])
    rest = [index for index in range(len(values)) if index not in settled]
    chain = heaviest([(at, values[index], weights[index]) for at, index in enumerate(rest)])
    return settled | {rest[at] for at in chain}


def _walked(before: Sequence[int], last: int) -> list[int]:
    chain: list[int] = []
    while last >= 0:
        chain.append(last)
        last = before[last]
    chain.reverse()
    return chain

"""Which wordings of a provision stand as alternatives to the whole of it, and not in its line.

One paragraph-wide rewrite overlaps every small change of the others, and would have each printed at its
width. The wordings with the widest changes are taken out of the line, as many as make the provision
shortest to print.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.cluster import Reading


def wholes(
    readings: Sequence[Reading],
    printed: Sequence[int],
    *,
    over: int = -1,
    sparing: frozenset[int] = frozenset(),
) -> frozenset[int]:
    """Choose by number the readings to stand as a whole; those with a change of over *over* tokens may.

    *printed* is how many characters the text has before each of its tokens, and in all. Readings of
    *sparing* are not chosen, and not counted.
    """
    counted = [number for number in range(len(readings)) if number not in sparing]
    order = sorted(counted, key=lambda number: readings[number].widest)
    first = next((at for at, number in enumerate(order) if readings[number].widest > over), len(order))
    if first == len(order) or len(readings) == 1:
        return frozenset()
    line = _Line(printed)
    for number in order[:first]:
        line.add(number, readings[number])
    whole = [readings[number].length for number in order[first:]]
    standing = sum(whole)
    best, least = first, line.added + standing
    for at, number in enumerate(order[first:], start=first):
        line.add(number, readings[number])
        standing -= whole[at - first]
        # Of two ways that print the same, the one with fewer alternatives to the whole.
        if line.added + standing <= least:
            best, least = at + 1, line.added + standing
    return frozenset(order[best:])


@dataclass(slots=True)
class _Stretch:
    """Some of the text that changes of several readings overlap in."""

    start: int
    end: int
    own: dict[int, tuple[tuple[int, int, str], ...]] = field(default_factory=dict)
    """What each reading changes here: from, to, and the words it puts there."""
    times: dict[tuple[tuple[int, int, str], ...], int] = field(default_factory=dict)
    """How many readings change the same."""
    longer: int = 0
    """By how many characters the different wordings are longer than the stretch, all together."""


class _Line:
    """The text with readings in its line: what they add to print, kept as readings come."""

    def __init__(self, printed: Sequence[int]) -> None:
        self.printed = printed
        self.added = 0
        self._stretches: list[_Stretch] = []

    def add(self, number: int, reading: Reading) -> None:
        """Put *reading* into the line."""
        for change, words in zip(reading.changes, reading.put, strict=True):
            self._cut(number, change.old_start, change.old_end, words)

    def _cut(self, number: int, start: int, end: int, words: str) -> None:
        stretch = _Stretch(start, end)
        self._change(stretch, number, ((start, end, words),))
        at = bisect_left(self._stretches, start, key=lambda one: one.start)
        if at and self._overlap(self._stretches[at - 1], stretch):
            at -= 1
        stop = at
        while stop < len(self._stretches) and self._overlap(self._stretches[stop], stretch):
            other = self._stretches[stop]
            self.added -= self._added(other)
            stretch = self._one(other, stretch)
            stop += 1
        self._stretches[at:stop] = [stretch]
        self.added += self._added(stretch)

    @staticmethod
    def _overlap(one: _Stretch, other: _Stretch) -> bool:
        if one.start == one.end == other.start == other.end:
            return True
        return max(one.start, other.start) < min(one.end, other.end) or (
            one.start < other.start == other.end < one.end or other.start < one.start == one.end < other.end
        )

    def _added(self, stretch: _Stretch) -> int:
        width = self.printed[stretch.end] - self.printed[stretch.start]
        return width * len(stretch.times) + stretch.longer

    def _one(self, one: _Stretch, other: _Stretch) -> _Stretch:
        """Unite two stretches; the one with fewer readings goes into the other."""
        few, many = (one, other) if len(one.own) < len(other.own) else (other, one)
        many.start, many.end = min(one.start, other.start), max(one.end, other.end)
        for number, own in few.own.items():
            self._change(many, number, own)
        return many

    def _change(self, stretch: _Stretch, number: int, own: tuple[tuple[int, int, str], ...]) -> None:
        before = stretch.own.get(number)
        if before is not None:
            stretch.times[before] -= 1
            if not stretch.times[before]:
                del stretch.times[before]
                stretch.longer -= self._longer(before)
            own = tuple(sorted({*before, *own}))
        stretch.own[number] = own
        if own not in stretch.times:
            stretch.times[own] = 0
            stretch.longer += self._longer(own)
        stretch.times[own] += 1

    def _longer(self, own: tuple[tuple[int, int, str], ...]) -> int:
        return sum(len(words) - (self.printed[end] - self.printed[start]) for start, end, words in own)

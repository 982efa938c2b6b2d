"""What has room on two printed pages, and how what has none is told: in one way, wherever it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from travaux.render.columns import wrapped
from travaux.render.told import Line, line, words_of
from travaux.render.tongue import comma, figure, say, say_count, semicolon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PAGES: Final = 2
PAGE: Final = 60
"""Lines of a printed page, A4 or Letter, in the size in which the page is set."""
BREADTH: Final = 96
"""Characters of such a line."""
RUNS: Final = 12
"""Runs of entry numbers that are listed; more of them are counted, and the log lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is shown in whole or not at all, and the entries that it tells of."""

    lines: tuple[Line, ...]
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Pieces under one heading, or under none."""

    pieces: tuple[Piece, ...]
    left: Callable[[Sequence[Piece], Sequence[Piece]], str]
    """Says what is not shown: of what is shown, and what is not."""
    head: Line | None = None
    name: str = ""
    """What it is called where its heading has no room, with its count."""
    of: str = ""
    """What else it is named with: those of one draft in one line."""
    counted_first: bool = False
    """Whether what is not shown is told at the heading, before what is."""
    after: int = 0
    """Its turn: what room the groups of an earlier one leave is for it."""

    def told(self, count: int) -> tuple[Line, ...]:
        """Tell the first *count* pieces, and what is not shown."""
        shown, left = self.pieces[:count], self.pieces[count:]
        lines = [each for piece in shown for each in piece.lines]
        if left:
            lines.insert(0 if self.counted_first else len(lines), line(self.left(shown, left)))
        if self.head is None:
            return tuple(lines)
        return (replace(self.head, below=(*self.head.below, *lines)),)

    def takes(self, count: int) -> int:
        """Count the printed lines of its first *count* pieces and of what is said of the rest."""
        return sum(map(printed_lines, self.told(count)))

    @property
    def needs(self) -> int:
        """Printed lines of all of it."""
        return self.takes(len(self.pieces))

    @property
    def begins(self) -> int:
        """How many pieces are shown in any case: all, where to leave them out saves nothing."""
        return len(self.pieces) if self.needs <= self.takes(0) else 0

    @property
    def least(self) -> int:
        """Printed lines of its heading, and of what is said where no piece is shown."""
        return self.takes(self.begins)


def entries_of(pieces: Sequence[Piece]) -> list[int]:
    """List the entries that pieces tell of, each once, in their order."""
    return sorted({one for piece in pieces for one in piece.entries})


def left_out(_shown: Sequence[Piece], left: Sequence[Piece]) -> str:
    """Name the entries that are not shown."""
    return say("not shown here: {entries}", entries=numbers(entries_of(left)))


def counted_since(shown: Sequence[Piece], left: Sequence[Piece]) -> str:
    """Count the entries, and those shown; name the others."""
    out = entries_of(left)
    told = set(entries_of(shown)) - set(out)
    return say_count(
        "{count} entry since, {shown} of them shown here; not shown: {entries}",
        "{count} entries since, {shown} of them shown here; not shown: {entries}",
        len(told) + len(out),
        shown=figure(len(told)),
        entries=numbers(out),
    )


def fitting(groups: Sequence[Group], room: int) -> tuple[Line, ...]:
    """Take what has room: the heading of each group first; then, in turn, one piece of each after another.

    Where not every heading has room, only those of the first turn stand, as far as they have room; the
    other groups are named in one line.
    """
    headed = _headed(groups, room)
    rest = _named(groups[headed:], room - sum(one.least for one in groups[:headed]))
    used = sum(one.least for one in groups[:headed]) + sum(map(printed_lines, rest))
    counts = [one.begins for one in groups[:headed]]
    for turn in sorted({one.after for one in groups[:headed]}):
        waiting = [
            at for at, one in enumerate(groups[:headed]) if one.after == turn and counts[at] < len(one.pieces)
        ]
        while waiting:
            served: list[int] = []
            for at in waiting:
                group = groups[at]
                more = group.takes(counts[at] + 1) - group.takes(counts[at])
                if used + more > room:
                    continue
                used += more
                counts[at] += 1
                if counts[at] < len(group.pieces):
                    served.append(at)
            waiting = served
    shown = zip(groups[:headed], counts, strict=True)
    return (*(each for one, count in shown for each in one.told(count)), *rest)


def least_of(groups: Sequence[Group]) -> int:
    """Count the lines of all headings."""
    return sum(one.least for one in groups)


def squeezed(groups: Sequence[Group]) -> int:
    """Count the lines of the headings of the first turn, and of the line that names the other groups."""
    first = _of_first_turn(groups)
    return least_of(groups[:first]) + sum(map(printed_lines, _named(groups[first:], PAGES * PAGE)))


def _headed(groups: Sequence[Group], room: int) -> int:
    """Say of how many groups the headings stand, with the lines that name the others."""
    if least_of(groups) <= room:
        return len(groups)
    used = [0, *accumulate(one.least for one in groups)]
    for headed in range(_of_first_turn(groups), 0, -1):
        if used[headed] > room:
            continue
        if used[headed] + sum(map(printed_lines, _named(groups[headed:], room))) <= room:
            return headed
    return 0


def _of_first_turn(groups: Sequence[Group]) -> int:
    return next((at for at, one in enumerate(groups) if one.after != groups[0].after), len(groups))


def _named(groups: Sequence[Group], room: int) -> tuple[Line, ...]:
    """Name groups of which nothing is shown, those of one draft in a line, while there is room."""
    lines = [line(one.left((), one.pieces)) for one in groups if not one.name]
    by_draft: dict[str, list[str]] = {}
    for one in groups:
        if one.name:
            by_draft.setdefault(one.of, []).append(one.name)
    for of, names in by_draft.items():
        room_here = room - sum(map(printed_lines, lines))
        count = len(names)
        while True:
            places = semicolon().join(names[:count])
            if more := len(names) - count:
                places += semicolon() + say("{count} more", count=figure(more))
            told = line(_nothing_of(places, of))
            takes = printed_lines(told)
            if takes <= room_here or count <= 1:
                break
            count = min(count - 1, max(1, count * max(room_here, 1) // takes))
        lines.append(told)
    return tuple(lines)


def _nothing_of(places: str, draft: str) -> str:
    if not draft:
        return say("nothing is shown here of {places}", places=places)
    return say("of {draft}, nothing is shown here of {places}", draft=draft, places=places)


def shared(needs: Sequence[int], shares: Sequence[int], room: int) -> list[int]:
    """Share out the room: what needs less than its share has what it needs, and the rest is shared again."""
    rooms = [0] * len(needs)
    waiting = set(range(len(needs)))
    while waiting:
        whole = sum(shares[one] for one in waiting)
        served = {one for one in waiting if needs[one] <= room * shares[one] // whole}
        if not served:
            for one in waiting:
                rooms[one] = room * shares[one] // whole
            break
        for one in served:
            rooms[one] = needs[one]
        room -= sum(rooms[one] for one in served)
        waiting -= served
    return rooms


def printed_lines(told: Line, indent: int = 2) -> int:
    """Count the lines that a line takes on paper, with what is told below it."""
    own = next(words_of(told))
    return len(wrapped(own, BREADTH - indent)) + sum(printed_lines(one, indent + 2) for one in told.below)


def numbers(indexes: Sequence[int]) -> str:
    """List entry numbers, runs as such: "entries 4, 7–12"."""
    if not indexes:
        return say("no entry")
    runs: list[list[int]] = []
    for one in indexes:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    if len(runs) > RUNS:
        return say(
            "{count} entries between {first} and {last}; the log lists them",
            count=figure(len(indexes)),
            first=indexes[0],
            last=indexes[-1],
        )
    shown = [f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    if len(indexes) == 1:
        return say("entry {number}", number=indexes[0])
    return say("entries {numbers}", numbers=comma().join(shown))

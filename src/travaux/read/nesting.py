"""Where each paragraph stands: from rows in reading order to kinds and depths.

docs/formats/plain-text.md states the rules for the reader of a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from travaux.read.bounds import Bounds, bounds
from travaux.read.nest import LEAVES, LISTS, Nest, Open
from travaux.read.phrase import ends_sentence, is_formula, is_signature
from travaux.read.row import Row, is_boundary, is_first
from travaux.text.address import Stand
from travaux.text.kind import ATTACHED, RANK, Kind
from travaux.text.number import Form, Number, follows

if TYPE_CHECKING:
    from travaux.read.below import Below, Builds, Inside

STEP: Final = 2
"""Columns from which a difference of indentation counts: one is a slip of the hand."""


class Stood(NamedTuple):
    """What the paragraph ``at`` an index turned out to be."""

    at: int
    stand: Stand
    below: Below | None = None
    """For an article whose build tells it: what the paragraphs are that follow."""
    inside: Inside | None = None
    """The same where it has stood below an article before."""


@dataclass(slots=True)
class Nesting:
    """Places rows one after the other; `place` gives what each one is."""

    rows: Sequence[Row]
    fragment: bool = False
    """A piece of a text: it has no title and no preamble that its place alone would make one."""
    _nest: Nest = field(default_factory=Nest)
    _bounds: Bounds = field(init=False)
    _signed: bool = False

    def __post_init__(self) -> None:
        self._bounds = bounds(self.rows, fragment=self.fragment)

    def place(self, builds: Builds) -> list[Stood]:
        """Give every row its kind and depth, in order.

        Those below an article built like one in *builds* have the same places in theirs, and stand with it.
        """
        found: list[Stood] = []
        boundary = index = 0
        while index < len(self.rows):
            if self._bounds.boundaries[boundary] == index:
                boundary += 1
                if self._bounds.first <= index < self._bounds.last and self.rows[index].kind is Kind.ARTICLE:
                    stop = self._bounds.boundaries[boundary]
                    while self.rows[stop - 1].heading:  # it heads what comes next
                        stop -= 1
                    found += self._article(index, stop, builds)
                    index = stop
                    continue
            found.append(Stood(index, self._place(index)))
            index += 1
        return found

    def _article(self, start: int, stop: int, builds: Builds) -> list[Stood]:
        """Place an article that is not the last one, with the rows below it up to *stop*."""
        article = self._place(start)
        known = builds.insides.get(builds.inside(self.rows, start, stop))
        if known is not None:
            return [Stood(start, article, known.below, known)]
        key = builds.key(self.rows, start, stop)
        below = None if key is None else builds.get(key)
        if below is not None:
            return [Stood(start, article, below)]
        placed = [article, *(self._place(index) for index in range(start + 1, stop))]
        if key is None:
            return [Stood(start + after, one) for after, one in enumerate(placed)]
        return [Stood(start, article, builds.keep(key, self.rows[start:stop], placed))]

    def _place(self, index: int) -> Stand:
        row = self.rows[index]
        kind = row.kind
        if row.line.depth is not None:
            return self._nest.as_told(row, row.line.depth)
        if index == self._bounds.title or kind is Kind.TITLE:
            self._nest.close_to(self._nest.whole)
            return Stand(kind=Kind.TITLE, depth=0, number=row.number)
        if row.heads_preamble and index < max(self._bounds.first, 1):
            return self._boundary(row, Kind.PREAMBLE)
        if kind is not None and is_boundary(kind):
            return self._boundary(row, kind)
        if kind is Kind.FOOTNOTE or (kind is Kind.BLOCK and index > self._bounds.first):
            return self._aside(index, kind)
        if kind is Kind.ALTERNATIVE:
            return self._alternative(index)
        if row.listed:
            return self._listed(index)
        if kind is Kind.RECITAL and self._bounds.first <= index:
            return self._nest.push(row, kind, self._nest.innermost(), row.number)
        return self._unnumbered(index, kind)

    def _boundary(self, row: Row, kind: Kind) -> Stand:
        self._signed = False
        return self._nest.push(row, kind, self._nest.above(kind), row.number)

    def _aside(self, index: int, kind: Kind) -> Stand:
        """Place a footnote or a block told by its markup: at the end of the text, or where it interrupts."""
        row = self.rows[index]
        parent = self._nest.opened[-1]
        if all(one.kind in (Kind.FOOTNOTE, Kind.BLOCK) for one in self._after(index)):
            parent = self._nest.whole
        if kind is Kind.FOOTNOTE:
            return self._nest.leaf(row, kind, parent)
        return self._nest.leaf(row, Kind.BLOCK, parent)

    def _after(self, index: int) -> Iterator[Row]:
        return map(self.rows.__getitem__, range(index + 1, len(self.rows)))

    # Numbers and bullets.

    def _listed(self, index: int) -> Stand:
        row = self.rows[index]
        form = row.label.form if row.label else None
        if index < self._bounds.preamble:
            return self._nest.leaf(row, Kind.BLOCK, self._nest.whole)
        if index < self._bounds.first and form is not Form.BULLET:
            return self._nest.push(row, Kind.RECITAL, self._nest.innermost(), row.number)
        if (found := self._sibling(index)) is not None:
            sibling, number = found
            parent = self._nest.parent(sibling)
            return self._nest.push(row, sibling.kind, parent, number)
        wanted, number = row.readings[0]
        parent = next(
            one for one in reversed(self._nest.opened) if one.boundary or self._takes_in(one, index, wanted)
        )
        kind = wanted
        if parent.kind in LISTS and parent.rank >= RANK[wanted]:
            kind = LISTS[min(LISTS.index(parent.kind) + 1, len(LISTS) - 1)]
        return self._nest.push(row, kind, parent, number)

    def _takes_in(self, one: Open, index: int, wanted: Kind) -> bool:
        """Whether a number of the *wanted* kind begins a list in *one*."""
        indent = self.rows[index].line.indent
        if one.kind is Kind.CLOSING or indent <= one.indent - STEP:
            return False
        if indent >= one.indent + STEP:
            return True
        if one.kind is Kind.ALTERNATIVE:
            return self._holds(one, index) or RANK[wanted] > RANK[Kind.PARAGRAPH]
        return one.rank < RANK[wanted]

    def _sibling(self, index: int) -> tuple[Open, Number | None] | None:
        """Find the open provision whose numbers this one carries on, and how it must be read for that."""
        row = self.rows[index]
        form = row.label.form if row.label else None
        near = [
            one
            for one in reversed(self._nest.lists())
            if one.form is form and one.kind in LISTS and abs(one.indent - row.line.indent) < STEP
        ]
        if form is Form.BULLET:
            return (near[0], row.number) if near else None
        readings = [number for _, number in row.readings if number is not None]
        for one in near:
            for number in readings:
                if (
                    one.number is not None
                    and follows(number, one.number)
                    and not self._opens_roman(index, number)
                ):
                    return one, number
        opens = any(is_first(number) for number in readings)
        for one in near:
            for number in readings:
                if one.number is None or number.style != one.number.style:
                    continue
                if not opens or (is_first(number) and row.line.indent == one.indent > 0):
                    return one, number
        return None

    def _opens_roman(self, index: int, number: Number) -> bool:
        """Whether "(i)" after "(h)" begins a list of its own: a "(ii)" comes next."""
        others = [
            one for _, one in self.rows[index].readings if one is not None and one.style != number.style
        ]
        following = next((row for row in self._after(index) if row.listed or row.boundary), None)
        if following is None or following.boundary:
            return False
        further = [one for _, one in following.readings if one is not None]
        return any(
            is_first(one) and any(follows(next_, one) for next_ in further) for one in others
        ) and not any(follows(next_, number) for next_ in further)

    # Options.

    def _alternative(self, index: int) -> Stand:
        row = self.rows[index]
        indent = row.line.indent
        above = [self._nest.innermost(), *self._nest.lists()]
        series = [one for one in reversed(above) if one.option is not None]
        for one in series:
            if (
                one.option is not None
                and _carries_on(row, one.option)
                and abs(one.option.indent - indent) < STEP
            ):
                return self._nest.push(row, Kind.ALTERNATIVE, one, row.number)
        for one in series:
            if one.option is not None and _carries_on(row, one.option):
                return self._nest.push(row, Kind.ALTERNATIVE, one, row.number)
        before = self.rows[index - 1].opening.words if index else ""
        for one in reversed(above):
            inside = indent >= one.indent + STEP or (
                one.kind is Kind.ALTERNATIVE and one.alone and one.indent < indent
            )
            unfinished = one.kind in LISTS and abs(indent - one.indent) < STEP and not ends_sentence(before)
            if one.boundary or inside or unfinished:
                return self._nest.push(row, Kind.ALTERNATIVE, one, row.number)
        return self._nest.push(row, Kind.ALTERNATIVE, self._nest.innermost(), row.number)

    def _holds(self, one: Open, index: int) -> bool:
        """Whether an open option holds what follows it at its own indentation.

        It does if it stands alone on its line, or if the next option of its series is still to come.
        """
        if one.kind is not Kind.ALTERNATIVE:
            return False
        if one.alone:
            return True
        for row in self._after(index):
            if row.boundary or row.line.indent <= one.indent - STEP:
                return False
            if row.kind is Kind.ALTERNATIVE and abs(row.line.indent - one.indent) < STEP:
                return _carries_on(row, one)
        return False

    # Paragraphs without a number.

    def _unnumbered(self, index: int, kind: Kind | None) -> Stand:
        row = self.rows[index]
        words = row.opening.words
        if index < self._bounds.first:
            return self._before_articles(index, kind)
        if kind is Kind.HEADING or (kind is None and row.heading):
            return self._heading(index)
        if kind is Kind.BLOCK or (
            kind is None and index > self._bounds.last and (self._signed or is_signature(words))
        ):
            if not self._signed and kind is None:
                self._signed = True
                attached = [one for one in self._nest.opened if one.depth < 0 or one.kind in ATTACHED]
                self._nest.close_to(attached[-1])
            return self._nest.leaf(row, Kind.BLOCK, self._nest.innermost())
        return self._paragraph(index, kind)

    def _before_articles(self, index: int, kind: Kind | None) -> Stand:
        row = self.rows[index]
        if index < self._bounds.preamble or kind is Kind.BLOCK:
            return self._nest.leaf(row, Kind.BLOCK, self._nest.innermost())
        if row.line.heading or kind is Kind.HEADING:
            return self._nest.leaf(row, Kind.HEADING, self._nest.innermost())
        if kind is Kind.FORMULA or (kind is None and is_formula(row.opening.words)):
            return self._nest.leaf(row, Kind.FORMULA, self._nest.innermost())
        parent = next(
            one
            for one in reversed(self._nest.opened)
            if one.boundary or self._holds(one, index) or row.line.indent >= one.indent + STEP
        )
        if kind in LEAVES:
            return self._nest.leaf(row, kind, parent)
        return self._nest.push(row, kind or Kind.RECITAL, parent)

    def _heading(self, index: int) -> Stand:
        """Place a heading of no rank at the level of what it heads; it takes nothing in."""
        row = self.rows[index]
        following = next((one for one in self._after(index) if not one.heading), None)
        if following is not None and following.kind is not None and following.boundary:
            return self._nest.leaf(row, Kind.HEADING, self._nest.above(following.kind))
        return self._nest.leaf(row, Kind.HEADING, self._around(index))

    def _around(self, index: int) -> Open:
        """What an unnumbered paragraph stands in, going by its indentation and by the options open."""
        indent = self.rows[index].line.indent
        return next(
            one
            for one in reversed(self._nest.opened)
            if one.boundary
            or (one.form is not None and one.kind is not Kind.ALTERNATIVE and indent >= one.indent + STEP)
            or (one.kind is Kind.ALTERNATIVE and indent >= one.indent + STEP)
            or (self._holds(one, index) and indent > one.indent - STEP)
        )

    def _paragraph(self, index: int, kind: Kind | None) -> Stand:
        """Place a paragraph: its article's own, one more of a numbered one, or what closes its points."""
        row = self.rows[index]
        parent = self._around(index)
        if kind in LEAVES:
            return self._nest.leaf(row, kind, parent)
        if parent.numbered_below and parent.kind in LISTS:
            return self._nest.push(row, kind or Kind.CLOSING, parent)
        inside = self._nest.within(parent)
        level = inside[0] if inside and inside[0].kind in LISTS else None
        if level is not None:
            goes_on = level.number is not None and self._goes_on(index, level)
            unfinished = not self.rows[index - 1].ends_sentence
            if level.numbered_below and (unfinished or goes_on):
                return self._nest.push(row, kind or Kind.CLOSING, level)
            if goes_on:
                return self._nest.push(row, kind or Kind.PARAGRAPH, level)
        return self._nest.push(row, kind or Kind.PARAGRAPH, parent)

    def _goes_on(self, index: int, above: Open) -> bool:
        """Whether the numbering of *above* goes on after the paragraph at *index*."""
        for row in self._after(index):
            if row.boundary or row.kind is Kind.ALTERNATIVE:
                return False
            if row.listed and row.label is not None and row.label.form is above.form:
                return above.number is not None and any(
                    number is not None and follows(number, above.number) for _, number in row.readings
                )
        return False


def _carries_on(row: Row, option: Open) -> bool:
    """Whether *row* is the option after *option*; unnumbered ones always are."""
    if row.number is None or option.number is None:
        return row.number is option.number
    return follows(row.number, option.number)

"""Where each paragraph stands: from rows in reading order to kinds and depths.

docs/formats/plain-text.md states the rules for the reader of a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from travaux.read.phrase import ends_sentence, is_formula, is_headline, is_signature
from travaux.read.row import Row, is_boundary, is_first
from travaux.text.address import Stand
from travaux.text.kind import RANK, Kind
from travaux.text.number import Form, Number, follows

if TYPE_CHECKING:
    from travaux.read.below import Below, Builds, Inside

STEP: Final = 2
"""Columns from which a difference of indentation counts: one is a slip of the hand."""

_LISTS: Final = (Kind.PARAGRAPH, Kind.POINT, Kind.SUBPOINT, Kind.INDENT)
_LEAVES: Final = frozenset(
    {Kind.TITLE, Kind.HEADING, Kind.FORMULA, Kind.BLOCK, Kind.FOOTNOTE, Kind.TABLE, Kind.UNREAD}
)
_ATTACHED: Final = frozenset({Kind.ANNEX, Kind.APPENDIX})
_AROUND: Final = _ATTACHED | {Kind.TITLE, Kind.PREAMBLE}
"""Kinds as large as an article or larger that do not end a preamble."""


class Stood(NamedTuple):
    """What the paragraph ``at`` an index turned out to be."""

    at: int
    stand: Stand
    below: Below | None = None
    """For an article whose build tells it: what the paragraphs are that follow."""
    inside: Inside | None = None
    """The same where it has stood below an article before."""


@dataclass(slots=True, kw_only=True, eq=False)
class _Open:
    """A provision that may still take others in."""

    kind: Kind
    depth: int
    indent: int = 0
    number: Number | None = None
    form: Form | None = None
    alone: bool = False
    """It has no words on its own line."""
    numbered_below: bool = False
    option: _Open | None = None
    """The last option directly in it, open or not."""
    rank: int = field(init=False)
    boundary: bool = field(init=False)

    def __post_init__(self) -> None:
        self.rank = RANK.get(self.kind, RANK[Kind.PARAGRAPH])
        self.boundary = self.rank <= RANK[Kind.ARTICLE]


@dataclass(slots=True)
class Nesting:
    """Places rows one after the other; `place` gives what each one is."""

    rows: Sequence[Row]
    fragment: bool = False
    """A piece of a text: it has no title and no preamble that its place alone would make one."""
    _stack: list[_Open] = field(default_factory=lambda: [_Open(kind=Kind.BOOK, depth=-1)])
    """What is open, outermost first; the first stands for the text as a whole."""
    _first: int = field(init=False)
    """Where the preamble ends: the first article or larger provision; 0 where there is none."""
    _last: int = field(init=False)
    """The last article."""
    _boundaries: list[int] = field(init=False)
    """Every article or larger provision, and the end of the text."""
    _preamble: int = field(init=False)
    _title: int = field(init=False)
    _signed: bool = False

    def __post_init__(self) -> None:
        self._boundaries = [index for index, row in enumerate(self.rows) if row.boundary]
        bounds = [index for index in self._boundaries if self.rows[index].kind not in _AROUND]
        self._boundaries.append(len(self.rows))
        articles = [index for index in bounds if self.rows[index].kind is Kind.ARTICLE]
        self._first = bounds[0] if bounds and not self.fragment else 0
        self._last = articles[-1] if articles else len(self.rows)
        self._preamble = next(
            (index for index, row in enumerate(self.rows[: self._first]) if row.heads_preamble), -1
        )
        self._title = self._find_title()

    def _find_title(self) -> int:
        """The first heading, if it is no other; or a first line set apart that reads as one."""
        if self.fragment or any(row.line.kind is Kind.TITLE for row in self.rows):
            return -1
        for index, row in enumerate(self.rows):
            if row.boundary or row.heads_preamble:
                break
            if row.line.heading and row.label is None and row.kind is None:
                return index
        if len(self.rows) < 2:  # noqa: PLR2004  a text of one line has no title
            return -1
        first, second = self.rows[0], self.rows[1]
        apart = not first.opening.after or second.opening.before[:1] in ("\r", "\n")
        plain = (
            first.label is None
            and first.kind is None
            and not first.heads_preamble
            and first.line.depth is None
        )
        words = first.opening.words
        return 0 if plain and apart and is_headline(words) and not words.startswith("[") else -1

    def place(self, builds: Builds) -> list[Stood]:
        """Give every row its kind and depth, in order.

        Those below an article built like one in *builds* have the same places in theirs, and stand with it.
        """
        found: list[Stood] = []
        boundary = index = 0
        while index < len(self.rows):
            if self._boundaries[boundary] == index:
                boundary += 1
                if self._first <= index < self._last and self.rows[index].kind is Kind.ARTICLE:
                    stop = self._boundaries[boundary]
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
            return self._as_told(row, row.line.depth)
        if index == self._title or kind is Kind.TITLE:
            self._close_to(self._stack[0])
            return Stand(kind=Kind.TITLE, depth=0, number=row.number)
        if row.heads_preamble and index < max(self._first, 1):
            return self._boundary(row, Kind.PREAMBLE)
        if kind is not None and is_boundary(kind):
            return self._boundary(row, kind)
        if kind is Kind.FOOTNOTE or (kind is Kind.BLOCK and index > self._first):
            return self._aside(index, kind)
        if kind is Kind.ALTERNATIVE:
            return self._alternative(index)
        if row.listed:
            return self._listed(index)
        if kind is Kind.RECITAL and self._first <= index:
            return self._push(row, kind, self._innermost(), row.number)
        return self._unnumbered(index, kind)

    def _as_told(self, row: Row, depth: int) -> Stand:
        kind = row.kind
        if kind is None:
            readings = row.readings
            kind = readings[0][0] if readings else Kind.PARAGRAPH
        while self._stack[-1].depth >= depth:
            self._stack.pop()
        if kind in _LEAVES:
            return Stand(kind=kind, depth=depth, number=row.number)
        self._stack[-1].numbered_below |= kind in _LISTS and row.label is not None
        self._stack.append(self._opened(row, kind, depth, row.number))
        return Stand(kind=kind, depth=depth, number=row.number)

    def _opened(self, row: Row, kind: Kind, depth: int, number: Number | None) -> _Open:
        return _Open(
            kind=kind,
            depth=depth,
            indent=row.line.indent,
            number=number,
            form=row.label.form if row.label else None,
            alone=not row.opening.words.strip(),
        )

    def _push(self, row: Row, kind: Kind, parent: _Open, number: Number | None = None) -> Stand:
        """Put a provision into *parent*, closing whatever else is open in it."""
        self._close_to(parent)
        one = self._opened(row, kind, parent.depth + 1, number)
        if kind is Kind.ALTERNATIVE:
            parent.option = one
        elif kind in _LISTS and row.label is not None:
            parent.numbered_below = True
        self._stack.append(one)
        return Stand(kind=kind, depth=one.depth, number=number)

    def _leaf(self, row: Row, kind: Kind, parent: _Open) -> Stand:
        self._close_to(parent)
        return Stand(kind=kind, depth=parent.depth + 1, number=row.number)

    def _close_to(self, parent: _Open) -> None:
        while self._stack[-1] is not parent:
            self._stack.pop()

    def _innermost(self) -> _Open:
        """The innermost open article or larger provision."""
        return next(one for one in reversed(self._stack) if one.boundary)

    def _lists(self) -> list[_Open]:
        """What is open within it, outermost first."""
        return self._stack[self._stack.index(self._innermost()) + 1 :]

    def _boundary(self, row: Row, kind: Kind) -> Stand:
        self._signed = False
        return self._push(row, kind, self._above(kind), row.number)

    def _above(self, kind: Kind) -> _Open:
        """What a provision of *kind*, an article or larger, stands in."""
        rank = RANK[kind]
        return next(
            one
            for one in reversed(self._stack)
            if one.depth < 0
            or (
                one.boundary
                and one.kind is not Kind.PREAMBLE
                and one.rank < rank
                and kind is not Kind.PREAMBLE
            )
        )

    def _aside(self, index: int, kind: Kind) -> Stand:
        """Place a footnote or a block told by its markup: at the end of the text, or where it interrupts."""
        row = self.rows[index]
        parent = self._stack[-1]
        if all(one.kind in (Kind.FOOTNOTE, Kind.BLOCK) for one in self._after(index)):
            parent = self._stack[0]
        if kind is Kind.FOOTNOTE:
            return self._leaf(row, kind, parent)
        return self._leaf(row, Kind.BLOCK, parent)

    def _after(self, index: int) -> Iterator[Row]:
        return map(self.rows.__getitem__, range(index + 1, len(self.rows)))

    # Numbers and bullets.

    def _listed(self, index: int) -> Stand:
        row = self.rows[index]
        form = row.label.form if row.label else None
        if index < self._preamble:
            return self._leaf(row, Kind.BLOCK, self._stack[0])
        if index < self._first and form is not Form.BULLET:
            return self._push(row, Kind.RECITAL, self._innermost(), row.number)
        if (found := self._sibling(index)) is not None:
            sibling, number = found
            parent = self._stack[self._stack.index(sibling) - 1]
            return self._push(row, sibling.kind, parent, number)
        wanted, number = row.readings[0]
        parent = next(
            one for one in reversed(self._stack) if one.boundary or self._takes_in(one, index, wanted)
        )
        kind = wanted
        if parent.kind in _LISTS and parent.rank >= RANK[wanted]:
            kind = _LISTS[min(_LISTS.index(parent.kind) + 1, len(_LISTS) - 1)]
        return self._push(row, kind, parent, number)

    def _takes_in(self, one: _Open, index: int, wanted: Kind) -> bool:
        """Whether a number of the *wanted* kind begins a list in *one*."""
        indent = self.rows[index].line.indent
        if one.kind is Kind.CLOSING or indent <= one.indent - STEP:
            return False
        if indent >= one.indent + STEP:
            return True
        if one.kind is Kind.ALTERNATIVE:
            return self._holds(one, index) or RANK[wanted] > RANK[Kind.PARAGRAPH]
        return one.rank < RANK[wanted]

    def _sibling(self, index: int) -> tuple[_Open, Number | None] | None:
        """Find the open provision whose numbers this one carries on, and how it must be read for that."""
        row = self.rows[index]
        form = row.label.form if row.label else None
        near = [
            one
            for one in reversed(self._lists())
            if one.form is form and one.kind in _LISTS and abs(one.indent - row.line.indent) < STEP
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
        above = self._stack[self._stack.index(self._innermost()) :]
        series = [one for one in reversed(above) if one.option is not None]
        for one in series:
            if (
                one.option is not None
                and _carries_on(row, one.option)
                and abs(one.option.indent - indent) < STEP
            ):
                return self._push(row, Kind.ALTERNATIVE, one, row.number)
        for one in series:
            if one.option is not None and _carries_on(row, one.option):
                return self._push(row, Kind.ALTERNATIVE, one, row.number)
        before = self.rows[index - 1].opening.words if index else ""
        for one in reversed(above):
            inside = indent >= one.indent + STEP or (
                one.kind is Kind.ALTERNATIVE and one.alone and one.indent < indent
            )
            unfinished = one.kind in _LISTS and abs(indent - one.indent) < STEP and not ends_sentence(before)
            if one.boundary or inside or unfinished:
                return self._push(row, Kind.ALTERNATIVE, one, row.number)
        return self._push(row, Kind.ALTERNATIVE, self._innermost(), row.number)

    def _holds(self, one: _Open, index: int) -> bool:
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
        if index < self._first:
            return self._before_articles(index, kind)
        if kind is Kind.HEADING or (kind is None and row.heading):
            return self._heading(index)
        if kind is Kind.BLOCK or (
            kind is None and index > self._last and (self._signed or is_signature(words))
        ):
            if not self._signed and kind is None:
                self._signed = True
                attached = [one for one in self._stack if one.depth < 0 or one.kind in _ATTACHED]
                self._close_to(attached[-1])
            return self._leaf(row, Kind.BLOCK, self._innermost())
        return self._paragraph(index, kind)

    def _before_articles(self, index: int, kind: Kind | None) -> Stand:
        row = self.rows[index]
        if index < self._preamble or kind is Kind.BLOCK:
            return self._leaf(row, Kind.BLOCK, self._innermost())
        if row.line.heading or kind is Kind.HEADING:
            return self._leaf(row, Kind.HEADING, self._innermost())
        if kind is Kind.FORMULA or (kind is None and is_formula(row.opening.words)):
            return self._leaf(row, Kind.FORMULA, self._innermost())
        parent = next(
            one
            for one in reversed(self._stack)
            if one.boundary or self._holds(one, index) or row.line.indent >= one.indent + STEP
        )
        if kind in _LEAVES:
            return self._leaf(row, kind, parent)
        return self._push(row, kind or Kind.RECITAL, parent)

    def _heading(self, index: int) -> Stand:
        """Place a heading of no rank at the level of what it heads; it takes nothing in."""
        row = self.rows[index]
        following = next((one for one in self._after(index) if not one.heading), None)
        if following is not None and following.kind is not None and following.boundary:
            return self._leaf(row, Kind.HEADING, self._above(following.kind))
        return self._leaf(row, Kind.HEADING, self._around(index))

    def _around(self, index: int) -> _Open:
        """What an unnumbered paragraph stands in, going by its indentation and by the options open."""
        indent = self.rows[index].line.indent
        return next(
            one
            for one in reversed(self._stack)
            if one.boundary
            or (one.form is not None and one.kind is not Kind.ALTERNATIVE and indent >= one.indent + STEP)
            or (one.kind is Kind.ALTERNATIVE and indent >= one.indent + STEP)
            or (self._holds(one, index) and indent > one.indent - STEP)
        )

    def _paragraph(self, index: int, kind: Kind | None) -> Stand:
        """Place a paragraph: its article's own, one more of a numbered one, or what closes its points."""
        row = self.rows[index]
        parent = self._around(index)
        if kind in _LEAVES:
            return self._leaf(row, kind, parent)
        if parent.numbered_below and parent.kind in _LISTS:
            return self._push(row, kind or Kind.CLOSING, parent)
        inside = self._stack[self._stack.index(parent) + 1 :]
        level = inside[0] if inside and inside[0].kind in _LISTS else None
        if level is not None:
            goes_on = level.number is not None and self._goes_on(index, level)
            unfinished = not self.rows[index - 1].ends_sentence
            if level.numbered_below and (unfinished or goes_on):
                return self._push(row, kind or Kind.CLOSING, level)
            if goes_on:
                return self._push(row, kind or Kind.PARAGRAPH, level)
        return self._push(row, kind or Kind.PARAGRAPH, parent)

    def _goes_on(self, index: int, above: _Open) -> bool:
        """Whether the numbering of *above* goes on after the paragraph at *index*."""
        for row in self._after(index):
            if row.boundary or row.kind is Kind.ALTERNATIVE:
                return False
            if row.listed and row.label is not None and row.label.form is above.form:
                return above.number is not None and any(
                    number is not None and follows(number, above.number) for _, number in row.readings
                )
        return False


def _carries_on(row: Row, option: _Open) -> bool:
    """Whether *row* is the option after *option*; unnumbered ones always are."""
    if row.number is None or option.number is None:
        return row.number is option.number
    return follows(row.number, option.number)

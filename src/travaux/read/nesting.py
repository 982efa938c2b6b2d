"""Where each paragraph stands: from openings in reading order to kinds and depths.

The rules, in the order in which they are tried, are described in docs/formats/plain-text.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from travaux.read.line import Line
from travaux.read.opening import Opening
from travaux.read.phrase import (
    ends_sentence,
    is_capitals,
    is_formula,
    is_headline,
    is_preamble,
    is_signature,
)
from travaux.text.kind import RANK, Kind
from travaux.text.number import Form, Label, Number, Style, candidates, follows

STEP: Final = 2
"""Columns from which a difference of indentation counts: one is a slip of the hand."""

_LIST_KINDS: Final = (Kind.PARAGRAPH, Kind.POINT, Kind.SUBPOINT, Kind.INDENT)
_LEAVES: Final = frozenset({Kind.TITLE, Kind.HEADING, Kind.FORMULA, Kind.BLOCK, Kind.FOOTNOTE, Kind.TABLE, Kind.UNREAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paragraph on its way into the outline."""

    line: Line
    opening: Opening

    @property
    def label(self) -> Label | None:
        return self.opening.label

    @property
    def listed(self) -> bool:
        """Whether it bears a number that is no keyword's: "1.", "(a)", a bullet."""
        return self.label is not None and self.label.form is not Form.KEYWORD and self.line.kind is None

    @property
    def boundary(self) -> bool:
        """Whether it opens an article or something larger."""
        kind = self.line.kind or (self.label.kind if self.label else None)
        return kind is not None and kind is not Kind.FOOTNOTE and RANK.get(kind, 99) <= RANK[Kind.ARTICLE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What a paragraph turned out to be."""

    kind: Kind
    depth: int
    number: Number | None = None


@dataclass(slots=True, kw_only=True)
class _Open:
    """A provision that may still take others in."""

    kind: Kind
    depth: int
    indent: int
    number: Number | None
    form: Form | None
    alone: bool
    """It has no words on its own line."""
    parent_of_lists: bool = False

    @property
    def boundary(self) -> bool:
        return RANK.get(self.kind, 99) <= RANK[Kind.ARTICLE]

    @property
    def holding(self) -> bool:
        """Whether it is an option that stands alone on its line and so holds what follows."""
        return self.kind is Kind.ALTERNATIVE and self.alone


@dataclass(slots=True)
class Nesting:
    """Places rows one after the other; `place` gives what each one is."""

    rows: Sequence[Row]
    _stack: list[_Open] = field(default_factory=list)
    _first: int = field(init=False)
    _last: int = field(init=False)
    _preamble: int = field(init=False)
    _title: int = field(init=False)
    _signed: bool = False

    def __post_init__(self) -> None:
        boundaries = [
            index
            for index, row in enumerate(self.rows)
            if row.boundary and _kind(row) not in (Kind.TITLE, Kind.PREAMBLE)
        ]
        articles = [index for index in boundaries if _kind(self.rows[index]) is Kind.ARTICLE]
        self._first = boundaries[0] if boundaries else 0
        self._last = articles[-1] if articles else len(self.rows)
        self._preamble = next(
            (index for index, row in enumerate(self.rows[: self._first]) if _heads_preamble(row)), -1
        )
        self._title = self._find_title()

    def _find_title(self) -> int:
        if any(row.line.kind is Kind.TITLE for row in self.rows):
            return -1
        stop = self._first if self._first or (self.rows and self.rows[0].boundary) else len(self.rows)
        for index, row in enumerate(self.rows[:stop]):
            if row.line.heading and row.label is None and row.line.kind is None:
                return -1 if _heads_preamble(row) else index
        if stop and (row := self.rows[0]).label is None and row.line.kind is None and not _heads_preamble(row):
            if (
                len(self.rows) > 1
                and (not row.opening.after or self.rows[1].opening.before[:1] in ("\r", "\n"))
                and is_headline(row.opening.words)
                and not row.opening.words.startswith("[")
            ):
                return 0
        return -1

    def place(self) -> tuple[Placed, ...]:
        """Give every row its kind and depth, in order."""
        return tuple(self._place(index) for index in range(len(self.rows)))

    def _place(self, index: int) -> Placed:
        row = self.rows[index]
        if row.line.depth is not None:
            return self._as_told(index)
        if index == self._title:
            return self._leaf(row, Kind.TITLE, 0)
        if _heads_preamble(row) and index < max(self._first, 1):
            return self._boundary(row, Kind.PREAMBLE)
        kind = _kind(row)
        if kind is not None and RANK.get(kind, 99) <= RANK[Kind.ARTICLE]:
            return self._boundary(row, kind)
        if kind is Kind.FOOTNOTE:
            return Placed(kind=kind, depth=0, number=_number(row))
        if kind is Kind.ALTERNATIVE:
            return self._alternative(index)
        if kind in _LEAVES:
            return self._leaf(row, kind, self._level())
        if row.label is not None and row.line.kind is None:
            return self._listed(index)
        if kind is not None:
            return self._push(row, kind, self._under_lists(), _number(row))
        return self._unnumbered(index)

    def _as_told(self, index: int) -> Placed:
        row = self.rows[index]
        depth = row.line.depth or 0
        kind = _kind(row)
        if kind is None:
            kind = self._told_kind(row)
        while self._stack and self._stack[-1].depth >= depth:
            self._stack.pop()
        number = _number(row)
        if kind in _LEAVES:
            return Placed(kind=kind, depth=depth, number=number)
        return self._push(row, kind, depth, number)

    def _told_kind(self, row: Row) -> Kind:
        if row.label is not None and row.label.kind is not None:
            return row.label.kind
        return Kind.PARAGRAPH

    # Articles and what is larger.

    def _boundary(self, row: Row, kind: Kind) -> Placed:
        rank = RANK[kind]
        while self._stack and (
            self._stack[-1].kind is Kind.PREAMBLE or RANK.get(self._stack[-1].kind, 99) >= rank
        ):
            self._stack.pop()
        while self._stack and not self._stack[-1].boundary:
            self._stack.pop()
        self._signed = False
        if kind is Kind.TITLE:
            return self._leaf(row, kind, 0)
        return self._push(row, kind, self._level(), _number(row))

    def _level(self) -> int:
        """The depth of something directly in the innermost article or larger provision."""
        return next((one.depth + 1 for one in reversed(self._stack) if one.boundary), 0)

    def _leaf(self, row: Row, kind: Kind, depth: int) -> Placed:
        return Placed(kind=kind, depth=depth, number=_number(row))

    def _push(self, row: Row, kind: Kind, depth: int, number: Number | None) -> Placed:
        if self._stack and kind in _LIST_KINDS and row.label is not None:
            self._stack[-1].parent_of_lists = True
        self._stack.append(
            _Open(
                kind=kind,
                depth=depth,
                indent=row.line.indent,
                number=number,
                form=row.label.form if row.label else None,
                alone=not row.opening.words.strip(),
            )
        )
        return Placed(kind=kind, depth=depth, number=number)

    def _lists(self) -> list[_Open]:
        """What is open within the innermost article or larger provision, outermost first."""
        start = next((at + 1 for at in range(len(self._stack) - 1, -1, -1) if self._stack[at].boundary), 0)
        return self._stack[start:]

    def _pop_to(self, keep: _Open | None) -> None:
        """Close everything that stands in *keep*; None: everything in the innermost article."""
        while self._stack and self._stack[-1] is not keep and not (keep is None and self._stack[-1].boundary):
            self._stack.pop()

    def _pop_before(self, sibling: _Open) -> None:
        while self._stack[-1] is not sibling:
            self._stack.pop()
        self._stack.pop()

    def _under_lists(self) -> int:
        return self._stack[-1].depth + 1 if self._stack else 0

    # Numbers and bullets.

    def _listed(self, index: int) -> Placed:
        row = self.rows[index]
        if self._in_preamble(index) and row.label is not None and row.label.form is not Form.BULLET:
            self._pop_to(None)
            return self._push(row, Kind.RECITAL, self._level(), _number(row))
        if index < self._first and index < self._preamble:
            return self._leaf(row, Kind.BLOCK, 0)
        readings = _readings(row)
        if (found := self._sibling(index, readings)) is not None:
            sibling, number = found
            self._pop_before(sibling)
            return self._push(row, sibling.kind, sibling.depth, number)
        wanted, number = readings[0]
        while (top := self._top_list()) is not None and not self._takes_in(top, row, wanted):
            self._stack.pop()
        top = self._top_list()
        kind = wanted
        if top is not None and top.kind in _LIST_KINDS and RANK[top.kind] >= RANK[wanted]:
            kind = _LIST_KINDS[min(_LIST_KINDS.index(top.kind) + 1, len(_LIST_KINDS) - 1)]
        return self._push(row, kind, self._under_lists(), number)

    def _top_list(self) -> _Open | None:
        return self._stack[-1] if self._stack and not self._stack[-1].boundary else None

    def _takes_in(self, top: _Open, row: Row, wanted: Kind) -> bool:
        if row.line.indent >= top.indent + STEP:
            return True
        if row.line.indent <= top.indent - STEP:
            return False
        if top.kind is Kind.ALTERNATIVE:
            return top.alone or RANK[wanted] > RANK[Kind.PARAGRAPH]
        return RANK.get(top.kind, 99) < RANK[wanted]

    def _sibling(
        self, index: int, readings: Sequence[tuple[Kind, Number | None]]
    ) -> tuple[_Open, Number | None] | None:
        """Find the open provision that this number goes on from, and how it must be read for that."""
        row = self.rows[index]
        label = row.label
        if label is None:
            return None
        same = [
            one
            for one in reversed(self._lists())
            if one.form is label.form and abs(one.indent - row.line.indent) < STEP and one.kind is not Kind.ALTERNATIVE
        ]
        if label.form is Form.BULLET:
            return (same[0], None) if same else None
        for one in same:
            for _, number in readings:
                if number is not None and one.number is not None and follows(number, one.number):
                    if self._opens_roman(index, number, readings):
                        continue
                    return one, number
        for one in same:
            for _, number in readings:
                if number is None or one.number is None or number.style != one.number.style:
                    continue
                if not _first(number) or (row.line.indent and row.line.indent == one.indent):
                    return one, number
        return None

    def _opens_roman(
        self, index: int, number: Number, readings: Sequence[tuple[Kind, Number | None]]
    ) -> bool:
        """Whether "(i)" after "(h)" begins a list of its own: a "(ii)" comes next."""
        roman = next((one for _, one in readings if one is not None and one.style != number.style and _first(one)), None)
        if roman is None:
            return False
        following = next((row for row in self.rows[index + 1 :] if row.listed or row.boundary), None)
        return (
            following is not None
            and following.listed
            and any(one is not None and one.style == roman.style and follows(one, roman) for _, one in _readings(following))
            and not any(one is not None and follows(one, number) for _, one in _readings(following))
        )

    # Options.

    def _alternative(self, index: int) -> Placed:
        row = self.rows[index]
        number = _number(row)
        indent = row.line.indent
        for one in reversed(self._lists()):
            if one.kind is not Kind.ALTERNATIVE or abs(one.indent - indent) >= STEP:
                continue
            self._pop_before(one)
            return self._push(row, Kind.ALTERNATIVE, one.depth, number)
        before = self.rows[index - 1].opening.words if index else ""
        while (top := self._top_list()) is not None:
            if indent >= top.indent + STEP or top.holding:
                break
            if indent > top.indent - STEP and top.kind in _LIST_KINDS and before and not ends_sentence(before):
                break
            self._stack.pop()
        return self._push(row, Kind.ALTERNATIVE, self._under_lists(), number)

    # Paragraphs without a number.

    def _in_preamble(self, index: int) -> bool:
        return self._preamble < index < self._first and index != self._title

    def _unnumbered(self, index: int) -> Placed:
        row = self.rows[index]
        words = row.opening.words
        if index < self._first:
            return self._before_articles(index)
        if row.line.heading or row.opening.emphasised or (is_capitals(words) and is_headline(words)):
            return self._heading(index)
        if index > self._last and (self._signed or is_signature(words)):
            if not self._signed:
                self._signed = True
                self._stack = [one for one in self._stack if one.kind in (Kind.ANNEX, Kind.APPENDIX)]
            return self._leaf(row, Kind.BLOCK, self._level())
        return self._paragraph(index)

    def _before_articles(self, index: int) -> Placed:
        row = self.rows[index]
        if index < self._preamble:
            return self._leaf(row, Kind.BLOCK, 0)
        if row.line.heading:
            return self._leaf(row, Kind.HEADING, self._level())
        if is_formula(row.opening.words):
            self._pop_to(None)
            return self._leaf(row, Kind.FORMULA, self._level())
        top = self._top_list()
        while top is not None and not (
            top.holding or (top.kind in (Kind.RECITAL, Kind.ALTERNATIVE) and row.line.indent >= top.indent + STEP)
        ):
            self._stack.pop()
            top = self._top_list()
        return self._push(row, Kind.RECITAL, self._under_lists(), None)

    def _heading(self, index: int) -> Placed:
        """Place a heading of no rank at the level of what it heads; it takes nothing in."""
        following = next((row for row in self.rows[index + 1 :] if row.boundary or not _is_heading(row)), None)
        if following is not None and following.boundary:
            kind = _kind(following) or Kind.ARTICLE
            depth = next(
                (
                    one.depth + 1
                    for one in reversed(self._stack)
                    if one.boundary and RANK[one.kind] < RANK[kind] and one.kind is not Kind.PREAMBLE
                ),
                0,
            )
            return self._leaf(self.rows[index], Kind.HEADING, depth)
        return self._leaf(self.rows[index], Kind.HEADING, self._level())

    def _paragraph(self, index: int) -> Placed:
        row = self.rows[index]
        indent = row.line.indent
        inside = next(
            (one for one in reversed(self._lists()) if one.form is not None and indent >= one.indent + STEP), None
        )
        if inside is not None:
            if inside.holding:
                return self._within(index, inside)
            self._pop_to(inside)
            kind = Kind.CLOSING if inside.parent_of_lists else Kind.PARAGRAPH
            return self._push(row, kind, self._under_lists(), None)
        holder = next((one for one in reversed(self._lists()) if one.holding and indent > one.indent - STEP), None)
        return self._within(index, holder)

    def _within(self, index: int, holder: _Open | None) -> Placed:
        """Place a paragraph flush with those of *holder*, an option, or of the article."""
        row = self.rows[index]
        lists = self._lists()
        level = lists[lists.index(holder) + 1 :] if holder is not None else lists
        above = next((one for one in level if one.kind in _LIST_KINDS and one.indent < row.line.indent + STEP), None)
        if above is not None:
            unfinished = not ends_sentence(self.rows[index - 1].opening.words)
            goes_on = above.number is not None and self._goes_on(index, above)
            if above.parent_of_lists and (unfinished or goes_on):
                self._pop_to(above)
                return self._push(row, Kind.CLOSING, self._under_lists(), None)
            if goes_on:
                self._pop_to(above)
                return self._push(row, Kind.PARAGRAPH, self._under_lists(), None)
        self._pop_to(holder)
        return self._push(row, Kind.PARAGRAPH, self._under_lists(), None)

    def _goes_on(self, index: int, above: _Open) -> bool:
        """Whether the numbering of *above* goes on after the paragraph at *index*."""
        for row in self.rows[index + 1 :]:
            if row.boundary or (row.label is not None and row.label.kind is Kind.ALTERNATIVE):
                return False
            if row.listed and row.label is not None and row.label.form is above.form:
                return any(
                    number is not None and above.number is not None and follows(number, above.number)
                    for _, number in _readings(row)
                )
        return False


def _kind(row: Row) -> Kind | None:
    """The kind that the source or a keyword gives; None for numbers, bullets and plain paragraphs."""
    if row.line.kind is not None:
        return row.line.kind
    if row.label is not None and row.label.form is Form.KEYWORD:
        return row.label.kind
    return None


def _heads_preamble(row: Row) -> bool:
    if row.line.kind is not None:
        return row.line.kind is Kind.PREAMBLE
    if row.label is not None:
        return row.label.kind is Kind.PREAMBLE
    return is_preamble(row.opening.words)


def _is_heading(row: Row) -> bool:
    words = row.opening.words
    return row.label is None and bool(
        row.line.heading or row.opening.emphasised or (is_capitals(words) and is_headline(words))
    )


def _number(row: Row) -> Number | None:
    return row.label.number if row.label else None


def _readings(row: Row) -> Sequence[tuple[Kind, Number | None]]:
    """Every way to read the row's number, the likeliest first, and the kind each would usually be."""
    if row.label is None:
        return ()
    found = tuple((_usual(row.label.form, number), number) for number in candidates(row.label))
    return found or ((_usual(row.label.form, None), None),)


def _usual(form: Form, number: Number | None) -> Kind:
    if form is Form.BULLET or number is None:
        return Kind.INDENT
    match number.style:
        case Style.ROMAN:
            return Kind.SUBPOINT if form is not Form.DOT else Kind.PARAGRAPH
        case Style.LETTERS:
            return Kind.POINT
        case Style.HAN:
            return Kind.POINT if form is Form.PAREN else Kind.PARAGRAPH
        case Style.DIGITS | Style.WORD | Style.NONE:
            return Kind.PARAGRAPH


def _first(number: Number) -> bool:
    return len(number.order) == 1 and number.order[0][0] <= 1

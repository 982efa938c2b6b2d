"""The nest of a paragraph: the provisions that may still take others in where it stands, outermost first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from travaux.text.address import Stand
from travaux.text.kind import RANK, Kind

if TYPE_CHECKING:
    from travaux.read.row import Row
    from travaux.text.number import Form, Number

LISTS: Final = (Kind.PARAGRAPH, Kind.POINT, Kind.SUBPOINT, Kind.INDENT)
LEAVES: Final = frozenset(
    {Kind.TITLE, Kind.HEADING, Kind.FORMULA, Kind.BLOCK, Kind.FOOTNOTE, Kind.TABLE, Kind.UNREAD}
)
"""Kinds that take nothing in."""


@dataclass(slots=True, kw_only=True, eq=False)
class Open:
    """A provision that may still take others in."""

    kind: Kind
    depth: int
    indent: int = 0
    number: Number | None = None
    form: Form | None = None
    alone: bool = False
    """It has no words on its own line."""
    numbered_below: bool = False
    option: Open | None = None
    """The last option directly in it, open or not."""
    rank: int = field(init=False)
    boundary: bool = field(init=False)

    def __post_init__(self) -> None:
        self.rank = RANK.get(self.kind, RANK[Kind.PARAGRAPH])
        self.boundary = self.rank <= RANK[Kind.ARTICLE]


@dataclass(slots=True, eq=False)
class Nest:
    """What is open; each stands in the one before it."""

    opened: list[Open] = field(default_factory=lambda: [Open(kind=Kind.BOOK, depth=-1)])
    """The first stands for the text as a whole."""

    @property
    def whole(self) -> Open:
        """The text as a whole."""
        return self.opened[0]

    def as_told(self, row: Row, depth: int) -> Stand:
        """Put a provision at the *depth* that its source tells."""
        kind = row.kind
        if kind is None:
            readings = row.readings
            kind = readings[0][0] if readings else Kind.PARAGRAPH
        while self.opened[-1].depth >= depth:
            self.opened.pop()
        if kind in LEAVES:
            return Stand(kind=kind, depth=depth, number=row.number)
        self.opened[-1].numbered_below |= kind in LISTS and row.label is not None
        self.opened.append(self._opened(row, kind, depth, row.number))
        return Stand(kind=kind, depth=depth, number=row.number)

    def _opened(self, row: Row, kind: Kind, depth: int, number: Number | None) -> Open:
        return Open(
            kind=kind,
            depth=depth,
            indent=row.line.indent,
            number=number,
            form=row.label.form if row.label else None,
            alone=not row.opening.words.strip(),
        )

    def push(self, row: Row, kind: Kind, parent: Open, number: Number | None = None) -> Stand:
        """Put a provision into *parent*, closing whatever else is open in it."""
        self.close_to(parent)
        one = self._opened(row, kind, parent.depth + 1, number)
        if kind is Kind.ALTERNATIVE:
            parent.option = one
        elif kind in LISTS and row.label is not None:
            parent.numbered_below = True
        self.opened.append(one)
        return Stand(kind=kind, depth=one.depth, number=number)

    def leaf(self, row: Row, kind: Kind, parent: Open) -> Stand:
        """Put a provision that takes nothing in into *parent*, closing whatever else is open in it."""
        self.close_to(parent)
        return Stand(kind=kind, depth=parent.depth + 1, number=row.number)

    def close_to(self, parent: Open) -> None:
        """Close whatever is open in *parent*."""
        while self.opened[-1] is not parent:
            self.opened.pop()

    def innermost(self) -> Open:
        """The innermost open article or larger provision."""
        return next(one for one in reversed(self.opened) if one.boundary)

    def lists(self) -> list[Open]:
        """What is open within the innermost article or larger provision, outermost first."""
        return self.within(self.innermost())

    def within(self, one: Open) -> list[Open]:
        """What is open within *one*, outermost first."""
        return self.opened[self.opened.index(one) + 1 :]

    def parent(self, one: Open) -> Open:
        """What *one* stands in."""
        return self.opened[self.opened.index(one) - 1]

    def above(self, kind: Kind) -> Open:
        """What a provision of *kind*, an article or larger, stands in."""
        rank = RANK[kind]
        return next(
            one
            for one in reversed(self.opened)
            if one.depth < 0
            or (
                one.boundary
                and one.kind is not Kind.PREAMBLE
                and one.rank < rank
                and kind is not Kind.PREAMBLE
            )
        )

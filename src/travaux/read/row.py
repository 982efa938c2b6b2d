"""A row: one paragraph on its way into the outline, taken apart, joined or split as its text requires."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import regex

from travaux.read.line import Line
from travaux.read.opening import Opener, Opening
from travaux.read.phrase import ends_sentence, is_capitals, is_headline, is_preamble
from travaux.text.keyword import WORDS
from travaux.text.kind import RANK, Kind
from travaux.text.number import Form, Label, Number, Style, candidates

if TYPE_CHECKING:
    from travaux.text.language import Tally
    from travaux.text.provision import Address, Provision


@dataclass(slots=True, eq=False, kw_only=True)
class Row:
    """A paragraph on its way into the outline.

    The same row may stand in many texts: what follows from its words alone is found out once.
    """

    line: Line
    opening: Opening
    kind: Kind | None = field(init=False)
    """The kind that the source or a keyword gives; None for numbers, bullets and plain paragraphs."""
    listed: bool = field(init=False)
    """Whether it bears a number that is no keyword's: "1.", "(a)", a bullet."""
    boundary: bool = field(init=False)
    """Whether it opens an article or something larger."""
    ends_sentence: bool = field(init=False)
    sample: Provision | None = field(default=None, init=False)
    """What it was outlined as first."""
    provisions: dict[Address, Provision] | None = field(default=None, init=False)
    """What it has been outlined as, at each address, once there are several."""
    build: int | None = field(default=None, init=False)
    """See `Builds`."""
    tally: Tally | None = field(default=None, init=False)
    _article: Row | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        label = self.opening.label
        keyword = label.kind if label is not None and label.form is Form.KEYWORD else None
        self.kind = keyword if self.line.kind is None else self.line.kind
        self.listed = label is not None and self.kind is None
        self.boundary = self.kind is not None and is_boundary(self.kind)
        self.ends_sentence = ends_sentence(self.opening.words)

    @property
    def label(self) -> Label | None:
        return self.opening.label

    @property
    def number(self) -> Number | None:
        return self.opening.label.number if self.opening.label else None

    @property
    def heads_preamble(self) -> bool:
        if self.kind is not None:
            return self.kind is Kind.PREAMBLE
        return self.label is None and is_preamble(self.opening.words)

    @property
    def heading(self) -> bool:
        """Whether it is a heading of no known rank."""
        if self.opening.label is not None or self.kind is not None:
            return False
        words = self.opening.words
        return bool(
            self.line.heading or self.opening.emphasised or (is_capitals(words) and is_headline(words))
        )

    @property
    def readings(self) -> Sequence[tuple[Kind, Number | None]]:
        """Every way to read its number, the likeliest first, and the kind each would usually be."""
        if self.label is None:
            return ()
        form = self.label.form
        found = tuple((_usual(form, number), number) for number in candidates(self.label))
        return found or ((_usual(form, None), None),)

    @property
    def stands_alone(self) -> bool:
        """Whether it is the number of an article without a heading."""
        return (
            self.kind is Kind.ARTICLE
            and not self.opening.words
            and not self.opening.closed
            and self.line.depth is None
        )

    def as_article(self) -> Row:
        """Give the same paragraph, taken for an article."""
        if self._article is None:
            self._article = Row(line=replace(self.line, kind=Kind.ARTICLE), opening=self.opening)
        return self._article

    def at(self, eid: Address) -> Provision | None:
        """Give what it was outlined as at *eid*, if it was."""
        if self.provisions is not None:
            return self.provisions.get(eid)
        return self.sample if self.sample is not None and self.sample.eid == eid else None

    def keep(self, provision: Provision) -> None:
        """Remember that it was outlined as *provision*."""
        if self.sample is None:
            self.sample = provision
        elif self.provisions is not None:
            self.provisions[provision.eid] = provision
        else:
            self.provisions = {self.sample.eid: self.sample, provision.eid: provision}


def is_boundary(kind: Kind) -> bool:
    """Whether *kind* is an article or something larger: nothing in one ends up in another."""
    return RANK.get(kind, RANK[Kind.PARAGRAPH]) <= RANK[Kind.ARTICLE]


def is_first(number: Number) -> bool:
    """Whether *number* begins a series: 1, a, i, or the 0 of some licences."""
    return len(number.order) == 1 and number.order[0][0] <= 1


def _usual(form: Form, number: Number | None) -> Kind:
    if form is Form.BULLET or number is None:
        return Kind.INDENT
    match number.style:
        case Style.ROMAN:
            return Kind.PARAGRAPH if form is Form.DOT else Kind.SUBPOINT
        case Style.LETTERS:
            return Kind.POINT
        case Style.HAN:
            return Kind.POINT if form is Form.PAREN else Kind.PARAGRAPH
        case Style.DIGITS | Style.WORD | Style.NONE:
            return Kind.PARAGRAPH


_FREE: Final = 6_000
"""Lines that are kept at first sight, two drafts of 200 pages; beyond, one is kept when met again."""


class Opened:
    """Takes lines apart, each once."""

    def __init__(self, opener: Opener, in_articles: Opener) -> None:
        """Take lines apart with *opener*, and from the first article on with *in_articles*."""
        self._openers = (opener, in_articles)
        self._rows: tuple[dict[int, tuple[Row, ...]], ...] = ({}, {})
        """By the identity of the line."""
        self._single: dict[int, Row] = {}
        """Those that are one row, once the articles have begun."""
        self._kept: list[Line] = []
        """These lines, so that no other takes their identity."""
        self._same: dict[int, Row] = {}
        self._joined: dict[tuple[Row, Row], Row] = {}

    def rows(self, lines: Sequence[Line]) -> tuple[list[Row], list[int]]:
        """Give one row for each of *lines*, and the index of the line each begins with.

        But an article and its heading are joined, a number and an option on one line are split, and
        numbered headings are marked as articles.
        """
        found: list[Row] = []
        origins: list[int] = []
        begun = 0
        for line in lines:
            taken = self._taken(line, begun=False)
            found += taken
            origins += [begun] * len(taken)
            begun += 1
            if taken[0].kind is Kind.ARTICLE:
                break
        rest = lines[begun:]
        for index, known in enumerate(map(self._single.get, map(id, rest)), begun):
            if known is not None:
                found.append(known)
                origins.append(index)
                continue
            taken = self._taken(lines[index], begun=True)
            found += taken
            origins += [index] * len(taken)
        return self._with_headings(_with_articles(found), origins)

    def _taken(self, line: Line, *, begun: bool) -> tuple[Row, ...]:
        """Take one line apart; *begun*: the articles have."""
        taken = self._rows[begun].get(id(line))
        if taken is None:
            opener = self._openers[begun]
            row, met = self._row(line, opener)
            taken = _split(row, opener, told=bool(line.label))
            if met or len(self._kept) < _FREE:
                self._kept.append(line)
                if begun and len(taken) == 1:
                    self._single[id(line)] = row
                else:
                    self._rows[begun][id(line)] = taken
        return taken

    def _row(self, line: Line, opener: Opener) -> tuple[Row, bool]:
        """Take *line* apart, and tell whether its row was met before.

        Lines that differ in how they came by their number alone are one row.
        """
        opening = opener.open(line)
        key = hash((opening, line.kind, line.heading, line.indent, line.depth))
        known = self._same.get(key)
        if known is not None and known.opening == opening and _alike(known.line, line):
            return known, True
        row = self._same[key] = Row(line=line, opening=opening)
        return row, False

    def _with_headings(self, given: list[Row], origins: list[int]) -> tuple[list[Row], list[int]]:
        """Join an article's number with its heading where that stands in the next paragraph.

        Done only if most articles of the text whose number stands alone are followed by a short
        paragraph that ends without punctuation: then it is a habit of the text, not an accident.
        """
        alone = [index for index, row in enumerate(given) if row.stands_alone]
        headed = {index for index in alone if index + 1 < len(given) and _may_head(given, index + 1)}
        if 2 * len(headed) <= len(alone):
            return given, origins
        left = [index for index in range(len(given)) if index - 1 not in headed]
        joined = [
            self._join(given[index], given[index + 1]) if index in headed else given[index] for index in left
        ]
        return joined, [origins[index] for index in left]

    def _join(self, row: Row, heading: Row) -> Row:
        known = self._joined.get((row, heading))
        if known is None:
            one, other = row.opening, heading.opening
            between = one.between + one.after + other.before
            opening = replace(one, between=between, words=other.words, after=other.after)
            known = self._joined[row, heading] = Row(line=row.line, opening=opening)
        return known


_OPTION: Final = regex.compile(WORDS[Kind.ALTERNATIVE], regex.VERSION1)


def _alike(line: Line, other: Line) -> bool:
    """Whether two lines nest alike, their words aside."""
    return (line.kind, line.heading, line.indent, line.depth) == (
        other.kind,
        other.heading,
        other.indent,
        other.depth,
    )


def _split(row: Row, opener: Opener, *, told: bool) -> tuple[Row, ...]:
    """Split "1. **Option 1:** words" into paragraph and option, unless the number was *told* apart."""
    one = row.opening
    if told or not row.listed or one.opened or one.label is None or one.label.form is Form.BULLET:
        return (row,)
    if not one.words.startswith("[") and _OPTION.match(one.words.lstrip("*_")) is None:
        return (row,)
    column = row.line.indent + len(one.label.printed) + len(one.between)
    inner = Line(text=one.words, after=one.after, indent=column)
    other = Row(line=inner, opening=opener.open(inner))
    if other.kind is not Kind.ALTERNATIVE:
        return (row,)
    return Row(line=row.line, opening=replace(one, words="", after="")), other


def _with_articles(given: list[Row]) -> list[Row]:
    """Mark numbered headings as articles in a text where no paragraph is called one.

    A numbered Markdown heading is one. So are paragraphs with a figure and a point that are short,
    of one line and followed by words or points of their own, if most of the outermost numbers are.
    """
    if any(row.kind is Kind.ARTICLE for row in given):
        return given
    marked = {index for index, row in enumerate(given) if row.line.heading and _counted(row)}
    if not marked:
        outermost = min((row.line.indent for row in given if _counted(row)), default=0)
        numbered = [
            index for index, row in enumerate(given) if _counted(row) and row.line.indent == outermost
        ]
        marked = {index for index in numbered if _heads(given, index)}
        if len(marked) < _SEVERAL or 2 * len(marked) <= len(numbered):
            return given
    return [row.as_article() if index in marked else row for index, row in enumerate(given)]


_SEVERAL: Final = 2
"""Numbered headings from which they are a habit of the text."""


def _counted(row: Row) -> bool:
    label = row.label
    return (
        row.listed
        and label is not None
        and label.form is Form.DOT
        and label.number is not None
        and label.number.style in (Style.DIGITS, Style.ROMAN)
    )


def _heads(given: Sequence[Row], index: int) -> bool:
    row = given[index]
    following = given[index + 1] if index + 1 < len(given) else None
    return (
        is_headline(row.opening.words.removesuffix("."))
        and following is not None
        and not _counted(following)
        and not following.boundary
    )


def _may_head(given: Sequence[Row], index: int) -> bool:
    row = given[index]
    after = given[index + 1] if index + 1 < len(given) else None
    return (
        row.label is None
        and row.line.kind is None
        and row.line.depth is None
        and not row.opening.opened
        and is_headline(row.opening.words)
        and not row.opening.words[:1].islower()
        and after is not None
        and not after.boundary
    )

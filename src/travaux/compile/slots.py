"""What parties would insert at one place of the draft: whose proposals stand together, and in which order.

The rule, stated in docs/concepts/tricky-cases.md: the parties' series are laid into one another in
protocol order, so that each party's own order is kept, the same words share a place, and so do proposals
that print shorter together than apart; what shares no place stands behind what earlier parties have there,
but before what stands further out: a paragraph of the article before, before another party's new article.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import LCSseq

from travaux.compare.words import Change, Tokens, changes, tokenised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.version import Item
    from travaux.text.wording import PartyCode

TOGETHER: Final = 2 / 3
"""Two wordings stand together when that prints at most this part of what printing both prints.

Two thirds is where, of two wordings as long as each other, two words in three are common: below it a
reader has more brackets than text to read (set on the demo and on the 120 amendments of the corpus).
"""


@dataclass(slots=True)
class Row:
    """One place among the insertions, and each party's item there."""

    items: dict[PartyCode, Item] = field(default_factory=dict)


def together(one: str, other: str) -> bool:
    """Whether two wordings print short enough side by side, their differences marked."""
    return one == other or changes_together(tokenised(one), tokenised(other)) is not None


def changes_together(old: Tokens, new: Tokens, *, shared: int = 0) -> tuple[Change, ...] | None:
    """List what changes from *old* to *new*, if they stand together; None if they do not.

    They share at least *shared* words for each place in which they differ.
    """
    both = len(old.words) + len(new.words)
    # What prints once for both, of all that is printed twice where they stand apart.
    least = max(math.ceil((1 - TOGETHER) * both), shared)
    if min(len(old.words), len(new.words)) < least:
        return None
    if LCSseq.similarity(old.words, new.words, score_cutoff=least) < least:
        return None
    found = changes(old, new)
    differing = sum(
        bisect_left(old.places, one.old_end) - bisect_left(old.places, one.old_start) for one in found
    )
    kept = len(old.words) - differing
    return found if kept >= max(least, shared * len(found)) else None


@dataclass(frozen=True, slots=True)
class _Block:
    """A provision and those that stand in it, and all their words."""

    root: Item
    below: tuple[Item, ...]
    words: str


def _blocks(items: Sequence[Item]) -> list[_Block]:
    blocks: list[_Block] = []
    start = 0
    for at in range(1, len(items) + 1):
        if at == len(items) or items[at].depth <= items[start].depth:
            words = "\n".join([item.words for item in items[start:at] if item.words])
            blocks.append(_Block(items[start], tuple(items[start + 1 : at]), words))
            start = at
    return blocks


@dataclass(slots=True)
class _Stand:
    """A block of rows: the root's row and, laid the same way, those below it."""

    first: _Block
    row: Row
    words: set[str] = field(default_factory=set)
    """All wordings that stand here."""
    below: list[_Stand] = field(default_factory=list)


def laid_together(series: Sequence[tuple[PartyCode, Sequence[Item]]]) -> tuple[Row, ...]:
    """Lay the parties' series of insertions into one, parties in the order given."""
    stands: list[_Stand] = []
    if len(series) == 1:
        party, items = series[0]
        return tuple(Row({party: item}) for item in items)
    likeness = _Likeness([[block.words for block in _blocks(items)] for _, items in series])
    for party, items in series:
        _lay(stands, party, _blocks(items), likeness)
    return tuple(_rows(stands))


def _rows(stands: Sequence[_Stand]) -> list[Row]:
    return [row for stand in stands for row in (stand.row, *_rows(stand.below))]


def _lay(stands: list[_Stand], party: PartyCode, blocks: Sequence[_Block], likeness: _Likeness) -> None:
    partners = _partners(stands, blocks, likeness)
    # Where a block without a partner goes: behind what others have before the next one with a partner.
    ends = [*accumulate(reversed(partners), _next, initial=len(stands))][:0:-1]
    new = least = 0
    for block, partner, end in zip(blocks, partners, ends, strict=True):
        at = end + new
        if partner is None:
            # Before what stands further out: behind another party's article it would be read as part of it.
            while at > least and stands[at - 1].first.root.depth < block.root.depth:
                at -= 1
            stands.insert(at, _Stand(block, Row()))
            new += 1
        least = at + 1
        stand = stands[at]
        stand.words.add(block.words)
        stand.row.items[party] = block.root
        _lay(stand.below, party, _blocks(block.below), likeness)


def _next(end: int, partner: int | None) -> int:
    return end if partner is None else partner


def _partners(stands: Sequence[_Stand], blocks: Sequence[_Block], likeness: _Likeness) -> list[int | None]:
    """Pair blocks with stands by number, order kept, so that the most pair and the alike before the near."""
    if not stands:
        return [None] * len(blocks)
    alike = [[likeness.of(stand, block) for stand in stands] for block in blocks]
    best = [[0] * (len(stands) + 1) for _ in range(len(blocks) + 1)]
    for row in range(len(blocks) - 1, -1, -1):
        here, below, marks = best[row], best[row + 1], alike[row]
        for column in range(len(stands) - 1, -1, -1):
            most = max(below[column], here[column + 1])
            both = marks[column]
            here[column] = max(most, both + below[column + 1]) if both else most
    partners: list[int | None] = []
    column = 0
    for row in range(len(blocks)):
        while column < len(stands) and best[row][column] == best[row][column + 1]:
            column += 1
        both = alike[row][column] if column < len(stands) else 0
        if both and best[row][column] == both + best[row + 1][column + 1] > best[row + 1][column]:
            partners.append(column)
            column += 1
        else:
            partners.append(None)
    return partners


_SAME, _NEAR, _APART = 5, 2, 0


class _Likeness:
    """Compares what parties would insert: each distinct wording is cut once, each two compared once."""

    def __init__(self, series: Sequence[Sequence[str]]) -> None:
        """Prepare to compare; what one of the *series* has side by side is two proposals, never one."""
        self._whose: dict[str, set[int]] = {}
        for number, own in enumerate(series):
            for words in own:
                self._whose.setdefault(words, set()).add(number)
        self._tokens: dict[str, Tokens] = {}
        self._near: dict[tuple[str, str], bool] = {}

    def of(self, stand: _Stand, other: _Block) -> int:
        """Say whether a block is the same proposal as stands here, near the first that does, or apart."""
        one = stand.first
        if one.root.kind is not other.root.kind or one.root.ahead != other.root.ahead:
            return _APART
        if one.root.base is not None or other.root.base is not None:
            return _SAME if one.root.base == other.root.base else _APART
        if other.words in stand.words:
            return _SAME if other.words or one.root.label == other.root.label else _APART
        if not (one.words and other.words and self._stand_near(one.words, other.words)):
            return _APART
        whose = self._whose.get(other.words, set())
        beside = any(not whose.isdisjoint(self._whose.get(words, ())) for words in stand.words)
        return _APART if beside else _NEAR

    def _stand_near(self, one: str, other: str) -> bool:
        known = self._near.get((one, other))
        if known is None:
            known = changes_together(self._cut(one), self._cut(other)) is not None
            self._near[one, other] = known
        return known

    def _cut(self, words: str) -> Tokens:
        known = self._tokens.get(words)
        if known is None:
            known = self._tokens[words] = tokenised(words)
        return known

"""What parties would insert at one place of the draft: whose proposals stand together, and in which order.

The rule, stated in docs/concepts/tricky-cases.md: the parties' series are laid into one another in
protocol order, so that each party's own order is kept and proposals that print shorter together than
apart share a place.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, field
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

    They share at least *shared* words.
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
    return found if len(old.words) - differing >= least else None


@dataclass(frozen=True, slots=True)
class _Block:
    """A provision and those that stand in it."""

    root: Item
    below: tuple[Item, ...]

    @property
    def words(self) -> str:
        return "\n".join(item.words for item in (self.root, *self.below) if item.words)


def _blocks(items: Sequence[Item]) -> list[_Block]:
    blocks: list[_Block] = []
    start = 0
    for at in range(1, len(items) + 1):
        if at == len(items) or items[at].depth <= items[start].depth:
            blocks.append(_Block(items[start], tuple(items[start + 1 : at])))
            start = at
    return blocks


@dataclass(slots=True)
class _Stand:
    """A block of rows: the root's row and, laid the same way, those below it."""

    first: _Block
    row: Row
    below: list[_Stand] = field(default_factory=list)


def laid_together(series: Sequence[tuple[PartyCode, Sequence[Item]]]) -> tuple[Row, ...]:
    """Lay the parties' series of insertions into one, parties in the order given."""
    stands: list[_Stand] = []
    for party, items in series:
        _lay(stands, party, _blocks(items))
    return tuple(_rows(stands))


def _rows(stands: Sequence[_Stand]) -> list[Row]:
    return [row for stand in stands for row in (stand.row, *_rows(stand.below))]


def _lay(stands: list[_Stand], party: PartyCode, blocks: Sequence[_Block]) -> None:
    partners = _partners(stands, blocks)
    at = 0
    for block, partner in zip(blocks, partners, strict=True):
        if partner is None:
            stand = _Stand(block, Row())
            stands.insert(at, stand)
            at += 1
        else:
            stand = partner
            at = next(place for place, one in enumerate(stands) if one is partner) + 1
        stand.row.items[party] = block.root
        _lay(stand.below, party, _blocks(block.below))


def _partners(stands: Sequence[_Stand], blocks: Sequence[_Block]) -> list[_Stand | None]:
    """Pair blocks with stands, order kept, so that the most pair and the alike before the near."""
    if not stands:
        return [None] * len(blocks)
    likeness = [[_likeness(stand.first, block) for stand in stands] for block in blocks]
    best = [[0] * (len(stands) + 1) for _ in range(len(blocks) + 1)]
    for row in range(len(blocks) - 1, -1, -1):
        for column in range(len(stands) - 1, -1, -1):
            both = likeness[row][column]
            best[row][column] = max(
                best[row + 1][column], best[row][column + 1], both + best[row + 1][column + 1] if both else 0
            )
    partners: list[_Stand | None] = []
    column = 0
    for row in range(len(blocks)):
        while column < len(stands) and best[row][column] == best[row][column + 1]:
            column += 1
        both = likeness[row][column] if column < len(stands) else 0
        if both and best[row][column] == both + best[row + 1][column + 1] > best[row + 1][column]:
            partners.append(stands[column])
            column += 1
        else:
            partners.append(None)
    return partners


_SAME, _NEAR, _APART = 5, 2, 0


def _likeness(one: _Block, other: _Block) -> int:
    """Say whether two blocks are the same proposal, near each other, or apart."""
    if (one.root.kind, one.root.ahead) != (other.root.kind, other.root.ahead):
        return _APART
    if one.root.base is not None or other.root.base is not None:
        return _SAME if one.root.base == other.root.base else _APART
    if one.words == other.words:
        return _SAME if one.words or one.root.label == other.root.label else _APART
    return _NEAR if one.words and other.words and together(one.words, other.words) else _APART

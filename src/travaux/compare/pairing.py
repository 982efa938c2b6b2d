"""Which provision has found which: what alignment knows so far of two texts, and the pairs it ends in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from travaux.compare.index import Index, recognised
from travaux.compare.likeness import Bag, shared
from travaux.compare.order import steady
from travaux.text.instrument import Text
from travaux.text.language import folded

LABEL_TIE: Final = 0.02
KIND_TIE: Final = 0.03
BESIDE_TIE: Final = 0.05
"""Bonuses that decide between wordings equally like, and never outweigh a difference in words."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Provisions of the old text and what they became, as indices in ``Text.provisions``.

    (1, 1) the same provision, reworded or not; (0, 1) added; (1, 0) removed; (1, n) split; (n, 1)
    merged. ``moved``: it is one of the fewest provisions without which all others keep their order,
    or stands in a provision that is.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


class Pairing:
    """Who has found whom so far, -1 for nobody; and how like provisions are, each reckoned once."""

    def __init__(self, base: Index, new: Text) -> None:
        self.base = base
        self.old = base.side
        self.new, self.said = recognised(base, new)
        self.to: list[int] = [-1] * len(self.old.ids)
        self.back: list[int] = [-1] * len(self.new.ids)
        self.pieces: dict[int, list[int]] = {}
        """What an old provision was split into, in any order, beside the one it is paired with."""
        self.sources: dict[int, list[int]] = {}
        """What a new provision was merged from, in any order, beside the one it is paired with."""
        self._free_old: Sequence[int] = range(len(self.to))
        self._free_new: Sequence[int] = range(len(self.back))
        self._bags: dict[int, Bag] = {}
        self._shared: dict[tuple[int, int], float] = {}

    def pair(self, old: int, new: int) -> None:
        self.to[old] = new
        self.back[new] = old

    def is_free_old(self, at: int) -> bool:
        return self.to[at] < 0

    def is_free_new(self, at: int) -> bool:
        return self.back[at] < 0

    def free_old(self) -> Sequence[int]:
        # Nothing becomes free again.
        self._free_old = [at for at in self._free_old if self.to[at] < 0]
        return self._free_old

    def free_new(self) -> Sequence[int]:
        self._free_new = [at for at in self._free_new if self.back[at] < 0]
        return self._free_new

    def old_words(self, at: int) -> str:
        return self.base.said[self.old.ids[at]]

    def new_words(self, at: int) -> str:
        which = self.new.ids[at]
        return self.base.said[which] if which < len(self.base.said) else self.said[which]

    def old_bag(self, at: int) -> Bag:
        return self.base.bags[self.old.ids[at]]

    def new_bag(self, at: int) -> Bag:
        """Weigh the words of the provision of the new text at *at*."""
        which = self.new.ids[at]
        if which < len(self.base.bags):
            return self.base.bags[which]
        if which not in self._bags:
            self._bags[which] = self.base.rarity.bag(self.said[which])
        return self._bags[which]

    def likeness(self, old: int, new: int) -> float:
        """Give the part of two wordings that they share: 1 for the same words in any order, 0 for none."""
        if self.old.ids[old] == self.new.ids[new]:
            return 1.0
        both = self.old_bag(old).total + self.new_bag(new).total
        return 2 * self.common(old, new) / both if both else 0.0

    def common(self, old: int, new: int) -> float:
        """Weigh the words that two provisions share."""
        known = self._shared.get((old, new))
        if known is None:
            known = self._shared[old, new] = shared(self.old_bag(old), self.new_bag(new))
        return known

    def ties(self, old: int, new: int) -> float:
        """Weigh what speaks for a pair beside its words."""
        before = old > 0 and new > 0 and self.to[old - 1] == new - 1
        after = old + 1 < len(self.to) and new + 1 < len(self.back) and self.to[old + 1] == new + 1
        return (
            LABEL_TIE * self.is_one_number(old, new)
            + KIND_TIE * self.is_one_kind(old, new)
            + BESIDE_TIE * (before + after)
        )

    def is_one_number(self, old: int, new: int) -> bool:
        one, other = self.old.text.provisions[old].label, self.new.text.provisions[new].label
        return one != "" and (one == other or folded(one) == folded(other))

    def is_one_kind(self, old: int, new: int) -> bool:
        return self.old.text.provisions[old].kind is self.new.text.provisions[new].kind

    def is_one_place(self, old: int, new: int) -> bool:
        """Whether both stand in the same provision, or in none."""
        above, over = self.old.parent(old), self.new.parent(new)
        return self.to[above] == over if above >= 0 and over >= 0 else above == over

    def pairs(self) -> tuple[Pair, ...]:
        """Give the pairs in the order of the new text, each removed provision after what it followed."""
        moved = self._moved()
        removed: dict[int, list[int]] = defaultdict(list)
        for old in self.free_old():
            anchor = old - 1
            while anchor >= 0 and (self.to[anchor] < 0 or self.to[anchor] in moved):
                anchor -= 1
            removed[self.to[anchor] if anchor >= 0 else -1].append(old)
        several = {self.to[old] for old in self.pieces}.union(self.sources)
        found = [Pair((old,), ()) for old in removed[-1]]
        for new, old in enumerate(self.back):
            if old < 0:
                found.append(Pair((), (new,)))
            elif new in several:
                olds, news = [old, *self.sources.get(new, ())], [new, *self.pieces.get(old, ())]
                found.append(Pair(tuple(sorted(olds)), tuple(sorted(news))))
            elif self.to[old] == new:
                found.append(Pair((old,), (new,), new in moved))
            if new in removed:
                found += [Pair((gone,), ()) for gone in removed[new]]
        return tuple(found)

    def _moved(self) -> frozenset[int]:
        """Give the new places of what left the common order, and of what it took along."""
        news = [new for new, old in enumerate(self.back) if old >= 0 and self.to[old] == new]
        olds = [self.back[new] for new in news]
        if olds == sorted(olds):
            return frozenset()
        # As few as possible; of equal choices, what holds much stays and what holds little moved.
        sizes = self.base.sizes
        share = 1 / (1 + sum(sizes))
        gone = set(olds) - steady(olds, [1 + share * sizes[old] for old in olds])
        moved = {self.to[old] for old in gone if old not in self.pieces and self.to[old] not in self.sources}
        for new in sorted(moved):
            for inner in range(new + 1, new + 1 + self.new.size(new)):
                old, over = self.back[inner], self.new.parent(inner)
                if old >= 0 and over in moved and self.to[old] == inner:
                    above = self.old.parent(old)
                    if above >= 0 and self.to[above] == over:
                        moved.add(inner)
        return frozenset(moved)

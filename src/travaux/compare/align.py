"""Which provision of one text became which of another: by their words, never by their numbers.

Words that stand once in either text pair first; the longest run of them in common order is the
backbone. Between its points provisions pair by likeness, in order. What is left was split, merged,
moved, or has no words of its own: an article that is a number alone goes where its contents went.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from travaux.compare.index import WORDLESS, Index, Side, index, recognised
from travaux.compare.likeness import Bag, shared, without
from travaux.compare.order import heaviest, rising, steady
from travaux.text.instrument import Text
from travaux.text.kind import HEADED
from travaux.text.language import folded

__all__ = ["Index", "Pair", "align", "index"]

# The figures were set on generated negotiations with known truth (tests/compare/test_align.py), seeds
# 0 to 19, and stated there for seeds not used in setting them. They choose among pairings; none is
# ever shown.

LIKE: Final = 0.3
"""Between the same neighbours, provisions that share this part of their words are one provision."""
LIKE_AFAR: Final = 0.4
"""Elsewhere in the text more is asked: boilerplate alone makes two provisions share a fifth."""
HELD: Final = 0.6
"""A piece of a split provision has this part of its words from it; the rest is the new opening."""
BULK: Final = 0.15
"""And makes up at least this part of what it was cut from; a shared phrase does not."""
WHOLLY: Final = 0.9
"""Unless hardly a word of it is new."""
LIKE_IN_PLACE: Final = 0.2
"""Alone between the same neighbours, with other numbers or none: enough not to be a different subject."""
LABEL_TIE: Final = 0.02
KIND_TIE: Final = 0.03
BESIDE_TIE: Final = 0.05
"""Bonuses that decide between wordings equally like, and never outweigh a difference in words."""
RARE: Final = 12
"""A word in more provisions than this does not lead from one to another."""
SMALL: Final = 600
"""Up to so many possible pairs between two backbone points are all weighed."""
CLOSEST: Final = 6
"""In larger gaps only so many, those that share the most rare words."""


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


def align(old: Text | Index, new: Text) -> tuple[Pair, ...]:
    """Pair each provision of *old* with what it became in *new*.

    In the order of *new*; a removed provision keeps its place from *old*. Every provision of either
    text is in exactly one pair. Numbers are not looked at, but to decide between provisions equally
    like and for those without words. Give an `Index` where one text is aligned with many.
    """
    base = old if isinstance(old, Index) else index(old)
    return _Alignment(base, new).pairs()


class _Alignment:
    """The work on one pair of texts: who has found whom so far."""

    def __init__(self, base: Index, new: Text) -> None:
        self.base = base
        self.old = base.side
        self.new, self.said = recognised(base, new)
        self.bags: dict[int, Bag] = {}
        self.shared: dict[tuple[int, int], float] = {}
        self.to: list[int] = [-1] * len(self.old.ids)
        self.back: list[int] = [-1] * len(self.new.ids)
        self.pieces: dict[int, list[int]] = {}
        """What an old provision was split into, in any order."""
        self.sources: dict[int, list[int]] = {}
        """What a new provision was merged from, in any order."""

    def pairs(self) -> tuple[Pair, ...]:
        backbone = self.pair_unique()
        for olds, news in self.gaps(backbone):
            self.pair_alike(olds, news)
        self.divide()
        self.pair_afar()
        self.divide()
        self.pair_containers()
        self.pair_neighbours()
        self.pair_in_place()
        return tuple(self.in_order())

    # What two provisions have in common.

    def bag(self, at: int) -> Bag:
        """Weigh the words of the provision of the new text at *at*."""
        which = self.new.ids[at]
        if which in self.base.places:
            return self.base.bags[self.base.places[which][0]]
        if which not in self.bags:
            self.bags[which] = self.base.rarity.bag(self.said.get(which, ""))
        return self.bags[which]

    def likeness(self, old: int, new: int) -> float:
        """Give the part of two wordings that they share: 1 for the same words in any order, 0 for none."""
        if self.old.ids[old] == self.new.ids[new]:
            return 1.0
        both = self.base.bags[old].total + self.bag(new).total
        return 2 * self.common(old, new) / both if both else 0.0

    def common(self, old: int, new: int) -> float:
        """Weigh the words that two provisions share."""
        known = self.shared.get((old, new))
        if known is None:
            known = self.shared[old, new] = shared(self.base.bags[old], self.bag(new))
        return known

    def ties(self, old: int, new: int) -> float:
        """Weigh what speaks for a pair beside its words."""
        one, other = self.old.text.provisions[old], self.new.text.provisions[new]
        before = old > 0 and new > 0 and self.to[old - 1] == new - 1
        after = old + 1 < len(self.to) and new + 1 < len(self.back) and self.to[old + 1] == new + 1
        return (
            LABEL_TIE * (one.label != "" and folded(one.label) == folded(other.label))
            + KIND_TIE * (one.kind is other.kind)
            + BESIDE_TIE * (before + after)
        )

    def pair(self, old: int, new: int) -> None:
        self.to[old] = new
        self.back[new] = old

    def is_free_old(self, at: int) -> bool:
        return self.to[at] < 0

    def is_free_new(self, at: int) -> bool:
        return self.back[at] < 0

    def free_old(self) -> list[int]:
        return [at for at, new in enumerate(self.to) if new < 0]

    def free_new(self) -> list[int]:
        return [at for at, old in enumerate(self.back) if old < 0]

    # The steps, in the order in which they are taken.

    def pair_unique(self) -> list[tuple[int, int]]:
        """Pair the wordings that stand once in either text; give those that keep their order."""
        counts = Counter(self.new.ids)
        found = [
            (self.base.places[which][0], at)
            for at, which in enumerate(self.new.ids)
            if which != WORDLESS
            and counts[which] == 1
            and which in self.base.places
            and len(self.base.places[which]) == 1
        ]
        chain = set(rising([old for old, _ in found]))
        for at, (old, new) in enumerate(found):
            if at in chain or self.base.bags[old].is_long:
                self.pair(old, new)
        return [found[at] for at in sorted(chain)]

    def gaps(self, backbone: Iterable[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
        """Give what is unpaired and speaks for itself between each two points of the backbone."""
        ends = [(-1, -1), *backbone, (len(self.to), len(self.back))]
        for (old, new), (old_end, new_end) in pairwise(ends):
            if old_end - old == 1 or new_end - new == 1:
                continue
            olds = [at for at in range(old + 1, old_end) if self.is_free_old(at) and self.old.speaks(at)]
            news = [at for at in range(new + 1, new_end) if self.is_free_new(at) and self.new.speaks(at)]
            if olds and news:
                yield olds, news

    def pair_alike(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair what is most alike, in order."""
        every = len(olds) * len(news) <= SMALL
        possible = ((old, new) for old in olds for new in news) if every else self.near(olds, news)
        places = [
            (old, new, like + self.ties(old, new))
            for old, new in possible
            if (like := self.likeness(old, new)) >= LIKE
        ]
        for at in heaviest(places) if len(places) > 1 else range(len(places)):
            self.pair(places[at][0], places[at][1])

    def near(self, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Give the likeliest pairs among many: the same words, or some rare ones in common."""
        where: dict[str, list[int]] = defaultdict(list)
        same: dict[int, list[int]] = defaultdict(list)
        for old in olds:
            same[self.old.ids[old]].append(old)
            for word in self.base.bags[old].weights:
                where[word].append(old)
        met: Counter[int] = Counter()
        for new in news:
            which = self.new.ids[new]
            if met[which] < len(same.get(which, ())):
                # The same wording for the n-th time goes with the n-th old one.
                yield same[which][met[which]], new
                met[which] += 1
            common: dict[int, float] = defaultdict(float)
            for word, weight in self.bag(new).weights.items():
                for old in where.get(word, ()) if len(where.get(word, ())) <= RARE else ():
                    common[old] += weight
            for old in sorted(common, key=lambda at: (-common[at], at))[:CLOSEST]:
                if self.old.ids[old] != which:
                    yield old, new

    def divide(self) -> None:
        """Join what is left to its neighbour where it was cut from it, or was put together with it."""
        news = [at for at in self.free_new() if self.new.speaks(at)]
        for at in (*news, *reversed(news)):
            if self.is_free_new(at):
                self.join_piece(at)
        olds = [at for at in self.free_old() if self.old.speaks(at)]
        for at in (*olds, *reversed(olds)):
            if self.is_free_old(at):
                self.join_source(at)

    def join_piece(self, new: int) -> None:
        """Find the old provision beside which *new* was cut from it."""
        best = (0.0, -1)
        for beside in (self.worded(self.new, new, -1), self.worded(self.new, new, 1)):
            old = self.back[beside] if beside >= 0 else -1
            if old < 0 or self.to[old] < 0 or self.to[old] in self.sources:
                continue
            if self.common(old, new) < HELD * self.bag(new).total:
                continue
            have = [self.bag(at) for at in (self.to[old], *self.pieces.get(old, ()))]
            part = self.held(self.bag(new), self.base.bags[old], have)
            best = max(best, (part, old))
        if best[0] >= HELD:
            self.pieces.setdefault(best[1], []).append(new)
            self.back[new] = best[1]

    def join_source(self, old: int) -> None:
        """Find the new provision in which *old* was put together with its neighbour."""
        best = (0.0, -1)
        for beside in (self.worded(self.old, old, -1), self.worded(self.old, old, 1)):
            new = self.to[beside] if beside >= 0 else -1
            if new < 0 or self.back[new] < 0 or self.back[new] in self.pieces:
                continue
            if self.common(old, new) < HELD * self.base.bags[old].total:
                continue
            have = [self.base.bags[at] for at in (self.back[new], *self.sources.get(new, ()))]
            part = self.held(self.base.bags[old], self.bag(new), have)
            best = max(best, (part, new))
        if best[0] >= HELD:
            self.sources.setdefault(best[1], []).append(old)
            self.to[old] = best[1]

    @staticmethod
    def held(piece: Bag, whole: Bag, have: Iterable[Bag]) -> float:
        """Give the part of *piece* found in what of *whole* is not in the pieces it already has."""
        if not piece.is_long:
            return 0.0
        common = shared(piece, without(whole, have))
        if common < BULK * whole.total and common < WHOLLY * piece.total:
            return 0.0
        return common / piece.total

    @staticmethod
    def worded(side: Side, at: int, step: int) -> int:
        """Find the next provision with words; -1 where there is none."""
        at += step
        while 0 <= at < len(side.ids):
            if side.ids[at]:
                return at
            at += step
        return -1

    def pair_afar(self) -> None:
        """Pair what is left with what is like it anywhere in the text, the most alike first."""
        self.pair_best(
            (like + self.ties(old, new), old, new)
            for old, new in self.near(
                [at for at in self.free_old() if self.old.speaks(at) and self.base.bags[at].is_long],
                [at for at in self.free_new() if self.new.speaks(at) and self.bag(at).is_long],
            )
            if (like := self.likeness(old, new)) >= LIKE_AFAR
        )

    def pair_best(self, possible: Iterable[tuple[float, int, int]]) -> None:
        """Pair by weight, the heaviest first."""
        for _, old, new in sorted(possible, key=lambda found: (-found[0], found[1:])):
            if self.is_free_old(old) and self.is_free_new(new):
                self.pair(old, new)

    def pair_containers(self) -> None:
        """Pair what holds other provisions with what now holds most of them, whatever its own words."""
        olds = {at for at in self.free_old() if self.old.size(at)}
        news = {at for at in self.free_new() if self.new.size(at)}
        if not olds or not news:
            return
        parents, others = self.old.parents, self.new.parents
        together = Counter((parents[old], others[new]) for new, old in enumerate(self.back) if old >= 0)
        votes: Counter[tuple[int, int]] = Counter()
        for (above, over), count in together.items():
            for old in olds.intersection(self.old.line(above)):
                for new in news.intersection(self.new.line(over)):
                    votes[old, new] += count
        self.pair_best(
            (count + self.ties(old, new), old, new)
            for (old, new), count in votes.items()
            if self.can_hold(old, new) and 2 * count >= min(self.old.size(old), self.new.size(new))
        )

    def can_hold(self, old: int, new: int) -> bool:
        one, other = self.old.text.provisions[old].kind, self.new.text.provisions[new].kind
        return one is other or (one in HEADED and other in HEADED)

    def pair_neighbours(self) -> None:
        """Pair equal wordings, or no words, beside a pair; then those with the same number in one place."""
        free = self.free_new()
        for step, news in ((1, free), (-1, free[::-1])):
            for new in news:
                old = self.back[new - step] if 0 <= new - step < len(self.back) else -1
                if old >= 0 and 0 <= old + step < len(self.to):
                    self.pair_same(old + step, new)
        labels: dict[tuple[int, str], list[int]] = defaultdict(list)
        for old in self.free_old():
            if label := self.old.text.provisions[old].label:
                labels[self.old.ids[old], folded(label)].append(old)
        for new in self.free_new():
            label = folded(self.new.text.provisions[new].label)
            for old in labels.get((self.new.ids[new], label), ()):
                if self.is_one_place(old, new):
                    self.pair_same(old, new)

    def pair_same(self, old: int, new: int) -> None:
        if (
            self.is_free_old(old)
            and self.is_free_new(new)
            and self.old.ids[old] == self.new.ids[new]
            and self.old.text.provisions[old].kind is self.new.text.provisions[new].kind
        ):
            self.pair(old, new)

    def is_one_place(self, old: int, new: int) -> bool:
        """Whether both stand in the same provision, or in none."""
        above, over = self.old.parents[old], self.new.parents[new]
        return self.to[above] == over if above >= 0 and over >= 0 else above == over

    def pair_in_place(self) -> None:
        """Pair what was rewritten from end to end: alone between the same neighbours, or with its number."""
        free = self.free_new()
        for at, first in enumerate(free):
            if at and free[at - 1] == first - 1:
                continue
            new = first
            while new < len(self.back) and self.is_free_new(new):
                new += 1
            olds = self.free_from(self.back[first - 1] + 1 if first else 0)
            if not olds and new < len(self.back):
                olds = self.free_until(self.back[new])
            self.pair_rewritten(olds, range(first, new))

    def free_from(self, at: int) -> range:
        stop = at
        while stop < len(self.to) and self.is_free_old(stop):
            stop += 1
        return range(at, stop)

    def free_until(self, at: int) -> range:
        start = at
        while start > 0 and self.is_free_old(start - 1):
            start -= 1
        return range(start, at)

    def pair_rewritten(self, olds: Sequence[int], news: Sequence[int]) -> None:
        alone = len(olds) == len(news) == 1
        last = -1
        for new in news:
            for old in olds:
                if old > last and self.is_free_old(old) and self.is_rewritten(old, new, alone=alone):
                    self.pair(old, new)
                    last = old
                    break

    def is_rewritten(self, old: int, new: int, *, alone: bool) -> bool:
        one, other = self.old.text.provisions[old], self.new.text.provisions[new]
        if one.kind is not other.kind or not self.is_one_place(old, new):
            return False
        if not self.old.speaks(old) or not self.new.speaks(new):
            # None of its contents is the same: with other words it is another article.
            return self.likeness(old, new) >= LIKE
        if one.label and folded(one.label) == folded(other.label):
            return True
        return alone and self.likeness(old, new) >= LIKE_IN_PLACE

    # The result.

    def in_order(self) -> Iterator[Pair]:
        """Give the pairs in the order of the new text, each removed provision after what it followed."""
        moved = self.moved()
        removed: dict[int, list[int]] = defaultdict(list)
        anchor = -1
        for old, new in enumerate(self.to):
            if new < 0:
                removed[anchor].append(old)
            elif new not in moved:
                anchor = new
        yield from (Pair((old,), ()) for old in removed[-1])
        for new, old in enumerate(self.back):
            if old < 0:
                yield Pair((), (new,))
            elif new in self.sources:
                yield Pair(tuple(sorted((old, *self.sources[new]))), (new,))
            elif old in self.pieces:
                parts = sorted((self.to[old], *self.pieces[old]))
                if parts[0] == new:
                    yield Pair((old,), tuple(parts))
            else:
                yield Pair((old,), (new,), new in moved)
            if new in removed:
                yield from (Pair((gone,), ()) for gone in removed[new])

    def moved(self) -> frozenset[int]:
        """Give the new places of what left the common order, and of what it took along."""
        back = [old if old >= 0 and self.to[old] == new else -1 for new, old in enumerate(self.back)]
        olds = [old for old in back if old >= 0]
        if olds == sorted(olds):
            return frozenset()
        # As few as possible; of equal choices, what holds much stays and what holds little moved.
        share = 1 / (1 + sum(self.old.size(old) for old in olds))
        stay = steady(olds, [1 + share * self.old.size(old) for old in olds])
        moved: set[int] = set()
        for new, old in enumerate(back):
            if old < 0:
                continue
            above, over = self.old.parents[old], self.new.parents[new]
            with_parent = above >= 0 and over in moved and self.to[above] == over
            if with_parent or (old not in stay and old not in self.pieces and new not in self.sources):
                moved.add(new)
        return frozenset(moved)

"""Which provision of one text became which of another: by their words, never by their numbers.

Words that stand once in either text pair first; the longest run of them in common order is the
backbone. Between its points provisions pair by likeness, in order. What is left was split, merged,
moved, rewritten, or has no words of its own: an article that is a number alone goes where its
contents went.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Indel, Postfix, Prefix

from travaux.compare.divided import divide
from travaux.compare.index import Index, index
from travaux.compare.order import heaviest, rising
from travaux.compare.pairing import Pair, Pairing
from travaux.text.instrument import Text
from travaux.text.kind import HEADED
from travaux.text.language import folded

__all__ = ["Index", "Pair", "align", "index"]

# The figures were set on generated negotiations with known truth (tests/compare/test_align.py and
# bench/negotiation.py), seeds 0 to 19, and stated for seeds not used in setting them. They choose
# among pairings; none is ever shown.

LIKE: Final = 0.3
"""Between the same neighbours, provisions that share this part of their words are one provision."""
ENDS: Final = 0.5
"""Alone between the same neighbours, two wordings are one if this part of the longer stands unchanged at
its beginning and its end. That is known before a word is weighed."""
PLAIN: Final = 0.75
"""Or if they share this part of their characters, in order; strangers share half."""
CLEAR: Final = 0.75
"""Elsewhere in the text a provision must share much of its words, or far more than any rival does: what
it shares and what it is ahead of the rival by make up this much. Among twenty provisions of a treaty
that have nothing to do with a given one, the likest shares a quarter of its words with it, and one time
in twenty four tenths: in the Charter, in the Vienna Convention, and in what the figures were set on."""
SURE: Final = 0.9
"""Whoever is that clear goes before a stranger that has its place."""
LIKE_IN_PLACE: Final = 0.2
"""Alone between the same neighbours, with other numbers or none: enough not to be a different subject."""
RARE: Final = 12
"""A word in more provisions than this does not lead from one to another."""
PROMISE: Final = 0.1
"""What leads there makes up at least this part of the words."""
SMALL: Final = 600
"""Up to so many possible pairs between two backbone points are all weighed."""
CLOSEST: Final = 6
"""In larger gaps only so many, those that share the most rare words."""


def align(old: Text | Index, new: Text) -> tuple[Pair, ...]:
    """Pair each provision of *old* with what it became in *new*.

    In the order of *new*; a removed provision keeps its place from *old*. Every provision of either
    text is in exactly one pair. Numbers are not looked at, but to decide between provisions equally
    like and for those without words. Give an `Index` where one text is aligned with many.
    """
    pairing = Pairing(old if isinstance(old, Index) else index(old), new)
    for olds, news in _gaps(pairing, _pair_unique(pairing)):
        pair_alike(pairing, olds, news)
    candidates = _pair_beyond(pairing)
    _pair_in_place(pairing)
    _pair_afar(pairing, candidates, CLEAR)
    _pair_wordless(pairing)
    return pairing.pairs()


def pair_rest(pairing: Pairing) -> None:
    """Pair what is left where it is known which provisions stayed: what was split, merged or moved."""
    _pair_afar(pairing, _pair_beyond(pairing), CLEAR)
    _pair_wordless(pairing)


def _pair_beyond(pairing: Pairing) -> _Candidates:
    """Pair what is beyond doubt, in its place or elsewhere; give what may still be."""
    _pair_wordless(pairing)
    divide(pairing)
    candidates = _candidates(pairing)
    if _pair_afar(pairing, candidates, SURE):
        divide(pairing)
        _pair_wordless(pairing)
    return candidates


def _pair_wordless(pairing: Pairing) -> None:
    _pair_containers(pairing)
    _pair_neighbours(pairing)


def _pair_unique(pairing: Pairing) -> list[tuple[int, int]]:
    """Pair the wordings that stand once in either text; give those that keep their order."""
    ids, only = pairing.new.ids, pairing.base.only
    counts, known = Counter(ids), len(only)
    found = [
        (only[which], at)
        for at, which in enumerate(ids)
        if which < known and only[which] >= 0 and counts[which] == 1
    ]
    backbone = [found[at] for at in rising([old for old, _ in found])]
    for old, new in backbone:
        pairing.pair(old, new)
    if len(backbone) < len(found):
        for old, new in found:
            if pairing.is_free_old(old) and pairing.old_bag(old).is_long:
                pairing.pair(old, new)
    return backbone


def _gaps(pairing: Pairing, backbone: Iterable[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Give what is unpaired and speaks for itself between each two points of the backbone."""
    ends = [(-1, -1), *backbone, (len(pairing.to), len(pairing.back))]
    for (old, new), (old_end, new_end) in pairwise(ends):
        if old_end - old == 1 or new_end - new == 1:
            continue
        olds = [at for at in range(old + 1, old_end) if pairing.is_free_old(at) and pairing.old.speaks(at)]
        news = [at for at in range(new + 1, new_end) if pairing.is_free_new(at) and pairing.new.speaks(at)]
        if olds and news:
            yield olds, news


def pair_alike(pairing: Pairing, olds: Sequence[int], news: Sequence[int], least: float = LIKE) -> None:
    """Pair what is most alike, in order, and shares at least that part of its words."""
    if len(olds) == len(news) and all(map(partial(_is_plain, pairing), olds, news)):
        for old, new in zip(olds, news, strict=True):
            pairing.pair(old, new)
        return
    every = len(olds) * len(news) <= SMALL
    possible = ((old, new) for old in olds for new in news) if every else _near(pairing, olds, news)
    places = [
        (old, new, like + pairing.ties(old, new))
        for old, new in possible
        if (like := pairing.likeness(old, new)) >= least
    ]
    for at in heaviest(places) if len(places) > 1 else range(len(places)):
        pairing.pair(places[at][0], places[at][1])


def _is_plain(pairing: Pairing, old: int, new: int) -> bool:
    """Whether two wordings are so like, character for character, that no word need be weighed."""
    if not pairing.is_one_kind(old, new):
        return False
    one, other = pairing.old_words(old), pairing.new_words(new)
    kept = Prefix.similarity(one, other) + Postfix.similarity(one, other)
    return kept >= ENDS * max(len(one), len(other)) or Indel.normalized_similarity(one, other) >= PLAIN


def _near(pairing: Pairing, olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the likeliest pairs among many: the same words, or some rare ones in common."""
    where: dict[str, list[int]] = defaultdict(list)
    same: dict[int, list[int]] = defaultdict(list)
    for old in olds:
        same[pairing.old.ids[old]].append(old)
        for word in pairing.old_bag(old).weights:
            where[word].append(old)
    met: Counter[int] = Counter()
    for new in news:
        which = pairing.new.ids[new]
        if met[which] < len(same.get(which, ())):
            # The same wording for the n-th time goes with the n-th old one.
            yield same[which][met[which]], new
            met[which] += 1
        common: dict[int, float] = defaultdict(float)
        bag = pairing.new_bag(new)
        for word, weight in bag.weights.items():
            there = where.get(word, ())
            if len(there) <= RARE:
                for old in there:
                    common[old] += weight
        least = PROMISE * bag.total
        likely = [old for old, weight in common.items() if weight >= least and pairing.old.ids[old] != which]
        for old in sorted(likely, key=lambda at: (-common[at], at))[:CLOSEST]:
            yield old, new


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What is left of two texts and like each other, the most alike first; and all that is like each."""

    pairs: Sequence[tuple[float, int, int]]
    of_old: Mapping[int, Sequence[tuple[float, int]]]
    of_new: Mapping[int, Sequence[tuple[float, int]]]


def _candidates(pairing: Pairing) -> _Candidates:
    olds = [at for at in pairing.free_old() if pairing.old.speaks(at) and pairing.old_bag(at).is_long]
    news = [at for at in pairing.free_new() if pairing.new.speaks(at) and pairing.new_bag(at).is_long]
    of_old: dict[int, list[tuple[float, int]]] = defaultdict(list)
    of_new: dict[int, list[tuple[float, int]]] = defaultdict(list)
    found: list[tuple[float, int, int]] = []
    for old, new in _near(pairing, olds, news):
        like = pairing.likeness(old, new)
        of_old[old].append((like, new))
        of_new[new].append((like, old))
        if 2 * like >= CLEAR:
            found.append((like + pairing.ties(old, new), old, new))
    return _Candidates(sorted(found, key=_heaviest), of_old, of_new)


def _pair_afar(pairing: Pairing, candidates: _Candidates, clear: float) -> bool:
    """Pair what is left with what is like it anywhere in the text, if no rival is as like; say if any."""
    has_found = False
    for _, old, new in candidates.pairs:
        if not pairing.is_free_old(old) or not pairing.is_free_new(new):
            continue
        rivals = [it for it, other in candidates.of_old[old] if other != new and pairing.is_free_new(other)]
        rivals += [it for it, other in candidates.of_new[new] if other != old and pairing.is_free_old(other)]
        if 2 * pairing.likeness(old, new) - max(rivals, default=0.0) >= clear:
            pairing.pair(old, new)
            has_found = True
    return has_found


def _heaviest(found: tuple[float, int, int]) -> tuple[float, int, int]:
    return -found[0], found[1], found[2]


def _pair_containers(pairing: Pairing) -> None:
    """Pair what holds other provisions with what now holds most of them, whatever its own words."""
    olds = {at for at in pairing.free_old() if pairing.old.holds(at)}
    news = {at for at in pairing.free_new() if pairing.new.holds(at)}
    if not olds or not news:
        return
    votes: Counter[tuple[int, int]] = Counter()
    for new in news:
        for inner in range(new + 1, new + 1 + pairing.new.size(new)):
            if (old := pairing.back[inner]) >= 0:
                votes.update(
                    (above, new) for above in pairing.old.line(old) if above in olds and above != old
                )
    found = (
        (count + pairing.ties(old, new), old, new)
        for (old, new), count in votes.items()
        if _can_hold(pairing, old, new) and 2 * count >= min(pairing.base.sizes[old], pairing.new.size(new))
    )
    for _, old, new in sorted(found, key=_heaviest):
        if pairing.is_free_old(old) and pairing.is_free_new(new):
            pairing.pair(old, new)


def _can_hold(pairing: Pairing, old: int, new: int) -> bool:
    one, other = pairing.old.text.provisions[old].kind, pairing.new.text.provisions[new].kind
    return one is other or (one in HEADED and other in HEADED)


def _pair_neighbours(pairing: Pairing) -> None:
    """Pair equal wordings, or no words, beside a pair; then those with the same number in one place."""
    free = pairing.free_new()
    for step, news in ((1, free), (-1, free[::-1])):
        for new in news:
            old = pairing.back[new - step] if 0 <= new - step < len(pairing.back) else -1
            if old >= 0 and 0 <= old + step < len(pairing.to):
                _pair_same(pairing, old + step, new)
    labels: dict[tuple[int, str], list[int]] = defaultdict(list)
    for old in pairing.free_old():
        if label := pairing.old.text.provisions[old].label:
            labels[pairing.old.ids[old], folded(label)].append(old)
    for new in pairing.free_new():
        label = folded(pairing.new.text.provisions[new].label)
        for old in labels.get((pairing.new.ids[new], label), ()):
            if pairing.is_one_place(old, new):
                _pair_same(pairing, old, new)


def _pair_same(pairing: Pairing, old: int, new: int) -> None:
    if (
        pairing.is_free_old(old)
        and pairing.is_free_new(new)
        and pairing.old.ids[old] == pairing.new.ids[new]
        and pairing.is_one_kind(old, new)
    ):
        pairing.pair(old, new)


def _pair_in_place(pairing: Pairing) -> None:
    """Pair what was rewritten from end to end: alone between the same neighbours, or with its number."""
    free = pairing.free_new()
    for at, first in enumerate(free):
        if at and free[at - 1] == first - 1:
            continue
        new = first
        while new < len(pairing.back) and pairing.is_free_new(new):
            new += 1
        olds = _free_from(pairing, pairing.back[first - 1] + 1 if first else 0)
        if not olds and new < len(pairing.back):
            olds = _free_until(pairing, pairing.back[new])
        _pair_rewritten(pairing, olds, range(first, new))


def _free_from(pairing: Pairing, at: int) -> range:
    stop = at
    while stop < len(pairing.to) and pairing.is_free_old(stop):
        stop += 1
    return range(at, stop)


def _free_until(pairing: Pairing, at: int) -> range:
    start = at
    while start > 0 and pairing.is_free_old(start - 1):
        start -= 1
    return range(start, at)


def _pair_rewritten(pairing: Pairing, olds: Sequence[int], news: Sequence[int]) -> None:
    """Pair as many with as many, in order; where there are more of one, nobody knows which."""
    if len(olds) != len(news):
        return
    for old, new in zip(olds, news, strict=True):
        if _is_rewritten(pairing, old, new):
            pairing.pair(old, new)


def _is_rewritten(pairing: Pairing, old: int, new: int) -> bool:
    if not pairing.is_one_kind(old, new) or not pairing.is_one_place(old, new):
        return False
    if not pairing.old.speaks(old) or not pairing.new.speaks(new):
        # None of its contents is the same: with other words it is another article.
        return pairing.likeness(old, new) >= LIKE
    return pairing.is_one_number(old, new) or pairing.likeness(old, new) >= LIKE_IN_PLACE

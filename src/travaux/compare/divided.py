"""Provisions that were split or merged: a piece stands beside the rest, and has its words from the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from travaux.compare.index import WORDLESS, Side
from travaux.compare.likeness import Bag, shared, without
from travaux.compare.pairing import Pairing

HELD: Final = 0.6
"""A piece of a split provision has this part of its words from it; the rest is the new opening."""
BULK: Final = 0.15
"""And makes up at least this part of what it was cut from; a shared phrase does not."""
WHOLLY: Final = 0.9
"""Unless hardly a word of it is new."""
LIKE: Final = 0.3
"""What is of one kind, beside each other and this much alike is a piece, reworded as it may be: as between
the same neighbours it would be the same provision."""


def divide(pairing: Pairing) -> None:
    """Join what is left to its neighbour where it was cut from it, or was put together with it."""
    news = [at for at in pairing.free_new() if pairing.new.speaks(at)]
    # Backwards too: of three pieces the first may be beside the second alone.
    if sum(_join_piece(pairing, at) for at in news):
        for at in reversed(news):
            if pairing.is_free_new(at):
                _join_piece(pairing, at)
    olds = [at for at in pairing.free_old() if pairing.old.speaks(at)]
    if sum(_join_source(pairing, at) for at in olds):
        for at in reversed(olds):
            if pairing.is_free_old(at):
                _join_source(pairing, at)


def _join_piece(pairing: Pairing, new: int) -> bool:
    """Find the old provision beside which *new* was cut from it."""
    piece = pairing.new_bag(new)
    best = (0.0, -1)
    for beside in _beside(pairing.new, new, pairing.back, pairing.to):
        old = pairing.back[beside]
        if old < 0 or not _is_changed(pairing, old, pairing.to[old]) or pairing.to[old] in pairing.sources:
            continue
        if _may_hold(piece, pairing.old_bag(old), pairing.common(old, new)):
            have = [pairing.new_bag(at) for at in (pairing.to[old], *pairing.pieces.get(old, ()))]
            alike = pairing.is_one_kind(old, new)
            best = max(best, (_held(piece, pairing.old_bag(old), have, alike=alike), old))
    if best[0] < HELD:
        return False
    pairing.pieces.setdefault(best[1], []).append(new)
    pairing.back[new] = best[1]
    return True


def _join_source(pairing: Pairing, old: int) -> bool:
    """Find the new provision in which *old* was put together with its neighbour."""
    source = pairing.old_bag(old)
    best = (0.0, -1)
    for beside in _beside(pairing.old, old, pairing.to, pairing.back):
        new = pairing.to[beside]
        if new < 0 or not _is_changed(pairing, pairing.back[new], new) or pairing.back[new] in pairing.pieces:
            continue
        if _may_hold(source, pairing.new_bag(new), pairing.common(old, new)):
            have = [pairing.old_bag(at) for at in (pairing.back[new], *pairing.sources.get(new, ()))]
            alike = pairing.is_one_kind(old, new)
            best = max(best, (_held(source, pairing.new_bag(new), have, alike=alike), new))
    if best[0] < HELD:
        return False
    pairing.sources.setdefault(best[1], []).append(old)
    pairing.to[old] = best[1]
    return True


def _is_changed(pairing: Pairing, old: int, new: int) -> bool:
    """Whether the two are a pair that kept something of each other: what is whole has no pieces elsewhere."""
    if old < 0 or new < 0 or pairing.old.ids[old] == pairing.new.ids[new]:
        return False
    least = min(pairing.old_bag(old).total, pairing.new_bag(new).total)
    return pairing.common(old, new) >= LIKE * least


def _may_hold(piece: Bag, whole: Bag, common: float) -> bool:
    """Whether *piece* shares words enough with *whole* to be a part of it, whatever else is."""
    return common > 0.0 and piece.is_long and (common >= BULK * whole.total or common >= WHOLLY * piece.total)


def _held(piece: Bag, whole: Bag, have: Iterable[Bag], *, alike: bool) -> float:
    """Give the part of *piece* found in what of *whole* is not in the pieces it already has.

    Of provisions that are *alike*, of one kind, less is asked, as they are neighbours: that the two be
    like each other, or the rest be found in *piece*.
    """
    rest = without(whole, have)
    common = shared(piece, rest)
    if not _may_hold(piece, whole, common):
        return 0.0
    if alike and 2 * common >= LIKE * (piece.total + rest.total):
        return 1.0
    if alike and common >= LIKE * whole.total:
        return common / min(piece.total, rest.total)
    return common / piece.total


def _beside(side: Side, at: int, here: Sequence[int], there: Sequence[int]) -> Iterator[int]:
    """Give the provisions with words that are next to the one at *at*: before it, and behind it.

    One that was only put in between, or was taken from between, hides none: what is behind it is next
    too if the other text has that next to the other neighbour.
    """
    for step in (-1, 1):
        beside = _worded(side, at, step)
        if beside < 0:
            continue
        yield beside
        behind = _worded(side, beside, step)
        place = here[behind] - step if behind >= 0 and here[behind] >= 0 else -1
        if 0 <= place < len(there) and there[place] == at - step:
            yield behind


def _worded(side: Side, at: int, step: int) -> int:
    """Find the next provision with words; -1 where there is none."""
    at += step
    while 0 <= at < len(side.ids):
        if side.ids[at] != WORDLESS:
            return at
        at += step
    return -1

"""The tree: appending leaves beside merely hashing them; a proof in a large tree beside one in a small."""

from __future__ import annotations

import hashlib
from itertools import islice
from time import process_time
from typing import TYPE_CHECKING, Final

from travaux.record.tree import EMPTY, Frontier, Hash, inclusion, leaf_hash, split, tiles_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.measure.case import Figures
    from bench.measure.record_case import RecordCase

BATCH: Final = 1_000
"""Leaves appended at once."""
ASKED: Final = 2_000
"""Proofs of which the mean is taken."""


def leaves(count: int) -> Iterator[bytes]:
    """Give *count* leaves of the usual size."""
    body = b'{"body":{"words":"' + b"x" * 330 + b'"}}'
    for number in range(count):
        yield b"%032d" % number + body


class _Kept:
    """Tiles and what is not yet a full tile, by level."""

    def __init__(self) -> None:
        self.levels: list[list[Hash]] = []

    def at(self, level: int, start: int, stop: int) -> Sequence[Hash]:
        return self.levels[level][start:stop]

    def take(self, level: int, hashes: Sequence[Hash]) -> None:
        while len(self.levels) <= level:
            self.levels.append([])
        self.levels[level] += hashes


def measured(case: RecordCase) -> Figures:
    """Give the seconds of hashing all leaves, of appending them, and of a proof at a thousand and at all."""
    known = list(leaves(case.leaves))
    since = process_time()
    sha256 = hashlib.sha256
    hashes = [sha256(b"\x00" + leaf).digest() for leaf in known]
    floor = process_time() - since
    kept = _Kept()
    frontier = Frontier()
    since = process_time()
    rest = iter(known)
    tiles = 0
    while batch := list(islice(rest, BATCH)):
        made = [leaf_hash(leaf) for leaf in batch]
        frontier, full = tiles_after(frontier, made, kept.at)
        kept.take(0, made)
        for tile in full:
            kept.take(tile.level + 1, [tile.root])
            tiles += 1
    append = process_time() - since
    assert kept.levels[0] == hashes
    assert frontier.root != EMPTY
    assert split(b"".join(hashes[:2])) == tuple(hashes[:2])
    small, large = (_proofs(size, kept) for size in (1_000, case.leaves))
    return {"floor": floor, "append": append, "proof small": small, "proof large": large, "tiles": tiles}


def _proofs(size: int, kept: _Kept) -> float:
    since = process_time()
    for number in range(ASKED):
        inclusion(number * 7919 % size, size, kept.at)
    return (process_time() - since) / ASKED

"""What an append writes: rows with their hashes, the tiles they complete, the head after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from travaux.record.tree import Frontier, Hash, HashesAt, Tile, leaf_hash, leaf_hashes, root, tiles_after
from travaux.store.fault import Damaged


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLeaf:
    """A leaf to append, and the nonce that tells it from every other in the log."""

    leaf: bytes
    nonce: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    index: int
    hash: Hash
    leaf: bytes
    nonce: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    rows: tuple[Row, ...]
    tiles: tuple[Tile, ...]
    """From the leaves upwards."""
    head: Frontier


def extension(head: Frontier, batch: Sequence[NewLeaf], hashes_at: HashesAt) -> Extension:
    """What appending *batch* to the log at *head* writes; *hashes_at* reads what is there already."""
    rows = tuple(
        Row(index=index, hash=leaf_hash(new.leaf), leaf=new.leaf, nonce=new.nonce)
        for index, new in enumerate(batch, start=head.size)
    )
    after, tiles = tiles_after(head, [row.hash for row in rows], hashes_at)
    return Extension(rows=rows, tiles=tiles, head=after)


def hashed(leaves: Iterable[bytes], recorded: Sequence[Hash], start: int, origin: str) -> tuple[Hash, ...]:
    """The hashes of *leaves*, taken anew. Raises Damaged if one, counted from *start*, is not as recorded."""
    found = leaf_hashes(leaves)
    if found != tuple(recorded):
        for index, (one, kept) in enumerate(zip(found, recorded, strict=True), start):
            if one != kept:
                raise Damaged(
                    f"leaf {index} of {origin} hashes to {one.hex()[:16]}…, and the hash recorded for it is"
                    f" {kept.hex()[:16]}…. Take the log from a backup and verify it."
                )
    return found


def frontier_at(size: int, hashes_at: HashesAt) -> Frontier:
    """The head of the first *size* leaves, from the subtree hashes that are kept."""
    hashes: list[Hash] = []
    start = 0
    for bit in reversed(range(size.bit_length())):
        if size >> bit & 1:
            level, width = bit // 8, 1 << bit % 8
            first = start >> 8 * level
            hashes.append(root(hashes_at(level, first, first + width)))
            start += 1 << bit
    return Frontier(size=size, hashes=tuple(hashes))


def read_back(added: Extension, stored: Sequence[tuple[bytes, bytes]], origin: str) -> None:
    """Raise Damaged unless *stored*, leaf and hash of each row as the store gives them, is what was added.

    The hash is taken anew from the bytes that were read: one flipped bit between here and the disk
    would otherwise be hashed into every later head, and the log could never be verified again.
    """
    for row, (leaf, kept) in zip(added.rows, stored, strict=True):
        if not leaf_hash(leaf) == kept == row.hash:
            raise Damaged(
                f"leaf {row.index} of {origin} was read back with another hash than it was written with"
                f" ({leaf_hash(leaf).hex()[:16]}…, not {row.hash.hex()[:16]}…). Nothing was appended:"
                " test the memory and the disk of this machine before going on."
            )

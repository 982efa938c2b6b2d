"""The tree over the leaves: RFC 6962 hashes, kept as the tiles of C2SP tlog-tiles.

The hash of a leaf is SHA-256(0x00, leaf), of a node SHA-256(0x01, left, right). A tile level is eight
levels of the tree: the hash with index i at tile level l covers the leaves from i * 256**l on.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NewType, cast

Hash = NewType("Hash", bytes)

HashesAt = Callable[[int, int, int], Sequence[Hash]]
"""(tile level, start, stop) → the hashes with these indexes at that level; every one of them exists."""

SIZE: Final = 32
HEIGHT: Final = 8
WIDTH: Final = 2**HEIGHT
LARGEST: Final = 2**63 - 1
"""Leaves at most: a size fits a signed integer of 64 bits, as databases keep them."""

EMPTY: Final = Hash(hashlib.sha256().digest())
"""The root of no leaves."""


class TreeFault(ValueError):
    """A proof does not prove, or a tree cannot be as described."""


def leaf_hash(leaf: bytes) -> Hash:
    return Hash(hashlib.sha256(b"\x00" + leaf).digest())


def leaf_hashes(leaves: Iterable[bytes]) -> tuple[Hash, ...]:
    """The hash of each leaf, in order."""
    sha256 = hashlib.sha256
    return cast("tuple[Hash, ...]", tuple([sha256(b"\x00" + leaf).digest() for leaf in leaves]))


def node_hash(left: Hash, right: Hash) -> Hash:
    return Hash(hashlib.sha256(b"\x01" + left + right).digest())


def joined(edge: Sequence[Hash]) -> Hash:
    """The root of the tree that is made of these whole subtrees, the largest first."""
    if not edge:
        return EMPTY
    sha256 = hashlib.sha256
    found: bytes = edge[-1]
    for left in edge[-2::-1]:
        found = sha256(b"\x01" + left + found).digest()
    return Hash(found)


def root(hashes: Iterable[Hash]) -> Hash:
    """The root of the tree with these leaf hashes."""
    return Frontier().appended(hashes).root


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """What must be kept of a tree to append to it and to know its root.

    ``hashes`` are those of its whole subtrees, one for each bit set in ``size``, the largest first.
    """

    size: int = 0
    hashes: tuple[Hash, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.size <= LARGEST:
            raise TreeFault(f"the size is {self.size}; expected 0 to {LARGEST}")
        if len(self.hashes) != self.size.bit_count() or {*map(len, self.hashes)} - {SIZE}:
            raise TreeFault(
                f"{len(self.hashes)} hashes for {self.size} leaves; "
                f"expected {self.size.bit_count()} of {SIZE} bytes"
            )

    @property
    def root(self) -> Hash:
        return joined(self.hashes)

    def appended(self, leaf_hashes: Iterable[Hash]) -> Frontier:
        return _grown(self, leaf_hashes)[0]

    def after(self, leaf: Hash) -> Frontier:
        """As `appended` for one: it is what a log that grows leaf by leaf asks for."""
        hashes, at = [*self.hashes], self.size
        while at & 1:
            leaf, at = node_hash(hashes.pop(), leaf), at >> 1
        return Frontier(size=self.size + 1, hashes=(*hashes, leaf))

    def to_bytes(self) -> bytes:
        """The size in eight bytes, big-endian, and the hashes."""
        return struct.pack(">Q", self.size) + b"".join(self.hashes)

    @staticmethod
    def from_bytes(data: bytes) -> Frontier:
        """Raises TreeFault."""
        if len(data) % SIZE != 8:  # noqa: PLR2004 - the size takes eight bytes
            raise TreeFault(f"{len(data)} bytes are no frontier; expected 8 and a multiple of {SIZE}")
        (size,) = struct.unpack_from(">Q", data)
        return Frontier(size=size, hashes=split(data[8:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A full tile: 256 hashes end to end. ``root`` is the hash with index ``n`` one tile level up."""

    level: int
    n: int
    data: bytes
    root: Hash


def tiles_after(
    old: Frontier, leaf_hashes: Iterable[Hash], hashes_at: HashesAt
) -> tuple[Frontier, tuple[Tile, ...]]:
    """The frontier after appending *leaf_hashes* to *old*, and the tiles that this fills.

    Lower levels first, in order. ``hashes_at`` is asked for hashes of *old* only.
    """
    new, grown = _grown(old, leaf_hashes)
    tiles: list[Tile] = []
    for level, hashes in enumerate(grown):
        before = old.size >> HEIGHT * level
        first, full = before // WIDTH, (before + len(hashes)) // WIDTH
        if full > first:
            data = b"".join(hashes_at(level, first * WIDTH, before)) if before % WIDTH else b""
            data += b"".join(hashes)
            tiles += [
                Tile(level=level, n=n, data=data[at : at + WIDTH * SIZE], root=above)
                for n, at, above in zip(
                    range(first, full), range(0, len(data), WIDTH * SIZE), grown[level + 1], strict=False
                )
            ]
    return new, tuple(tiles)


def split(data: bytes) -> tuple[Hash, ...]:
    """The hashes of a tile, one by one."""
    return tuple(Hash(data[at : at + SIZE]) for at in range(0, len(data), SIZE))


def _grown(old: Frontier, leaf_hashes: Iterable[Hash]) -> tuple[Frontier, list[list[Hash]]]:
    """The frontier after appending, and the new whole subtrees at each tile level."""
    nodes = list(leaf_hashes)
    size = old.size + len(nodes)
    kept = list(old.hashes)
    edge: list[Hash] = []
    grown: list[list[Hash]] = []
    level = 0
    while nodes:
        if level % HEIGHT == 0:
            grown.append(nodes)
        if old.size >> level & 1:
            nodes = [kept.pop(), *nodes]
        if len(nodes) & 1:
            edge.append(nodes[-1])
        nodes = _parents(nodes)
        level += 1
    return Frontier(size=size, hashes=(*kept, *reversed(edge))), grown


def _parents(nodes: Sequence[Hash]) -> list[Hash]:
    """The hash over each pair; one left over is left out."""
    sha256 = hashlib.sha256
    pairs = zip(nodes[::2], nodes[1::2], strict=False)
    return cast("list[Hash]", [sha256(b"\x01" + left + right).digest() for left, right in pairs])


def inclusion(index: int, size: int, hashes_at: HashesAt) -> tuple[Hash, ...]:
    """The proof that the leaf with this index is in the tree of this size: its siblings, lowest first.

    Raises TreeFault if there is no such leaf. Source: RFC 6962, section 2.1.1.
    """
    if not 0 <= index < size:
        raise TreeFault(f"there is no leaf {index} in a tree of {size}; expected 0 to {size - 1}")
    proof = [_covering(*sibling, hashes_at) for sibling in _siblings(index, index + 1, size)]
    return tuple(reversed(proof))


def consistency(old: int, new: int, hashes_at: HashesAt) -> tuple[Hash, ...]:
    """The proof that the tree of size *new* begins with the tree of size *old*.

    Raises TreeFault if the sizes are not 1 <= old <= new. Source: RFC 6962, section 2.1.2.
    """
    if not 1 <= old <= new:
        raise TreeFault(f"no proof leads from {old} leaves to {new}; expected 1 to {new}")
    if old == new:
        return ()
    start = old - (old & -old)
    proof = [_covering(*sibling, hashes_at) for sibling in _siblings(start, old, new)]
    if start:
        proof.append(_covering(start, old, hashes_at))
    return tuple(reversed(proof))


def _siblings(start: int, stop: int, size: int) -> Iterator[tuple[int, int]]:
    """The leaves under each sibling on the way from the root of *size* leaves down to a whole subtree."""
    low, high = 0, size
    while (low, high) != (start, stop):
        middle = low + _half(high - low)
        if start < middle:
            yield middle, high
            high = middle
        else:
            yield low, middle
            low = middle


def _covering(start: int, stop: int, hashes_at: HashesAt) -> Hash:
    """The root of the leaves from *start* to *stop*, which lie under one node."""
    count = stop - start
    if count & (count - 1):
        middle = start + _half(count)
        return node_hash(_covering(start, middle, hashes_at), _covering(middle, stop, hashes_at))
    level, wide = divmod(count.bit_length() - 1, HEIGHT)
    first = start >> HEIGHT * level
    nodes = hashes_at(level, first, first + (1 << wide))
    for _ in range(wide):
        nodes = _parents(nodes)
    (found,) = nodes
    return found


def _half(count: int) -> int:
    """How many of *count* leaves stand on the left: the largest power of two below *count*."""
    return 1 << (count - 1).bit_length() - 1


def verify_inclusion(leaf: Hash, *, index: int, size: int, proof: Sequence[Hash], root: Hash) -> None:
    """Raise TreeFault unless *proof* shows the leaf hash *leaf* at *index* in the tree of this size and root.

    Source: RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size <= LARGEST:
        raise TreeFault(f"there is no leaf {index} in a tree of {size}; expected 0 to {size - 1}")
    inner = (index ^ size - 1).bit_length()
    _check_hashes(proof, inner + (index >> inner).bit_count())
    found = _climbed(leaf, proof[:inner], index)
    for left in proof[inner:]:
        found = node_hash(left, found)
    if found != root or len(leaf) != SIZE:
        raise TreeFault(f"the proof for leaf {index} gives root {found.hex()}; expected {root.hex()}")


def verify_consistency(
    *, old_size: int, old_root: Hash, new_size: int, new_root: Hash, proof: Sequence[Hash]
) -> None:
    """Raise TreeFault unless *proof* shows that the new tree begins with the old one.

    A tree of no leaves is refused as the old one: every tree begins with it, so that nothing would be
    shown. Source: RFC 9162, section 2.1.4.2.
    """
    if not 1 <= old_size <= new_size <= LARGEST:
        raise TreeFault(f"no proof leads from {old_size} leaves to {new_size}; expected 1 to {new_size}")
    if old_size == new_size:
        _check_hashes(proof, 0)
        if old_root != new_root:
            raise TreeFault(
                f"two roots of {old_size} leaves, {old_root.hex()} and {new_root.hex()}; expected one"
            )
        return
    whole = old_size & -old_size
    place = old_size // whole - 1
    inner = (place ^ (new_size - 1) // whole).bit_length()
    border = (place >> inner).bit_count()
    if place:
        _check_hashes(proof, 1 + inner + border)
        seed, *path = proof
    else:
        _check_hashes(proof, inner)
        seed, path = old_root, list(proof)
    old, new = seed, _climbed(seed, path[:inner], place)
    for bit, left in enumerate(path[:inner]):
        if place >> bit & 1:
            old = node_hash(left, old)
    for left in path[inner:]:
        old, new = node_hash(left, old), node_hash(left, new)
    if old != old_root:
        raise TreeFault(f"the proof gives {old.hex()} for {old_size} leaves; expected {old_root.hex()}")
    if new != new_root:
        raise TreeFault(f"the proof gives {new.hex()} for {new_size} leaves; expected {new_root.hex()}")


def _climbed(found: Hash, path: Sequence[Hash], index: int) -> Hash:
    """The hash above *found*, which stands at *index*, joined with each sibling in turn."""
    for bit, sibling in enumerate(path):
        found = node_hash(sibling, found) if index >> bit & 1 else node_hash(found, sibling)
    return found


def _check_hashes(proof: Sequence[Hash], expected: int) -> None:
    if len(proof) != expected or any(len(it) != SIZE for it in proof):
        raise TreeFault(f"the proof has {len(proof)} hashes; expected {expected} of {SIZE} bytes")

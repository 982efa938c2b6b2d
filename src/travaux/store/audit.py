"""Is what is kept what was recorded? Every byte is read and hashed anew; nothing stored is believed."""

from __future__ import annotations

from collections.abc import Callable

from travaux.record.tree import WIDTH, Frontier, Hash, root, split
from travaux.store.extension import hashed
from travaux.store.fault import Damaged
from travaux.store.store import Store

NonceOf = Callable[[bytes], bytes]
"""Reads the nonce of a leaf."""


def audit(store: Store, nonce_of: NonceOf) -> Frontier:
    """The head, when every leaf, hash, tile, nonce and document has been found to be what it says.

    Whether the log goes on from a head that was signed is for `publication.extends`.
    Raises Damaged or NotTheDocument at the first difference.
    """
    head = store.head()
    found = Frontier()
    roots: list[Hash] = []
    for start in range(0, head.size, WIDTH):
        stop = min(start + WIDTH, head.size)
        leaves = tuple(store.leaves(start, stop))
        hashes = hashed(leaves, store.hashes(0, start, stop), start, store.origin)
        found = found.appended(hashes)
        for index, leaf in enumerate(leaves, start):
            _check_nonce(store, index, nonce_of(leaf))
        if stop - start == WIDTH:
            roots.append(_checked(store, 0, start // WIDTH, hashes))
    if found != head:
        raise Damaged(
            f"the {head.size} leaves of {store.origin} hash to {found.root.hex()[:16]}…, and its head says"
            f" {head.root.hex()[:16]}…. Take the log from a backup and verify it."
        )
    _check_tiles_above(store, roots)
    for name in store.document_names():
        if store.document(name) is None and name in store.document_names():
            raise Damaged(
                f"the document {name.hex()} of {store.origin} has lost its salt or its bytes, and was not"
                " destroyed. Take it from a backup, or from a party that has it."
            )
    store.check()
    return head


def _check_tiles_above(store: Store, roots: list[Hash]) -> None:
    level = 1
    while len(roots) >= WIDTH:
        tiles = [tuple(roots[n : n + WIDTH]) for n in range(0, len(roots) - WIDTH + 1, WIDTH)]
        roots = [_checked(store, level, n, hashes) for n, hashes in enumerate(tiles)]
        level += 1


def _checked(store: Store, level: int, n: int, hashes: tuple[Hash, ...]) -> Hash:
    """The hash over a full tile. Raises Damaged unless the tile is kept and is these hashes."""
    data = store.tile(level, n)
    above = root(hashes)
    if data is None or split(data) != hashes or store.hashes(level + 1, n, n + 1) != (above,):
        raise Damaged(
            f"tile {n} at level {level} of {store.origin} is not made of the hashes beneath it."
            " Take the log from a backup and verify it."
        )
    return above


def _check_nonce(store: Store, index: int, nonce: bytes) -> None:
    if store.index_of(nonce) != index:
        raise Damaged(
            f"leaf {index} of {store.origin} is not found by its nonce {nonce.hex()}, so that it could be"
            " recorded twice. Take the log from a backup and verify it."
        )

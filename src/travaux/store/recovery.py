"""How a log is taken up again whose second place was lost, or of which only an older copy is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from travaux.record.tree import Frontier, Hash, leaf_hash
from travaux.store.audit import NonceOf, audit
from travaux.store.extension import NewLeaf, frontier_at
from travaux.store.fault import Recovery
from travaux.store.publication import extends
from travaux.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHead:
    """A head that somebody holds a signed checkpoint of."""

    size: int
    root: Hash
    by: str


def adopt(store: Store, nonce_of: NonceOf, known: Iterable[KnownHead]) -> Frontier:
    """Take the log for what it is, after an audit, and return the head that is kept from now on.

    For a log that was moved, or whose head file was lost. *known* are the heads that the parties hold: the
    log must go on from each, or leaves that they hold receipts for would be denied. Raises Recovery, Damaged.
    """
    head = proved(store, nonce_of, known)
    store.keep(head)
    return head


def proved(store: Store, nonce_of: NonceOf, known: Iterable[KnownHead]) -> Frontier:
    """Return the head of the log, after an audit, if it goes on from each that is *known*; keep nothing.

    Raises Recovery, Damaged.
    """
    head = audit(store, nonce_of)
    kept = store.kept()
    if kept is not None:
        extends(store, kept)
    for one in known:
        if one.size > head.size or frontier_at(one.size, store.hashes).root != one.root:
            raise Recovery(
                f"{one.by} holds a signed head of {one.size} entries ({one.root.hex()[:16]}…), and"
                f" {store.origin}, of {head.size} entries, does not go on from it: this is an older copy, or"
                " another record. Ask for the entries that are missing."
            )
    return head


def resubmit(store: Store, leaves: Mapping[int, bytes], nonce_of: NonceOf) -> Frontier:
    """Append to an older copy the *leaves*, by place, that it lacks; return the head, the one signed last.

    The parties have them, byte for byte, from their receipts. All are needed, and nothing is appended unless
    they give that head. Raises Recovery.
    """
    head, kept = store.head(), store.kept()
    if kept is None:
        raise Recovery(f"the head file of {store.origin} is missing: it is not known which entries are.")
    wanted = range(head.size, kept.size)
    lacking = [index for index in wanted if index not in leaves]
    if lacking:
        raise Recovery(
            f"{store.origin} has {head.size} entries of the {kept.size} that were signed, and still lacks"
            f" {', '.join(map(str, lacking[:10]))}{'…' if lacking[10:] else ''}. Ask the parties for them."
        )
    batch = [NewLeaf(leaf=leaves[index], nonce=nonce_of(leaves[index])) for index in wanted]
    if head.appended(leaf_hash(new.leaf) for new in batch) != kept:
        raise Recovery(
            f"the entries {head.size} to {kept.size - 1} do not give the head of {store.origin} that was"
            " signed: one of them is not the entry of that place, or this copy is of another record. Nothing"
            " was appended."
        )
    return store.append(batch, head)

"""When a head may be signed: proved from the bytes as they are stored, and kept in a second place first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from travaux.record.tree import Frontier
from travaux.store.extension import frontier_at, hashed
from travaux.store.fault import Damaged, Recovery
from travaux.store.store import Note, Store

READINGS: Final = 2
"""How often the leaves are read back and hashed before a head is handed out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Where the heads of *store* are signed, and by what: *sign* gives the bytes of the checkpoint."""

    store: Store
    sign: Callable[[Frontier], bytes]

    def publish(self) -> Note:
        """Sign the head as it is now; what is returned is kept, and is all that may be shown to others.

        If the head was published before, returns that note. Raises Recovery and Damaged, and then nothing
        was signed.
        """
        latest = self.store.latest_checkpoint()
        head = provable_head(self.store)
        if latest is not None and latest.size == head.size:
            return latest
        # First kept, then signed: whatever happens in between, nothing was ever signed beyond what is kept.
        self.store.keep(head)
        note = self.sign(head)
        self.store.put_checkpoint(head.size, note)
        return Note(size=head.size, by="", data=note)


def provable_head(store: Store) -> Frontier:
    """The head, if it extends the one signed last and is what the stored bytes hash to.

    The leaves since then are read and hashed twice, each time from the store. Raises Recovery, Damaged.
    """
    kept = extends_kept(store)
    head = store.head()
    for _ in range(READINGS):
        recorded = store.hashes(0, kept.size, head.size)
        hashes = hashed(store.leaves(kept.size, head.size), recorded, kept.size, store.origin)
        if not kept.appended(hashes) == head == frontier_at(head.size, store.hashes):
            raise Damaged(
                f"the {head.size} leaves of {store.origin} do not give the head that is stored with them."
                " Nothing was signed: take the log from a backup and verify it."
            )
    return head


def extends_kept(store: Store) -> Frontier:
    """The head signed last, if the log goes on from it. Raises Recovery if the log is older, or another.

    Raises LivesElsewhere if it was carried to another place.
    """
    store.check_lives_here()
    kept = store.kept()
    if kept is None:
        raise Recovery(
            f"the head file of {store.origin} is missing, so it is not known which head was signed last."
            " Put it back beside the record. If it is lost, or this copy was moved here, and the record lives"
            " nowhere else, restore it: that holds it to the heads that the parties have."
        )
    extends(store, kept)
    return kept


def extends(store: Store, kept: Frontier) -> None:
    """Raise Recovery unless the log goes on from *kept*."""
    size = store.head().size
    if size < kept.size:
        raise Recovery(
            f"{store.origin} has {size} entries, and a head of {kept.size} was signed: this is an older copy."
            f" Put the latest copy here, or restore this one with entries {size} to {kept.size - 1} from what"
            " the parties have."
        )
    found = frontier_at(kept.size, store.hashes)
    if found != kept:
        raise Recovery(
            f"the first {kept.size} entries of {store.origin} give the root {found.root.hex()[:16]}…, and"
            f" {kept.root.hex()[:16]}… was signed: this is another record under the same name."
            " Put the right one here."
        )

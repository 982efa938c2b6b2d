"""What the machine and the simulator keep a record with: a store that fails when told to, and its keeper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from travaux.cli.zones import zone_named
from travaux.record.admission import Admission, Submission
from travaux.record.checkpoint import Checkpoint, signed
from travaux.record.fold import entered
from travaux.record.leaf import Leaf
from travaux.record.negotiation import Negotiation
from travaux.record.signature import PrivateKey
from travaux.record.tree import Frontier
from travaux.store.extension import NewLeaf
from travaux.store.fault import StoreFault
from travaux.store.sqlite import SqliteStore
from travaux.store.store import MemoryStore
from travaux.store.writer import Writer

Keeper = Writer[Negotiation]


class Failing:
    """A store whose next append fails before anything is written, or after everything is."""

    fails: str = ""

    def failing(self) -> str:
        fails, self.fails = self.fails, ""
        if fails == "before":
            raise StoreFault("the disk is full")
        return fails


class FailingMemory(Failing, MemoryStore):
    def append(self, batch: Sequence[NewLeaf], head_before: Frontier) -> Frontier:
        fails = self.failing()
        head = super().append(batch, head_before)
        if fails:
            raise StoreFault("the answer was lost")
        return head


class FailingSqlite(Failing, SqliteStore):
    def append(self, batch: Sequence[NewLeaf], head_before: Frontier) -> Frontier:
        fails = self.failing()
        head = super().append(batch, head_before)
        if fails:
            raise StoreFault("the answer was lost")
        return head


FailingStore = FailingMemory | FailingSqlite


def kept(store: FailingStore, clock: Callable[[], str]) -> Keeper:
    return Writer(store, admission=Admission(store.origin, zone_named), clock=clock)


def submission(leaf: Leaf) -> Submission:
    return Submission(entry=leaf.entry, signatures=leaf.signatures)


def checkpoint_of(store: FailingStore, key: PrivateKey) -> Callable[[Frontier], bytes]:
    """Give what signs heads of this store."""
    return lambda head: signed(Checkpoint(origin=store.origin, size=head.size, root=head.root), key)


def in_file(path: Path, origin: str) -> FailingSqlite:
    return FailingSqlite.open(path) if path.exists() else FailingSqlite.create(path, origin=origin)


def leaves_in(files: dict[str, bytes]) -> list[bytes]:
    """List the leaves in a bundle, in their order in the record."""
    found = {path.split("/")[1]: data for path, data in files.items() if path.endswith("/leaf")}
    return [found[place] for place in sorted(found)]


def imported(leaves: Sequence[bytes]) -> MemoryStore:
    """Put leaves into an empty store, as they are."""
    entries = list(entered(leaves))
    store = MemoryStore(entries[0].entry.neg)
    batch = [
        NewLeaf(leaf=data, nonce=bytes.fromhex(one.entry.nonce))
        for data, one in zip(leaves, entries, strict=True)
    ]
    store.append(batch, store.head())
    return store

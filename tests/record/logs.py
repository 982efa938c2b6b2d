"""What the machine and the simulator keep a record with: a store that fails when told to, and its keeper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from travaux.record import admission
from travaux.record.checkpoint import Checkpoint, signed
from travaux.record.leaf import Leaf
from travaux.record.negotiation import Negotiation
from travaux.record.refusal import Refused as Inadmissible
from travaux.record.signature import PrivateKey
from travaux.record.tree import Frontier
from travaux.store.extension import NewLeaf
from travaux.store.fault import StoreFault
from travaux.store.sqlite import SqliteStore
from travaux.store.store import MemoryStore
from travaux.store.writer import Context, Refused, Submission, Writer

Keeper = Writer[Negotiation]


class Admitting:
    """The record's admission, in the words of the store."""

    def __init__(self, origin: str) -> None:
        self._own = admission.Admission(origin)

    def nonce(self, submission: Submission) -> bytes:
        try:
            return self._own.nonce(
                admission.Submission(entry=submission.entry, signatures=submission.signatures)
            )
        except Inadmissible as refused:
            raise Refused(str(refused)) from refused

    def fold(self, leaves: Iterable[bytes]) -> Negotiation:
        return self._own.fold(leaves)

    def admit(self, leaf: Leaf, state: Negotiation, context: Context) -> Negotiation:
        try:
            return self._own.admit(leaf, state, context)
        except Inadmissible as refused:
            raise Refused(str(refused)) from refused


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
    return Writer(store, admission=Admitting(store.origin), clock=clock)


def submission(leaf: Leaf) -> Submission:
    return Submission(entry=leaf.entry, signatures=leaf.signatures)


def checkpoint_of(store: FailingStore, key: PrivateKey) -> Callable[[Frontier], bytes]:
    """Give what signs heads of this store."""
    return lambda head: signed(Checkpoint(origin=store.origin, size=head.size, root=head.root), key)


def in_file(path: Path, origin: str) -> FailingSqlite:
    return FailingSqlite.open(path) if path.exists() else FailingSqlite.create(path, origin=origin)

"""The one way into a log: admit, append, acknowledge; and what is believed of the log in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Generic, Protocol, TypeVar

from travaux.record.admission import Submission
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.refusal import Code, Refused
from travaux.record.tree import Frontier, Hash, leaf_hash
from travaux.store.extension import NewLeaf, frontier_at, hashed
from travaux.store.fault import Damaged, InUse, NonceTaken, StoreFault, head_moved
from travaux.store.publication import extends_kept
from travaux.store.store import Store
from travaux.text.phrase import phrase, said_by

State = TypeVar("State")
CHUNK: Final = 2048
"""Leaves proved at once."""
Clock = Callable[[], str]
"""Gives the instant now as YYYY-MM-DDThh:mm:ss.sssZ."""


class Stopped(StoreFault):
    """Nothing more is appended: what went wrong before, and what to do."""


class Unsettled(StoreFault):
    """Whether it was appended is not known: the log fell silent while it was written, and will say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where in the log a leaf would stand."""

    index: int
    head: Frontier
    """The head before the leaf: of the log itself, or of the leaves admitted before it in the same batch."""
    durable: int
    """Leaves of the log itself; nobody outside can have seen a later head."""
    root_at: Callable[[int], Hash]
    """The root of the first n ≤ *durable* leaves."""


class Admission(Protocol[State]):
    """Who decides what is appended. The state belongs to it alone, and is never changed in place."""

    def nonce(self, submission: Submission) -> bytes:
        """Read the nonce, 16 bytes. Raises Refused if there is no reading the entry."""
        ...

    def fold(self, leaves: Iterable[bytes]) -> State:
        """Make the state of a log from its leaves, in order."""
        ...

    def admit(self, leaf: Leaf, state: State, context: Context) -> State:
        """Return the state after *leaf*. Raises Refused if it may not be appended."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What is acknowledged: the leaf is durable, and stands at this place for good."""

    index: int
    leaf: bytes
    hash: Hash
    head: Frontier
    """A head of the log that has the leaf."""
    repeated: bool = False
    """The same entry had been received before; this is its place."""


Outcome = Receipt | Refused | NonceTaken


@dataclass(frozen=True, slots=True)
class Now(Generic[State]):
    """The log as acknowledged: its head and the state of its leaves, always of the same moment."""

    head: Frontier
    state: State


class Writer(Generic[State]):
    """Appends to *store* what *admission* admits. One at a time, and in one thread at a time.

    Opening reads and hashes every leaf; the state is made of nothing that does not hash to the head.
    Raises Recovery, Damaged.
    """

    def __init__(self, store: Store, *, admission: Admission[State], clock: Clock) -> None:
        self._store = store
        self._admission = admission
        self._clock = clock
        self._stopped: StoreFault | None = None
        self._unknown: tuple[StoreFault, _Batch[State]] | None = None
        """Why it is not known of a batch whether it was committed."""
        self._taken = store.hold()
        """How often the right to write had been taken when the log was looked at last."""
        self._received_at = ""
        extends_kept(store)
        head = store.head()
        leaves = self._proved(head)
        self.now: Now[State] = Now(head, admission.fold(leaves))
        for _ in leaves:
            pass  # the proof stands at the end, however much of it the fold has read
        self._root_at = lru_cache(1024)(lambda size: frontier_at(size, store.hashes).root)

    def _proved(self, head: Frontier) -> Iterator[bytes]:
        """Each leaf, once it has hashed to what is recorded for it; at the end, the head."""
        found = Frontier()
        leaf = b""
        for start in range(0, head.size, CHUNK):
            stop = min(start + CHUNK, head.size)
            leaves = tuple(self._store.leaves(start, stop))
            hashes = hashed(leaves, self._store.hashes(0, start, stop), start, self._store.origin)
            found = found.appended(hashes)
            yield from leaves
            leaf = leaves[-1]
        if found != head:
            raise Damaged(
                f"the {head.size} leaves of {self._store.origin} hash to {found.root.hex()[:16]}…, and its"
                f" head says {head.root.hex()[:16]}…. Take the log from a backup and verify it."
            )
        if leaf:
            self._received_at = Leaf.from_bytes(leaf).received_at

    @property
    def stopped(self) -> bool:
        """Whether nothing more is appended until the log is opened again."""
        return self._stopped is not None

    def hold(self) -> None:
        """Have the right to write; where it had been lost, see that the log is where it was left.

        Raises InUse where somebody else has it, and Stopped where somebody else has written meanwhile: that
        is for good. Raises StoreFault where the log does not answer.
        """
        if self._stopped is not None:
            raise Stopped(
                phrase(
                    "{why} Nothing more is recorded until the log is opened again.",
                    why=said_by(self._stopped),
                )
            )
        if self._unknown is not None:
            self._settle(*self._unknown)
        taken = self._store.hold()
        if taken == self._taken:
            return
        if self._store.head() != self.now.head:
            self._stopped = StoreFault(
                phrase("Somebody else has written to {origin} meanwhile.", origin=self._store.origin)
            )
            self.hold()
        self._taken = taken

    def append(self, submissions: Sequence[Submission], *, whole: bool = False) -> tuple[Outcome, ...]:
        """Append what is admitted of *submissions*, in order, in one transaction; say what became of each.

        With *whole*, one that is not admitted keeps out all others. Raises StoreFault: then nothing was
        acknowledged, and sending the same again is safe. Raises Unsettled, where it may have been appended.
        """
        self.hold()
        batch = _Batch(self.now, self._received_at)
        nonces = [self._nonce(submission) for submission in submissions]
        places = self._store.places([one for one in nonces if isinstance(one, bytes)])
        outcomes = [
            self._one(submission, nonce, places, batch)
            for submission, nonce in zip(submissions, nonces, strict=True)
        ]
        if whole and not all(isinstance(outcome, Receipt) for outcome in outcomes):
            return tuple(outcome for outcome in outcomes if not isinstance(outcome, Receipt))
        if batch.new:
            self._commit(batch)
        return tuple(outcomes)

    def _nonce(self, submission: Submission) -> bytes | Refused:
        try:
            return self._admission.nonce(submission)
        except Refused as refused:
            return refused

    def _one(
        self,
        submission: Submission,
        nonce: bytes | Refused,
        places: Mapping[bytes, int],
        batch: _Batch[State],
    ) -> Outcome:
        if isinstance(nonce, Refused):
            return nonce
        try:
            before = batch.receipts.get(nonce) or self._receipt(places.get(nonce))
            if before is not None:
                return _again(before, submission)
            at = max(self._clock(), batch.received_at)
            leaf = Leaf(received_at=at, entry=submission.entry, signatures=submission.signatures)
            context = Context(
                index=batch.head.size, head=batch.head, durable=self.now.head.size, root_at=self._root_at
            )
            state = self._admission.admit(leaf, batch.state, context)
        except (Refused, NonceTaken) as refused:
            return refused
        except BadLeaf as fault:
            return Refused(Code.UNREADABLE, f"this is no entry that can be recorded: {fault}.")
        return batch.take(leaf, nonce, state)

    def _receipt(self, index: int | None) -> Receipt | None:
        """The receipt of the leaf at this place, where it has one."""
        if index is None:
            return None
        (leaf,) = self._store.leaves(index, index + 1)
        return Receipt(index=index, leaf=leaf, hash=leaf_hash(leaf), head=self.now.head)

    def _commit(self, batch: _Batch[State]) -> None:
        before = self.now.head
        try:
            stored = self._store.append(batch.new, before)
        except StoreFault as fault:
            if isinstance(fault, InUse):
                raise  # nothing was sent
            # The commit may have come through although its answer did not, or may come through still: the
            # log itself knows, once nobody else has the right to write to it.
            try:
                self._taken = self._store.hold()
                stored = self._store.head()
            except StoreFault:
                self._unknown = (fault, batch)
                raise Unsettled(
                    phrase(
                        "{why} Whether this was recorded is not known yet: the log says so as soon as it "
                        "answers. What is sent once more is recorded once.",
                        why=said_by(fault),
                    )
                ) from fault
            if stored == before:
                raise
        except BaseException as fault:
            self._stopped = StoreFault(f"the program failed while it recorded: {fault!r}.")
            raise
        self._take(batch, stored)

    def _settle(self, why: StoreFault, batch: _Batch[State]) -> None:
        """Ask the log whether it has *batch*. Raises Stopped, where it does not answer still; HeadMoved.

        Raises InUse while somebody writes: the session may be the one that was to write the batch.
        """
        try:
            taken = self._store.hold()
            stored = self._store.head()
        except InUse:
            raise
        except StoreFault as fault:
            raise Stopped(f"{why} Nothing more is recorded until the log answers again.") from fault
        self._unknown = None
        self._taken = taken
        if stored != self.now.head:
            self._take(batch, stored)

    def _take(self, batch: _Batch[State], stored: Frontier) -> None:
        """Go on from *batch*, where it is what the log has. Raises HeadMoved, for good."""
        if stored != batch.head:
            self._stopped = head_moved(self._store.origin, expected=batch.head, found=stored)
            raise self._stopped
        self.now = Now(batch.head, batch.state)
        self._received_at = batch.received_at


class _Batch(Generic[State]):
    """What is about to be appended, and what the log would be with it."""

    def __init__(self, now: Now[State], received_at: str) -> None:
        self.head = now.head
        self.state = now.state
        self.received_at = received_at
        self.new: list[NewLeaf] = []
        self.receipts: dict[bytes, Receipt] = {}

    def take(self, leaf: Leaf, nonce: bytes, state: State) -> Receipt:
        data = leaf.to_bytes()
        digest = leaf_hash(data)
        index = self.head.size
        self.head = self.head.after(digest)
        self.state = state
        self.received_at = leaf.received_at
        self.new.append(NewLeaf(leaf=data, nonce=nonce))
        receipt = Receipt(index=index, leaf=data, hash=digest, head=self.head)
        self.receipts[nonce] = receipt
        return receipt


def _again(before: Receipt, submission: Submission) -> Receipt:
    """The receipt of an entry sent once more. Raises NonceTaken if it is another entry."""
    leaf = Leaf.from_bytes(before.leaf)
    if (leaf.entry, leaf.signatures) != (submission.entry, submission.signatures):
        raise NonceTaken(
            phrase(
                "leaf {index} has the nonce of this entry and is not this entry, or has other signatures. "
                "Ask for that leaf; if it is not what you meant to send, make a new entry with a new nonce.",
                index=before.index,
            )
        )
    return replace(before, repeated=True)

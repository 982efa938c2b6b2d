"""The keeper of the record in a simulated world: its store fails, it stops at any point, it starts again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.record.logs import FailingMemory, Keeper, checkpoint_of, kept, submission
from tests.simulation.world import World
from travaux.record.entry import read
from travaux.record.fold import entered
from travaux.record.leaf import Leaf
from travaux.record.signature import PrivateKey
from travaux.record.tree import leaf_hash
from travaux.store.extension import NewLeaf
from travaux.store.fault import StoreFault
from travaux.store.publication import Publication
from travaux.store.writer import Outcome, Receipt

Reply = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What the keeper gives to whoever asks: a signed head, and the leaves from where one was."""

    head: bytes
    leaves: tuple[bytes, ...]


class Keeping:
    def __init__(self, world: World, origin: str, log: PrivateKey) -> None:
        self.world = world
        self.log = log
        self.store = FailingMemory(origin)
        self.store.keep(self.store.head())
        self.writer: Keeper | None = kept(self.store, world.clock)
        self.queue: list[tuple[Leaf, Reply]] = []
        self.faults = 0
        self.deaf: set[str] = set()
        """Whose letters it throws away."""
        self.lies = 0.0
        """How often it acknowledges what it does not record."""

    def branch(self) -> Keeping:
        """Give another keeper with all that is here: from now on, two histories can be told."""
        other = Keeping(self.world, self.store.origin, self.log)
        leaves = list(self.store.leaves())
        nonces = [bytes.fromhex(one.entry.nonce) for one in entered(leaves)]
        batch = [NewLeaf(leaf=data, nonce=nonce) for data, nonce in zip(leaves, nonces, strict=True)]
        other.store.append(batch, other.store.head())
        other.store.keep(other.store.head())
        other.writer = kept(other.store, self.world.clock)
        return other

    # --- what arrives

    def receive(self, leaf: Leaf, reply: Reply) -> None:
        if self.writer is None or read(leaf.entry).actor in self.deaf:
            return
        if self.lies and self.world.chance(self.lies):
            self.world.send(lambda: reply(self.lie(leaf)))
        else:
            self.queue.append((leaf, reply))

    def lie(self, leaf: Leaf) -> Receipt:
        head = self.store.head()
        data = replace(leaf, received_at=self.world.clock()).to_bytes()
        return Receipt(index=head.size, leaf=data, hash=leaf_hash(data), head=head)

    def serve(self, size: int) -> Served | None:
        """Give the published head, and what is under it from *size* on."""
        note = self.store.latest_checkpoint()
        if self.writer is None or note is None or note.size < size:
            return None
        return Served(head=note.data, leaves=tuple(self.store.leaves(size, note.size)))

    # --- what goes on

    def goes_on(self) -> None:
        """Work, and work again later."""
        self.work()
        self.world.after(self.world.random.uniform(0.1, 1.0), self.goes_on)

    def work(self) -> None:
        if self.writer is None:
            return
        batch, self.queue = self.queue, []
        self.store.fails = self.world.random.choices(("", "before", "after"), (94, 3, 3))[0] if batch else ""
        try:
            outcomes = self.writer.append([submission(leaf) for leaf, _ in batch])
        except StoreFault:
            self.faults += 1
            self.stop()
            return
        if self.world.chance(0.03):  # recorded, and stopped before anybody was told
            self.stop()
            return
        for (_, reply), outcome in zip(batch, outcomes, strict=True):
            self.world.send(lambda reply=reply, outcome=outcome: reply(outcome))  # type: ignore[misc]
        if self.world.chance(0.5):
            self.publish()

    def answers_all(self) -> None:
        """Work through what is there with nothing failing, and tell everybody at once."""
        self.start()
        assert self.writer is not None
        self.store.fails = ""  # what was to fail in a batch that held nothing new
        batch, self.queue = self.queue, []
        outcomes = self.writer.append([submission(leaf) for leaf, _ in batch])
        for (_, reply), outcome in zip(batch, outcomes, strict=True):
            reply(outcome)
        self.publish()

    def publish(self) -> None:
        Publication(store=self.store, sign=checkpoint_of(self.store, self.log)).publish()

    def stop(self) -> None:
        self.writer, self.queue, self.store.fails = None, [], ""
        self.world.after(self.world.random.uniform(0.5, 5.0), self.start)

    def start(self) -> None:
        if self.writer is None:
            self.writer = kept(self.store, self.world.clock)

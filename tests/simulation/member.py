"""A member at its own desk in a simulated world: it verifies what it is shown, acts, and asks again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.record.negotiating import Mover
from tests.record.writing import Writer
from travaux.record.checkpoint import Checkpoint, cosigned, log_key, opened
from travaux.record.entry import LeafHash
from travaux.record.fold import fold
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.refusal import Code, Refused
from travaux.record.signature import PrivateKey
from travaux.record.tree import leaf_hash
from travaux.store.fault import NonceTaken
from travaux.store.writer import Outcome, Receipt
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from tests.simulation.keeping import Keeping
    from tests.simulation.world import World


AGAIN = 5.0
"""Seconds after which a letter without an answer is sent again."""
PATIENCE = 20.0
"""Seconds after which a member says in public that it gets no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    sent: float
    answered: float
    index: int
    leaf: bytes


class Member:
    def __init__(self, world: World, who: str, keeper: Keeping, seed: int) -> None:
        self.world, self.who, self.keeper = world, who, keeper
        self.w = Writer(keeper.store.origin, seed=seed)
        self.state = self.w.negotiation
        self.pending: tuple[float, Leaf] | None = None
        self.acknowledged: list[Acknowledged] = []
        self.refusals: list[Code] = []
        self.alarms: list[str] = []
        """What proves that the keeper is not honest, or is mistaken."""
        self.complaints: list[float] = []
        """When it had waited too long for an answer. Letters get lost: that proves nothing yet."""
        self.heads: list[bytes] = []
        """The heads it has verified, as signed."""
        self.witness = PrivateKey.from_seed(f"{seed} witness {who}".encode().ljust(32, b".")[:32])
        self.cosigned: list[bytes] = []

    # --- looking

    def look(self) -> bool:
        """Take what the keeper shows; an alarm where it does not go on from what was shown before."""
        served = self.keeper.serve(len(self.w.leaves))
        if served is None:
            return False
        head = self.opened(served.head)
        size = len(self.w.leaves)
        for data in served.leaves:
            self.take(data)
        self.agrees(head)
        self.finds_own(size)
        self.state = fold(self.w.entered[size:], self.state)
        self._keep_last()
        self.heads.append(served.head)
        if not self.alarms and self.world.chance(0.3):
            self.cosign(head)
        return True

    def take(self, data: bytes) -> None:
        """Take a leaf; its author must have seen this history."""
        before = self.w.entered[-1].received_at if self.w.entered else ""
        try:
            one = self.w.takes(data)
        except BadLeaf as fault:
            self.alarms.append(str(fault))
            return
        seen = one.entry.seen
        if seen.size > one.index or self.w.roots[seen.size].hex() != seen.root:
            self.alarms.append(f"the author of entry {one.index} was shown another history")
        if one.received_at < before:
            self.alarms.append(f"entry {one.index} was received before the one before it")

    def finds_own(self, size: int) -> None:
        """Alarm where what was acknowledged is not where it was said to be, in what is new from *size* on."""
        self.alarms += [
            f"entry {one.index} is not the one that was acknowledged"
            for one in self.acknowledged
            if size <= one.index < len(self.w.leaves) and self.w.leaves[one.index] != one.leaf
        ]

    def _keep_last(self) -> None:
        """Remember what one did last, where that is acknowledged and not yet under a published head."""
        if self.acknowledged and self.acknowledged[-1].index >= len(self.w.leaves):
            self.w.last[PartyCode(self.who)] = LeafHash(leaf_hash(self.acknowledged[-1].leaf).hex())

    def opened(self, note: bytes) -> Checkpoint:
        return opened(note, log_key(self.keeper.store.origin, self.keeper.log))

    def agrees(self, head: Checkpoint) -> None:
        """Alarm where a signed head is not one of the history known here."""
        if head.size < len(self.w.roots) and self.w.roots[head.size] != head.root:
            self.alarms.append(f"two heads of {head.size} entries are signed")

    def hears(self, note: bytes) -> None:
        """Compare a head that another member has been shown."""
        self.agrees(self.opened(note))

    def cosign(self, head: Checkpoint) -> None:
        self.cosigned.append(
            cosigned(head, at=int(self.world.time), name=self.who.lower(), private=self.witness)
        )

    # --- acting

    def goes_on(self) -> None:
        self.act()
        self.world.after(self.world.random.expovariate(0.5), self.goes_on)

    def act(self) -> None:
        if self.alarms:
            return
        if self.pending is not None:
            waiting = self.world.time - self.pending[0]
            if waiting > PATIENCE:
                self.complaints.append(self.world.time)
            if waiting > AGAIN:
                self.send()
            return
        self.look()
        if self.who not in self.state.members:
            return
        move = Mover(self.who, self.state, self.world.random.randrange).any()
        if move is None:
            return
        docs = [self.w.document(b"words") for _ in range(move.docs)]
        entry = self.w.composed(
            self.who, move.act, *move.concerns, vis=move.vis, docs=docs, on_behalf=move.on_behalf
        )
        self.pending = (self.world.time, self.w.leaf(entry))
        self.send()

    def send(self) -> None:
        if self.pending is not None:
            leaf = self.pending[1]
            self.world.send(lambda: self.keeper.receive(leaf, lambda outcome: self.hear(leaf, outcome)))

    def hear(self, leaf: Leaf, outcome: Outcome) -> None:
        if self.pending is None or self.pending[1] != leaf:
            return  # the answer to this came before
        sent, self.pending = self.pending[0], None
        match outcome:
            case Receipt():
                self.acknowledged.append(
                    Acknowledged(sent=sent, answered=self.world.time, index=outcome.index, leaf=outcome.leaf)
                )
                self._keep_last()
            case Refused(code=why):
                self.refusals.append(why)
            case NonceTaken():
                raise AssertionError(f"{self.who}: {outcome}")

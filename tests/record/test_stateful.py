"""A record under any sequence of acts, crashes, restarts and frauds, against a plain list of leaves.

Rules that hold after every step: the folded record is the state that was kept beside it; the record verifies
up to any size; what one may read does not depend on who else is let in; what is exported is what is there.
`TRAVAUX_SOAK=1` makes it long.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.record.logs import (
    FailingMemory,
    FailingStore,
    Keeper,
    checkpoint_of,
    imported,
    in_file,
    kept,
    leaves_in,
    submission,
)
from tests.record.negotiating import Chosen, Move, Mover
from tests.record.soak import SOAK
from tests.record.writing import ORIGIN, Writer, changed
from travaux.record import act
from travaux.record.act import Fingerprint, NoteKind
from travaux.record.admission import audit
from travaux.record.audience import is_redacted
from travaux.record.bundle import Head, bundle, unpacked
from travaux.record.bundle_verification import verify_bundle
from travaux.record.checkpoint import log_key
from travaux.record.entry import Entry
from travaux.record.fold import entered, fold, moment
from travaux.record.leaf import Leaf
from travaux.record.may import Verb, may
from travaux.record.policy import Log, Policy
from travaux.record.refusal import Refused
from travaux.record.signature import PrivateKey
from travaux.record.tree import consistency, verify_consistency
from travaux.record.verification import verify_log
from travaux.store.fault import StoreFault
from travaux.store.publication import Publication
from travaux.store.writer import Outcome, Receipt
from travaux.text.wording import PartyCode

PARTIES = ("ARD", "BOR", "CEL")
WHO = ("SEC", *PARTIES, "OBS")
READERS = (None, *(PartyCode(one) for one in (*WHO, "NEW", "XXX")))

actors = st.sampled_from(WHO)
numbers = st.integers(0, 2**30)


class RecordMachine(RuleBasedStateMachine):
    store: FailingStore

    def __init__(self) -> None:
        super().__init__()
        self.w = Writer(seed=1)
        self.model: list[bytes] = []
        self.heads: list[bytes] = []
        """The heads that were signed, as everybody has them."""
        self.unanswered: Leaf | None = None
        """What was sent without an answer having come back."""
        self.readings: dict[tuple[PartyCode | None, int], bool] = {}
        self.store = self.opened()
        self.keeper: Keeper = kept(self.store, lambda: self.w.now)

    def opened(self) -> FailingStore:
        """Open the store: what was durable is there."""
        raise NotImplementedError

    # --- acts

    @initialize()
    def opens(self) -> None:
        w = Writer()
        w.opens("SEC", parties=PARTIES, observers=("OBS",))
        w.groups("COAST", "ARD", "BOR")
        self.w.keys, self.w.log = w.keys, w.log
        for one in w.entered:
            assert isinstance(self.by("SEC", one.act), Receipt)

    def sent(self, leaf: Leaf) -> Outcome | StoreFault:
        """Send it to the keeper; the model takes what was acknowledged."""
        try:
            (outcome,) = self.keeper.append([submission(leaf)])
        except StoreFault as fault:
            self.unanswered = leaf
            return fault
        if isinstance(outcome, Receipt) and not outcome.repeated:
            assert outcome.index == len(self.model)
            self.model.append(outcome.leaf)
            self.w.takes(outcome.leaf)
            self.w.passes(minutes=7)
        return outcome

    def composed(self, who: str, move: Move) -> Entry:
        docs = [self.w.document(b"words") for _ in range(move.docs)]
        return self.w.composed(
            who, move.act, *move.concerns, vis=move.vis, docs=docs, on_behalf=move.on_behalf
        )

    def moves(self, who: str, name: str, seed: int) -> None:
        """Make an honest move, which has to be admitted."""
        state = self.keeper.now.state
        if self.unanswered is not None or state.members[PartyCode(who)].until is not None:
            return
        if not any(one.party == who and one.until is None for one in state.keys.values()):
            return
        move = getattr(Mover(who, state, Chosen(seed)), name)()
        if move is not None:
            outcome = self.sent(self.w.leaf(self.composed(who, move)))
            assert isinstance(outcome, Receipt), str(outcome)

    @rule(seed=numbers)
    def table(self, seed: int) -> None:
        self.moves("SEC", "tables", seed)

    @rule(who=actors, seed=numbers)
    def ack(self, who: str, seed: int) -> None:
        self.moves(who, "receives", seed)

    @rule(who=st.sampled_from(PARTIES), seed=numbers)
    def answer(self, who: str, seed: int) -> None:
        self.moves(who, "answers", seed)

    @rule(who=st.sampled_from(PARTIES), seed=numbers)
    def promise(self, who: str, seed: int) -> None:
        self.moves(who, "promises", seed)

    @rule(who=actors, seed=numbers)
    def correct(self, who: str, seed: int) -> None:
        self.moves(who, "corrects", seed)

    @rule(who=actors, seed=numbers)
    def withdraw(self, who: str, seed: int) -> None:
        self.moves(who, "withdraws", seed)

    @rule(who=actors, seed=numbers)
    def sign(self, who: str, seed: int) -> None:
        self.moves(who, "rules" if who == "SEC" else "agrees", seed)

    @rule(who=actors, seed=numbers)
    def redact(self, who: str, seed: int) -> None:
        self.moves(who, "redacts", seed)

    @rule(who=actors, seed=numbers)
    def anything(self, who: str, seed: int) -> None:
        self.moves(who, "any", seed)

    # --- who is there, and whose key is which

    def by(self, who: str, what: act.Act) -> Outcome | StoreFault:
        return self.sent(self.w.leaf(self.w.composed(who, what, vis="all")))

    def ready(self) -> bool:
        return self.unanswered is None

    @precondition(ready)
    @rule(who=st.sampled_from(PARTIES))
    def rotate(self, who: str) -> None:
        old, new = self.w.key(who), self.w.new_key(who)
        what = act.RotatesKey(old=Fingerprint(old.public.fingerprint), line=new.public.line)
        outcome = self.by(who, what)

        assert isinstance(outcome, Receipt), str(outcome)
        self.w.keys[PartyCode(who)] = new
        self.refused(who, old)

    @precondition(ready)
    @rule(who=st.sampled_from(PARTIES), by_keeper=st.booleans())
    def revoke(self, who: str, *, by_keeper: bool) -> None:
        """The key is gone, nothing it signs is admitted, and the keeper enrols the next one."""
        old, new = self.w.key(who), self.w.new_key(who)
        revoked = self.by("SEC" if by_keeper else who, act.RevokesKey(key=fingerprint(old)))
        self.refused(who, old)
        enrolled = self.by("SEC", act.EnrolsKey(party=PartyCode(who), line=new.public.line))

        assert isinstance(revoked, Receipt), str(revoked)
        assert isinstance(enrolled, Receipt), str(enrolled)
        self.w.keys[PartyCode(who)] = new

    def refused(self, who: str, key: PrivateKey) -> None:
        entry = changed(self.w.composed(who, act.SendsNote(kind=NoteKind.LETTER)), key=fingerprint(key))
        assert isinstance(self.sent(self.w.leaf(entry, key)), Refused)

    @precondition(ready)
    @rule()
    def let_in_or_out(self) -> None:
        """Somebody new is let in; nobody else's reading changes. Next time, it leaves."""
        state, new = self.keeper.now.state, PartyCode("NEW")
        is_member = new in state.members and state.members[new].until is None
        before = {pair: reads(self, *pair) for pair in self.pairs()}

        if is_member:
            outcome = self.by("SEC", act.RemovesMember(party=new))
        else:
            outcome = self.by("SEC", act.AddsMember(party=new, name="New"))

        assert isinstance(outcome, Receipt), str(outcome)
        after = {pair: reads(self, *pair) for pair in before}
        assert [pair for pair, read in before.items() if read and not after[pair]] == []
        assert [pair for pair, read in after.items() if read != before[pair] and pair[0] != new] == []

    def pairs(self) -> list[tuple[PartyCode | None, int]]:
        return [(who, index) for who in READERS for index in range(len(self.model))]

    # --- what goes wrong

    @precondition(ready)
    @rule(who=actors, seed=numbers, written=st.booleans())
    def crash(self, who: str, seed: int, *, written: bool) -> None:
        """The store fails before or after it has written; nobody knows which; the keeper stops."""
        move = Mover(who, self.keeper.now.state, Chosen(seed)).sends()
        assert move is not None
        if PartyCode(who) not in self.w.keys:
            return
        self.store.fails = "after" if written else "before"
        outcome = self.sent(self.w.leaf(self.composed(who, move)))
        if written:  # the keeper has asked the log itself, and could acknowledge
            assert isinstance(outcome, Receipt), str(outcome)
        else:
            assert isinstance(outcome, StoreFault), str(outcome)

    @rule()
    def restart(self) -> None:
        """Open again; send again what had no answer: it is there once."""
        self.store = self.opened()
        self.keeper = kept(self.store, lambda: self.w.now)
        if (leaf := self.unanswered) is not None:
            self.unanswered = None
            outcome = self.sent(leaf)
            assert isinstance(outcome, Receipt), str(outcome)
            again = self.sent(leaf)
            assert isinstance(again, Receipt), str(again)
            assert (again.index, again.repeated) == (outcome.index, True)

    @precondition(ready)
    @rule(number=numbers)
    def replay(self, number: int) -> None:
        """What is there is not entered twice, whatever the time says."""
        leaf = Leaf.from_bytes(self.model[number % len(self.model)])
        outcome = self.sent(leaf)

        assert isinstance(outcome, Receipt)
        assert (outcome.index, outcome.repeated) == (number % len(self.model), True)

    @precondition(ready)
    @rule(who=st.sampled_from(PARTIES), other=st.sampled_from(PARTIES))
    def pose(self, who: str, other: str) -> None:
        """Nobody posts as another, with its own key or with the other's name for it."""
        if who != other:
            self.refused(who, self.w.key(other))
            entry = self.w.composed(who, act.SendsNote(kind=NoteKind.LETTER))
            assert isinstance(self.sent(self.w.leaf(entry, self.w.key(other))), Refused)

    @precondition(ready)
    @rule(who=st.sampled_from(PARTIES), number=numbers)
    def fork(self, who: str, number: int) -> None:
        """The keeper shows one party another history: what that party signs next is refused in this one."""
        size = 1 + number % len(self.model)
        other = Writer()
        for data in self.model[:size]:
            other.takes(data)
        other.keys, other.last = self.w.keys, dict(self.w.last)
        other.does("SEC", act.Ticks())
        entry = self.w.composed(who, act.SendsNote(kind=NoteKind.LETTER))
        elsewhere = other.composed(who, act.SendsNote(kind=NoteKind.LETTER)).seen

        outcome = self.sent(self.w.leaf(changed(entry, seen=elsewhere)))

        assert isinstance(outcome, Refused), str(outcome)

    # --- what goes out

    @precondition(ready)
    @rule()
    def publish(self) -> None:
        sign = checkpoint_of(self.store, self.w.log)
        self.heads.append(Publication(store=self.store, sign=sign).publish().data)

    @precondition(ready)
    @rule(who=st.sampled_from(READERS))
    def export(self, who: PartyCode | None) -> None:
        """A bundle for any reader verifies; the whole one has every byte, and imported it is the record."""
        self.publish()
        key = log_key(ORIGIN, self.w.log)
        head = Head(note=self.heads[-1], log=key, policy=Policy(logs=(Log(key=key),)))
        state = self.keeper.now.state
        files = unpacked(
            bundle(
                self.model,
                head,
                self.store.hashes,
                self.w.key("SEC").sign,
                shows=lambda one: may(who, Verb.READ, one, state).allowed,
            )
        )
        assert verify_bundle(files, log=key).faults == []

        whole = unpacked(bundle(self.model, head, self.store.hashes, self.w.key("SEC").sign))
        leaves = leaves_in(whole)
        store = imported(leaves)
        assert leaves == self.model
        assert store.head() == self.store.head()
        assert fold(entered(store.leaves())) == state

    # --- what holds

    @invariant()
    def the_store_is_the_model(self) -> None:
        leaves = list(self.store.leaves())
        pending = 0 if self.unanswered is None else 1
        assert leaves[: len(self.model)] == self.model
        assert len(leaves) <= len(self.model) + pending

    @invariant()
    def the_state_is_the_record_folded(self) -> None:
        """One truth. Delete everything derived, fold again: the same."""
        state = self.keeper.now.state
        assert fold(entered(self.model)) == state
        middle = len(self.model) // 2
        assert fold(entered(self.model[middle:], middle), fold(entered(self.model[:middle]))) == state
        assert moment(state.entries, size=middle) == fold(entered(self.model[:middle]))

    @invariant()
    def once_read_always_read(self) -> None:
        """What one could read one can read: until it is redacted, and then nobody can."""
        state = self.keeper.now.state
        for one in state.entries[-2:]:
            for who in READERS:
                self.readings[who, one.index] = may(who, Verb.READ, one, state).allowed
        for (who, index), before in self.readings.items():
            one = state.entries[index]
            now = may(who, Verb.READ, one, state).allowed
            if is_redacted(one, state):
                assert not now
            elif before and who != "NEW":
                assert now

    @invariant()
    def earlier_heads_are_heads_of_this_record(self) -> None:
        head = self.store.head()
        for size in {1, len(self.model) // 2 or 1}:
            if size <= head.size:
                verify_consistency(
                    old_size=size,
                    old_root=self.w.roots[size],
                    new_size=head.size,
                    new_root=head.root,
                    proof=consistency(size, head.size, self.store.hashes),
                )

    def teardown(self) -> None:
        """Verify the record up to every head that was signed, and all of it by admission's own rules."""
        if self.model:
            assert audit(self.model, ORIGIN) == ()
            if self.heads and self.unanswered is None:
                self.publish()
                verify_log(self.model, notes=self.heads, log=log_key(ORIGIN, self.w.log))


def fingerprint(key: PrivateKey) -> Fingerprint:
    return Fingerprint(key.public.fingerprint)


def reads(machine: RecordMachine, who: PartyCode | None, index: int) -> bool:
    state = machine.keeper.now.state
    return may(who, Verb.READ, state.entries[index], state).allowed


class InMemory(RecordMachine):
    def opened(self) -> FailingStore:
        if not hasattr(self, "store"):
            store = FailingMemory(ORIGIN)
            store.keep(store.head())
            return store
        return self.store


class InAFile(RecordMachine):
    def __init__(self) -> None:
        self.folder = Path(mkdtemp())
        super().__init__()

    def opened(self) -> FailingStore:
        if hasattr(self, "store"):
            self.store.close()
        return in_file(self.folder / "meridian.travaux", ORIGIN)

    def teardown(self) -> None:
        super().teardown()
        self.store.close()
        shutil.rmtree(self.folder)


_QUIET = settings(
    max_examples=500 if SOAK else 12,
    stateful_step_count=100 if SOAK else 30,
    suppress_health_check=list(HealthCheck),
)

TestInMemory = InMemory.TestCase
TestInMemory.settings = _QUIET
TestInAFile = InAFile.TestCase
TestInAFile.settings = settings(_QUIET, max_examples=100 if SOAK else 6)

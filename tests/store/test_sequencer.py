"""One suite for every store: many submit at once, and the log is what they were told."""

import threading
import time
from concurrent.futures import Future

import pytest

from tests.store.faulty import Faulty
from tests.store.logs import Counted, Open, clock, new_leaves, nonce, signed, submission
from tests.store.soak import WRITERS
from travaux.record.admission import Submission
from travaux.record.leaf import Leaf
from travaux.record.refusal import Refused
from travaux.record.tree import leaf_hash, root
from travaux.store.fault import NonceTaken, StoreFault
from travaux.store.publication import Publication
from travaux.store.sequencer import Closed, Limits, QueueFull, Sequencer
from travaux.store.store import Store
from travaux.store.writer import Context, Receipt, Writer

WAIT = 30
"""Seconds that nothing here takes."""


def writer(store: Store, admission: Open | None = None) -> Writer[Counted]:
    return Writer(store, admission=admission or Open(), clock=clock())


class Gate(Open):
    """Admits nothing until it is opened."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.reached = threading.Event()
        self.committed: list[int] = []
        """The size of the log when each entry was admitted."""

    def admit(self, leaf: Leaf, state: Counted, context: Context) -> Counted:
        self.reached.set()
        assert self.opened.wait(WAIT)
        self.committed.append(context.durable)
        return super().admit(leaf, state, context)


@pytest.mark.parametrize(("clients", "each"), WRITERS)
def test_whoever_submits_gets_the_place_that_the_log_has(store: Store, clients: int, each: int) -> None:
    """No gap, no fork, order respects acks, each acknowledged index holds that nonce."""
    order: list[list[int]] = [[] for _ in range(clients)]

    def client(number: int) -> None:
        for turn in range(each):
            entry = number * each + turn
            receipt = sequencer.submit(submission(entry)).result(WAIT)
            assert store.index_of(nonce(entry)) == receipt.index
            order[number].append(receipt.index)

    with Sequencer(writer(store)) as sequencer:
        threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    leaves = list(store.leaves())
    assert sorted(index for indexes in order for index in indexes) == list(range(clients * each))
    assert all(indexes == sorted(indexes) for indexes in order)
    assert store.head().root == root(map(leaf_hash, leaves))
    for number, indexes in enumerate(order):
        for turn, index in enumerate(indexes):
            assert Leaf.from_bytes(leaves[index]).entry == submission(number * each + turn).entry


def test_each_is_told_what_became_of_its_own_entry(store: Store) -> None:
    with Sequencer(writer(store)) as sequencer:
        asked = [
            sequencer.submit(it)
            for it in (
                submission(0),
                submission(1, "no"),
                submission(0),
                submission(0, "other"),
                submission(2),
            )
        ]
        assert [_of(it) for it in asked] == [0, Refused, 0, NonceTaken, 1]


def _of(asked: Future[Receipt]) -> object:
    fault = asked.exception(WAIT)
    return asked.result().index if fault is None else type(fault)


def test_what_waits_goes_into_one_commit(store: Store) -> None:
    gate = Gate()
    with Sequencer(writer(store, gate), limits=Limits(batch=8)) as sequencer:
        asked = [sequencer.submit(submission(0))]
        assert gate.reached.wait(WAIT)
        asked += [sequencer.submit(submission(number)) for number in range(1, 18)]
        gate.opened.set()
        assert [one.result(WAIT).index for one in asked] == list(range(18))
    assert gate.committed == [0] + [1] * 8 + [9] * 8 + [17]


def test_a_full_queue_says_so_and_takes_nothing(store: Store) -> None:
    gate = Gate()
    with Sequencer(writer(store, gate), limits=Limits(waiting=2)) as sequencer:
        sequencer.submit(submission(0))
        assert gate.reached.wait(WAIT)
        sequencer.submit(submission(1))
        sequencer.submit(submission(2))
        with pytest.raises(QueueFull, match="2 entries wait"):
            sequencer.submit(submission(3))
        gate.opened.set()
    assert store.head().size == 3


def test_one_party_that_floods_does_not_keep_out_the_others(store: Store) -> None:
    gate = Gate()
    with Sequencer(writer(store, gate), limits=Limits(waiting_each=2)) as sequencer:
        sequencer.submit(submission(0), party="NZL")
        assert gate.reached.wait(WAIT)
        sequencer.submit(submission(1), party="NZL")
        sequencer.submit(submission(2), party="NZL")
        with pytest.raises(QueueFull, match="2 entries of NZL wait"):
            sequencer.submit(submission(3), party="NZL")
        sequencer.submit(submission(4), party="BRA")
        gate.opened.set()
    assert store.head().size == 4


def test_what_was_taken_is_recorded_before_it_closes(store: Store) -> None:
    sequencer = Sequencer(writer(store))
    asked = [sequencer.submit(submission(number)) for number in range(100)]
    sequencer.close()
    assert [one.result(0).index for one in asked] == list(range(100))
    with pytest.raises(Closed):
        sequencer.submit(submission(100))


def test_what_is_withdrawn_while_it_waits_is_not_recorded(store: Store) -> None:
    gate = Gate()
    with Sequencer(writer(store, gate)) as sequencer:
        sequencer.submit(submission(0))
        assert gate.reached.wait(WAIT)
        assert sequencer.submit(submission(1)).cancel()
        gate.opened.set()
    assert store.head().size == 1


def test_heads_are_published_as_the_log_grows_and_at_the_end(store: Store) -> None:
    publication = Publication(store=store, sign=signed)
    with Sequencer(writer(store), publish=publication.publish, every=0.05) as sequencer:
        sequencer.submit(submission(0)).result(WAIT)
        until = time.monotonic() + WAIT
        while store.latest_checkpoint() is None and time.monotonic() < until:
            time.sleep(0.005)
        assert [note.size for note in store.checkpoints()] == [1]
        sequencer.submit(submission(1)).result(WAIT)
    assert [(note.size, note.data) for note in store.checkpoints(2)] == [(2, signed(store.head()))]
    assert store.kept() == store.head()


def test_a_commit_that_fails_is_told_to_those_in_it_and_the_next_goes_through(store: Store) -> None:
    faulty = Faulty(store, 0)
    with Sequencer(writer(faulty.store)) as sequencer:
        sequencer.submit(submission(0)).result(WAIT)
        faulty.fail_at(faulty.calls + 3)  # after the nonce and the head seen were looked for
        with pytest.raises(StoreFault, match="append failed"):
            sequencer.submit(submission(1)).result(WAIT)
        assert sequencer.submit(submission(1)).result(WAIT).index == 1
    assert store.head().size == 2


@pytest.mark.parametrize("committed", [False, True])
def test_nothing_is_recorded_until_a_log_that_was_away_says_what_it_has(
    store: Store, *, committed: bool
) -> None:
    faulty = Faulty(store, 0, after=committed)
    with Sequencer(writer(faulty.store)) as sequencer:
        faulty.fail_at(faulty.calls + 2, for_good=True)
        with pytest.raises(StoreFault, match="append failed"):
            sequencer.submit(submission(0)).result(WAIT)
        with pytest.raises(StoreFault, match="Nothing more is recorded until the log answers again"):
            sequencer.submit(submission(1)).result(WAIT)
        assert (sequencer.open, sequencer.now.head.size, store.head().size) == (True, 0, int(committed))
        faulty.fail_at(0)
        receipt = sequencer.submit(submission(0)).result(WAIT)
        assert (receipt.index, receipt.repeated) == (0, committed)
        assert sequencer.submit(submission(1)).result(WAIT).index == 1
    assert store.head().size == 2


def test_a_log_that_has_something_else_when_it_is_back_stops_the_sequencer(store: Store) -> None:
    faulty = Faulty(store, 0)
    sequencer = Sequencer(writer(faulty.store))
    faulty.fail_at(faulty.calls + 2, for_good=True)
    with pytest.raises(StoreFault, match="append failed"):
        sequencer.submit(submission(0)).result(WAIT)
    store.append(new_leaves(5, 6), store.head())
    faulty.fail_at(0)
    with pytest.raises(StoreFault, match="is at 1 leaves"):
        sequencer.submit(submission(0)).result(WAIT)
    with pytest.raises(StoreFault, match="Nothing more is recorded until the log is opened again"):
        sequencer.submit(submission(0)).result(WAIT)
    assert not sequencer.open
    sequencer.close()
    assert store.head().size == 1


def test_an_entry_that_makes_the_program_fail_stops_nobody_else(store: Store) -> None:
    class Broken(Gate):
        def admit(self, leaf: Leaf, state: Counted, context: Context) -> Counted:
            after = super().admit(leaf, state, context)
            return Counted(after.leaves, str(1 / len(after.words)))

    gate = Broken()
    with Sequencer(writer(store, gate)) as sequencer:
        asked = [sequencer.submit(submission(0))]
        assert gate.reached.wait(WAIT)
        asked += [
            sequencer.submit(submission(number, "" if number == 2 else "noted")) for number in range(1, 4)
        ]
        gate.opened.set()
        assert [_of(one) for one in asked] == [0, 1, ZeroDivisionError, 2]


def test_a_program_that_ends_leaves_nobody_waiting(store: Store) -> None:
    class Broken(Open):
        def nonce(self, submission: Submission) -> bytes:
            raise SystemExit(submission)

    sequencer = Sequencer(writer(store, Broken()))
    with pytest.raises(SystemExit):
        sequencer.submit(submission(0)).result(WAIT)
    sequencer.close()
    with pytest.raises(StoreFault, match="takes nothing more"):
        sequencer.submit(submission(1))
    assert store.head().size == 0

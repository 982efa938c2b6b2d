"""One suite for every store: what is admitted is appended, acknowledged, and never twice."""

import pytest

from tests.store.conftest import Place
from tests.store.logs import Counted, Open, clock, leaf, submission, words_of
from travaux.record.admission import Submission
from travaux.record.leaf import Leaf
from travaux.record.refusal import Refused
from travaux.record.tree import Hash, leaf_hash
from travaux.store.fault import NonceTaken
from travaux.store.store import Store
from travaux.store.writer import Context, Outcome, Receipt, Writer


def writer(store: Store) -> Writer[Counted]:
    return Writer(store, admission=Open(), clock=clock())


def test_a_receipt_says_where_the_entry_stands_for_good(store: Store) -> None:
    first, second = writer(store).append([submission(0), submission(1, "received")])
    assert isinstance(first, Receipt)
    assert isinstance(second, Receipt)
    assert (first.index, first.leaf, first.hash) == (0, leaf(0), leaf_hash(leaf(0)))
    assert (second.index, second.head) == (1, store.head())
    assert list(store.leaves()) == [leaf(0), second.leaf]


def test_an_entry_that_is_not_admitted_leaves_no_trace(store: Store) -> None:
    outcomes = writer(store).append([submission(0), submission(1, "no"), submission(2)])
    assert [type(outcome) for outcome in outcomes] == [Receipt, Refused, Receipt]
    assert str(outcomes[1]) == "the words of the entry are: no"
    assert [Leaf.from_bytes(one).entry for one in store.leaves()] == [
        submission(0).entry,
        submission(2).entry,
    ]


def test_a_batch_that_is_a_whole_is_not_recorded_in_part(store: Store) -> None:
    (refused,) = writer(store).append([submission(0), submission(1, "no")], whole=True)
    assert str(refused) == "the words of the entry are: no"
    assert store.head().size == 0


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (b"{", "the entry cannot be read"),
        (b'{"nonce":"00","words":"' + b"x" * 40_000 + b'"}', "put the words into a document"),
    ],
)
def test_what_cannot_be_a_leaf_is_refused(store: Store, entry: bytes, said: str) -> None:
    (refused,) = writer(store).append([Submission(entry=entry, signatures=(b"signed",))])
    assert isinstance(refused, Refused)
    assert said in str(refused)
    assert store.head().size == 0


def test_an_entry_sent_again_gets_its_first_place(place: Place) -> None:
    """Idempotency: a repeat with identical bytes returns the first index."""
    store = place.create()
    write = writer(store)
    (first,) = write.append([submission(0)])
    later, twice = write.append([submission(1), submission(1)])
    (again,) = write.append([submission(0)])
    store.close()
    reopened = place.open()
    (once_more,) = writer(reopened).append([submission(0)])
    assert [place_of(it) for it in (first, later, twice, again, once_more)] == [
        (0, False),
        (1, False),
        (1, True),
        (0, True),
        (0, True),
    ]
    assert reopened.head().size == 2


def place_of(outcome: Outcome) -> tuple[int, bool]:
    assert isinstance(outcome, Receipt)
    return outcome.index, outcome.repeated


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(submission(0, "other words"), id="other words"),
        pytest.param(Submission(entry=submission(0).entry, signatures=(b"another",)), id="other signature"),
    ],
)
def test_another_entry_with_the_same_nonce_is_a_conflict(store: Store, other: Submission) -> None:
    write = writer(store)
    write.append([submission(0)])
    (outcome,) = write.append([other])
    assert isinstance(outcome, NonceTaken)
    assert "leaf 0 has the nonce of this entry" in str(outcome)
    assert store.head().size == 1


def test_the_times_of_the_log_never_go_back(place: Place) -> None:
    """received-at is non-decreasing in the log, also when the clock is set back."""
    times = iter(["2026-11-26T10:00:01.000Z", "2026-11-26T10:00:00.000Z", "2026-11-26T09:00:00.000Z"])
    store = place.create()
    Writer(store, admission=Open(), clock=lambda: next(times)).append([submission(0), submission(1)])
    store.close()
    again = place.open()
    Writer(again, admission=Open(), clock=lambda: next(times)).append([submission(2)])
    assert {Leaf.from_bytes(one).received_at for one in again.leaves()} == {"2026-11-26T10:00:01.000Z"}


def test_the_state_is_folded_from_the_leaves(place: Place) -> None:
    """One truth: the record is the only state."""
    store = place.create()
    write = writer(store)
    write.append([submission(number, f"words {number}") for number in range(700)])
    assert write.now.state == Counted(700, "words 699")
    store.close()
    reopened = place.open()
    again = writer(reopened)
    assert (again.now.head, again.now.state) == (write.now.head, write.now.state)
    assert list(words_of(reopened.leaves(698))) == ["words 698", "words 699"]


def test_admission_can_ask_for_the_head_an_author_had_seen(store: Store) -> None:
    roots: list[Hash] = []

    class Seen(Open):
        def admit(self, leaf: Leaf, state: Counted, context: Context) -> Counted:
            roots.append(context.root_at(2))
            return super().admit(leaf, state, context)

    (_, second) = writer(store).append([submission(0), submission(1)])
    assert isinstance(second, Receipt)
    Writer(store, admission=Seen(), clock=clock()).append([submission(2), submission(3)])
    assert roots == [second.head.root] * 2

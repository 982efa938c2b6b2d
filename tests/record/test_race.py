"""Many at once: one act is recorded once, and of two acts that exclude each other one is."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.record.logs import FailingMemory, FailingStore, Keeper, in_file, kept, submission
from tests.record.writing import ORIGIN, Writer
from travaux.record import act
from travaux.record.act import NoteKind
from travaux.record.admission import audit
from travaux.record.leaf import Leaf
from travaux.record.negotiation import Negotiation
from travaux.record.refusal import Refused
from travaux.store.sequencer import Sequencer
from travaux.store.writer import Receipt

PARTIES = tuple(f"P{number:02}" for number in range(16))
TOGETHER = 32


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[FailingStore]:
    if request.param == "file":
        opened: FailingStore = in_file(tmp_path / "meridian.travaux", ORIGIN)
    else:
        opened = FailingMemory(ORIGIN)
        opened.keep(opened.head())
    yield opened
    opened.close()


@pytest.fixture
def w(store: FailingStore) -> Writer:
    """Give a writer that has what is in the store: everybody is let in."""
    told = Writer()
    told.opens("SEC", parties=PARTIES)
    w = Writer(seed=1)
    w.keys = told.keys
    keeper = kept(store, lambda: w.now)
    for one in told.entered:
        (outcome,) = keeper.append([submission(w.leaf(w.composed("SEC", one.act)))])
        assert isinstance(outcome, Receipt), str(outcome)
        w.takes(outcome.leaf)
    return w


def all_at_once(store: FailingStore, w: Writer, leaves: list[Leaf]) -> list[Receipt | Refused]:
    keeper: Keeper = kept(store, lambda: w.now)
    with Sequencer[Negotiation](keeper) as sequencer, ThreadPoolExecutor(len(leaves)) as pool:
        waiting = list(pool.map(lambda leaf: sequencer.submit(submission(leaf)), leaves))
        return [outcome(one) for one in waiting]


def outcome(waiting: Future[Receipt]) -> Receipt | Refused:
    try:
        return waiting.result(30)
    except Refused as refused:
        return refused


def test_one_act_sent_by_many_threads_is_recorded_once(store: FailingStore, w: Writer) -> None:
    leaf = w.leaf(w.composed("P00", act.SendsNote(kind=NoteKind.LETTER)))
    before = store.head().size

    found = all_at_once(store, w, [leaf] * TOGETHER)

    assert {one.index for one in found if isinstance(one, Receipt)} == {before}
    assert (len(found), store.head().size) == (TOGETHER, before + 1)


def test_of_a_party_s_acts_that_follow_the_same_one_only_one_is_recorded(
    store: FailingStore, w: Writer
) -> None:
    """Race 32 different acts, each of which says it is the next."""
    leaves = [w.leaf(w.composed("P00", act.SendsNote(kind=NoteKind.LETTER))) for _ in range(TOGETHER)]
    before = store.head().size

    found = all_at_once(store, w, leaves)

    assert len([one for one in found if isinstance(one, Receipt)]) == 1
    assert store.head().size == before + 1
    assert audit(list(store.leaves()), ORIGIN) == ()


def test_everybody_s_acts_are_all_recorded(store: FailingStore, w: Writer) -> None:
    leaves = [w.leaf(w.composed(who, act.SendsNote(kind=NoteKind.LETTER))) for who in PARTIES]

    found = all_at_once(store, w, leaves)

    assert [one for one in found if isinstance(one, Refused)] == []
    assert audit(list(store.leaves()), ORIGIN) == ()


def test_an_instrument_is_opened_once(store: FailingStore) -> None:
    """Race 8 keepers for one empty record."""
    openers = [Writer(seed=seed) for seed in range(8)]
    for one in openers:
        one.opens()
    leaves = [Leaf.from_bytes(one.leaves[0]) for one in openers]

    found = all_at_once(store, openers[0], leaves)

    assert len([one for one in found if isinstance(one, Receipt)]) == 1
    assert store.head().size == 1

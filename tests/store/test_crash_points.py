"""One suite for every store: between any two calls of a store the program may end, and any call may fail.

A call fails before it has done anything, or after it has done all and only its answer is lost.
"""

from collections.abc import Callable
from typing import Final, TypeVar

import pytest

from tests.store.conftest import InPostgres, Place
from tests.store.faulty import Faulty
from tests.store.load import check
from tests.store.logs import Counted, Open, clock, signed, submission
from tests.store.soak import SOAK, figures
from travaux.store.fault import StoreFault
from travaux.store.publication import Publication
from travaux.store.store import Document, Store
from travaux.store.writer import Receipt, Writer

DOCUMENT: Final = Document(data=b"The Parties shall", salt=b"1" * 32)
Value = TypeVar("Value")


class Told:
    """A caller who does again what failed, with a new writer if need be, and gives up when that fails too."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.places: dict[int, int] = {}
        self.published: list[int] = []
        self.document: bool | None = None
        self._writer: Writer[Counted] | None = None

    def everything(self) -> None:
        publication = Publication(store=self.store, sign=signed)
        self._append(1)
        self._append(2)
        self.published.append(self._twice(publication.publish).size)
        self._twice(lambda: self.store.put_document(DOCUMENT))
        self.document = True
        self._append(3)
        self.published.append(self._twice(publication.publish).size)
        self.document = None
        self._twice(lambda: self.store.destroy_document(DOCUMENT.name))
        self.document = False

    def _append(self, number: int) -> None:
        def append() -> None:
            if self._writer is None:
                self._writer = Writer(self.store, admission=Open(), clock=clock())
            (outcome,) = self._writer.append([submission(number)])
            assert isinstance(outcome, Receipt)
            self.places[number] = outcome.index

        self._twice(append)

    def _twice(self, do: Callable[[], Value]) -> Value:
        try:
            return do()
        except StoreFault:
            self._writer = None
        return do()


@pytest.mark.parametrize("after", [False, True], ids=["not done", "done, answer lost"])
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "from then on"])
def test_a_call_fails_and_nothing_acknowledged_is_lost(place: Place, *, after: bool, for_good: bool) -> None:
    """Crash points between every two storage calls: error to caller, no ack, log intact."""
    counting = Faulty(place.create("counting"), 0)
    told = Told(counting.store)
    told.everything()
    assert (told.places, told.published, told.document) == ({1: 0, 2: 1, 3: 2}, [2, 3], False)
    told.store.close()
    step = 5 if isinstance(place, InPostgres) and not SOAK else 1
    points = range(1 + after, counting.calls + 1, step)
    for nth in points:
        store = place.create(f"log-{nth}")
        told = Told(Faulty(store, nth, after=after, for_good=for_good).store)
        try:
            told.everything()
        except StoreFault:
            assert for_good, nth
        if told.document is not None:
            assert (store.document(DOCUMENT.name) is not None) == told.document, nth
        assert [note.size for note in store.checkpoints()][: len(told.published)] == told.published, nth
        check(store, told.places)
        store.close()
    figures("a call of the store fails", calls=counting.calls, points=len(points))

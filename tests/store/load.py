"""Many who write at once until something happens, and a check of what they were told."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.store.logs import Counted, Open, clock, nonce, signed, submission
from travaux.record.leaf import Leaf
from travaux.store.audit import audit
from travaux.store.fault import StoreFault
from travaux.store.publication import Publication, extends_kept
from travaux.store.sequencer import Sequencer
from travaux.store.store import Store
from travaux.store.writer import Receipt, Writer

EACH = 100_000
"""Numbers for the entries of one writer."""


def nonce_of(leaf: bytes) -> bytes:
    return bytes.fromhex(json.loads(Leaf.from_bytes(leaf).entry)["nonce"])


@dataclass(slots=True)
class Load:
    """Writers, each of which sends its next entry when the last is acknowledged."""

    sequencer: Sequencer[Counted]
    acknowledged: Callable[[int, int], None]
    """Called with the number of an entry and the place it was given."""
    start: int = 0
    writers: int = 4
    _threads: list[threading.Thread] = field(default_factory=list)
    _done: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        for writer in range(self.writers):
            thread = threading.Thread(target=self._write, args=(self.start + writer * EACH,), daemon=True)
            thread.start()
            self._threads.append(thread)

    def end(self) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive()

    def _write(self, number: int) -> None:
        while not self._done.is_set():
            try:
                receipt = self.sequencer.submit(submission(number)).result(60)
            except StoreFault:
                return
            self.acknowledged(number, receipt.index)
            number += 1


def sequencer(store: Store) -> Sequencer[Counted]:
    publication = Publication(store=store, sign=signed)
    writer = Writer(store, admission=Open(), clock=clock())
    return Sequencer(writer, publish=publication.publish, every=0.02)


def check(store: Store, acknowledged: Mapping[int, int]) -> dict[int, int]:
    """Assert that nothing acknowledged is lost or moved, that there is no gap and no fork, and all goes on.

    What was recorded without an answer is sent again, and must get the place that it has. Returns the place
    of each entry that is recorded.
    """
    head = audit(store, nonce_of)
    kept = extends_kept(store)
    for note in store.checkpoints():
        assert note.size <= kept.size
    places = {int.from_bytes(nonce_of(leaf)): index for index, leaf in enumerate(store.leaves())}
    assert len(places) == head.size
    assert {number: places.get(number) for number in acknowledged} == dict(acknowledged)
    for number in acknowledged:
        assert store.index_of(nonce(number)) == places[number]
    silent = {number: index for number, index in places.items() if number not in acknowledged}
    writer = Writer(store, admission=Open(), clock=clock())
    again = writer.append([submission(number) for number in silent])
    assert [(it.index, it.repeated) for it in again if isinstance(it, Receipt)] == [
        (index, True) for index in silent.values()
    ]
    (new,) = writer.append([submission(2**62 + head.size)])
    assert isinstance(new, Receipt)
    assert new.index == head.size == store.head().size - 1
    places[2**62 + head.size] = new.index
    return places

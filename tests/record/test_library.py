"""Several threads that read one library at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, RLock
from typing import TYPE_CHECKING

from tests.record.views.room import Room
from travaux.compile.base import base_of
from travaux.compile.hearing import Hearing
from travaux.record import library as module
from travaux.record.consolidation import consolidation
from travaux.record.library import Library

if TYPE_CHECKING:
    import pytest

    from travaux.compile.base import Base
    from travaux.text.instrument import Text


def test_what_is_heard_at_the_same_time_belongs_to_one_base(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that counts what was answered, while the text is compiled beside it."""
    room = Room()
    given = room.answers("ARD", "Position: accepts", "Article 1")
    library = Library(lambda h: room.w.documents[h].data, room.known.order, alone=RLock())
    draft = room.known.latest_draft()
    assert draft is not None
    answer = room.known.answers[given.leaf]
    begun, asked = Event(), Event()

    def slowly(text: Text, named: tuple[str, ...] = ()) -> Base:
        begun.set()
        asked.wait(0.2)  # the other thread asks as well, as far as it comes
        return base_of(text, named)

    monkeypatch.setattr(module, "base_of", slowly)
    with ThreadPoolExecutor(2) as threads:
        counted = threads.submit(library.heard, room.known, answer, draft)
        begun.wait()
        compiled = threads.submit(library.base, draft)
        heard, base = counted.result(), compiled.result()
        asked.set()
    assert isinstance(heard, Hearing)
    assert heard.base is base
    assert [one.party for one in consolidation(room.known, library).compilation.voices] == ["ARD"]


def test_a_document_asked_for_at_the_same_time_is_read_once() -> None:
    room = Room()
    asked: list[str] = []
    begun, go_on = Event(), Event()

    def document(h: str) -> bytes:
        asked.append(h)
        begun.set()
        go_on.wait(0.2)
        return room.w.documents[h].data

    library = Library(document, room.known.order, alone=RLock())
    draft = room.known.latest_draft()
    assert draft is not None
    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(library.text, draft)
        begun.wait()
        other = threads.submit(library.text, draft)
        texts = one.result(), other.result()
        go_on.set()
    assert texts[0] is texts[1]
    assert asked == [draft.tabled.entry.docs[0].h]

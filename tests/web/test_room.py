"""The room, when several ask at once: nothing acknowledged is lost, and nothing redacted comes back."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from travaux.cli.brought import Brought
from travaux.cli.keyring import private_in
from travaux.cli.recording import Author, Proposed
from travaux.record.act import ClosesProvisionally, NoteKind, Redacts, SendsNote
from travaux.record.admission import Submission
from travaux.record.consolidation import consolidation
from travaux.record.entry import Reference, written
from travaux.record.refusal import Refused
from travaux.record.signature import ENTRY
from travaux.store.fault import NonceTaken, StoreFault
from travaux.text.wording import PartyCode
from travaux.web import room as module
from travaux.web.reads.reading import Reading
from travaux.web.redacting import Destroying
from travaux.web.room import StillCompiling
from travaux.web.seat import Seat

if TYPE_CHECKING:
    from concurrent.futures import Future

    from travaux.record.consolidation import Consolidation
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.store.store import Document, Store
    from travaux.store.writer import Receipt
    from travaux.web.room import Room

ARD, SEC = PartyCode("ARD"), PartyCode("SEC")


def author(room: Room, party: PartyCode) -> Author:
    key = private_in(room.keyring.path(party))
    return Author(actor=party, signer=key, at=room.state.entries[-1].entry.at)


def note(room: Room, subject: str = "On costs") -> tuple[Submission, tuple[Document, ...]]:
    """A note of ARD with a document, signed and not yet sent."""
    act = SendsNote(kind=NoteKind.VERBALE, subject=subject)
    who = author(room, ARD)
    paper = Brought(
        data=f"{subject}: words that stand in the record.".encode(), name="note.txt", media="text/plain"
    )
    entry, documents = room.unsigned(Proposed(act=act, brought=(paper,)), who)
    line = written(entry)
    return Submission(entry=line, signatures=(who.signer.sign(line, ENTRY),)), documents


def spoilt(one: Submission) -> Submission:
    return replace(one, signatures=(one.signatures[0][:-1] + bytes([one.signatures[0][-1] ^ 1]),))


class TestDocuments:
    def test_what_is_refused_leaves_none(self, room: Room) -> None:
        good, documents = note(room)
        with pytest.raises(Refused):
            room.take(spoilt(good), documents, party=ARD)
        assert [room.store.document(one.name) for one in documents] == [None] * len(documents)

    @pytest.mark.parametrize("first", ["good", "bad"])
    def test_what_is_refused_takes_none_of_what_is_recorded_meanwhile(
        self, room: Room, first: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of two copies of one line the second comes while the first is under way; one is signed wrongly."""
        good, documents = note(room)
        ways = {"good": good, "bad": spoilt(good)}
        second = "bad" if first == "good" else "good"
        sends = room.sequencer.submit

        def submit(one: Submission, *, party: PartyCode) -> Future[Receipt]:
            if one is ways[first]:
                sent(second)
            return sends(one, party=party)

        def sent(which: str) -> None:
            if which == "good":
                room.take(good, documents, party=ARD)
            else:
                with pytest.raises((Refused, NonceTaken)):
                    room.take(ways["bad"], documents, party=ARD)

        monkeypatch.setattr(room.sequencer, "submit", submit)
        sent(first)
        assert [room.document(one.name.hex()) for one in documents] == [one.data for one in documents]


def redacted(room: Room) -> None:
    """SEC redacts the document of the first answer that has one."""
    paper = next(one for one in room.state.entries if one.entry.docs and one.leaf in room.state.answers)
    reference = Reference(leaf=paper.leaf, doc=paper.entry.docs[0].h)
    act = Redacts(grounds="It names a person.")
    room.record(Proposed(act=act, re=(reference,)), author(room, SEC))


def last_draft(room: Room) -> Draft:
    draft = room.known(ARD).latest_draft()
    assert draft is not None
    return draft


class TestTexts:
    """A page whose text takes long has the last one that its reader had, and says so."""

    @pytest.fixture
    def held_up(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
        """ARD had the text; and what is compiled next waits until this is set."""
        known, draft = room.known(ARD), last_draft(room)
        room.compiled(ARD, known, draft, wait=60)
        go_on = threading.Event()

        def waiting(known: Disclosed, library: Library, draft: Draft) -> Consolidation:
            go_on.wait(60)
            return consolidation(known, library, draft)

        monkeypatch.setattr(module, "consolidation", waiting)
        return go_on

    def test_of_a_moment_that_is_past_nothing_else_is_given(
        self, room: Room, held_up: threading.Event
    ) -> None:
        known, draft = room.known(ARD, size=room.state.size - 1), last_draft(room)
        assert room.compiled(ARD, known, draft, wait=0).size == room.state.size
        with pytest.raises(StillCompiling):
            room.compiled(ARD, known, draft, wait=0, exactly=True)
        held_up.set()
        assert room.compiled(ARD, known, draft, wait=60, exactly=True).size == room.state.size - 1

    def test_what_was_compiled_before_a_redaction_is_not_given_after_it(
        self, room: Room, held_up: threading.Event
    ) -> None:
        redacted(room)
        known, draft = room.known(ARD), last_draft(room)
        with pytest.raises(StillCompiling):
            room.compiled(ARD, known, draft, wait=0)
        held_up.set()
        assert room.compiled(ARD, known, draft, wait=60).redactions == 1

    def test_a_text_that_two_share_has_for_each_what_it_knows_to_be_settled(
        self, room: Room, held_up: threading.Event
    ) -> None:
        before = Reading(seat=Seat(room=room, party=ARD), known=room.known(ARD), draft=last_draft(room))
        re = (Reference(leaf=before.draft.tabled.leaf, article="art_1"),)
        room.record(Proposed(act=ClosesProvisionally(), re=re), author(room, SEC))
        after = Reading(seat=Seat(room=room, party=ARD), known=room.known(ARD), draft=last_draft(room))

        def settled(reading: Reading) -> list[int]:
            return [it.index for one in reading.laid.agreed.settled for it in one.closed]

        assert after.compiled is before.compiled
        assert (settled(after), settled(before)) == ([room.state.size - 1], [])
        held_up.set()

    def test_a_fault_that_passes_is_not_kept(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        known, draft = room.known(ARD), last_draft(room)
        with monkeypatch.context() as now:
            now.setattr(module, "consolidation", _away)
            with pytest.raises(StoreFault):
                room.compiled(ARD, known, draft, wait=60)
        assert room.compiled(ARD, known, draft, wait=60).size == room.state.size


def _away(*_: object) -> None:
    raise StoreFault("The database does not answer.")


class Reluctant:
    """A store in which somebody reads: what is destroyed stays in the file the first *times*."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.asked: list[bytes] = []
        self.done = threading.Event()

    def destroy_document(self, name: bytes) -> bool:
        self.asked.append(name)
        if len(self.asked) <= self.times:
            raise StoreFault("The file still holds old pages.")
        self.done.set()
        return True


class TestDestroying:
    def test_each_is_tried_though_the_first_cannot_be_and_again_until_it_is_done(self) -> None:
        store = Reluctant(1)
        destroying = Destroying(cast("Store", store), again=0.01)
        destroying.destroy(["aa", "bb"])
        while len(store.asked) < 3:
            store.done.wait(5)
        assert store.asked == [b"\xaa", b"\xbb", b"\xaa"]
        destroying.end()

    def test_what_was_redacted_and_not_destroyed_is_when_the_record_is_served_again(self, room: Room) -> None:
        """The server was ended between the two."""
        paper = next(one for one in room.state.entries if one.entry.docs and one.leaf in room.state.answers)
        doc = paper.entry.docs[0]
        kept = room.store.document(bytes.fromhex(doc.h))
        assert kept is not None
        redacted(room)
        room.store.put_document(kept)
        room.warm()
        known, draft = room.known(ARD), last_draft(room)
        room.compiled(ARD, known, draft, wait=60)  # behind that
        assert room.document(doc.h) is None

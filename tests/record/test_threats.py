"""The threats of the design that are for admission to stop."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.record.admitting import admits, code, code_of, is_admitted, opened, refusal
from tests.record.soak import SOAK
from tests.record.writing import Writer, changed, due
from travaux.answers.round import Rules
from travaux.record import act
from travaux.record.act import Fingerprint, NoteKind
from travaux.record.admission import admit, audit
from travaux.record.entry import Reference
from travaux.record.fold import NOTHING, fold
from travaux.record.leaf import Leaf
from travaux.record.refusal import Code, Refused


@pytest.fixture
def w() -> Writer:
    return opened()


class TestThreats:
    """The threats of the design that are for admission to stop, by their numbers there."""

    def test_1_nobody_posts_as_another(self) -> None:
        """All pairs of actor and key: only those on the diagonal are admitted."""
        w = Writer()
        parties = [f"P{number:03}" for number in range(193 if SOAK else 40)]
        w.opens("SEC", parties=parties)
        state = w.negotiation
        letter = act.SendsNote(kind=NoteKind.LETTER)

        def passes(actor: str, holder: str) -> bool:
            key = w.key(holder)
            entry = changed(w.composed(actor, letter), key=Fingerprint(key.public.fingerprint))
            return is_admitted(w, w.leaf(entry, key), state)

        found = [(actor, holder) for actor in parties for holder in parties if passes(actor, holder)]

        assert found == [(one, one) for one in parties]

    def test_1_nor_by_naming_its_key_and_signing_with_another(self, w: Writer) -> None:
        entry = w.composed("ARD", act.SendsNote(kind=NoteKind.LETTER))

        assert code(w, entry, w.key("BOR")) is Code.BAD_SIGNATURE

    def test_5_a_revoked_key_signs_nothing_more_and_what_it_signed_stands(self, w: Writer) -> None:
        before = w.sends("BOR", "Before")
        stolen = w.key("BOR")
        w.revokes("BOR", by="SEC")
        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))

        assert code(w, entry, stolen) is Code.UNKNOWN_KEY
        assert audit(w.leaves, w.origin) == ()
        assert before.leaf in w.negotiation.notes
        w.enters(entry, stolen)
        assert [(one.index, one.code) for one in audit(w.leaves, w.origin)] == [
            (len(w.leaves) - 1, Code.UNKNOWN_KEY)
        ]

    def test_5_a_rotated_key_signs_its_rotation_last(self, w: Writer) -> None:
        old = w.key("BOR")
        w.rotates("BOR")
        letter = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))
        with_old = changed(letter, key=Fingerprint(old.public.fingerprint))

        assert code(w, with_old, old) is Code.UNKNOWN_KEY
        assert admits(w, letter)

    def test_7_no_byte_of_what_is_named_can_be_changed(self, w: Writer) -> None:
        """Mutate each byte of ``re``: the signature fails."""
        note = w.sends("ARD", "On depth", docs=[w.document("one"), w.document("two")])
        again = w.sends("ARD", "On depth", docs=[w.document("one"), w.document("two")])
        named = Reference(leaf=note.leaf, doc=note.entry.docs[0].h)
        leaf = w.leaf(w.composed("BOR", act.AcknowledgesReceipt(), named))
        begins, ends = leaf.entry.index(b'"re":'), leaf.entry.index(b',"seen"')
        codes = set()
        for place in range(begins, ends):
            for bit in (1, 2, 4, 8):
                line = bytearray(leaf.entry)
                line[place] ^= bit
                if b"\n" not in line:
                    codes.add(refusal(w, replace(leaf, entry=bytes(line)))[0])
        swapped = leaf.entry.replace(note.leaf.encode(), again.leaf.encode())

        assert codes == {Code.BAD_SIGNATURE, Code.UNREADABLE}
        assert refusal(w, replace(leaf, entry=swapped))[0] is Code.BAD_SIGNATURE

    def test_7_what_was_not_shown_is_not_acknowledged(self, w: Writer) -> None:
        note = w.sends("ARD", "Between us", vis="to:ARD", docs=[w.document("one")])
        named = Reference(leaf=note.leaf, doc=note.entry.docs[0].h)

        assert code_of(w, "BOR", act.AcknowledgesReceipt(), named) is Code.UNKNOWN_ENTRY

    def test_8_nothing_is_recorded_twice_here_or_elsewhere(self, w: Writer) -> None:
        """Resubmit all leaves to the same and to another log: none is admitted."""
        draft = w.tables("SEC")
        w.answers("BOR", draft, "art_4")
        w.withdraws("ARD", w.sends("ARD", "On depth"))
        elsewhere = Writer("meridian-2027")
        elsewhere.keys = w.keys
        elsewhere.opens("SEC", parties=("ARD", "BOR"))
        leaves = [Leaf.from_bytes(data) for data in w.leaves]

        here = [is_admitted(w, leaf, w.negotiation) for leaf in leaves]
        there = [is_admitted(elsewhere, leaf, elsewhere.negotiation) for leaf in leaves]
        at_nothing = [is_admitted(Writer("meridian-2027"), leaf, NOTHING) for leaf in leaves]

        assert (any(here), any(there), any(at_nothing)) == (False, False, False)
        assert {refusal(w, leaf)[0] for leaf in leaves} == {Code.NONCE_TAKEN}
        assert {refusal(elsewhere, leaf)[0] for leaf in leaves} == {Code.OTHER_RECORD}

    def test_9_what_an_author_says_of_the_time_decides_nothing(self, w: Writer) -> None:
        """The clock of an author is a claim: an answer is late by when it was received."""
        draft = w.tables("SEC")
        w.declares("SEC", Rules(name="first", due=due("2026-03-03T00:00:00Z")), draft)
        w.passes(days=10)
        back_dated = w.enters(changed(w.composed("BOR", act.GivesAnswer(), draft), at="2026-03-02T10:00:00Z"))

        assert w.negotiation.answers[back_dated.leaf].late_for is not None

    def test_9_nor_can_it_be_put_before_what_it_says_it_has_seen(self, w: Writer) -> None:
        """``seen`` bounds an entry from below: a head that is not there yet is not seen."""
        w.tables("SEC")
        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))
        leaf = w.leaf(entry)
        earlier = fold(w.entered[:-1])

        with pytest.raises(Refused, match="a record with more is another one"):
            admit(leaf, earlier, origin=w.origin, durable=earlier.size, root_at=w.roots.__getitem__)

    def test_9_a_clock_set_back_is_found(self, w: Writer) -> None:
        w.now = "2026-03-01T00:00:00.000Z"
        w.sends("BOR", "Earlier than before")

        (fault,) = audit(w.leaves, w.origin)

        assert (fault.index, fault.code) == (len(w.leaves) - 1, Code.BAD_TIME)

    def test_10_what_was_left_out_shows_as_a_hole(self, w: Writer) -> None:
        """``prev`` shows the hole: without one entry of a party, its next ones are not in order."""
        for number in range(4):
            w.sends("BOR", f"Note {number}")
        leaves = [*w.leaves[:-3], *w.leaves[-2:]]

        assert {one.index for one in audit(leaves, w.origin)} == {len(leaves) - 2, len(leaves) - 1}

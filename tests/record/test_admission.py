"""What is admitted: the envelope, the signatures, how a record is opened, a record as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.record.admitting import admitted, code, code_of, opened, refusal, sequenced
from tests.record.negotiating import negotiated_once
from tests.record.soak import SOAK
from tests.record.writing import BEGINS, Writer, at, changed, reference
from travaux.answers.round import Rules
from travaux.cli.zones import zone_named
from travaux.record import act
from travaux.record.act import Fingerprint, KeyUse, NoteKind, Role
from travaux.record.admission import Admission, Submission, audit, signatory
from travaux.record.checkpoint import Checkpoint, log_key, signed
from travaux.record.entry import NONE, Entry, Reference, Seen, read, written
from travaux.record.leaf import LARGEST, Leaf
from travaux.record.refusal import Code, Refused
from travaux.record.signature import KEY
from travaux.record.tree import EMPTY, Frontier, leaf_hash
from travaux.record.verification import NotVerified, verify_log
from travaux.text.wording import PartyCode


@pytest.fixture
def w() -> Writer:
    return opened()


class TestAdmitted:
    def test_what_was_signed_is_entered_in_its_place(self, w: Writer) -> None:
        draft = w.tables("SEC")
        entry = w.composed("BOR", act.GivesAnswer(), *at(draft, "art_4"))

        one = admitted(w, w.leaf(entry))

        assert one == w.enters(entry)

    def test_a_long_record_is_in_order(self, w: Writer) -> None:
        draft = w.tables("SEC")
        w.declares("SEC", Rules(name="first", asked=(PartyCode("ARD"),)), draft)
        w.rotates("BOR")
        answer = w.answers("BOR", draft, "art_4")
        w.joins("ARD", answer, "art_4")
        w.withdraws("BOR", answer)
        w.revokes("ARD")
        w.enrols("OBS", by="OBS", use=KeyUse.COSIGN)
        w.removes("ARD")

        assert audit(w.leaves, w.origin) == ()

    def test_a_second_key_of_the_party_may_sign_too(self, w: Writer) -> None:
        second = w.new_key("BOR")
        w.does("BOR", act.EnrolsKey(party=PartyCode("BOR"), line=second.public.line))
        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))

        assert admitted(w, w.leaf(entry, w.key("BOR"), second)).entry == entry

    def test_the_sequencer_s_questions(self, w: Writer) -> None:
        admission = Admission(w.origin, zone_named)
        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))
        leaf = w.leaf(entry)

        class Here:
            durable = len(w.leaves)
            root_at = staticmethod(w.roots.__getitem__)

        state = admission.admit(leaf, admission.fold(w.leaves), Here())

        assert admission.nonce(Submission(entry=leaf.entry, signatures=leaf.signatures)).hex() == entry.nonce
        w.enters(entry)
        assert state == w.negotiation


class TestInWhoseName:
    """Nobody answers for another party alone, whichever way the entry comes; what stands is read as it is."""

    def test_an_answer_for_others_alone_is_not_recorded_and_a_record_that_has_one_is_in_order(
        self, w: Writer
    ) -> None:
        question = w.asks("ARD", "Which?", to=("BOR",))
        draft = w.tables("SEC")
        others, both = (PartyCode("ARD"),), (PartyCode("ARD"), PartyCode("BOR"))
        for alone, together, concerned in (
            (act.GivesAnswer(principals=others), act.GivesAnswer(principals=both), draft),
            (
                act.AnswersQuestion(words="This.", principals=others),
                act.AnswersQuestion(words="This.", principals=both),
                question,
            ),
        ):
            entry = w.composed("BOR", alone, concerned)
            with pytest.raises(Refused, match="in the name of ARD, and not in its own") as caught:
                sequenced(w, entry)
            assert caught.value.code is Code.NOT_ALLOWED
            sequenced(w, w.composed("BOR", together, concerned))
            w.enters(entry)
        assert audit(w.leaves, w.origin) == ()

    def test_what_a_clerk_writes_down_is_written_as_it_came(self, w: Writer) -> None:
        draft = w.tables("SEC")
        given = act.GivesAnswer(principals=(PartyCode("ARD"),))
        sequenced(w, w.composed("SEC", given, draft, on_behalf="BOR"))


class TestEnvelope:
    def test_a_line_that_is_no_entry(self, w: Writer) -> None:
        leaf = w.leaf(w.composed("BOR", act.Ticks()))

        assert refusal(w, replace(leaf, entry=b"{}"))[0] is Code.UNREADABLE
        assert refusal(w, replace(leaf, entry=leaf.entry.replace(b",", b", ", 1)))[0] is Code.UNREADABLE

    def test_too_large(self, w: Writer) -> None:
        with pytest.raises(Refused, match="Put the words into a document") as caught:
            Admission(w.origin, zone_named).nonce(Submission(entry=b"x" * (LARGEST + 1), signatures=(b"x",)))
        assert caught.value.code is Code.TOO_LARGE

    def test_another_record_s(self, w: Writer) -> None:
        entry = changed(w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER)), neg="meridian-2027")

        assert refusal(w, w.leaf(entry)) == (
            Code.OTHER_RECORD,
            "the entry belongs to 'meridian-2027'; this is the record of 'meridian-2026'.",
        )

    def test_a_nonce_that_was_there(self, w: Writer) -> None:
        before = w.sends("BOR", "On depth")
        entry = changed(w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER)), nonce=before.entry.nonce)

        assert code(w, entry) is Code.NONCE_TAKEN

    def test_prev_names_the_actor_s_last_entry(self, w: Writer) -> None:
        first = w.sends("BOR", "On depth")
        w.sends("BOR", "On width")
        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))

        assert [code(w, changed(entry, prev=prev)) for prev in (NONE, first.leaf)] == [Code.PREV, Code.PREV]

    def test_seen_is_of_this_history(self, w: Writer) -> None:
        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))
        here = entry.seen

        assert [
            code(w, changed(entry, seen=seen))
            for seen in (
                Seen(size=here.size + 1, root=here.root),
                Seen(size=here.size, root=w.roots[-2].hex()),
                Seen(size=0, root=here.root),
            )
        ] == [Code.NOT_SEEN, Code.OTHER_HISTORY, Code.OTHER_HISTORY]

    @pytest.mark.parametrize("size", [0, 1, 5])
    def test_an_older_head_may_have_been_seen(self, w: Writer, size: int) -> None:
        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))
        seen = Seen(size=size, root=w.roots[size].hex())

        assert admitted(w, w.leaf(changed(entry, seen=seen))).entry.seen == seen


class TestSignatures:
    def test_another_key_than_it_names(self, w: Writer) -> None:
        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))

        assert code(w, entry, w.key("ARD")) is Code.BAD_SIGNATURE

    def test_over_other_bytes(self, w: Writer) -> None:
        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))
        leaf = w.leaf(entry)
        other = written(changed(entry, at=BEGINS))

        assert refusal(w, replace(leaf, entry=other))[0] is Code.BAD_SIGNATURE

    def test_for_another_use(self, w: Writer) -> None:
        line = written(w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER)))
        signature = w.key("BOR").sign(line, KEY)

        assert (
            refusal(w, Leaf(received_at=w.now, entry=line, signatures=(signature,)))[0] is Code.BAD_SIGNATURE
        )

    def test_a_further_one_by_another_party_or_the_same_key(self, w: Writer) -> None:
        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))

        assert [
            code(w, entry, w.key("BOR"), further)
            for further in (w.key("ARD"), w.key("BOR"), w.new_key("nobody"))
        ] == [Code.BAD_SIGNATURE] * 3

    def test_a_key_that_is_not_enrolled(self, w: Writer) -> None:
        own = w.new_key("BOR")
        entry = changed(
            w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER)), key=Fingerprint(own.public.fingerprint)
        )

        assert code(w, entry, own) is Code.UNKNOWN_KEY

    def test_from_place_to_place(self, w: Writer) -> None:
        """A key signs after its enrolment, up to and with the entry that ends it."""
        key = w.key("BOR").public.fingerprint
        (enrolled,) = [one.index for one in w.entered if one.act == w.entered[4].act]
        ended = w.rotates("BOR").index
        state = w.negotiation

        signs = [place for place in range(ended + 3) if signatory(key, state, place) is not None]

        assert signs == list(range(enrolled + 1, ended + 1))

    def test_a_witness_s_key(self, w: Writer) -> None:
        own = w.new_key("BOR")
        w.does("BOR", act.EnrolsKey(party=PartyCode("BOR"), line=own.public.line, use=KeyUse.COSIGN))
        entry = changed(
            w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER)), key=Fingerprint(own.public.fingerprint)
        )

        assert code(w, entry, own) is Code.UNKNOWN_KEY


class TestOpening:
    def entry(self, w: Writer, **fields: Any) -> Entry:  # noqa: ANN401  fields of the act
        key = w.key("SEC")
        opened = Writer(w.origin)
        opened.keys[PartyCode("SEC")] = key
        first = opened.opens("SEC").entry
        assert isinstance(first.act, act.OpensInstrument)
        return changed(first, act=replace(first.act, **fields))

    def test_the_first_entry_opens_the_instrument(self) -> None:
        w = Writer()
        entry = self.entry(w)

        assert admitted(w, w.leaf(entry)).index == 0
        assert code_of(w, "SEC", act.Ticks()) is Code.NOT_OPENED

    def test_and_no_other_does(self, w: Writer) -> None:
        what = w.entered[0].act

        assert code_of(w, "SEC", what) is Code.NOT_ALLOWED

    def test_what_it_says_has_to_fit(self) -> None:
        w = Writer()
        other = w.new_key("other").public.line
        entry = self.entry(w)
        assert isinstance(entry.act, act.OpensInstrument)

        assert [
            code(w, self.entry(w, keeper_key=other)),
            code(w, self.entry(w, keeper_key="ssh-rsa AAAA")),
            code(w, self.entry(w, keeper=PartyCode("ARD"))),
            code(w, self.entry(w, keeper=PartyCode("only"))),
            code(w, self.entry(w, title=" ")),
            code(w, self.entry(w, keeper_name=" ")),
            code(w, self.entry(w, log="meridian-2026")),
            code(w, self.entry(w, log=entry.act.log.replace("2026", "2027"))),
            code(w, self.entry(w, log=log_key("meridian-2027", w.log).line)),
            code(w, self.entry(w, log=log_key(w.origin, w.key("SEC")).line)),
            code(w, self.entry(w, languages=("English",))),
            code(
                w,
                changed(self.entry(w, keeper=PartyCode("only")), actor=PartyCode("only")),
                w.key("SEC"),
            ),
            code(w, changed(entry, vis="party")),
            code(w, changed(entry, seen=Seen(size=1, root=EMPTY.hex()))),
            code(w, changed(entry, seen=Seen(size=0, root="0" * 64))),
            code(w, changed(entry, re=(Reference(leaf=NONE),))),
            code(w, changed(entry, docs=(w.document("words"),))),
            code(w, changed(entry, on_behalf=PartyCode("ARD"))),
        ] == [
            Code.UNKNOWN_KEY,
            Code.UNKNOWN_KEY,
            Code.UNKNOWN_KEY,
            Code.UNKNOWN_KEY,
            Code.EMPTY,
            Code.EMPTY,
            Code.BAD_KEY,
            Code.BAD_KEY,
            Code.OTHER_RECORD,
            Code.BAD_KEY,
            Code.BAD_CODE,
            Code.BAD_CODE,
            Code.AUDIENCE,
            Code.NOT_SEEN,
            Code.OTHER_HISTORY,
            Code.CONCERNS,
            Code.CONCERNS,
            Code.NOT_ALLOWED,
        ]


class TestAudit:
    def test_unreadable_leaves_are_passed_over_and_named(self, w: Writer) -> None:
        leaf = Leaf.from_bytes(w.leaves[2])
        w.leaves[1] = b"no leaf\n"
        w.leaves[2] = replace(leaf, entry=b"{}").to_bytes()

        found = audit(w.leaves, w.origin)

        assert [(one.index, one.code) for one in found[:2]] == [
            (1, Code.UNREADABLE),
            (2, Code.UNREADABLE),
        ]

    def test_every_leaf_taken_out_put_twice_or_swapped_is_found(self, w: Writer) -> None:
        """Delete, repeat, swap each entry: none passes."""
        draft = w.tables("SEC")
        for who in ("ARD", "BOR", "ARD"):
            w.answers(who, draft, "art_4")
        leaves = w.leaves

        passed = [
            (name, place)
            for place in range(len(leaves) - 1)
            for name, changed_leaves in (
                ("without", leaves[:place] + leaves[place + 1 :]),
                ("twice", leaves[: place + 1] + leaves[place:]),
                ("swapped", [*leaves[:place], leaves[place + 1], leaves[place], *leaves[place + 2 :]]),
            )
            if not audit(changed_leaves, w.origin)
        ]

        assert passed == []


class TestOneTruth:
    """What the verifier refuses admission would have refused: they do not share the code that says so."""

    @given(st.integers(0, 7), st.integers(0, 2**20), st.integers(0, 2**20), st.integers(0, 4))
    @settings(max_examples=2_000 if SOAK else 60)
    def test_a_log_that_signs_anything(self, seed: int, one: int, two: int, how: int) -> None:
        w, _ = negotiated_once(seed)
        leaves = [*w.leaves]
        a, b = one % len(leaves), two % len(leaves)
        leaf = Leaf.from_bytes(leaves[a])
        match how:
            case 0:
                del leaves[a]
            case 1:
                leaves[a], leaves[b] = leaves[b], leaves[a]
            case 2:
                leaves.insert(b, leaves[a])
            case 3:
                leaves[a] = replace(leaf, signatures=Leaf.from_bytes(leaves[b]).signatures).to_bytes()
            case _:
                leaves[a] = replace(leaf, received_at=Leaf.from_bytes(leaves[b]).received_at).to_bytes()
        root = Frontier().appended(leaf_hash(data) for data in leaves).root
        head = signed(Checkpoint(origin=w.origin, size=len(leaves), root=root), w.log)
        try:
            verify_log(leaves, notes=[head], log=log_key(w.origin, w.log))
            verified = True
        except NotVerified:
            verified = False

        in_order = audit(leaves, w.origin) == ()

        assert in_order == (leaves == w.leaves[: len(leaves)])
        assert verified or not in_order


def test_what_is_read_is_what_was_written(w: Writer) -> None:
    w.adds("NEW", Role.CHAIR)

    assert [read(Leaf.from_bytes(data).entry) for data in w.leaves] == [one.entry for one in w.entered]
    assert reference(w.entered[0]) == Reference(leaf=w.entered[0].leaf)

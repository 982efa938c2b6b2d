"""What is refused, and why: each case is one entry that a record must not have."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.record.entries import acts
from tests.record.negotiating import negotiated
from tests.record.soak import SOAK
from tests.record.writing import BEGINS, Target, Writer, at, changed, due, reference
from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.record import act
from travaux.record.act import CONCERNS, REDACTABLE, Act, Fingerprint, KeyUse, NoteKind, Role
from travaux.record.admission import Admission, Submission, admit, audit, signatory
from travaux.record.checkpoint import Checkpoint, log_key, signed
from travaux.record.entry import NONE, Entered, Entry, Reference, Seen, read, written
from travaux.record.fold import NOTHING, fold
from travaux.record.leaf import LARGEST, Leaf
from travaux.record.negotiation import Negotiation
from travaux.record.refusal import Code, Refused
from travaux.record.signature import KEY, PrivateKey
from travaux.record.tree import EMPTY, Frontier, leaf_hash
from travaux.record.verification import NotVerified, verify_log
from travaux.text.wording import PartyCode


@pytest.fixture
def w() -> Writer:
    writer = Writer()
    writer.opens("SEC", parties=("ARD", "BOR"), observers=("OBS",))
    return writer


def admitted(w: Writer, leaf: Leaf) -> Entered:
    return admit(leaf, w.negotiation, origin=w.origin, durable=len(w.leaves), root_at=w.roots.__getitem__)


def admits(w: Writer, entry: Entry) -> bool:
    return admitted(w, w.leaf(entry)).entry == entry


def refusal(w: Writer, leaf: Leaf) -> tuple[Code, str]:
    with pytest.raises(Refused) as caught:
        admitted(w, leaf)
    return caught.value.code, str(caught.value)


def code(w: Writer, entry: Entry, *signers: PrivateKey) -> Code:
    return refusal(w, w.leaf(entry, *signers))[0]


def code_of(w: Writer, actor: str, what: Act, *concerns: Target, vis: str = "") -> Code:
    return code(w, w.composed(actor, what, *concerns, vis=vis))


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
        admission = Admission(w.origin)
        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER))
        leaf = w.leaf(entry)

        class Here:
            durable = len(w.leaves)
            root_at = staticmethod(w.roots.__getitem__)

        state = admission.admit(leaf, admission.fold(w.leaves), Here())

        assert admission.nonce(Submission(entry=leaf.entry, signatures=leaf.signatures)).hex() == entry.nonce
        w.enters(entry)
        assert state == w.negotiation


class TestEnvelope:
    def test_a_line_that_is_no_entry(self, w: Writer) -> None:
        leaf = w.leaf(w.composed("BOR", act.Ticks()))

        assert refusal(w, replace(leaf, entry=b"{}"))[0] is Code.UNREADABLE
        assert refusal(w, replace(leaf, entry=leaf.entry.replace(b",", b", ", 1)))[0] is Code.UNREADABLE

    def test_too_large(self, w: Writer) -> None:
        with pytest.raises(Refused, match="Put the words into a document") as caught:
            Admission(w.origin).nonce(Submission(entry=b"x" * (LARGEST + 1), signatures=(b"x",)))
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
            code(w, self.entry(w, languages=("English",))),
            code(w, changed(entry, vis="party")),
            code(w, changed(entry, seen=Seen(size=1, root=EMPTY.hex()))),
            code(w, changed(entry, seen=Seen(size=0, root="0" * 64))),
            code(w, changed(entry, re=(Reference(leaf=NONE),))),
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
            Code.BAD_CODE,
            Code.AUDIENCE,
            Code.NOT_SEEN,
            Code.OTHER_HISTORY,
            Code.CONCERNS,
            Code.NOT_ALLOWED,
        ]


class TestConcerns:
    def test_what_is_not_there_and_what_is_not_shown_are_refused_alike(self, w: Writer) -> None:
        hidden = w.sends("ARD", "Between us", vis="to:ARD")
        nothing = Reference(leaf=NONE)

        of_hidden = refusal(w, w.leaf(w.composed("BOR", act.AcknowledgesReceipt(), hidden)))
        of_nothing = refusal(w, w.leaf(w.composed("BOR", act.AcknowledgesReceipt(), nothing)))

        assert of_hidden[0] is Code.UNKNOWN_ENTRY
        assert of_hidden == (Code.UNKNOWN_ENTRY, of_nothing[1].replace(NONE, hidden.leaf))

    def test_nor_what_is_not_shown_to_the_clerk(self, w: Writer) -> None:
        w.adds("SE2", Role.SECRETARIAT)
        hidden = w.sends("ARD", "Between us", vis="to:ARD")
        correction = w.composed("SE2", act.Corrects(words="Read 30."), hidden, on_behalf="ARD")

        assert code(w, correction) is Code.UNKNOWN_ENTRY

    def test_nor_what_is_not_shown_to_whoever_it_is_written_down_for(self, w: Writer) -> None:
        hidden = w.sends("ARD", "Between us", vis="to:ARD")
        receipt = w.composed("SEC", act.AcknowledgesReceipt(), hidden, on_behalf="BOR")

        assert code(w, receipt) is Code.UNKNOWN_ENTRY

    def test_kind_and_count(self, w: Writer) -> None:
        draft, note = w.tables("SEC"), w.sends("ARD", "On depth")
        answer = w.answers("ARD", draft, "art_4")
        promise = w.promises("ARD", "A text.", to=("BOR",))

        assert [
            code_of(w, "BOR", act.GivesAnswer()),
            code_of(w, "BOR", act.GivesAnswer(), note),
            code_of(w, "BOR", act.AcknowledgesReceipt(), note, answer),
            code_of(w, "BOR", act.SendsNote(kind=NoteKind.LETTER), note, note),
            code_of(w, "BOR", act.JoinsSponsors(), answer),
            code_of(w, "BOR", act.JoinsSponsors(), *at(answer, "art_5")),
            code_of(w, "BOR", act.AcknowledgesReceipt(), *at(note, "art_4")),
            code_of(w, "BOR", act.GivesAnswer(), draft, *at(draft, "art_4")),
            code_of(w, "BOR", act.GivesAnswer(), *at(draft, "art 4")),
            code_of(w, "BOR", act.GivesAnswer(), draft, w.tables("SEC", "Second draft")),
            code_of(w, "BOR", act.ReportsPromise(met=True), note, promise),
            code_of(w, "ARD", act.Withdraws(), *at(note, "art_4")),
            code_of(w, "SEC", act.Withdraws(), w.entered[0]),
        ] == [Code.CONCERNS] * 13

    def test_a_receipt_says_which_of_several_documents(self, w: Writer) -> None:
        note = w.sends("ARD", "On depth", docs=[w.document("one"), w.document("two")])
        elsewhere = w.document("three")

        def receipt(doc: str) -> Entry:
            return w.composed("BOR", act.AcknowledgesReceipt(), Reference(leaf=note.leaf, doc=doc))

        assert [code(w, receipt("")), code(w, receipt(elsewhere.h))] == [Code.CONCERNS, Code.CONCERNS]
        assert admits(w, receipt(note.entry.docs[1].h))

    def test_of_one_document_it_need_not(self, w: Writer) -> None:
        note = w.sends("ARD", "On depth", docs=[w.document("one")])

        assert admits(w, w.composed("BOR", act.AcknowledgesReceipt(), note))

    def test_a_note_may_name_anything_that_is_shown(self, w: Writer) -> None:
        draft = w.tables("SEC")
        answer = w.answers("ARD", draft, "art_4")

        entry = w.composed("BOR", act.SendsNote(kind=NoteKind.LETTER), *at(draft, "art_4"), answer)

        assert admits(w, entry)


class TestRedaction:
    """Nothing else stands or falls by a redaction."""

    def test_in_whole_only_that_on_which_nothing_depends(self, w: Writer) -> None:
        draft = w.tables("SEC", docs=[w.document("words")])
        answer = w.answers("BOR", draft, docs=[w.document("words")])
        what = act.Redacts(grounds="Personal data.")
        gone = w.withdraws("BOR", w.sends("BOR", "On depth"))
        of_draft = Reference(leaf=draft.leaf, doc=draft.entry.docs[0].h)
        of_answer = Reference(leaf=answer.leaf, doc=answer.entry.docs[0].h)

        assert [
            code_of(w, "SEC", what, one) for one in (draft, answer, gone, w.entered[0], w.entered[1])
        ] == [Code.CONCERNS] * 5
        assert admits(w, w.composed("SEC", what, of_draft))
        assert admits(w, w.composed("BOR", what, of_answer))

    @given(st.integers(0, 31))
    @settings(max_examples=20)
    def test_what_is_left_is_what_it_was(self, seed: int) -> None:
        """Take out any one entry that can be redacted: every other thing is as it was."""
        w, state = negotiated(seed)
        for one in w.entered:
            if not isinstance(one.act, REDACTABLE):
                continue
            left = fold(it for it in w.entered if it != one)
            assert standing(left, one) == standing(state, one)


def standing(state: Negotiation, but: Entered) -> list[object]:
    """List what stands, has been agreed or is over, of everything but this one."""
    return [
        {leaf: (it.stands, it.withdrawn, it.superseded) for leaf, it in state.answers.items()},
        {leaf: it.stands for leaf, it in state.holds.items() if leaf != but.leaf},
        {leaf: it.due for leaf, it in state.promises.items() if leaf != but.leaf},
        {leaf: it.untied for leaf, it in state.packages.items() if leaf != but.leaf},
        {leaf: (it.broken, it.elapsed) for leaf, it in state.silences.items()},
        {place: (it.agreed, it.agreeing, it.is_closed) for place, it in state.standings.items()},
        {leaf: (it.adopted, it.withdrawn) for leaf, it in state.drafts.items()},
        (dict(state.members), dict(state.keys), dict(state.groups)),
    ]


class TestAudience:
    def test_it_is_for_members_or_a_group_that_is_defined(self, w: Writer) -> None:
        group = w.groups("COAST", "ARD", "BOR")
        secret = w.does(
            "SEC",
            act.DefinesGroup(name=PartyCode("INNER"), title="Inner", members=(PartyCode("ARD"),)),
            vis="to:ARD",
        )
        letter = act.SendsNote(kind=NoteKind.LETTER)

        assert [
            code_of(w, "BOR", letter, vis="to:ARD,XXX"),
            code_of(w, "BOR", letter, vis=f"group:{NONE}"),
            code_of(w, "BOR", letter, vis=f"group:{w.entered[0].leaf}"),
            code_of(w, "BOR", letter, vis=f"group:{secret.leaf}"),
        ] == [Code.UNKNOWN_MEMBER, Code.AUDIENCE, Code.AUDIENCE, Code.AUDIENCE]
        assert admits(w, w.composed("BOR", letter, vis=f"group:{group.leaf}"))
        assert admits(w, w.composed("ARD", letter, vis=f"group:{secret.leaf}"))

    def test_who_is_there_and_whose_key_is_which_is_for_all(self, w: Writer) -> None:
        added = act.AddsMember(party=PartyCode("NEW"), name="New")

        assert code_of(w, "SEC", added, vis="to:ARD") is Code.AUDIENCE
        assert admits(w, w.composed("SEC", added, vis="public"))


class TestConditions:
    def test_members(self, w: Writer) -> None:
        w.groups("COAST", "ARD", "BOR")
        add = act.AddsMember(party=PartyCode("NEW"), name="New")

        assert [
            code_of(w, "SEC", replace(add, party=PartyCode("ARD"))),
            code_of(w, "SEC", replace(add, party=PartyCode("COAST"))),
            code_of(w, "SEC", replace(add, party=PartyCode("no"))),
            code_of(w, "SEC", replace(add, party=PartyCode("A B"))),
            code_of(w, "SEC", replace(add, party=PartyCode("АRD"))),  # А of the Cyrillic script
            code_of(w, "SEC", replace(add, party=PartyCode("Ard"))),
            code_of(w, "SEC", replace(add, party=PartyCode("coast"))),
            code_of(w, "SEC", act.DefinesGroup(name=PartyCode("ARD"), title="x", members=())),
            code_of(w, "SEC", act.DefinesGroup(name=PartyCode("Coast"), title="x", members=())),
            code_of(w, "SEC", replace(add, name="")),
            code_of(w, "SEC", replace(add, names=(("french", "Nouveau"),))),
            code_of(w, "SEC", act.RemovesMember(party=PartyCode("XXX"))),
            code_of(w, "SEC", act.RemovesMember(party=PartyCode("SEC"))),
        ] == [
            Code.ALREADY,
            *[Code.BAD_CODE] * 8,
            Code.EMPTY,
            Code.BAD_CODE,
            Code.UNKNOWN_MEMBER,
            Code.NOT_ALLOWED,
        ]

    def test_names_of_members_everywhere(self, w: Writer) -> None:
        strangers = (PartyCode("XXX"),)
        draft = w.tables("SEC")
        question = w.asks("ARD", "Which depth?", to=("BOR",))
        begins = due("2026-03-20T17:00:00Z")

        assert [
            code_of(w, "SEC", act.DefinesGroup(name=PartyCode("G"), title="G", members=strangers)),
            code_of(w, "SEC", act.DeclaresRules(rules=Rules(name="first", asked=strangers))),
            code_of(w, "ARD", act.SendsNote(kind=NoteKind.LETTER, to=strangers)),
            code_of(w, "ARD", act.SendsNote(kind=NoteKind.LETTER, principals=strangers)),
            code_of(w, "BOR", act.GivesAnswer(principals=strangers), draft),
            code_of(w, "BOR", act.AnswersQuestion(principals=strangers), question),
            code_of(w, "BOR", act.AsksQuestion(to=strangers, words="Which?")),
            code_of(w, "BOR", act.MakesPromise(to=strangers, words="A text.")),
            code_of(
                w,
                "BOR",
                act.ConvenesMeeting(place="Geneva", forum="plenary", begins=begins, at_table=strangers),
            ),
        ] == [Code.UNKNOWN_MEMBER] * 9

    def test_nobody_is_named_twice(self, w: Writer) -> None:
        twice = (PartyCode("ARD"), PartyCode("ARD"))

        assert [
            code_of(w, "SEC", act.DefinesGroup(name=PartyCode("G"), title="G", members=twice)),
            code_of(w, "SEC", act.DeclaresRules(rules=Rules(name="first", asked=twice))),
            code_of(w, "BOR", act.GivesAnswer(principals=twice), w.tables("SEC")),
        ] == [Code.BAD_CODE] * 3

    def test_a_key_has_one_holder_and_one_use(self, w: Writer) -> None:
        mine = w.key("BOR").public.line

        def enrols(line: str, party: str = "BOR", use: KeyUse = KeyUse.ENTRY) -> Code:
            return code_of(w, party, act.EnrolsKey(party=PartyCode(party), line=line, use=use))

        assert [
            enrols(mine),
            enrols(mine, "ARD"),
            enrols(mine, use=KeyUse.COSIGN),
            enrols(w.log.public.line),
            enrols("ssh-rsa AAAA"),
            enrols(w.new_key("BOR").public.line + " a comment"),
        ] == [Code.BAD_KEY] * 6

    def test_a_key_once_revoked_is_used_by_nobody_again(self, w: Writer) -> None:
        line = w.key("BOR").public.line
        w.revokes("BOR", by="SEC")

        assert code_of(w, "SEC", act.EnrolsKey(party=PartyCode("BOR"), line=line)) is Code.BAD_KEY
        assert (
            code_of(w, "SEC", act.RevokesKey(key=Fingerprint(w.key("BOR").public.fingerprint)))
            is Code.ALREADY
        )

    @pytest.mark.parametrize(
        "time",
        [
            Due(local="2026-03-20", zone="Europe/Geneva", utc="2026-03-20T17:00:00"),
            Due(local="2026-03-20", zone="Europe/Geneva", utc="2026-03-20T25:00:00Z"),
            Due(local="2026-02-30", zone="Europe/Geneva", utc="2026-03-01T00:00:00Z"),
            Due(local="20 March 2026", zone="Europe/Geneva", utc="2026-03-20T17:00:00Z"),
            Due(local="2026-03-20T18:00", zone="", utc="2026-03-20T17:00:00Z"),
            Due(local="2026-03-20T18:00", zone="Europe/Geneva", utc="2026-03-21T17:00:00Z"),
            Due(local="2026-03-20", zone="Europe/Geneva", utc="2026-03-20T00:00:00Z"),
            Due(local="٢٠٢٦-03-20", zone="Europe/Geneva", utc="2026-03-20T23:00:00Z"),
        ],
    )
    def test_a_deadline_says_one_instant_twice(self, w: Writer, time: Due) -> None:
        assert code_of(w, "BOR", act.MakesPromise(words="A text.", due=time)) is Code.BAD_TIME

    @pytest.mark.parametrize(
        "time",
        [
            Due(local="2026-03-20", zone="Europe/Geneva", utc="2026-03-20T23:00:00Z"),
            Due(local="2026-03-20T18:00", zone="Pacific/Kiritimati", utc="2026-03-20T04:00:00Z"),
            Due(local="2026-03-20T18:00", zone="Etc/GMT+12", utc="2026-03-21T06:00:00Z"),
            Due(local="2021-12-15", zone="UTC", utc="2021-12-16T00:00:00Z"),
            Due(local="9999-12-31", zone="Pacific/Kiritimati", utc="9999-12-31T10:00:00Z"),
        ],
    )
    def test_as_every_place_s_time_does(self, w: Writer, time: Due) -> None:
        assert admits(w, w.composed("BOR", act.MakesPromise(words="A text.", due=time)))

    def test_an_extension_is_later(self, w: Writer) -> None:
        promise = w.promises("BOR", "A text.", due=due("2026-03-20T17:00:00Z"))

        assert [
            code_of(w, "BOR", act.ExtendsPromise(due=due(utc)), promise)
            for utc in ("2026-03-19T17:00:00Z", "2026-03-20T17:00:00Z")
        ] == [Code.BAD_TIME, Code.BAD_TIME]

    def test_words_where_words_are_needed(self, w: Writer) -> None:
        draft = w.tables("SEC")
        note = w.sends("BOR", "On depth")

        assert [
            code_of(w, "SEC", act.TablesDraft(title=" ")),
            code_of(w, "BOR", act.AsksQuestion(to=(PartyCode("ARD"),), words="")),
            code_of(w, "BOR", act.AsksQuestion(to=(), words="Which?")),
            code_of(w, "BOR", act.MakesPromise(words="")),
            code_of(w, "BOR", act.Corrects(words=""), note),
            code_of(w, "BOR", act.TiesPackage(words=""), *at(draft, "art_4", "art_5")),
            code_of(w, "BOR", act.Redacts(grounds=""), note),
        ] == [Code.EMPTY] * 7

    def test_dates_are_dates(self, w: Writer) -> None:
        note = w.sends("BOR", "On depth")

        assert [
            code_of(w, "BOR", act.SendsNote(kind=NoteKind.LETTER, sent="yesterday")),
            code_of(w, "BOR", act.SendsNote(kind=NoteKind.LETTER, sent="2026-03-20T25:00Z")),
            code_of(w, "ARD", act.AcknowledgesReceipt(on="2026-02-30"), note),
            code_of(w, "BOR", act.Redacts(grounds="x", gone_by="2026-02-30"), note),
        ] == [Code.BAD_TIME] * 4

    def test_a_rule_is_contested_by_its_name(self, w: Writer) -> None:
        declared = w.declares("SEC", Rules(name="first"))

        assert code_of(w, "BOR", act.ContestsRules(rule="lunch", words="No."), declared) is Code.CONCERNS


class TestOver:
    """What was taken back or has ended is not ended again."""

    def test_each(self, w: Writer) -> None:
        draft = w.tables("SEC")
        answer, part = w.answers("BOR", draft, "art_4"), w.answers("BOR", draft, "art_5", "art_6")
        hold, other = w.holds("BOR", draft), w.holds("BOR", draft)
        package = w.does("BOR", act.TiesPackage(words="4 if 5."), *at(draft, "art_4", "art_5"))
        promise = w.promises("BOR", "A text.", to=("ARD",))
        silence = w.does("SEC", act.OpensSilence(ends=due("2026-03-20T17:00:00Z"), means="Adopted."), draft)
        merger = w.does("SEC", act.ProposesMerger(wording="x"), *at(part, "art_5"), *at(answer, "art_4"))
        w.withdraws("BOR", answer)
        w.withdraws("BOR", part, "art_5")
        w.lifts("BOR", hold)
        w.withdraws("BOR", other)
        w.does("BOR", act.UntiesPackage(), package)
        w.withdraws("BOR", promise)
        w.does("BOR", act.BreaksSilence(), silence)
        assert code_of(w, "SEC", act.NotesSilenceElapsed(), silence) is Code.ALREADY
        w.withdraws("SEC", silence)
        w.withdraws("SEC", merger)
        w.does("SEC", act.AdoptsText(how="by consensus"), draft)
        w.does("SEC", act.AuthenticatesText(how="by initialling"), draft)

        assert [
            code_of(w, "BOR", act.Withdraws(), answer),
            code_of(w, "BOR", act.Withdraws(), *at(part, "art_5")),
            code_of(w, "ARD", act.JoinsSponsors(), *at(answer, "art_4")),
            code_of(w, "ARD", act.JoinsSponsors(), *at(part, "art_5")),
            code_of(w, "BOR", act.LiftsHold(), hold),
            code_of(w, "BOR", act.Withdraws(), hold),
            code_of(w, "BOR", act.MaintainsHold(), other),
            code_of(w, "BOR", act.UntiesPackage(), package),
            code_of(w, "BOR", act.Withdraws(), package),
            code_of(w, "BOR", act.ExtendsPromise(due=due("2026-04-20T17:00:00Z")), promise),
            code_of(w, "ARD", act.ReportsPromise(met=False), promise),
            code_of(w, "BOR", act.BreaksSilence(), silence),
            code_of(w, "BOR", act.AnswersMerger(consents=True), merger),
            code_of(w, "SEC", act.AdoptsText(how="again"), draft),
            code_of(w, "SEC", act.AuthenticatesText(how="again"), draft),
        ] == [Code.ALREADY] * 15

    def test_only_an_adopted_text_is_rectified(self, w: Writer) -> None:
        what = act.RectifiesError(defective="metre", corrected="metres")

        assert code_of(w, "SEC", what, *at(w.tables("SEC"), "art_4")) is Code.ALREADY


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


def is_admitted(w: Writer, leaf: Leaf, state: Negotiation) -> bool:
    try:
        admit(leaf, state, origin=w.origin, durable=state.size, root_at=w.roots.__getitem__)
    except Refused:
        return False
    return True


class TestAnything:
    """Whatever a member signs is admitted or refused, and nothing else happens."""

    @given(st.integers(0, 7), st.sampled_from(["SEC", "ARD", "BOR", "OBS"]), acts, st.data())
    @settings(max_examples=5_000 if SOAK else 200)
    def test_it_is_admitted_or_refused(self, seed: int, who: str, what: Act, data: st.DataObject) -> None:
        w, state = negotiated_before(seed)
        entry = w.composed(
            who,
            plausible(what, state, data),
            *concerning(what, w, data),
            vis=data.draw(st.sampled_from(["", "public", "party", "to:ARD", "to:XXX", f"group:{NONE}"])),
            on_behalf=data.draw(st.sampled_from([None, None, "ARD", "XXX"])),
        )

        if is_admitted(w, w.leaf(entry), state):
            w = w.branched()
            one = w.enters(entry)
            assert fold((one,), state) == w.negotiation


negotiated_before = cache(negotiated)


def concerning(what: Act, w: Writer, data: st.DataObject) -> list[Reference]:
    """Draw what the act may concern, or nearly."""
    may_be = CONCERNS[type(what)]
    those = [one for one in w.entered if not may_be.kinds or isinstance(one.act, may_be.kinds)] or w.entered
    most = 3 if may_be.most is None else may_be.most
    named = data.draw(
        st.lists(st.sampled_from(those), min_size=may_be.least, max_size=max(most, may_be.least))
    )
    no_article = [] if may_be.addressed else [""]
    return [
        Reference(
            leaf=one.leaf,
            article=data.draw(st.sampled_from([*no_article, *(one.entry.addresses or ["art_1", "art_2"])])),
        )
        for one in named
    ]


def plausible(what: Act, state: Negotiation, data: st.DataObject) -> Act:
    """Give the act with members, keys and times that there are."""
    members = st.sampled_from(list(state.members))
    times = st.sampled_from([due("2026-04-20T12:00:00Z"), due("2027-04-20T12:00:00Z")])
    new = PrivateKey.from_seed(b"a key nobody had before".ljust(32))
    drawn: dict[str, st.SearchStrategy[Any]] = {
        "PartyCode": members | st.just(PartyCode("NEW")),
        "tuple[PartyCode, ...]": st.lists(members, max_size=3).map(tuple),
        "Due": times,
        "Due | None": st.none() | times,
        "Fingerprint": st.sampled_from(list(state.keys)),
        "Rules": st.builds(Rules, name=st.just("x"), asked=st.lists(members, max_size=2).map(tuple)),
    }
    found = {one.name: data.draw(drawn[one.type]) for one in fields(what) if one.type in drawn}
    found |= {one.name: new.public.line for one in fields(what) if one.name == "line"}
    return replace(what, **found)


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
        w, _ = negotiated_before(seed)
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

        assert in_order == (leaves == w.leaves)
        assert verified or not in_order


def test_what_is_read_is_what_was_written(w: Writer) -> None:
    w.adds("NEW", Role.CHAIR)

    assert [read(Leaf.from_bytes(data).entry) for data in w.leaves] == [one.entry for one in w.entered]
    assert reference(w.entered[0]) == Reference(leaf=w.entered[0].leaf)

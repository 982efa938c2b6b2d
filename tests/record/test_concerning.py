"""What is refused for what it names, and for whom it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.admitting import admits, code, code_of, opened, refusal
from tests.record.negotiating import negotiated
from tests.record.writing import Writer, at, due
from tests.slowly import few
from travaux.record import act
from travaux.record.act import NoteKind, Role
from travaux.record.concerns import REDACTABLE
from travaux.record.entry import NONE, Entered, Entry, Reference
from travaux.record.fold import fold
from travaux.record.negotiation import Negotiation
from travaux.record.refusal import Code
from travaux.text.wording import PartyCode


@pytest.fixture
def w() -> Writer:
    return opened()


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

    def test_a_refusal_says_what_was_named_and_what_it_can_be_in_words(self, w: Writer) -> None:
        receipt = w.leaf(w.composed("BOR", act.AcknowledgesReceipt(), w.entered[1]))

        assert refusal(w, receipt)[1] == (
            "entry 1 is the addition of a member, and an acknowledgement of receipt can only be about a"
            " paper, an answer to a draft, a draft on the table or a reply to a question. Name such an entry."
        )

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
            code_of(w, "BOR", act.JoinsSponsors(), *at(answer, "art_5__para_1")),
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
    @few(20)
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
        {leaf: (it.is_last, it.withdrawn, it.superseded) for leaf, it in state.answers.items()},
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

    def test_a_silence_that_was_withdrawn_or_has_elapsed_does_not_elapse(self, w: Writer) -> None:
        draft = w.tables("SEC")
        opens = act.OpensSilence(ends=due("2026-03-20T17:00:00Z"), means="Adopted.")
        withdrawn, elapsed = w.does("SEC", opens, draft), w.does("SEC", opens, draft)
        w.withdraws("SEC", withdrawn)
        w.does("SEC", act.NotesSilenceElapsed(), elapsed)

        assert [code_of(w, "SEC", act.NotesSilenceElapsed(), one) for one in (withdrawn, elapsed)] == [
            Code.ALREADY,
            Code.ALREADY,
        ]

    def test_a_draft_that_was_withdrawn_is_not_adopted(self, w: Writer) -> None:
        draft = w.tables("SEC")
        w.withdraws("SEC", draft)

        assert code_of(w, "SEC", act.AdoptsText(how="by consensus"), draft) is Code.ALREADY

    def test_only_an_adopted_text_is_rectified(self, w: Writer) -> None:
        what = act.RectifiesError(defective="metre", corrected="metres")

        assert code_of(w, "SEC", what, *at(w.tables("SEC"), "art_4")) is Code.ALREADY

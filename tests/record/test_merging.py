"""Proposals merged: by whose consent, and what those say who had joined or given again what is merged."""

import pytest

from tests.record.room import ONE, OPPOSES, SUPPORTS, THREE, Merging, Room, amends, cells, fates, reads
from tests.record.views.meridian import ARD, FIRST, KES
from tests.record.writing import at
from travaux.compile.carrier import from_json, to_json
from travaux.compile.fate import MergedWithConsent
from travaux.compile.outcome import NeedsConfirmation, Void
from travaux.compile.succession import succession
from travaux.record import act
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.docket import WordOnMerger, docket
from travaux.text.notation import show


def test_proposals_are_merged_only_when_each_party_concerned_consents() -> None:
    room = Room()
    ard = room.answers("ARD", amends((ONE, "Open to all flags."), (THREE, "Third.")))
    bor = room.answers("BOR", amends((ONE, "Open to merchant vessels.")))
    merger = room.w.does(
        "SEC",
        act.ProposesMerger(wording="Open to merchant vessels of all flags."),
        *at(ard, "art_1__para_1"),
        *at(bor, "art_1__para_1"),
    )
    room.w.does("ARD", act.AnswersMerger(consents=True), merger)
    assert [kind for *_, kind in fates(room.done())] == ["InText", "InText", "InText"]
    room.w.does("BOR", act.AnswersMerger(consents=True), merger)
    found = room.done()
    assert [(one.unit.words, one.unit.fate) for one in found.submitted if one.unit.provision == ONE] == [
        ("Open to all flags.", MergedWithConsent(at=("art_1__para_1",))),  # type: ignore[arg-type]
        ("Open to merchant vessels.", MergedWithConsent(at=("art_1__para_1",))),  # type: ignore[arg-type]
    ]
    paragraph = found.compilation.text.at("art_1__para_1")
    assert paragraph is not None
    assert show(paragraph.words) == (
        "[base: The canal shall be open to all vessels / ARD, BOR: Open to merchant vessels of all flags]."
    )


JOINED, CONSENTED = (
    {"ARD": "Fifty.", "BOR": "Fifty.", "KES": "Thirty-five."},
    {"ARD": "Fifty.", "BOR": "Fifty.", "KES": "Fifty."},
)


class TestWhoJoinedWhatIsMerged:
    """A party never moves by another's act: support of words is no consent to other ones."""

    def test_stays_with_the_words_it_joined_until_it_consents_itself(self) -> None:
        room = Merging()
        room.w.joins("KES", room.bor, "art_1__para_1")
        merger = room.merges()
        assert [
            (one.by, type(one.outcome).__name__)
            for one in docket(disclosed(room.w.negotiation, everything), at="2026-04-01T00:00:00Z").owed
            if isinstance(one.matter, WordOnMerger)
        ] == [("ARD", "Came"), ("BOR", "Came"), ("KES", "Outstanding")]
        found = room.done()
        assert room.reads() == JOINED
        assert [(one.code, one.place.source) for one in found.compilation.findings] == [
            ("not-merged", "entry 10")
        ]
        paragraph = found.compilation.text.at("art_1__para_1")
        assert paragraph is not None
        assert show(paragraph.words) == (
            "[base: The canal shall be open to all vessels / ARD, BOR: Fifty / KES supports: Thirty-five]."
        )
        room.w.does("KES", act.AnswersMerger(consents=False), merger)
        assert room.reads() == JOINED
        room.w.does("KES", act.AnswersMerger(consents=True), merger)
        assert room.reads() == CONSENTED
        assert room.done().compilation.findings == ()
        room.w.does("KES", act.AnswersMerger(consents=False), merger)
        assert room.reads() == JOINED

    def test_what_was_kept_aside_beside_its_own_words_is_not_brought_back_by_its_consent(self) -> None:
        room = Merging()
        joined = room.w.joins("ARD", room.bor, "art_1__para_1")
        aside = (joined.index, "NotUnderstood", ["contradicts-itself"])

        def became() -> tuple[int, str, list[str]]:
            found = room.done()
            (one,) = [it for it in found.submitted if it.entered == joined]
            return joined.index, type(one.unit.fate).__name__, [it.code for it in found.compilation.findings]

        assert became() == aside
        room.merges()
        assert became() == aside

    @pytest.mark.parametrize("where", [ONE, "Article 1"])
    def test_stays_with_them_where_its_document_supports_them(self, where: str) -> None:
        room = Merging()
        room.answers("KES", SUPPORTS.format(where))
        room.merges()
        assert room.reads() == JOINED

    def test_stays_with_them_though_who_led_to_them_goes_along(self) -> None:
        """Support of a support: each of the two says for itself whether it consents."""
        room = Merging()
        room.w.adds("TAL")
        joined = room.answers("TAL", SUPPORTS.format(ONE))
        room.w.joins("KES", joined, "art_1__para_1")
        merger = room.merges()
        assert room.reads() == JOINED
        room.w.joins("TAL", room.bor, "art_1__para_1")
        room.w.does("TAL", act.AnswersMerger(consents=True), merger)
        assert room.reads() == JOINED

    @pytest.mark.parametrize(
        ("new", "outcome"),
        [
            ("Fifty.", NeedsConfirmation),
            ("The canal shall be open to all vessels.", NeedsConfirmation),
            ("Thirty-five.", Void),
        ],
    )
    def test_has_in_the_next_draft_what_it_asked_for_only_where_that_has_its_own_words(
        self, new: str, outcome: type
    ) -> None:
        room = Merging()
        room.w.joins("KES", room.bor, "art_1__para_1")
        room.merges()
        found = room.done()
        words = FIRST.replace("The canal shall be open to all vessels.", new)
        second = room.w.document(words, name="second.md")
        room.w.tables("SEC", "Second draft", follows=room.draft, docs=[second])
        after = room.done().compilation.draft
        (one,) = succession(found.compilation.draft, after, found.heard).of(KES)
        assert type(one.outcome) is outcome

    def test_merged_words_are_of_the_merger_and_of_the_consent_and_the_reason_stays(self) -> None:
        room = Merging()
        merger = room.merges()
        found = room.done()
        (ours, _) = found.submitted
        assert (ours.entered, ours.merger) == (room.ard, merger)
        assert ours.consent is not None
        assert (ours.consent.author, ours.consent.index) == (ARD, merger.index + 1)
        (stance, _) = found.compilation.stances
        assert (stance.answer.place.source, stance.answer.reason) == (f"entry {merger.index}", "")
        assert cells(found)["ARD"].splitlines() == [
            f"ARD/{room.ard.index}.1 amends: “Fifty.”",
            f"Merged with consent: the wording of entry {merger.index}; consenting: ARD, BOR",
            "Its own words before that: amends: “Thirty.”",
            "Reason given for its own words: “Ours.”",
        ]

    def test_supports_the_merged_wording_once_it_is_merged(self) -> None:
        room = Merging()
        room.merges()
        room.answers("KES", SUPPORTS.format(ONE))
        assert room.reads() == CONSENTED

    def test_joins_by_an_answer_of_before_the_merger_the_words_of_that_answer(self) -> None:
        """Nobody consents by joining other words: who goes along with the merged ones says so itself."""
        room = Merging()
        merger = room.merges()
        joined = room.w.joins("KES", room.bor, "art_1__para_1")
        found = room.done()
        assert room.reads() == JOINED
        assert [(one.code, one.message) for one in found.compilation.findings] == [
            (
                "not-merged",
                (
                    "KES joined what BOR proposed before it was merged, and has not consented to the merger. "
                    "It supports the earlier words of BOR, which stay."
                ),
            )
        ]
        assert cells(found)["KES"].splitlines()[:3] == [
            f"KES/{joined.index}.1 supports BOR",
            "Said of what BOR proposed then: amends: “Thirty-five.”",
            f"That was merged since (entry {merger.index + 2}); this says nothing of the merged words",
        ]
        room.w.does("KES", act.AnswersMerger(consents=True), merger)
        assert room.reads() == CONSENTED

    @pytest.mark.parametrize("again", ["before all consent", "after all consent", "after KES consents"])
    @pytest.mark.parametrize("how", ["joins", "supports"])
    def test_consents_itself_whatever_words_its_author_gives_again(self, how: str, again: str) -> None:
        room = Merging()
        if how == "joins":
            room.w.joins("KES", room.bor, "art_1__para_1")
        else:
            room.answers("KES", SUPPORTS.format(ONE))
        merger = room.proposes_merger()
        if again == "before all consent":
            room.answers("BOR", amends((ONE, "Thirty-five.")))
        room.consent(merger, "ARD", "BOR")
        if again == "after all consent":
            room.answers("BOR", amends((ONE, "Thirty-five.")))
        room.consent(merger, "KES")
        if again == "after KES consents":
            room.answers("BOR", amends((ONE, "Forty.")))
        found = room.done()
        assert found.compilation.findings == ()
        base = "base: The canal shall be open to all vessels"
        assert (
            reads(found)
            == {
                "before all consent": f"[{base} / ARD, BOR; KES supports: Fifty].",
                "after all consent": f"[{base} / ARD; KES supports: Fifty / BOR: Thirty-five].",
                "after KES consents": f"[{base} / ARD; KES supports: Fifty / BOR: Forty].",
            }[again]
        )

    @pytest.mark.parametrize("new", ["Fifty.", "Thirty-five.", "The canal shall be open to all vessels."])
    def test_has_to_confirm_on_the_next_draft_what_its_author_has_left(self, new: str) -> None:
        room = Merging()
        room.w.joins("KES", room.bor, "art_1__para_1")
        merger = room.merges()
        room.answers("BOR", amends((ONE, "Thirty-five.")))
        room.consent(merger, "KES")
        found = room.done()
        words = FIRST.replace("The canal shall be open to all vessels.", new)
        second = room.w.document(words, name="second.md")
        room.w.tables("SEC", "Second draft", follows=room.draft, docs=[second])
        after = room.done().compilation.draft
        (one,) = succession(found.compilation.draft, after, found.heard).of(KES)
        assert type(one.outcome) is NeedsConfirmation

    def test_consents_to_what_it_joined_as_that_was_given_again(self) -> None:
        room = Merging()
        merger = room.proposes_merger()
        room.consent(merger, "ARD", "BOR")
        again = room.answers("BOR", amends((ONE, "Thirty-five.")))
        room.w.joins("KES", again, "art_1__para_1")
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / ARD: Fifty / BOR; KES supports: Thirty-five]."
        )
        room.consent(merger, "KES")
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / ARD; KES supports: Fifty / BOR: Thirty-five]."
        )

    def test_is_opposed_in_the_text_by_who_opposed_the_words_it_stays_with(self) -> None:
        room = Merging()
        room.w.adds("TAL")
        room.w.joins("KES", room.bor, "art_1__para_1")
        room.answers("TAL", OPPOSES.format(ONE))
        room.merges()
        found = room.done()
        assert reads(found) == (
            "[base: The canal shall be open to all vessels / ARD, BOR: Fifty / "
            "KES supports; TAL opposes: Thirty-five]."
        )
        assert "Said of what BOR proposed then: amends: “Thirty-five.”" in cells(found)["TAL"]
        assert from_json(to_json(found.compilation)) == found.compilation

    def test_is_not_opposed_by_them_in_what_it_proposes_of_its_own(self) -> None:
        room = Merging()
        room.w.adds("TAL")
        adds = f"\n## {ONE}\n\nPosition: adds\n\nWords:\n\n> 1 bis. Own.\n\nReason: Ours.\n"
        room.answers("KES", SUPPORTS.format(ONE) + adds)
        room.answers("TAL", OPPOSES.format(ONE))
        room.merges()
        text = room.done().compilation.text
        assert [(party, one.eid) for one in text.provisions for party in one.standing.opponents] == []
        assert "TAL" not in reads(room.done())


class TestWordsGivenAgain:
    """Whoever gives its own words again and then consents has consented to the merger of these."""

    @pytest.mark.parametrize(
        ("words", "consenting", "expected"),
        [
            (
                "Thirty-five.",
                ("ARD", "BOR"),
                "[base: The canal shall be open to all vessels / ARD, BOR: Fifty].",
            ),
            (
                "Forty.",
                ("ARD", "BOR"),
                "[base: The canal shall be open to all vessels / ARD: Fifty / BOR: Forty].",
            ),
        ],
    )
    def test_are_merged_where_they_are_the_same(
        self, words: str, consenting: tuple[str, ...], expected: str
    ) -> None:
        room = Merging()
        merger = room.proposes_merger()
        room.answers("BOR", amends((ONE, words)))
        room.consent(merger, *consenting)
        assert reads(room.done()) == expected

    def test_are_its_later_word_where_it_consented_before(self) -> None:
        room = Merging()
        merger = room.merges()
        room.answers("BOR", amends((ONE, "Thirty-five.")))
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / ARD: Fifty / BOR: Thirty-five]."
        )
        room.consent(merger, "BOR")
        assert reads(room.done()) == "[base: The canal shall be open to all vessels / ARD, BOR: Fifty]."


def test_consent_is_waited_for_until_another_draft_follows() -> None:
    room = Merging()
    merger = room.proposes_merger()
    room.consent(merger, "ARD")

    def owed() -> list[tuple[str, str, bool]]:
        known = disclosed(room.w.negotiation, everything)
        return [
            (one.by, type(one.outcome).__name__, one.settled)
            for one in docket(known, at="2026-04-01T00:00:00Z").owed
            if isinstance(one.matter, WordOnMerger)
        ]

    assert owed() == [("ARD", "Came", True), ("BOR", "Outstanding", False)]
    second = room.w.tables("SEC", follows=room.draft, docs=[room.w.document(FIRST, name="second.md")])
    assert owed() == [("ARD", "Came", True), ("BOR", "Followed", True)]
    room.w.withdraws("SEC", second)
    assert owed() == [("ARD", "Came", True), ("BOR", "Outstanding", False)]

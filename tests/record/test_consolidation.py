"""Replies by entries: what each party says now, and one fate for everything it ever submitted."""

import pytest

from tests.record.views.meridian import ARD, BOR, FIRST, KES, MARCH_20
from tests.record.writing import Writer, at
from travaux.answers.answer import title
from travaux.answers.position import Amends, HoldKind
from travaux.answers.round import Rules
from travaux.compile.carrier import from_json, to_json
from travaux.compile.fate import InText, MergedWithConsent, NotUnderstood, OutOfTime, Superseded, Withdrawn
from travaux.compile.matrix import matrix
from travaux.compile.outcome import NeedsConfirmation, Void
from travaux.compile.project import project
from travaux.compile.succession import succession
from travaux.compile.traceability import traceability
from travaux.record import act
from travaux.record.consolidation import Consolidation, consolidation
from travaux.record.entry import Entered
from travaux.record.library import Library
from travaux.record.moments import Moments
from travaux.record.sayings import Sayings, sayings
from travaux.record.views.disclosed import Disclosed, disclosed, everything
from travaux.record.views.docket import WordOnMerger, docket
from travaux.record.views.fates import fates as fates_of
from travaux.render.phrases import cell_text
from travaux.render.plain import consolidated_text
from travaux.render.record_lines import told_lines
from travaux.render.submissions import fates_told
from travaux.render.telling import Teller
from travaux.text.notation import plain_characters, show


class Room:
    """A draft on the table and three parties that answer it."""

    def __init__(self, *, text: str = FIRST, **rules: object) -> None:
        self.w = Writer()
        self.w.opens("SEC", parties=("ARD", "BOR", "KES"))
        self.draft = self.w.tables("SEC", docs=[self.w.document(text, name="first.md")])
        if rules:
            asked = Rules(name="first", asked=(ARD, BOR, KES), **rules)  # type: ignore[arg-type]
            self.w.declares("SEC", asked, self.draft)

    def answers(self, party: str, sheet: str, *articles: str, principals: tuple[str, ...] = ()) -> Entered:
        doc = self.w.document(sheet, name=f"{party}.md")
        return self.w.answers(party, self.draft, *articles, docs=[doc], principals=principals)

    def read(self) -> tuple[Disclosed, Library]:
        known = disclosed(self.w.negotiation, everything)
        kept = self.w.documents
        return known, Library(lambda h: kept[h].data if h in kept else None, known.order)

    def done(self) -> Consolidation:
        return consolidation(*self.read())

    def sayings(self) -> Sayings:
        known, library = self.read()
        return sayings(known, library, known.drafts[self.draft.leaf])


def amends(*rows: tuple[str, str]) -> str:
    """An answer sheet that amends, provision by provision."""
    return "In answer to: First draft\n\n" + "\n".join(
        f"## {where}\n\nPosition: amends\n\nWords:\n\n> {words}\n\nReason: Ours.\n" for where, words in rows
    )


def fates(found: Consolidation) -> list[tuple[int, str, str]]:
    """Entry, provision as named and fate of everything submitted."""
    return [(one.entered.index, one.unit.provision, type(one.unit.fate).__name__) for one in found.submitted]


def said(found: Consolidation) -> list[tuple[str, str | None, str]]:
    return [(one.party, one.provision, title(one.answer.position)) for one in found.compilation.stances]


ONE, TWO, THREE = "Article 1, paragraph 1", "Article 1, paragraph 2", "Article 2"


def test_a_party_says_what_its_latest_answers_say() -> None:
    """In whole, it takes the place of all said before; by provision, of what was said on those."""
    room = Room()
    room.answers("ARD", amends((ONE, "Old one."), (TWO, "Old two.")))
    whole = room.answers("ARD", amends((ONE, "First."), (TWO, "Second."), (THREE, "Third.")))
    part = room.answers("ARD", amends((TWO, "Second again.")), "art_1__para_2")
    found = room.done()
    amended = [one.answer.position for one in found.compilation.stances]
    assert [plain_characters(one.words) for one in amended if isinstance(one, Amends)] == [
        "First.",
        "Third.",
        "Second again.",
    ]
    assert fates(found) == [
        (whole.index - 1, ONE, "Superseded"),
        (whole.index - 1, TWO, "Superseded"),
        (whole.index, ONE, "InText"),
        (whole.index, THREE, "InText"),
        (whole.index, TWO, "Superseded"),
        (part.index, TWO, "InText"),
    ]
    superseded = [one.unit.fate for one in found.submitted if isinstance(one.unit.fate, Superseded)]
    assert [one.by for one in superseded] == [
        f"entry {whole.index}",
        f"entry {whole.index}",
        f"entry {part.index}",
    ]
    assert {one.unit.reference for one in found.submitted} == {
        one.reference for one in found.compilation.units
    }


def test_what_is_withdrawn_does_not_bring_back_what_it_had_replaced() -> None:
    room = Room()
    room.answers("ARD", amends((ONE, "First.")))
    later = room.answers("ARD", amends((ONE, "Later.")), "art_1__para_1")
    room.w.withdraws("ARD", later)
    assert [kind for *_, kind in fates(room.done())] == ["Superseded", "Withdrawn"]
    assert said(room.done()) == []


def test_a_part_of_an_answer_can_be_withdrawn() -> None:
    room = Room()
    whole = room.answers("ARD", amends((ONE, "First."), (THREE, "Third.")))
    room.w.withdraws("ARD", whole, "art_1")
    assert [(where, kind) for _, where, kind in fates(room.done())] == [
        (THREE, "InText"),
        (ONE, "Withdrawn"),
    ]


def test_a_redraft_answered_over_by_provision_keeps_its_other_words() -> None:
    room = Room()
    own = FIRST.replace("all vessels", "every vessel").replace("consult each", "confer with each")
    redraft = room.answers("ARD", own)
    part = room.answers("ARD", amends((ONE, "The canal shall be free.")), "art_1__para_1")
    found = room.done()
    assert said(found) == [("ARD", "art_2__para_1", "amends"), ("ARD", "art_1__para_1", "amends")]
    assert [(at, kind) for at, _, kind in fates(found)] == [
        (redraft.index, "InText"),
        (redraft.index, "Superseded"),
        (part.index, "InText"),
    ]
    assert found.compilation.voices[0].redraft


def test_what_was_answered_and_joined_since_is_no_redraft() -> None:
    room = Room()
    bor = room.answers("BOR", amends((TWO, "Theirs.")))
    room.answers(
        "ARD", FIRST.replace("all vessels", "every vessel").replace("consult each", "confer with each")
    )
    room.answers("ARD", amends((THREE, "Consulting is closed.")), "art_2")
    room.w.joins("ARD", bor, "art_1__para_2")
    stances = [one for one in room.done().compilation.stances if one.party == ARD]
    assert [(one.provision, title(one.answer.position), one.redraft) for one in stances] == [
        ("art_1__para_1", "amends", True),
        ("art_2__para_1", "amends", False),
        ("art_1__para_2", "supports BOR", False),
    ]


def test_what_is_withdrawn_of_a_redraft_is_gone_and_the_rest_stands_word_for_word() -> None:
    room = Room()
    own = FIRST.replace("all vessels", "every  vessel").replace("consult each", "confer with each")
    own = own.replace("Article 2\n", "3. It is lit.\n4. It is deep.\n\nArticle 2\n")
    redraft = room.answers("ARD", own)
    room.w.withdraws("ARD", redraft, "art_2")
    found = room.done()
    assert [(where, kind) for _, where, kind in fates(found)] == [
        ("art_1__para_1", "InText"),
        ("art_1__para_2", "InText"),
        ("art_2__para_1", "Withdrawn"),
    ]
    assert show(project(found.compilation.text, ARD).provisions[2].words) == (
        "The canal shall be open to every  vessel."
    )


def test_a_late_answer_is_out_only_where_that_was_declared() -> None:
    for out in (False, True):
        room = Room(due=MARCH_20, late_is_out=out)
        room.w.passes(days=30)
        late = room.answers("ARD", amends((ONE, "First.")))
        found = room.done()
        (one,) = found.submitted
        assert one.entered == late
        assert isinstance(one.unit.fate, OutOfTime if out else InText)
        assert [left.finding.code for left in found.compilation.left_out] == (["out-of-time"] if out else [])


def test_joining_makes_the_words_ones_own_while_the_proposal_stands() -> None:
    room = Room()
    first = room.answers("ARD", amends((ONE, "First.")))
    room.w.joins("KES", first, "art_1__para_1")
    found = room.done()
    assert said(found) == [("ARD", "art_1__para_1", "amends"), ("KES", "art_1__para_1", "supports ARD")]
    room.answers("ARD", amends((ONE, "Other words.")), "art_1__para_1")
    assert [kind for *_, kind in fates(room.done())] == ["Superseded", "InText", "NotUnderstood"]
    assert [one.code for one in room.done().compilation.findings] == ["joined-no-more"]


def test_a_hold_entered_stands_in_the_matrix_where_the_documents_have_none() -> None:
    room = Room()
    room.answers("ARD", f"In answer to: First draft\n\n## {ONE}\n\nPosition: holds\n\nReason: Ours.\n")
    room.w.holds("ARD", room.draft, "art_1__para_1")
    room.w.holds("BOR", room.draft, "art_2", kind=HoldKind.PARLIAMENTARY)
    assert said(room.done()) == [
        ("ARD", "art_1__para_1", "holds (general)"),
        ("BOR", "art_2", "holds (parliamentary)"),
    ]


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


class Merging(Room):
    """ARD and BOR have each proposed words for a paragraph; KES supports those of BOR."""

    def __init__(self) -> None:
        super().__init__()
        self.ard = self.answers("ARD", amends((ONE, "Thirty.")))
        self.bor = self.answers("BOR", amends((ONE, "Thirty-five.")))

    def proposes_merger(self) -> Entered:
        where = (*at(self.ard, "art_1__para_1"), *at(self.bor, "art_1__para_1"))
        return self.w.does("SEC", act.ProposesMerger(wording="Fifty."), *where)

    def consent(self, merger: Entered, *parties: str) -> None:
        for party in parties:
            self.w.does(party, act.AnswersMerger(consents=True), merger)

    def merges(self) -> Entered:
        merger = self.proposes_merger()
        self.consent(merger, "ARD", "BOR")
        return merger

    def reads(self) -> dict[str, str]:
        """What each party's text has at the paragraph."""
        text = self.done().compilation.text
        index = text.index("art_1__para_1")
        assert index is not None
        return {party: show(project(text, party).provisions[index].words) for party in (ARD, BOR, KES)}


JOINED, CONSENTED = (
    {"ARD": "Fifty.", "BOR": "Fifty.", "KES": "Thirty-five."},
    {"ARD": "Fifty.", "BOR": "Fifty.", "KES": "Fifty."},
)
SUPPORTS = "In answer to: First draft\n\n## {}\n\nPosition: supports BOR\n\nReason: Theirs.\n"


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


OPPOSES = SUPPORTS.replace("supports", "opposes")


def cells(found: Consolidation, address: str = "art_1__para_1") -> dict[str, str]:
    """What the matrix has at a provision, by party."""
    row = matrix(found.compilation).row(address)
    assert row is not None
    return {party: cell_text(cell) for party, cell in zip(found.compilation.order, row.cells, strict=True)}


def reads(found: Consolidation, address: str = "art_1__para_1") -> str:
    paragraph = found.compilation.text.at(address)
    assert paragraph is not None
    return show(paragraph.words)


class Chain(Room):
    """KES supports BOR, who supports ARD."""

    def __init__(self, how: str) -> None:
        super().__init__()
        self.ard = self.answers("ARD", amends((ONE, "First.")))
        self.bor = self.answers("BOR", SUPPORTS.format(ONE).replace("BOR", "ARD"))
        if how == "joins":
            self.w.joins("KES", self.bor, "art_1__para_1")
        else:
            self.answers("KES", SUPPORTS.format(ONE))


class TestWhoSpokeOfWhatIsChanged:
    """Nobody moves by another's act: support and opposition stay with the words they were given on."""

    @pytest.mark.parametrize("how", ["joins", "supports"])
    @pytest.mark.parametrize("part", [("art_1__para_1",), ()])
    def test_support_stays_with_the_words_it_joined(self, how: str, part: tuple[str, ...]) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        if how == "joins":
            room.w.joins("KES", first, "art_1__para_1")
        else:
            room.answers("KES", SUPPORTS.format(ONE))
        assert room.done().compilation.findings == ()
        later = room.answers("BOR", amends((ONE, "Other words.")), *part)
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR: Other words]."
        assert [one.code for one in found.compilation.findings] == ["joined-no-more"]
        assert cells(found)["KES"].splitlines()[:3] == [
            f"KES/{first.index + 1}.1 supports BOR",
            "Said of what BOR proposed then: amends: “First.”",
            f"BOR has changed that since (entry {later.index}); this says nothing of its new words",
        ]

    @pytest.mark.parametrize("how", ["joins", "supports"])
    def test_the_same_words_again_are_the_words_it_joined(self, how: str) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        if how == "joins":
            room.w.joins("KES", first, "art_1__para_1")
        else:
            room.answers("KES", SUPPORTS.format(ONE))
        room.answers("BOR", amends((ONE, "First."), (TWO, "Two."), (THREE, "Third.")))
        found = room.done()
        assert reads(found) == ("[base: The canal shall be open to all vessels / BOR; KES supports: First].")
        assert found.compilation.findings == ()

    @pytest.mark.parametrize("how", ["joins", "supports"])
    def test_the_same_words_again_after_a_withdrawal_are_the_words_it_joined(self, how: str) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        if how == "joins":
            room.w.joins("KES", first, "art_1__para_1")
        else:
            room.answers("KES", SUPPORTS.format(ONE))
        room.w.withdraws("BOR", first)
        room.answers("BOR", amends((ONE, "First.")))
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR; KES supports: First]."
        assert found.compilation.findings == ()

    @pytest.mark.parametrize(
        ("where", "named"), [("Article 1", "Article 1"), ("The whole text", "the whole text")]
    )
    def test_support_of_several_stays_where_nothing_is_changed(self, where: str, named: str) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First."), (TWO, "Two.")))
        room.answers("KES", SUPPORTS.format(where))
        later = room.answers("BOR", amends((TWO, "Zwei.")), "art_1__para_2")
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR; KES supports: First]."
        assert "KES" not in reads(found, "art_1__para_2")
        assert "BOR: Zwei" in reads(found, "art_1__para_2")
        (finding,) = found.compilation.findings
        assert finding.code == "joined-no-more"
        assert finding.message == (
            f"KES joined what BOR proposed at {named}; a part of that is changed since "
            f"(entry {later.index}). It is not taken to have joined anything else."
        )
        told = cells(found, "art_1" if where == "Article 1" else "")["KES"].splitlines()
        assert told[1:3] == [
            "Said of what BOR proposed then: amends: “Two.”",
            f"BOR has changed that since (entry {later.index}); this says nothing of its new words",
        ]

    def test_support_of_several_stays_where_nothing_is_withdrawn(self) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First."), (TWO, "Two.")))
        room.answers("KES", SUPPORTS.format("Article 1"))
        gone = room.w.withdraws("BOR", first, "art_1__para_2")
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR; KES supports: First]."
        assert cells(found, "art_1")["KES"].splitlines()[1:3] == [
            "Said of what BOR proposed then: amends: “Two.”",
            f"BOR no longer proposes that (entry {gone.index})",
        ]

    def test_support_of_the_whole_is_none_of_what_is_proposed_since(self) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First."), (TWO, "Two.")))
        room.answers("KES", SUPPORTS.format("The whole text"))
        room.answers("BOR", amends((THREE, "Three.")), "art_2")
        found = room.done()
        assert "BOR; KES supports: First" in reads(found)
        assert "BOR; KES supports: Two" in reads(found, "art_1__para_2")
        assert "KES" not in reads(found, "art_2")
        assert [one.code for one in found.compilation.findings] == ["joined-before-more"]

    def test_support_of_one_of_two_that_were_added_stays_with_its_own(self) -> None:
        """Each reads as its party has it: the one that is as it was has both, the other has not."""
        room = Room()
        adds = "## Article 2\n\nPosition: adds\n\nWords:\n\n> {}\n\nReason: Ours.\n\n"
        sheet = "In answer to: First draft\n\n"
        one, two, other = (
            adds.format(f"Article 2 {number}\n>\n> {words}")
            for number, words in (("bis", "The tolls."), ("ter", "The locks."), ("ter", "The weirs."))
        )
        room.answers("BOR", sheet + one + two)
        room.answers("KES", SUPPORTS.format("Article 2"))
        before = project(room.done().compilation.text, KES)
        assert [show(it.words) for it in before.provisions if "tolls" in show(it.words)] == ["The tolls."]
        room.answers("BOR", sheet + one + other)
        found = room.done()
        has = {
            party: [
                show(it.words)
                for it in project(found.compilation.text, party).provisions
                if any(word in show(it.words) for word in ("tolls", "locks", "weirs"))
            ]
            for party in (BOR, KES)
        }
        assert has == {BOR: ["The tolls.", "The weirs."], KES: ["The tolls."]}

    def test_what_is_deleted_for_a_merger_of_two_is_not_joined_without_its_words(self) -> None:
        room = Room()
        merges = (
            f"In answer to: First draft\n\n## {ONE}\n\nPosition: merges\n\nWith: {TWO}\n\nWords:\n\n"
            "> {}\n\nReason: Ours.\n"
        )
        room.answers("BOR", merges.format("Both in one."))
        room.answers("KES", SUPPORTS.format("Article 1"))
        before = room.done()
        assert before.compilation.findings == ()
        room.answers("BOR", merges.format("Otherwise."))
        found = room.done()
        assert [one.code for one in found.compilation.findings] == ["joined-no-more"]
        paragraph = project(found.compilation.text, KES).at("art_1__para_2")
        assert paragraph is not None

    def test_support_of_support_stays_with_the_words_it_led_to(self) -> None:
        room = Room()
        room.answers("ARD", amends((ONE, "First.")))
        room.answers("BOR", SUPPORTS.format(ONE).replace("BOR", "ARD"))
        room.answers("KES", SUPPORTS.format(ONE))
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / ARD; BOR, KES support: First]."
        )
        room.answers("ARD", amends((ONE, "Other words.")))
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / ARD: Other words]."
        assert [one.code for one in found.compilation.findings] == ["joined-no-more", "joined-no-more"]
        assert "Said of what ARD proposed then: amends: “First.”" in cells(found)["KES"]

    @pytest.mark.parametrize("how", ["joins", "supports"])
    @pytest.mark.parametrize("moves", ["changes", "accepts", "withdraws"])
    def test_support_of_support_says_who_has_moved_and_by_which_entry(self, moves: str, how: str) -> None:
        room = Chain(how)
        if moves == "changes":
            moved = room.answers("BOR", amends((ONE, "Own.")))
        elif moves == "accepts":
            moved = room.answers("BOR", f"In answer to: First draft\n\n## {ONE}\n\nPosition: accepts\n")
        else:
            moved = room.w.withdraws("BOR", room.bor)
        room.w.withdraws("ARD", room.ard)
        found = room.done()
        assert cells(found)["KES"].splitlines()[:3] == [
            "KES/10.1 supports BOR",
            "Said of what ARD proposed then: amends: “First.”",
            f"BOR no longer supports that (entry {moved.index}); this says nothing of what BOR says now",
        ]
        message = next(one.message for one in found.compilation.findings if one.message.startswith("KES"))
        assert f"that is no longer supported by BOR since (entry {moved.index})." in message

    @pytest.mark.parametrize("how", ["joins", "supports"])
    def test_support_of_support_says_what_its_author_did_before_that(self, how: str) -> None:
        room = Chain(how)
        gone = room.w.withdraws("ARD", room.ard)
        room.w.withdraws("BOR", room.bor)
        assert (
            cells(room.done())["KES"].splitlines()[2] == f"ARD no longer proposes that (entry {gone.index})"
        )

    def test_what_was_given_again_and_taken_back_is_so_since_the_last_time(self) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        room.answers("KES", SUPPORTS.format(ONE))
        room.w.withdraws("BOR", first)
        again = room.answers("BOR", amends((ONE, "First.")))
        room.answers("BOR", amends((TWO, "Two.")), "art_1__para_2")
        gone = room.w.withdraws("BOR", again)
        assert (
            cells(room.done())["KES"].splitlines()[2] == f"BOR no longer proposes that (entry {gone.index})"
        )

    def test_who_joins_an_answer_after_it_was_changed_is_told_when_that_was(self) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        changed = room.answers("BOR", amends((ONE, "Other.")), "art_1__para_1")
        room.w.joins("KES", first, "art_1__para_1")
        room.answers("BOR", amends((TWO, "Two.")), "art_1__para_2")
        assert cells(room.done())["KES"].splitlines()[1:3] == [
            "Said of what BOR proposed then: amends: “First.”",
            f"BOR has changed that since (entry {changed.index}); this says nothing of its new words",
        ]

    def test_who_opposes_what_it_supported_itself_is_not_shown_to_oppose_its_author(self) -> None:
        room = Chain("supports")
        room.answers("BOR", OPPOSES.format(ONE).replace("BOR", "KES"))
        assert reads(room.done()) == "[base: The canal shall be open to all vessels / ARD: First]."
        assert cells(room.done())["BOR"].splitlines()[2] == (
            "BOR no longer supports that; this says nothing of what BOR says now"
        )

    def test_who_spoke_before_the_proposal_was_made_spoke_of_the_first(self) -> None:
        room = Room()
        room.answers("KES", SUPPORTS.format(ONE))
        room.answers("BOR", amends((ONE, "First.")))
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / BOR; KES supports: First]."
        )
        room.answers("BOR", amends((ONE, "Other words.")))
        assert reads(room.done()) == "[base: The canal shall be open to all vessels / BOR: Other words]."

    def test_who_supports_a_party_that_proposes_nothing_costs_no_look_at_each_moment(self) -> None:
        """Each of its answers is asked by itself whether it proposes anything there."""
        room = Room()
        room.answers("KES", SUPPORTS.format(ONE))
        for number in range(8):
            asks = f"## {TWO}\n\nPosition: asks\n\nQuestion: Which canal, {number}?\n"
            room.answers("BOR", f"In answer to: First draft\n\n{asks}", "art_1__para_2")
        found = room.sayings()
        moments = Moments(found.by((BOR, KES)), found.merged, found.given, found.also, found.ground)
        (one,) = moments.everybody[KES].hearing.heard  # type: ignore[union-attr]
        assert moments.proposing(one, 0, {BOR: None}) == []
        room.answers("BOR", amends((ONE, "First.")), "art_1__para_1")
        first = room.w.entered[-1].index
        found = room.sayings()
        moments = Moments(found.by((BOR, KES)), found.merged, found.given, found.also, found.ground)
        assert moments.proposing(one, 0, {BOR: None}) == [first + 1]

    def test_opposition_stays_with_the_words_it_opposed(self) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First.")))
        room.answers("KES", OPPOSES.format(ONE))
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / BOR; KES opposes: First]."
        )
        later = room.answers("BOR", amends((ONE, "Other words.")))
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR: Other words]."
        assert [one.code for one in found.compilation.findings] == ["opposed-before"]
        assert cells(found)["KES"].splitlines()[:3] == [
            "KES/9.1 opposes BOR",
            "Said of what BOR proposed then: amends: “First.”",
            f"BOR has changed that since (entry {later.index}); this says nothing of its new words",
        ]

    def test_opposition_to_several_stays_where_nothing_is_changed(self) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First."), (TWO, "Two.")))
        room.answers("KES", OPPOSES.format("Article 1"))
        before = room.done()
        assert "BOR; KES opposes: First" in reads(before)
        assert "BOR; KES opposes: Two" in reads(before, "art_1__para_2")
        later = room.answers("BOR", amends((TWO, "Zwei.")), "art_1__para_2")
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / BOR; KES opposes: First]."
        assert "KES" not in reads(found, "art_1__para_2")
        assert [one.message for one in found.compilation.findings] == [
            (
                "KES opposed what BOR proposed at Article 1; a part of that is changed since (entry "
                f"{later.index}). It is not taken to oppose anything else."
            )
        ]
        assert cells(found, "art_1")["KES"].splitlines()[1:3] == [
            "Said of what BOR proposed then: amends: “Two.”",
            f"BOR has changed that since (entry {later.index}); this says nothing of its new words",
        ]

    def test_opposition_to_an_opening_stays_with_it_where_a_point_in_it_is_changed(self) -> None:
        points = "1. The canal shall be open:\n\n(a) to all vessels;\n\n(b) at all hours.\n"
        room = Room(text=FIRST.replace("1. The canal shall be open to all vessels.\n", points))
        a, b = f"{ONE}, point (a)", f"{ONE}, point (b)"
        room.answers("BOR", amends((ONE, "The canal may be open:"), (a, "to ships;"), (b, "by day.")))
        room.answers("KES", OPPOSES.format(ONE))
        room.answers("BOR", amends((b, "by night.")), "art_1__para_1__point_b")
        found = room.done()
        assert reads(found) == "The canal [base: shall / BOR; KES opposes: may] be open:"
        assert "BOR; KES opposes: ships" in reads(found, "art_1__para_1__point_a")
        assert "KES" not in reads(found, "art_1__para_1__point_b")
        traced = {one.address: one.steps for one in traceability(found.compilation)}
        assert {
            at: [each.party for one in steps for each in one.opponents] for at, steps in traced.items()
        } == {
            "art_1__para_1": ["KES"],
            "art_1__para_1__point_a": ["KES"],
            "art_1__para_1__point_b": [],
        }
        assert from_json(to_json(found.compilation)) == found.compilation

    def test_opposition_to_several_is_none_to_what_is_proposed_since(self) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First.")))
        room.answers("KES", OPPOSES.format("Article 1"))
        room.answers("BOR", amends((TWO, "Two.")), "art_1__para_2")
        found = room.done()
        assert "BOR; KES opposes: First" in reads(found)
        assert "KES" not in reads(found, "art_1__para_2")
        assert found.compilation.findings == ()

    def test_opposition_to_several_stays_where_nothing_is_merged(self) -> None:
        room = Merging()
        room.answers("BOR", amends((TWO, "Two.")), "art_1__para_2")
        room.answers("KES", OPPOSES.format("Article 1"))
        room.merges()
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / ARD, BOR: Fifty]."
        assert "BOR; KES opposes: Two" in reads(found, "art_1__para_2")
        assert cells(found, "art_1")["KES"].splitlines()[1] == (
            "Said of what BOR proposed then: amends: “Thirty-five.”"
        )

    def test_opposition_to_what_is_withdrawn_is_not_lost(self) -> None:
        room = Room()
        first = room.answers("BOR", amends((ONE, "First.")))
        room.answers("KES", OPPOSES.format(ONE))
        gone = room.w.withdraws("BOR", first)
        assert cells(room.done())["KES"].splitlines()[:3] == [
            "KES/9.1 opposes BOR",
            "Said of what BOR proposed then: amends: “First.”",
            f"BOR no longer proposes that (entry {gone.index})",
        ]

    def test_opposition_is_not_taken_into_a_merger(self) -> None:
        room = Merging()
        room.answers("KES", OPPOSES.format(ONE))
        merger = room.merges()
        found = room.done()
        assert reads(found) == "[base: The canal shall be open to all vessels / ARD, BOR: Fifty]."
        assert [one.code for one in found.compilation.findings] == ["opposed-before"]
        assert cells(found)["KES"].splitlines()[:3] == [
            "KES/10.1 opposes BOR",
            "Said of what BOR proposed then: amends: “Thirty-five.”",
            f"That was merged since (entry {merger.index + 2}); this says nothing of the merged words",
        ]
        room.answers("KES", OPPOSES.format(ONE))
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / ARD, BOR; KES opposes: Fifty]."
        )

    def test_support_of_who_is_not_in_a_merger_is_as_it_was(self) -> None:
        room = Merging()
        room.w.adds("TAL")
        room.answers("TAL", amends((ONE, "Forty.")))
        room.answers("KES", SUPPORTS.format(ONE).replace("BOR", "TAL"))
        room.merges()
        assert reads(room.done()) == (
            "[base: The canal shall be open to all vessels / ARD, BOR: Fifty / TAL; KES supports: Forty]."
        )

    def test_what_it_stands_by_goes_through_the_file(self) -> None:
        room = Room()
        room.answers("BOR", amends((ONE, "First.")))
        room.answers("KES", OPPOSES.format(ONE))
        room.answers("BOR", amends((ONE, "Other words.")))
        compilation = room.done().compilation
        assert from_json(to_json(compilation)) == compilation


def test_an_answer_that_cannot_be_read_is_one_unit_and_says_why() -> None:
    room = Room()
    given = room.w.answers("ARD", room.draft)
    (one,) = room.done().submitted
    assert one.entered == given
    assert isinstance(one.unit.fate, NotUnderstood)
    assert [left.party for left in room.done().compilation.left_out] == [ARD]


def test_a_collective_reply_stays_one_voice() -> None:
    room = Room()
    room.answers("BOR", amends((ONE, "First.")), principals=("BOR", "KES"))
    found = room.done().compilation
    assert [(one.party, one.principals) for one in found.voices] == [(BOR, (BOR, KES))]
    assert len(found.stances) == 1


def test_an_answer_in_the_name_of_others_alone_is_read_and_says_so() -> None:
    room = Room()
    given = room.answers("BOR", amends((ONE, "First.")), principals=("KES",))
    found = room.done().compilation
    assert [(one.party, one.principals) for one in found.voices] == [(BOR, (KES,))]
    assert [(one.code, one.place.source) for one in found.findings] == [
        ("for-others-alone", f"entry {given.index}")
    ]


def test_what_a_clerk_wrote_down_in_the_name_of_others_alone_is_as_it_came() -> None:
    """What is recorded without a word is read without one."""
    room = Room()
    doc = room.w.document(amends((ONE, "First.")), name="BOR.md")
    given = act.GivesAnswer(principals=(ARD,))
    room.w.enters(room.w.composed("SEC", given, room.draft, on_behalf="BOR", docs=[doc]))
    assert [one.code for one in room.done().compilation.findings if one.code == "for-others-alone"] == []


@pytest.mark.parametrize("first", ["alone", "in the name of two"])
def test_nobody_stands_behind_what_another_says_without_it(first: str) -> None:
    """Each answer is in the name of those whom its own entry names, whichever came first."""
    room = Room()
    ways = [("art_1__para_1", ONE, ()), ("art_1__para_2", TWO, ("BOR", "KES"))]
    if first != "alone":
        ways = [("art_1__para_1", ONE, ("BOR", "KES")), ("art_1__para_2", TWO, ())]
    given = [room.answers("BOR", amends((at, "New.")), where, principals=those) for where, at, those in ways]
    found = room.done().compilation
    assert [(one.party, KES in one.principals) for one in found.voices] == [(BOR, False)]
    assert [(one.provision, one.principals) for one in found.stances] == [
        (where, those) for where, _, those in ways
    ]
    (note,) = (one for one in found.findings if one.code == "in-other-names")
    place = given[first == "alone"].index
    assert note.message == (
        f"Entry {place} of BOR is in the name of KES too, and not all that BOR says of this draft is. "
        "What it says is told as in their name, and nothing else."
    )


def test_nobody_stands_behind_what_is_laid_over_a_redraft_without_it() -> None:
    room = Room()
    redraft = room.answers("BOR", FIRST.replace("all vessels", "every vessel"), principals=("BOR", "KES"))
    room.answers("BOR", amends((TWO, "Other words.")), "art_1__para_2")
    found = room.done().compilation
    assert [(one.party, KES in one.principals) for one in found.voices] == [(BOR, False)]
    (note,) = (one for one in found.findings if one.code == "in-other-names")
    assert note.message.startswith(f"Entry {redraft.index} of BOR is in the name of KES too")


def test_what_an_entry_does_not_name_is_not_taken_from_its_document() -> None:
    room = Room()
    room.answers("ARD", amends((ONE, "First."), (THREE, "Third.")), "art_1__para_1")
    found = room.done()
    assert [(where, kind) for _, where, kind in fates(found)] == [(ONE, "InText"), (THREE, "NotUnderstood")]


def test_a_compilation_from_the_record_goes_through_its_file() -> None:
    room = Room(due=MARCH_20, late_is_out=True)
    first = room.answers("ARD", amends((ONE, "First.")))
    room.answers("ARD", amends((ONE, "Second.")))
    room.w.joins("KES", first, "art_1__para_1")
    room.w.passes(days=30)
    room.answers("BOR", amends((ONE, "Late.")))
    compilation = room.done().compilation
    assert from_json(to_json(compilation)) == compilation
    assert [type(unit.fate).__name__ for unit in compilation.units] == [
        "InText",
        "NotUnderstood",
        "Superseded",
        "OutOfTime",
    ]


def test_a_document_may_call_its_party_by_its_name_and_no_other() -> None:
    room = Room()
    room.w.adds("TAL", name="Talmark")
    ours = amends((ONE, "First.")).replace("In answer to", "Party: Talmark\n\nIn answer to")
    room.answers("TAL", ours)
    room.answers("ARD", ours)
    found = room.done()
    assert [(one.unit.party, type(one.unit.fate).__name__) for one in found.submitted] == [
        ("ARD", "NotUnderstood"),
        ("TAL", "InText"),
    ]
    assert [one.finding.code for one in found.compilation.left_out] == ["another-party"]


def test_withdrawn_and_not_understood_are_told_apart() -> None:
    room = Room()
    given = room.w.answers("ARD", room.draft)
    room.w.withdraws("ARD", given)
    (one,) = room.done().submitted
    assert isinstance(one.unit.fate, Withdrawn)


STRUCK = "In answer to: First draft\n\n## Article 1\n\nPosition: deletes\n\nReason: Ours.\n"
MERGED = (
    "In answer to: First draft\n\n## Article 1, paragraph 1\n\nPosition: merges\n\n"
    "With: Article 1, paragraph 2\n\nWords:\n\n> One.\n\nReason: Ours.\n"
)
UNDONE: dict[str, tuple[str, tuple[str, ...], str, list[tuple[str, str]]]] = {
    "an article struck, then a paragraph of it reworded": (
        *(STRUCK, ("art_1",), "art_1__para_1"),
        [("1.", "New words."), ("2.", "Tolls shall be equal.")],
    ),
    "an article struck by an answer in whole, then a paragraph of it reworded": (
        *(STRUCK, (), "art_1__para_1"),
        [("1.", "New words."), ("2.", "Tolls shall be equal.")],
    ),
    "merged with another, then the other reworded": (
        *(MERGED, ("art_1__para_1",), "art_1__para_2"),
        [("1.", "The canal shall be open to all vessels."), ("2.", "New words.")],
    ),
}


@pytest.mark.parametrize("name", UNDONE)
def test_what_was_struck_and_is_answered_again_is_struck_no_more(name: str) -> None:
    """The later word of a party counts, though it does not name what was struck as a whole."""
    first, named, again, expected = UNDONE[name]
    room = Room()
    room.answers("ARD", first, *named)
    where = {"art_1__para_1": ONE, "art_1__para_2": TWO}[again]
    later = room.answers("ARD", amends((where, "New words.")), again)
    found = room.done()
    assert [type(one.unit.fate) for one in found.submitted] == [Superseded, InText]
    assert found.submitted[0].unit.fate == Superseded(by=f"entry {later.index}")
    own = project(found.compilation.text, ARD)
    assert [(one.label, show(one.words)) for one in own.provisions[2:4]] == expected


def test_who_answered_too_late_and_who_was_not_asked_stand_in_the_front_matter() -> None:
    """ARD: answered after the time, out by the rule of entry N, wherever parties are listed."""
    room = Room()
    rules = Rules(name="first", asked=(ARD, BOR), due=MARCH_20, late_is_out=True)
    declared = room.w.declares("SEC", rules, room.draft)
    room.w.adds("TAL")
    room.w.passes(days=30)
    late = room.answers("ARD", amends((ONE, "First.")))
    text = consolidated_text(room.done().compilation).decode()
    front = text.split("---")[1].splitlines()
    assert (
        f"left out, ARD: ARD answered after the time, out by the rule of entry {declared.index} "
        f"(entry {late.index})." in front
    )
    assert "no answer of their own: BOR" in front
    assert "not asked: TAL became a party after the rules were declared and was not asked." in front


def test_a_document_that_is_left_out_is_not_gone_through_for_reasons() -> None:
    """No "no-reason" notes for a document that the compile has left out."""
    room = Room()
    sheet = amends((ONE, "First.")).replace("Reason: Ours.\n", "")
    room.answers("ARD", f"# Answer of Bordavia (BOR)\n\n{sheet}")
    found = room.done().compilation
    assert [one.finding.code for one in found.left_out] == ["another-party"]
    assert [one.code for one in found.findings] == []


BESIDE: dict[str, tuple[str, str, bool]] = {
    "an addition, then other words for what it follows": (
        "Position: adds\n\nWords:\n\n> 1 bis. Lakes too.\n",
        "Position: amends\n\nWords:\n\n> New words.\n",
        True,
    ),
    "an addition, then another at the same place": (
        "Position: adds\n\nWords:\n\n> 1 bis. Lakes too.\n",
        "Position: adds\n\nWords:\n\n> 1 bis. Lakes and rivers too.\n",
        False,
    ),
    "an addition, then one under another number": (
        "Position: adds\n\nWords:\n\n> 1 bis. Lakes too.\n",
        "Position: adds\n\nWords:\n\n> 1 ter. Rivers too.\n",
        True,
    ),
    "opposition to another's, then other words": (
        "Position: opposes BOR\n",
        "Position: amends\n\nWords:\n\n> New words.\n",
        True,
    ),
    "opposition to another's, twice": ("Position: opposes BOR\n", "Position: opposes BOR\n", False),
    "other words, then an addition": (
        "Position: amends\n\nWords:\n\n> New words.\n",
        "Position: adds\n\nWords:\n\n> 1 bis. Lakes too.\n",
        True,
    ),
    "other words, then opposition to another's": (
        "Position: amends\n\nWords:\n\n> New words.\n",
        "Position: opposes BOR\n",
        True,
    ),
    "other words, then a question": (
        "Position: amends\n\nWords:\n\n> New words.\n",
        "Position: asks\n\nQuestion: Whose lakes?\n",
        True,
    ),
    "other words, then a hold": (
        "Position: amends\n\nWords:\n\n> New words.\n",
        "Position: holds\n\nKind: scrutiny\n",
        True,
    ),
    "a hold, then other words": (
        "Position: holds\n\nKind: scrutiny\n",
        "Position: amends\n\nWords:\n\n> New words.\n",
        True,
    ),
    "a question, then an addition": (
        "Position: asks\n\nQuestion: Whose lakes?\n",
        "Position: adds\n\nWords:\n\n> 1 bis. Lakes too.\n",
        True,
    ),
    "a hold, twice": (
        "Position: holds\n\nKind: scrutiny\n",
        "Position: holds\n\nKind: linguistic\n",
        False,
    ),
    "other words, then none": (
        "Position: amends\n\nWords:\n\n> New words.\n",
        "Position: deletes\n",
        False,
    ),
    "other words, then those of another": (
        "Position: amends\n\nWords:\n\n> New words.\n",
        "Position: supports BOR\n",
        False,
    ),
    "other words, twice": (
        "Position: amends\n\nWords:\n\n> New words.\n",
        "Position: amends\n\nWords:\n\n> Newer words.\n",
        False,
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_which_answers_stand_beside_a_later_one_to_the_same_provision(name: str) -> None:
    """An addition says nothing of what it follows, nor a word on another's proposal: its like replaces it."""
    first, second, both = BESIDE[name]
    room = Room()
    room.answers("BOR", amends((ONE, "Words of BOR.")), "art_1__para_1")
    for position in (first, second):
        sheet = f"In answer to: First draft\n\n## {ONE}\n\n{position}\nReason: Ours.\n"
        room.answers("ARD", sheet, "art_1__para_1")
    found = room.done()
    earlier, later = (one for one in found.submitted if one.unit.party == "ARD")
    assert isinstance(earlier.unit.fate, Superseded) is not both
    assert not isinstance(later.unit.fate, Superseded)


def test_a_hold_that_was_lifted_keeps_its_unit() -> None:
    """One unit for each hold entered, the lifted ones too."""
    room = Room()
    hold = room.w.holds("BOR", room.draft, "art_2")
    lifted = room.w.lifts("BOR", hold)
    found = room.done()
    assert fates(found) == [(hold.index, "art_2", "Withdrawn")]
    assert from_json(to_json(found.compilation)) == found.compilation
    known = disclosed(room.w.negotiation, everything)
    library = Library(lambda h: room.w.documents[h].data, known.order)
    told = told_lines(fates_told(fates_of(known, library), Teller(known=known), at=room.w.now))
    assert f"→ lifted by BOR, 2 March 2026, 09:09 UTC, entry {lifted.index}" in " ".join(
        " ".join(told).split()
    )

"""A bracketed text taken over by a record: what it shows of a party stands until the party answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.writing import Writer
from tests.slowly import few
from travaux.answers.answer import title
from travaux.answers.round import Rules
from travaux.answers.shown import is_shown
from travaux.compile.matrix import Spoke, matrix
from travaux.compile.project import project
from travaux.compile.taken_over import TakenOver
from travaux.record.consolidation import Consolidation, consolidation
from travaux.record.entry import Entered
from travaux.record.library import Library
from travaux.record.views.disclosed import Disclosed, disclosed, everything
from travaux.record.views.docket import Outstanding, docket
from travaux.record.views.fates import fates
from travaux.record.views.history import Said, history
from travaux.record.views.undecided import proposals
from travaux.text.instrument import Text
from travaux.text.notation import show
from travaux.text.wording import PartyCode

ARD, BOR, CEL, KES, XYZ = (PartyCode(code) for code in ("ARD", "BOR", "CEL", "KES", "XYZ"))

TABLED = """\
---
draft: Third draft
language: en
---

# Agreement on Locks

## Article 1 – Hours

1. The locks [shall / ARD; BOR supports: should / CEL: may] be worked by day.

[KES opposes: 2. Closures are published.]

[ARD: 3. A lock that is closed shows two red lights.]

4. The Parties [XYZ: promptly] meet.

## Article 2 – Fees

The fee is [two / ARD: three] marks.
"""
NOON = "2026-03-20T12:00:00.000Z"


class Room:
    """A text taken over, and parties that answer it."""

    def __init__(self, text: str = TABLED) -> None:
        self.w = Writer()
        self.w.opens("SEC", parties=("ARD", "BOR", "CEL", "KES"))
        self.draft = self.w.tables("SEC", docs=[self.w.document(text, name="third.md")], taken_over=True)

    def answers(self, party: str, sheet: str, *articles: str) -> Entered:
        doc = self.w.document(sheet, name=f"{party}.md")
        return self.w.answers(party, self.draft, *articles, docs=[doc])

    @property
    def known(self) -> Disclosed:
        return disclosed(self.w.negotiation, everything)

    @property
    def library(self) -> Library:
        kept = self.w.documents
        return Library(lambda h: kept[h].data if h in kept else None, self.known.order)

    def done(self) -> Consolidation:
        return consolidation(self.known, self.library)

    def taken(self) -> TakenOver:
        draft = self.known.latest_draft()
        assert draft is not None
        found = self.library.taken_over(draft)
        assert found is not None
        return found


def amends(where: str, words: str) -> str:
    return (
        f"In answer to: Third draft\n\n## {where}\n\nPosition: amends\n\nWords:\n\n> {words}\n\nReason: R.\n"
    )


def lines(text: Text) -> list[tuple[str, str]]:
    return [(one.label, show(one.words)) for one in text.provisions]


def said(found: Consolidation) -> list[tuple[str, str | None, str, bool]]:
    return [
        (one.party, one.provision, title(one.answer.position), is_shown(one.answer))
        for one in found.compilation.stances
    ]


SHOWN = [
    ("ARD", "art_1__para_1", "amends", True),
    ("ARD", "art_1__para_2", "adds", True),
    ("ARD", "art_2__para_1", "amends", True),
    ("BOR", "art_1__para_1", "amends", True),
    ("CEL", "art_1__para_1", "amends", True),
    ("KES", "art_1__para_2", "opposes", True),
    ("XYZ", "art_1__para_4", "amends", True),
]


def test_it_fills_the_matrix_and_is_nobody_s_answer() -> None:
    room = Room()
    asked = Rules(name="first", asked=(ARD, BOR, CEL, KES))
    room.w.declares("SEC", asked, room.draft)
    found = room.done()
    assert said(found) == SHOWN
    cells = matrix(found.compilation)
    assert cells.parties == (ARD, BOR, CEL, KES, XYZ)
    assert isinstance(cells.rows[2].cells[0], Spoke)
    owed = docket(room.known, at=NOON).owed
    assert [(one.by, type(one.outcome)) for one in owed] == [
        (code, Outstanding) for code in (ARD, BOR, CEL, KES)
    ]
    noted = [one.message for one in found.compilation.findings if one.code == "as-shown"]
    assert len(noted) == 5
    assert noted[1] == (
        "What stands in the name of BOR at Article 1, paragraph 1 is as shown in the text taken over, "
        "not the party's own answer."
    )
    assert noted[4].endswith(" XYZ is no member of this record.")


def test_an_answer_by_provision_takes_the_place_of_what_is_shown_there() -> None:
    room = Room()
    own = room.answers("ARD", amends("Article 2, paragraph 1", "The fee is six marks."), "art_2__para_1")
    found = room.done()
    changed = [("ARD", "art_2__para_1", "amends", False) if one == SHOWN[2] else one for one in SHOWN]
    assert said(found) == changed
    assert [
        (one.unit.reference, one.unit.fate)
        for one in found.submitted
        if type(one.unit.fate).__name__ == "Superseded"
    ] == [(f"ARD/{room.draft.index}.3", found.submitted[2].unit.fate)]
    assert f"entry {own.index}" in str(found.submitted[2].unit.fate)


def test_an_answer_in_whole_takes_the_place_of_all_that_is_shown() -> None:
    room = Room()
    room.answers("ARD", amends("Article 2, paragraph 1", "The fee is six marks."))
    assert [one for one in said(room.done()) if one[0] == "ARD"] == [
        ("ARD", "art_2__para_1", "amends", False)
    ]


def test_an_answer_taken_back_does_not_bring_back_what_was_shown() -> None:
    room = Room()
    own = room.answers("ARD", amends("Article 2, paragraph 1", "The fee is six marks."))
    room.w.withdraws("ARD", own)
    assert [one for one in said(room.done()) if one[0] == "ARD"] == []


def test_a_redraft_that_keeps_the_brackets_of_others_is_its_party_s_own_words() -> None:
    room = Room()
    redraft = TABLED.replace("[shall / ARD; BOR supports: should / CEL: may]", "shall").replace(
        "[two / ARD: three]", "[two / ARD: three / BOR: four]"
    )
    room.answers("BOR", redraft)
    found = room.done()
    assert not found.compilation.left_out
    assert [one for one in said(found) if one[0] == "BOR"] == [("BOR", "art_2__para_1", "amends", False)]
    assert lines(project(found.compilation.text, BOR))[-1] == ("", "The fee is four marks.")


def test_a_sheet_may_name_the_text_that_was_taken_over_by_its_identity() -> None:
    room = Room()
    room.answers(
        "BOR",
        amends("Article 2, paragraph 1", "The fee is six marks.").replace(
            "Third draft", room.taken().text.identity
        ),
    )
    assert not room.done().compilation.left_out


def test_history_status_and_fates_have_it_and_say_what_it_is() -> None:
    room = Room()
    known, library = room.known, room.library
    told = [one for one in history(known, library, "art_2__para_1").events if isinstance(one, Said)]
    assert [(one.shown, one.became) for one in told] == [(ARD, None)]
    (on,) = proposals(known, library=library).drafts
    assert {
        one.provision: [(it.party, it.given.shown is not None) for it in one.given] for one in on.undecided
    } == {
        "art_1__para_1": [(ARD, True), (BOR, True), (CEL, True)],
        "art_1__para_2": [(KES, True)],
        "art_1__para_3": [(ARD, True)],
        "art_1__para_4": [(XYZ, True)],
        "art_2": [(ARD, True)],
    }
    (tallied,) = fates(known, library)
    assert [(one.party, len(one.submitted)) for one in tallied.tallies] == [
        (ARD, 3),
        (BOR, 1),
        (CEL, 1),
        (KES, 1),
        (XYZ, 1),
    ]


PATTERNS = (
    "Plain words here.",
    "Words [{0}: of one] here.",
    "Words [in nobody's name / {0}: of one / {1}: of another] here.",
    "Words [{0}: of one / {1}; {2} supports: of several] here.",
    "Words [in two / in ten] brackets.",
    "Words [{0} opposes: somebody does not like] here.",
    "Words [{0} deletes: to go] here.",
)
PARTIES = ("ARD", "BOR", "CEL", "KES", "XYZ")
WHOLE = ("{}", "[{}]", "[ARD: {}]", "[BOR, CEL: {}]", "[KES opposes: {}]")


@st.composite
def bracketed(draw: st.DrawFn) -> str:
    paragraphs = []
    for number in range(1, 6):
        pattern = draw(st.sampled_from(PATTERNS)).format(*draw(st.permutations(PARTIES)))
        whole = draw(st.sampled_from(WHOLE)) if "[" not in pattern else "{}"
        paragraphs.append(whole.format(f"{number}. {pattern}"))
    body = "\n\n".join(paragraphs)
    return f"---\ndraft: Third draft\nlanguage: en\n---\n\n# Agreement\n\n## Article 1 – One\n\n{body}\n"


@given(
    bracketed(),
    st.lists(
        st.tuples(st.sampled_from(PARTIES[:4]), st.integers(min_value=0, max_value=5)),
        max_size=5,
    ),
)
@few(20)  # each compiles a draft
def test_each_party_has_the_words_that_the_text_shows_of_it(
    text: str, answers: list[tuple[str, int]]
) -> None:
    """Invariant 2: projected on a party, the consolidated text is that party's text; as the brackets give it.

    Where it has answered itself, its own words take their place; what others answer changes nothing.
    """
    room = Room(text)
    taken = room.taken()
    expected = {party: dict(lines(taken.of(party))) for party in taken.parties}
    base = dict(lines(taken.base))
    for turn, (party, at) in enumerate(answers):
        label = f"{at}."
        if label not in base:
            continue
        words = f"Own words {turn}."
        sheet = amends(f"Article 1, paragraph {at}", words)
        room.answers(party, sheet, f"art_1__para_{at}")
        expected.setdefault(PartyCode(party), dict(base))[label] = words
    found = room.done()
    for party, own in expected.items():
        assert dict(lines(project(found.compilation.text, party))) == own
    assert dict(lines(project(found.compilation.text, None))) == base


@pytest.mark.parametrize("upto", [0, 1])
def test_any_other_draft_is_as_it_was(upto: int) -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD",))
    w.tables("SEC", docs=[w.document(TABLED, name="third.md")])
    kept = w.documents
    known = disclosed(w.negotiation, everything)
    draft = known.latest_draft()
    assert draft is not None
    library = Library(lambda h: kept[h].data if h in kept else None, known.order[: upto or None])
    assert (library.taken_over(draft), library.shown(draft)) == (None, ())

"""Replies by entries: what each party says now, and one fate for everything it ever submitted."""

import pytest

from tests.record.room import ONE, THREE, TWO, Room, amends, fates, said
from tests.record.views.meridian import ARD, BOR, FIRST, KES, MARCH_20
from travaux.answers.position import Amends, HoldKind
from travaux.answers.round import Rules
from travaux.compile.carrier import from_json, to_json
from travaux.compile.fate import InText, NotUnderstood, OutOfTime, Superseded, Withdrawn
from travaux.compile.project import project
from travaux.record import act
from travaux.record.library import Library
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.fates import fates as fates_of
from travaux.render.plain import consolidated_text
from travaux.render.record_lines import told_lines
from travaux.render.submissions import fates_told
from travaux.render.telling import Teller
from travaux.text.notation import plain_characters, show


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

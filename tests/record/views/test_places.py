"""An article and its only paragraph are one place, on which an answer to either stands."""

from tests.record.views.room import CANAL, Room, amends
from tests.record.writing import at
from travaux.answers.position import HoldKind
from travaux.record import act


def test_answers_to_an_article_and_to_its_only_paragraph_stand_together() -> None:
    room = Room()
    room.answers("ARD", "Position: accepts", "Article 2")
    room.answers("BOR", amends("They consult."), "Article 2")
    room.w.does("KES", act.EntersHold(kind=HoldKind.SCRUTINY), *at(room.draft, "art_2", "art_2__para_1"))
    (on,) = room.found().proposals.drafts
    assert [
        (one.provision, [it.party for it in one.given], len(one.holds), one.contested) for one in on.undecided
    ] == [("art_2", ["ARD", "BOR"], 1, True)]


def test_of_an_article_with_several_paragraphs_each_is_a_place_of_its_own() -> None:
    room = Room()
    room.answers("ARD", "Position: accepts", "Article 1")
    room.answers("BOR", amends(CANAL), "Article 1, paragraph 1")
    (on,) = room.found().proposals.drafts
    assert [one.provision for one in on.undecided] == ["art_1", "art_1__para_1"]


def test_one_answer_to_both_is_one_answer() -> None:
    room = Room()
    room.answers("ARD", "Position: asks\n\nQuestion: How?", "Article 2", "Article 2, paragraph 1")
    told = room.told()
    assert "Article 2: 1 answer ARD" in told
    assert "Article 2, paragraph 1" not in told


def test_what_joins_the_only_paragraph_is_told_at_its_article() -> None:
    room = Room()
    given = room.answers("BOR", amends("They consult."), "Article 2")
    room.w.joins("KES", given, "art_2__para_1")
    assert "; joined by KES" in room.told()


ADDED = "Position: adds\n\nWords:\n\n> 1 bis. They meet.\n\nReason: So."


def contested(room: Room) -> dict[str, bool]:
    (on,) = room.found().proposals.drafts
    return {one.provision: one.contested for one in on.undecided}


def test_an_addition_that_others_support_or_leave_be_is_contested_by_nobody() -> None:
    room = Room()
    room.answers("ARD", ADDED, "Article 1, paragraph 1")
    room.answers("BOR", "Position: supports ARD", "Article 1, paragraph 1")
    room.answers("KES", "Position: accepts", "Article 1, paragraph 1")
    assert contested(room) == {"art_1__para_1": False, "art_1__para_1bis": False}
    assert ", contested" not in room.told()


def test_it_is_where_somebody_wants_something_else_or_sets_a_condition() -> None:
    for answer, told in (
        ("Position: opposes ARD\n\nReason: No.", {"art_1__para_1bis": True}),
        (ADDED.replace("meet", "convene"), {"art_1__para_1bis@ARD": True, "art_1__para_1bis@BOR": True}),
        (ADDED, {"art_1__para_1bis": True}),
        ("Position: deletes\n\nReason: No.", {"art_1__para_1": False, "art_1__para_1bis": False}),
        ("Position: supports ARD\n\nIf: Article 3 stays", {"art_1__para_1bis": True}),
    ):
        room = Room()
        room.answers("ARD", ADDED, "Article 1, paragraph 1")
        room.answers("BOR", answer, "Article 1, paragraph 1")
        found = contested(room)
        assert {at: one for at, one in found.items() if at != "art_3"} == told


def test_to_hold_or_to_ask_is_not_to_be_against() -> None:
    room = Room()
    room.answers("ARD", "Position: accepts", "Article 1, paragraph 1")
    room.answers("BOR", "Position: holds (scrutiny)\n\nReason: Later.", "Article 1, paragraph 1")
    room.answers("KES", "Position: asks\n\nQuestion: How?", "Article 1, paragraph 1")
    assert contested(room) == {"art_1__para_1": False}

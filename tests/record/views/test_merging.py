"""An answer that merges provisions, or joins who does, stands at each of them, wherever one looks."""

from tests.record.views.room import Room, amends
from tests.record.views.test_passed_over import history_of, told_of
from tests.record.views.test_unread_answers import matrix_of
from travaux.record.views.places import Places
from travaux.record.views.standing import standing_answers

ONE, TWO = "Article 1, paragraph 1", "Article 1, paragraph 2"
MERGES = f"Position: merges\n\nWith: {TWO}\n\nWords:\n\n> Open to all, at equal tolls."


def merging() -> Room:
    """BOR merges the two paragraphs of Article 1 by the first; KES supports BOR at the first."""
    room = Room()
    room.answers("BOR", MERGES, ONE)
    room.answers("KES", "Position: supports BOR", ONE)
    return room


def standing(room: Room, at: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give who stands at a provision, and by the name of which other."""
    known, library = room.known, room.library
    draft = known.drafts[room.draft.leaf]
    found = standing_answers(known, draft, Places(library.text(draft)), library)
    return [(one.party, one.through) for one in found.get(at, [])]


def test_coverage_has_all_that_is_merged() -> None:
    room = merging()
    for entry in (10, 11):
        assert told_of(room, entry) == [
            f"answers 2: {ONE}; {TWO}",
            "passes over in silence 2: Article 2; Article 3",
        ]


def test_the_history_of_what_is_merged_away_has_the_merger_and_who_joins_it() -> None:
    told = history_of(merging(), "art_1__para_2")
    assert told[told.index("“2. Tolls shall be equal.”") + 1 :] == [
        "BOR, 2 March 2026, 09:10 UTC, entry 10 answers:",
        f"{ONE}: merges: with {TWO}: “Open to all, at equal tolls.”",
        "KES, 2 March 2026, 09:11 UTC, entry 11 answers:",
        f"{ONE}: supports BOR",
    ]


def test_both_stand_at_both_provisions() -> None:
    room = merging()
    assert standing(room, "art_1__para_1") == [("BOR", ()), ("KES", ())]
    assert standing(room, "art_1__para_2") == [("BOR", ("art_1__para_1",)), ("KES", ("art_1__para_1",))]


def test_the_matrix_says_of_what_the_answers_at_what_is_merged_away_were_said() -> None:
    told, page = matrix_of(merging())
    assert told[told.index(TWO) :][:3] == [
        TWO,
        f"BOR: merges: with {TWO}: “Open to all, at equal tolls.”, said of {ONE}",
        f"KES: supports BOR, said of {ONE}",
    ]
    assert page.count("said of ") == 2


def test_who_supports_at_what_is_merged_away_speaks_of_both() -> None:
    room = Room()
    room.answers("BOR", MERGES, ONE)
    room.answers("KES", "Position: supports BOR", TWO)
    room.answers("ARD", "Position: supports KES", TWO)
    assert told_of(room, 11)[0] == told_of(room, 12)[0] == f"answers 2: {ONE}; {TWO}"


def test_who_supported_other_words_before_the_merger_does_not_speak_of_what_it_merges() -> None:
    room = Room()
    room.answers("BOR", amends("Open."), ONE)
    room.answers("KES", "Position: supports BOR", ONE)
    room.answers("BOR", MERGES, ONE)
    assert told_of(room, 11)[0] == f"answers 1: {ONE}"
    assert standing(room, "art_1__para_2") == [("BOR", ("art_1__para_1",))]


def test_who_joins_the_merger_by_an_entry_is_told_at_what_is_merged_away() -> None:
    room = Room()
    given = room.answers("BOR", MERGES, ONE)
    room.w.joins("KES", given, "art_1__para_1")
    assert history_of(room, "art_1__para_2")[-1] == (
        f"KES, 2 March 2026, 09:11 UTC, entry 11: joins the proposal at {ONE} in entry 10"
    )
    assert room.told().count("; joined by KES") == 2

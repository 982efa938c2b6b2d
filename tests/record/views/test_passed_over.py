"""What a reply passes over is told only where all of it was understood, and nothing of it is of the whole."""

from tests.record.views.room import AT, Room
from tests.record.views.test_unread_answers import matrix_of
from travaux.record.views.coverage import coverage
from travaux.record.views.history import history
from travaux.render.coverage import coverage_line
from travaux.render.history import history_told
from travaux.render.record_lines import told_lines
from travaux.render.telling import Teller
from travaux.render.told import words_of


def told_of(room: Room, entry: int) -> list[str]:
    """Give how the coverage of an entry is told."""
    known, library = room.known, room.library
    teller = Teller(known=known, texts=library.texts(known))
    (one,) = coverage(known, known.entries[entry].leaf, library)
    return list(words_of(coverage_line(one, teller)))[1:]


def history_of(room: Room, address: str) -> list[str]:
    known, library = room.known, room.library
    teller = Teller(known=known, texts=library.texts(known))
    told = told_lines(history_told(history(known, library, address), teller, at=AT), width=300)
    return [" ".join(words.split()) for words in told]


def test_who_speaks_of_the_text_as_a_whole_passes_over_no_article() -> None:
    room = Room()
    given = room.answers("BOR", "Position: accepts", "The whole text")
    assert told_of(room, given.index) == [
        "answers: nothing",
        "speaks of 3 only with the text as a whole: Article 1; Article 2; Article 3",
        "speaks of the text as a whole",
    ]
    told = history_of(room, "art_2")
    assert told[told.index("BOR, 2 March 2026, 09:10 UTC, entry 10 answers:") + 1] == "accepts"
    assert not any("passed over" in one for one in told)


def test_a_reply_that_was_not_wholly_understood_passes_over_nothing_for_certain() -> None:
    room = Room()
    room.answers("ARD", "Position: accepts", "Article 1")
    given = room.answers("BOR", "Position: accepts", "Article 1", "Artikel zwei")
    assert told_of(room, given.index) == [
        "answers 1: Article 1",
        "says nothing that was understood of 2: Article 2; Article 3",
        "1 piece of it not understood",
    ]
    told = history_of(room, "art_2")
    at = told.index("passed over in 1 answer to the draft in whole: ARD")
    assert told[at:] == [
        "passed over in 1 answer to the draft in whole: ARD",
        "ARD, 2 March 2026, 09:10 UTC, entry 10",
        "not known of 1 answer to the draft in whole, not all of which was understood: BOR",
        "BOR, 2 March 2026, 09:11 UTC, entry 11",
    ]


LOOSE = "Position: accepts\n\nReason: Agreed.\n\n## Artikel zwei\n\nSee our letter."


def test_what_of_a_reply_was_not_understood_is_told_by_status_and_matrix() -> None:
    room = Room()
    room.answers("BOR", LOOSE, "Article 1")
    told = room.told()
    assert told.partition("entry 10: accepts ")[2].partition(" Expected")[0] == (
        "○ BOR, 2 March 2026, 09:10 UTC, entry 10: not all of it was understood not understood, kept aside: "
        "“See our letter.”. This line belongs to no field."
    )
    lines, _ = matrix_of(room)
    at = lines.index("In no cell")
    assert lines[at + 2].partition(" Expected")[0] == (
        "BOR: not understood, kept aside: “See our letter.”. This line belongs to no field."
    )
    assert "2 provisions of which nobody speaks, unless in what could not be read." in lines


ONE = "Position: merges\n\nWith: Article 1, paragraph 2\n\nWords:\n\n> All in one."


def test_a_merger_and_its_support_are_told_at_both_ends() -> None:
    room = Room()
    room.answers("BOR", ONE, "Article 1, paragraph 1")
    given = room.answers("KES", "Position: supports BOR", "Article 1, paragraph 1")
    told = history_of(room, "art_1__para_2")
    assert not any("passed over" in one for one in told)
    assert [one for one in told if one.startswith("Article 1, paragraph 1")] == [
        "Article 1, paragraph 1: merges: with Article 1, paragraph 2: “All in one.”",
        "Article 1, paragraph 1: supports BOR",
    ]
    assert told_of(room, given.index) == [
        "answers 2: Article 1, paragraph 1; Article 1, paragraph 2",
        "passes over in silence 2: Article 2; Article 3",
    ]
    status = room.told().partition("Article 1, paragraph 2: 2 answers, contested ")[2]
    assert status.startswith(
        "BOR, 2 March 2026, 09:10 UTC, entry 10: Article 1, paragraph 1: merges: with Article 1, paragraph 2"
    )
    lines, _ = matrix_of(room)
    at = lines.index("Article 1, paragraph 2")
    assert lines[at + 1 : at + 3] == [
        "BOR: merges: with Article 1, paragraph 2: “All in one.”, said of Article 1, paragraph 1",
        "KES: supports BOR, said of Article 1, paragraph 1",
    ]


def test_a_later_merger_takes_the_place_of_what_was_said_of_either_end() -> None:
    room = Room()
    for place in ("art_1__para_1", "art_1__para_2"):
        answers_at(room, place, "Position: accepts")
    answers_at(room, "art_1__para_1", ONE)
    assert "accepts" not in room.told().partition("4. Which")[2].partition("Contested:")[2].partition("○")[2]


def answers_at(room: Room, place: str, position: str) -> None:
    """Let BOR answer one provision, which its entry names."""
    sheet = f"In answer to: First draft\n\n## {place}\n\n{position}"
    room.w.answers("BOR", room.draft, place, docs=[room.w.document(sheet, name="BOR.md")])

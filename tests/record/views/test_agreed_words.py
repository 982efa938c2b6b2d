"""An entry that settles a provision names it and no words: what stands beside the draft's is told with it."""

from tests.record.views.meridian import FIRST
from tests.record.views.room import CANAL, Room, amends
from tests.record.writing import at
from travaux.record import act

ONE = "Article 1, paragraph 1"
NOT_RECORDED = "which words were agreed is not recorded: the entry names the provision and no words"


def agreed_part(room: Room) -> str:
    told = room.told()
    return told[told.index("1. What") : told.index("2. Who")]


def test_what_would_have_it_otherwise_is_told_with_the_agreement() -> None:
    room = Room()
    room.answers("ARD", amends("Thirty."), ONE)
    room.answers("BOR", "Position: accepts", ONE)
    room.w.agrees("CHR", room.draft, "art_1")
    room.answers("KES", "Position: deletes", ONE)
    assert agreed_part(room).endswith(
        "✓ Article 1 is agreed ad referendum recorded by CHR, 2 March 2026, 09:12 UTC, entry 12 1 answer "
        "that would have it otherwise stood then, and stands still: ARD, entry 10 "
        f"{NOT_RECORDED} 1 answer that would have it otherwise came since: KES, entry 13 "
    )


def test_where_only_the_drafts_words_stand_nothing_is_asked() -> None:
    room = Room()
    room.answers("ARD", amends(CANAL), "Article 1, paragraph 2")
    room.answers("BOR", "Position: holds (scrutiny)", ONE)
    room.w.agrees("CHR", room.draft, "art_1__para_1")
    assert agreed_part(room).endswith("recorded by CHR, 2 March 2026, 09:12 UTC, entry 12 ")


def test_the_words_that_go_with_the_entry_are_all_that_says_which() -> None:
    room = Room()
    room.answers("ARD", amends("Thirty."), ONE)
    room.w.does("CHR", act.AgreesAdReferendum(words="In the words of Ardenia."), *at(room.draft, "art_1"))
    told = agreed_part(room)
    assert NOT_RECORDED not in told
    assert "which words were agreed is recorded only as far as the words quoted here say it" in told


def test_a_party_that_agrees_does_not_say_to_which_words_either() -> None:
    room = Room()
    room.answers("ARD", amends("Thirty."), ONE)
    room.w.agrees("KES", room.draft, "art_1__para_1")
    assert NOT_RECORDED in agreed_part(room)


def test_brackets_in_the_draft_leave_it_open_which_words_are_agreed() -> None:
    room = Room(FIRST.replace("shall consult", "[shall][should] consult"))
    room.w.agrees("CHR", room.draft, "art_2")
    room.w.agrees("CHR", room.draft, "art_3")
    told = agreed_part(room)
    assert told.count(NOT_RECORDED) == 1
    assert "the draft itself has words in brackets, or options, in it" in told


def test_the_words_of_every_entry_are_asked_which_were_agreed() -> None:
    """To close without words takes nothing from the words with which it was agreed."""
    room = Room()
    room.answers("ARD", amends("Thirty."), ONE)
    room.w.does("CHR", act.AgreesAdReferendum(words="In the words of Ardenia."), *at(room.draft, "art_1"))
    room.w.closes("CHR", room.draft, "art_1")
    told = agreed_part(room)
    assert NOT_RECORDED not in told
    assert "the words quoted here say it the provision is named, and no words, in entry 12" in told


def test_what_is_closed_and_not_agreed_was_closed_as_the_draft_has_it() -> None:
    room = Room(FIRST.replace("shall consult", "[shall][should] consult"))
    room.answers("ARD", amends("Thirty."), ONE)
    room.w.closes("CHR", room.draft, "art_1")
    room.w.closes("CHR", room.draft, "art_2")
    room.w.closes("CHR", room.draft, "art_3")
    told = agreed_part(room)
    assert "agreed is" not in told
    assert told.count("no words are recorded as agreed: it was closed as it stands in draft 1") == 2


def test_the_words_with_which_it_was_closed_say_in_which() -> None:
    room = Room()
    room.answers("ARD", amends("Thirty."), ONE)
    room.w.does("CHR", act.ClosesProvisionally(words="In the words of Ardenia."), *at(room.draft, "art_1"))
    assert (
        "provisionally closed by CHR, 2 March 2026, 09:11 UTC, entry 11: “In the words of Ardenia.” 1 answer "
        "that would have it otherwise stood then, and stands still: ARD, entry 10 no words are recorded as "
        "agreed; in which it was closed is recorded only as far as those quoted here say it"
    ) in agreed_part(room)


def test_a_party_that_agrees_in_words_has_them_told_beside_one_that_has_none() -> None:
    room = Room()
    room.answers("BOR", amends("Thirty."), ONE)
    room.w.does("ARD", act.AgreesAdReferendum(words="In the words of Borland."), *at(room.draft, "art_1"))
    room.w.does("KES", act.AgreesAdReferendum(), *at(room.draft, "art_1"))
    told = agreed_part(room)
    assert "entry 11: “In the words of Borland.”; KES" in told
    assert NOT_RECORDED not in told
    assert "the words quoted here say it the provision is named, and no words, in entry 12" in told


def test_what_came_between_agreeing_and_closing_came_since() -> None:
    room = Room()
    room.w.agrees("CHR", room.draft, "art_1")
    room.answers("ARD", amends("Thirty."), ONE)
    room.w.closes("CHR", room.draft, "art_1")
    told = agreed_part(room)
    assert "1 answer that would have it otherwise came since: ARD, entry 11" in told
    assert "stood then" not in told


def test_what_came_between_two_that_agree_stood_for_the_second_alone() -> None:
    room = Room()
    room.w.agrees("ARD", room.draft, "art_1")
    room.answers("BOR", amends("Thirty."), ONE)
    room.w.agrees("KES", room.draft, "art_1")
    told = agreed_part(room)
    assert "entry 10 1 answer that would have it otherwise came since: BOR, entry 11 KES" in told
    assert told.count("stood then, and stands still: BOR, entry 11") == 1


def test_what_was_agreed_in_an_article_is_open_since_the_article_was_reopened() -> None:
    room = Room()
    room.w.agrees("CHR", room.draft, "art_1__para_1")
    room.w.agrees("KES", room.draft, "art_1__para_2")
    room.w.agrees("CHR", room.draft, "art_2")
    assert "✓ Article 1, paragraph 1 is agreed ad referendum" in agreed_part(room)
    room.w.reopens("CHR", room.draft, "art_1")
    found = room.found().agreed
    assert [one.provision for one in found.settled] == ["art_2"]
    assert [one.provision for one in found.open_again] == ["art_1__para_1"]
    assert found.said == ()
    assert (
        "○ Article 1, paragraph 1 was agreed ad referendum, and is open since Article 1 was reopened: CHR, 2 "
        "March 2026, 09:13 UTC, entry 13 recorded by CHR, 2 March 2026, 09:10 UTC, entry 10"
    ) in agreed_part(room)


def test_what_is_agreed_after_its_article_was_reopened_is_agreed() -> None:
    room = Room()
    room.w.agrees("CHR", room.draft, "art_1")
    room.w.reopens("CHR", room.draft, "art_1")
    room.w.agrees("CHR", room.draft, "art_1__para_1")
    assert [one.provision for one in room.found().agreed.settled] == ["art_1__para_1"]
    assert room.found().agreed.open_again == ()


def test_a_package_is_told_of_the_provisions_that_it_names() -> None:
    room = Room()
    tied = act.TiesPackage(words="This only if that.")
    room.w.does("ARD", tied, *at(room.draft, "art_1__para_1", "art_2"))
    room.w.does("BOR", tied, *at(room.draft, "art_1__para_2"))
    room.w.agrees("CHR", room.draft, "art_1")
    room.w.agrees("CHR", room.draft, "art_2")
    told = agreed_part(room)
    assert (
        "✓ Article 1 is agreed ad referendum; Article 1, paragraph 1 is tied to Article 2 by ARD: "
        "“This only if that.”; Article 1, paragraph 2 is tied in a package by BOR: "
        "“This only if that.” recorded by"
    ) in told
    assert "✓ Article 2 is agreed ad referendum, tied to Article 1, paragraph 1 by ARD" in told

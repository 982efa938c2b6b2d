"""After a merger the status has its wording, and no longer what it took the place of."""

import pytest

from tests.record.views.room import Room, amends
from tests.record.writing import at
from travaux.answers.position import Amends
from travaux.record import act
from travaux.record.entry import Entered
from travaux.text.notation import show

PARAGRAPH = "art_1__para_1"
ONE = "Article 1, paragraph 1"


class Merging(Room):
    """Ardenia and Borland amend a paragraph: *ards*, Ardenia's sheet; *principals*, in whose name."""

    def __init__(self, ards: str = "", principals: tuple[str, ...] = ()) -> None:
        super().__init__()
        sheet = f"In answer to: First draft\n\n## {ONE}\n\n{amends('Thirty.')}\n{ards}"
        ard = self.w.document(sheet, name="ARD.md")
        self.ard = self.w.answers("ARD", self.draft, docs=[ard], principals=principals)
        self.bor = self.answers("BOR", amends("Thirty-five."), ONE)

    def merges(self) -> Entered:
        where = (*at(self.ard, PARAGRAPH), *at(self.bor, PARAGRAPH))
        merger = self.w.does("SEC", act.ProposesMerger(wording="Fifty."), *where)
        for party in ("ARD", "BOR"):
            self.w.does(party, act.AnswersMerger(consents=True), merger)
        return merger

    def said(self) -> list[tuple[str, tuple[str, ...]]]:
        """What each party says at the paragraph, as the status has it."""
        (on,) = self.found().proposals.drafts
        (here,) = (one for one in on.undecided if one.provision == PARAGRAPH)
        return [
            (
                one.party,
                tuple(show(it.position.words) for it in one.answers if isinstance(it.position, Amends)),
            )
            for one in here.given
        ]


def test_the_merged_wording_is_undecided_and_what_was_merged_is_no_longer() -> None:
    room = Merging()
    assert room.said() == [("ARD", ("Thirty.",)), ("BOR", ("Thirty-five.",))]
    room.merges()
    assert room.said() == [("ARD", ("Fifty.",)), ("BOR", ("Fifty.",))]
    told = room.told()
    assert told.endswith(
        "○ Article 1, paragraph 1: 2 answers, contested amends: “Fifty.”, merged with the consent of ARD, "
        "BOR, entry 12, in the place of what they proposed: ARD, 2 March 2026, 09:10 UTC, entry 10 BOR, 2 "
        "March 2026, 09:11 UTC, entry 11"
    )
    assert "Thirty" not in told


def test_who_joined_before_the_merger_stands_with_the_words_it_joined() -> None:
    """A party never moves by another's act."""
    room = Merging()
    room.w.joins("KES", room.bor, PARAGRAPH)
    room.merges()
    assert (
        "KES joined it, has not consented to the merger, and stays with the earlier words: amends: "
        "“Thirty-five.”" in room.told()
    )


def test_who_supports_in_its_own_answer_stays_too() -> None:
    room = Merging()
    room.answers("KES", "Position: supports BOR", ONE)
    room.merges()
    assert (
        "KES, 2 March 2026, 09:12 UTC, entry 12; as proposed before the merger of entry 13, to which it has "
        "not consented: supports BOR" in room.told()
    )


def test_a_merger_to_which_one_has_not_consented_changes_nothing() -> None:
    room = Merging()
    where = (*at(room.ard, PARAGRAPH), *at(room.bor, PARAGRAPH))
    merger = room.w.does("SEC", act.ProposesMerger(wording="Fifty."), *where)
    room.w.does("ARD", act.AnswersMerger(consents=True), merger)
    assert room.said() == [("ARD", ("Thirty.",)), ("BOR", ("Thirty-five.",))]


ASKS = f"\n## {ONE}\n\nPosition: asks\n\nQuestion: Who pays for the dredging?\n"


def test_what_an_entry_says_besides_is_told_after_the_merger_too() -> None:
    """A merger takes the place of the words it merged, and of nothing else."""
    room = Merging(ASKS)
    asked = "entry 10: asks: “Who pays for the dredging?”"
    before = room.told()
    room.merges()
    after = room.told()
    assert "entry 10: amends: “Thirty.”; asks: “Who pays for the dredging?”" in before
    assert asked in after
    assert "Thirty" not in after


def test_who_joined_stays_with_the_words_that_were_merged_alone() -> None:
    room = Merging(ASKS)
    room.w.joins("KES", room.ard, PARAGRAPH)
    room.merges()
    told = room.told()
    assert "and stays with the earlier words: amends: “Thirty.” BOR" in told
    assert "entry 10; joined by KES: asks: “Who pays for the dredging?”" in told


def test_in_whose_name_an_answer_was_given_is_told_after_the_merger_too() -> None:
    room = Merging(principals=("ARD", "KES"))
    room.merges()
    assert "ARD, 2 March 2026, 09:10 UTC, entry 10, in the name of ARD, KES BOR" in room.told()


def test_who_consented_and_opposes_what_was_merged_is_not_said_not_to_have_consented() -> None:
    room = Merging(f"\n## {ONE}\n\nPosition: opposes BOR\n")
    room.merges()
    told = room.told()
    assert "entry 10; as proposed before the merger of entry 12: opposes BOR" in told
    assert "has not consented" not in told


def test_what_is_said_of_the_article_is_told_with_its_only_paragraph_after_the_merger() -> None:
    """An article and its only paragraph are one place."""
    room = Room()
    where = "art_3__para_1"
    asks = "\n\n## Article 3\n\nPosition: asks\n\nQuestion: Since when?"
    ard = room.answers("ARD", amends("Twelve.") + asks, "Article 3, paragraph 1")
    bor = room.answers("BOR", amends("Twenty."), "Article 3, paragraph 1")
    merger = room.w.does("SEC", act.ProposesMerger(wording="Fifteen."), *at(ard, where), *at(bor, where))
    for party in ("ARD", "BOR"):
        room.w.does(party, act.AnswersMerger(consents=True), merger)
    told = room.told()
    assert "“Fifteen.”, merged" in told
    assert "asks: “Since when?”" in told


SUPPORTS = "Position: supports {}"


@pytest.mark.parametrize("how", ["joins", "supports"])
def test_support_of_words_that_are_others_now_is_told_with_the_words_it_was_given_on(how: str) -> None:
    room = Room()
    room.answers("ARD", amends("Thirty."), ONE)
    bor = room.answers("BOR", SUPPORTS.format("ARD"), ONE)
    kes = (
        room.w.joins("KES", bor, PARAGRAPH)
        if how == "joins"
        else room.answers("KES", SUPPORTS.format("BOR"), ONE)
    )
    assert "said of what" not in room.told()
    moved = room.answers("BOR", amends("Forty."), ONE)
    assert (
        f"entry {kes.index}: supports BOR said of what ARD proposed then: amends: “Thirty.” BOR no longer "
        f"supports that (entry {moved.index}); this says nothing of what BOR says now"
    ) in room.told()


def test_what_hangs_on_another_provision_is_told_there_once_after_the_merger() -> None:
    room = Merging(ards="\n\nIf: Article 3 stays\n")
    hangs = "Something hangs on this: ARD amends Article 1, paragraph 1 only if “Article 3 stays”"
    assert room.told().count(hangs) == 1
    room.merges()
    assert room.told().count(hangs) == 1

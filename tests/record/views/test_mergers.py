"""After a merger the status has its wording, and no longer what it took the place of."""

from tests.record.views.room import Room, amends
from tests.record.writing import at
from travaux.answers.position import Amends
from travaux.record import act
from travaux.record.entry import Entered
from travaux.text.notation import show

PARAGRAPH = "art_1__para_1"
ONE = "Article 1, paragraph 1"


class Merging(Room):
    def __init__(self) -> None:
        super().__init__()
        self.ard = self.answers("ARD", amends("Thirty."), ONE)
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
        "KES joined it before the merger, has not consented, and stays with the earlier words: amends: "
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

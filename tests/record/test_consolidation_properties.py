"""Any series of answers, withdrawals, joins and holds: nothing is lost, and the last word counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from tests.record.room import Room, amends
from tests.record.views.meridian import FIRST
from tests.slowly import few
from travaux.answers.position import Amends
from travaux.compile.carrier import from_json, to_json
from travaux.compile.compilation import LeftOut
from travaux.compile.fate import InText, Joined, Superseded, Withdrawn, words_of
from travaux.record.consolidation import consolidation
from travaux.record.entry import Entered
from travaux.record.library import Library
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.places import Places
from travaux.record.views.standing import standing_answers
from travaux.record.views.still_said import still_said
from travaux.text.notation import plain_characters

PLACES = {
    "art_1": "Article 1",
    "art_1__para_1": "Article 1, paragraph 1",
    "art_1__para_2": "Article 1, paragraph 2",
    "art_2__para_1": "Article 2, paragraph 1",
    "art_3__para_1": "Article 3, paragraph 1",
}
ANSWERED = tuple(place for place in PLACES if "para" in place)


@dataclass(frozen=True)
class Move:
    """One act: what, by whom, where."""

    what: str
    party: str
    named: tuple[str, ...]
    """Provisions the entry names; none: the draft in whole."""
    earlier: int


moves = st.lists(
    st.builds(
        Move,
        what=st.sampled_from(
            ("answer", "answer", "answer", "add", "redraft", "withdraw", "withdraw part", "join", "hold")
        ),
        party=st.sampled_from(("ARD", "BOR", "KES")),
        named=st.lists(st.sampled_from(sorted(PLACES)), max_size=2, unique=True).map(tuple),
        earlier=st.integers(min_value=0, max_value=9),
    ),
    max_size=10,
)


def under(place: str, named: tuple[str, ...]) -> bool:
    return not named or any(place == one or place.startswith(f"{one}__") for one in named)


class Played:
    """The moves, made; and, kept by hand, what each party says last of each provision."""

    def __init__(self, those: list[Move]) -> None:
        self.room = Room()
        self.given: list[tuple[Entered, Move]] = []
        self.last: dict[tuple[str, str], tuple[Entered, str] | None] = {}
        for number, move in enumerate(those):
            getattr(self, move.what.replace(" ", "_"))(number, move)

    def answer(self, number: int, move: Move) -> None:
        places = [place for place in ANSWERED if under(place, move.named)]
        sheet = amends(*((PLACES[place], f"Words {number} at {place}.") for place in places))
        entered = self.room.answers(move.party, sheet, *move.named)
        self._said(entered, move, {place: f"Words {number} at {place}." for place in places})

    def add(self, number: int, move: Move) -> None:
        """Add something after provisions: it stands beside what is said of their words."""
        named = tuple(place for place in ANSWERED if place in move.named)
        if named:
            sheet = "In answer to: First draft\n\n" + "\n".join(
                f"## {PLACES[place]}\n\nPosition: adds\n\nWords:\n\n> {9 + number}. New.\n\nReason: Ours.\n"
                for place in named
            )
            self.given.append((self.room.answers(move.party, sheet, *named), move))

    def redraft(self, number: int, move: Move) -> None:
        words = FIRST.replace("Tolls shall be equal.", f"Tolls {number}.")
        entered = self.room.answers(move.party, words)
        self._said(entered, Move("redraft", move.party, (), 0), {"art_1__para_2": f"Tolls {number}."})

    def _said(self, entered: Entered, move: Move, words: dict[str, str]) -> None:
        self.given.append((entered, move))
        for place in ANSWERED:
            if under(place, move.named):
                self.last[move.party, place] = (entered, words[place]) if place in words else None

    def withdraw(self, _: int, move: Move) -> None:
        self._withdrawn(move, ())

    def withdraw_part(self, _: int, move: Move) -> None:
        self._withdrawn(move, move.named)

    def _withdrawn(self, move: Move, named: tuple[str, ...]) -> None:
        own = [entered for entered, one in self.given if one.party == move.party]
        if own:
            entered = own[move.earlier % len(own)]
            self.room.w.withdraws(move.party, entered, *named)
            for (party, place), one in self.last.items():
                if party == move.party and one is not None and one[0] == entered and under(place, named):
                    self.last[party, place] = None

    def join(self, _: int, move: Move) -> None:
        others = [entered for entered, one in self.given if one.party != move.party]
        if others and move.named:
            self.room.w.joins(move.party, others[move.earlier % len(others)], move.named[0])

    def hold(self, _: int, move: Move) -> None:
        self.room.w.holds(move.party, self.room.draft, *move.named)


@given(moves)
@few(30)  # each compiles a draft
def test_the_last_word_of_a_party_on_each_provision_is_what_it_says(those: list[Move]) -> None:
    """In whole, an answer takes the place of all said before; by provision, of what was said on these."""
    played = Played(those)
    found = played.room.done().compilation
    says = {
        (one.party, one.provision): plain_characters(one.answer.position.words)
        for one in found.stances
        if isinstance(one.answer.position, Amends)
    }
    assert says == {key: one[1] for key, one in played.last.items() if one is not None}


@given(moves)
@few(30)  # each compiles a draft
def test_every_unit_has_exactly_one_fate_and_the_counts_add_up(those: list[Move]) -> None:
    """Conservation: every unit of every submission has exactly one fate."""
    played = Played(those)
    found = played.room.done()
    references = [one.unit.reference for one in found.submitted]
    assert len(set(references)) == len(references)
    assert sorted(one.reference for one in found.compilation.units) == sorted(references)
    assert from_json(to_json(found.compilation)) == found.compilation
    known = disclosed(played.room.w.negotiation, everything)
    kept = played.room.w.documents
    library = Library(lambda h: kept[h].data, known.order)
    units = Counter(one.entered.index for one in found.submitted)
    for given_, _ in played.given:
        heard = library.heard(known, known.answers[given_.leaf], found.draft)
        expected = 1 if isinstance(heard, LeftOut) else len(heard.heard) + len(heard.reply.unread)
        assert units[given_.index] == expected


@given(moves)
@example([Move("redraft", "ARD", (), 0), Move("answer", "ARD", ("art_1",), 0)])
@few(30)
def test_which_answers_stand_is_one_rule(those: list[Move]) -> None:
    """The list of standing answers, the fates of the units and the answers at their provisions agree."""
    played = Played(those)
    known, library = played.room.read()
    draft = known.drafts[played.room.draft.leaf]
    still = set(still_said(known, library, draft))
    standing = standing_answers(known, draft, Places(library.text(draft)), library)
    assert {one.entered.leaf for those_ in standing.values() for one in those_} == still
    assert still == {
        one.entered.leaf
        for one in consolidation(known, library, draft).submitted
        if one.entered.leaf in known.answers and not isinstance(one.unit.fate, Superseded | Withdrawn)
    }


@given(moves)
@few(30)
def test_a_unit_keeps_the_name_it_has_in_its_own_answer(those: list[Move]) -> None:
    """Whatever is said, taken back or held before or after: entry and place in it name the same unit."""
    played = Played(those)
    found = played.room.done()
    known = disclosed(played.room.w.negotiation, everything)
    kept = played.room.w.documents
    library = Library(lambda h: kept[h].data, known.order)
    named = {
        one.unit.reference: (one.unit.party, one.unit.provision, one.unit.words) for one in found.submitted
    }
    for given_, move in played.given:
        heard = library.heard(known, known.answers[given_.leaf], found.draft)
        assert not isinstance(heard, LeftOut)
        for number, one in enumerate(heard.heard, start=1):
            answer = one.answer
            expected = move.party, answer.provision, words_of(answer.position)
            assert named.pop(f"{move.party}/{given_.index}.{number}") == expected
    others = {one.index for one in played.room.w.entered} - {given_.index for given_, _ in played.given}
    assert {int(name.partition("/")[2].partition(".")[0]) for name in named} <= others


@given(moves)
@few(30)
def test_what_stands_is_in_the_text_and_what_does_not_says_by_whose_act(those: list[Move]) -> None:
    played = Played(those)
    stands = {one[0].index for one in played.last.values() if one is not None}
    stands |= {entered.index for entered, move in played.given if move.what == "add"}
    for one in played.room.done().submitted:
        if isinstance(one.unit.fate, InText | Joined) and one.entered.entry.type == "answer.give":
            assert one.entered.index in stands
        if isinstance(one.unit.fate, Superseded):
            by = played.room.w.entered[int(one.unit.fate.by.removeprefix("entry "))]
            assert by.author == one.entered.author
            assert by.index > one.entered.index
        if isinstance(one.unit.fate, Withdrawn):
            assert any(
                other.entry.type == "withdraw"
                and other.author == one.entered.author
                and one.entered.leaf in {reference.leaf for reference in other.entry.re}
                for other in played.room.w.entered
            )

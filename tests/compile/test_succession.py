"""What a new draft makes of the answers to the one before it. Nothing in it is carried over."""

from __future__ import annotations

import pytest

from tests.properties.negotiations import built
from travaux.answers.answer import Answer, Condition, Reply
from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Edit,
    Holds,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Splits,
    Supports,
    Withdraws,
)
from travaux.compile.base import base_of
from travaux.compile.hearing import Hearing, hear
from travaux.compile.outcome import (
    Because,
    NeedsConfirmation,
    Outcome,
    Reason,
    Relocated,
    Unchanged,
    Void,
)
from travaux.compile.succession import AnotherDraft, NotRetabled, Succession, retabled, succession
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import parse, show
from travaux.text.provision import Address
from travaux.text.wording import PartyCode

ARD, BOR = PartyCode("ARD"), PartyCode("BOR")

RESTRAINT = "Each Party shall exercise restraint in the waters between the islands."
DEFENCE = "Nothing in this Agreement limits the right of a Party to defend itself."
NOTICE = "Each Party shall notify the others of any exercise within thirty days."
CONTENTS = "The notification states the purpose, the area and the duration of the exercise."
RECORD = "The Secretariat keeps a record of every notification that it has received."
COSTS = "Each Party bears the costs of the observers whom it has sent."

ROWS = [
    (Kind.ARTICLE, 0, "Article 1", "Restraint"),
    (Kind.PARAGRAPH, 1, "1.", RESTRAINT),
    (Kind.PARAGRAPH, 1, "2.", DEFENCE),
    (Kind.ARTICLE, 0, "Article 2", "Notification"),
    (Kind.PARAGRAPH, 1, "1.", NOTICE),
    (Kind.PARAGRAPH, 1, "2.", CONTENTS),
    (Kind.ARTICLE, 0, "Article 3", "Record"),
    (Kind.PARAGRAPH, 1, "", RECORD),
    (Kind.ARTICLE, 0, "Article 4", "Costs"),
    (Kind.PARAGRAPH, 1, "", COSTS),
]
DRAFT = built(ROWS, "en")
LAKES = (Kind.PARAGRAPH, 1, "", "The Parties publish charts of the lakes they share, every second year.")


def changed(*changes: tuple[str, str]) -> Text:
    """The draft with some words put for others."""
    rows = []
    for kind, depth, label, words in ROWS:
        own = words
        for old, new in changes:
            own = own.replace(old, new)
        rows.append((kind, depth, label, own))
    return built(rows, "en")


def with_an_article_first() -> Text:
    """The draft with a new Article 1, so that all that follow have another number."""
    later = [
        (kind, depth, f"Article {int(label[8:]) + 1}" if kind is Kind.ARTICLE else label, words)
        for kind, depth, label, words in ROWS
    ]
    return built([(Kind.ARTICLE, 0, "Article 1", "Lakes"), LAKES, *later], "en")


def said(party: PartyCode, *answers: tuple[str, Position], conditions: tuple[Condition, ...] = ()) -> Reply:
    return Reply(
        party=party,
        answers=tuple(
            Answer(provision=where, position=position, reason="Because.", conditions=conditions)
            for where, position in answers
        ),
        source=f"{party}.md",
    )


def outcome(new: Text, where: str, position: Position, conditions: tuple[Condition, ...] = ()) -> Outcome:
    (found,) = succession(DRAFT, new, [said(ARD, (where, position), conditions=conditions)]).outcomes
    return found.outcome


def because(found: Outcome) -> Because | None:
    return found.because if isinstance(found, NeedsConfirmation) else None


def adds(words: str, label: str = "") -> Adds:
    return Adds(provisions=(NewProvision(kind="paragraph", label=label, words=parse(words)),))


AMENDS = Amends(words=parse(NOTICE.replace("shall", "should")))
POSITIONS: dict[str, Position] = {
    "accepts": Accepts(),
    "amends": AMENDS,
    "amends words": AmendsWords(edits=(Edit(old="thirty", new="sixty"),)),
    "adds": adds("A later change is notified as well."),
    "deletes": Deletes(),
    "moves": Moves(after="Article 3, paragraph 1"),
    "opposes": Opposes(),
    "opposes words": Opposes(words="thirty days"),
    "holds": Holds(),
    "asks": Asks(question="Of what size?"),
    "merges": Merges(others=("Article 2(2)",), words=parse("Each Party notifies exercises.")),
    "splits": Splits(
        parts=(
            NewProvision(kind="paragraph", label="1.", words=parse("Each Party notifies.")),
            NewProvision(kind="paragraph", label="", words=parse("It does so within thirty days.")),
        )
    ),
}


@pytest.mark.parametrize("name", POSITIONS)
def test_where_nothing_around_it_changed_an_answer_is_unchanged(name: str) -> None:
    found = outcome(changed(("costs", "expenses")), "Article 2(1)", POSITIONS[name])
    assert found == Unchanged(provision=Address("art_2__para_1"))


@pytest.mark.parametrize("name", POSITIONS)
def test_where_only_the_number_is_another_an_answer_is_the_same_elsewhere(name: str) -> None:
    found = outcome(with_an_article_first(), "Article 2(1)", POSITIONS[name])
    assert found == Relocated(old=Address("art_2__para_1"), provision=Address("art_3__para_1"))


@pytest.mark.parametrize("name", POSITIONS)
def test_where_the_words_it_answers_changed_its_party_has_to_confirm(name: str) -> None:
    found = outcome(changed(("thirty", "forty")), "Article 2(1)", POSITIONS[name])
    assert isinstance(found, NeedsConfirmation)
    assert found.because is Because.REWORDED
    assert [show(one.words) for one in found.old] == [NOTICE]
    assert [show(one.words) for one in found.new] == [NOTICE.replace("thirty", "forty")]
    assert [(one.old_words, one.new_words) for one in found.alerts] == [("thirty days", "forty days")]
    assert found.provisions[0] == "art_2__para_1"


@pytest.mark.parametrize("name", [name for name in POSITIONS if name not in {"adds", "deletes"}])
def test_where_the_provision_is_gone_an_answer_is_void(name: str) -> None:
    without = built([row for at, row in enumerate(ROWS) if at not in {4, 5}], "en")
    assert outcome(without, "Article 2(1)", POSITIONS[name]) == Void(reason=Reason.GONE)


def test_where_an_opening_is_gone_and_the_words_changed_in_a_point_stand_the_place_is_to_be_confirmed() -> (
    None
):
    points = [
        (Kind.ARTICLE, 0, "Article 1", "Contents"),
        (Kind.PARAGRAPH, 1, "1.", "The notification states:"),
        (Kind.POINT, 2, "(a)", "the purpose of the exercise;"),
        (Kind.POINT, 2, "(b)", "the area in which it takes place."),
    ]
    old, new = built(points, "en"), built([points[0], *points[2:]], "en")
    edits = AmendsWords(edits=(Edit(old="area", new="zone"),))
    (found,) = succession(old, new, [said(ARD, ("Article 1(1)", edits))]).outcomes
    assert because(found.outcome) is Because.PLACE


def test_an_addition_to_a_place_that_is_gone_is_still_there_to_be_placed() -> None:
    without = built([row for at, row in enumerate(ROWS) if at not in {4, 5}], "en")
    assert because(outcome(without, "Article 2(1)", POSITIONS["adds"])) is Because.PLACE


GRANTED: dict[str, tuple[str, Position, Text, tuple[str, ...]]] = {
    "other words": (
        "Article 2(1)",
        AMENDS,
        changed(("notify", "notify"), (NOTICE, NOTICE.replace("shall", "should"))),
        ("art_2__para_1",),
    ),
    "some words": (
        "Article 2(1)",
        AmendsWords(edits=(Edit(old="thirty", new="sixty"),)),
        changed(("thirty", "sixty")),
        ("art_2__para_1",),
    ),
    "a provision struck": (
        "Article 3",
        Deletes(),
        built([row for at, row in enumerate(ROWS) if at not in {6, 7}], "en"),
        (),
    ),
    "a provision added": (
        "Article 2(2)",
        adds("A later change is notified as well.", "2 bis."),
        built([*ROWS[:6], (Kind.PARAGRAPH, 1, "3.", "A later change is notified as well."), *ROWS[6:]], "en"),
        ("art_2__para_3",),
    ),
    "a provision moved": (
        "Article 1(2)",
        Moves(after="Article 3, paragraph 1"),
        built([*ROWS[:2], *ROWS[3:8], ROWS[2], *ROWS[8:]], "en"),
        ("art_3__para_2",),
    ),
    "two made one": (
        "Article 2(1)",
        Merges(others=("Article 2(2)",), words=parse(f"{NOTICE} {CONTENTS}")),
        built([*ROWS[:4], (Kind.PARAGRAPH, 1, "1.", f"{NOTICE} {CONTENTS}"), *ROWS[6:]], "en"),
        ("art_2__para_1",),
    ),
    "one made two": (
        "Article 4, paragraph 1",
        Splits(
            parts=(
                NewProvision(kind="paragraph", label="", words=parse("Each Party bears the costs")),
                NewProvision(kind="paragraph", label="", words=parse("of the observers whom it has sent.")),
            )
        ),
        built(
            [
                *ROWS[:9],
                (Kind.PARAGRAPH, 1, "", "Each Party bears the costs"),
                (Kind.PARAGRAPH, 1, "", "of the observers whom it has sent."),
            ],
            "en",
        ),
        ("art_4__para_1", "art_4__para_2"),
    ),
}


@pytest.mark.parametrize("name", GRANTED)
def test_where_the_new_draft_has_exactly_what_was_asked_an_answer_is_void(name: str) -> None:
    where, position, new, places = GRANTED[name]
    assert outcome(new, where, position) == Void(
        reason=Reason.INCORPORATED, provisions=tuple(map(Address, places))
    )


def test_what_was_granted_in_part_is_to_be_confirmed() -> None:
    both = AmendsWords(edits=(Edit(old="thirty", new="sixty"), Edit(old="any exercise", new="each exercise")))
    assert because(outcome(changed(("thirty", "sixty")), "Article 2(1)", both)) is Because.REWORDED


def test_a_provision_added_within_an_article_is_to_be_confirmed_by_who_accepted_the_article() -> None:
    more = built([*ROWS[:6], (Kind.PARAGRAPH, 1, "3.", "Rivers are out of it."), *ROWS[6:]], "en")
    assert because(outcome(more, "Article 2", Accepts())) is Because.ENLARGED
    assert outcome(more, "Article 2(1)", Accepts()) == Unchanged(provision=Address("art_2__para_1"))


TITLED = built([*ROWS, (Kind.ARTICLE, 0, "Article 5", "Charts")], "en")
CHARTS = "The Parties publish charts of the lakes they share, every second year."


@pytest.mark.parametrize("added", [1, 2])
def test_an_article_answered_itself_is_to_be_confirmed_once_its_name_leads_to_a_paragraph(added: int) -> None:
    """The words are meant for the article itself: in the new draft they would be heard on its paragraph."""
    position = Amends(words=parse(CHARTS))
    paragraphs = [(Kind.PARAGRAPH, 1, "", f"Paragraph {number} of it.") for number in range(added)]
    new = built([*ROWS, (Kind.ARTICLE, 0, "Article 5", "Charts"), *paragraphs], "en")

    (found,) = succession(TITLED, new, [said(ARD, ("Article 5", position))]).outcomes
    (kept,) = succession(TITLED, TITLED, [said(ARD, ("Article 5", position))]).outcomes

    assert because(found.outcome) is Because.OTHER_WORDS
    assert kept.outcome == Unchanged(provision=Address("art_5"))


@pytest.mark.parametrize("position", [Accepts(), Deletes(), Holds(), Moves(after="Article 1"), Opposes()])
def test_what_had_nothing_in_it_is_to_be_confirmed_once_something_stands_in_it(position: Position) -> None:
    new = built([*ROWS, (Kind.ARTICLE, 0, "Article 5", "Charts"), (Kind.PARAGRAPH, 1, "", CHARTS)], "en")
    (found,) = succession(TITLED, new, [said(ARD, ("Article 5", position))]).outcomes
    assert because(found.outcome) is Because.ENLARGED


QUOTING: dict[str, Position] = {
    "opposes": Opposes(words="thirty days"),
    "accepts except": AcceptsExcept(exception="thirty days"),
    "amends words": AmendsWords(edits=(Edit(old="thirty days", new="sixty days"),)),
}


@pytest.mark.parametrize("name", QUOTING)
def test_words_quoted_that_stand_twice_in_the_new_draft_are_to_be_confirmed(name: str) -> None:
    twice = built([*ROWS[:6], (Kind.PARAGRAPH, 1, "3.", "It is kept for thirty days."), *ROWS[6:]], "en")
    assert because(outcome(twice, "Article 2", QUOTING[name])) is Because.OTHER_WORDS
    assert outcome(twice, "Article 2(1)", QUOTING[name]) == Unchanged(provision=Address("art_2__para_1"))


@pytest.mark.parametrize("name", QUOTING)
def test_words_quoted_from_what_left_the_article_are_not_looked_for_in_what_came(name: str) -> None:
    came = (Kind.PARAGRAPH, 1, "1.", "It is kept for thirty days.")
    new = built([*ROWS[:4], came, *ROWS[5:8], (Kind.PARAGRAPH, 1, "2.", NOTICE), *ROWS[8:]], "en")
    assert because(outcome(new, "Article 2", QUOTING[name])) is Because.OTHER_WORDS


def test_a_merger_of_what_has_more_in_it_now_is_to_be_confirmed() -> None:
    """Given again it would take away a point of which nothing was said."""
    merges = Merges(others=("Article 2(2)",), words=parse("Each Party notifies exercises."))
    more = built([*ROWS[:6], (Kind.POINT, 2, "(a)", "Rivers are out of it."), *ROWS[6:]], "en")
    assert because(outcome(more, "Article 2(1)", merges)) is Because.ENLARGED


def test_words_of_its_own_that_name_another_provision_now_are_to_be_confirmed() -> None:
    naming = Amends(words=parse("Each Party shall notify as Article 3 provides."))
    assert because(outcome(with_an_article_first(), "Article 2(1)", naming)) is Because.OWN_REFERENCE


def test_a_number_of_its_own_that_no_longer_fits_is_to_be_confirmed() -> None:
    article = Adds(provisions=(NewProvision(kind="article", label="Article 2 bis", words=parse("Lakes")),))
    assert because(outcome(with_an_article_first(), "Article 2", article)) is Because.OWN_NUMBER
    again = built([*ROWS[:6], (Kind.PARAGRAPH, 1, "2 bis.", "Rivers are out."), *ROWS[6:]], "en")
    assert because(outcome(again, "Article 2(2)", adds("Lakes too.", "2 bis."))) is Because.OWN_NUMBER


@pytest.mark.parametrize("named", ["Article 4, paragraph 1", "Article 4"])
def test_a_condition_on_what_has_changed_is_to_be_confirmed_and_shows_that(named: str) -> None:
    condition = Condition(words=f"if {named} stays", references=(named,))
    found = outcome(changed(("costs", "expenses")), "Article 1(1)", Accepts(), (condition,))
    assert because(found) is Because.CONDITION
    assert isinstance(found, NeedsConfirmation)
    assert found.provisions == ("art_4__para_1",)
    assert [one.eid for one in (*found.old, *found.new)] == ["art_4__para_1", "art_4__para_1"]


def test_a_condition_on_what_has_another_number_alone_has_not_changed() -> None:
    """Its words name a provision by a number that is another's now: only the party can change them."""
    condition = Condition(words="if Article 4 stays", references=("Article 4, paragraph 1",))
    found = outcome(with_an_article_first(), "Article 1(1)", Accepts(), (condition,))
    assert found == NeedsConfirmation(
        because=Because.CONDITION_NUMBER, provisions=(Address("art_5__para_1"),)
    )


def test_who_opposes_what_its_party_does_not_propose_has_to_say_so_again() -> None:
    opposes = Opposes(proposal_of=ARD)
    found = on_a_proposal(changed(("thirty", "forty")), opposes, ("Article 3", Holds()))
    assert because(found) is Because.NOT_UNDERSTOOD


def test_what_is_said_of_the_whole_text_is_unchanged_only_where_the_whole_text_is() -> None:
    assert outcome(DRAFT, "", Holds()) == Unchanged(provision=None)
    assert because(outcome(changed(("costs", "expenses")), "", Holds())) is Because.REWORDED


def test_what_could_not_be_followed_on_the_earlier_draft_is_for_its_party_to_say_again() -> None:
    assert because(outcome(DRAFT, "Article 99", Accepts())) is Because.NOT_UNDERSTOOD


def test_what_was_taken_back_is_void() -> None:
    found = succession(
        DRAFT,
        changed(("thirty", "forty")),
        [said(ARD, ("Article 2(1)", AMENDS), ("Article 2(1)", Withdraws()))],
    )
    assert [one.outcome for one in found.outcomes] == [Void(reason=Reason.WITHDRAWN)] * 2


def on_a_proposal(new: Text, position: Position, *proposals: tuple[str, Position]) -> Outcome:
    found = succession(DRAFT, new, [said(ARD, *proposals), said(BOR, ("Article 2(1)", position))])
    (of_the_other,) = found.of(BOR)
    return of_the_other.outcome


def test_support_has_the_fate_of_what_it_joins() -> None:
    joins = Supports(party=ARD)
    proposal = ("Article 2(1)", AMENDS)
    granted = GRANTED["other words"][2]
    unchanged = Unchanged(provision=Address("art_2__para_1"))
    relocated = Relocated(old=Address("art_2__para_1"), provision=Address("art_3__para_1"))
    incorporated = Void(reason=Reason.INCORPORATED, provisions=(Address("art_2__para_1"),))
    assert on_a_proposal(changed(("costs", "expenses")), joins, proposal) == unchanged
    assert on_a_proposal(with_an_article_first(), joins, proposal) == relocated
    assert on_a_proposal(granted, joins, proposal) == incorporated
    assert because(on_a_proposal(changed(("thirty", "forty")), joins, proposal)) is Because.PROPOSAL
    assert because(on_a_proposal(DRAFT, joins, ("Article 3", Holds()))) is Because.NOT_UNDERSTOOD


def test_who_opposed_what_is_in_the_draft_now_has_to_say_so_of_the_draft() -> None:
    opposes = Opposes(proposal_of=ARD)
    assert (
        because(on_a_proposal(GRANTED["other words"][2], opposes, ("Article 2(1)", AMENDS)))
        is Because.TAKEN_UP
    )


def test_support_in_a_circle_joins_nothing() -> None:
    found = succession(
        DRAFT,
        DRAFT,
        [said(ARD, ("Article 2(1)", Supports(party=BOR))), said(BOR, ("Article 2(1)", Supports(party=ARD)))],
    )
    assert [because(one.outcome) for one in found.outcomes] == [Because.NOT_UNDERSTOOD] * 2


class TestTablingAgain:
    """Words are never rewritten when the base moves; only its party's own word re-tables an answer."""

    def found(self, new: Text, where: str, position: Position) -> Succession:
        return succession(DRAFT, new, [said(ARD, (where, position))])

    def test_the_same_position_at_the_new_address(self) -> None:
        after = self.found(with_an_article_first(), "Article 2(1)", AMENDS)
        again = retabled(after.outcomes[0], after)
        assert again == Answer(provision="art_3__para_1", position=AMENDS, reason="Because.")

    def test_what_it_names_beside_is_named_as_the_new_draft_numbers_it(self) -> None:
        after = self.found(with_an_article_first(), "Article 2(1)", Moves(after="Article 3, paragraph 1"))
        again = retabled(after.outcomes[0], after)
        assert again.position == Moves(after="art_4__para_1")

    def test_a_number_that_was_given_after_another_has_to_be_confirmed_once_that_is_another(self) -> None:
        moves = Moves(after="Article 3, paragraph 1", label="2.")
        assert because(outcome(DRAFT, "Article 2(1)", moves)) is None
        assert because(outcome(with_an_article_first(), "Article 2(1)", moves)) is None
        of_article = Moves(after="Article 3", label="Article 3 bis")
        assert because(outcome(with_an_article_first(), "Article 2(1)", of_article)) is Because.OWN_NUMBER

    def test_where_nothing_moved_the_answer_is_the_one_that_was_given(self) -> None:
        after = self.found(changed(("costs", "expenses")), "Article 2(1)", AMENDS)
        assert retabled(after.outcomes[0], after) is not None
        assert retabled(after.outcomes[0], after) == after.outcomes[0].answer

    def test_an_article_named_for_its_only_paragraph_leads_to_the_same_words(self) -> None:
        """Once the article has another paragraph beside it, its name would be no answer to either."""
        position = Amends(words=parse("The Secretariat records every notification."))
        at = ROWS.index((Kind.PARAGRAPH, 1, "", RECORD)) + 1
        new = built([*ROWS[:at], (Kind.PARAGRAPH, 1, "", "It is open to every Party."), *ROWS[at:]], "en")
        after = self.found(new, "Article 3", position)

        again = retabled(after.outcomes[0], after)

        assert (again.provision, again.position) == ("art_3__para_1", position)
        heard = hear(Reply(party=ARD, answers=(again,)), base_of(new))
        assert isinstance(heard, Hearing)
        assert [(one.provision, one.fault) for one in heard.heard] == [(at - 1, None)]

    def test_what_needs_confirmation_is_not_tabled_again(self) -> None:
        after = self.found(changed(("thirty", "forty")), "Article 2(1)", AMENDS)
        with pytest.raises(NotRetabled, match="ARD/1 cannot be tabled again as it is: the words it answers"):
            retabled(after.outcomes[0], after)

    def test_what_is_void_is_not_tabled_again(self) -> None:
        after = self.found(GRANTED["other words"][2], "Article 2(1)", AMENDS)
        with pytest.raises(NotRetabled, match="the new draft has exactly what it asked for"):
            retabled(after.outcomes[0], after)


def test_identities_go_through_renumbering_moves_splits_and_mergers() -> None:
    new = built(
        [
            (Kind.ARTICLE, 0, "Article 1", "Lakes"),
            LAKES,
            (Kind.ARTICLE, 0, "Article 2", "Restraint"),
            (Kind.PARAGRAPH, 1, "1.", "Each Party shall exercise restraint"),
            (Kind.PARAGRAPH, 1, "2.", "in the waters between the islands."),
            (Kind.ARTICLE, 0, "Article 3", "Notification"),
            (Kind.PARAGRAPH, 1, "", f"{NOTICE} {CONTENTS}"),
            (Kind.ARTICLE, 0, "Article 4", "Record"),
            (Kind.PARAGRAPH, 1, "1.", RECORD),
            (Kind.PARAGRAPH, 1, "2.", DEFENCE),
            (Kind.ARTICLE, 0, "Article 5", "Costs"),
            (Kind.PARAGRAPH, 1, "", COSTS),
        ],
        "en",
    )
    first, second = DRAFT.identity, new.identity
    found = succession(DRAFT, new, [])
    assert [str(one.wid) for one in found.text.provisions] == [
        f"art_1@{second}",
        f"art_1__para_1@{second}",
        f"art_1@{first}",
        f"art_1__para_1@{first}",
        f"art_2__para_2@{second}",
        f"art_2@{first}",
        f"art_2__para_1@{first}",
        f"art_3@{first}",
        f"art_3__para_1@{first}",
        f"art_1__para_2@{first}",
        f"art_4@{first}",
        f"art_4__para_1@{first}",
    ]
    (union,) = found.unions
    assert (union.wid, union.ended) == (f"art_2__para_1@{first}", (f"art_2__para_2@{first}",))
    assert found.text.identity == new.identity
    third = succession(found.text, DRAFT, []).text
    assert {one.wid for one in third.provisions} >= {one.wid for one in found.text.provisions[2:4]}


def test_a_redraft_is_its_answers() -> None:
    own = changed(("shall notify", "should notify"), ("costs", "expenses"))
    reply = Reply(party=ARD, text=own, source="ARD.docx")
    found = succession(DRAFT, changed(("costs", "expenses")), [reply])
    assert [(one.reference, type(one.outcome)) for one in found.outcomes] == [
        ("ARD/1", Unchanged),
        ("ARD/2", Void),
    ]


def test_a_reply_to_another_draft_is_left_out() -> None:
    found = succession(DRAFT, DRAFT, [Reply(party=ARD, in_answer_to="0000-0000-0000")])
    assert (found.outcomes, [one.finding.code for one in found.left_out]) == ((), ["another-draft"])


def test_a_hearing_of_another_draft_is_refused() -> None:
    hearing = hear(said(ARD, ("Article 1", Accepts())), base_of(changed(("costs", "expenses"))))
    assert isinstance(hearing, Hearing)
    with pytest.raises(AnotherDraft, match="Hear it on that draft"):
        succession(DRAFT, DRAFT, [hearing])

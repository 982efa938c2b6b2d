"""What a party's redraft puts somewhere is given again there, or its party has to say so again."""

from __future__ import annotations

import pytest

from tests.properties.negotiations import built
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Adds, Moves, NewProvision, Position
from travaux.compile.base import base_of
from travaux.compile.hearing import Hearing, hear
from travaux.compile.outcome import Because, NeedsConfirmation, Outcome, Relocated, Unchanged
from travaux.compile.succession import retabled, succession
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.provision import Address
from travaux.text.wording import PartyCode

ARD = PartyCode("ARD")
NOTICE = "Each Party shall notify the others of any exercise within thirty days."
CONTENTS = "The notification states the purpose, the area and the duration of the exercise."
COSTS = "Each Party bears the costs of the observers whom it has sent."
LAKES = "The Parties publish charts of the lakes they share, every second year."
ONE = (Kind.ARTICLE, 0, "Article 1", "Notification")
TWO = (Kind.ARTICLE, 0, "Article 2", "Observers")
FIRST = (Kind.PARAGRAPH, 1, "1.", NOTICE)
SECOND = (Kind.PARAGRAPH, 1, "2.", CONTENTS)
THIRD = (Kind.PARAGRAPH, 1, "3.", COSTS)
DRAFT = [ONE, FIRST, SECOND, THIRD, TWO, (Kind.PARAGRAPH, 1, "1.", LAKES)]
Row = tuple[Kind, int, str, str]


def redrafted(*rows: Row) -> Hearing:
    """What ARD asks for by sending these as the whole text."""
    found = hear(Reply(party=ARD, text=built(list(rows), "en")), base_of(built(DRAFT, "en")))
    assert isinstance(found, Hearing)
    return found


def given_again(before: Hearing, new: Text) -> list[str]:
    """What ARD's text of *new* says once all that can be is given again."""
    found = succession(built(DRAFT, "en"), new, [before])
    answers = tuple(retabled(one, found) for one in found.outcomes)
    after = hear(Reply(party=ARD, answers=answers), base_of(new))
    assert isinstance(after, Hearing)
    return [f"{one.label} {one.words}".strip() for one in after.version.items]


def lines(*rows: Row) -> list[str]:
    return [f"{label} {words}".strip() for _, _, label, words in rows]


def outcomes(before: Hearing, new: Text) -> list[tuple[str, Outcome]]:
    return [
        (type(one.answer.position).__name__, one.outcome)
        for one in succession(built(DRAFT, "en"), new, [before]).outcomes
    ]


def outcome(new: list[Row], where: str, position: Position) -> Outcome:
    answer = Answer(provision=where, position=position, reason="Because.")
    found = succession(built(DRAFT, "en"), built(new, "en"), [Reply(party=ARD, answers=(answer,))])
    return found.outcomes[0].outcome


def test_what_a_redraft_puts_first_in_an_article_is_first_in_it_again() -> None:
    zero = (Kind.PARAGRAPH, 1, "0.", "This Article applies in peacetime.")
    before = redrafted(ONE, zero, *DRAFT[1:])
    (added,) = (one.answer for one in before.heard)
    assert added.position == Adds(
        provisions=(NewProvision(kind=Kind.PARAGRAPH, label="0.", words=parse(zero[3]), depth=0),),
        inside=True,
    )
    assert given_again(before, built(DRAFT, "en")) == lines(ONE, zero, *DRAFT[1:])


def test_what_a_redraft_moves_behind_its_like_is_there_again() -> None:
    rows = (ONE, FIRST, (Kind.PARAGRAPH, 1, "2.", COSTS), (Kind.PARAGRAPH, 1, "3.", CONTENTS), *DRAFT[4:])
    before = redrafted(*rows)
    assert outcomes(before, built(DRAFT, "en")) == [("Moves", Unchanged(provision=Address("art_1__para_3")))]
    # What follows is not numbered through again: that it bears another number is no answer.
    assert given_again(before, built(DRAFT, "en")) == lines(*rows[:3], SECOND, *rows[4:])


def test_what_a_redraft_moves_to_the_head_has_to_be_confirmed() -> None:
    """An answer moves something behind something else: no answer says "first", unless by its number."""
    zero = (ONE, (Kind.PARAGRAPH, 1, "0.", COSTS), FIRST, SECOND, *DRAFT[4:])
    assert outcomes(redrafted(*zero), built(DRAFT, "en")) == [
        ("Moves", Unchanged(provision=Address("art_1__para_3")))
    ]
    assert given_again(redrafted(*zero), built(DRAFT, "en")) == lines(*zero)
    before = redrafted(ONE, (Kind.PARAGRAPH, 1, "3.", COSTS), FIRST, SECOND, *DRAFT[4:])
    assert outcomes(before, built(DRAFT, "en")) == [
        (
            "Moves",
            NeedsConfirmation(
                because=Because.STANDS_ELSEWHERE, provisions=(Address("art_1__para_3"), Address("art_1"))
            ),
        )
    ]


@pytest.mark.parametrize(
    ("own", "new", "why"),
    [
        ("4.", [*DRAFT[:4], (Kind.PARAGRAPH, 1, "4.", "Costs are shared."), *DRAFT[4:]], Because.OWN_NUMBER),
        ("5.", [*DRAFT[:4], (Kind.PARAGRAPH, 1, "4.", "Costs are shared."), *DRAFT[4:]], None),
    ],
)
def test_a_number_that_the_new_draft_gives_to_another_has_to_be_confirmed(
    own: str, new: list[Row], why: Because | None
) -> None:
    added = Adds(provisions=(NewProvision(kind=Kind.PARAGRAPH, label=own, words=parse(LAKES)),))
    found = outcome(new, "Article 1(3)", added)
    assert (found.because if isinstance(found, NeedsConfirmation) else None) is why


def test_an_article_added_behind_one_that_has_another_number_has_to_be_confirmed() -> None:
    """Behind the paragraph of Article 2 means behind Article 2; "2 bis" is no number behind Article 3."""
    before_it = [(Kind.ARTICLE, 0, "Article 2", "Lakes"), (Kind.PARAGRAPH, 1, "1.", "Lakes are waters.")]
    new = [*DRAFT[:4], *before_it, (Kind.ARTICLE, 0, "Article 3", "Observers"), DRAFT[5]]
    bis = Adds(provisions=(NewProvision(kind=Kind.ARTICLE, label="Article 2 bis", words=parse("Charts")),))
    found = outcome(new, "Article 2(1)", bis)
    assert isinstance(found, NeedsConfirmation)
    assert found.because is Because.OWN_NUMBER


def test_a_number_for_what_is_moved_that_the_new_draft_gives_to_another_has_to_be_confirmed() -> None:
    moves = Moves(after="Article 1(3)", label="4.")
    own_four = [*DRAFT[:4], (Kind.PARAGRAPH, 1, "4.", "Costs are shared."), *DRAFT[4:]]
    found = outcome(own_four, "Article 2(1)", moves)
    assert isinstance(found, NeedsConfirmation)
    assert found.because is Because.OWN_NUMBER
    assert outcome(DRAFT, "Article 2(1)", moves) == Unchanged(provision=Address("art_2__para_1"))


def test_an_article_added_behind_what_stands_in_another_now_has_to_be_confirmed() -> None:
    """Article 1 bis stands behind a paragraph of Article 1, which is the new Article 2 now."""
    peace = [(Kind.ARTICLE, 0, "Article 1 bis", "Peace"), (Kind.PARAGRAPH, 1, "", "Peace is kept.")]
    before = redrafted(*DRAFT[:4], *peace, *DRAFT[4:])
    own_article = (Kind.ARTICLE, 0, "Article 2", "Costs")
    new = [*DRAFT[:3], own_article, (Kind.PARAGRAPH, 1, "1.", COSTS)]
    ((name, found),) = outcomes(before, built(new, "en"))
    assert isinstance(found, NeedsConfirmation)
    assert (name, found.because) == ("Adds", Because.PLACE)


def test_a_paragraph_moved_alone_is_moved_alone_once_all_articles_have_another_number() -> None:
    rows = (*DRAFT[:2], (Kind.PARAGRAPH, 1, "2.", COSTS), *DRAFT[4:], (Kind.PARAGRAPH, 1, "2.", CONTENTS))
    before = redrafted(*rows)
    first = [
        (Kind.ARTICLE, 0, "Article 1", "Charts"),
        (Kind.PARAGRAPH, 1, "1.", "Charts are free of charge."),
    ]
    one, two = (Kind.ARTICLE, 0, "Article 2", ONE[3]), (Kind.ARTICLE, 0, "Article 3", TWO[3])
    new = built([*first, one, *DRAFT[1:4], two, DRAFT[5]], "en")
    assert outcomes(before, new) == [
        ("Moves", Relocated(old=Address("art_1__para_2"), provision=Address("art_2__para_2")))
    ]
    assert given_again(before, new) == lines(*first, one, FIRST, THIRD, two, DRAFT[5], SECOND)


def test_a_number_that_what_follows_still_bears_has_to_be_confirmed() -> None:
    """A redraft numbers through what it changes in nothing else. That is no answer."""
    new = (Kind.PARAGRAPH, 1, "2.", "It is given in writing.")
    rewritten = (Kind.PARAGRAPH, 1, "3.", CONTENTS.replace(", the area", ""))
    before = redrafted(ONE, FIRST, new, rewritten, (Kind.PARAGRAPH, 1, "4.", COSTS), *DRAFT[4:])
    (_, added), (_, amended) = outcomes(before, built(DRAFT, "en"))
    assert added == Unchanged(provision=Address("art_1__para_1"))
    assert amended == NeedsConfirmation(because=Because.OWN_NUMBER, provisions=(Address("art_1__para_2"),))


def test_a_number_that_nothing_else_bears_is_given_again() -> None:
    """It deletes the first paragraph, and what is rewritten moves up in its number."""
    rewritten = (Kind.PARAGRAPH, 1, "1.", CONTENTS.replace(", the area", ""))
    before = redrafted(ONE, rewritten, (Kind.PARAGRAPH, 1, "2.", COSTS), *DRAFT[4:])
    assert outcomes(before, built(DRAFT, "en")) == [
        ("Amends", Unchanged(provision=Address("art_1__para_2"))),
        ("Deletes", Unchanged(provision=Address("art_1__para_1"))),
    ]
    assert given_again(before, built(DRAFT, "en")) == lines(ONE, rewritten, *DRAFT[3:])


def test_what_is_added_behind_what_is_moved_has_to_be_confirmed() -> None:
    """Given again, both would follow the paragraph of Article 2, in the other order."""
    added = (Kind.PARAGRAPH, 1, "3.", "Charts are free of charge for every Party.")
    moved = (Kind.PARAGRAPH, 1, "2.", CONTENTS)
    before = redrafted(*DRAFT[:2], (Kind.PARAGRAPH, 1, "2.", COSTS), *DRAFT[4:], moved, added)
    assert [
        (name, getattr(found, "because", None)) for name, found in outcomes(before, built(DRAFT, "en"))
    ] == [
        ("Moves", None),
        ("Adds", Because.STANDS_ELSEWHERE),
    ]


def test_an_article_whose_paragraph_is_kept_has_to_be_deleted_by_its_party_again() -> None:
    """A redraft drops "Article 2" and keeps what it says; an answer that deletes Article 2 deletes both."""
    kept = (Kind.PARAGRAPH, 1, "4.", LAKES)
    before = redrafted(ONE, FIRST, SECOND, THIRD, kept)
    assert [found for name, found in outcomes(before, built(DRAFT, "en")) if name == "Deletes"] == [
        NeedsConfirmation(because=Because.OTHER_WORDS, provisions=(Address("art_2"),))
    ]


def test_a_heading_that_reads_like_a_sentence_has_to_be_given_by_its_party_again() -> None:
    """An answer that gives Article 2 these words gives them to its only paragraph."""
    sentence = "Each Party may send observers whom it has chosen and instructed for that purpose."
    before = redrafted(*DRAFT[:4], (Kind.ARTICLE, 0, "Article 2", sentence), DRAFT[5])
    assert outcomes(before, built(DRAFT, "en")) == [
        ("Amends", NeedsConfirmation(because=Because.OTHER_WORDS, provisions=(Address("art_2"),)))
    ]


def test_what_is_moved_behind_what_is_added_has_to_be_confirmed() -> None:
    """Both are named by what they follow, and which of them is first is not."""
    added = (Kind.PARAGRAPH, 1, "", "A closure of the strait is announced by radio as well.")
    before = redrafted(ONE, SECOND, THIRD, *DRAFT[4:], added, FIRST)
    assert [
        (name, getattr(found, "because", None)) for name, found in outcomes(before, built(DRAFT, "en"))
    ] == [
        ("Adds", None),
        ("Moves", Because.STANDS_ELSEWHERE),
    ]


def test_a_provision_between_whose_parts_something_is_added_has_to_be_confirmed() -> None:
    """Given again, the parts would stand together and what is added behind both."""
    halves = (
        (Kind.PARAGRAPH, 1, "1.", "Each Party shall notify the others of any exercise before it begins."),
        (
            Kind.PARAGRAPH,
            1,
            "",
            "It shall do so within thirty days of any exercise, and state the reasons for it.",
        ),
    )
    added = (Kind.PARAGRAPH, 1, "", "A closure of the strait is announced by radio as well.")
    together = redrafted(ONE, *halves, added, *DRAFT[2:])
    apart = redrafted(ONE, halves[0], added, halves[1], *DRAFT[2:])
    assert [
        [(name, getattr(found, "because", None)) for name, found in outcomes(each, built(DRAFT, "en"))]
        for each in (together, apart)
    ] == [
        [("Splits", None), ("Adds", None)],
        [("Splits", Because.STANDS_ELSEWHERE), ("Adds", None)],
    ]

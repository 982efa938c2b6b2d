"""What a new draft makes of answers on what another party proposes, wherever that was filed."""

from __future__ import annotations

import pytest

from tests.properties.negotiations import built
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import (
    Adds,
    Amends,
    Asks,
    Deletes,
    Holds,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Supports,
)
from travaux.compile.base import base_of
from travaux.compile.hearing import Hearing, hear
from travaux.compile.outcome import Because, NeedsConfirmation, Outcome, Reason, Relocated, Unchanged, Void
from travaux.compile.succession import Succession, retabled, succession
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.provision import Address
from travaux.text.wording import PartyCode

ARD, BOR, CEL, VEL = (PartyCode(code) for code in ("ARD", "BOR", "CEL", "VEL"))

ROWS = [
    (Kind.ARTICLE, 0, "Article 1", "Restraint"),
    (Kind.PARAGRAPH, 1, "", "Each Party shall exercise restraint in the waters between the islands."),
    (Kind.ARTICLE, 0, "Article 2", "Notification"),
    (Kind.PARAGRAPH, 1, "1.", "Each Party shall notify the others of any exercise within thirty days."),
    (Kind.PARAGRAPH, 1, "2.", "The notification states the purpose, the area and the duration of it."),
    (Kind.PARAGRAPH, 1, "3.", "The Secretariat keeps a record of every notification it has received."),
    (Kind.ARTICLE, 0, "Article 3", "Costs"),
    (Kind.PARAGRAPH, 1, "", "Each Party bears the costs of the observers whom it has sent."),
]
DRAFT = built(ROWS, "en")
RENUMBERED = built(
    [
        (Kind.ARTICLE, 0, "Article 1", "Lakes"),
        (Kind.PARAGRAPH, 1, "", "The Parties publish charts of the lakes they share, every second year."),
        *(
            (kind, depth, f"Article {int(label[8:]) + 1}" if kind is Kind.ARTICLE else label, words)
            for kind, depth, label, words in ROWS
        ),
    ],
    "en",
)
OTHER_COSTS = built([*ROWS[:-1], (Kind.PARAGRAPH, 1, "", "Each Party bears its own costs.")], "en")
WITHOUT_NOTIFICATION = built([*ROWS[:2], *ROWS[6:]], "en")
MERGED_WORDS = "The notification states its purpose, and the Secretariat keeps it."

DELETES = ("Article 2", Deletes())
MERGES = ("Article 2(2)", Merges(others=("Article 2(3)",), words=parse(MERGED_WORDS)))


def said(party: PartyCode, *answers: tuple[str, Position]) -> Reply:
    return Reply(
        party=party,
        answers=tuple(
            Answer(provision=where, position=position, reason="So.") for where, position in answers
        ),
        source=f"{party}.md",
    )


def heard(text: Text, *replies: Reply) -> list[Hearing]:
    base = base_of(text)
    return [one for reply in replies if isinstance(one := hear(reply, base), Hearing)]


def outcomes(new: Text, *replies: Reply, there: list[Hearing] | None = None) -> dict[str, Outcome]:
    return {one.reference: one.outcome for one in succession(DRAFT, new, replies, there).outcomes}


def because(found: Outcome) -> Because | Reason | None:
    match found:
        case NeedsConfirmation(because=why):
            return why
        case Void(reason=reason):
            return reason
        case _:
            return None


JOINED: dict[str, tuple[tuple[str, Position], str, str | None]] = {
    "a paragraph of an article that is deleted": (DELETES, "Article 2(1)", "art_2__para_1"),
    "the other end of a merger": (MERGES, "Article 2(3)", "art_2__para_3"),
    "the whole text": (DELETES, "", None),
    "an article of which a paragraph is merged": (MERGES, "Article 2", "art_2"),
    "a paragraph of an article that moves": (
        ("Article 2", Moves(after="Article 3")),
        "2(2)",
        "art_2__para_2",
    ),
}


@pytest.mark.parametrize("name", JOINED)
def test_support_stands_wherever_what_it_joins_was_filed(name: str) -> None:
    proposal, where, address = JOINED[name]
    replies = said(ARD, proposal), said(BOR, (where, Supports(party=ARD)))
    there = heard(DRAFT, replies[0])
    same = Unchanged(provision=None if address is None else Address(address))
    assert outcomes(DRAFT, *replies)["BOR/1"] == same
    assert outcomes(DRAFT, *replies, there=there)["BOR/1"] == same
    assert because(outcomes(DRAFT, *replies, there=[])["BOR/1"]) is Because.NOT_THERE


@pytest.mark.parametrize("name", [name for name in JOINED if JOINED[name][2] is not None])
def test_opposition_stands_wherever_what_it_opposes_was_filed(name: str) -> None:
    proposal, where, address = JOINED[name]
    replies = said(ARD, proposal), said(BOR, (where, Opposes(proposal_of=ARD)))
    assert outcomes(DRAFT, *replies)["BOR/1"] == Unchanged(provision=Address(address or ""))


@pytest.mark.parametrize("name", JOINED)
def test_it_is_for_its_party_to_say_once_what_it_joins_is(name: str) -> None:
    """The third paragraph is reworded: the deletion, the merger and the move are in need of confirmation."""
    proposal, where, _ = JOINED[name]
    new = built([*ROWS[:5], (Kind.PARAGRAPH, 1, "3.", ROWS[5][3].replace("every", "each")), *ROWS[6:]], "en")
    found = outcomes(new, said(ARD, proposal), said(BOR, (where, Supports(party=ARD))))
    assert [because(found[one]) for one in ("ARD/1", "BOR/1")] == [Because.REWORDED, Because.PROPOSAL]


def test_support_of_a_deletion_is_void_with_it() -> None:
    found = outcomes(WITHOUT_NOTIFICATION, said(ARD, DELETES), said(BOR, ("2(1)", Supports(party=ARD))))
    assert found["BOR/1"] == Void(reason=Reason.INCORPORATED)


def test_support_for_the_whole_text_is_unchanged_only_where_the_whole_text_is() -> None:
    replies = said(ARD, DELETES), said(VEL, ("", Supports(party=ARD)))
    assert because(outcomes(OTHER_COSTS, *replies)["VEL/1"]) is Because.REWORDED
    assert because(outcomes(RENUMBERED, *replies)["VEL/1"]) is Because.REWORDED


NEVER_FOLLOWED: dict[str, tuple[tuple[str, Position], ...]] = {
    "nothing is proposed there": (("Article 3", Supports(party=ARD)),),
    "who has not answered": (("Article 2(1)", Supports(party=CEL)),),
    "beside words of its own": (
        ("Article 2(1)", Supports(party=ARD)),
        ("Article 2(1)", Amends(words=parse("Nobody notifies."))),
    ),
}


@pytest.mark.parametrize("name", NEVER_FOLLOWED)
@pytest.mark.parametrize("new", [DRAFT, RENUMBERED])
def test_support_that_was_never_followed_is_told_as_that(name: str, new: Text) -> None:
    found = outcomes(new, said(ARD, DELETES), said(BOR, *NEVER_FOLLOWED[name]))
    assert because(found["BOR/1"]) is Because.NOT_UNDERSTOOD


def again(found: Succession, *parties: PartyCode) -> list[Reply]:
    """What the parties give again of what they can, as it is then named."""
    return [
        Reply(
            party=party,
            answers=tuple(
                retabled(one, found)
                for one in found.of(party)
                if isinstance(one.outcome, Unchanged | Relocated)
            ),
        )
        for party in parties
    ]


NAMING: dict[str, tuple[tuple[str, Position], tuple[str, Position]]] = {
    "with what it is merged": (
        MERGES,
        ("Article 3(2)", Merges(others=("Article 3(3)",), words=parse(MERGED_WORDS))),
    ),
    "behind what it moves": (
        ("Article 2(1)", Moves(after="Article 2(2)")),
        ("Article 3(1)", Moves(after="Article 3(2)")),
    ),
}


@pytest.mark.parametrize("name", NAMING)
@pytest.mark.parametrize("anew", [False, True])
def test_what_carries_another_number_alone_is_proposed_as_it_was(name: str, *, anew: bool) -> None:
    before, after = NAMING[name]
    replies = said(ARD, before), said(BOR, ("Article 2", Supports(party=ARD)))
    first = succession(DRAFT, RENUMBERED, replies)
    there = heard(RENUMBERED, *([said(ARD, after)] if anew else again(first, ARD)))
    found = outcomes(RENUMBERED, *replies, there=there)
    assert found["BOR/1"] == Relocated(old=Address("art_2"), provision=Address("art_3"))


ADDITION = (
    "Article 2(3)",
    Adds(provisions=(NewProvision(kind="paragraph", label="4.", words=parse("It is public.")),)),
)
REWORDS = ("Article 2(3)", Amends(words=parse("Nobody keeps a record.")))


def test_what_is_added_beside_it_is_not_what_is_joined() -> None:
    """It was filed there, and has a name of its own: "Article 2(4)" is what joins it."""
    replies = said(ARD, REWORDS), said(BOR, ("Article 2(3)", Supports(party=ARD)))
    there = heard(DRAFT, said(ARD, REWORDS, ADDITION))
    assert outcomes(DRAFT, *replies, there=there)["BOR/1"] == Unchanged(provision=Address("art_2__para_3"))


def test_what_is_joined_by_the_name_of_an_addition_is_that_alone() -> None:
    replies = said(ARD, REWORDS, ADDITION), said(BOR, ("Article 2(4)", Supports(party=ARD)))
    same = Unchanged(provision=Address("art_2__para_3"))
    assert outcomes(DRAFT, *replies, there=heard(DRAFT, said(ARD, ADDITION)))["BOR/1"] == same
    other = heard(DRAFT, said(ARD, REWORDS))
    assert because(outcomes(DRAFT, *replies, there=other)["BOR/1"]) is Because.NOT_THERE


def test_an_addition_named_where_it_stands_is_named_anew_once_that_is_elsewhere() -> None:
    new = (
        "Article 2(3)",
        Adds(provisions=(NewProvision(kind="paragraph", label="", words=parse("It is public.")),)),
    )
    replies = said(ARD, new), said(BOR, ("Article 2(4)", Supports(party=ARD)))
    found = outcomes(RENUMBERED, *replies)
    assert isinstance(found["ARD/1"], Relocated)
    assert isinstance(found["BOR/1"], NeedsConfirmation)


@pytest.mark.parametrize(
    "other",
    [
        ("Article 2(1)", Deletes()),
        ("Article 2", Amends(words=parse("Notice"))),
        ("Article 2", Moves(after="Article 3")),
        ("Article 2(2)", Merges(others=("Article 2(1)",), words=parse("Both."))),
    ],
)
def test_where_something_else_is_proposed_there_its_party_has_to_say_so(other: tuple[str, Position]) -> None:
    replies = said(ARD, DELETES), said(BOR, ("Article 2(1)", Supports(party=ARD)))
    found = outcomes(DRAFT, *replies, there=heard(DRAFT, said(ARD, other)))
    assert because(found["BOR/1"]) is Because.NOT_THERE


def test_a_merger_from_elsewhere_that_comes_to_it_makes_it_another() -> None:
    """What was joined is proposed there as it was, and more with it, filed at another provision."""
    replies = said(ARD, REWORDS), said(BOR, ("Article 2(3)", Supports(party=ARD)))
    there = heard(DRAFT, said(ARD, ("Article 2(2)", Merges(others=("Article 2(3)",), words=parse("One.")))))
    assert because(outcomes(DRAFT, *replies, there=there)["BOR/1"]) is Because.NOT_THERE


def test_a_chain_of_support_has_to_be_there_again_link_by_link() -> None:
    replies = (
        said(ARD, DELETES),
        said(CEL, ("Article 2", Supports(party=ARD))),
        said(BOR, ("Article 2(1)", Supports(party=CEL))),
    )
    same = Unchanged(provision=Address("art_2__para_1"))
    assert outcomes(DRAFT, *replies)["BOR/1"] == same
    assert outcomes(DRAFT, *replies, there=heard(DRAFT, *replies[:2]))["BOR/1"] == same
    assert because(outcomes(DRAFT, *replies, there=heard(DRAFT, replies[0]))["BOR/1"]) is Because.NOT_THERE
    assert because(outcomes(DRAFT, *replies, there=heard(DRAFT, replies[1]))["BOR/1"]) is Because.PROPOSAL
    own = heard(DRAFT, said(ARD, DELETES), said(CEL, DELETES))
    assert because(outcomes(DRAFT, *replies, there=own)["BOR/1"]) is Because.NOT_THERE


def test_what_a_party_joined_is_opposed_with_it() -> None:
    replies = (
        said(ARD, DELETES),
        said(CEL, ("Article 2", Supports(party=ARD))),
        said(BOR, ("Article 2(1)", Opposes(proposal_of=CEL))),
    )
    assert outcomes(DRAFT, *replies)["BOR/1"] == Unchanged(provision=Address("art_2__para_1"))
    assert because(outcomes(WITHOUT_NOTIFICATION, *replies)["BOR/1"]) is Because.TAKEN_UP


def test_where_a_part_of_it_was_taken_up_or_is_gone_that_is_said() -> None:
    granted = built([*ROWS[:5], (Kind.PARAGRAPH, 1, "3.", "Nobody keeps a record."), *ROWS[6:]], "en")
    heading = ("Article 2(1)", Amends(words=parse("Each Party notifies.")))
    found = outcomes(granted, said(ARD, REWORDS, heading), said(BOR, ("Article 2", Supports(party=ARD))))
    assert [because(found[one]) for one in ("ARD/1", "ARD/2", "BOR/1")] == [
        Reason.INCORPORATED,
        None,
        Because.PARTLY_GONE,
    ]


def test_opposition_to_what_was_taken_up_in_part_is_not_void_with_the_rest() -> None:
    granted = built(
        [*ROWS[:3], *ROWS[4:5], (Kind.PARAGRAPH, 1, "3.", "Nobody keeps a record."), *ROWS[6:]], "en"
    )
    heading = ("Article 2(1)", Amends(words=parse("Each Party notifies.")))
    replies = said(ARD, REWORDS, heading), said(BOR, ("Article 2", Opposes(proposal_of=ARD)))
    found = outcomes(granted, *replies)
    assert [because(found[one]) for one in ("ARD/1", "ARD/2", "BOR/1")] == [
        Reason.INCORPORATED,
        Reason.GONE,
        Because.TAKEN_UP,
    ]


def test_a_hold_is_not_what_is_joined() -> None:
    replies = said(ARD, DELETES, ("Article 2(1)", Holds())), said(BOR, ("Article 2(1)", Supports(party=ARD)))
    there = heard(DRAFT, said(ARD, DELETES))
    assert outcomes(DRAFT, *replies, there=there)["BOR/1"] == Unchanged(provision=Address("art_2__para_1"))


ON_AN_ADDITION: dict[str, Position] = {"holds": Holds(), "asks": Asks(question="Public to whom?")}


@pytest.mark.parametrize("name", ON_AN_ADDITION)
def test_a_hold_or_a_question_on_what_another_adds_has_the_outcome_of_that(name: str) -> None:
    """It was followed on the earlier draft: that it could not be is never said of it."""
    replies = said(ARD, ADDITION), said(BOR, ("Article 2(4)", ON_AN_ADDITION[name]))
    there = heard(DRAFT, replies[0])
    same = Unchanged(provision=Address("art_2__para_3"))
    taken = built([*ROWS[:6], (Kind.PARAGRAPH, 1, "4.", "It is public."), *ROWS[6:]], "en")
    assert outcomes(DRAFT, *replies)["BOR/1"] == same
    assert outcomes(DRAFT, *replies, there=there)["BOR/1"] == same
    assert because(outcomes(DRAFT, *replies, there=[])["BOR/1"]) is Because.NOT_THERE
    assert because(outcomes(taken, *replies)["BOR/1"]) is Because.TAKEN_UP
    assert because(outcomes(DRAFT, said(ARD, REWORDS), replies[1])["BOR/1"]) is Because.NOT_UNDERSTOOD


def test_a_number_that_the_new_draft_has_itself_leads_to_other_words() -> None:
    replies = said(ARD, ADDITION), said(BOR, ("Article 2(4)", Holds()))
    new = built([*ROWS[:6], (Kind.PARAGRAPH, 1, "4.", "Rivers are out of it."), *ROWS[6:]], "en")
    assert isinstance(outcomes(new, *replies)["BOR/1"], NeedsConfirmation)

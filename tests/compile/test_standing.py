"""What stands of a party's replies to one draft, and what became of the rest."""

from __future__ import annotations

import pytest

from tests.compile.test_succession import DRAFT, NOTICE, ROWS, adds, said
from tests.properties.negotiations import built
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import (
    Accepts,
    Amends,
    Deletes,
    Holds,
    Merges,
    Opposes,
    Withdraws,
)
from travaux.compile.base import base_of
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.compile.standing import (
    Act,
    Became,
    Given,
    NoSuchAct,
    NotByProvision,
    NotTaken,
    OtherVoice,
    StandingReply,
    Stands,
    Superseded,
    TakenBack,
    Withdrawn,
    standing,
)
from travaux.text.kind import Kind
from travaux.text.notation import parse, show
from travaux.text.wording import PartyCode

ARD, BOR = PartyCode("ARD"), PartyCode("BOR")
BASE = base_of(DRAFT)

SHOULD = Amends(words=parse(NOTICE.replace("shall", "should")))
MAY = Amends(words=parse(NOTICE.replace("shall", "may")))


def found(*acts: Act) -> StandingReply:
    return standing(acts, BASE)


def became(stands: StandingReply) -> list[tuple[int, int, Became]]:
    return [(one.act, one.number, one.became) for one in stands.answers]


def own_text(stands: StandingReply) -> list[tuple[str, str]]:
    """What the party's own text says, compiled from the reply that stands."""
    assert stands.reply is not None
    text = project(compiled(DRAFT, [stands.reply]).text, ARD)
    return [(one.label, show(one.words)) for one in text.provisions]


def lines(rows: list[tuple[Kind, int, str, str]]) -> list[tuple[str, str]]:
    return [(label, words) for _, _, label, words in rows]


def test_one_reply_is_the_reply_that_stands() -> None:
    reply = said(ARD, ("Article 2(1)", SHOULD), ("Article 3", Accepts()))
    stands = found(Given(reply=reply))
    assert stands.reply is reply
    assert became(stands) == [(0, 1, Stands()), (0, 2, Stands())]


def test_a_whole_reply_replaces_all_before_it() -> None:
    first, second = said(ARD, ("Article 2(1)", SHOULD)), said(ARD, ("Article 3", Accepts()))
    stands = found(Given(reply=first), Given(reply=second))
    assert stands.reply is second
    assert became(stands) == [(0, 1, Superseded(1)), (1, 1, Stands())]


def test_a_reply_by_provision_replaces_only_what_was_said_there() -> None:
    first = said(ARD, ("Article 2(1)", SHOULD), ("Article 3", Accepts()))
    second = said(ARD, ("Article 2, paragraph 1", MAY), ("Article 4", Deletes()))
    stands = found(Given(reply=first), Given(reply=second, by_provision=True))
    assert stands.reply is not None
    assert [one.provision for one in stands.reply.answers] == [
        "Article 3",
        "Article 2, paragraph 1",
        "Article 4",
    ]
    assert stands.reply.source == "ARD.md"
    assert became(stands) == [
        (0, 1, Superseded(1)),
        (0, 2, Stands()),
        (1, 1, Stands()),
        (1, 2, Stands()),
    ]


BESIDE: dict[str, tuple[Answer, Answer, bool]] = {
    "an article struck, then a paragraph of it reworded": (
        Answer(provision="Article 2", position=Deletes()),
        Answer(provision="Article 2(1)", position=SHOULD),
        False,
    ),
    "a paragraph reworded, then its article struck": (
        Answer(provision="Article 2(1)", position=SHOULD),
        Answer(provision="Article 2", position=Deletes()),
        False,
    ),
    "a paragraph reworded, then its article accepted": (
        Answer(provision="Article 2(1)", position=SHOULD),
        Answer(provision="Article 2", position=Accepts()),
        False,
    ),
    "an article accepted, then a paragraph of it reworded": (
        Answer(provision="Article 2", position=Accepts()),
        Answer(provision="Article 2(1)", position=SHOULD),
        True,
    ),
    "merged with another, then the other reworded": (
        Answer(provision="Article 2(1)", position=Merges(others=("Article 2(2)",), words=parse("One."))),
        Answer(provision="Article 2(2)", position=SHOULD),
        False,
    ),
    "an article's only paragraph by two names": (
        Answer(provision="Article 3", position=Amends(words=parse("The record is kept by the Board."))),
        Answer(provision="Article 3, paragraph 1", position=Opposes()),
        False,
    ),
    "an addition, then other words for what it follows": (
        Answer(provision="Article 2(1)", position=adds("Lakes too.")),
        Answer(provision="Article 2(1)", position=SHOULD),
        True,
    ),
    "an addition, then another at the same place": (
        Answer(provision="Article 2(1)", position=adds("Lakes too.")),
        Answer(provision="Article 2(1)", position=adds("Lakes and rivers too.")),
        False,
    ),
    "an addition, then one under another number": (
        Answer(provision="Article 2(1)", position=adds("Lakes too.", "1 bis.")),
        Answer(provision="Article 2(1)", position=adds("Rivers too.", "1 ter.")),
        True,
    ),
    "other words, then opposition to another's": (
        Answer(provision="Article 2(1)", position=SHOULD),
        Answer(provision="Article 2(1)", position=Opposes(proposal_of=BOR)),
        True,
    ),
    "opposition to another's, twice": (
        Answer(provision="Article 2(1)", position=Opposes(proposal_of=BOR)),
        Answer(provision="Article 2(1)", position=Opposes(proposal_of=BOR), reason="Again."),
        False,
    ),
    "on the whole, twice": (
        Answer(provision="", position=Holds()),
        Answer(provision="", position=Accepts()),
        False,
    ),
    "on the whole, then on a provision": (
        Answer(provision="", position=Holds()),
        Answer(provision="Article 2(1)", position=SHOULD),
        True,
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_which_answers_stand_beside_a_later_one(name: str) -> None:
    earlier, later, both = BESIDE[name]
    stands = found(
        Given(reply=Reply(party=ARD, answers=(earlier,))),
        Given(reply=Reply(party=ARD, answers=(later,)), by_provision=True),
    )
    assert stands.reply is not None
    assert stands.reply.answers == ((earlier, later) if both else (later,))
    assert stands.answers[0].became == (Stands() if both else Superseded(1))


REDRAFT = [
    *ROWS[:1],
    (Kind.PARAGRAPH, 1, "1.", "Each Party  exercises restraint between the islands."),
    *ROWS[2:4],
    (Kind.PARAGRAPH, 1, "1.", NOTICE.replace("thirty", "forty")),
    (Kind.PARAGRAPH, 1, "1 bis.", "A later change is notified as well."),
    *ROWS[5:8],
]
"""Other words in Articles 1 and 2, a paragraph more in Article 2, no Article 4."""


def redraft() -> Given:
    return Given(reply=Reply(party=ARD, text=built(REDRAFT, "en"), source="ARD.docx"))


def test_a_redraft_and_a_sheet_after_it_stand_word_for_word() -> None:
    sheet = said(ARD, ("Article 2(1)", SHOULD), ("Article 3", Holds()))
    stands = found(redraft(), Given(reply=sheet, by_provision=True))
    assert own_text(stands) == [
        (label, words if words != NOTICE.replace("thirty", "forty") else NOTICE.replace("shall", "should"))
        for label, words in lines(REDRAFT)
    ]
    assert [(one.act, type(one.answer.position).__name__, one.became) for one in stands.answers] == [
        (0, "Amends", Stands()),
        (0, "Amends", Superseded(1)),
        (0, "Adds", Stands()),
        (0, "Deletes", Stands()),
        (0, "Deletes", Stands()),
        (1, "Amends", Stands()),
        (1, "Holds", Stands()),
    ]
    assert stands.reply is not None
    assert stands.reply.source == "ARD.docx; ARD.md"


def test_what_a_redraft_has_at_a_provision_is_taken_back() -> None:
    stands = found(redraft(), TakenBack(of=0, provisions=("Article 1(1)", "Article 4")))
    assert own_text(stands) == lines([*ROWS[:4], *REDRAFT[4:], *ROWS[8:]])
    assert [one.became for one in stands.answers] == [
        Withdrawn(1),
        Stands(),
        Stands(),
        Withdrawn(1),
        Withdrawn(1),
    ]


def test_what_is_taken_back_does_not_bring_back_what_it_had_replaced() -> None:
    sheet = said(ARD, ("Article 1(1)", Amends(words=parse("Restraint is exercised."))))
    stands = found(redraft(), Given(reply=sheet, by_provision=True), TakenBack(of=1))
    assert own_text(stands) == lines([*ROWS[:4], *REDRAFT[4:]])
    assert stands.answers[0].became == Superseded(1)
    assert stands.answers[-1].became == Withdrawn(2)


def test_a_redraft_taken_back_leaves_the_sheet_given_after_it() -> None:
    sheet = said(ARD, ("Article 2(1)", SHOULD))
    stands = found(redraft(), Given(reply=sheet, by_provision=True), TakenBack(of=0))
    assert stands.reply is sheet


def test_when_all_is_taken_back_nothing_stands() -> None:
    stands = found(Given(reply=said(ARD, ("Article 2(1)", SHOULD))), TakenBack(of=0))
    assert stands.reply is None
    assert became(stands) == [(0, 1, Withdrawn(1))]


def test_an_answer_taken_back_by_a_sheet_is_replaced_by_that_word() -> None:
    first = said(ARD, ("Article 2(1)", SHOULD), ("Article 2(1)", adds("Lakes too.")))
    second = said(ARD, ("Article 2(1)", Withdraws()))
    stands = found(Given(reply=first), Given(reply=second, by_provision=True))
    assert own_text(stands) == lines(ROWS)
    assert became(stands) == [(0, 1, Superseded(1)), (0, 2, Superseded(1)), (1, 1, Stands())]


def test_the_standing_reply_can_be_the_first_of_a_new_series() -> None:
    sheet = said(ARD, ("Article 2(1)", SHOULD))
    once = found(redraft(), Given(reply=sheet, by_provision=True))
    assert once.reply is not None
    again = found(
        Given(reply=once.reply), Given(reply=said(ARD, ("Article 4", Accepts())), by_provision=True)
    )
    assert own_text(again) == [*own_text(once), *lines(ROWS[8:])]


def test_a_reply_that_is_none_to_this_draft_replaces_nothing() -> None:
    other = Reply(
        party=ARD, in_answer_to="0000-0000-0000", answers=(Answer(provision="1", position=Holds()),)
    )
    stands = found(Given(reply=said(ARD, ("Article 2(1)", SHOULD))), Given(reply=other))
    assert became(stands) == [(0, 1, Stands()), (1, 1, NotTaken())]
    assert [one.finding.code for one in stands.left_out] == ["another-draft"]


def test_replies_of_several_are_no_series_of_one() -> None:
    with pytest.raises(OtherVoice, match="ARD for itself; BOR for itself"):
        found(Given(reply=said(ARD)), Given(reply=said(BOR)))


def test_what_was_never_given_cannot_be_taken_back() -> None:
    with pytest.raises(NoSuchAct, match="Act 1 takes back what act 1 gave"):
        found(Given(reply=said(ARD)), TakenBack(of=1))


def test_a_redraft_is_not_given_by_provision() -> None:
    with pytest.raises(NotByProvision, match=r"ARD's redraft ARD\.docx is given by provision"):
        found(Given(reply=redraft().reply, by_provision=True))

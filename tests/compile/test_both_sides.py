"""A party that opposes words and is behind them: it is told, with both places, and neither goes missing."""

from __future__ import annotations

import pytest

from tests.compile.by_hand import compiling, draft, found, laid, own

DRAFT = """Article 5

1. First words here.

2. Second words there.
"""
REWORDS = "## Article 5, paragraph 1\n\nPosition: amends\n\nWords:\n\n> First word here.\n\nReason: r\n\n"
DELETES = "## Article 5, paragraph 2\n\nPosition: deletes\n\nReason: r\n\n"
ADDS = "## Article 5, paragraph 2\n\nPosition: adds\n\nWords:\n\n> 2 bis. New ones.\n\nReason: r\n\n"


def says(position: str, on: str = "Article 5, paragraph 1") -> str:
    return f"## {on}\n\nPosition: {position}\n\nReason: r\n\n"


def told(opposed: str, on: str, other: str, author: str = "ARD", numbers: tuple[int, int] = (2, 1)) -> str:
    opposing, backing = numbers
    return (
        f"CEL opposes {author}'s proposal on {opposed} (CEL/{opposing}), and is behind the same words by its "
        f"answer on {on} (CEL/{backing}). {other}"
    )


KEPT = "Both are kept as given; which of them is meant is not guessed."
ONE, TWO, BIS = "Article 5, paragraph 1", "Article 5, paragraph 2", "Article 5(2 bis)"


def test_support_and_opposition_of_the_same_words() -> None:
    for reply, numbers in (
        (says("supports ARD") + says("opposes ARD"), (2, 1)),
        (says("opposes ARD") + says("supports ARD"), (1, 2)),
    ):
        compilation = compiling(DRAFT, ARD=REWORDS, CEL=reply)

        assert found(compilation) == [("contradicts-itself", told(ONE, ONE, KEPT, numbers=numbers))]
        assert laid(compilation)[1] == "1. First [base: words / ARD; CEL supports; CEL opposes: word] here."


@pytest.mark.parametrize(
    ("said", "expected", "place", "line"),
    [
        (says("supports ARD", TWO) + says("opposes ARD", BIS), (BIS, TWO), 3, "2 bis. New ones."),
        (says("supports ARD", BIS) + says("opposes ARD", BIS), (BIS, BIS), 3, "2 bis. New ones."),
    ],
)
def test_an_addition(said: str, expected: tuple[str, str], place: int, line: str) -> None:
    compilation = compiling(DRAFT, ARD=ADDS, CEL=said)

    assert found(compilation) == [("contradicts-itself", told(*expected, KEPT))]
    assert laid(compilation)[place] == f"[ARD; CEL supports; CEL opposes: {line}]"


def test_a_deletion_that_it_asks_for_itself() -> None:
    compilation = compiling(DRAFT, ARD=DELETES, CEL=DELETES + says("opposes ARD", TWO))

    assert found(compilation) == [("contradicts-itself", told(TWO, TWO, KEPT))]
    assert laid(compilation)[2] == "[base; ARD, CEL delete; CEL opposes ARD: 2. Second words there.]"


def test_words_that_another_party_has_as_well() -> None:
    compilation = compiling(DRAFT, ARD=REWORDS, BOR=REWORDS, CEL=says("supports ARD") + says("opposes BOR"))

    assert found(compilation) == [("contradicts-itself", told(ONE, ONE, KEPT, author="BOR"))]
    assert laid(compilation)[1] == "1. First [base: words / ARD, BOR; CEL supports; CEL opposes: word] here."


def test_opposition_to_an_article_and_support_of_one_paragraph() -> None:
    compilation = compiling(
        DRAFT, ARD=REWORDS + DELETES, CEL=says("supports ARD") + says("opposes ARD", "Article 5")
    )

    assert found(compilation) == [("contradicts-itself", told("Article 5", ONE, KEPT))]
    assert laid(compilation)[2] == "[base; ARD deletes; CEL opposes ARD: 2. Second words there.]"


def test_support_of_the_whole_text() -> None:
    compilation = compiling(
        DRAFT, ARD=REWORDS, CEL=says("supports ARD", "The whole text") + says("opposes ARD")
    )

    assert found(compilation) == [("contradicts-itself", told(ONE, "the whole text", KEPT))]


def test_other_words_beside_what_is_opposed_are_no_contradiction() -> None:
    other = REWORDS.replace("word here", "words, here")

    assert found(compiling(DRAFT, ARD=REWORDS, CEL=other + says("opposes ARD"))) == []
    assert found(compiling(DRAFT, ARD=REWORDS, CEL=DELETES + says("opposes ARD"))) == []


def test_its_own_text_and_the_draft_come_out_as_before() -> None:
    compilation = compiling(DRAFT, ARD=REWORDS, CEL=says("supports ARD") + says("opposes ARD"))

    assert own(compilation, "CEL") == ["Article 5", "1. First word here.", "2. Second words there."]
    assert compilation.draft.provisions == draft(DRAFT).provisions

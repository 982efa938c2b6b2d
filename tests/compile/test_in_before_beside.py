"""What is added in an article stands in it, before what anybody adds beside it."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from tests.compile.by_hand import compiling, own
from travaux.compile.displaced import prove_in_place
from travaux.compile.proof import LossError
from travaux.compile.version import Item, Version
from travaux.text.kind import Kind
from travaux.text.wording import PartyCode

DRAFT = """Article 1

1. A Council is established.

2. Each Party has one vote.

Article 2

Costs are borne.
"""


def says(position: str, on: str, words: str = "") -> str:
    told = f"Words:\n\n> {words}\n\n" if words else ""
    return f"## {on}\n\nPosition: {position}\n\n{told}Reason: r\n\n"


ARCHIVE = says("adds", "Article 1", "Article 1 bis\n>\n> An archive is kept.")
HOST = says("adds", "Article 1, paragraph 2", "3. The host votes last.")
OF_BRI = says("supports BRI", "Article 1 bis")
OF_COR = says("supports COR", "Article 1, paragraph 3")
BOTH = ["3. The host votes last.", "Article 1 bis", "An archive is kept."]


def added(party: str, **sheets: str) -> list[str]:
    """Give what the own text of *party* has between the two articles of the draft."""
    words = [one.strip() for one in own(compiling(DRAFT, **sheets), party)]
    return words[words.index("2. Each Party has one vote.") + 1 : words.index("Article 2")]


@pytest.mark.parametrize("order", list(permutations(["ALD", "BRI", "COR"])))
@pytest.mark.parametrize("answers", list(permutations([OF_BRI, OF_COR])))
def test_who_joins_an_article_and_a_paragraph_has_the_paragraph_first(
    order: tuple[str, ...], answers: tuple[str, ...]
) -> None:
    sheets = {"ALD": "".join(answers), "BRI": ARCHIVE, "COR": HOST}
    assert added("ALD", **{party: sheets[party] for party in order}) == BOTH


@pytest.mark.parametrize("order", list(permutations(["BRI", "COR"])))
@pytest.mark.parametrize("answers", list(permutations([HOST, OF_BRI])))
def test_who_joins_an_article_beside_its_own_paragraph_keeps_that_in_its_article(
    order: tuple[str, ...], answers: tuple[str, ...]
) -> None:
    sheets = {"BRI": ARCHIVE, "COR": "".join(answers)}
    assert added("COR", **{party: sheets[party] for party in order}) == BOTH


MOVES = "## Article 2, paragraph 2\n\nPosition: moves\n\nAfter: Article 1, paragraph 2\n\nReason: r\n\n"
WITH_TWO = DRAFT.replace("Costs are borne.", "1. Costs are borne.\n\n2. Each Party bears its own.")


@pytest.mark.parametrize("order", list(permutations(["BRI", "COR"])))
@pytest.mark.parametrize("answers", list(permutations([MOVES, OF_BRI])))
def test_who_joins_an_article_beside_what_it_moves_keeps_that_where_it_moved_it(
    order: tuple[str, ...], answers: tuple[str, ...]
) -> None:
    sheets = {"BRI": ARCHIVE, "COR": "".join(answers)}
    words = own(compiling(WITH_TWO, **{party: sheets[party] for party in order}), "COR")
    assert [one.strip() for one in words[:6]] == [
        "Article 1",
        "1. A Council is established.",
        "2. Each Party has one vote.",
        "2. Each Party bears its own.",
        "Article 1 bis",
        "An archive is kept.",
    ]


@pytest.mark.parametrize("order", list(permutations(["BRI", "COR"])))
def test_who_joins_an_article_keeps_the_paragraphs_before_it_that_its_author_deletes(
    order: tuple[str, ...],
) -> None:
    deletes = says("deletes", "Article 1, paragraph 2")
    sheets = {"BRI": deletes + ARCHIVE, "COR": OF_BRI}
    words = own(compiling(DRAFT, **{party: sheets[party] for party in order}), "COR")
    assert [one.strip() for one in words[:5]] == [
        "Article 1",
        "1. A Council is established.",
        "2. Each Party has one vote.",
        "Article 1 bis",
        "An archive is kept.",
    ]


@pytest.mark.parametrize("order", list(permutations(["BRI", "COR"])))
@pytest.mark.parametrize("answers", list(permutations([HOST, says("supports BRI", "Article 3")])))
def test_who_joins_an_article_moved_behind_another_keeps_its_own_paragraph_in_that(
    order: tuple[str, ...], answers: tuple[str, ...]
) -> None:
    moves = "## Article 3\n\nPosition: moves\n\nAfter: Article 1\n\nReason: r\n\n"
    sheets = {"BRI": moves, "COR": "".join(answers)}
    three = f"{DRAFT}\nArticle 3\n\nFish are free.\n"
    words = own(compiling(three, **{party: sheets[party] for party in order}), "COR")
    assert [one.strip() for one in words] == [
        "Article 1",
        "1. A Council is established.",
        "2. Each Party has one vote.",
        "3. The host votes last.",
        "Article 3",
        "Fish are free.",
        "Article 2",
        "Costs are borne.",
    ]


def test_who_adds_in_an_article_does_not_join_that_it_be_moved() -> None:
    moves = "## Article 2\n\nPosition: moves\n\nAfter: Article 3\n\nReason: r\n\n"
    adds = says("adds", "Article 2, paragraph 2", "3. The host pays more.")
    three = f"{WITH_TWO}\nArticle 3\n\nFish are free.\n"
    compilation = compiling(three, BRI=moves, COR=adds + says("supports BRI", "Article 2"))
    assert [one.code for one in compilation.findings] == ["contradicts-itself"]
    assert [one.strip() for one in own(compilation, "COR")][3:7] == [
        "Article 2",
        "1. Costs are borne.",
        "2. Each Party bears its own.",
        "3. The host pays more.",
    ]


def test_the_proof_notices_what_came_to_stand_in_another_article() -> None:
    theirs = Item(kind=Kind.ARTICLE, depth=0, label="Article 1 bis", words="", anchor=0)
    joins = replace(theirs, joined=PartyCode("BRI"))
    host = Item(kind=Kind.PARAGRAPH, depth=1, label="3.", words="The host votes last.", anchor=0)
    versions = {PartyCode("BRI"): Version(party=PartyCode("BRI"), items=(theirs,))}
    prove_in_place(Version(party=PartyCode("COR"), items=(host, joins)), versions)
    with pytest.raises(LossError) as fault:
        prove_in_place(Version(party=PartyCode("COR"), items=(joins, host)), versions)
    assert str(fault.value) == (
        'COR: "3. The host votes last." would stand in "Article 1 bis ", which BRI adds, '
        "and is no part of that."
    )

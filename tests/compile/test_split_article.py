"""Splits and mergers that name an article: of its only paragraph, or of the article with all in it."""

from __future__ import annotations

from tests.compile.restraint import DRAFT, new, said
from travaux.answers.position import Merges, Position, Splits
from travaux.compile.compiling import compiled
from travaux.compile.fate import NotUnderstood
from travaux.compile.project import project
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.printed import characters
from travaux.text.wording import PartyCode

ARD = PartyCode("ARD")
NOTIFY = "Each Party shall notify the others of any exercise."


def own(where: str, position: Position) -> list[str]:
    """Give ARD's own text; or the code of what could not be followed."""
    compilation = compiled(DRAFT, (said("ARD", (where, position)),))
    faults = [one.fate.finding.code for one in compilation.units if isinstance(one.fate, NotUnderstood)]
    return faults or [characters(one) for one in project(compilation.text, ARD).provisions]


def test_two_paragraphs_take_the_place_of_the_only_one() -> None:
    parts = (
        new(Kind.PARAGRAPH, "1.", "Each Party notifies."),
        new(Kind.PARAGRAPH, "2.", "It does so at once."),
    )
    assert own("Article 2", Splits(parts=parts))[3:] == [
        "Article 2: Notification",
        "1. Each Party notifies.",
        "2. It does so at once.",
    ]


def test_two_articles_take_the_place_of_one_with_all_in_it() -> None:
    parts = (
        new(Kind.ARTICLE, "Article 2", "Notification"),
        new(Kind.PARAGRAPH, "", NOTIFY, depth=1),
        new(Kind.ARTICLE, "Article 2 bis", "Exercises"),
        new(Kind.PARAGRAPH, "", "An exercise is announced.", depth=1),
    )
    assert own("Article 2", Splits(parts=parts))[3:] == [
        "Article 2: Notification",
        NOTIFY,
        "Article 2 bis: Exercises",
        "An exercise is announced.",
    ]


def test_which_paragraph_is_which_is_not_guessed() -> None:
    parts = (
        new(Kind.ARTICLE, "Article 1", "Restraint"),
        new(Kind.PARAGRAPH, "1.", "Each Party is restrained.", depth=1),
        new(Kind.ARTICLE, "Article 1 bis", "Defence"),
    )
    assert own("Article 1", Splits(parts=parts)) == ["which-paragraph"]
    assert own("Article 1", Splits(parts=(new(Kind.PARAGRAPH, "", "Each Party is restrained."),))) == [
        "which-paragraph"
    ]


def test_words_of_a_merger_are_those_of_the_only_paragraph() -> None:
    words = parse("Each Party shall exercise restraint and notify the others.")
    assert own("Article 2", Merges(others=("Article 1",), words=words)) == [
        "Article 2: Notification",
        "Each Party shall exercise restraint and notify the others.",
    ]

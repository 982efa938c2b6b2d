"""At which provision of the draft a condition is shown."""

from __future__ import annotations

from tests.properties.negotiations import built
from travaux.answers.answer import Answer, Condition, Reply
from travaux.answers.position import Accepts
from travaux.compile.compiling import compiled
from travaux.compile.hanging import hanging
from travaux.text.kind import Kind
from travaux.text.wording import PartyCode

DRAFT = built(
    [
        (Kind.ARTICLE, 0, "Article 1", "Use"),
        (Kind.PARAGRAPH, 1, "1.", "Each Party uses the river."),
        (Kind.ARTICLE, 0, "Article 2", "Care"),
        (Kind.PARAGRAPH, 1, "1.", "Each Party takes care of it."),
        (Kind.ANNEX, 0, "Annex", ""),
        (Kind.PARAGRAPH, 1, "1.", "The river is the Ard."),
    ],
    "en",
)


def shown(reference: str) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """Give the words shown at each provision; the findings, each with its code."""
    condition = Condition(words=f"{reference} stays", references=(reference,))
    reply = Reply(
        party=PartyCode("ARD"),
        answers=(Answer(provision="Article 1", position=Accepts(), conditions=(condition,)),),
    )
    found = compiled(DRAFT, (reply,))
    return (
        {str(address): [words for _, words in those] for address, those in hanging(found).items()},
        [(one.code, str(one.message)) for one in found.findings],
    )


def test_a_condition_on_the_annex_is_shown_at_the_annex() -> None:
    assert shown("Annex") == ({"annex_1": ["Annex stays"]}, [])


def test_what_may_be_any_of_several_is_not_guessed() -> None:
    told = (
        'ARD makes its answer on Article 1 depend on "paragraph 1", which may be any of 2 provisions of the '
        "draft. The condition is kept as written."
    )
    assert shown("paragraph 1") == ({}, [("condition-unplaced", told)])

"""A bracketed text taken over: a bracket at the number of an article speaks of all that stands in it."""

from __future__ import annotations

import pytest

from travaux.compile.compiling import compiled
from travaux.compile.taken_over import taken_over
from travaux.read.plain import read_plain
from travaux.text.printed import characters

BELOW = "\n\n1. A bell is rung.\n\n2. It is heard.\n"
WORDS = (
    "A bracket around the number of Article 2 names BRN, and what stands in it is in no bracket. What is "
    "said there is read as said of all of it."
)
TOLD = ("said-of-all-in-it", WORDS)


@pytest.mark.parametrize(
    ("article", "compiled_again", "told"),
    [
        (
            f"[BRN opposes: Article 2: Bells]{BELOW}",
            [
                "[base; BRN opposes: Article 2: Bells]",
                "[base; BRN opposes: 1. A bell is rung.]",
                "[base; BRN opposes: 2. It is heard.]",
            ],
            [TOLD],
        ),
        (
            f"[BRN deletes: Article 2: Bells]{BELOW}",
            [
                "[base; BRN deletes: Article 2: Bells]",
                "[base; BRN deletes: 1. A bell is rung.]",
                "[base; BRN deletes: 2. It is heard.]",
            ],
            [TOLD],
        ),
        (
            f"### Article 2: [BRN opposes: Bells]{BELOW}",
            ["Article 2: [base; BRN opposes: Bells]", "1. A bell is rung.", "2. It is heard."],
            [],
        ),
        (
            "### Article 2: Bells\n\n[BRN opposes: 1. A bell is rung.]\n\n2. It is heard.\n",
            ["Article 2: Bells", "[base; BRN opposes: 1. A bell is rung.]", "2. It is heard."],
            [],
        ),
    ],
)
def test_a_bracket_at_the_number_of_an_article_reaches_all_in_it_and_says_so(
    article: str, compiled_again: list[str], told: list[tuple[str, str]]
) -> None:
    head = "---\nparties: ALD, BRN\n---\n\n### Article 1: Scope\n\nIt is wide.\n\n"
    text = read_plain((head + article).encode()).text
    assert text is not None
    found = taken_over(text)
    drawn = compiled(found.base, found.replies).text.provisions[2:]
    assert [characters(one) for one in drawn] == compiled_again
    assert [(one.code, str(one.message)) for one in found.left_out] == told

"""Who joins words for a provision that its own text has not, or has elsewhere, is told, and joins nothing."""

from __future__ import annotations

import pytest

from tests.compile.by_hand import compiling, found, own

DRAFT = """Article 1

1. A council.

2. A vote.

Article 2

1. A seat.

2. A year.

Article 3

Fish.
"""


def says(position: str, on: str, *more: str) -> str:
    return "\n\n".join((f"## {on}", f"Position: {position}", *more, "Reason: r\n\n"))


def merges(article: str) -> str:
    return says("merges", f"{article}, paragraph 1", f"With: {article}, paragraph 2", "Words:\n\n> Both.")


@pytest.mark.parametrize(
    ("theirs", "own"),
    [
        (
            merges("Article 2") + says("moves", "Article 2, paragraph 1", "After: Article 3"),
            merges("Article 2") + says("supports BRI", "Article 2, paragraph 2"),
        ),
        (
            merges("Article 1"),
            says("deletes", "Article 1") + says("supports BRI", "Article 1, paragraph 1"),
        ),
    ],
)
def test_the_whole_text_stands_and_the_support_is_kept_aside(theirs: str, own: str) -> None:
    codes = [code for code, _ in found(compiling(DRAFT, BRI=theirs, COR=own))]
    assert codes == ["contradicts-itself"]


def test_who_supports_one_that_merges_a_paragraph_and_one_that_deletes_it_joins_the_first() -> None:
    compilation = compiling(
        DRAFT,
        ALD=says("deletes", "Article 1"),
        COR=merges("Article 1"),
        BRI=says("supports COR", "Article 1, paragraph 1") + says("supports ALD", "Article 1, paragraph 2"),
    )
    told = (
        'The reply supports ALD on "Article 1, paragraph 2", and COR too, who would have something else done '
        "with a provision in it."
    )
    assert [one for one in found(compilation) if one[0] != "no-reason"] == [("contradicts-itself", told)]
    assert own(compilation, "BRI")[:2] == ["Article 1", "1. Both."]

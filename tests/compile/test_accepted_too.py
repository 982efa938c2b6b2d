"""A party accepts a provision as it stands, and by another answer of the same reply would not have it so."""

from __future__ import annotations

import pytest

from tests.compile.by_hand import compiling, found

DRAFT = """Article 1

1. Lakes are kept.

2. Shores are kept.
"""
ACCEPTS = "## Article 1, paragraph 1\n\nPosition: accepts\n\n"
TOLD = (
    "ARD accepts Article 1, paragraph 1 as it stands ({accepts}), and by another answer ({other}) would not "
    "have it so. Both are kept as given; which of them is meant is not guessed."
)


@pytest.mark.parametrize(
    "other",
    [
        "## Article 1, paragraph 1\n\nPosition: deletes\n\nReason: r\n\n",
        "## Article 1, paragraph 1\n\nPosition: amends\n\nWords:\n\n> Lakes are lost.\n\nReason: r\n\n",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_both_answers_are_told_and_neither_is_dropped(other: str, first: bool) -> None:  # noqa: FBT001
    sheet = ACCEPTS + other if first else other + ACCEPTS
    accepts, changes = ("ARD/1", "ARD/2") if first else ("ARD/2", "ARD/1")
    assert found(compiling(DRAFT, ARD=sheet)) == [
        ("contradicts-itself", TOLD.format(accepts=accepts, other=changes))
    ]


@pytest.mark.parametrize(
    "other",
    [
        "## Article 1, paragraph 2\n\nPosition: deletes\n\nReason: r\n\n",
        "## Article 1, paragraph 1\n\nPosition: holds\n\n",
        "## Article 1, paragraph 1\n\nPosition: adds\n\nWords:\n\n> 1 bis. Islands too.\n\nReason: r\n\n",
    ],
)
def test_what_leaves_the_provision_as_it_stands_contradicts_nothing(other: str) -> None:
    codes = [code for code, _ in found(compiling(DRAFT, ARD=ACCEPTS + other))]
    assert "contradicts-itself" not in codes

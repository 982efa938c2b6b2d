"""What the bracket text tells in a note before a provision: conditions and other numbers."""

from __future__ import annotations

from tests.compile.by_hand import compiling
from travaux.render.plain import consolidated_text
from travaux.render.profile import Profile

DRAFT = """Article 5

1. First words here.

2. Second words there.
"""


def notes(profile: Profile = Profile.ATTRIBUTED, **sheets: str) -> list[str]:
    written = consolidated_text(compiling(DRAFT, **sheets), profile).decode().split("\n")
    return [
        one
        for at, one in enumerate(written)
        if " only if " in one or "note:" in one or "note:" in written[at - 1]
    ]


def says(position: str, on: str, *more: str) -> str:
    return "\n\n".join((f"## {on}", f"Position: {position}", *more, "Reason: r\n\n"))


def test_a_conditional_acceptance_is_told_at_the_words() -> None:
    said = says("accepts", "Article 5, paragraph 1", "If: the map is agreed", "If: the annex stays")

    assert notes(ARD=said) == [
        "<!-- note: ARD accepts only if “the map is agreed”; “the annex stays” -->",
        "1. First words here.",
    ]
    assert notes(Profile.UNATTRIBUTED, ARD=said) == []


def test_who_holds_or_asks_is_told_at_the_words_of_which_no_mark_says_it() -> None:
    """A text in which two delegations keep an article open is not clean."""
    held = says("holds (scrutiny)", "Article 5, paragraph 1")
    asked = says("asks", "Article 5, paragraph 1", "Question: What is first?")

    assert notes(ARD=held, BOR=asked) == [
        "<!-- note: ARD holds (scrutiny); BOR asks -->",
        "1. First words here.",
    ]
    assert notes(Profile.UNATTRIBUTED, ARD=held, BOR=asked) == []


def test_a_hold_on_the_whole_text_is_told_before_it() -> None:
    written = consolidated_text(compiling(DRAFT, ARD=says("holds (general)", "The whole text"))).decode()
    assert "ARD/1, the text as a whole: ARD holds (general)" in written.split("\n")


def test_a_condition_on_an_answer_to_the_whole_text_is_told_before_it() -> None:
    assert notes(ARD=says("accepts", "The whole text", "If: the map is agreed")) == [
        "ARD/1, the text as a whole: ARD accepts only if “the map is agreed”"
    ]


def test_a_condition_on_what_is_added_is_told_at_it() -> None:
    said = says("adds", "Article 5, paragraph 2", "Words: 3. New words.", "If: the map is agreed")

    assert notes(ARD=said) == [
        "<!-- note: ARD adds only if “the map is agreed” -->",
        "[ARD: 3. New words.]",
    ]


def test_another_number_that_a_sheet_gives_is_told() -> None:
    said = says("amends", "Article 5, paragraph 1", "Words:\n\n> 4. First words.")

    assert notes(ARD=said, BOR=says("supports ARD", "Article 5, paragraph 1")) == [
        "<!-- note: ARD, BOR number this 4. -->",
        "1. First words[base:  here / ARD; BOR supports: no text].",
    ]

"""What is told of answers on another party's proposal once a new draft is on the table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.cli.recorder import DRAFT, Recorder

WAITS = "what it speaks of has not been proposed as it was on the new draft"
RIVERS = "## Article 1 – Rivers\n\nRivers are out of it.\n\n## "


def told(tides: Recorder, party: str) -> list[str]:
    """The line of each answer of a party, from its name on."""
    joined = " ".join(tides.does(["standing", party]).split())
    return [f"{party}/{one.split(f' {party}/')[0].strip()}" for one in joined.split(f"{party}/")[1:]]


def given(tides: Recorder, party: str, where: str, *position: str) -> None:
    tides.does(["answer", where, "--position", *position, "--reason", "So.", "--as", party])


def tabled(tides: Recorder, *changes: tuple[str, str]) -> None:
    words = DRAFT.replace("draft: First", "draft: Second")
    for old, new in changes:
        assert old in words
        words = words.replace(old, new)
    tides.file("second.md", words)
    tides.does('table second.md --title "Second draft" --as CHR')


def last(lines: Sequence[str]) -> str:
    return lines[-1].partition(": ")[2] if lines else ""


def test_support_for_a_paragraph_of_an_article_that_another_deletes_stands(tides: Recorder) -> None:
    given(tides, "ARD", "Article 1", "deletes")
    given(tides, "BOR", "Article 1(1)", "supports", "--party", "ARD")
    tides.does("compile -o first.md --quiet")
    tabled(tides)
    assert last(told(tides, "BOR")) == f"in need of confirmation: {WAITS} (Article 1, paragraph 1)"
    tides.does("retable --as ARD")
    assert last(told(tides, "BOR")) == "unchanged"
    tides.does("retable --as BOR")
    tides.does("compile -o second-all.md --quiet")
    first, second = ((tides.folder / name).read_text() for name in ("first.md", "second-all.md"))
    assert second.partition("### Article 1")[2] == first.partition("### Article 1")[2]


def test_support_at_the_other_end_of_a_merger_stands(tides: Recorder) -> None:
    merges = ("--with", "Article 1(2)", "--words", "It applies to the Sea, and not to rivers.")
    given(tides, "ARD", "Article 1(1)", "merges", *merges)
    given(tides, "BOR", "Article 1(2)", "supports", "--party", "ARD")
    tabled(
        tides,
        ("## Article 3", "## Article 4"),
        ("## Article 2", "## Article 3"),
        ("## Article 1", "## Article 2"),
    )
    assert last(told(tides, "BOR")).startswith(f"in need of confirmation: {WAITS}")
    tides.does("retable --as ARD")
    assert last(told(tides, "BOR")) == "moved, now Article 2, paragraph 2"


def test_support_for_the_whole_text_stands(tides: Recorder) -> None:
    given(tides, "ARD", "Article 1", "deletes")
    sheet = "# Answer of BOR\n\nIn answer to: First draft\n\n## The whole text\n\nPosition: supports ARD\n"
    tides.does(f"answer {tides.file('bor.md', sheet)} --as BOR")
    tabled(tides)
    assert last(told(tides, "BOR")) == f"in need of confirmation: {WAITS}"
    tides.does("retable --as ARD")
    assert last(told(tides, "BOR")) == "unchanged"


def test_support_that_was_never_followed_is_told_as_that(tides: Recorder) -> None:
    given(tides, "ARD", "Article 1", "deletes")
    tides.does_anyway('answer "Article 3" --position supports --party ARD --reason So. --anyway --as BOR')
    tabled(tides)
    never = "in need of confirmation: it could not be followed on the earlier draft"
    assert last(told(tides, "BOR")) == f"{never} (Article 3)"


def test_a_hold_on_what_another_adds_is_given_again_once_that_is(tides: Recorder) -> None:
    words = ("--words", "There shall be no fee.", "--number", "2 bis.")
    given(tides, "ARD", "Article 1(2)", "adds", *words)
    sheet = "# Answer of BOR\n\nIn answer to: First draft\n\n## Article 1(2 bis)\n\nPosition: holds\n"
    tides.does(f"answer {tides.file('bor.md', sheet)} --as BOR")
    tabled(tides)
    assert last(told(tides, "BOR")) == f"in need of confirmation: {WAITS} (Article 1, paragraph 2)"
    tides.does("retable --as ARD")
    assert last(told(tides, "BOR")) == "unchanged"
    assert "## Article 1(2 bis)" in tides.does("retable --as BOR")
    assert "BOR" in tides.does("matrix")


@pytest.mark.parametrize("says", ["supports ARD", "opposes ARD", "holds"])
def test_what_is_said_of_an_addition_that_was_withdrawn_is_void(tides: Recorder, says: str) -> None:
    given(tides, "ARD", "Article 1(2)", "adds", "--words", "There shall be no fee.", "--number", "2 bis.")
    added = str(len(tides.entries()) - 1)
    sheet = f"# Answer of BOR\n\nIn answer to: First draft\n\n## Article 1(2 bis) (ARD)\n\nPosition: {says}\n"
    tides.does(f"answer {tides.file('bor.md', sheet)} --as BOR")
    tides.does(["withdraw", added, "--as", "ARD"])
    tabled(tides)
    assert last(told(tides, "BOR")) == "void: the proposal it speaks of no longer stands"


def test_what_is_said_of_a_proposal_that_was_changed_is_to_be_confirmed(tides: Recorder) -> None:
    given(tides, "ARD", "Article 2", "amends", "--replace", "forty", "--with", "thirty")
    given(tides, "BOR", "Article 2", "opposes", "--party", "ARD")
    given(tides, "ARD", "Article 2", "amends", "--replace", "forty", "--with", "fifty")
    tabled(tides)
    changed = "the proposal it speaks of is no longer what it was when this was said"
    assert last(told(tides, "BOR")) == f"in need of confirmation: {changed} (Article 2)"


def test_support_that_led_through_support_taken_back_is_to_be_confirmed(tides: Recorder) -> None:
    """What was joined stands still; only who led to it has left it."""
    tides.does("key new CEL --enrol")
    given(tides, "ARD", "Article 2", "amends", "--replace", "forty", "--with", "thirty")
    given(tides, "BOR", "Article 2", "supports", "--party", "ARD")
    supporting = str(len(tides.entries()) - 1)
    given(tides, "CEL", "Article 2", "supports", "--party", "BOR")
    tides.does(["withdraw", supporting, "--as", "BOR"])
    tabled(tides)
    assert last(told(tides, "CEL")).startswith("in need of confirmation: the proposal it speaks of is no")

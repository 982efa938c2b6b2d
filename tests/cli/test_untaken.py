"""What was given with an answer and not understood stands beside it wherever the answer is told."""

import html
import re

from tests.cli.recorder import DRAFT, DRAFT_AT, Recorder

SHEET = """\
# Answer of Ardane (ARD)

In answer to: First draft

## Article 2

Position: accepts

Words: Each Party shall give notice sixty days before.

## Article 3

Position: accepts
"""
AT = DRAFT_AT + 1
TOLD = (
    "not understood, kept aside: “Words: Each Party shall give notice sixty days before.”. "
    '"Words" is not used by the position "accepts" on "Article 2". Take the line out, or give the position '
    "it belongs to in a section of its own."
)


def test_words_that_go_with_no_position_are_told_where_it_is_told(tides: Recorder) -> None:
    tides.file("ard.md", SHEET)
    tides.does_anyway("answer ard.md --as ARD --anyway")
    for line in ("matrix", 'history "Article 2"', "status"):
        assert " ".join(tides.does(line).split()).count(TOLD) == 1, line
    assert TOLD not in " ".join(tides.does('history "Article 3"').split())
    tides.run("compile -o all.md")
    text = (tides.folder / "all.md").read_text()
    assert text.partition("\n---\n")[0].splitlines().count(f"ARD/{AT}.1, Article 2: {TOLD}") == 1
    tides.run("compile -o all.html")
    page = (tides.folder / "all.html").read_text()
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())
    assert len(re.findall(r"not understood, kept aside: .{0,3}Words: Each Party shall give", words)) == 2


def test_they_are_not_told_beside_a_later_answer(tides: Recorder) -> None:
    """They were given with the answer whose place it takes."""
    tides.file("ard.md", SHEET)
    tides.does_anyway("answer ard.md --as ARD --anyway")
    tides.does('answer "Article 2" --position deletes --reason Own. --as ARD')
    assert TOLD not in " ".join(tides.does("matrix").split())


def test_what_a_redraft_says_and_what_a_sheet_says_are_told_apart(tides: Recorder) -> None:
    tides.file("mine.md", DRAFT.replace("forty", "thirty"))
    tides.does("answer mine.md --as BOR")
    tides.does('answer "Article 3" --position accepts --as BOR')
    tides.run("compile -o all.html")
    page = (tides.folder / "all.html").read_text()
    assert page.count("by its own redraft, without reasons") == 1
    words = re.sub(r"<[^>]+>", "", page)
    assert "by its own redraft, without reasonsamends" in words

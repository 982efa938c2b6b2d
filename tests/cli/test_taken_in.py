"""The history of a provision that a draft took in from a proposal begins with the proposal."""

from __future__ import annotations

import pytest

from tests.cli.recorder import DRAFT, Recorder

ADDS = """\
# Answer of Borland (BOR)

In answer to: First draft

## Article 2

Position: adds

Words:

> Article 2 bis. Charts
>
> Each Party keeps charts.

Reason: Needed.
"""
SECOND = DRAFT.replace("First draft", "Second draft").replace(
    "## Article 3", "## Article 2 bis – Charts\n\nEach Party keeps charts.\n\n## Article 3"
)


@pytest.fixture
def proposed(tides: Recorder) -> Recorder:
    """A record in which BOR, by entry 9, adds an article, and ARD is for it."""
    tides.file("BOR.md", ADDS)
    tides.does("answer BOR.md --as BOR")
    tides.does('answer "Article 2" --position supports --party BOR --as ARD')
    return tides


def told(recorder: Recorder, name: str) -> list[str]:
    """Give who says what of it, with the headings of the drafts."""
    lines = [one.strip() for one in recorder.does(f'history "{name}"').splitlines()]
    return [
        one for one in lines if one.startswith(("Draft 1", "Draft 2", "Article 2:")) and "tabled" not in one
    ]


def test_it_begins_with_the_proposal_and_what_was_said_of_it(proposed: Recorder) -> None:
    proposed.file("second.md", SECOND)
    proposed.does('table second.md --title "Second draft" --as SEC')
    assert told(proposed, "Article 2 bis") == [
        "Draft 1",
        "Article 2: adds: “Article 2 bis Charts Each Party keeps charts.”",
        "Article 2: supports BOR",
        "Draft 2",
    ]
    assert "adds" not in proposed.does('history "Article 3"')


def test_where_the_draft_has_other_words_it_is_not_certain_and_not_told(proposed: Recorder) -> None:
    proposed.file("second.md", SECOND.replace("keeps charts", "keeps its charts"))
    proposed.does('table second.md --title "Second draft" --as SEC')
    assert told(proposed, "Article 2 bis") == ["Draft 1", "Draft 2"]

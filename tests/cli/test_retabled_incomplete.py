"""What cannot be written down again is left out, told, and the run is not called done."""

from __future__ import annotations

from tests.cli.recorder import DRAFT, Recorder

# Brackets that are meant as characters, in the heading of what is added.
ADDED = """\
## Article 1 bis – A \\[x\\] heading

1. Lakes are waters.

## Article 2 \
"""


def test_the_run_is_incomplete_where_an_answer_was_left_out(tides: Recorder) -> None:
    tides.file("own.md", DRAFT.replace("## Article 2 ", ADDED).replace("forty", "thirty"))
    tides.does_anyway("answer own.md --as ARD")
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft" --as CHR')
    said = tides.run("retable --as ARD")
    assert said.code == 3
    assert " ".join(said.err.split()) == (
        "Left out, for it cannot be written down again word for word: what was said of "
        "Article 1, paragraph 2. Give it anew with travaux answer."
    )
    assert [one["article"] for one in tides.last()["re"] if "article" in one] == ["art_2__para_1"]

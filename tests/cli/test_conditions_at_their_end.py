"""A condition is shown at every provision it names: answer-sheet rule 14, at the other end of each."""

import pytest

from tests.cli.recorder import Recorder

SHEET = """\
# Answer of Ardane (ARD)

In answer to: First draft

## Article 2

Position: amends

Replace: forty

With: thirty

If: Article 3 stays
"""
HANGS = "Something hangs on this: ARD amends Article 2 only if “Article 3 stays”"


@pytest.fixture
def conditional(tides: Recorder) -> Recorder:
    tides.file("ARD.md", SHEET)
    tides.does("answer ARD.md --as ARD")
    return tides


def words(text: str) -> str:
    return " ".join(text.split())


def test_in_the_matrix(conditional: Recorder) -> None:
    assert f"Article 3 {HANGS}" in words(conditional.does("matrix"))


def test_in_the_history_of_the_provision_that_it_names(conditional: Recorder) -> None:
    told = words(conditional.does('history "Article 3"'))
    assert "Article 2: amends: “forty” → “thirty” Condition: “Article 3 stays”" in told
    assert "passed over" not in told


def test_in_the_status(conditional: Recorder) -> None:
    told = words(conditional.does("status"))
    assert "on condition: “Article 3 stays”" in told
    assert f"Article 3: no answer names it {HANGS}" in told


def test_in_the_bracket_text(conditional: Recorder) -> None:
    conditional.does_anyway("compile -o text.md")
    body = (conditional.folder / "text.md").read_text("utf-8")
    assert f"<!-- note: {HANGS} -->\n### Article 3" in body
    assert "<!-- note: ARD amends only if “Article 3 stays” -->" in body
    conditional.does_anyway("compile --profile unattributed -o bare.md")
    bare = (conditional.folder / "bare.md").read_text("utf-8")
    assert ("hangs" in bare, "only if" in bare) == (False, False)


def test_in_what_is_said_in_the_name_of_another(tides: Recorder) -> None:
    named = SHEET.replace("(ARD)\n", "(ARD)\n\nOn behalf of: Ardane (ARD), Borland (BOR)\n")
    tides.file("ARD.md", f"{named}\nReason: Forty is too long.\n")
    tides.does("answer ARD.md --as ARD")
    told = words(tides.does("since BOR"))
    assert (
        "Article 2: amends: “forty” → “thirty” Condition: “Article 3 stays” Reason: “Forty is too long.”"
    ) in told.partition("Said in its name")[2].partition("In its provisions")[0]

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


ADDS = 'answer "Article 2" --position adds --words "Article 2 bis: Charts" --reason So. --as BOR'
IF_ADDED = SHEET.replace("Article 3 stays", "Article 2 bis (BOR) goes")
ON_ADDED = "Something hangs on this: ARD amends Article 2 only if “Article 2 bis (BOR) goes”"


@pytest.mark.parametrize("name", ["Article 2 bis (BOR)", "Article 2 bis"])
def test_at_what_another_party_adds(tides: Recorder, name: str) -> None:
    tides.does(ADDS)
    tides.file("ARD.md", IF_ADDED.replace("Article 2 bis (BOR)", name))
    tides.does("answer ARD.md --as ARD")
    hangs = ON_ADDED.replace("Article 2 bis (BOR)", name)
    told = words(tides.does("status"))
    assert (
        f"Article 2 bis: 1 answer BOR, 2 March 2026, 09:07 UTC, entry 9: adds: “Article 2 bis Charts” {hangs}"
        in told
    )
    assert f"+ Article 2 bis BOR: adds: “Article 2 bis Charts” Reason: “So.” {hangs}" in words(
        tides.does("matrix")
    )
    assert f"Condition: “{name} goes”" in words(tides.does('history "Article 2 bis"'))
    made = tides.does("compile -o text.md")
    assert "condition-unplaced" not in made
    body = (tides.folder / "text.md").read_text("utf-8")
    assert f"<!-- note: {hangs} -->\n### [BOR: Article 2 bis" in body


def test_at_none_of_several_that_add_something_else_under_one_number(tides: Recorder) -> None:
    tides.does(ADDS)
    tides.does(f"{ADDS.replace('Charts', 'Nothing of that kind').replace('--as BOR', '--for CEL')}")
    tides.file("ARD.md", IF_ADDED.replace("Article 2 bis (BOR)", "Article 2 bis"))
    tides.does("answer ARD.md --as ARD")
    assert "Something hangs on this" not in words(tides.does("status"))
    tides.file("ARD.md", IF_ADDED)
    tides.does("answer ARD.md --as ARD")
    told = words(tides.does("status"))
    assert f"“Article 2 bis Charts” {ON_ADDED}" in told


def test_what_may_be_another_instruments_is_none_of_the_drafts(tides: Recorder) -> None:
    tides.does(ADDS)
    for name in ("Article 3 (SOLAS)", "Article 2 bis (SOLAS)"):
        tides.file("ARD.md", IF_ADDED.replace("Article 2 bis (BOR)", name))
        tides.does("answer ARD.md --as ARD")
        assert "Something hangs on this" not in words(tides.does("status") + tides.does("matrix"))
        assert "condition-unplaced" not in tides.does("compile -o text.md")

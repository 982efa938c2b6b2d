"""Two drafts in a row: what was answered to the first does not drop out of sight with the third."""

from __future__ import annotations

from tests.cli.recorder import DRAFT, DRAFT_AT, Recorder


def later(tides: Recorder, name: str) -> int:
    tides.file(f"{name}.md", DRAFT.replace("First", name))
    tides.does(f'table {name}.md --title "{name} draft"')
    return tides.size() - 1


def test_answers_to_a_draft_before_the_last_are_told_where_they_are(tides: Recorder) -> None:
    tides.does('answer "Article 2" --position deletes --reason r --as ARD')
    tides.does('answer "Article 3" --position accepts --as ARD')
    at = DRAFT_AT + 1
    second = later(tides, "Second")
    assert "may not all" not in tides.does("standing ARD")
    later(tides, "Third")
    told = (
        f"What ARD answered to draft 1 (#{at}, #{at + 1}) may not all have been given again since: it stands "
        f"on that draft alone. See travaux standing --draft {second} and travaux retable --draft {second}."
    )
    assert told in " ".join(tides.does("standing ARD").split())
    assert "may not all" not in tides.does("standing BOR")
    said = tides.run("retable --as ARD")
    assert (said.code != 0, told in " ".join(said.err.split())) == (True, True)
    tides.does(f"retable --as ARD --draft {second}")
    assert "may not all" not in tides.does("standing ARD")
    tides.does("retable --as ARD")


def test_what_was_only_renumbered_and_answered_again_is_not_told(tides: Recorder) -> None:
    tides.does('answer "Article 3" --position deletes --reason r --as ARD')
    tides.does('answer "Article 2" --position accepts --as ARD')
    at = DRAFT_AT + 1
    second = (
        DRAFT.replace("First", "Second").replace("Article 3", "Article 4").replace("Article 2", "Article 3")
    )
    second = second.replace("## Article 3", "## Article 2 – Tides\n\nTides are free.\n\n## Article 3")
    tides.file("second.md", second)
    tides.does('table second.md --title "Second draft"')
    tides.does('answer "Article 4" --position deletes --reason r --as ARD')
    later(tides, "Third")
    assert f"What ARD answered to draft 1 (#{at + 1}) may not all" in tides.does("standing ARD")

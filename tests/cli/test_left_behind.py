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
    later(tides, "Second")
    assert "may not all" not in tides.does("standing ARD")
    third = later(tides, "Third")
    told = (
        f"What ARD answered to draft 1 (#{at}, #{at + 1}) may not all have been given again since: it stands "
        f"on that draft alone. See travaux standing --of {DRAFT_AT} and travaux retable --of {DRAFT_AT}."
    )
    assert told in " ".join(tides.does("standing ARD").split())
    assert "may not all" not in tides.does("standing BOR")
    assert "ARD/" in tides.does(f"standing ARD --of {DRAFT_AT}")
    said = tides.run("retable --as ARD")
    assert (said.code, told in " ".join(said.err.split())) == (0, True)
    assert tides.last()["re"][0]["leaf"] == tides.entries()[third]["leaf"]
    assert "may not all" not in tides.does("standing ARD")


def test_what_is_named_is_given_again_over_several_drafts_to_the_one_on_the_table(tides: Recorder) -> None:
    tides.does('answer "Article 2" --position deletes --reason r --as ARD')
    tides.does('answer "Article 3" --position accepts --as ARD')
    at = DRAFT_AT + 1
    later(tides, "Second")
    tides.does(f"retable ARD/{at}.1 --as ARD")
    third = later(tides, "Third")
    tides.does_anyway(f"retable ARD/{at + 1}.1 --as ARD")
    last = tides.last()["re"][0]
    assert (last["leaf"], last["article"]) == (tides.entries()[third]["leaf"], "art_3")
    # What was given again on a draft between is not given from the first one as well.
    said = tides.run(f"retable --of {DRAFT_AT} --as ARD")
    assert "None of the answers of ARD is unchanged or moved" in said.err


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

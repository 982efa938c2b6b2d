"""Two changes of the same words, given under the names of an article and of its paragraph, are told."""

from __future__ import annotations

from tests.cli.recorder import Recorder


def test_two_changes_of_the_same_words_are_never_added_up(tides: Recorder) -> None:
    given = "--position amends --reason r --as ARD"
    tides.does(f'answer "Article 3" {given} --replace "own costs" --with "own costs, in kind,"')
    tides.does(f'answer "Article 3(1)" {given} --replace "its own costs" --with "its own costs, in kind,"')
    tides.run("compile -o all.md --quiet")
    assert (tides.folder / "all.md").read_text().splitlines()[-1] == (
        "Each Party shall bear its own costs[base: no text / ARD: , in kind,]."
    )
    assert "What they make together is not guessed." in " ".join(tides.run("compile").out.split())

"""A change of some words is an answer on the provision in which they stand, by whichever name it is given."""

from __future__ import annotations

from tests.cli.recorder import Recorder


def test_a_later_change_takes_the_place_of_the_earlier_at_the_same_paragraph(tides: Recorder) -> None:
    given = "--position amends --reason r --as ARD"
    tides.does(f'answer "Article 3" {given} --replace "own costs" --with "own costs, in kind,"')
    tides.does(f'answer "Article 3(1)" {given} --replace "own" --with "own, in kind,"')
    tides.does("compile -o all.md --quiet")
    assert (tides.folder / "all.md").read_text().splitlines()[-1] == (
        "Each Party shall bear its own[base: no text / ARD: , in kind,] costs."
    )

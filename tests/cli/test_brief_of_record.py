"""The brief of the record is that of its compilation, and each reader has its own."""

import pytest

from tests.cli.recorder import ANSWER, Recorder


@pytest.fixture
def answered(tides: Recorder) -> Recorder:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD --audience to:BOR")
    return tides


def test_it_is_that_of_the_compilation(answered: Recorder) -> None:
    answered.does_anyway("compile -o text.json --as BOR")
    assert answered.does("brief --as BOR") == answered.does("brief text.json")


def test_it_has_what_its_reader_may_see(answered: Recorder) -> None:
    assert "“forty” / “thirty” (ARD)" in answered.does("brief --as BOR")
    assert "thirty" not in answered.does("brief --as CEL")


def test_whoever_names_no_reader_is_told_that_it_is_not_for_all(answered: Recorder) -> None:
    said = answered.run("brief -o brief.md")
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("brief.md: ")
    assert "thirty" in (answered.folder / "brief.md").read_text("utf-8")


@pytest.mark.parametrize("option", ["--as BOR", "--at 5", "--draft 7", "--record tides.travaux"])
def test_a_file_has_no_reader_and_no_moment(answered: Recorder, option: str) -> None:
    answered.does_anyway("compile -o text.json --as BOR")
    said = answered.run(f"brief text.json {option}")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        f"travaux brief: {option.split(maxsplit=1)[0]} is of the record, and text.json is a file. Leave "
        "COMPILATION.json out to take the text of the record.\n"
    )

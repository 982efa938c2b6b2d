"""What is made of the whole record says what in it is not for all."""

from __future__ import annotations

import pytest

from tests.cli.recorder import ANSWER, Recorder


def answered(tides: Recorder) -> None:
    """Have ARD answer for BOR's eyes only, by entry 9, and BOR for all members'."""
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD --audience to:BOR")
    tides.does('answer "Article 3" --position accepts --as BOR')


def test_a_text_says_at_its_head_what_in_it_is_not_for_all(tides: Recorder) -> None:
    """A text compiled from answers not for all members is marked; it is not handed out unawares."""
    answered(tides)
    said = tides.run("compile -o all.md --quiet")
    head = (tides.folder / "all.md").read_text().split("---")[1]
    assert "\nnot for all: It contains 1 entry that is not for all members (entry 9).\n" in head
    assert said.err.startswith("all.md: It contains 1 entry that is not for all members (entry 9). With --as")
    said = tides.run("compile -o bor.md --quiet --as BOR")
    assert ("not for all: " in (tides.folder / "bor.md").read_text(), said.err) == (True, "")
    tides.run("compile -o cel.md --quiet --as CEL")
    assert "not for all" not in (tides.folder / "cel.md").read_text()
    assert "all.xlsx: It contains 1 entry" in tides.run("matrix -o all.xlsx").err


@pytest.mark.parametrize("page", ["status", "matrix", "owed", "fates", 'history "Article 2"'])
def test_a_page_for_no_reader_says_so_at_its_head(tides: Recorder, page: str) -> None:
    answered(tides)
    marked = "drawn from the whole record, with 1 entry not for all members (entry 9)"
    assert marked in " ".join(tides.does(page).split())
    assert "drawn from the whole record" not in " ".join(tides.does(f"{page} --as CEL").split())


def test_a_record_that_is_for_all_needs_no_mark(tides: Recorder) -> None:
    tides.does('answer "Article 3" --position accepts --as BOR')
    assert "drawn from" not in tides.does("status")
    assert tides.run("compile -o all.md --quiet").err == ""
    assert "not for all" not in (tides.folder / "all.md").read_text()

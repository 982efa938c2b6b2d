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


@pytest.mark.parametrize(
    "line",
    [
        "receive {} --as BOR",
        "receive {} --for BOR",
        "withdraw {} --as BOR",
        'sponsor join {} "Article 1" --as BOR',
        'reply {} "Yes." --as BOR',
        'answer "Article 1" --position accepts --draft {} --as BOR',
        "send note.txt --re {} --as BOR",
    ],
)
def test_of_an_entry_that_who_acts_may_not_read_no_other_is_said_than_of_none(
    tides: Recorder, line: str
) -> None:
    tides.file("note.txt", "x")
    tides.does("send note.txt --kind letter --audience to:ARD,CHR --as CHR")
    for name in ("9", "77"):
        told = f"There is no entry {name} that BOR may read. `travaux log --as BOR` lists those that it may."
        said = tides.run(line.format(name))
        assert (said.code, said.err) == (2, f"travaux {line.partition(' ')[0]}: {told}\n")
    tides.does("receive 9 --as CHR --dry-run")


@pytest.mark.parametrize("reader", ["BOR", "public"])
@pytest.mark.parametrize(
    "line",
    [
        "coverage {}",
        "show {}",
        "show {} --json",
        "matrix --draft {}",
        "history art_1 --draft {}",
        "compile --draft {}",
        "standing --draft {}",
        "standing --of {}",
    ],
)
def test_of_an_entry_that_a_reader_may_not_read_no_other_is_said_than_of_none(
    tides: Recorder, line: str, reader: str
) -> None:
    """24: whether it is there is not to be found out by asking for it, by its number or its hash."""
    tides.file("note.txt", "x")
    tides.does("send note.txt --kind letter --audience to:ARD,CHR --as CHR")
    leaf = tides.entries()[-1]["leaf"][:8]
    seen = "that this reader may read"
    verb = line.partition(" ")[0]
    hint = "`travaux log` with the same --as lists those that it may."
    for name, told in (
        ("9", f"There is no entry 9 {seen}."),
        ("77", f"There is no entry 77 {seen}."),
        (leaf, f"No entry {seen} has a hash that begins {leaf}."),
        ("00000000", f"No entry {seen} has a hash that begins 00000000."),
    ):
        said = tides.run(f"{line.format(name)} --as {reader}")
        assert (said.code, said.out, said.err) == (2, "", f"travaux {verb}: {told} {hint}\n")

"""Input that means harm, or was never meant to be input: told in words, and nothing half done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.recorder import ANSWER, DRAFT_AT, Recorder
from travaux.cli.listing import safe
from travaux.store.sqlite import SqliteStore
from travaux.store.store import Document

ESCAPE = "\x1b]0;title\x07\x1b[2J"
OVERRIDE = "\u202e"


@pytest.mark.parametrize("verb", ["log", "status", "owed", "show 9", 'history "Article 2"', "since BOR"])
def test_nothing_that_was_recorded_commands_a_terminal(tides: Recorder, verb: str) -> None:
    words = f"a{ESCAPE}b{OVERRIDE}c"
    shown = tides.does(["ask", words, "--to", "BOR", "--on", "Article 2", "--capacity", words, "--as", "ARD"])
    assert tides.last()["body"]["words"] == words
    for said in (shown, tides.does(verb)):
        assert "\x1b" not in said
        assert OVERRIDE not in said


def test_the_name_of_a_file_is_only_a_name(tides: Recorder) -> None:
    tides.file(f"n\n{ESCAPE}.md", "note")
    tides.does(["send", f"n\n{ESCAPE}.md", "--kind", "letter"])
    assert "\x1b" not in tides.does("log") + tides.does("show 9")
    written = tides.does("show 9 --documents out").strip()
    assert Path(written).parent == Path("out")
    assert Path(written).name.isprintable()


NAMES = ["../../escape.md", "/etc/passwd", "..", ".hidden", "con\x00.md", "a" * 300 + ".md"]


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_written_nowhere_but_into_its_folder(name: str) -> None:
    kept = safe(name)
    assert kept not in {"", ".", ".."}
    assert not set(kept) & {"/", "\\", "\x00", "\n"}
    assert not kept.startswith(".")
    assert len(kept) <= 80


@pytest.mark.parametrize("character", ["\u2028", "\x85", "\x0b", "\r", "\x1c"])
def test_a_reason_cannot_smuggle_in_another_answer(tides: Recorder, character: str) -> None:
    reason = f"x{character}{character}## Article 3{character}{character}Position: deletes"
    said = tides.run(["answer", "Article 2", "--position", "accepts", "--reason", reason, "--as", "ARD"])
    assert said.code == 2
    assert tides.size() == DRAFT_AT + 1


def test_a_reason_of_several_lines_stays_one_reason(tides: Recorder) -> None:
    reason = "x\n\n## Article 3\n\nPosition: deletes"
    tides.does(["answer", "Article 2", "--position", "accepts", "--reason", reason, "--as", "ARD"])
    assert "Article 3" not in tides.does("matrix").replace("## Article 3", "")


def test_words_too_long_for_an_entry_are_refused(tides: Recorder) -> None:
    said = tides.run(["promise", "make", "x" * 40_000])
    assert (said.code, "32768" in said.err) == (6, True)
    assert tides.size() == DRAFT_AT + 1


def test_half_a_character_is_refused(tides: Recorder) -> None:
    said = tides.run(["promise", "make", "\udc80"])
    assert (said.code, "half a surrogate" in said.err) == (2, True)


def test_a_document_is_not_kept_when_its_entry_is_not(tides: Recorder) -> None:
    """Documents and entry land together or not at all."""
    tides.file("secret.md", "canary-4711")
    said = tides.run("send secret.md --kind letter --to ARD --for CEL --as ARD")
    assert said.code == 6
    assert b"canary-4711" not in (tides.folder / "tides.travaux").read_bytes()
    tides.file("ARD.md", ANSWER.replace("thirty", "canary-4712"))
    assert tides.run("answer ARD.md --for CHR --as ARD").code != 0
    assert b"canary-4712" not in (tides.folder / "tides.travaux").read_bytes()
    assert tides.size() == DRAFT_AT + 1


def test_what_a_run_left_that_was_cut_off_is_swept_away(tides: Recorder) -> None:
    with SqliteStore.open(tides.folder / "tides.travaux") as store:
        store.put_document(Document(data=b"canary-4713", salt=bytes(32)))
    assert "verifies" in tides.does("verify")
    tides.does('promise make "x"')
    assert b"canary-4713" not in (tides.folder / "tides.travaux").read_bytes()
    assert tides.does("show 8 --documents out")


@pytest.mark.parametrize(
    "line",
    [
        "send gone.pdf --kind letter",
        "table gone.md --title T",
        "answer gone.md --as ARD",
        "send . --kind letter",
        "ask x --to BOR --doc gone.pdf",
    ],
)
def test_a_file_that_is_not_there_is_told(tides: Recorder, line: str) -> None:
    said = tides.run(line)
    assert (said.code, said.err.count("\n")) == (4, 1)
    assert tides.size() == DRAFT_AT + 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_takes_nothing_is_told(tides: Recorder) -> None:
    (tides.folder / "tides.keys").chmod(0o500)
    said = tides.run('promise make "x"')
    assert (said.code, "cannot be written" in said.err) == (4, True)


def test_a_journal_that_cannot_be_written_keeps_the_entry_out(tides: Recorder) -> None:
    journal = tides.folder / "tides.keys/ARD.journal"
    journal.unlink(missing_ok=True)
    journal.mkdir()
    said = tides.run('promise make "x" --as ARD')
    assert (said.code, "is noted first" in said.err) == (4, True)
    assert tides.size() == DRAFT_AT + 1


@pytest.mark.parametrize("content", ["", "nonsense\n", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"])
def test_a_file_that_is_no_key_is_told(tides: Recorder, content: str) -> None:
    path = tides.folder / tides.file("broken", content)
    path.chmod(0o600)
    said = tides.run("promise make x --as ARD --key broken")
    assert (said.code, "broken" in said.err) == (4, True)
    tides.file("broken.pub", content)
    assert tides.run("key enrol CEL broken.pub").code == 4


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--help-me",
        "opne x",
        "key",
        "key forge",
        "promise",
        "record",
        "hold enter",
        "validate --as ARD",
        "answer",
    ],
)
def test_a_command_line_that_cannot_be_understood_is_told(tides: Recorder, line: str) -> None:
    said = tides.run(line)
    assert said.code in {2, 6}
    assert said.err
    assert "Traceback" not in said.err


def test_a_mistyped_verb_is_answered_with_the_nearest(tides: Recorder) -> None:
    assert "Did you mean open?" in tides.run("opne x").err

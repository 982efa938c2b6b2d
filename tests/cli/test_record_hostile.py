"""Input that means harm, or was never meant to be input: told in words, and nothing half done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.recorder import ANSWER, DRAFT_AT, Recorder
from travaux.cli.keyring import private_in
from travaux.cli.listing import safe
from travaux.cli.machine import exact_stamp, stamp
from travaux.cli.zones import zone_named
from travaux.record.act import Fingerprint, NoteKind, SendsNote
from travaux.record.admission import Admission, Place, Submission, admit
from travaux.record.entry import NONE, Entry, Seen, written
from travaux.record.entry import Document as PaperOf
from travaux.record.fold import fold
from travaux.record.leaf import Leaf
from travaux.record.negotiation import Negotiation
from travaux.record.signature import ENTRY
from travaux.store.sqlite import SqliteStore
from travaux.store.store import Document
from travaux.store.writer import Receipt, Writer
from travaux.text.wording import PartyCode

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


def test_a_file_whose_name_commands_or_turns_anything_is_not_recorded(tides: Recorder) -> None:
    for name in (f"n{ESCAPE}.md", "n\nEntry 9.md", f"n{OVERRIDE}dm.exe"):
        said = tides.run(["send", tides.file(name, "note"), "--kind", "letter"])
        assert said.code == 6
        assert "the name of a document has a character in it that no name has" in said.err
    assert tides.size() == DRAFT_AT + 1


class Older(Admission):
    """What was asked of an entry before names of documents were."""

    def admit(self, leaf: Leaf, state: Negotiation, place: Place) -> Negotiation:
        one = admit(leaf, state, origin=self.origin, durable=place.durable, root_at=place.root_at)
        return fold((one,), state)


def recorded_before(tides: Recorder, name: str) -> None:
    """Have BOR send a letter of this name, as an older edition recorded it."""
    path = tides.folder / "tides.travaux"
    key = private_in(path.with_suffix(".keys") / "BOR")
    paper = Document(data=b"note", salt=bytes(32))
    with SqliteStore.open(path) as store:
        store.put_document(paper)
        clock = lambda: exact_stamp(tides.machine.now())  # noqa: E731  as short as it is said
        writer = Writer(store, admission=Older(store.origin, zone_named), clock=clock)
        entry = Entry(
            neg=store.origin,
            actor=PartyCode("BOR"),
            key=Fingerprint(key.public.fingerprint),
            nonce=tides.machine.dice(16).hex(),
            seen=Seen(size=writer.now.head.size, root=writer.now.head.root.hex()),
            prev=writer.now.state.last.get(PartyCode("BOR"), NONE),
            at=stamp(tides.machine.now()),
            vis="all",
            act=SendsNote(kind=NoteKind.LETTER),
            docs=(PaperOf(h=paper.name.hex(), media="text/plain", lang="en", text="", name=name),),
        )
        line = written(entry)
        (outcome,) = writer.append([Submission(entry=line, signatures=(key.sign(line, ENTRY),))])
        assert isinstance(outcome, Receipt), outcome


def test_the_name_of_a_file_is_only_a_name_in_an_older_record(tides: Recorder) -> None:
    recorded_before(tides, f"n\n{ESCAPE}.md")
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

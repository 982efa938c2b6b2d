"""That the record can be relied on: what is done to it behind its back is noticed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.recorder import ANSWER, DRAFT_AT, Recorder, environment
from tests.record.bundles import authority, between_files
from travaux.cli.keyring import LockedKey, private_in
from travaux.record.signature import PrivateKey
from travaux.store.sqlite import SqliteStore


def changed(path: Path, old: bytes, new: bytes) -> None:
    """Change bytes of a file, wherever they stand in it."""
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


def test_a_record_verifies_and_says_what_was_checked(tides: Recorder) -> None:
    said = tides.does("verify")
    assert said.startswith("✓ 9 entries give the root ")
    assert said.endswith("tides.travaux verifies.\n")
    found = tides.run("verify --json").json
    assert (found["verified"], found["faults"]) == (True, [])


def test_a_record_without_its_head_file_is_not_said_to_be_the_newest(tides: Recorder) -> None:
    """An older copy would pass as well: what was not verified is said where the verdict is read."""
    assert "it goes on from the head of 9 entries that was signed last here." in tides.does("verify")
    (tides.folder / "tides.travaux.head").unlink()
    said = tides.does("verify").splitlines()
    assert said[-1] == ("tides.travaux verifies as it stands. Whether it is an older copy was not verified.")
    assert "signed last here" not in "".join(said)
    assert tides.run("verify --json").json["newest_unknown"] is True
    (note,) = (
        one for one in tides.run("doctor --json").json["findings"] if "tides.travaux.head" in one["said"]
    )
    assert note["said"].startswith("there is no tides.travaux.head beside it")
    assert "· record        there is no tides.travaux.head" in tides.does("doctor")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"name":"Bordavia"', b'"name":"Bordavla"'),
        (b"forty days before", b"sixty days before"),
        (b'"actor":"SEC"', b'"actor":"SEK"'),
        (b"travaux-leaf/v1 2026", b"travaux-leaf/v1 2025"),
    ],
)
def test_what_is_changed_in_the_file_is_found(tides: Recorder, old: bytes, new: bytes) -> None:
    changed(tides.folder / "tides.travaux", old, new)
    said = tides.run("verify")
    assert (said.code, said.out.splitlines()[-1]) == (5, "tides.travaux does not verify.")
    if old != b"forty days before":
        assert tides.run("status").code == 5
        assert tides.run('promise make "x"').code == 5


def test_a_record_of_another_key_is_noticed_by_whoever_knows_the_key(tides: Recorder) -> None:
    line = tides.entries()[0]["entry"]["body"]["log"]
    assert "verifies" in tides.does(["verify", "--key", line])
    tides.does('open other.travaux --title "Other" --name tides')
    said = tides.run(["verify", "other.travaux", "--key", line])
    assert (said.code, "another key" in " ".join(said.out.split())) == (5, True)
    assert tides.run("verify tides.travaux --key nonsense").code == 2


def test_an_older_copy_is_refused(tides: Recorder) -> None:
    shutil.copy(tides.folder / "tides.travaux", tides.folder / "old")
    tides.does('promise make "x"')
    shutil.copy(tides.folder / "old", tides.folder / "tides.travaux")
    for line in ("status", 'promise make "y"', "verify", "watch --once"):
        said = tides.run(line)
        assert said.code == 5, line
        assert "older copy" in said.out + said.err


def test_an_older_copy_with_its_head_is_noticed_at_the_desk(tides: Recorder) -> None:
    for name in ("tides.travaux", "tides.travaux.head"):
        shutil.copy(tides.folder / name, tides.folder / f"{name}.old")
    tides.does('promise make "x"')
    for name in ("tides.travaux", "tides.travaux.head"):
        shutil.copy(tides.folder / f"{name}.old", tides.folder / name)
    said = tides.run('promise make "y"')
    assert (said.code, "is not the record that was seen here before" in said.err) == (5, True)
    assert "ALARM" in tides.run("watch --once").err
    assert tides.run("verify").code == 5


def test_the_watch_tells_what_is_new_and_is_quiet_about_the_rest(tides: Recorder) -> None:
    tides.does("watch --once --as BOR")
    tides.does('promise make "A reply" --as ARD')
    assert "A reply" in tides.does("watch --once --as BOR")
    assert tides.does("watch --once --as BOR").endswith("as they were last seen from this desk. No alarm.\n")


def test_an_entry_with_ones_key_that_was_not_made_here_raises_the_alarm(tides: Recorder) -> None:
    tides.does("watch --once --as ARD")
    elsewhere = tides.folder / "elsewhere"
    elsewhere.mkdir()
    for path in tides.folder.glob("tides.travaux*"):
        shutil.copy(path, elsewhere)
    shutil.copytree(tides.folder / "tides.keys", elsewhere / "tides.keys")
    tides.does('promise make "Everything" --as ARD --record elsewhere/tides.travaux')
    for path in elsewhere.glob("tides.travaux*"):
        shutil.copy(path, tides.folder)
    said = tides.run("watch --once --as ARD")
    assert said.code == 5
    assert "was not made at this desk" in " ".join(said.err.split())
    assert tides.run("watch --once --as BOR").code == 0


def test_the_head_is_witnessed_with_a_key_for_that(tides: Recorder) -> None:
    assert tides.run("cosign --as ARD").code == 4
    tides.does("key new ARD --use cosign --enrol")
    tides.does("cosign --as ARD")
    assert "✓ ARD has witnessed the head of 10 entries." in tides.does("verify")
    assert "is no key that witnesses heads" in tides.run("cosign --as ARD --key tides.keys/ARD").err
    public = (tides.folder / "tides.keys/ARD.cosign.pub").read_text()
    raw = json.loads(tides.does("key list --json"))[-1]["line"]
    assert public.startswith(raw)


def test_of_many_entries_of_a_bundle_it_is_said_together_that_they_hold(tides: Recorder) -> None:
    """A line for each only where it is asked for; a program is given each in any case."""
    for _ in range(4):
        tides.does("hold enter --kind general --as ARD")
    tides.does("export --for all -o all.zip")
    each = [f"✓ entry {index:012d}," for index in range(13)]

    def entries(*more: str) -> list[str]:
        return [one[:21] for one in tides.does(["verify", "all.zip", *more]).splitlines() if "✓ entr" in one]

    assert (entries(), entries("--all")) == (["✓ entries 0 to 12: of"], each)
    assert len(tides.run("verify all.zip --json").json["holds"]) > len(each)


def test_a_bundle_shows_what_its_audience_may_see(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD --audience to:ARD,BOR")
    tides.does("export --for BOR -o bor.zip")
    assert "shows 9 of 10 entries to CEL, and the hashes of the rest." in tides.does(
        "export --for CEL -o cel.zip"
    )
    assert "verifies" in tides.does("verify bor.zip")
    assert "verifies" in tides.does("verify cel.zip")
    with zipfile.ZipFile(tides.folder / "cel.zip") as cel, zipfile.ZipFile(tides.folder / "bor.zip") as bor:
        for one, has in ((cel, False), (bor, True)):
            inside = b"".join(one.read(name) for name in one.namelist())
            assert (b"Forty is too long" in inside) == has


def test_the_script_ends_quietly_where_nobody_reads_on(tides: Recorder) -> None:
    """What `verify.py | head` prints is its first lines, and no trace of the program."""
    tides.does("export --for all -o made.zip")
    with zipfile.ZipFile(tides.folder / "made.zip") as made:
        made.extractall(tides.folder / "made")
    for unbuffered in ("", "1"):
        with subprocess.Popen(
            [sys.executable, "verify.py"],
            cwd=tides.folder / "made",
            env={**environment(), "PYTHONUNBUFFERED": unbuffered},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as run:
            assert run.stdout is not None
            assert run.stderr is not None
            run.stdout.close()
            assert run.stderr.read() == b""


def test_what_a_bundle_shows_besides_is_counted_and_said(tides: Recorder) -> None:
    """Entries about keys are always shown; a gap names the author of an entry that is not."""
    tides.does('promise make "x" --as ARD --audience to:BOR')
    tides.does('promise make "y" --as ARD')
    said = tides.does("export --for public -o public.zip")
    with zipfile.ZipFile(tides.folder / "public.zip") as made:
        inside = {name.rpartition("/")[0] for name in made.namelist() if name.endswith("/leaf")}
    assert len(inside) == 4
    assert said.splitlines()[:2] == [
        "public.zip shows 4 of 11 entries to public, and the hashes of the rest.",
        "4 of them are there to check signatures by: each bundle shows the opening, and whose key is which.",
    ]
    said = tides.does("export --for CEL -o cel.zip")
    assert said.splitlines()[:2] == [
        "cel.zip shows 10 of 11 entries to CEL, and the hashes of the rest.",
        "It says whose entries, not shown, come before one that it shows: ARD (1).",
    ]
    with zipfile.ZipFile(tides.folder / "cel.zip") as made:
        assert made.read("disclosure").splitlines()[-1].startswith(b"gap 000000000010 ARD ")


@pytest.mark.parametrize("audience", ["public", "all", "ARD"])
def test_a_bundle_is_verified_by_the_script_in_it(tides: Recorder, audience: str) -> None:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    tides.does(f"export --for {audience} -o made.zip")
    with zipfile.ZipFile(tides.folder / "made.zip") as made:
        made.extractall(tides.folder / "made")
    run = subprocess.run(
        [sys.executable, "-I", "verify.py"],
        cwd=tides.folder / "made",
        capture_output=True,
        check=False,
        text=True,
    )
    assert (run.returncode, "VERIFIED." in run.stdout) == (0, True), run.stdout + run.stderr


def test_a_bundle_that_was_changed_does_not_verify(tides: Recorder) -> None:
    tides.does("export --for all -o made.zip")
    changed(tides.folder / "made.zip", b"Bordavia", b"Bordavla")
    said = tides.run("verify made.zip")
    assert (said.code, said.out.splitlines()[-1]) == (5, "made.zip does not verify.")


def test_what_is_no_record_and_no_bundle_is_told(tides: Recorder) -> None:
    tides.file("letter.md", "Dear colleague")
    tides.file("empty.travaux", b"")
    tides.file("broken.zip", b"PK\x03\x04 no archive")
    assert tides.run("verify letter.md").code == 4
    assert tides.run("verify gone.travaux").code == 4
    assert tides.run("status --record empty.travaux").code == 4
    assert tides.run("verify broken.zip").code == 5


def test_a_copy_is_verified_before_it_is_kept(tides: Recorder) -> None:
    assert "has the 9 entries" in tides.does("snapshot copy.travaux")
    assert "it may take its place" in tides.does("snapshot copy.travaux --check --record tides.travaux")
    tides.does('promise make "x" --record tides.travaux')
    said = tides.run("snapshot copy.travaux --check --record tides.travaux")
    assert (said.code, "older copy" in said.err) == (5, True)
    said = tides.run("snapshot copy.travaux --record tides.travaux")
    assert (said.code, "is there already" in said.err) == (4, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'"name":"Bordavia"', b'"name":"Bordavla"'), (b"forty days before", b"sixty days before")],
)
def test_a_damaged_copy_may_not_take_the_place_of_the_record(tides: Recorder, old: bytes, new: bytes) -> None:
    """Every byte of a copy is read before it is said that it may take the record's place."""
    tides.does("snapshot copy.travaux")
    changed(tides.folder / "copy.travaux", old, new)
    said = tides.run("snapshot copy.travaux --check --record tides.travaux")
    assert (said.code, said.out) == (5, "")
    assert "copy.travaux is damaged, and may not take the place of the record" in said.err


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            lambda data: b"junk" + data,
            "there are bytes before the archive, which nobody signed; expected none",
        ),
        (
            lambda data: data + b"junk",
            "there are bytes behind the archive, which nobody signed; expected none",
        ),
        (
            between_files,
            "there are bytes between the files of the archive, which nobody signed; expected none",
        ),
    ],
)
def test_a_bundle_with_bytes_that_nobody_signed_does_not_verify(
    tides: Recorder, changed: Callable[[bytes], bytes], said: str
) -> None:
    tides.does("export --for all -o all.zip")
    (tides.folder / "it.zip").write_bytes(changed((tides.folder / "all.zip").read_bytes()))
    found = tides.run("verify it.zip --json")
    assert (found.code, found.json["faults"]) == (5, [said])


def test_who_has_an_older_copy_or_no_head_file_is_told_what_to_do(tides: Recorder) -> None:
    """An error says what was found and what to do: in the words of the program, by a verb there is."""
    shutil.copy(tides.folder / "tides.travaux", tides.folder / "old")
    tides.does('promise make "x"')
    shutil.copy(tides.folder / "tides.travaux", tides.folder / "latest")
    shutil.copy(tides.folder / "old", tides.folder / "tides.travaux")
    older = tides.run("status").err
    replaced = tides.run('promise make "y"').err
    assert "has 9 entries, and a head of 10 was signed: this is an older copy" in older
    assert "leaves" not in older
    shutil.copy(tides.folder / "latest", tides.folder / "tides.travaux")
    (tides.folder / "tides.travaux.head").unlink()
    lost = tides.run('promise make "x"').err
    assert "head file of tides is missing" in lost
    for said in (older, replaced, lost):
        assert "travaux restore NAME.travaux --head" in said


def test_the_doctor_looks_at_the_machine_and_the_record(tides: Recorder) -> None:
    said = tides.does("doctor")
    assert [line for line in said.splitlines() if line.startswith("✗")] == []
    (tides.folder / "tides.keys/BOR").chmod(0o644)
    said = tides.run("doctor").out
    assert "✗ keys" in said
    changed(tides.folder / "tides.travaux", b'"name":"Bordavia"', b'"name":"Bordavla"')
    found = tides.run("doctor --json")
    assert (found.code, found.json["sound"]) == (5, False)


def test_the_doctor_says_what_anybody_on_the_machine_can_change(tides: Recorder) -> None:
    """A folder that all may write to, a record that all may read or change: the record can be taken away."""
    folder, record = tides.folder.absolute(), tides.folder.absolute() / "tides.travaux"

    def told() -> list[str]:
        rows = json.loads(tides.run(["doctor", "--json", "--record", str(record)]).out)["findings"]
        return [row["said"] for row in rows if not row["good"]]

    def said(place: Path, mode: str) -> str:
        words = f"anybody on this machine can put other files into {place} (mode {mode}), and take away those"
        return f"{words} that are there: chmod o-w {place}"

    assert told() == []
    for place in (folder, folder / "tides.keys"):
        before = place.stat().st_mode
        place.chmod(0o777)
        assert told() == [said(place, "0777")]
        place.chmod(0o1777)
        assert told() == []
        place.chmod(before)
    for file, mode, can in (
        (record, 0o666, "changed"),
        (record, 0o644, "read"),
        (record, 0o640, ""),
        (folder / "tides.travaux.head", 0o646, "changed"),
        (folder / "tides.travaux.head", 0o644, ""),
    ):
        before = file.stat().st_mode
        file.chmod(mode)
        words = f"{file} can be {can} by anybody on this machine (mode {mode:04o}): chmod 600 {file}"
        assert told() == ([words] if can else [])
        file.chmod(before)


def test_a_redacted_document_is_gone_and_the_record_verifies(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    said = tides.run('redact 9 --document ARD.md --grounds "At its request." --gone-by 2026-06-30 --as ARD')
    assert (said.code, tides.size()) == (2, 10)
    assert "a standing answer of ARD: its position will be shown no more" in " ".join(said.err.split())
    tides.does_anyway(
        'redact 9 --document ARD.md --grounds "At its request." --gone-by 2026-06-30 --as ARD --yes'
    )
    assert b"Forty is too long" not in (tides.folder / "tides.travaux").read_bytes()
    assert "ARD.md of entry 9 was redacted; its hash stays." in tides.does("verify")
    by = "ARD.md was redacted by ARD (entry 10), on these grounds: “At its request.”"
    assert by in " ".join(tides.does("show 9").replace("kept         ARD.md:", "kept ARD.md").split())


@pytest.mark.parametrize("asked", ["fates", "history art_2", "fates --at 10", "compile", "fates --as BOR"])
def test_a_redacted_answer_is_said_to_be_redacted_by_whom_and_why(tides: Recorder, asked: str) -> None:
    """It stays known that it was there, who redacted it and on which grounds: at past moments too."""
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    tides.does_anyway('redact 9 --grounds "At its request." --yes')
    said = " ".join(tides.run(asked).out.split())
    assert "ARD.md (entry 9) was redacted by SEC (entry 10), on these grounds: “At its request.”" in said
    assert "cannot be known from the record any more" in said
    assert "Fetch the document" not in said


def test_a_copy_that_still_has_a_redacted_document_shows_it_to_nobody(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    (h,) = (str(one["h"]) for one in tides.last()["docs"])
    with SqliteStore.reading(tides.folder / "tides.travaux") as store:
        kept = store.document(bytes.fromhex(h))
    tides.does_anyway('redact 9 --grounds "At its request." --yes')
    with SqliteStore.open(tides.folder / "tides.travaux") as store:
        assert kept is not None
        store.put_document(kept)
    assert "thirty" not in tides.does("fates")
    assert tides.does('redact 9 --grounds "At its request."') == (
        "ARD.md was redacted already, by SEC in entry 10: nothing is recorded again. It was still in "
        "tides.travaux, and is destroyed there now.\n"
    )
    with SqliteStore.reading(tides.folder / "tides.travaux") as store:
        assert (store.document(bytes.fromhex(h)), tides.size()) == (None, 11)


def test_what_was_redacted_is_not_redacted_again(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    tides.does_anyway('redact 9 --grounds "At its request." --yes')
    for line in ('redact 9 --grounds "Again."', 'redact 9 --grounds "Again." --yes --as ARD --dry-run'):
        said = tides.run(line)
        assert said.err == (
            "travaux redact: nothing was recorded. ARD.md of entry 9 was redacted already, by SEC in entry "
            "10.\n"
        )
        assert (said.code, tides.size()) == (6, 11)


def test_whoever_redacts_a_draft_is_told_how_many_answers_stand_on_it(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    said = tides.run('redact 8 --grounds "A mistake."')
    assert "a text of draft 1, with 1 answer on it" in " ".join(said.err.split())
    assert (said.code, tides.size()) == (2, 10)


def test_a_document_that_is_missing_without_a_redaction_is_a_fault(tides: Recorder) -> None:
    import sqlite3  # noqa: PLC0415  only here is the file opened behind the program's back

    with sqlite3.connect(tides.folder / "tides.travaux") as base:
        base.execute("DELETE FROM blob")
    base.close()
    said = tides.run("verify")
    assert (said.code, f"draft.md of entry {DRAFT_AT} is missing" in said.out) == (5, True)


def test_a_key_of_another_make_signs_as_well(tides: Recorder) -> None:
    """Keys are OpenSSH keys: one that ssh-keygen made is as good."""
    made = tides.folder / "made"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(made)], check=True)
    tides.does("key enrol CEL made.pub")
    tides.does('answer "Article 2" --position accepts --as CEL --key made')
    assert tides.last()["actor"] == "CEL"
    assert PrivateKey.from_openssh(made.read_bytes()).public.fingerprint == tides.last()["key"]


def test_a_locked_key_signs_through_ssh_keygen(tides: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tides.folder / "made"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "open sesame", "-f", str(made)], check=True)
    tides.does("key enrol CEL made.pub")
    ask = tides.folder / "ask"
    ask.write_text("#!/bin/sh\necho open sesame\n")
    ask.chmod(0o700)
    monkeypatch.setenv("SSH_ASKPASS", str(ask))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    monkeypatch.setenv("DISPLAY", ":0")
    tides.does('answer "Article 2" --position accepts --as CEL --key made')
    assert "verifies" in tides.does("verify")
    ask.write_text("#!/bin/sh\necho wrong\n")
    said = tides.run('answer "Article 3" --position accepts --as CEL --key made')
    assert (said.code, "ssh-keygen ended with" in said.err) == (4, True)
    assert tides.size() == 11


def test_two_processes_at_once_record_one_after_the_other(tides: Recorder) -> None:
    command = [sys.executable, "-m", "travaux"]
    runs = [
        subprocess.Popen(
            [*command, "promise", "make", f"{party} {number}", "--as", party],
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
        for party in ("ARD", "BOR")
    ]
    said = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0] * 6, said
    assert sorted(one["entry"]["body"]["words"] for one in tides.entries()[9:]) == [
        *("ARD 0", "ARD 1", "ARD 2", "BOR 0", "BOR 1", "BOR 2")
    ]
    assert "verifies" in tides.does("verify")
    assert sorted(path.name for path in tides.folder.glob("tides.travaux*")) == [
        *("tides.travaux", "tides.travaux.head", "tides.travaux.lock")
    ]


def test_an_authority_says_when_it_saw_the_head(tides: Recorder) -> None:
    made = authority()
    (tides.folder / "chain.pem").write_bytes(made.chain)
    tides.does("stamp request -o head.tsq")
    answer = made.answers((tides.folder / "head.tsq").read_bytes())
    (tides.folder / "head.tsr").write_bytes(answer)
    tides.does('promise make "meanwhile"')
    said = tides.does("stamp add head.tsr --authority first --chain chain.pem")
    assert said.startswith("first saw the head of 9 entries on ")
    assert "first saw the head of 9 entries on " in tides.does("verify")
    (tides.folder / "bad.tsr").write_bytes(made.stamps(b"something else"))
    said_of_bad = tides.run("stamp add bad.tsr --authority first --chain chain.pem")
    assert (said_of_bad.code, "was not kept" in said_of_bad.err) == (5, True)
    tides.does("stamp request -o now.tsq")
    (tides.folder / "now.tsr").write_bytes(made.answers((tides.folder / "now.tsq").read_bytes()))
    tides.does("stamp add now.tsr --authority first --chain chain.pem")
    tides.does("export --for all -o made.zip")
    said = tides.does("verify made.zip")
    assert "first" in said
    assert "no time stamp of an authority" not in said


def test_a_witness_of_another_history_is_told(tides: Recorder) -> None:
    """Two histories under one name: whoever has witnessed the one is a witness against the other."""
    tides.does("key new BOR --use cosign --enrol")
    elsewhere = tides.folder / "elsewhere"
    elsewhere.mkdir()
    for path in tides.folder.glob("tides.travaux*"):
        shutil.copy(path, elsewhere)
    shutil.copytree(tides.folder / "tides.keys", elsewhere / "tides.keys")
    tides.does('promise make "for some" --record elsewhere/tides.travaux')
    tides.does("cosign --as BOR --record elsewhere/tides.travaux")
    tides.does('promise make "for others"')
    with SqliteStore.reading(elsewhere / "tides.travaux") as other:
        (note,) = other.cosignatures(11)
    with SqliteStore.open(tides.folder / "tides.travaux") as store:
        store.put_cosignature(note.size, note.by, note.data)
    said = tides.run("verify")
    assert (said.code, "Two histories are about" in " ".join(said.out.split())) == (5, True)


def test_a_copy_alone_can_be_asked_and_not_added_to_until_it_is_restored(tides: Recorder) -> None:
    tides.does("export --for all -o all.zip")
    with zipfile.ZipFile(tides.folder / "all.zip") as made:
        (tides.folder / "checkpoint").write_bytes(made.read("checkpoint"))
    (tides.folder / "tides.travaux.head").unlink()
    assert "Agreement on Tides" in tides.does("status")
    assert "an older copy would look the same" in " ".join(tides.does("verify").split())
    assert tides.run('promise make "x"').code == 5
    tides.does("restore tides.travaux --nowhere-else --head checkpoint")
    tides.does('promise make "x"')
    assert "verifies" in tides.does("verify")


def test_an_older_copy_is_restored_only_with_what_it_lacks(tides: Recorder) -> None:
    shutil.copy(tides.folder / "tides.travaux", tides.folder / "old")
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    tides.does('promise make "y" --as BOR')
    tides.does("export --for all -o all.zip")
    tides.does("snapshot whole.copy")
    shutil.copy(tides.folder / "old", tides.folder / "tides.travaux")
    said = tides.run("restore tides.travaux --nowhere-else")
    assert (said.code, "still lacks 9, 10" in said.err) == (5, True)
    assert "2 entries that it lacked were added" in tides.does(
        "restore tides.travaux --nowhere-else --from all.zip"
    )
    assert tides.types(9) == ["answer.give", "promise.make"]
    assert "verifies" in tides.does("verify")
    shutil.copy(tides.folder / "old", tides.folder / "tides.travaux")
    tides.does("restore tides.travaux --nowhere-else --from whole.copy")
    assert "verifies" in tides.does("verify")


def test_an_older_copy_without_its_head_file_is_held_to_what_others_hold(tides: Recorder) -> None:
    shutil.copy(tides.folder / "tides.travaux", tides.folder / "old")
    tides.does('promise make "x" --as ARD')
    tides.does("export --for all -o all.zip")
    with zipfile.ZipFile(tides.folder / "all.zip") as made:
        (tides.folder / "checkpoint").write_bytes(made.read("checkpoint"))
    shutil.copy(tides.folder / "old", tides.folder / "tides.travaux")
    (tides.folder / "tides.travaux.head").unlink()
    said = tides.run("restore tides.travaux --nowhere-else")
    assert (said.code, "the desk of ARD holds a signed head" in said.err) == (5, True)
    shutil.rmtree(tides.folder / "tides.keys")
    said = tides.run("restore tides.travaux --nowhere-else --head checkpoint")
    assert (said.code, "checkpoint holds a signed head of 10 entries" in said.err) == (5, True)
    tides.file("forged", (tides.folder / "checkpoint").read_bytes().replace(b"\n10\n", b"\n11\n"))
    assert tides.run("restore tides.travaux --nowhere-else --head forged").code == 4


def test_copies_for_members_are_numbered_and_known_again(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    assert "It is copy 1, and says so" in tides.does("export --for ARD -o a.zip")
    tides.does("export --for BOR -o b.zip")
    assert "copy" not in tides.does("export --for all -o all.zip")
    assert [line.split()[:2] for line in tides.does("export --list").splitlines()] == [
        ["copy", "1"],
        ["copy", "2"],
    ]
    assert "for BOR, by SEC" in tides.does("export --whose b.zip")
    with zipfile.ZipFile("a.zip") as one, zipfile.ZipFile("b.zip") as other:
        differing = {name for name in one.namelist() if one.read(name) != other.read(name)}
        assert b"Copy 2, for BOR" in other.read("COPY.txt")
    assert differing == {"COPY.txt", "MANIFEST.sha256", "MANIFEST.sha256.sig"}
    assert "verifies" in tides.does("verify b.zip")
    (tides.folder / "b.zip").write_bytes((tides.folder / "b.zip").read_bytes() + b" ")
    assert tides.run("export --whose b.zip").code == 5
    assert "For whom?" in tides.run("export").err


def test_a_record_is_opened_with_a_locked_key(desk: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = desk.folder / "ask"
    ask.write_text("#!/bin/sh\necho open sesame\n")
    ask.chmod(0o700)
    for name, value in (("SSH_ASKPASS", str(ask)), ("SSH_ASKPASS_REQUIRE", "force"), ("DISPLAY", ":0")):
        monkeypatch.setenv(name, value)
    desk.does_anyway('open tides.travaux --title "Tides" --parties ARD=Ardane,BOR=Bordavia --passphrase')
    with pytest.raises(LockedKey):
        private_in(desk.folder / "tides.keys/SEC")
    desk.does('promise make "x" --for ARD')
    assert "verifies" in desk.does("verify")


def test_a_bundle_of_an_older_head_says_what_is_not_in_it(tides: Recorder) -> None:
    key = tides.folder / "tides.keys" / "log"
    size = tides.size()
    key.rename(key.with_name("aside"))
    tides.run('answer "Article 2" --position accepts --as ARD')
    said = tides.run("export --for all -o made.zip")
    assert said.code == 0
    assert f"signed last is of {size} entries, and the record has {size + 1}" in " ".join(said.err.split())
    key.with_name("aside").rename(key)
    tides.does('answer "Article 3" --position accepts --as ARD')
    tides.does("export --for all -o whole.zip")

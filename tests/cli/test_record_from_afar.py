"""A delegation at its own place: it has a bundle and its key, and sends what it signs."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.recorder import ANSWER, Recorder, environment
from travaux.cli.parcel import Parcel, parcel_in
from travaux.record.bundle import packed, unpacked

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def afar(tides: Recorder) -> Recorder:
    """ARD's folder holds its bundle and its key, and nothing of the record."""
    tides.does('ask "For ARD alone?" --to ARD --audience to:ARD --as BOR')
    tides.does('ask "For CEL alone?" --to CEL --audience to:CEL --as BOR')
    (tides.folder / "ardane/tides.keys").mkdir(parents=True)
    tides.does("export --for ARD -o ardane/tides.zip")
    shutil.move(tides.folder / "tides.keys/ARD", tides.folder / "ardane/tides.keys")
    shutil.move(tides.folder / "tides.keys/ARD.pub", tides.folder / "ardane/tides.keys")
    return tides


def at_ard(line: str) -> str:
    return f"{line} --record ardane/tides.zip"


def test_a_bundle_is_asked_like_the_record(afar: Recorder) -> None:
    for line in ("status", "owed", "matrix", 'history "Article 2"', "since ARD", "fates", "log", "show 9"):
        said = afar.does(at_ard(line))
        assert "For CEL alone?" not in said
    assert "For ARD alone?" in afar.does(at_ard("log"))
    assert "There is no entry 10 here" in afar.run(at_ard("show 10")).err


def test_what_is_signed_afar_is_recorded_as_it_was_signed(afar: Recorder) -> None:
    afar.file("ARD.md", ANSWER)
    said = afar.does(at_ard("answer ARD.md --as ARD --out sent.entry.zip"))
    assert "Signed, not recorded: send sent.entry.zip to SEC" in said
    assert afar.size() == 11
    assert afar.does("take sent.entry.zip --dry-run").endswith("Nothing was recorded: --dry-run.\n")
    assert "Recorded as entry 11" in afar.does("take sent.entry.zip")
    entry = afar.last()
    assert (entry["actor"], entry["seen"]["size"]) == ("ARD", 11)
    assert "It had been recorded before, as entry 11" in afar.does("take sent.entry.zip")
    afar.does("compile -o text.md --quiet")
    assert "[base: forty / ARD: thirty]" in Path("text.md").read_text()
    assert "verifies" in afar.does("verify")


def test_a_bundle_is_answered_into_a_file_of_its_own_name(afar: Recorder) -> None:
    afar.does(at_ard('promise make "A reply" --as ARD'))
    (sent,) = Path().glob("tides-ARD-*.entry.zip")
    assert "Recorded as entry 11" in afar.does(["take", str(sent)])
    said = afar.run(at_ard(f'promise make "Another" --as ARD --out {sent}'))
    assert (said.code, "Nothing was signed" in said.err) == (2, True)


def test_the_watch_knows_what_was_signed_afar(afar: Recorder) -> None:
    afar.does(at_ard('promise make "A reply" --as ARD --out sent.entry.zip'))
    afar.does("take sent.entry.zip")
    afar.does("export --for ARD -o ardane/later.zip")
    assert "A reply" in afar.does("watch --once --as ARD --record ardane/later.zip")
    said = afar.run("watch --once --as ARD --record ardane/tides.zip")
    assert (said.code, "an older copy" in said.err) == (5, True)


def test_what_was_changed_on_the_way_is_refused(afar: Recorder) -> None:
    afar.file("ARD.md", ANSWER)
    afar.does(at_ard("answer ARD.md --as ARD --out sent.entry.zip"))
    files = unpacked(Path("sent.entry.zip").read_bytes())
    line = files["entry.json"]

    def sent(**changed: bytes) -> str:
        Path("changed.zip").write_bytes(packed({**files, **changed}))
        return "take changed.zip"

    assert afar.run(sent(**{"entry.json": line.replace(b'"actor":"ARD"', b'"actor":"BOR"')})).code == 6
    assert afar.run(sent(**{"entry.json": line + b" "})).code == 4
    assert afar.run(sent(**{"entry.json.sig": b"none"})).code == 4
    for name in files:
        if name.startswith("docs/"):
            assert afar.run(sent(**{name: b"0" * 64 + b"\n"})).code == 4
    Path("changed.zip").write_bytes(packed({"entry.json": line}))
    assert afar.run("take changed.zip").code == 6 or afar.run("take changed.zip").code == 4
    Path("changed.zip").write_bytes(b"PK no archive")
    assert afar.run("take changed.zip").code == 4
    assert afar.size() == 11


def test_what_was_signed_is_checked_without_this_program(afar: Recorder) -> None:
    """The commands of docs/formats/signed-entry.md."""
    page = (DOCS / "formats/signed-entry.md").read_text(encoding="utf-8")
    (commands,) = re.findall(r"^```sh\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    afar.file("ARD.md", ANSWER)
    afar.does(at_ard("answer ARD.md --as ARD --out sent.entry.zip"))
    with zipfile.ZipFile("sent.entry.zip") as sent:
        sent.extractall("sent")
    h = unpacked_entry(Path("sent.entry.zip"))["docs"][0]["h"]
    for command in commands.strip().splitlines():
        shell = ["sh", "-ec", command.replace("docs/H", f"docs/{h}")]
        run = subprocess.run(shell, cwd="sent", capture_output=True, check=True, text=True)
        assert "Good" in run.stdout or run.stdout.strip().lower() == h


def unpacked_entry(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(unpacked(path.read_bytes())["entry.json"])
    return found


def test_the_watch_follows_what_comes(afar: Recorder) -> None:
    """Without --once it goes on looking, until it is stopped."""
    command = [sys.executable, "-u", "-m", "travaux", "watch", "--as", "BOR", "--every", "0.2"]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        afar.does('promise make "Seen by the watch"')
        lines: list[str] = []
        while not any("Seen by the watch" in line for line in lines):
            lines.append(run.stdout.readline())
            assert run.poll() is None
        run.send_signal(signal.SIGINT)
        _, faults = run.communicate(timeout=60)
    assert (run.returncode, "ALARM" in faults) == (130, False)


def test_what_was_signed_for_another_record_is_refused(afar: Recorder) -> None:
    afar.does(at_ard('promise make "A reply" --as ARD --out sent.entry.zip'))
    afar.does('open other.travaux --title "Other" --parties ARD=Ardane')
    said = afar.run("take sent.entry.zip --record other.travaux")
    assert (said.code, "belongs to" in said.err) == (6, True)


def test_an_entry_signed_before_another_was_recorded_is_told_to_be_made_anew(afar: Recorder) -> None:
    afar.does(at_ard('promise make "one" --as ARD --out one.entry.zip'))
    afar.does(at_ard('promise make "two" --as ARD --out two.entry.zip'))
    afar.does("take one.entry.zip")
    said = afar.run("take two.entry.zip")
    assert (said.code, "prev is" in said.err) == (6, True)


def test_a_bundle_that_was_changed_is_not_worked_from(afar: Recorder) -> None:
    path = afar.folder / "ardane/tides.zip"
    path.write_bytes(path.read_bytes().replace(b"Bordavia", b"Bordavla"))
    said = afar.run(at_ard("status"))
    assert (said.code, "ardane/tides.zip" in said.err) == (5, True)


@pytest.mark.parametrize(
    "line",
    ["export --for ARD", "snapshot copy", "cosign --as ARD", "stamp request", 'redact 9 --grounds "x"'],
)
def test_what_needs_the_record_itself_says_so(afar: Recorder, line: str) -> None:
    said = afar.run(at_ard(line))
    assert said.code in {2, 4}
    assert said.err


def test_a_parcel_is_read_as_it_was_written() -> None:
    with pytest.raises(Exception, match="is no signed entry"):
        parcel_in(packed({"x": b""}), "x.zip")
    assert not zipfile.is_zipfile(__file__)
    assert Parcel.__slots__


def test_what_was_signed_elsewhere_is_held_to_the_words_it_is_about(tides: Recorder) -> None:
    """Two correct the same words, each at its own place: the second has nothing to correct."""
    tides.does('adopt --how "by consensus" --as CHR')
    for code in ("CHR", "SEC"):
        tides.does(
            f'rectify "Article 1" --defective Sea --corrected Ocean --as {code} --out {code}.entry.zip'
        )
    tides.does("take CHR.entry.zip")
    for line in ("take SEC.entry.zip", "take SEC.entry.zip --dry-run"):
        said = tides.run(line)
        assert (said.code, "“Sea” does not stand in Article 1 of draft 1" in said.err) == (6, True), said.err
        assert tides.size() == 11
    assert "It had been recorded before, as entry 10" in tides.does("take CHR.entry.zip")

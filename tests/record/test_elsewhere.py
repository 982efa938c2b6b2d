"""Bundles are verified where Travaux is not: by what is in them and on any computer."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from tests.record.bundles import (
    ANSWERS,
    BETWEEN,
    HONEST,
    LOG,
    OTHER_LOG,
    OWN_POLICIES,
    TABLES,
    by_script,
    by_shell,
    elsewhere,
    honest,
)
from travaux.record.bundle import packed
from travaux.record.bundle_verification import verify_bundle
from travaux.record.checkpoint import log_key

DOCS = Path(__file__).resolve().parents[2] / "docs"
USAGE = "Usage: bash verify.sh [--log LINE] [FOLDER]"
UNABLE = "The bundle could not be examined. "
LANGUAGES = ["ENGLISH", "FRANÇAIS", "ESPAÑOL", "РУССКИЙ", "中文", "العربية"]


@pytest.mark.parametrize("kind", HONEST)
def test_the_programs_in_it_verify_it(kind: str) -> None:
    contents = HONEST[kind]()
    script, shell = by_script(contents), by_shell(contents)
    assert (script.faults, shell.faults) == ([], [])
    verdict = "VERIFIED. Everything that is shown in this bundle is as it was recorded.\n"
    assert (script.out.splitlines(keepends=True)[-1], shell.out.splitlines(keepends=True)[-1]) == (
        verdict,
        verdict,
    )


@pytest.mark.parametrize("kind", HONEST)
def test_the_script_says_what_the_library_says(kind: str) -> None:
    contents = HONEST[kind]()
    said = by_script(contents).out.splitlines()
    assert [line[6:] for line in said if line.startswith("ok    ")] == verify_bundle(contents).holds


def test_a_key_from_elsewhere_is_compared() -> None:
    mine = log_key("meridian-2026", LOG)
    other = log_key("meridian-2026", honest().writer.key("SEC"))
    assert by_script(honest().contents, "--log", mine.line).faults == []
    assert by_script(honest().contents, "--log", other.line).faults == [OTHER_LOG]
    for given in (("--log", mine.line), (f"--log={mine.line}", ".")):
        said = by_shell(honest().contents, *given)
        assert (said.code, said.faults) == (0, [])
    other_log = by_shell(honest().contents, "--log", other.line)
    assert (other_log.code, other_log.faults) == (1, [OTHER_LOG])


def test_a_policy_of_the_readers_own() -> None:
    for policy, faults in OWN_POLICIES:
        with NamedTemporaryFile() as own:
            Path(own.name).write_bytes(policy.to_bytes())
            assert by_script(honest().contents, "--policy", own.name).faults == faults


class TestReadMe:
    """Whoever has only READ-ME.txt verifies the bundle."""

    def test_it_is_in_the_six_languages_of_the_united_nations(self) -> None:
        words = honest().contents["READ-ME.txt"].decode()
        assert [line for line in words.splitlines() if line in LANGUAGES] == LANGUAGES

    @pytest.mark.parametrize("number", range(1, 7))
    def test_each_command_in_it_runs(self, number: int) -> None:
        words = honest().contents["READ-ME.txt"].decode()
        commands = re.findall(r"^    \d   (.*?(?:\\\n.*)?)$", words, re.MULTILINE)
        assert len(commands) == 6
        assert elsewhere(honest().contents, "bash", "-c", commands[number - 1]).code == 0


class TestUnable:
    """What could not be examined is neither verified nor not: exit code 2."""

    def said(self, *options: str, contents: dict[str, bytes] | None = None) -> tuple[int, str]:
        script = {"verify.py": honest().contents["verify.py"], **(contents or {})}
        said = by_script(script, *options)
        return said.code, said.out

    def test_the_archive_itself_is_verified(self) -> None:
        code, out = self.said("it.zip", contents={"it.zip": packed(honest().contents)})
        assert (code, out.splitlines()[-1][:9]) == (0, "VERIFIED.")

    def test_an_archive_that_is_cut_off(self) -> None:
        code, out = self.said("it.zip", contents={"it.zip": packed(honest().contents)[:-40]})
        assert (code, out[:66]) == (2, "The bundle could not be examined. it.zip cannot be read as a zip (")

    def test_an_archive_with_bytes_around_it(self) -> None:
        data = packed(honest().contents)
        behind = self.said("it.zip", contents={"it.zip": data + b"junk"})
        before = self.said("it.zip", contents={"it.zip": b"junk" + data})
        said = UNABLE + "it.zip: there are bytes {} the archive, which nobody signed.\n"
        assert (behind, before) == ((2, said.format("behind")), (2, said.format("before")))

    @pytest.mark.parametrize("changed", BETWEEN)
    def test_an_archive_with_bytes_between_its_files(self, changed: Callable[[bytes], bytes]) -> None:
        data = changed(packed(honest().contents))
        said = UNABLE + "it.zip: there are bytes between its files, which nobody signed.\n"
        assert self.said("it.zip", contents={"it.zip": data}) == (2, said)

    def test_an_archive_that_is_compressed(self) -> None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("checkpoint", b"x" * 99)
        assert self.said("it.zip", contents={"it.zip": out.getvalue()}) == (
            2,
            UNABLE + "it.zip: checkpoint is compressed; a bundle stores files as they are.\n",
        )

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--log",), f"--log needs the line of the log's key. {USAGE}"),
            (("--policy", "x"), f"--policy is no option here. {USAGE}"),
            (("it.zip",), "it.zip is no folder: name the unpacked bundle. The .zip itself is for verify.py."),
        ],
    )
    def test_the_shell_is_told_what_it_does_not_know(self, options: tuple[str, ...], said: str) -> None:
        contents = {"verify.sh": honest().contents["verify.sh"], "it.zip": packed(honest().contents)}
        found = by_shell(contents, *options)
        assert (found.code, found.out) == (2, f"{said}\n")

    def test_a_folder_that_is_not_there(self) -> None:
        assert self.said("nowhere") == (
            2,
            UNABLE + "nowhere is no folder and no file: name the unpacked bundle or its .zip.\n",
        )

    def test_a_link_among_the_files(self) -> None:
        command = "ln -s /etc/hostname docs/link && exec python3 -I -S verify.py"
        said = elsewhere(honest().contents, "bash", "-c", command)
        assert (said.code, "is a link or a device: a bundle holds only files" in said.out) == (2, True)

    def test_a_program_that_is_missing(self) -> None:
        said = elsewhere(honest().contents, sys.executable, "-I", "-S", "verify.py", programs="/nowhere")
        assert (said.code, said.out) == (
            2,
            UNABLE + "openssl was not found on this computer: install it and start again.\n",
        )


def test_an_entry_is_checked_by_hand_as_the_guide_says() -> None:
    page = (DOCS / "guides" / "verify.md").read_text("utf-8")
    ssh, mac, *log = re.findall(
        r"^    ((?:ssh-keygen|openssl (?:mac|pkeyutl)|head|tail) .*)$", page, re.MULTILINE
    )
    contents = honest().contents
    signed = elsewhere(contents, "bash", "-c", f"cd entries/{ANSWERS:012d} && {ssh}")
    assert (signed.code, signed.out[:50]) == (
        0,
        'Good "entry@travaux" signature for BOR with ED25519'[:50],
    )
    h = honest().h(TABLES)
    there = elsewhere(contents, "bash", "-c", f"cd docs/{h} && {mac.replace('.docx', '.txt')}")
    assert there.out.strip().lower() == h
    assert elsewhere(contents, "bash", "-c", " && ".join(log)).out == "Signature Verified Successfully\n"

"""What is loaded before anything is done: a command line that is not understood costs next to nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.recorder import Recorder, environment
from travaux.cli.main import main
from travaux.cli.usage.verbs import GROUPS, VERBS

HEAVY = ("cryptography", "django", "lxml", "openpyxl", "psycopg", "rapidfuzz", "regex", "rfc3161_client")
STANDARD = ("dataclasses", "inspect", "json", "sqlite3", "subprocess", "tempfile", "zipfile")


def loaded(*arguments: str, folder: str = ".") -> set[str]:
    """Name the packages that are loaded when the program ends."""
    script = (
        "import sys\nfrom travaux.cli.main import main\n"
        f"try: main({list(arguments)!r})\nexcept SystemExit: pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    command = [sys.executable, "-c", script]
    run = subprocess.run(command, env=environment(), cwd=folder, capture_output=True, check=True, text=True)
    return set(run.stderr.split())


@pytest.mark.parametrize("arguments", [("--help",), ("verify", "--help"), ("promise", "make", "--help")])
def test_help_loads_nothing_but_what_it_says(arguments: tuple[str, ...]) -> None:
    assert loaded(*arguments) & {*HEAVY, *STANDARD} == set()


@pytest.mark.parametrize("verb", ["log", "verify"])
def test_the_record_is_asked_and_verified_without_the_readers(tides: Recorder, verb: str) -> None:
    """The verifier never loads Django, nor what reads Word files."""
    assert loaded(verb, folder=str(tides.folder)) & {"django", "lxml", "openpyxl", "psycopg"} == set()


def test_every_verb_is_in_one_group() -> None:
    listed = [verb for verbs in GROUPS.values() for verb in verbs]
    assert sorted(listed) == sorted(VERBS)
    assert len(listed) == len(set(listed))


def test_a_record_given_without_saying_that_it_is_one_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["status", "tides.travaux"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "travaux status: error: tides.travaux: not expected here. `travaux status --help` lists what is."
        " A record is given as --record tides.travaux"
    )

"""The example that each verb gives runs, in the folder that `travaux demo` writes."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from travaux.cli.main import main, parser_of
from travaux.cli.usage.verbs import VERBS

ELSEWHERE = {
    "open": "begins another record",
    "restore": "takes a copy, and what a party was given",
    "take": "takes what a delegation has sent",
    "watch": "goes on until it is stopped",
    "serve": "goes on until it is stopped",
    "people": "needs accounts",
    "database": "needs a database",
    "demo": "wrote the folder",
}
"""Which run nowhere but where there is more than the folder, and why."""
FOR_GOOD = {"adopt"}
"""Which are recorded: another example is about what they do. The other acts are shown, and not recorded."""


def example(verb: str) -> str:
    return (parser_of(verb).epilog or "").rpartition("Example:\n")[2].strip()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples") / "demo"
    assert main(["demo", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("verb", [one for one in VERBS if one not in ELSEWHERE])
def test_the_example_runs(
    demo: Path, verb: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(demo)
    monkeypatch.delenv("TRAVAUX_RECORD", raising=False)
    _, named, *line = shlex.split(example(verb))
    records = hasattr(parser_of(verb).parse_known_args(line)[0], "dry_run")
    shown = ["--dry-run"] if records and verb not in FOR_GOOD else []
    assert (named, main([named, *line, *shown])) == (verb, 0), capsys.readouterr().err

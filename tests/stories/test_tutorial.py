"""The tutorial is run: each console block of docs/tutorial.md, in order, in one folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)


def said(command: str, folder: Path) -> str:
    """Run *command* and give what it prints, errors included; on a wide terminal, without colours."""
    beside = Path(sys.executable).parent
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": f"{beside}:{os.environ['PATH']}", "COLUMNS": "110", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    return done.stdout.decode()


def test_the_tutorial_prints_what_it_says(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    page = TUTORIAL.read_text(encoding="utf-8")

    def run(block: re.Match[str]) -> str:
        commands = COMMAND.findall(block[1])
        return "".join(f"$ {command}\n{said(command, tmp_path)}" for command in commands)

    played = BLOCK.sub(run, page)
    if request.config.getoption("--golden"):
        TUTORIAL.write_text(played, encoding="utf-8")
    assert played == TUTORIAL.read_text(encoding="utf-8")


def test_each_verb_is_met_in_the_tutorial() -> None:
    blocks = BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))
    commands = [command for block in blocks for command in COMMAND.findall(block)]
    verbs = {command.split()[1] for command in commands if command.startswith("travaux ")}
    files = {"brief", "compare", "compile", "demo", "project", "read"}
    record = {
        *("answer", "export", "history", "hold", "key", "log", "matrix", "open", "owed", "retable"),
        *("standing", "status", "table", "verify"),
    }
    assert verbs == files | record

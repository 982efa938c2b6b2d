"""A negotiation recorded from the command line, in one process; its time and its dice are ours."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import travaux
from travaux.cli.demo_record import Story
from travaux.cli.main import main

DRAFT = """\
---
draft: First draft
language: en
---

# Agreement on Tides

First draft

## Article 1 – Scope

1. This Agreement applies to the Meridian Sea.

2. It does not apply to rivers.

## Article 2 – Notice

Each Party shall give notice forty days before.

## Article 3 – Costs

Each Party shall bear its own costs.
"""

ANSWER = """\
# Answer of Ardane (ARD)

In answer to: First draft

## Article 2

Position: amends

Replace: forty

With: thirty

Reason: Forty is too long.
"""


@dataclass
class Said:
    """How a run ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  whatever a program reads
        return json.loads(self.out)


class Recorder:
    """Runs command lines in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.machine = Story()
        self.machine.at = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def file(self, name: str, content: str | bytes) -> str:
        data = content.encode() if isinstance(content, str) else content
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(data)
        return name

    def run(self, line: str | Sequence[str]) -> Said:
        """Run a command line, a minute after the one before."""
        self.machine.at += timedelta(minutes=1)
        arguments = shlex.split(line) if isinstance(line, str) else list(line)
        self._capsys.readouterr()
        try:
            code = main(arguments, self.machine)
        except SystemExit as end:
            code = int(end.code or 0)
        said = self._capsys.readouterr()
        return Said(code, said.out, said.err)

    def does(self, line: str | Sequence[str]) -> str:
        """Run a command line that ends well, and give what it prints."""
        said = self.run(line)
        assert (said.code, said.err) == (0, ""), f"travaux {line}\n{said.out}{said.err}"
        return said.out

    def does_anyway(self, line: str) -> str:
        """Run a command line that ends well, whatever it warns of."""
        said = self.run(line)
        assert said.code == 0, said.err
        return said.out

    def entries(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.does("log --json"))
        return found

    def last(self) -> dict[str, Any]:
        """Give the last entry, as it was signed."""
        entry: dict[str, Any] = self.entries()[-1]["entry"]
        return entry

    def types(self, start: int = 0) -> list[str]:
        return [one["entry"]["type"] for one in self.entries()[start:]]

    def size(self) -> int:
        return len(self.entries())


def opened(recorder: Recorder) -> Recorder:
    """Open a record with three parties, a chair, a draft on the table, and a key for ARD and BOR."""
    recorder.does(
        'open tides.travaux --title "Agreement on Tides" --parties ARD=Ardane,BOR=Bordavia,CEL=Celandria'
    )
    recorder.does('party add "CHR=The Chair" --role chair')
    recorder.does("key new ARD --enrol")
    recorder.does("key new BOR --enrol")
    recorder.does("key new CHR --enrol")
    recorder.does(f'table {recorder.file("draft.md", DRAFT)} --title "First draft"')
    return recorder


DRAFT_AT = 8
"""The entry by which `opened` tables the draft."""


def environment() -> dict[str, str]:
    """Give the environment in which another process finds this program."""
    source = Path(travaux.__file__).parents[1]
    return {**os.environ, "PYTHONPATH": str(source)}

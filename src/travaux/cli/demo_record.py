"""The demo's round as a record: a list of command lines, each with the time at which it was given."""

from __future__ import annotations

import hashlib
import hmac
import io
import re
import shlex
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from travaux.cli.machine import Machine
from travaux.cli.main import main
from travaux.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterator


RECORD: Final = "meridian.travaux"
_LINE: Final = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d)  (?:([a-z-]+) = )?(.+)")
_SEED: Final = b"travaux demo: known to everybody, secret to nobody"


class Story(Machine):
    """A machine in a story: the time is what the story says, the dice fall the same each time it is told."""

    def __init__(self) -> None:
        self.at = datetime.min.replace(tzinfo=UTC)
        self._drawn = 0

    def now(self) -> datetime:
        return self.at

    def again(self) -> Story:
        """Give another that goes on from here."""
        other = Story()
        other.at, other._drawn = self.at, self._drawn
        return other

    def dice(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            self._drawn += 1
            found += hmac.digest(_SEED, self._drawn.to_bytes(8, "big"), hashlib.sha256)
        return found[:size]


class NotTold(Exception):
    """A line of the story was not recorded: which, and what was said."""


def tell(script: str, folder: Path) -> int:
    """Record the story in *folder*, whose files it speaks of, and give the size of the record."""
    story = Story()
    named: dict[str, str] = {}
    with chdir(folder):
        for at, label, line in _lines(script):
            story.at = at
            _given(line.format(**named), story)
            if label:
                with SqliteStore.reading(Path(RECORD)) as store:
                    named[label] = str(store.head().size - 1)
        with SqliteStore.reading(Path(RECORD)) as store:
            return store.head().size


def _lines(script: str) -> Iterator[tuple[datetime, str, str]]:
    for line in script.splitlines():
        if line.strip() and not line.startswith("#"):
            found = _LINE.fullmatch(line)
            if found is None:
                raise NotTold(f"{line}: expected a time, two spaces and a command line.")
            yield datetime.fromisoformat(found[1]).replace(tzinfo=UTC), found[2] or "", found[3]


def _given(line: str, story: Story) -> None:
    """Give one command line; it has to be recorded."""
    arguments = shlex.split(line)
    said, faults = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(faults):
        code = main(arguments, story)
    if code:
        raise NotTold(f"travaux {line}\n{faults.getvalue()}")

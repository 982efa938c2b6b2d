"""The record served as people serve it: by the command, in a process of its own, with accounts."""

import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

ADDRESS = re.compile(r"http://(?:127\.0\.0\.1|localhost):\d+/")
PATIENCE = 60.0
"""Seconds until a server that says no address is ended."""
LINK = re.compile(r"http://\S+/invitation/\S+")


def travaux(*arguments: str) -> str:
    """Run a verb to its end, and give what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "travaux", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"travaux {' '.join(arguments)}: {done.stdout}{done.stderr}"
    return done.stdout


@dataclass
class Command:
    """`travaux serve`, from its start until it is stopped."""

    serve: Sequence[str]
    """What names the record to `travaux serve`."""
    people: Sequence[str]
    """And to `travaux people`."""
    keys: Path
    """The folder with the keys of the record."""
    said: Path
    """The file with what the server says."""
    port: str = "0"
    address: str = ""
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        with self.said.open("wb") as file:
            self._process = subprocess.Popen(
                [sys.executable, "-u", "-m", "travaux", "serve", *self.serve, "--port", self.port],
                stdout=subprocess.PIPE,
                stderr=file,
            )
        assert self._process.stdout is not None
        waiting = threading.Timer(PATIENCE, self._process.kill)
        waiting.start()
        for line in self._process.stdout:
            if found := ADDRESS.search(line.decode()):
                waiting.cancel()
                self.address = found[0].rstrip("/")
                return self
        raise AssertionError(f"The server ended before it served: {self.said.read_text()}")

    def __exit__(
        self, kind: type[BaseException] | None, one: BaseException | None, at: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.communicate(timeout=20)

    def invite(self, email: str, party: str) -> str:
        """Invite somebody as whoever runs the server does, and give the link."""
        said = travaux("people", "invite", email, "--party", party, "--at", self.address, *self.people)
        found = LINK.search(said)
        assert found is not None, said
        return found[0]

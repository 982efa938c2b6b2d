"""What long work is at, on standard error and only where a person is watching."""

from __future__ import annotations

import sys
import time


class Progress:
    """One line that says what is being done; it appears when the work lasts and goes when it ends."""

    PATIENCE = 0.4
    """Seconds before the first word: quick work says nothing."""

    def __init__(self, *, quiet: bool) -> None:
        """Watch the clock from now on; say nothing at all when *quiet* or when nobody watches."""
        self._silent = quiet or not sys.stderr.isatty()
        self._start = time.monotonic()
        self._shown = 0

    def step(self, what: str, done: int = 0, of: int = 0) -> None:
        """Say what is being done now, and how far it has come."""
        if self._silent or time.monotonic() - self._start < self.PATIENCE:
            return
        line = f"{what} {done} of {of}" if of else what
        sys.stderr.write("\r" + line.ljust(self._shown))
        sys.stderr.flush()
        self._shown = len(line)

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r" + " " * self._shown + "\r")
            sys.stderr.flush()
            self._shown = 0

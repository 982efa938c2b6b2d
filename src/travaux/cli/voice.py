"""Saying what is about to be done: that nobody listens any more does not keep it from being done."""

from __future__ import annotations

import os
import sys


def say(*lines: str) -> None:
    """Print lines; where the reader has gone, as ``head`` does, print no more and go on."""
    try:
        print("\n".join(lines), flush=True)
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

"""How far the tests of durability go: TRAVAUX_SOAK=1 goes all the way."""

import os
from typing import Final

SOAK: Final = os.environ.get("TRAVAUX_SOAK") == "1"

KILLS: Final = 1000 if SOAK else 15
STOPS: Final = 100 if SOAK else 3
POWER_CUTS: Final = 10_000 if SOAK else 300
FLIPS: Final = 5000 if SOAK else 200
WRITERS: Final = ((16, 6250), (193, 520)) if SOAK else ((16, 20), (193, 3))
"""How many write at once, and how many entries each."""
BACKUPS: Final = 50 if SOAK else 5
SYSCALLS: Final = None if SOAK else 15
"""Calls of the operating system that fail, or are the last, of each kind of fault; None: every one."""


def figures(what: str, **counted: float) -> None:
    """Print what was measured: `pytest -s` shows it, docs/concepts/storage.md quotes it."""
    print(f"\n{what}: " + ", ".join(f"{name.replace('_', ' ')} {count:g}" for name, count in counted.items()))  # noqa: T201

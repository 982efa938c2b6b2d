"""Which SQLite this is, and whether it is one that has damaged files."""

from __future__ import annotations

import sqlite3
from typing import Final

Version = tuple[int, int, int]

_FIRST_AFFECTED: Final = (3, 7, 0)
_FIXED: Final = (3, 51, 3)
_WITHDRAWN: Final = (3, 52, 0)
"""Taken back by its makers; without the fix."""


def sqlite_notice(version: Version | None = None) -> str | None:
    """What to tell whoever keeps records with this SQLite; None if there is nothing to tell.

    From 3.7.0 to 3.51.2 a connection that writes while another starts the WAL anew may damage the file.
    Travaux writes through one connection of one process, by a lock of its own, and all others only read; so
    its records are safe from it as long as nothing else writes to them.
    Source: the release notes of SQLite 3.51.3.
    """
    version = version or sqlite_version()
    if not (_FIRST_AFFECTED <= version < _FIXED or version == _WITHDRAWN):
        return None
    return (
        f"SQLite {'.'.join(map(str, version))} can damage a file that two programs write to at once (fixed in"
        " 3.51.3). Travaux lets one process write to a record at a time; let no other program open a .travaux"
        " file to write, and no other copy of SQLite check or repair it while it is in use."
    )


def sqlite_version() -> Version:
    major, minor, patch = sqlite3.sqlite_version_info
    return major, minor, patch

"""Where a record is, and what lies beside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from travaux.cli import exit_codes
from travaux.cli.refusal import Refused

ENDING: Final = ".travaux"
VARIABLE: Final = "TRAVAUX_RECORD"


class NoRecord(Refused):
    """The record cannot be found."""

    code = exit_codes.UNREADABLE


def found(given: str | None, *, folder: Path | None = None) -> Path:
    """Find the record: the one *given*, else that of the environment, else the only one in the folder.

    Raises NoRecord.
    """
    named = given or os.environ.get(VARIABLE)
    if named:
        path = Path(named)
        if not path.is_file():
            whence = "" if given else f" {VARIABLE} names it."
            raise NoRecord(
                f"{named} is not there, or is no file.{whence} Give the record with --record NAME{ENDING}, "
                f"or make one: travaux open NAME{ENDING} --title …"
            )
        return path
    here = sorted((folder or Path()).glob(f"*{ENDING}"))
    match here:
        case [one]:
            return one
        case []:
            raise NoRecord(
                f"There is no record in {(folder or Path()).resolve()}. Give one with --record FILE or "
                f"{VARIABLE}, or make one: travaux open NAME{ENDING} --title …"
            )
        case _:
            raise NoRecord(
                f"There are {len(here)} records here: {', '.join(path.name for path in here)}. "
                f"Say which with --record FILE or {VARIABLE}."
            )


def keys_folder(record: Path) -> Path:
    """Give the folder of keys beside a record: NAME.keys."""
    return record.with_suffix(".keys")

"""Where a record is, and what lies beside it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from travaux.cli import exit_codes
from travaux.cli.refusal import Refused
from travaux.cli.unquoted import unquoted

ENDING: Final = ".travaux"
VARIABLE: Final = "TRAVAUX_RECORD"
DATABASE: Final = "TRAVAUX_DATABASE"
_ONE_LINE: Final = "Expected one line, the address of the database: postgresql://…"


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
                f"{unquoted(named)} is not there, or is no file.{whence} Give the record with --record "
                f"NAME{ENDING}, or make one: travaux open NAME{ENDING} --title …"
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


class NoDatabase(Refused):
    """The address of the database cannot be found."""

    code = exit_codes.UNREADABLE


def database_of(options: argparse.Namespace, *, environment: bool = True) -> str | None:
    """Give the address of the database: as given, else in the file given, else that of the environment.

    None where it is in none of those that count. Raises NoDatabase. A password on the command line is told.
    """
    if options.database is not None:
        _tell_password(str(options.database))
        return str(options.database)
    if options.database_file is not None:
        return _first_line(options.database_file)
    return os.environ.get(DATABASE) or None if environment else None


def _tell_password(address: str) -> None:
    """Say what comes of a password on the command line; what is no address is refused elsewhere."""
    from travaux.store.conninfo import BadConninfo, parameters  # noqa: PLC0415  slow to load, for teams only

    try:
        known = "password" in parameters(address)
    except BadConninfo:
        return
    if known:
        print(
            "The address of the database has a password in it, and others on this machine see the command "
            f"line. Give it in the variable {DATABASE}, in a file with --database-file, or leave the "
            "password out and put it into a file that PGPASSFILE names; and change this one.",
            file=sys.stderr,
        )


def the_database_of(options: argparse.Namespace) -> str:
    """Give the address of the database, as `database_of` does. Raises NoDatabase where there is none."""
    address = database_of(options)
    if address is None:
        raise NoDatabase(
            f"Which database? Give its address in the variable {DATABASE}, in a file with --database-file, "
            "or with --database."
        )
    return address


def _first_line(named: str) -> str:
    file = unquoted(named)
    try:
        lines = Path(named).read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise NoDatabase(f"{file} is no text. {_ONE_LINE}") from None
    except OSError as fault:
        raise NoDatabase(f"{file} cannot be read: {fault.strerror}. {_ONE_LINE}") from fault
    if len(lines) != 1 or not lines[0].strip():
        raise NoDatabase(f"{file} has {len(lines)} lines. {_ONE_LINE}")
    return lines[0].strip()


def keys_folder(record: Path) -> Path:
    """Give the folder of keys beside a record: NAME.keys."""
    return record.with_suffix(".keys")

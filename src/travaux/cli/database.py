"""``travaux database``: a record goes into PostgreSQL, for teams, and comes back as one file."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.cli import exit_codes
from travaux.cli.desk import faults_told
from travaux.cli.files import FileFault
from travaux.cli.keeping import nonce_of
from travaux.cli.machine import stamp
from travaux.cli.place import DATABASE, NoDatabase, database_of, found, keys_folder, the_database_of
from travaux.cli.recording import WAIT
from travaux.cli.refusal import NotRecorded
from travaux.store.backup import backup, copy
from travaux.store.carried import Carried
from travaux.store.extension import frontier_at
from travaux.store.fault import NotARecord
from travaux.store.head_file import HeadFile
from travaux.store.publication import extends, extends_kept
from travaux.store.recovery import KnownHead, proved
from travaux.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from travaux.record.tree import Frontier
    from travaux.store.postgres import PostgresStore


def database(options: argparse.Namespace) -> int:
    """Make a database ready for records, put one into it, or take a snapshot of one that is there."""
    match options.what:
        case "install":
            return _install(options)
        case "put":
            return _put(options)
        case _:
            return _snapshot(options)


def _install(options: argparse.Namespace) -> int:
    from travaux.store.postgres import install  # noqa: PLC0415  slow to load, and for teams only

    options.database = options.owner
    owner = database_of(options, environment=False)
    if owner is None:
        passed = f" {DATABASE} is for who serves, and is not taken here." if os.environ.get(DATABASE) else ""
        raise NoDatabase(
            "Which database? Give its address as the owner of its tables, or a file that has it with "
            f"--database-file.{passed}"
        )
    with faults_told():
        install(owner, role=options.role)
        _accounts(owner, options.role)
    print(f"The database takes records now; {options.role} may add and look, and change nothing.")
    return exit_codes.DONE


def _accounts(owner: str, role: str) -> None:
    """Make the schema in which the accounts of those who are served will be; *role* makes its tables."""
    from psycopg import sql  # noqa: PLC0415  slow to load, and for teams only

    from travaux.store.conninfo import connected  # noqa: PLC0415  as above
    from travaux.store.postgres import ACCOUNTS  # noqa: PLC0415  as above
    from travaux.store.session import faults  # noqa: PLC0415  as above

    grant = "GRANT USAGE, CREATE ON SCHEMA {schema} TO {role}"
    with faults("the database of the accounts"), connected(owner) as connection:
        names = {"schema": sql.Identifier(ACCOUNTS), "role": sql.Identifier(role)}
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {schema}").format(**names))
        connection.execute(sql.SQL(grant).format(**names))


def _put(options: argparse.Namespace) -> int:
    """Carry a record over; from then on the file is a copy, and takes no more entries."""
    path, folder = found(options.file), Path(options.folder)
    options.database = the_database_of(options)
    with faults_told():
        with SqliteStore.reading(path) as reading:
            before, headed, head = reading.carried(), reading.kept() is not None, reading.head()
            origin = reading.origin
        if before is not None:
            if _place(options.database) == before.place and _size_there(options.database, origin, head):
                return _has_been_carried(path, before, headed=headed)
            _check_again(options, path, before, cut_off=headed)
        elif not headed and (size := _size_there(options.database, origin, head)):
            raise NotRecorded(
                f"nothing was carried. {origin} lives in {_place(options.database)}, with {size} entries, "
                f"and goes on from the {head.size} entries of {path}: this file is a copy. Keep it as one."
            )
        with SqliteStore.open(path, wait=WAIT, carried=before is not None) as source:
            head = _carried(source, options, _head_file(folder, origin))
            source.forget_kept()  # as of any copy: see store/recovery.py
    print(
        f"{origin} is in the database, with the {head.size} entries of {path}, and verifies to the same head."
    )
    print(f"{path} is a copy from now on, and takes no more entries. Keep it as one.")
    print(f"Serve it with: travaux serve --database URL --negotiation {origin} --folder {folder}")
    return exit_codes.DONE


def _size_there(conninfo: str, origin: str, head: Frontier) -> int:
    """How many entries a log has that lives in this database and goes on from *head*; 0 if there is none."""
    from travaux.store.postgres import PostgresStore  # noqa: PLC0415  as above

    try:
        target = PostgresStore.reading(conninfo, origin=origin)
    except NotARecord:
        return 0
    try:
        kept, size = target.kept(), target.head().size
        if kept is None or size < head.size or frontier_at(head.size, target.hashes) != head:
            return 0
    finally:
        target.close()
    return size


def _has_been_carried(path: Path, before: Carried, *, headed: bool) -> int:
    """Say where the log is, and end what a run left that was cut off at its very end."""
    if headed:
        with SqliteStore.open(path, wait=WAIT, carried=True) as source:
            source.forget_kept()
    print(before.told(path))
    print("It is there, and goes on from that head. Nothing was carried now.")
    return exit_codes.DONE


def _check_again(options: argparse.Namespace, path: Path, before: Carried, *, cut_off: bool) -> None:
    """Let a log be carried once more only where a run was cut off, or on a word. Raises NotRecorded."""
    here = _place(options.database) == before.place
    if options.nowhere_else or (here and cut_off):
        return
    lost = "That database does not have it now: bring back its latest snapshot. " if here else ""
    raise NotRecorded(f"nothing was carried. {before.told(path)} {lost}".strip())


def _carried(source: SqliteStore, options: argparse.Namespace, head_file: HeadFile) -> Frontier:
    """Carry all of *source* over, or what a run that was cut off left, and keep the head in both places.

    What is there afterwards is read and hashed, leaf by leaf, and must be at the head that was signed last.
    Until the file says that its log was carried away, the log lives in the file and is not written to in the
    database; from then on it is the other way round. In between it lives nowhere, and the same run again
    ends it.
    """
    before = source.carried()
    published = extends_kept(source) if before is None else before.head
    if (kept := head_file.kept()) is not None:
        extends(source, kept)
    target = _target(options.database, source.origin)
    try:
        copy(source, target, nonce_of)
        known = KnownHead(size=published.size, root=published.root, by="the head file beside the record")
        head = proved(target, nonce_of, [known])
        _folder_made(head_file.path.parent)
        _keys_brought(source.path, head_file.path.parent, source.origin)
        place = _place(options.database)
        if before is None or before.place != place:
            source.carry(Carried(place=place, at=stamp(options.machine.now()), head=head))
        head_file.keep(head)
        target.keep(head)
    finally:
        target.close()
    return head


def _place(conninfo: str) -> str:
    from travaux.store.postgres import place_of  # noqa: PLC0415  as above

    return place_of(conninfo)


def _folder_made(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise FileFault(f"The folder {folder} cannot be made: {fault.strerror}.") from fault


def _target(conninfo: str, origin: str) -> PostgresStore:
    from travaux.store.postgres import PostgresStore  # noqa: PLC0415  as above

    try:
        return PostgresStore.open(conninfo, origin=origin)
    except NotARecord:
        return PostgresStore.create(conninfo, origin=origin, arriving=True)


def _keys_brought(path: Path, folder: Path, origin: str) -> None:
    """Bring the folder of keys along, where there is none in its new place. Raises FileFault."""
    keys, there = keys_folder(path), folder / f"{origin}.keys"
    if not keys.is_dir() or there.exists():
        return
    beside = there.with_name(f"{there.name}.new")
    try:
        shutil.rmtree(beside, ignore_errors=True)  # of a run that was cut off
        shutil.copytree(keys, beside)
        beside.rename(there)
    except OSError as fault:
        raise FileFault(f"The keys in {keys} cannot be copied to {there}: {fault.strerror}.") from fault
    print(f"The keys are in {there}, as in {keys}. Where others hold them, remove them from either.")


def _snapshot(options: argparse.Namespace) -> int:
    from travaux.store.postgres import PostgresStore  # noqa: PLC0415  as above

    copied, held = Path(options.copy), _head_file(Path(options.folder), options.negotiation)
    address = the_database_of(options)
    with faults_told():
        known = held.kept() is not None
        store = PostgresStore(
            address,
            options.negotiation,
            writes=False,
            head_file=held.path if known else None,
        )
        try:
            head = backup(store, copied, nonce_of)
        finally:
            store.close()
    print(f"{copied} has the {head.size} entries of {options.negotiation}, and verifies to the same head.")
    print("The keys and the accounts are not in it. Keep it elsewhere, and out of others' hands.")
    if known:
        return exit_codes.DONE
    print(
        f"There is no {held.path}: only the database itself says that this is its latest state, and one that "
        "was restored from a backup says the same of an older one. Name the folder that has that file, or "
        f"hold the copy to a head that a party has before it is relied on.",
        file=sys.stderr,
    )
    return exit_codes.INCOMPLETE


def _head_file(folder: Path, origin: str) -> HeadFile:
    return HeadFile(path=folder / f"{origin}.head", origin=origin)

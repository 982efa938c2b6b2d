"""``travaux database``: a record goes into PostgreSQL, for teams, and comes back as one file."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.cli import exit_codes
from travaux.cli.desk import faults_told
from travaux.cli.files import FileFault
from travaux.cli.keeping import nonce_of
from travaux.cli.place import found, keys_folder
from travaux.cli.recording import WAIT
from travaux.store.backup import backup, copy
from travaux.store.fault import NotARecord
from travaux.store.head_file import HeadFile
from travaux.store.publication import extends, extends_kept
from travaux.store.recovery import KnownHead, adopt
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

    with faults_told():
        install(options.owner, role=options.role)
        _accounts(options.owner, options.role)
    print(f"The database takes records now; {options.role} may add and look, and change nothing.")
    return exit_codes.DONE


def _accounts(owner: str, role: str) -> None:
    """Make the schema in which the accounts of those who are served will be; *role* makes its tables."""
    import psycopg  # noqa: PLC0415  slow to load, and for teams only
    from psycopg import sql  # noqa: PLC0415  as above

    from travaux.store.postgres import ACCOUNTS  # noqa: PLC0415  as above
    from travaux.store.session import faults  # noqa: PLC0415  as above

    grant = "GRANT USAGE, CREATE ON SCHEMA {schema} TO {role}"
    with faults("the database of the accounts"), psycopg.connect(owner) as connection:
        names = {"schema": sql.Identifier(ACCOUNTS), "role": sql.Identifier(role)}
        connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {schema}").format(**names))
        connection.execute(sql.SQL(grant).format(**names))


def _put(options: argparse.Namespace) -> int:
    """Carry a record over; from then on the file is a copy, and takes no more entries."""
    path, folder = found(options.file), Path(options.folder)
    with faults_told():
        with SqliteStore.open(path, wait=WAIT) as source:
            origin = source.origin
            head = _carried(source, options.database, _head_file(folder, origin))
        _keys_brought(path, folder, origin)
        path.with_name(f"{path.name}.head").unlink(missing_ok=True)  # as of any copy: see store/recovery.py
    print(
        f"{origin} is in the database, with the {head.size} entries of {path}, and verifies to the same head."
    )
    print(f"{path} is a copy from now on, and takes no more entries. Keep it as one.")
    print(f"Serve it with: travaux serve --database URL --negotiation {origin} --folder {folder}")
    return exit_codes.DONE


def _carried(source: SqliteStore, conninfo: str, head_file: HeadFile) -> Frontier:
    """Carry all of *source* over, or what a run that was cut off left, and keep the head in both places.

    What is there afterwards is read and hashed, leaf by leaf, and must be at the head that was signed last.
    """
    published = extends_kept(source)
    if (kept := head_file.kept()) is not None:
        extends(source, kept)
    target = _target(conninfo, source.origin)
    try:
        copy(source, target, nonce_of)
        known = KnownHead(size=published.size, root=published.root, by="the head file beside the record")
        head = adopt(target, nonce_of, [known])
    finally:
        target.close()
    head_file.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    head_file.keep(head)
    return head


def _target(conninfo: str, origin: str) -> PostgresStore:
    from travaux.store.postgres import PostgresStore  # noqa: PLC0415  as above

    try:
        return PostgresStore.open(conninfo, origin=origin)
    except NotARecord:
        return PostgresStore.create(conninfo, origin=origin)


def _keys_brought(path: Path, folder: Path, origin: str) -> None:
    """Bring the folder of keys along, where there is none in its new place. Raises FileFault."""
    keys, there = keys_folder(path), folder / f"{origin}.keys"
    if not keys.is_dir() or there.exists():
        return
    try:
        shutil.copytree(keys, there)
    except OSError as fault:
        raise FileFault(f"The keys in {keys} cannot be copied to {there}: {fault.strerror}.") from fault
    print(f"The keys are in {there}, as in {keys}. Where others hold them, remove them from either.")


def _snapshot(options: argparse.Namespace) -> int:
    from travaux.store.postgres import PostgresStore  # noqa: PLC0415  as above

    copied, held = Path(options.copy), _head_file(Path(options.folder), options.negotiation)
    with faults_told():
        store = PostgresStore(
            options.database,
            options.negotiation,
            writes=False,
            head_file=held.path if held.path.is_file() else None,
        )
        try:
            head = backup(store, copied, nonce_of)
        finally:
            store.close()
    print(f"{copied} has the {head.size} entries of {options.negotiation}, and verifies to the same head.")
    print("The keys and the accounts are not in it. Keep it elsewhere, and out of others' hands.")
    return exit_codes.DONE


def _head_file(folder: Path, origin: str) -> HeadFile:
    return HeadFile(path=folder / f"{origin}.head", origin=origin)

"""The two connections to one SQLite file: one that looks, one that holds the right to write."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Any, Final, cast

from travaux.record.tree import Frontier
from travaux.store.fault import Damaged, NotARecord, StoreFault
from travaux.store.head_file import sync_folder
from travaux.store.lock import Lock
from travaux.store.store import FORMAT
from travaux.text.phrase import phrase

APPLICATION_ID: Final = 0x54525658
"""TRVX, at byte 68 of the file."""
Do = Callable[..., sqlite3.Cursor]

_PRAGMAS: Final = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",  # has carried a damaged page into a sound file
)
_READING: Final = (*_PRAGMAS, "PRAGMA query_only = ON")
_WRITING: Final = (
    # NORMAL loses acknowledged commits when the power goes. EXTRA is as FULL, and a journal that was removed
    # on opening or closing does not come back.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # without it INSERT OR REPLACE passes the triggers
    "PRAGMA secure_delete = ON",  # a destroyed document leaves no bytes in free pages
    "PRAGMA wal_autocheckpoint = 1000",  # here and in no other connection
)
_OTHER: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)
"""What SQLite says of a file that holds something else, or nothing whole."""


class Connections:
    """The connections to the log in *path*; with *lock*, which is released on closing, one that writes.

    Text is read as bytes: a damaged file may call anything text. Raises NotARecord.
    """

    def __init__(self, path: Path, *, lock: Lock | None) -> None:
        self.path = path
        self._lock = lock
        self._writing = threading.Lock()
        self._reading = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        self._open = True
        try:
            with faults(path):
                if lock is not None:
                    self._live_writer()
                self.origin = _recognised(self._live_reader(), path)
        except BaseException:
            self.close()
            raise

    def rows(self, query: str, *values: object) -> list[Any]:
        """What *query* finds."""
        with self._reading, faults(self.path):
            try:
                return self._live_reader().execute(query, values).fetchall()
            except sqlite3.Error:
                _dropped(self._reader)
                self._reader = None
                raise

    @contextmanager
    def transaction(self) -> Iterator[Do]:
        """A transaction that ends in a durable commit, or as if it had not begun."""
        with self._writing, faults(self.path):
            writer = self._live_writer()
            try:
                writer.execute("BEGIN IMMEDIATE")
                yield writer.execute
                writer.execute("COMMIT")
            except sqlite3.Error:
                # It may be stuck, as when the disk was full while SQLite opened a file beside the database.
                _dropped(writer)
                self._writer = None
                raise
            except BaseException:
                with suppress(sqlite3.Error):
                    writer.execute("ROLLBACK")
                raise

    def _live_reader(self) -> sqlite3.Connection:
        self._check_open()
        if self._reader is None:
            self._reader = _looking(self.path)
        return self._reader

    def _live_writer(self) -> sqlite3.Connection:
        self._check_open()
        if self._lock is None:
            raise StoreFault(f"{self.path} is open to read only.")
        if self._writer is None:
            self._writer = _writing(self.path)
        return self._writer

    def _check_open(self) -> None:
        if not self._open:
            raise StoreFault(f"{self.path} was closed; open it again.")

    def empty_the_log_file(self) -> None:
        """Carry what is in the WAL over into the database, and cut it to nothing: it holds old pages."""
        with self._writing, faults(self.path):
            busy, *_ = self._live_writer().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreFault(
                f"{self.path}-wal still holds old pages, since somebody is reading {self.path}: what was"
                " destroyed can be found there. Let them end, and destroy it once more."
            )

    def copy_to(self, path: Path) -> None:
        """Copy the database as it is now to *path*, not there or empty, while others go on writing."""
        with faults(path), closing(_connected(self.path, "ro", _PRAGMAS)) as copying:
            copying.execute("VACUUM INTO ?", (str(path),))

    def close(self) -> None:
        """Close them; if nobody else has the file open, it is left with nothing beside it."""
        reader, writer, lock = self._reader, self._writer, self._lock
        self._reader = self._writer = self._lock = None
        self._open = False
        _dropped(reader)
        if writer is not None:
            with suppress(sqlite3.Error):
                writer.execute("PRAGMA busy_timeout = 0")
                writer.execute("PRAGMA journal_mode = DELETE")
        _dropped(writer)
        if lock is not None:
            lock.release()


def make(path: Path, origin: str) -> None:
    """Make the file of an empty log, whole or not at all. Raises NotARecord if something is at *path*."""
    beside = path.with_name(path.name + ".new")
    try:
        if path.exists():
            raise NotARecord(f"{path} is there already; a new record needs a new name.")
        beside.unlink(missing_ok=True)
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with faults(path), closing(sqlite3.connect(beside, isolation_level=None)) as connection:
            schema = resources.files("travaux.store").joinpath("sql/sqlite.sql").read_text("utf-8")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.executescript(f"PRAGMA synchronous = EXTRA; BEGIN; {schema}")
            connection.executemany("INSERT INTO meta VALUES (?, ?)", _meta(origin).items())
            connection.execute("INSERT INTO head VALUES (0, 0, ?)", (Frontier().to_bytes(),))
            connection.execute("COMMIT")
        beside.rename(path)  # whoever holds the right to write makes it: nobody else is in between
        sync_folder(path.absolute().parent)
    except OSError as fault:
        raise StoreFault(f"{path} cannot be made: {fault.strerror}.") from fault


def blob(value: object, what: str, path: Path) -> bytes:
    """Give back *value*. Raises Damaged if it is no bytes, whatever the table was declared to hold."""
    if not isinstance(value, bytes):
        raise Damaged(f"{what} in {path} is not made of bytes. Take the record from a backup and verify it.")
    return value


def blobs(values: Sequence[object], what: str, path: Path) -> Sequence[bytes]:
    """Give back *values*. Raises Damaged if one of them is no bytes."""
    if set(map(type, values)) - {bytes}:
        for value in values:
            blob(value, what, path)
    return cast("Sequence[bytes]", values)


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Raise StoreFault for what SQLite raises."""
    try:
        yield
    except (sqlite3.Error, sqlite3.Warning, UnicodeError) as fault:
        raise StoreFault(
            phrase(
                "{where}: {why}. Nothing was acknowledged; when the cause is removed, do the same again.",
                where=path,
                why=f"{fault} ({_name(fault)})",
            )
        ) from fault


def _name(fault: Exception) -> str:
    return str(getattr(fault, "sqlite_errorname", type(fault).__name__))


def _connected(path: Path, mode: str, pragmas: Sequence[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,  # one thread at a time, by the locks above
        timeout=5.0,
    )
    connection.text_factory = bytes
    try:
        for pragma in pragmas:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _dropped(connection: sqlite3.Connection | None) -> None:
    """Close *connection*; whatever it had not committed is as if it had not begun."""
    if connection is not None:
        with suppress(sqlite3.Error):
            connection.close()


def _writing(path: Path) -> sqlite3.Connection:
    """A connection that writes; it changes nothing of a file that may be somebody else's."""
    writer = _connected(path, "rw", _PRAGMAS)
    try:
        _recognised(writer, path)
        for pragma in _WRITING:
            writer.execute(pragma)
    except BaseException:
        writer.close()
        raise
    return writer


def _looking(path: Path) -> sqlite3.Connection:
    """A connection that looks."""
    reader = _connected(path, "ro", ())
    try:
        try:
            _recognised(reader, path)
        except sqlite3.OperationalError as fault:
            if _name(fault) != "SQLITE_READONLY_ROLLBACK":
                raise
            _roll_back(path)
        for pragma in _READING:
            reader.execute(pragma)
    except BaseException:
        reader.close()
        raise
    return reader


def _roll_back(path: Path) -> None:
    """Let SQLite undo what a process began that was killed while it opened or closed the file."""
    lock = Lock.taken(lock_file(path), wait=2.0)
    try:
        with closing(_connected(path, "rw", _PRAGMAS)) as writer:
            _recognised(writer, path)
    finally:
        lock.release()


def lock_file(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _recognised(connection: sqlite3.Connection, path: Path) -> str:
    """Return the origin. Raises NotARecord."""
    try:
        ((application,),) = connection.execute("PRAGMA application_id")
        known = application == APPLICATION_ID
        meta = dict(connection.execute("SELECT key, value FROM meta").fetchall()) if known else {}
    except sqlite3.Error as fault:
        if getattr(fault, "sqlite_errorcode", None) not in _OTHER:
            raise
        raise NotARecord(f"{path} cannot be read as a record: {fault}.") from fault
    if b"origin" not in meta:
        raise NotARecord(f"{path} is no record: name the .travaux file of a negotiation.")
    found = {
        key: blob(value, "what is said of the log", path).decode("utf-8", "replace")
        for key, value in meta.items()
    }
    if found.get(b"format") != str(FORMAT):
        raise NotARecord(
            f"{path} has format {found.get(b'format')}; this version reads format {FORMAT}."
            " Open it with the version that wrote it, or a later one."
        )
    origin = found[b"origin"]
    if found != {key.encode(): value for key, value in _meta(origin).items()}:
        raise Damaged(
            f"the name of the log in {path} is damaged. Take the record from a backup and verify it."
        )
    return origin


def _meta(origin: str) -> dict[str, str]:
    """What a file says of itself. The name is in no leaf as such, so it has a digest to be checked by."""
    digest = hashlib.sha256(f"{origin}\n{FORMAT}\n".encode()).hexdigest()
    return {"origin": origin, "format": str(FORMAT), "digest": digest}

"""One log in one SQLite file, written by one connection of one process."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import resources
from pathlib import Path
from typing import Any, Final, Self

from travaux.record.tree import Frontier, Hash
from travaux.store.extension import NewLeaf, extension, read_back
from travaux.store.fault import (
    NotARecord,
    StoreFault,
    head_moved,
    missing,
    nonce_taken,
)
from travaux.store.head_file import HeadFile, sync_folder
from travaux.store.lock import Lock
from travaux.store.store import FORMAT, Document, Note, agree, in_order, named, repeated, the_document

APPLICATION_ID: Final = 0x54525658
"""TRVX, at byte 68 of the file."""
CHUNK: Final = 512
"""Leaves read at once."""
_OTHER: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)
"""What SQLite says of a file that holds something else, or nothing whole."""
_PRAGMAS: Final = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",  # has carried a damaged page into a sound file
)
_WRITING: Final = (
    *_PRAGMAS,
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # NORMAL loses acknowledged commits when the power goes
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # without it INSERT OR REPLACE passes the triggers
    "PRAGMA secure_delete = ON",  # a destroyed document leaves no bytes in free pages
    "PRAGMA wal_autocheckpoint = 1000",  # here and in no other connection
)
_READING: Final = (*_PRAGMAS, "PRAGMA query_only = ON")


class SqliteStore:
    """A log in the file *path*: `create`, `open` to write, `reading` to look.

    Writing is guarded by ``path.lock``, held until ``close``; the head last signed is in ``path.head``.
    """

    def __init__(self, path: Path, *, lock: Lock | None) -> None:
        self.path = path
        self._lock = lock
        self._writing = threading.Lock()
        self._reading = threading.Lock()
        self._writer: sqlite3.Connection | None = None
        self._reader: sqlite3.Connection | None = None
        try:
            self._origin = self._recognised()  # before anything of what may be somebody else's is changed
            if lock is not None:
                self._writer = self._connected("rw", _WRITING)
        except BaseException:
            self.close()
            raise
        self._head_file = HeadFile(path=_beside(path, ".head"), origin=self._origin)

    @classmethod
    def create(cls, path: Path, *, origin: str) -> Self:
        """Make a new, empty log, open to write. Raises NotARecord if there is anything at *path*."""
        lock = Lock.taken(_beside(path, ".lock"), wait=0)
        try:
            _make(path, origin)
            HeadFile(path=_beside(path, ".head"), origin=origin).keep(Frontier())
        except BaseException:
            lock.release()
            raise
        return cls(path, lock=lock)

    @classmethod
    def open(cls, path: Path, *, wait: float = 2.0) -> Self:
        """Open the log to write. Raises InUse if somebody else still does after *wait* seconds."""
        if not path.is_file():
            raise NotARecord(f"{path} is not there, or is no file: name the .travaux file of a negotiation.")
        return cls(path, lock=Lock.taken(_beside(path, ".lock"), wait=wait))

    @classmethod
    def reading(cls, path: Path) -> Self:
        """Open the log to look at it, whoever is writing."""
        if not path.is_file():
            raise NotARecord(f"{path} is not there, or is no file: name the .travaux file of a negotiation.")
        return cls(path, lock=None)

    @property
    def origin(self) -> str:
        return self._origin

    def head(self) -> Frontier:
        return _head(self._rows("SELECT n, frontier FROM head"), self.path)

    def append(self, batch: Sequence[NewLeaf], head_before: Frontier) -> Frontier:
        for nonce in repeated(batch):
            raise nonce_taken(nonce, None)
        with self._transaction() as do:
            found = _head(do("SELECT n, frontier FROM head").fetchall(), self.path)
            if found != head_before:
                raise head_moved(self._origin, expected=head_before, found=found)
            added = extension(found, batch, lambda *place: self._hashes(_all(do), *place))
            for row in added.rows:
                for (index,) in do("SELECT idx FROM entry WHERE nonce = ?", (row.nonce,)).fetchall():
                    raise nonce_taken(row.nonce, index)
                do("INSERT INTO entry VALUES (?, ?, ?, ?)", (row.index, row.hash, row.leaf, row.nonce))
            for tile in added.tiles:
                do("INSERT INTO tile VALUES (?, ?, ?, ?)", (tile.level, tile.n, tile.data, tile.root))
            if added.rows:
                do("UPDATE head SET n = ?, frontier = ?", (added.head.size, added.head.to_bytes()))
            stored = do("SELECT leaf, lh FROM entry WHERE idx >= ? ORDER BY idx", (found.size,)).fetchall()
            read_back(added, stored, self._origin)
        return added.head

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        stop = self.head().size if stop is None else stop
        for first in range(start, stop, CHUNK):
            last = min(first + CHUNK, stop)
            query = "SELECT idx, leaf FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx"
            yield from in_order(self._rows(query, first, last), first, last, self._origin)

    def hashes(self, level: int, start: int, stop: int) -> tuple[Hash, ...]:
        return self._hashes(self._rows, level, start, stop)

    def _hashes(self, rows: Callable[..., list[Any]], level: int, start: int, stop: int) -> tuple[Hash, ...]:
        if level == 0:
            found = rows("SELECT lh FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx", start, stop)
        else:
            found = rows(
                "SELECT root FROM tile WHERE level = ? AND n >= ? AND n < ? ORDER BY n",
                level - 1,
                start,
                stop,
            )
        if len(found) != max(0, stop - start):
            raise missing(f"a hash at level {level}, from", start, self._origin)
        return tuple(Hash(one) for (one,) in found)

    def tile(self, level: int, n: int) -> bytes | None:
        rows = self._rows("SELECT data FROM tile WHERE level = ? AND n = ?", level, n)
        return bytes(rows[0][0]) if rows else None

    def index_of(self, nonce: bytes) -> int | None:
        rows = self._rows("SELECT idx FROM entry WHERE nonce = ?", nonce)
        return int(rows[0][0]) if rows else None

    def put_document(self, document: Document) -> None:
        with self._transaction() as do:
            do("INSERT INTO blob VALUES (?, ?) ON CONFLICT DO NOTHING", (document.name, document.data))
            do("INSERT INTO salt VALUES (?, ?) ON CONFLICT DO NOTHING", (document.name, document.salt))

    def document(self, name: bytes) -> Document | None:
        rows = self._rows("SELECT data, salt FROM blob JOIN salt USING (h) WHERE h = ?", name)
        return the_document(name, Document(data=rows[0][0], salt=rows[0][1])) if rows else None

    def document_names(self) -> tuple[bytes, ...]:
        return tuple(name for (name,) in self._rows("SELECT h FROM blob ORDER BY h"))

    def destroy_document(self, name: bytes) -> bool:
        with self._transaction() as do:
            do("DELETE FROM salt WHERE h = ?", (name,))
            done = do("DELETE FROM blob WHERE h = ?", (name,)).rowcount > 0
        self._emptied()
        return done

    def _emptied(self) -> None:
        """Carry the log file into the database and cut it to nothing: it holds old pages too."""
        with self._writing, _faults(self.path):
            busy, *_ = self._write("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreFault(
                f"the document is destroyed, but a reader of {self.path} keeps an old page of it in"
                f" {self.path}-wal. Close the readers and destroy it once more."
            )

    def put_checkpoint(self, size: int, note: bytes) -> None:
        self._put("checkpoint", size, "", note)
        (kept,) = self._notes("size = ?", "checkpoint", size)
        agree(kept, note)

    def checkpoints(self, start: int = 0, stop: int | None = None) -> tuple[Note, ...]:
        if stop is None:
            return self._notes("size >= ?", "checkpoint", start)
        return self._notes("size >= ? AND size < ?", "checkpoint", start, stop)

    def latest_checkpoint(self) -> Note | None:
        found = self._notes("size = (SELECT max(size) FROM note WHERE kind = 'checkpoint')", "checkpoint")
        return found[0] if found else None

    def put_cosignature(self, size: int, by: str, note: bytes) -> None:
        self._put("cosignature", size, by, note)

    def cosignatures(self, size: int) -> tuple[Note, ...]:
        return self._notes("size = ?", "cosignature", size)

    def put_timestamp(self, size: int, by: str, token: bytes) -> None:
        self._put("timestamp", size, by, token)

    def timestamps(self, size: int) -> tuple[Note, ...]:
        return self._notes("size = ?", "timestamp", size)

    def _put(self, kind: str, size: int, by: str, data: bytes) -> None:
        with self._transaction() as do:
            do("INSERT INTO note VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", (kind, size, by, data))

    def _notes(self, which: str, kind: str, *values: int) -> tuple[Note, ...]:
        rows = self._rows(
            f"SELECT size, by, data FROM note WHERE kind = ? AND {which} ORDER BY size, by",  # noqa: S608
            kind,
            *values,
        )
        return tuple(Note(size=size, by=by, data=data) for size, by, data in rows)

    def kept(self) -> Frontier | None:
        return self._head_file.kept()

    def keep(self, head: Frontier) -> None:
        self._head_file.keep(head)

    def copy_to(self, path: Path) -> None:
        """Copy the log as it is now to *path*, which must not be there, while others go on writing."""
        copying = self._connected("ro", _PRAGMAS)
        try:
            with _faults(path):
                copying.execute("VACUUM INTO ?", (str(path),))
        finally:
            copying.close()

    def close(self) -> None:
        """Close it; if nobody else has it open, what is left is one file and nothing beside it."""
        with suppress(sqlite3.Error):
            if self._reader is not None:
                self._reader.close()
        with suppress(sqlite3.Error):
            if self._writer is not None:
                self._writer.execute("PRAGMA busy_timeout = 0")
                self._writer.execute("PRAGMA journal_mode = DELETE")
        with suppress(sqlite3.Error):
            if self._writer is not None:
                self._writer.close()
        self._reader = self._writer = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connected(self, mode: str, pragmas: Sequence[str]) -> sqlite3.Connection:
        with _faults(self.path):
            connection = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}",
                uri=True,
                isolation_level=None,
                check_same_thread=False,  # one thread at a time, by the locks above
                timeout=5.0,
            )
            for pragma in pragmas:
                connection.execute(pragma)
            return connection

    def _recognised(self) -> str:
        """Return the origin. Raises NotARecord."""
        try:
            self._reader = self._connected("ro", _READING)
            ((application,),) = self._rows("PRAGMA application_id")
            meta = dict(self._rows("SELECT key, value FROM meta")) if application == APPLICATION_ID else {}
        except StoreFault as fault:
            if getattr(fault.__cause__, "sqlite_errorcode", None) not in _OTHER:
                raise
            raise NotARecord(f"{self.path} cannot be read as a record: {fault.__cause__}.") from fault
        if "origin" not in meta:
            raise NotARecord(f"{self.path} is no record: name the .travaux file of a negotiation.")
        if meta.get("format") != str(FORMAT):
            raise NotARecord(
                f"{self.path} has format {meta.get('format')}; this version reads format {FORMAT}."
                " Open it with the version that wrote it, or a later one."
            )
        return str(meta["origin"])

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._reading, _faults(self.path):
            if self._reader is None:
                raise closed(self.path)
            return self._reader.execute(query, values).fetchall()

    def _write(self, query: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        if self._writer is None:
            raise (
                closed(self.path)
                if self._reader is None
                else StoreFault(f"{self.path} is open to read only.")
            )
        return self._writer.execute(query, values)

    @contextmanager
    def _transaction(self) -> Iterator[Callable[..., sqlite3.Cursor]]:
        """A transaction that ends in a durable commit, or as if it had not begun."""
        with self._writing, _faults(self.path):
            self._write("BEGIN IMMEDIATE")
            try:
                yield self._write
                self._write("COMMIT")
            except BaseException:
                if self._writer is not None and self._writer.in_transaction:
                    with suppress(sqlite3.Error):
                        self._writer.execute("ROLLBACK")
                raise


def closed(path: Path) -> StoreFault:
    return StoreFault(f"{path} was closed; open it again.")


def _make(path: Path, origin: str) -> None:
    named(origin)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as fault:
        raise NotARecord(f"{path} is there already; a new record needs a new name.") from fault
    except OSError as fault:
        raise StoreFault(f"{path} cannot be made: {fault.strerror}.") from fault
    with _faults(path):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            for pragma in (f"PRAGMA application_id = {APPLICATION_ID}", *_WRITING):
                connection.execute(pragma)
            schema = resources.files("travaux.store").joinpath("sql/sqlite.sql").read_text("utf-8")
            connection.executescript(f"BEGIN; {schema}")
            connection.execute("INSERT INTO meta VALUES ('origin', ?), ('format', ?)", (origin, str(FORMAT)))
            connection.execute("INSERT INTO head VALUES (0, 0, ?)", (Frontier().to_bytes(),))
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            connection.close()
    sync_folder(path.absolute().parent)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _head(rows: list[Any], path: Path) -> Frontier:
    try:
        ((size, data),) = rows
        head = Frontier.from_bytes(data)
    except ValueError as fault:
        raise NotARecord(f"{path} has no readable head. Take it from a backup and verify it.") from fault
    if head.size != size:
        raise NotARecord(
            f"{path} says {size} leaves, its head {head.size}. Take it from a backup and verify it."
        )
    return head


def _all(do: Callable[..., sqlite3.Cursor]) -> Callable[..., list[Any]]:
    return lambda query, *values: do(query, values).fetchall()


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, sqlite3.Warning, OSError) as fault:
        name = getattr(fault, "sqlite_errorname", type(fault).__name__)
        raise StoreFault(
            f"{path}: {fault} ({name}). Nothing was acknowledged; when the cause is removed, do the same"
            " again."
        ) from fault

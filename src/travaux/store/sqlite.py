"""One log in one SQLite file, written by one connection of one process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self, cast

from travaux.record.tree import Frontier, Hash
from travaux.store.carried import Carried
from travaux.store.connections import Connections, Do, blob, blobs, lock_file, make
from travaux.store.extension import NewLeaf, extension, read_back
from travaux.store.fault import Damaged, NotARecord, Recovery, head_moved, missing, nonce_taken
from travaux.store.head_file import HeadFile
from travaux.store.lock import Lock
from travaux.store.store import Document, Note, agree, in_order, named, repeated, the_document

_CARRIED: Final = (
    """CREATE TABLE IF NOT EXISTS carried
       (place TEXT NOT NULL, at TEXT NOT NULL, frontier BLOB NOT NULL) STRICT""",
    """CREATE TRIGGER IF NOT EXISTS entry_elsewhere BEFORE INSERT ON entry
       BEGIN SELECT raise(ABORT, 'this log was carried elsewhere, and takes no more entries here'); END""",
)
"""What a file gets that is a copy from then on. The trigger holds for any program, whatever it knows."""
CHUNK: Final = 512
"""Leaves read at once."""


class SqliteStore:
    """A log in the file *path*: `create`, `open` to write, `reading` to look.

    Writing is guarded by ``path.lock``, held until ``close``; the head last signed is in ``path.head``.
    """

    def __init__(self, path: Path, *, lock: Lock | None) -> None:
        self.path = path
        self._file = Connections(path, lock=lock)
        self._head_file = HeadFile(path=_head_file(path), origin=self._file.origin)

    @classmethod
    def create(cls, path: Path, *, origin: str) -> Self:
        """Make a new, empty log, open to write. Raises NotARecord if there is anything at *path*.

        Raises Recovery if a head was signed of a log that was at *path* before.
        """
        named(origin)
        lock = Lock.taken(lock_file(path), wait=0)
        try:
            _check_new(path, origin)
            HeadFile(path=_head_file(path), origin=origin).keep(Frontier())
            make(path, origin)
        except BaseException:
            lock.release()
            raise
        return cls(path, lock=lock)

    @classmethod
    def open(cls, path: Path, *, wait: float = 2.0, carried: bool = False) -> Self:
        """Open the log to write. Raises InUse if somebody else still does after *wait* seconds.

        Raises LivesElsewhere if it was carried away; with *carried*, that one too, to be carried once more.
        """
        _check_there(path)
        store = cls(path, lock=Lock.taken(lock_file(path), wait=wait))
        try:
            if not carried:
                store.check_lives_here()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def reading(cls, path: Path) -> Self:
        """Open the log to look at it, whoever is writing."""
        _check_there(path)
        return cls(path, lock=None)

    @property
    def origin(self) -> str:
        return self._file.origin

    def head(self) -> Frontier:
        return _head(self._file.rows("SELECT n, frontier FROM head"), self.path)

    def append(self, batch: Sequence[NewLeaf], head_before: Frontier) -> Frontier:
        for nonce in repeated(batch):
            raise nonce_taken(nonce, None)
        with self._file.transaction() as do:
            found = _head(do("SELECT n, frontier FROM head").fetchall(), self.path)
            if found != head_before:
                raise head_moved(self.origin, expected=head_before, found=found)
            added = extension(found, batch, lambda *place: self._hashes(_all(do), *place))
            taken = _places(_all(do), [row.nonce for row in added.rows])
            for row in added.rows:
                if row.nonce in taken:
                    raise nonce_taken(row.nonce, taken[row.nonce])
                do("INSERT INTO entry VALUES (?, ?, ?, ?)", (row.index, row.hash, row.leaf, row.nonce))
            for tile in added.tiles:
                do("INSERT INTO tile VALUES (?, ?, ?, ?)", (tile.level, tile.n, tile.data, tile.root))
            if added.rows:
                do("UPDATE head SET n = ?, frontier = ?", (added.head.size, added.head.to_bytes()))
            stored = do("SELECT leaf, lh FROM entry WHERE idx >= ? ORDER BY idx", (found.size,)).fetchall()
            read_back(added, stored, self.origin)
        return added.head

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        stop = self.head().size if stop is None else stop
        for first in range(start, stop, CHUNK):
            last = min(first + CHUNK, stop)
            query = "SELECT idx, leaf FROM entry WHERE idx >= ? AND idx < ? ORDER BY idx"
            leaves = in_order(self._file.rows(query, first, last), first, last, self.origin)
            yield from blobs(leaves, "a leaf", self.path)

    def hashes(self, level: int, start: int, stop: int) -> tuple[Hash, ...]:
        return self._hashes(self._file.rows, level, start, stop)

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
            raise missing(f"a hash at level {level}, from", start, self.origin)
        return cast("tuple[Hash, ...]", tuple(blobs([one for (one,) in found], "a hash", self.path)))

    def tile(self, level: int, n: int) -> bytes | None:
        rows = self._file.rows("SELECT data FROM tile WHERE level = ? AND n = ?", level, n)
        return blob(rows[0][0], "a tile", self.path) if rows else None

    def index_of(self, nonce: bytes) -> int | None:
        rows = self._file.rows("SELECT idx FROM entry WHERE nonce = ?", nonce)
        return int(rows[0][0]) if rows else None

    def places(self, nonces: Sequence[bytes]) -> Mapping[bytes, int]:
        return _places(self._file.rows, nonces)

    def put_document(self, document: Document) -> None:
        with self._file.transaction() as do:
            do("INSERT INTO blob VALUES (?, ?) ON CONFLICT DO NOTHING", (document.name, document.data))
            do("INSERT INTO salt VALUES (?, ?) ON CONFLICT DO NOTHING", (document.name, document.salt))

    def document(self, name: bytes) -> Document | None:
        rows = self._file.rows("SELECT data, salt FROM blob JOIN salt USING (h) WHERE h = ?", name)
        if not rows:
            return None
        data, salt = (blob(part, "a document", self.path) for part in rows[0])
        return the_document(name, Document(data=data, salt=salt))

    def document_names(self) -> tuple[bytes, ...]:
        rows = self._file.rows("SELECT h FROM blob ORDER BY h")
        return tuple(blob(name, "the name of a document", self.path) for (name,) in rows)

    def destroy_document(self, name: bytes) -> bool:
        with self._file.transaction() as do:
            do("DELETE FROM salt WHERE h = ?", (name,))
            done = do("DELETE FROM blob WHERE h = ?", (name,)).rowcount > 0
        self._file.empty_the_log_file()
        return done

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
        with self._file.transaction() as do:
            do("INSERT INTO note VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", (kind, size, by, data))

    def _notes(self, which: str, kind: str, *values: int) -> tuple[Note, ...]:
        rows = self._file.rows(
            f"SELECT size, by, data FROM note WHERE kind = ? AND {which} ORDER BY size, by",  # noqa: S608
            kind,
            *values,
        )
        return tuple(
            Note(
                size=size,
                by=blob(by, "a name", self.path).decode("utf-8", "replace"),
                data=blob(data, "a note", self.path),
            )
            for size, by, data in rows
        )

    def kept(self) -> Frontier | None:
        return self._head_file.kept()

    def keep(self, head: Frontier) -> None:
        self._head_file.keep(head)

    def hold(self) -> int:
        return 1  # a lock of the operating system ends with the process, not before

    def check_lives_here(self) -> None:
        if (carried := self.carried()) is not None:
            raise carried.fault(self.path)

    def carried(self) -> Carried | None:
        """Return where the log went last; None if it lives here. Raises Damaged."""
        if not self._file.rows("SELECT 1 FROM sqlite_schema WHERE name = 'carried'"):
            return None
        try:
            *_, found = self._file.rows("SELECT place, at, frontier FROM carried ORDER BY rowid")
            place, at, head = (blob(one, "where the log was carried", self.path) for one in found)
            return Carried(place=place.decode(), at=at.decode(), head=Frontier.from_bytes(head))
        except ValueError as fault:
            raise Damaged(
                f"{self.path} was carried to another place, and what it says of that is damaged. It takes no"
                " more entries here: find out where the record lives."
            ) from fault

    def carry(self, carried: Carried) -> None:
        """Say in the file, for good, that the log lives elsewhere: no leaf is appended from then on.

        Raises HeadMoved if its head is not the one that was carried.
        """
        with self._file.transaction() as do:
            found = _head(do("SELECT n, frontier FROM head").fetchall(), self.path)
            if found != carried.head:
                raise head_moved(self.origin, expected=carried.head, found=found)
            for statement in _CARRIED:
                do(statement)
            do("INSERT INTO carried VALUES (?, ?, ?)", (carried.place, carried.at, found.to_bytes()))

    def forget_kept(self) -> None:
        """Take the head file away, as it is of any copy; nothing happens if there is none."""
        self._head_file.remove()

    def check(self) -> None:
        found = self._file.rows("PRAGMA integrity_check")
        if found != [(b"ok",)]:
            said = blob(found[0][0], "what SQLite finds", self.path).decode("utf-8", "replace")
            raise Damaged(f"{self.path}: {said}. Take the record from a backup and verify it.")

    def copy_to(self, path: Path) -> None:
        """Copy the log as it is now to *path*, not there or empty, while others go on writing."""
        self._file.copy_to(path)

    def close(self) -> None:
        """Close it; if nobody else has it open, what is left is one file, its head file and its lock."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _check_there(path: Path) -> None:
    if not path.is_file():
        raise NotARecord(f"{path} is not there, or is no file: name the .travaux file of a negotiation.")


def _check_new(path: Path, origin: str) -> None:
    """Raise Recovery if a head was signed of a log at *path*: a new one would contradict it."""
    kept = None if path.exists() else HeadFile(path=_head_file(path), origin=origin).kept()
    if kept is not None and kept.size > 0:
        raise Recovery(
            f"{path} is gone, and {_head_file(path)} says that a head of {kept.size} leaves was signed."
            " Restore the record from a backup; a new one under its name would contradict it."
        )


def _head_file(path: Path) -> Path:
    return path.with_name(path.name + ".head")


def _head(rows: list[Any], path: Path) -> Frontier:
    try:
        ((size, data),) = rows
        head = Frontier.from_bytes(blob(data, "the head", path))
    except ValueError as fault:
        raise Damaged(f"{path} has no readable head. Take it from a backup and verify it.") from fault
    if head.size != size:
        raise Damaged(
            f"{path} says {size} leaves, its head {head.size}. Take it from a backup and verify it."
        )
    return head


def _places(rows: Callable[..., list[Any]], nonces: Sequence[bytes]) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for start in range(0, len(nonces), CHUNK):
        some = nonces[start : start + CHUNK]
        asked = f"SELECT nonce, idx FROM entry WHERE nonce IN ({','.join('?' * len(some))})"  # noqa: S608
        found |= {bytes(nonce): int(index) for nonce, index in rows(asked, *some)}
    return found


def _all(do: Do) -> Callable[..., list[Any]]:
    return lambda query, *values: do(query, values).fetchall()

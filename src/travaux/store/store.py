"""What every store of a log keeps and promises, and the one that keeps it in memory.

A store knows bytes only: leaves, their hashes, documents, checkpoints, cosignatures. What a leaf says, and
whether it may be appended, is decided before it comes here (`writer.py`).
"""

from __future__ import annotations

import hashlib
import hmac
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from travaux.record.checkpoint import BadCheckpoint, Checkpoint
from travaux.record.tree import EMPTY, Frontier, Hash, Tile
from travaux.store.extension import Extension, NewLeaf, extension
from travaux.store.fault import Contradiction, NotARecord, NotTheDocument, head_moved, missing, nonce_taken

FORMAT: Final = 1
"""The version of what is kept. Leaves are never migrated; a store of a later version is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document off the log: its bytes as received, and the salt that hides them in their name."""

    data: bytes
    salt: bytes

    @property
    def name(self) -> bytes:
        """HMAC-SHA256 of the bytes under the salt: what an entry names the document by."""
        return hmac.digest(self.salt, self.data, hashlib.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Bytes that somebody made about the log at one size: a checkpoint, a cosignature, a time stamp."""

    size: int
    by: str
    data: bytes


class Store(Protocol):
    """One log. Every method raises StoreFault when the store fails; a failed write has changed nothing.

    Reading is open to all threads; one at a time may call ``append``, and it does so through a `Writer`.
    """

    @property
    def origin(self) -> str:
        """The line that names the log in every checkpoint."""
        ...

    def head(self) -> Frontier: ...

    def append(self, batch: Sequence[NewLeaf], head_before: Frontier) -> Frontier:
        """Append all of *batch* in one transaction, and return the head after, durable.

        Leaves, hashes, completed tiles and head are written together. The leaves are read back and hashed
        anew before the transaction ends. Raises HeadMoved, NonceTaken, Damaged.
        """
        ...

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Read the leaves *start* to *stop* (to the head) in order. Raises Damaged where one is missing."""
        ...

    def hashes(self, level: int, start: int, stop: int) -> tuple[Hash, ...]:
        """Read subtree hashes: at *level* k each covers 256**k leaves. Raises Damaged if one is missing."""
        ...

    def tile(self, level: int, n: int) -> bytes | None:
        """Read a tile of 256 hashes; None as long as it is not full."""
        ...

    def index_of(self, nonce: bytes) -> int | None: ...

    def places(self, nonces: Sequence[bytes]) -> Mapping[bytes, int]:
        """Find where the leaves with these nonces stand, all at once; those that no leaf has are left out."""
        ...

    def put_document(self, document: Document) -> None:
        """Keep *document*; nothing happens if it is kept already."""
        ...

    def document(self, name: bytes) -> Document | None:
        """Return the document of that name; None if there is none, or none any more.

        Raises NotTheDocument if what is kept no longer gives the name.
        """
        ...

    def document_names(self) -> tuple[bytes, ...]:
        """Return the names of all documents that are kept, in order."""
        ...

    def destroy_document(self, name: bytes) -> bool:
        """Destroy bytes and salt, and say whether there were any. The name in the log then says nothing."""
        ...

    def put_checkpoint(self, size: int, note: bytes) -> None:
        """Keep the signed head of *size*. Raises Contradiction if another is kept for that size."""
        ...

    def checkpoints(self, start: int = 0, stop: int | None = None) -> tuple[Note, ...]:
        """Read the signed heads with start ≤ size < stop, by size."""
        ...

    def latest_checkpoint(self) -> Note | None: ...

    def put_cosignature(self, size: int, by: str, note: bytes) -> None:
        """Keep what *by* signed about the head of *size*. The first one stays: it is the earliest."""
        ...

    def cosignatures(self, size: int) -> tuple[Note, ...]:
        """Read the cosignatures of the head of *size*, by name."""
        ...

    def put_timestamp(self, size: int, by: str, token: bytes) -> None:
        """Keep the time stamp that authority *by* gave for the head of *size*. The first one stays."""
        ...

    def timestamps(self, size: int) -> tuple[Note, ...]:
        """Read the time stamps of the head of *size*, by authority."""
        ...

    def kept(self) -> Frontier | None:
        """Return the head that was last handed out for signing, from the second place."""
        ...

    def keep(self, head: Frontier) -> None:
        """Keep *head* in the second place, durable, before anybody signs it."""
        ...

    def hold(self) -> int:
        """Have the right to write, taken again where it was lost; how often it was taken, which is once.

        Where a session of a server holds it, it ends with that. Raises InUse, where somebody else has it.
        """
        ...

    def check_lives_here(self) -> None:
        """Raise LivesElsewhere if the log was carried away, StoreFault if it has not arrived yet."""
        ...

    def check(self) -> None:
        """Raise Damaged where the database itself can tell that it is: an index, a page, a row out of bounds.

        It seldom can. What can be told from the hashes is told by `audit.audit`, which calls this too.
        """
        ...

    def close(self) -> None: ...


class MemoryStore:
    """A log in memory: for tests, and for trying something out. It is gone when the program ends."""

    def __init__(self, origin: str) -> None:
        named(origin)
        self._origin = origin
        self._lock = threading.Lock()
        self._head = Frontier()
        self._leaves: list[bytes] = []
        self._levels: dict[int, list[Hash]] = {0: []}
        self._tiles: dict[tuple[int, int], Tile] = {}
        self._nonces: dict[bytes, int] = {}
        self._documents: dict[bytes, Document] = {}
        self._notes: dict[tuple[str, int, str], Note] = {}
        self._kept: Frontier | None = Frontier()

    @property
    def origin(self) -> str:
        return self._origin

    def head(self) -> Frontier:
        return self._head

    def append(self, batch: Sequence[NewLeaf], head_before: Frontier) -> Frontier:
        with self._lock:
            if self._head != head_before:
                raise head_moved(self.origin, expected=head_before, found=self._head)
            added = extension(head_before, batch, self.hashes)
            for nonce in repeated(batch):
                raise nonce_taken(nonce, None)
            for row in added.rows:
                if row.nonce in self._nonces:
                    raise nonce_taken(row.nonce, self._nonces[row.nonce])
            self._take(added)
            return self._head

    def _take(self, added: Extension) -> None:
        for row in added.rows:
            self._leaves.append(row.leaf)
            self._levels[0].append(row.hash)
            self._nonces[row.nonce] = row.index
        for tile in added.tiles:
            self._tiles[tile.level, tile.n] = tile
            self._levels.setdefault(tile.level + 1, []).append(tile.root)
        self._head = added.head

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        stop = self._head.size if stop is None else stop
        found = self._leaves[start:stop]
        if len(found) != max(0, stop - start):
            raise missing("leaf", start + len(found), self.origin)
        return iter(found)

    def hashes(self, level: int, start: int, stop: int) -> tuple[Hash, ...]:
        found = tuple(self._levels.get(level, [])[start:stop])
        if len(found) != max(0, stop - start):
            raise missing(f"hash at level {level}", start + len(found), self.origin)
        return found

    def tile(self, level: int, n: int) -> bytes | None:
        tile = self._tiles.get((level, n))
        return tile.data if tile else None

    def index_of(self, nonce: bytes) -> int | None:
        return self._nonces.get(nonce)

    def places(self, nonces: Sequence[bytes]) -> Mapping[bytes, int]:
        return {nonce: self._nonces[nonce] for nonce in nonces if nonce in self._nonces}

    def put_document(self, document: Document) -> None:
        self._documents[document.name] = document

    def document(self, name: bytes) -> Document | None:
        found = self._documents.get(name)
        return found and the_document(name, found)

    def document_names(self) -> tuple[bytes, ...]:
        return tuple(sorted(self._documents))

    def destroy_document(self, name: bytes) -> bool:
        return self._documents.pop(name, None) is not None

    def put_checkpoint(self, size: int, note: bytes) -> None:
        kept = self._notes.setdefault(("checkpoint", size, ""), Note(size=size, by="", data=note))
        agree(kept, note)

    def checkpoints(self, start: int = 0, stop: int | None = None) -> tuple[Note, ...]:
        return tuple(
            self._notes[key]
            for key in sorted(self._notes)
            if key[0] == "checkpoint" and key[1] >= start and (stop is None or key[1] < stop)
        )

    def latest_checkpoint(self) -> Note | None:
        return max(self.checkpoints(), key=lambda note: note.size, default=None)

    def put_cosignature(self, size: int, by: str, note: bytes) -> None:
        self._notes.setdefault(("cosignature", size, by), Note(size=size, by=by, data=note))

    def cosignatures(self, size: int) -> tuple[Note, ...]:
        return self._at("cosignature", size)

    def put_timestamp(self, size: int, by: str, token: bytes) -> None:
        self._notes.setdefault(("timestamp", size, by), Note(size=size, by=by, data=token))

    def timestamps(self, size: int) -> tuple[Note, ...]:
        return self._at("timestamp", size)

    def _at(self, kind: str, size: int) -> tuple[Note, ...]:
        return tuple(self._notes[key] for key in sorted(self._notes) if key[:2] == (kind, size))

    def kept(self) -> Frontier | None:
        return self._kept

    def keep(self, head: Frontier) -> None:
        self._kept = head

    def hold(self) -> int:
        return 1

    def check_lives_here(self) -> None:
        pass

    def check(self) -> None:
        pass

    def close(self) -> None:
        pass


def in_order(rows: Sequence[tuple[int, bytes]], start: int, stop: int, origin: str) -> Sequence[bytes]:
    """The leaves of *rows*, index and leaf. Raises Damaged unless their indexes are *start* to *stop*."""
    if [index for index, _ in rows] != list(range(start, stop)):
        for expected, (index, _) in enumerate(rows, start):
            if index != expected:
                raise missing("leaf", expected, origin)
        raise missing("leaf", start + len(rows), origin)
    return [leaf for _, leaf in rows]


def named(origin: str) -> None:
    """Raise NotARecord if *origin* cannot name a log."""
    try:
        Checkpoint(origin=origin, size=0, root=EMPTY)
    except BadCheckpoint as fault:
        raise NotARecord(
            f"{origin!r} cannot name a log: expected visible ASCII without spaces and plus signs, like"
            " meridian-2026."
        ) from fault


def repeated(batch: Sequence[NewLeaf]) -> Iterator[bytes]:
    """The nonces that stand in *batch* more than once."""
    seen: set[bytes] = set()
    for new in batch:
        if new.nonce in seen:
            yield new.nonce
        seen.add(new.nonce)


def the_document(name: bytes, found: Document) -> Document:
    """Give back *found*. Raises NotTheDocument unless it gives *name*."""
    if found.name != name:
        raise NotTheDocument(
            f"the document kept as {name.hex()} gives {found.name.hex()}: its bytes or its salt were changed"
            " where they are kept. Take it from a backup, or from a party that has it."
        )
    return found


def agree(kept: Note, note: bytes) -> None:
    """Raise Contradiction unless *note* is what is kept."""
    if kept.data != note:
        raise Contradiction(
            f"a checkpoint of size {kept.size} is kept, and another one for the same size was to be kept."
            " A log has one head for each size: find out who signed the other one before going on."
        )

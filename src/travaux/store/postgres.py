"""Logs in PostgreSQL, for teams: each is written by one session of a role that can add and look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any, Final, Self

from psycopg import sql
from psycopg.errors import UndefinedTable, UniqueViolation

from travaux.record.tree import Frontier, Hash
from travaux.store.conninfo import Connection, connected
from travaux.store.extension import NewLeaf, extension, read_back
from travaux.store.fault import NotARecord, StoreFault, head_moved, missing, nonce_taken
from travaux.store.head_file import HeadFile
from travaux.store.patient import SILENCE
from travaux.store.session import Sessions, asked, faults
from travaux.store.store import FORMAT, Document, Note, agree, in_order, named, repeated, the_document

CHUNK: Final = 512
"""Leaves read at once."""
LARGE: Final = 16 * 1024 * 1024
"""Bytes of a document for which the server may take as long again before it counts as silent."""
Rows = Callable[..., list[tuple[Any, ...]]]

_HELD: Final = "SELECT n, frontier FROM head WHERE neg = %(neg)s FOR UPDATE"
_APPEND: Final = """
    WITH held AS (SELECT neg, n, frontier FROM head WHERE neg = %(neg)s FOR UPDATE),
    written AS (
        INSERT INTO entry SELECT held.neg, added.* FROM held,
            unnest(%(indexes)b::bigint[], %(hashes)b::bytea[], %(leaves)b::bytea[], %(nonces)b::bytea[])
                AS added
        WHERE held.frontier = %(before)b
    ),
    moved AS (
        UPDATE head SET n = %(n)s, frontier = %(after)b FROM held
        WHERE head.neg = held.neg AND held.frontier = %(before)b
    )
    SELECT n, frontier FROM held"""
"""The head as it was, its row locked; if it is the one before, the rows are written and it moves on."""


def install(owner: str, *, role: str) -> None:
    """Make the schema as its *owner* (a connection string), and let *role* add and look.

    Raises NotARecord if the schema is there already.
    """
    schema = resources.files("travaux.store").joinpath("sql/postgres.sql").read_text("utf-8")
    grants = (
        "GRANT USAGE ON SCHEMA travaux TO {role}",
        "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA travaux TO {role}",
        "GRANT UPDATE (n, frontier) ON travaux.head TO {role}",
        "GRANT DELETE ON travaux.blob, travaux.salt TO {role}",
    )
    with faults("the database of the records"), connected(owner) as connection:
        if connection.execute("SELECT to_regnamespace('travaux')").fetchone() != (None,):
            raise NotARecord(
                "the schema travaux is in this database already. Use it, or take another database."
            )
        connection.execute(schema.encode())
        for grant in grants:
            connection.execute(sql.SQL(grant).format(role=sql.Identifier(role)))


def place_of(conninfo: str) -> str:
    """Name a database as people do: "the database records at db.example". No name of a role, no password."""
    with faults("the database of the records"), connected(conninfo) as connection:
        known = connection.info
        where = "" if known.host.startswith("/") or not known.host else f" at {known.host}"
        port = "" if known.port == POSTGRES_PORT else f", port {known.port}"
        return f"the database {known.dbname}{where}{port}"


class NotInstalled(StoreFault):
    """The database takes no records yet."""


POSTGRES_PORT: Final = 5432
"""Where PostgreSQL listens, unless it was told otherwise."""
ACCOUNTS: Final = "travaux_web"
"""The schema of the accounts of those who are served; the records have one of their own."""


class PostgresStore:
    """The log *origin* in the database *conninfo*: `create`, `open` to write, `reading` to look.

    Writing is guarded by a lock of the session, held until ``close`` or until the session ends. The heads
    handed out for signing are in a second table; a database restored from a backup brings that table back
    too, so name a *head_file* on another disk to have such a copy refused.
    """

    def __init__(self, conninfo: str, origin: str, *, writes: bool, head_file: Path | None = None) -> None:
        self._origin = origin
        self._head_file = HeadFile(path=head_file, origin=origin) if head_file is not None else None
        self._sessions = Sessions(conninfo, origin, writes=writes)
        self._lives_here = False
        try:
            self._recognise()
            if writes:
                with self._sessions.transaction():
                    pass  # takes the right to write
        except BaseException:
            self.close()
            raise

    @classmethod
    def create(
        cls, conninfo: str, *, origin: str, head_file: Path | None = None, arriving: bool = False
    ) -> Self:
        """Make a new, empty log, open to write. Raises NotARecord if there is one of that name.

        One that is *arriving* from elsewhere lives here only once a head is kept.
        """
        named(origin)
        try:
            with faults(origin), connected(conninfo) as connection:
                nothing = (origin, Frontier().to_bytes())
                connection.execute("INSERT INTO travaux.log VALUES (%s, %s)", (origin, FORMAT))
                connection.execute("INSERT INTO travaux.head VALUES (%s, 0, %s)", nothing)
                if not arriving:
                    connection.execute("INSERT INTO travaux.signed_head VALUES (%s, 0, %s)", nothing)
        except StoreFault as fault:
            if isinstance(fault.__cause__, UniqueViolation):
                raise NotARecord(f"{origin} is there already; a new record needs a new name.") from fault
            raise
        if head_file is not None:
            HeadFile(path=head_file, origin=origin).keep(Frontier())
        return cls(conninfo, origin, writes=True, head_file=head_file)

    @classmethod
    def open(cls, conninfo: str, *, origin: str, head_file: Path | None = None) -> Self:
        """Open the log to write. Raises InUse if another session writes to it."""
        return cls(conninfo, origin, writes=True, head_file=head_file)

    @classmethod
    def reading(cls, conninfo: str, *, origin: str) -> Self:
        """Open the log to look at it, whoever is writing."""
        return cls(conninfo, origin, writes=False)

    @property
    def origin(self) -> str:
        return self._origin

    def hold(self) -> int:
        return self._sessions.hold()

    def head(self) -> Frontier:
        return self._head(self._sessions.rows("SELECT n, frontier FROM head WHERE neg = %s", self._origin))

    def append(self, batch: Sequence[NewLeaf], head_before: Frontier) -> Frontier:
        for nonce in repeated(batch):
            raise nonce_taken(nonce, None)
        try:
            with self._sessions.transaction() as connection:
                return self._append(connection, batch, head_before)
        except StoreFault as fault:
            if isinstance(fault.__cause__, UniqueViolation):
                for new in batch:
                    if (index := self.index_of(new.nonce)) is not None:
                        raise nonce_taken(new.nonce, index) from fault
            raise

    def _append(self, connection: Connection, batch: Sequence[NewLeaf], head_before: Frontier) -> Frontier:
        """Write what appending adds to *head_before*, if that is the head.

        All of it goes to the server at once, and what was written comes back in one answer; the commit, after
        that was read, takes the second. Where the head is another one, nothing is written.
        """
        added = extension(head_before, batch, partial(self._hashes, partial(asked, connection)))
        before = head_before.to_bytes()
        for tile in added.tiles:
            connection.execute(
                "INSERT INTO tile SELECT neg, %s, %s, %b, %b FROM head WHERE neg = %s AND frontier = %b",
                (tile.level, tile.n, tile.data, tile.root, self._origin, before),
            )
        head = connection.execute(
            _APPEND if batch else _HELD,
            {
                "neg": self._origin,
                "before": before,
                "n": added.head.size,
                "after": added.head.to_bytes(),
                "indexes": [row.index for row in added.rows],
                "hashes": [row.hash for row in added.rows],
                "leaves": [row.leaf for row in added.rows],
                "nonces": [row.nonce for row in added.rows],
            },
            binary=True,
        )
        stored = connection.execute(
            "SELECT leaf, lh FROM entry WHERE neg = %s AND idx >= %s ORDER BY idx",
            (self._origin, head_before.size),
            binary=True,
        )
        found = self._head(head.fetchall())
        if found != head_before:
            raise head_moved(self._origin, expected=head_before, found=found)
        read_back(added, stored.fetchall(), self._origin)
        return added.head

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        stop = self.head().size if stop is None else stop
        for first in range(start, stop, CHUNK):
            last = min(first + CHUNK, stop)
            query = "SELECT idx, leaf FROM entry WHERE neg = %s AND idx >= %s AND idx < %s ORDER BY idx"
            yield from in_order(
                self._sessions.rows(query, self._origin, first, last), first, last, self._origin
            )

    def hashes(self, level: int, start: int, stop: int) -> tuple[Hash, ...]:
        return self._hashes(self._sessions.rows, level, start, stop)

    def _hashes(self, rows: Rows, level: int, start: int, stop: int) -> tuple[Hash, ...]:
        if level == 0:
            query = "SELECT lh FROM entry WHERE neg = %s AND idx >= %s AND idx < %s ORDER BY idx"
            found = rows(query, self._origin, start, stop)
        else:
            query = "SELECT root FROM tile WHERE neg = %s AND level = %s AND n >= %s AND n < %s ORDER BY n"
            found = rows(query, self._origin, level - 1, start, stop)
        if len(found) != max(0, stop - start):
            raise missing(f"a hash at level {level}, from", start, self._origin)
        return tuple(Hash(one) for (one,) in found)

    def tile(self, level: int, n: int) -> bytes | None:
        rows = self._sessions.rows(
            "SELECT data FROM tile WHERE neg = %s AND level = %s AND n = %s", self._origin, level, n
        )
        return bytes(rows[0][0]) if rows else None

    def index_of(self, nonce: bytes) -> int | None:
        rows = self._sessions.rows("SELECT idx FROM entry WHERE neg = %s AND nonce = %s", self._origin, nonce)
        return int(rows[0][0]) if rows else None

    def places(self, nonces: Sequence[bytes]) -> Mapping[bytes, int]:
        if not nonces:
            return {}
        rows = self._sessions.rows(
            "SELECT nonce, idx FROM entry WHERE neg = %s AND nonce = ANY(%b::bytea[])",
            self._origin,
            list(nonces),
        )
        return {bytes(nonce): int(index) for nonce, index in rows}

    def put_document(self, document: Document) -> None:
        large = len(document.data) / LARGE
        with self._sessions.transaction(silence=SILENCE * (1 + large)) as connection:
            for query, data in (
                ("INSERT INTO blob VALUES (%s, %b, %b) ON CONFLICT DO NOTHING", document.data),
                ("INSERT INTO salt VALUES (%s, %b, %b) ON CONFLICT DO NOTHING", document.salt),
            ):
                connection.execute(query, (self._origin, document.name, data))

    def document(self, name: bytes) -> Document | None:
        rows = self._sessions.rows(
            "SELECT data, salt FROM blob JOIN salt USING (neg, h) WHERE neg = %s AND h = %s",
            self._origin,
            name,
        )
        return the_document(name, Document(data=rows[0][0], salt=rows[0][1])) if rows else None

    def document_names(self) -> tuple[bytes, ...]:
        found = self._sessions.rows("SELECT h FROM blob WHERE neg = %s ORDER BY h", self._origin)
        return tuple(bytes(name) for (name,) in found)

    def destroy_document(self, name: bytes) -> bool:
        with self._sessions.transaction() as connection:
            connection.execute("DELETE FROM salt WHERE neg = %s AND h = %b", (self._origin, name))
            return bool(
                asked(
                    connection, "DELETE FROM blob WHERE neg = %s AND h = %b RETURNING h", self._origin, name
                )
            )

    def put_checkpoint(self, size: int, note: bytes) -> None:
        self._put("checkpoint", size, "", note)
        (kept,) = self._notes("size = %s", "checkpoint", size)
        agree(kept, note)

    def checkpoints(self, start: int = 0, stop: int | None = None) -> tuple[Note, ...]:
        if stop is None:
            return self._notes("size >= %s", "checkpoint", start)
        return self._notes("size >= %s AND size < %s", "checkpoint", start, stop)

    def latest_checkpoint(self) -> Note | None:
        found = self._notes(
            "size = (SELECT max(size) FROM note WHERE neg = %s AND kind = 'checkpoint')",
            "checkpoint",
            self._origin,
        )
        return found[0] if found else None

    def put_cosignature(self, size: int, by: str, note: bytes) -> None:
        self._put("cosignature", size, by, note)

    def cosignatures(self, size: int) -> tuple[Note, ...]:
        return self._notes("size = %s", "cosignature", size)

    def put_timestamp(self, size: int, by: str, token: bytes) -> None:
        self._put("timestamp", size, by, token)

    def timestamps(self, size: int) -> tuple[Note, ...]:
        return self._notes("size = %s", "timestamp", size)

    def _put(self, kind: str, size: int, by: str, data: bytes) -> None:
        with self._sessions.transaction() as connection:
            connection.execute(
                "INSERT INTO note VALUES (%s, %s, %s, %s, %b) ON CONFLICT DO NOTHING",
                (self._origin, kind, size, by, data),
            )

    def _notes(self, which: str, kind: str, *values: object) -> tuple[Note, ...]:
        rows = self._sessions.rows(
            f"SELECT size, by, data FROM note WHERE neg = %s AND kind = %s AND {which} ORDER BY size, by",  # noqa: S608
            self._origin,
            kind,
            *values,
        )
        return tuple(Note(size=size, by=by, data=data) for size, by, data in rows)

    def kept(self) -> Frontier | None:
        if self._head_file is not None:
            return self._head_file.kept()
        rows = self._sessions.rows(
            "SELECT n, frontier FROM signed_head WHERE neg = %s ORDER BY n DESC LIMIT 1", self._origin
        )
        return self._head(rows) if rows else None

    def keep(self, head: Frontier) -> None:
        with self._sessions.transaction() as connection:
            connection.execute(
                "INSERT INTO signed_head VALUES (%s, %s, %b) ON CONFLICT DO NOTHING",
                (self._origin, head.size, head.to_bytes()),
            )
        if self._head_file is not None:
            self._head_file.keep(head)

    def check_lives_here(self) -> None:
        if not self._lives_here:
            self._lives_here = bool(
                self._sessions.rows("SELECT 1 FROM signed_head WHERE neg = %s LIMIT 1", self._origin)
            )
        if not self._lives_here:
            raise StoreFault(
                f"{self._origin} has not arrived in this database: a run of travaux database put was cut off."
                " Run it again, with the file that it came from."
            )

    def check(self) -> None:
        """Do nothing: pg_amcheck looks at indexes and pages, and is for whoever runs the server."""

    def close(self) -> None:
        self._sessions.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _recognise(self) -> None:
        try:
            rows = self._sessions.rows("SELECT format FROM log WHERE neg = %s", self._origin)
        except StoreFault as fault:
            if isinstance(fault.__cause__, UndefinedTable):
                raise NotInstalled(
                    "this database has no tables for records, or none that this role may use. Make them as "
                    "their owner, with travaux database install URL --role ROLE, and then do this again."
                ) from fault
            raise
        if not rows:
            raise NotARecord(
                f"there is no record {self._origin} in this database. Open one, or check the name."
            )
        if rows != [(FORMAT,)]:
            raise NotARecord(
                f"{self._origin} has format {rows[0][0]}; this version reads format {FORMAT}."
                " Open it with the version that wrote it, or a later one."
            )

    def _head(self, rows: list[tuple[Any, ...]]) -> Frontier:
        try:
            ((size, data),) = rows
            head = Frontier.from_bytes(data)
        except ValueError as fault:
            raise NotARecord(f"{self._origin} has no readable head. Take it from a backup.") from fault
        if head.size != size:
            raise NotARecord(
                f"{self._origin} says {size} leaves, its head {head.size}. Take it from a backup."
            )
        return head

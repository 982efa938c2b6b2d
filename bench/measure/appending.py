"""Durable appends: a file flushed for each, one client, many clients of a sequencer; two stores."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Final

import psycopg

from bench.measure.tree import leaves
from tests.store.cluster import BINARIES, Cluster
from travaux.record.admission import Submission
from travaux.record.leaf import Leaf
from travaux.store.postgres import PostgresStore
from travaux.store.sequencer import Sequencer
from travaux.store.sqlite import SqliteStore
from travaux.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.measure.case import Figures
    from bench.measure.record_case import RecordCase
    from travaux.store.store import Store
    from travaux.store.writer import Context

ORIGIN: Final = "bench"
FLUSHES: Final = 1_000
MOST: Final = 193
"""Clients at once: as many as there are parties."""
BY_ONE: Final = 1_500
"""Entries when there is one client; each waits for the one before."""
BY_MANY: Final = 8_000
"""Entries when there are many, over all of them."""


class _Anybody:
    """Admits whatever has a nonce: what is measured is the way to the disk."""

    def nonce(self, submission: Submission) -> bytes:
        return bytes.fromhex(submission.entry[:32].decode())

    def fold(self, leaves: Iterable[bytes]) -> int:
        return sum(1 for _ in leaves)

    def admit(self, leaf: Leaf, state: int, context: Context) -> int:
        del leaf, context
        return state + 1


def now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def measured(case: RecordCase) -> Figures:
    """Give entries a second and the slowest percent, for each way; milliseconds for one flush.

    A flush is of one entry; that of a batch is of as many as clients wait for, the least that a store can
    write before it acknowledges them together.
    """
    with TemporaryDirectory(dir=case.folder) as folder:
        figures = {"flush ms": _flushes(Path(folder) / "floor", 1)}
        figures["batch flush ms"] = _flushes(Path(folder) / "batches", MOST)
        figures["floor"] = 1_000 / figures["flush ms"]
        for clients in (1, 16, MOST):
            with SqliteStore.create(Path(folder) / f"{clients}.travaux", origin=ORIGIN) as store:
                figures |= _sequenced("sqlite", store, clients)
    return figures


def in_postgres(case: RecordCase) -> Figures:
    """Give the same in PostgreSQL, and one writer that takes a row lock for each entry, before and after."""
    del case
    assert BINARIES is not None, "PostgreSQL is not installed"
    cluster = Cluster.made(BINARIES)
    try:
        figures: Figures = {}
        before = _row_locked(cluster.database().owner)
        for clients in (1, 16, MOST):
            store = PostgresStore.create(cluster.database().application, origin=ORIGIN)
            figures |= _sequenced("postgres", store, clients)
            store.close()
        figures["row lock"] = (before + _row_locked(cluster.database().owner)) / 2
    finally:
        cluster.thrown_away()
    return figures


def _flushes(path: Path, entries: int) -> float:
    """Give the milliseconds in which so many entries are appended and flushed, by the median."""
    spent = []
    written = b"".join(leaves(entries))
    with path.open("ab", buffering=0) as file:
        for _ in range(FLUSHES):
            since = perf_counter()
            file.write(written)
            os.fdatasync(file.fileno())
            spent.append(perf_counter() - since)
    return sorted(spent)[len(spent) // 2] * 1_000


def _sequenced(kind: str, store: Store, clients: int) -> Figures:
    each = (BY_ONE if clients == 1 else BY_MANY) // clients
    submissions = [Submission(entry=leaf, signatures=(b"signed",)) for leaf in leaves(each * clients)]
    waited: list[float] = []
    writer = Writer(store, admission=_Anybody(), clock=now)
    with Sequencer(writer) as sequencer:

        def client(number: int) -> None:
            own = []
            for submission in submissions[number * each : (number + 1) * each]:
                since = perf_counter()
                sequencer.submit(submission).result()
                own.append(perf_counter() - since)
            waited.extend(own)

        threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
        since = perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wall = perf_counter() - since
    assert store.head().size == len(waited) == each * clients
    waited.sort()
    return {
        f"{kind} {clients}": len(waited) / wall,
        f"{kind} {clients} p50 ms": waited[len(waited) // 2] * 1_000,
        f"{kind} {clients} p99 ms": waited[len(waited) * 99 // 100] * 1_000,
    }


def _row_locked(conninfo: str) -> float:
    """Give the entries a second of one writer that locks the head's row, counts on, and commits."""
    with psycopg.connect(conninfo) as connection:
        connection.execute("CREATE TABLE peer_head (id int PRIMARY KEY, size bigint)")
        connection.execute("CREATE TABLE peer_leaf (place bigint PRIMARY KEY, nonce text UNIQUE, leaf bytea)")
        connection.execute("INSERT INTO peer_head VALUES (0, 0)")
        connection.commit()
        since = perf_counter()
        for leaf in leaves(BY_ONE):
            row = connection.execute("SELECT size FROM peer_head WHERE id = 0 FOR UPDATE").fetchone()
            assert row is not None
            connection.execute(
                "INSERT INTO peer_leaf VALUES (%s, %s, %s)", (row[0], leaf[:32].decode(), leaf)
            )
            connection.execute("UPDATE peer_head SET size = %s WHERE id = 0", (row[0] + 1,))
            connection.commit()
        return BY_ONE / (perf_counter() - since)

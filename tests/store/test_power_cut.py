"""Whatever of a commit reached the disk when the power went, the log is at an acknowledged head.

SQLite writes the pages of a commit to the end of a log file, flushes it, and answers. A power cut in
between leaves some of the sectors of that commit, in any order; while old pages are carried over into the
database it leaves some of those. Every such state is laid on the disk anew and opened.
"""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import Final

import pytest

from tests.store.load import nonce_of
from tests.store.logs import ORIGIN, new_leaves
from tests.store.soak import POWER_CUTS, figures
from travaux.record.tree import Frontier
from travaux.store.audit import audit
from travaux.store.sqlite import SqliteStore

SECTOR: Final = 512
FRAME: Final = 24 + 4096
HEADER: Final = 32
SIZES: Final = (1, 3, 1, 40, 1, 300, 2, 1, 1, 80)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: the log file after it, where in that file it ends, and the head it was acknowledged with."""

    wal: bytes
    end: int
    head: Frontier


@dataclass(frozen=True, slots=True)
class State:
    """What is on the disk after a power cut, and the head that the log must be at."""

    what: str
    database: bytes
    wal: bytes
    head: Frontier


def pages(path: Path) -> tuple[bytes, bytes]:
    return path.read_bytes(), path.with_name(path.name + "-wal").read_bytes()


def end_of(old: bytes, new: bytes) -> int:
    """Where the commit that made *new* of *old* ends: after the last frame in which they differ."""
    last = max(at for at in range(len(new)) if at >= len(old) or old[at] != new[at])
    return HEADER + -(-(last + 1 - HEADER) // FRAME) * FRAME


def committed(store: SqliteStore, sizes: tuple[int, ...], before: Commit) -> Iterator[Commit]:
    for size in sizes:
        head = store.append(new_leaves(before.head.size, before.head.size + size), before.head)
        _, wal = pages(store.path)
        before = Commit(wal, end_of(before.wal, wal), head)
        yield before


@dataclass(frozen=True, slots=True)
class History:
    """Commits into an empty log file, then into one whose pages were carried over and are written over."""

    fresh: bytes
    """The database under the first commits."""
    first: tuple[Commit, ...]
    carried: bytes
    """The database under the later commits."""
    later: tuple[Commit, ...]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    path = tmp_path_factory.mktemp("power") / "meridian.travaux"
    with SqliteStore.create(path, origin=ORIGIN) as store:
        start = Commit(b"", 0, store.append(new_leaves(0, 5), Frontier()))
        fresh, wal = pages(path)
        start = Commit(wal, len(wal), start.head)
        first = (start, *committed(store, SIZES, start))
        assert path.read_bytes() == fresh
        assert store._file._writer is not None  # noqa: SLF001 - asks for what SQLite does by itself after 1,000 pages
        store._file._writer.execute("PRAGMA wal_checkpoint(RESTART)")  # noqa: SLF001
        carried, wal = pages(path)
        start = Commit(wal, 0, first[-1].head)
        later = (start, *committed(store, SIZES, start))
        assert path.read_bytes() == carried
    return History(fresh, first, carried, later)


def cut_short(history: History, chance: random.Random) -> Iterator[State]:
    """Every prefix of what was written, by sectors; in a new log file and over old pages."""
    for database, commits in ((history.fresh, history.first), (history.carried, history.later)):
        cuts = [
            (before, after, cut)
            for before, after in pairwise(commits)
            for cut in range(before.end, after.end + SECTOR, SECTOR)
        ]
        chance.shuffle(cuts)
        for before, after, at in cuts:
            cut = min(at, after.end)
            wal = after.wal[:cut] + before.wal[cut:]
            yield State("cut short", database, wal, after.head if cut == after.end else before.head)


def torn(history: History, chance: random.Random) -> Iterator[State]:
    """Some sectors of a commit, in any order, and some of them with other bytes in them."""
    while True:
        database, commits = chance.choice(
            [(history.fresh, history.first), (history.carried, history.later)],
        )
        before, after = chance.choice([*pairwise(commits)])
        wal = bytearray(after.wal)
        sectors = range(before.end // SECTOR * SECTOR, after.end, SECTOR)
        lost = chance.sample(sectors, chance.randint(1, len(sectors)))
        for sector in lost:
            start, stop = max(sector, before.end), min(sector + SECTOR, after.end)
            old = before.wal[start:stop].ljust(stop - start, b"\0")
            wal[start:stop] = old if chance.random() < 0.7 else chance.randbytes(stop - start)
        sound = bytes(wal[: after.end]) == after.wal[: after.end]
        yield State("torn", database, bytes(wal), after.head if sound else before.head)


def half_carried(history: History, chance: random.Random) -> Iterator[State]:
    """Some sectors of the database, when the power went while pages were carried over into it."""
    last = history.first[-1]
    old = history.fresh.ljust(len(history.carried), b"\0")
    while True:
        length = chance.choice([len(history.fresh), len(history.carried)])
        database = bytearray(old[:length])
        for sector in range(0, length, SECTOR):
            if chance.random() < 0.5:
                database[sector : sector + SECTOR] = history.carried[sector : sector + SECTOR]
        yield State("half carried over", bytes(database), last.wal, last.head)


@pytest.mark.parametrize("states", [cut_short, torn, half_carried])
def test_after_a_power_cut_the_log_is_at_an_acknowledged_head(
    history: History,
    tmp_path: Path,
    states: Callable[[History, random.Random], Iterator[State]],
) -> None:
    """Every WAL prefix and torn sectors: recovers to exactly an acknowledged prefix."""
    path = tmp_path / "meridian.travaux"
    chance = random.Random(19)  # noqa: S311 - the same states each time
    counted: Counter[str] = Counter()
    for state in islice(states(history, chance), POWER_CUTS // 3):
        path.write_bytes(state.database)
        path.with_name(path.name + "-wal").write_bytes(state.wal)
        path.with_name(path.name + "-shm").unlink(missing_ok=True)
        with SqliteStore.reading(path) as store:
            assert audit(store, nonce_of) == state.head, (counted, state.what)
        counted[state.what] += 1
    for what, count in counted.items():
        figures(f"power cut, {what}", states=count, recovered=count)


def test_the_states_are_ones_that_sqlite_can_leave(history: History) -> None:
    """The end of a commit is where SQLite says it is: one sector less, and the commit is not there."""
    assert [commit.head.size for commit in history.first] == [5, *_sums(5, SIZES)]
    assert all(before.end < after.end for before, after in pairwise(history.first))
    assert history.later[0].end < history.later[1].end < len(history.later[0].wal)
    assert sqlite3.sqlite_version_info >= (3, 37)


def _sums(start: int, sizes: tuple[int, ...]) -> Iterator[int]:
    for size in sizes:
        start += size
        yield start

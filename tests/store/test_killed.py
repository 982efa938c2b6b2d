"""Nothing that was acknowledged is lost when the process, or the server of the database, is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.store.cluster import Cluster, Database
from tests.store.load import EACH, Load, check, sequencer
from tests.store.logs import ORIGIN
from tests.store.soak import KILLS, STOPS, figures
from travaux.store.fault import StoreFault
from travaux.store.postgres import PostgresStore
from travaux.store.session import PAUSE
from travaux.store.sqlite import SqliteStore

CHILD = Path(__file__).with_name("writing_child.py")
ROUNDS_OF_A_LOG = 25
"""Then a new log is begun, so that checking it does not take longer and longer."""


def killed_while_writing(file: Path, start: int, delay: float) -> dict[int, int]:
    """Let a process of four writers record for *delay* seconds from its first receipt on; its receipts."""
    child = subprocess.Popen([sys.executable, str(CHILD), str(file), str(start)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    lines = [child.stdout.readline()]
    time.sleep(delay)
    os.kill(child.pid, signal.SIGKILL)
    lines += child.stdout.readlines()
    child.stdout.close()
    assert child.wait() == -signal.SIGKILL
    told = (line.split() for line in lines if line.endswith(b"\n"))
    return {int(number): int(index) for number, index in told}


def test_a_process_that_is_killed_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """Kill -9 loop, SQLite, 4 writers: 0 lost acknowledged, 0 gap, 0 fork."""
    chance = random.Random(4)  # noqa: S311 - the same kills each time
    told: dict[int, int] = {}
    total = silent = 0
    file = tmp_path / "none"
    for number in range(KILLS):
        if number % ROUNDS_OF_A_LOG == 0:
            told, file = {}, tmp_path / f"{number}.travaux"
            SqliteStore.create(file, origin=ORIGIN).close()
        now = killed_while_writing(file, number * 4 * EACH, chance.uniform(0, 0.08))
        assert now
        told |= now
        with SqliteStore.open(file) as store:
            recorded = check(store, told)
        total += len(now)
        silent += len(recorded) - len(told) - 1
        told = recorded
    figures("kill -9, SQLite", rounds=KILLS, acknowledged=total, lost=0, recorded_unacknowledged=silent)


def test_a_server_that_is_stopped_at_once_loses_nothing_acknowledged(
    cluster: Cluster, database: Database
) -> None:
    """Immediate stop loop, PostgreSQL: 0 lost acknowledged, 0 gap, 0 fork."""
    chance = random.Random(4)  # noqa: S311 - the same stops each time
    PostgresStore.create(database.application, origin=ORIGIN).close()
    told: dict[int, int] = {}
    total = silent = 0
    for number in range(STOPS):
        now: dict[int, int] = {}
        store = PostgresStore.open(database.application, origin=ORIGIN)
        with sequencer(store) as sequence:
            load = Load(sequencer=sequence, acknowledged=now.__setitem__, start=number * 4 * EACH)
            load.begin()
            time.sleep(chance.uniform(0.1, 0.4))
            cluster.stop("immediate")
            load.end()
            with pytest.raises(StoreFault):
                store.head()
        store.close()
        told |= now
        cluster.start()
        with PostgresStore.open(database.application, origin=ORIGIN) as again:
            recorded = check(again, told)
        total += len(now)
        silent += len(recorded) - len(told) - 1
        told = recorded
    figures(
        "immediate stop, PostgreSQL",
        rounds=STOPS,
        acknowledged=total,
        lost=0,
        recorded_unacknowledged=silent,
    )


def test_who_writes_goes_on_when_a_server_that_was_stopped_is_back(
    cluster: Cluster, database: Database
) -> None:
    """The same, with one writer that is never opened again: 0 lost acknowledged, 0 gap, 0 fork."""
    chance = random.Random(5)  # noqa: S311 - the same stops each time
    told: dict[int, int] = {}
    with PostgresStore.create(database.application, origin=ORIGIN) as store, sequencer(store) as sequence:
        for number in range(STOPS):
            load = Load(sequencer=sequence, acknowledged=told.__setitem__, start=number * 4 * EACH)
            load.begin()
            time.sleep(chance.uniform(0.1, 0.4))
            cluster.stop("immediate")
            load.end()
            assert sequence.open
            cluster.start()
            time.sleep(PAUSE)  # in which whoever asks is told at once that it is away
    with PostgresStore.open(database.application, origin=ORIGIN) as again:
        recorded = check(again, told)
    assert len({number // (4 * EACH) for number in told}) == STOPS
    figures("one writer through stops", rounds=STOPS, acknowledged=len(told), recorded=len(recorded))

"""What is particular to logs in PostgreSQL."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.store.cluster import Cluster, Database
from tests.store.logs import ORIGIN, Counted, Open, clock, leaf, new_leaves, submission
from travaux.record.leaf import Leaf
from travaux.record.tree import Frontier
from travaux.store.conninfo import Connection
from travaux.store.extension import read_back
from travaux.store.fault import InUse, NotARecord, Recovery, StoreFault
from travaux.store.patient import Patient
from travaux.store.postgres import NotInstalled, PostgresStore, install
from travaux.store.publication import provable_head
from travaux.store.sequencer import LOOK, Sequencer
from travaux.store.session import PAUSE, Sessions, asked
from travaux.store.writer import Context, Stopped, Unsettled, Writer


@pytest.fixture
def log(database: Database) -> Iterator[PostgresStore]:
    """A log of 300 leaves, open to write."""
    with PostgresStore.create(database.application, origin=ORIGIN) as store:
        store.append(new_leaves(0, 300), Frontier())
        store.put_checkpoint(300, b"signed")
        store.keep(store.head())
        yield store


TABLES = ("log", "head", "entry", "tile", "note", "signed_head")
CHANGES = [
    "UPDATE entry SET leaf = leaf",
    "UPDATE tile SET data = data",
    "UPDATE note SET data = data",
    "UPDATE signed_head SET n = n",
    "UPDATE log SET format = format",
    "UPDATE head SET neg = neg",
    *map("DELETE FROM {}".format, TABLES),
    *(f"TRUNCATE {table} CASCADE" for table in (*TABLES, "blob", "salt")),
    *(f"DROP TABLE {table} CASCADE" for table in (*TABLES, "blob", "salt")),
    "DROP SCHEMA travaux CASCADE",
    "ALTER TABLE entry DISABLE TRIGGER ALL",
    "ALTER TABLE entry ADD COLUMN more text",
    "ALTER TABLE entry DROP CONSTRAINT entry_pkey",
    "DROP TRIGGER stays ON entry",
    "CREATE OR REPLACE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "CREATE TABLE more (n integer)",
    "SET session_replication_role = replica",
    "COPY entry TO '/tmp/entries'",
    "SELECT lo_import('/etc/passwd')",
]


@pytest.fixture(scope="module")
def standing(cluster: Cluster) -> Iterator[Database]:
    """A database with such a log, which nothing here can change."""
    database = cluster.database()
    with PostgresStore.create(database.application, origin=ORIGIN) as store:
        store.append(new_leaves(0, 300), Frontier())
        store.put_checkpoint(300, b"signed")
        yield database
        assert provable_head(store).size == 300


@pytest.mark.parametrize("change", CHANGES)
def test_the_application_can_add_and_look_and_nothing_else(standing: Database, change: str) -> None:
    """An application role with SELECT, INSERT, and UPDATE only on head."""
    with (
        psycopg.connect(standing.application, options="-c search_path=travaux") as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(change.encode())


@pytest.mark.parametrize(
    "change",
    [
        *map("DELETE FROM {}".format, TABLES),
        *(f"TRUNCATE {table} CASCADE" for table in TABLES),
        "UPDATE entry SET leaf = leaf",
        "UPDATE note SET data = data",
        "UPDATE head SET n = 299",
        "UPDATE head SET neg = 'another'",
    ],
)
def test_the_owner_is_stopped_too_until_it_drops_the_triggers(standing: Database, change: str) -> None:
    with (
        psycopg.connect(standing.owner, options="-c search_path=travaux") as connection,
        pytest.raises(psycopg.errors.RestrictViolation),
    ):
        connection.execute(change.encode())


def test_the_application_does_not_move_the_head_back(standing: Database) -> None:
    with (
        psycopg.connect(standing.application, options="-c search_path=travaux") as connection,
        pytest.raises(psycopg.errors.RestrictViolation, match="the head only grows"),
    ):
        connection.execute("UPDATE head SET n = 300")


def test_a_second_session_does_not_write(log: PostgresStore, database: Database) -> None:
    with pytest.raises(InUse, match="another session writes to meridian-2026"):
        PostgresStore.open(database.application, origin=ORIGIN)
    with PostgresStore.reading(database.application, origin=ORIGIN) as reader:
        assert reader.head() == log.head()
        with pytest.raises(StoreFault, match="open to read only"):
            reader.append(new_leaves(300, 301), reader.head())
    log.close()
    with PostgresStore.open(database.application, origin=ORIGIN) as again:
        assert again.append(new_leaves(300, 301), again.head()).size == 301


def test_logs_in_one_database_do_not_meet(log: PostgresStore, database: Database) -> None:
    with PostgresStore.create(database.application, origin="other-2026") as other:
        other.append(new_leaves(0, 2), other.head())
        other.put_checkpoint(2, b"other")
        assert [note.size for note in other.checkpoints()] == [2]
        assert list(other.leaves()) == [leaf(0), leaf(1)]
    assert (log.head().size, [note.size for note in log.checkpoints()]) == (300, [300])


def test_a_session_that_is_cut_off_is_made_anew(log: PostgresStore, database: Database) -> None:
    head = log.head()
    with psycopg.connect(database.owner, autocommit=True) as owner:
        (ended,) = owner.execute(
            "SELECT bool_and(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    assert ended == (True,), "the server has waited until they were over"
    assert log.append(new_leaves(300, 301), head).size == 301
    assert log.head().size == 301


def inserted(connection: Connection) -> None:
    connection.execute("INSERT INTO log VALUES ('meridian-2026', 1)")


def failing(connection: Connection) -> None:
    inserted(connection)
    connection.execute("SELECT 1 / 0")


def failing_unnoticed(connection: Connection) -> None:
    inserted(connection)
    with suppress(psycopg.Error):
        asked(connection, "SELECT 1 / 0")


def leaving(connection: Connection) -> None:
    inserted(connection)
    raise StoreFault("it was not to be after all")


@pytest.mark.parametrize("act", [failing, failing_unnoticed, leaving])
def test_a_transaction_is_whole_or_as_if_it_had_not_begun(
    database: Database, act: Callable[[Connection], None]
) -> None:
    """What is asked goes out unanswered; what fails among it is noticed before anything is acknowledged."""
    sessions = Sessions(database.application, ORIGIN, writes=True)
    with pytest.raises(StoreFault), sessions.transaction() as connection:
        act(connection)
    assert sessions.rows("SELECT neg FROM log") == []
    with sessions.transaction() as connection:
        inserted(connection)
    assert sessions.rows("SELECT neg FROM log") == [(ORIGIN,)]
    sessions.close()


def test_a_server_that_forgets_is_not_written_to(cluster: Cluster, database: Database) -> None:
    PostgresStore.create(database.application, origin=ORIGIN).close()
    for setting in ("fsync", "full_page_writes"):
        with psycopg.connect(cluster.conninfo("owner", "postgres"), autocommit=True) as owner:
            owner.execute(f"ALTER SYSTEM SET {setting} = off".encode())
            owner.execute("SELECT pg_reload_conf(), pg_sleep(0.2)")
            try:
                with pytest.raises(StoreFault, match=f"this PostgreSQL runs with {setting} off"):
                    PostgresStore.open(database.application, origin=ORIGIN)
            finally:
                owner.execute(f"ALTER SYSTEM RESET {setting}".encode())
                owner.execute("SELECT pg_reload_conf(), pg_sleep(0.2)")


def test_a_log_is_opened_by_its_name(database: Database) -> None:
    with pytest.raises(NotARecord, match="there is no record meridian-2026"):
        PostgresStore.open(database.application, origin=ORIGIN)
    PostgresStore.create(database.application, origin=ORIGIN).close()
    with pytest.raises(NotARecord, match="meridian-2026 is there already"):
        PostgresStore.create(database.application, origin=ORIGIN)
    with pytest.raises(NotARecord, match="the schema travaux is in this database already"):
        install(database.owner, role="secretariat")


def test_a_head_file_tells_a_restored_database(database: Database, tmp_path: Path) -> None:
    """A restored older copy brings its table of signed heads with it; a file elsewhere does not go back."""
    file = tmp_path / "meridian.head"
    with PostgresStore.create(database.application, origin=ORIGIN, head_file=file) as store:
        head = store.append(new_leaves(0, 2), store.head())
        store.keep(head)
        assert provable_head(store) == head
        later = file.read_bytes()
    with psycopg.connect(database.owner, options="-c session_replication_role=replica") as owner:
        owner.execute("DELETE FROM travaux.signed_head WHERE n > 0")
        owner.execute("DELETE FROM travaux.entry WHERE idx > 0")
        owner.execute(
            "UPDATE travaux.head SET n = 1, frontier = %s",
            (Frontier().appended([head.hashes[0]]).to_bytes(),),
        )
    file.write_bytes(later)
    with (
        PostgresStore.open(database.application, origin=ORIGIN, head_file=file) as restored,
        pytest.raises(Recovery, match="has 1 entries, and a head of 2 was signed"),
    ):
        provable_head(restored)


def test_no_plan_that_was_made_while_a_log_was_small_is_kept_while_it_grows(database: Database) -> None:
    PostgresStore.create(database.application, origin=ORIGIN).close()
    sessions = Sessions(database.application, ORIGIN, writes=True)
    kept = "SELECT sum(generic_plans)::int, sum(custom_plans)::int > 0 FROM pg_prepared_statements"
    for _ in range(20):
        sessions.rows("SELECT idx FROM entry WHERE neg = %s AND nonce = ANY(%b::bytea[])", ORIGIN, [b"nonce"])
    assert sessions.rows(kept) == [(0, True)]
    with sessions.transaction() as writer:
        for _ in range(20):
            asked(writer, "SELECT leaf, lh FROM entry WHERE neg = %s AND idx >= %s ORDER BY idx", ORIGIN, 0)
        assert asked(writer, kept) == [(0, True)]
    sessions.close()


def _ended(database: Database) -> None:
    """End all its sessions."""
    with psycopg.connect(database.owner, autocommit=True) as owner:
        owner.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _until(seen: Callable[[], bool]) -> None:
    over = time.monotonic() + 30
    while not seen():
        assert time.monotonic() < over, "it did not come to that"
        time.sleep(0.05)


def test_the_right_to_write_is_taken_again_before_anybody_writes(
    log: PostgresStore, database: Database
) -> None:
    with Sequencer(Writer(log, admission=Open(), clock=clock())):
        _ended(database)
        time.sleep(2 * LOOK)
        with pytest.raises(InUse):
            PostgresStore.open(database.application, origin=ORIGIN)


def test_a_sequencer_whose_right_another_took_says_so_and_goes_on_after_it(
    log: PostgresStore, database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("travaux.store.sequencer.ELSEWHERE", 0.2)
    with Sequencer(Writer(log, admission=Open(), clock=clock())) as sequencer:
        _ended(database)
        with PostgresStore.open(database.application, origin=ORIGIN):
            _until(lambda: sequencer.elsewhere)
            assert not sequencer.open
            with pytest.raises(InUse, match="another session writes to meridian-2026"):
                sequencer.submit(submission(300)).result(30)
        _until(lambda: sequencer.open)
        assert sequencer.submit(submission(300)).result(30).index == 300
    assert [one.getMessage() for one in caplog.records] == [
        "somebody else writes to the record: nothing is recorded here until that ends",
        "nobody else writes to the record any more: it is recorded here again",
    ]


def test_a_sequencer_in_whose_place_another_wrote_takes_nothing_more(
    log: PostgresStore, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    sequencer = Sequencer(Writer(log, admission=Open(), clock=clock()))
    _ended(database)
    with PostgresStore.open(database.application, origin=ORIGIN) as other:
        other.append(new_leaves(300, 301), other.head())
    _until(lambda: not sequencer.open)
    with pytest.raises(Stopped) as stopped:
        sequencer.submit(submission(301)).result(30)
    assert str(stopped.value) == (
        "Somebody else has written to meridian-2026 meanwhile. Nothing more is recorded until the log is"
        " opened again."
    )
    sequencer.close()
    assert [one.getMessage() for one in caplog.records] == [
        "nothing more is recorded here: stop the server, find the cause, start it again"
    ]
    with PostgresStore.reading(database.application, origin=ORIGIN) as found:
        assert list(found.leaves(299)) == [leaf(299), leaf(300)]


class TestAServerThatFallsSilent:
    def test_nobody_waits_for_it(
        self, log: PostgresStore, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Patient, "silence", 0.5)
        with cluster.frozen():
            begun = time.monotonic()
            with pytest.raises(StoreFault, match="the server has said nothing for"):
                log.head()
            assert time.monotonic() - begun < 3
        time.sleep(PAUSE)
        assert log.head().size == 300

    @pytest.mark.parametrize("told_to_commit", [False, True])
    def test_what_it_was_told_is_settled_when_it_speaks_again(
        self,
        log: PostgresStore,
        cluster: Cluster,
        monkeypatch: pytest.MonkeyPatch,
        *,
        told_to_commit: bool,
    ) -> None:
        """What it was told while it stood still it does once it goes on."""
        stack, standing = ExitStack(), threading.Event()

        def freeze() -> None:
            if not standing.is_set():
                standing.set()
                stack.enter_context(cluster.frozen())

        class Freezing(Open):
            def admit(self, leaf: Leaf, state: Counted, context: Context) -> Counted:
                after = super().admit(leaf, state, context)
                if not told_to_commit:
                    freeze()
                return after

        def reading(*given: Any) -> None:  # noqa: ANN401  as it is
            read_back(*given)
            freeze()

        monkeypatch.setattr("travaux.store.postgres.read_back", reading)
        with stack, Sequencer(Writer(log, admission=Freezing(), clock=clock())) as sequencer:
            with pytest.raises(Unsettled, match="Whether this was recorded is not known yet"):
                sequencer.submit(submission(300)).result(30)
            stack.close()
            if told_to_commit:
                _until(lambda: sequencer.now.head.size == 301)
            time.sleep(PAUSE)
            again = sequencer.submit(submission(300)).result(30)
            assert (again.index, again.repeated) == (300, told_to_commit)
            assert sequencer.submit(submission(301)).result(30).index == 301
        assert log.head().size == 302


def test_a_database_without_tables_for_records_says_how_they_are_made(cluster: Cluster) -> None:
    with pytest.raises(NotInstalled) as fault:
        PostgresStore.reading(cluster.empty().application, origin=ORIGIN)
    assert str(fault.value) == (
        "this database has no tables for records, or none that this role may use. Make them as their owner,"
        " with travaux database install URL --role ROLE, and then do this again."
    )

"""What is particular to logs in PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tests.store.cluster import Cluster, Database
from tests.store.logs import ORIGIN, leaf, new_leaves
from travaux.record.tree import Frontier
from travaux.store.conninfo import Connection
from travaux.store.fault import InUse, NotARecord, Recovery, StoreFault
from travaux.store.postgres import PostgresStore, install
from travaux.store.publication import provable_head
from travaux.store.session import Sessions, asked


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

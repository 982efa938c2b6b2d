"""Whatever is changed in the database behind our back is found: by an audit, and before anything goes on."""

import shutil
import sqlite3
from pathlib import Path

import psycopg
import pytest

from tests.store.cluster import Cluster
from tests.store.load import nonce_of
from tests.store.logs import ORIGIN, Open, clock, new_leaves, submission
from travaux.record.tree import Frontier
from travaux.store.audit import audit
from travaux.store.fault import Damaged, HeadMoved, NotTheDocument, StoreFault
from travaux.store.postgres import PostgresStore
from travaux.store.publication import provable_head
from travaux.store.sqlite import SqliteStore
from travaux.store.store import Document, MemoryStore
from travaux.store.writer import Writer

OTHER_LEAF = "UPDATE entry SET leaf = CAST(leaf || x'0a' AS BLOB) WHERE idx = 7"
OTHER_HEAD = "UPDATE head SET frontier = CAST(substr(frontier, 1, 8) || zeroblob(128) AS BLOB)"
DOCUMENT = Document(data=b"The Parties shall", salt=b"1" * 32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "meridian.travaux"
    with SqliteStore.create(path, origin=ORIGIN) as store:
        store.append(new_leaves(0, 600), Frontier())
        store.put_document(DOCUMENT)
    return path


def vandalised(path: Path, *changes: str) -> None:
    """Change the file as somebody would who can write to it."""
    with sqlite3.connect(path) as vandal:
        triggers = [
            name for (name,) in vandal.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        ]
        for statement in (*(f"DROP TRIGGER {name}" for name in triggers), *changes):
            vandal.execute(statement)
    vandal.close()


def test_a_sound_log_is_found_sound(path: Path) -> None:
    with SqliteStore.reading(path) as store:
        assert audit(store, nonce_of) == store.head()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            OTHER_LEAF,
            "leaf 7 of meridian-2026 hashes to",
        ),
        ("UPDATE entry SET lh = randomblob(32) WHERE idx = 599", "leaf 599 of meridian-2026 hashes to"),
        ("UPDATE entry SET nonce = x'00ff' WHERE idx = 300", "leaf 300 of meridian-2026 is not found by its"),
        ("DELETE FROM entry WHERE idx = 5", "leaf 5 of meridian-2026 is missing"),
        ("DELETE FROM entry WHERE idx = 599", "leaf 599 of meridian-2026 is missing"),
        (
            "UPDATE tile SET data = zeroblob(8192) WHERE n = 1",
            "tile 1 at level 0 of meridian-2026 is not made",
        ),
        ("UPDATE tile SET root = zeroblob(32) WHERE n = 0", "tile 0 at level 0 of meridian-2026 is not made"),
        ("DELETE FROM tile WHERE n = 0", "tile 0 at level 0 of meridian-2026 is not made"),
        ("UPDATE head SET n = 599", "says 599 leaves, its head 600"),
        ("UPDATE head SET frontier = CAST(frontier || x'00' AS BLOB)", "no readable head"),
        (
            OTHER_HEAD,
            "and its head says",
        ),
        ("DELETE FROM salt", "has lost its salt or its bytes, and was not destroyed"),
        (
            "UPDATE meta SET value = 'meridian-2027' WHERE key = 'origin'",
            "the name of the log in .* is dam",
        ),
    ],
)
def test_what_was_changed_is_found(path: Path, change: str, said: str) -> None:
    """Audit means re-hash every byte served."""
    vandalised(path, change)
    with pytest.raises(Damaged, match=said), SqliteStore.reading(path) as store:
        audit(store, nonce_of)


@pytest.mark.parametrize("change", ["UPDATE blob SET data = x'00'", "UPDATE salt SET salt = x'00'"])
def test_a_document_that_was_changed_is_not_served(path: Path, change: str) -> None:
    vandalised(path, change)
    with SqliteStore.reading(path) as store:
        with pytest.raises(NotTheDocument, match="were changed where they are kept"):
            store.document(DOCUMENT.name)
        with pytest.raises(NotTheDocument):
            audit(store, nonce_of)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            OTHER_LEAF,
            "leaf 7 of meridian-2026 hashes to",
        ),
        (
            OTHER_HEAD,
            "and its head says",
        ),
    ],
)
def test_nothing_is_appended_to_a_log_that_was_changed(path: Path, change: str, said: str) -> None:
    vandalised(path, change)
    with SqliteStore.open(path) as store:
        with pytest.raises(Damaged, match=said):
            Writer(store, admission=Open(), clock=clock())
        with pytest.raises(Damaged):
            provable_head(store)


def test_a_database_that_stores_something_else_than_it_was_given_is_found_out_before_the_commit(
    path: Path,
) -> None:
    """Publication rule: hash from read-back bytes; a bit that flips on the way in is in no tree."""
    vandalised(
        path,
        "CREATE TRIGGER flips AFTER INSERT ON entry WHEN new.idx = 601 BEGIN"
        " UPDATE entry SET leaf = CAST(substr(leaf, 1, 40) || x'31' || substr(leaf, 42) AS BLOB)"
        " WHERE idx = new.idx; END",
    )
    with SqliteStore.open(path) as store:
        before = store.head()
        with pytest.raises(Damaged, match="leaf 601 of meridian-2026 was read back with another hash"):
            store.append(new_leaves(600, 603), before)
        assert (store.head(), audit(store, nonce_of)) == (before, before)


def test_so_is_a_server_that_does(cluster: Cluster) -> None:
    database = cluster.database()
    with psycopg.connect(database.owner, options="-c search_path=travaux") as owner:
        owner.execute(
            "CREATE FUNCTION flips() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN new.leaf = set_byte(new.leaf, 40, 49); RETURN new; END'"
        )
        owner.execute("CREATE TRIGGER flips BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION flips()")
    with PostgresStore.create(database.application, origin=ORIGIN) as store:
        with pytest.raises(Damaged, match="leaf 0 of meridian-2026 was read back with another hash"):
            store.append(new_leaves(0, 2), Frontier())
        assert (store.head(), list(store.leaves())) == (Frontier(), [])


def test_a_log_that_grows_behind_the_writers_back_stops_it() -> None:
    store = MemoryStore(ORIGIN)
    writer = Writer(store, admission=Open(), clock=clock())
    store.append(new_leaves(0, 1), Frontier())
    with pytest.raises(HeadMoved, match="is at 1 leaves"):
        writer.append([submission(1)])
    with pytest.raises(StoreFault, match="Nothing more is recorded until the log is opened again"):
        writer.append([submission(1)])
    assert store.head().size == 1


def test_what_a_killed_process_began_is_undone_for_whoever_reads(path: Path, tmp_path: Path) -> None:
    """A journal that is left beside the file is for SQLite to roll back; a reader may not, so we do."""
    killed = tmp_path / "killed.travaux"
    writing = sqlite3.connect(path, isolation_level=None)
    writing.execute("PRAGMA cache_size = 1")
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("INSERT INTO blob VALUES (randomblob(32), randomblob(400000))")
    writing.execute("DELETE FROM salt")
    writing.execute("INSERT INTO blob VALUES (randomblob(32), randomblob(400000))")
    shutil.copy(path, killed)
    shutil.copy(f"{path}-journal", f"{killed}-journal")
    writing.close()
    assert killed.read_bytes() != path.read_bytes()
    with SqliteStore.reading(killed) as store:
        assert audit(store, nonce_of).size == 600
        assert store.document(DOCUMENT.name) == DOCUMENT
    assert not Path(f"{killed}-journal").exists()

"""What is particular to one log in one SQLite file."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.logs import ORIGIN, leaf, new_leaves
from travaux.record.tree import Frontier
from travaux.store.fault import Damaged, InUse, NotARecord, Recovery, StoreFault
from travaux.store.head_file import HeadFile
from travaux.store.publication import provable_head
from travaux.store.sqlite import SqliteStore
from travaux.store.store import Document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "meridian.travaux"


@pytest.fixture
def log(path: Path) -> Iterator[SqliteStore]:
    """A log of 300 leaves, open to write."""
    with SqliteStore.create(path, origin=ORIGIN) as store:
        store.append(new_leaves(0, 300), Frontier())
        store.put_checkpoint(300, b"signed")
        yield store


SETTINGS = {
    "journal_mode": b"wal",
    "synchronous": 3,
    "foreign_keys": 1,
    "mmap_size": 0,
    "recursive_triggers": 1,
    "secure_delete": 1,
}


def settings(connection: sqlite3.Connection | None) -> dict[str, object]:
    assert connection is not None
    names = (
        "journal_mode",
        "synchronous",
        "foreign_keys",
        "mmap_size",
        "recursive_triggers",
        "secure_delete",
    )
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names}


def test_a_commit_is_on_disk_before_it_is_acknowledged(log: SqliteStore) -> None:
    """SQLite: WAL, every commit flushed, foreign keys, no mmap."""
    assert settings(log._file._writer) == SETTINGS  # noqa: SLF001 - what SQLite was told is seen nowhere else


def test_a_second_process_does_not_write(log: SqliteStore, path: Path) -> None:
    program = (
        "import pathlib, sys; from travaux.store.fault import InUse\n"
        "from travaux.store.sqlite import SqliteStore\n"
        "try: SqliteStore.open(pathlib.Path(sys.argv[1]), wait=0.1)\n"
        "except InUse as fault: print(fault)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert f"{path}.lock is held by process" in done.stdout
    assert "one at a time writes to a record" in done.stdout
    assert log.append(new_leaves(300, 301), log.head()).size == 301


def test_the_right_to_write_is_given_back(log: SqliteStore, path: Path) -> None:
    with pytest.raises(InUse):
        SqliteStore.open(path, wait=0)
    log.close()
    with SqliteStore.open(path, wait=0) as again:
        assert again.head().size == 300


def test_a_reader_sees_what_is_acknowledged_and_cannot_write(log: SqliteStore, path: Path) -> None:
    with SqliteStore.reading(path) as reader:
        log.append(new_leaves(300, 301), log.head())
        assert list(reader.leaves(299)) == [leaf(299), leaf(300)]
        with pytest.raises(StoreFault, match="open to read only"):
            reader.append(new_leaves(301, 302), reader.head())


CHANGES = [
    "UPDATE entry SET leaf = x'00' WHERE idx = 1",
    "DELETE FROM entry WHERE idx = 299",
    "INSERT OR REPLACE INTO entry SELECT 1, lh, leaf, x'00' FROM entry WHERE idx = 2",
    "INSERT OR REPLACE INTO entry SELECT 300, lh, leaf, nonce FROM entry WHERE idx = 2",
    "INSERT INTO entry SELECT 302, lh, leaf, x'00' FROM entry WHERE idx = 2",
    "UPDATE tile SET data = zeroblob(8192)",
    "DELETE FROM tile",
    "INSERT OR REPLACE INTO tile SELECT level, n, zeroblob(8192), root FROM tile",
    "UPDATE note SET data = x'00'",
    "DELETE FROM note",
    "INSERT OR REPLACE INTO note VALUES ('checkpoint', 300, '', x'00')",
    "DELETE FROM head",
    "UPDATE head SET n = 299",
    "INSERT OR REPLACE INTO head VALUES (0, 0, x'0000000000000000')",
    "UPDATE meta SET value = 'another'",
    "DELETE FROM meta",
    "INSERT OR REPLACE INTO meta VALUES ('origin', 'another')",
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_log_is_appended_to_and_nothing_else(log: SqliteStore, change: str) -> None:
    writer = log._file._writer  # noqa: SLF001 - the connection that an error of ours would use
    assert writer is not None
    with pytest.raises(sqlite3.IntegrityError):
        writer.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET leaf = x'00' WHERE idx = 1",
        "UPDATE entry SET lh = zeroblob(32) WHERE idx = 1",
        "DELETE FROM entry WHERE idx = 1",
        "UPDATE entry SET leaf = (SELECT leaf FROM entry WHERE idx = 2) WHERE idx = 1",
    ],
)
def test_who_drops_the_triggers_is_found_out_before_a_head_is_signed(
    log: SqliteStore, path: Path, change: str
) -> None:
    """The guarantee is the tree, not the trigger."""
    log.close()
    with sqlite3.connect(path) as vandal:
        vandal.executescript(f"DROP TRIGGER entry_stays; DROP TRIGGER entry_kept; {change};")
    vandal.close()
    with SqliteStore.open(path) as again, pytest.raises(Damaged):
        provable_head(again)


def test_a_log_that_is_closed_is_one_file(log: SqliteStore, path: Path) -> None:
    """One SQLite file for one negotiation; what stands beside it keeps the right to write and the head."""
    with SqliteStore.reading(path) as reader:
        assert reader.head().size == 300
    log.close()
    beside = [path, path.with_name(path.name + ".head"), path.with_name(path.name + ".lock")]
    assert sorted(path.parent.iterdir()) == beside
    with SqliteStore.reading(path) as reader:
        assert list(reader.leaves(298)) == [leaf(298), leaf(299)]
    assert sorted(path.parent.iterdir()) == beside


def test_who_reads_is_not_in_the_way_of_who_writes(path: Path) -> None:
    SqliteStore.create(path, origin=ORIGIN).close()
    with SqliteStore.reading(path) as reader, SqliteStore.open(path) as store:
        store.append(new_leaves(0, 2), Frontier())
        leaves = reader.leaves()
        assert next(leaves) == leaf(0)
        store.append(new_leaves(2, 3), store.head())
        store.close()
        with SqliteStore.open(path) as again:
            assert [*leaves, again.head().size] == [leaf(1), 3]


def test_a_destroyed_document_leaves_no_bytes_in_the_file(log: SqliteStore, path: Path) -> None:
    """Redaction: destroy the salt and the bytes."""
    words = b"In strict confidence: the delegation may accept. " * 400
    salt = b"\xd3salt that no other bytes are" + bytes(4)
    document = Document(data=words, salt=salt)
    log.put_document(document)
    log.put_document(Document(data=b"another", salt=b"1" * 32))
    assert log.destroy_document(document.name)
    files = [path, path.with_name(path.name + "-wal")]
    log.close()
    for file in files:
        found = file.read_bytes() if file.exists() else b""
        assert b"strict confidence" not in found
        assert b"salt that no other" not in found


def test_a_file_that_is_no_record_is_named(path: Path) -> None:
    with pytest.raises(NotARecord, match="is not there"):
        SqliteStore.open(path)
    path.write_bytes(b"PK\x03\x04 a word document, and more of it" * 100)
    with pytest.raises(NotARecord, match="cannot be read as a record"):
        SqliteStore.open(path)
    with pytest.raises(NotARecord, match="is there already"):
        SqliteStore.create(path, origin=ORIGIN)
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE meta (key, value)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(NotARecord, match="is no record"):
        SqliteStore.open(path)
    assert path.read_bytes() == before


def test_no_new_log_takes_the_place_of_one_that_is_gone(log: SqliteStore, path: Path) -> None:
    """A second log under the same name would contradict what was signed of the first."""
    log.keep(log.head())
    log.close()
    path.unlink()
    with pytest.raises(Recovery, match=r"is gone, and .* says that a head of 300 leaves was signed"):
        SqliteStore.create(path, origin=ORIGIN)
    assert not path.exists()


def test_a_log_that_was_begun_and_not_made_is_begun_again(path: Path) -> None:
    HeadFile(path=path.with_name(path.name + ".head"), origin=ORIGIN).keep(Frontier())
    path.with_name(path.name + ".new").write_bytes(b"half of a log")
    with SqliteStore.create(path, origin=ORIGIN) as store:
        assert store.head() == store.kept() == Frontier()
    assert not path.with_name(path.name + ".new").exists()


def test_a_record_of_a_later_version_is_not_touched(log: SqliteStore, path: Path) -> None:
    log.close()
    with sqlite3.connect(path) as later:
        later.executescript("DROP TRIGGER meta_stays; UPDATE meta SET value = '2' WHERE key = 'format'")
    later.close()
    with pytest.raises(NotARecord, match="has format 2; this version reads format 1"):
        SqliteStore.open(path)


@pytest.mark.parametrize("origin", ["", "two words", "two\nlines", "tab\t", "one+one", "Женева"])
def test_a_log_has_a_name_that_a_checkpoint_can_bear(path: Path, origin: str) -> None:
    with pytest.raises(NotARecord, match="cannot name a log"):
        SqliteStore.create(path, origin=origin)
    assert not path.exists()


def test_a_closed_log_says_so(log: SqliteStore) -> None:
    log.close()
    with pytest.raises(StoreFault, match="was closed"):
        log.head()
    with pytest.raises(StoreFault, match="was closed"):
        log.append(new_leaves(300, 301), Frontier())


@pytest.mark.parametrize("damage", [b"", b"travaux-head/v1\n", b"\xff" * 200])
def test_a_damaged_head_file_is_not_believed(log: SqliteStore, path: Path, damage: bytes) -> None:
    path.with_name(path.name + ".head").write_bytes(damage)
    with pytest.raises(Recovery, match="is damaged"):
        provable_head(log)


def test_no_bit_of_the_head_file_can_be_changed(log: SqliteStore, path: Path) -> None:
    log.keep(log.head())
    file = path.with_name(path.name + ".head")
    sound = file.read_bytes()
    for bit in range(len(sound) * 8):
        flipped = bytearray(sound)
        flipped[bit // 8] ^= 1 << bit % 8
        file.write_bytes(flipped)
        with pytest.raises((Recovery, NotARecord)):
            log.kept()


def test_a_log_without_its_head_file_is_not_signed(log: SqliteStore, path: Path) -> None:
    path.with_name(path.name + ".head").unlink()
    with pytest.raises(Recovery, match=r"the head file of meridian-2026 is missing"):
        provable_head(log)


def test_the_head_file_of_another_log_is_not_believed(log: SqliteStore, path: Path, tmp_path: Path) -> None:
    with SqliteStore.create(tmp_path / "other.travaux", origin="other-2026"):
        (tmp_path / "other.travaux.head").replace(path.with_name(path.name + ".head"))
    with pytest.raises(NotARecord, match="belongs to the log other-2026"):
        provable_head(log)

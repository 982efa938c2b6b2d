"""A record goes into PostgreSQL, is added to there, and comes back as a file."""

import shutil
from itertools import islice
from pathlib import Path

import pytest

from tests.store.cluster import Database
from travaux.cli import exit_codes
from travaux.cli.demo_record import RECORD
from travaux.cli.keeping import nonce_of
from travaux.cli.main import main
from travaux.store.audit import audit
from travaux.store.extension import NewLeaf
from travaux.store.postgres import PostgresStore
from travaux.store.sqlite import SqliteStore

ORIGIN = "meridian"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told")
    main(["demo", str(folder)])
    return folder


@pytest.fixture
def record(told: Path, tmp_path: Path) -> Path:
    """A copy of the demo's record with its keys and its head file."""
    folder = tmp_path / "here"
    shutil.copytree(told, folder)
    return folder / RECORD


def asked(record: Path) -> int:
    """Record one more entry in the file."""
    return main(["ask", "And now?", "--to", "BOR", "--as", "ARD", "--record", str(record)])


def put(record: Path, database: Database, folder: Path) -> int:
    given = ("--database", database.application, "--folder", str(folder))
    return main(["database", "put", str(record), *given])


def snapshot(copy: Path, database: Database, folder: Path) -> int:
    given = ("--database", database.application, "--folder", str(folder), "--negotiation", ORIGIN)
    return main(["database", "snapshot", str(copy), *given])


def test_all_of_it_is_there_and_goes_on_from_the_head_that_was_signed(
    record: Path, database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "there"
    assert put(record, database, folder) == exit_codes.DONE
    with (
        SqliteStore.reading(record) as before,
        PostgresStore.open(database.application, origin=ORIGIN, head_file=folder / f"{ORIGIN}.head") as after,
    ):
        assert audit(after, nonce_of) == before.head() == after.kept()
        assert list(after.leaves()) == list(before.leaves())
        assert after.document_names() == before.document_names()
        assert after.checkpoints() == before.checkpoints()
    assert (folder / f"{ORIGIN}.keys" / "log").stat().st_mode & 0o777 == 0o600


def test_the_file_takes_no_more_entries(record: Path, database: Database, tmp_path: Path) -> None:
    put(record, database, tmp_path / "there")
    assert asked(record) == exit_codes.UNPROVED
    with SqliteStore.reading(record) as store:
        assert store.head().size == 49


def test_what_was_cut_off_goes_on_where_it_was(record: Path, database: Database, tmp_path: Path) -> None:
    with (
        SqliteStore.reading(record) as source,
        PostgresStore.create(database.application, origin=ORIGIN) as target,
    ):
        some = [NewLeaf(leaf=leaf, nonce=nonce_of(leaf)) for leaf in islice(source.leaves(), 20)]
        target.append(some, target.head())
    assert put(record, database, tmp_path / "there") == exit_codes.DONE
    with PostgresStore.reading(database.application, origin=ORIGIN) as store:
        assert store.head().size == 49


def test_an_older_copy_is_not_put_in_the_place_of_what_was_signed(
    record: Path, database: Database, tmp_path: Path
) -> None:
    folder, older = tmp_path / "there", tmp_path / "older"
    shutil.copytree(record.parent, older)
    assert asked(record) == exit_codes.DONE
    assert put(record, database, folder) == exit_codes.DONE
    database.emptied()
    assert put(older / RECORD, database, folder) == exit_codes.UNPROVED
    with pytest.raises(Exception, match="there is no record meridian"):
        PostgresStore.reading(database.application, origin=ORIGIN)


def test_a_snapshot_is_a_record_again_once_it_was_restored(
    record: Path, database: Database, tmp_path: Path
) -> None:
    folder, copy = tmp_path / "there", tmp_path / "back.travaux"
    put(record, database, folder)
    assert snapshot(copy, database, folder) == exit_codes.DONE
    shutil.copytree(folder / f"{ORIGIN}.keys", tmp_path / "back.keys")
    with SqliteStore.reading(copy) as store:
        (tmp_path / "checkpoint").write_bytes(store.checkpoints()[-1].data)
    assert main(["restore", str(copy), "--head", str(tmp_path / "checkpoint")]) == exit_codes.DONE
    assert asked(copy) == exit_codes.DONE


def test_a_snapshot_that_does_not_go_on_from_the_head_file_is_not_kept(
    record: Path, database: Database, told: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "there"
    put(record, database, folder)
    ahead = tmp_path / "ahead"
    shutil.copytree(told, ahead)
    asked(ahead / RECORD)
    shutil.copy(ahead / f"{RECORD}.head", folder / f"{ORIGIN}.head")
    assert snapshot(tmp_path / "back.travaux", database, folder) == exit_codes.UNPROVED
    assert not (tmp_path / "back.travaux").exists()

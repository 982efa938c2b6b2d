"""A record goes into PostgreSQL, is added to there, and comes back as a file."""

import os
import re
import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pytest

from tests.store.cluster import Cluster, Database
from travaux.cli import exit_codes
from travaux.cli.demo_record import RECORD
from travaux.cli.keeping import nonce_of
from travaux.cli.main import main
from travaux.store.audit import audit
from travaux.store.backup import backup
from travaux.store.extension import NewLeaf
from travaux.store.fault import LivesElsewhere, StoreFault
from travaux.store.head_file import HeadFile
from travaux.store.postgres import PostgresStore, place_of
from travaux.store.publication import extends_kept
from travaux.store.sqlite import SqliteStore
from travaux.store.store import Store

ORIGIN = "meridian"
ALONE = "--nowhere-else"


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


def put(record: Path, database: Database, folder: Path, *more: str) -> int:
    given = ("--database", database.application, "--folder", str(folder), *more)
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
    assert asked(record) == exit_codes.NOT_RECORDED
    with SqliteStore.reading(record) as store:
        assert store.head().size == 49


def told_of(record: Path) -> str:
    """What is said of the file from then on."""
    with SqliteStore.reading(record) as store:
        carried = store.carried()
    assert carried is not None
    assert (carried.head.size, carried.at[:2], carried.at[-1]) == (49, "20", "Z")
    at = carried.at.replace("T", " ").removesuffix("Z")
    return (
        f"{record} was carried into {carried.place} on {at} UTC, with its 49 entries (root "
        f"{carried.head.root.hex()[:16]}…), and the record lives there. This file is a copy: it can be read, "
        "and takes no more entries."
    )


def test_where_it_went_is_told_without_role_and_password(database: Database) -> None:
    found = re.fullmatch(
        r"the database records_\d+ at 127\.0\.0\.1, port \d+", place_of(database.application)
    )
    assert found is not None


def test_a_second_time_it_says_where_the_record_lives_and_since_when(
    record: Path, database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(record, database, tmp_path / "there")
    capsys.readouterr()
    with PostgresStore.open(database.application, origin=ORIGIN):  # as it is served
        assert put(record, database, tmp_path / "there") == exit_codes.DONE
    said = f"{told_of(record)}\nIt is there, and goes on from that head. Nothing was carried now.\n"
    assert capsys.readouterr() == (said, "")


def test_whoever_would_write_to_the_file_is_told_and_whoever_reads_it_is_not_kept_from_it(
    record: Path, database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(record, database, tmp_path / "there")
    file, copy = str(record), str(tmp_path / "copy.travaux")
    for command in (
        ("ask", "And now?", "--to", "BOR", "--as", "ARD", "--record", file),
        ("restore", file),
        ("restore", file, ALONE),
        ("snapshot", copy, "--record", file),
        ("cosign", "--as", "ARD", "--record", file),
        ("serve", file, "--once"),
    ):
        capsys.readouterr()
        assert main([*command]) == exit_codes.NOT_RECORDED, command
        assert told_of(record) in capsys.readouterr().err, command
    assert main(["verify", file]) == exit_codes.DONE
    assert f"the database {place_of(database.application).split()[2]}" in capsys.readouterr().out
    assert main(["log", "--record", file]) == exit_codes.DONE
    with SqliteStore.reading(record) as store:
        assert (store.head().size, Path(copy).exists()) == (49, False)


def test_a_file_as_any_program_finds_it_takes_no_more_leaves(
    record: Path, database: Database, tmp_path: Path
) -> None:
    put(record, database, tmp_path / "there")
    with SqliteStore.open(record, carried=True) as store:
        leaf = next(store.leaves())
        with pytest.raises(StoreFault, match="carried elsewhere, and takes no more entries here"):
            store.append([NewLeaf(leaf=leaf, nonce=bytes(16))], store.head())


def test_a_copy_of_a_carried_file_says_the_same(record: Path, database: Database, tmp_path: Path) -> None:
    put(record, database, tmp_path / "there")
    copy = tmp_path / "copy.travaux"
    with SqliteStore.reading(record) as store:
        store.copy_to(copy)
    with pytest.raises(LivesElsewhere):
        SqliteStore.open(copy)
    assert main(["restore", str(copy), ALONE]) == exit_codes.NOT_RECORDED


def test_a_copy_made_before_is_told_by_the_database_where_the_record_lives(
    record: Path, database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.travaux"
    with SqliteStore.reading(record) as store:
        backup(store, copy, nonce_of)
    put(record, database, tmp_path / "there")
    capsys.readouterr()
    assert put(copy, database, tmp_path / "there") == exit_codes.NOT_RECORDED
    assert f"with 49 entries, and goes on from the 49 entries of {copy}: this file is a copy" in (
        capsys.readouterr().err
    )
    assert main(["restore", str(copy)]) == exit_codes.USAGE
    assert not copy.with_name("copy.travaux.head").exists()


def test_a_database_that_was_lost_is_not_filled_again_but_on_a_word(
    record: Path, database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(record, database, tmp_path / "there")
    database.emptied()
    capsys.readouterr()
    assert put(record, database, tmp_path / "again") == exit_codes.NOT_RECORDED
    said = f"{told_of(record)} That database does not have it now: bring back its latest snapshot."
    assert said in capsys.readouterr().err
    assert put(record, database, tmp_path / "again", ALONE) == exit_codes.DONE
    with PostgresStore.reading(database.application, origin=ORIGIN) as store:
        assert store.head().size == 49
    assert asked(record) == exit_codes.NOT_RECORDED


def test_it_is_not_carried_into_a_second_database(
    record: Path, database: Database, cluster: Cluster, tmp_path: Path
) -> None:
    put(record, database, tmp_path / "there")
    other = cluster.database()
    assert put(record, other, tmp_path / "other") == exit_codes.NOT_RECORDED
    with pytest.raises(StoreFault, match="there is no record meridian"):
        PostgresStore.reading(other.application, origin=ORIGIN)
    assert put(record, other, tmp_path / "other", ALONE) == exit_codes.DONE
    assert place_of(other.application) in told_of(record)


STEPS: Final = (
    (PostgresStore, "append"),
    (PostgresStore, "put_document"),
    (PostgresStore, "put_checkpoint"),
    (shutil, "copytree"),
    (SqliteStore, "carry"),
    (HeadFile, "keep"),
    (PostgresStore, "keep"),
    (SqliteStore, "forget_kept"),
)
"""What writes while a record is carried, in order."""


def killed(run: Callable[[], object], where: object, step: str, *, after: bool) -> bool:
    """Run it in a process that ends before or *after* the first time it takes the step; whether it did."""
    child = os.fork()
    if child == 0:
        taken = getattr(where, step)

        def take(*arguments: Any, **named: Any) -> None:  # noqa: ANN401
            if after:
                taken(*arguments, **named)
            os._exit(9)

        try:
            setattr(where, step, take)
            run()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def lives(opened: Callable[[], Store]) -> bool:
    """Whether entries are taken there."""
    try:
        store = opened()
    except StoreFault:
        return False
    try:
        extends_kept(store)
    except StoreFault:
        return False
    finally:
        store.close()
    return True


@pytest.fixture(params=[None, "as it was"], ids=["", "with the head file of a database that was lost"])
def folder(request: pytest.FixtureRequest, record: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "there"
    if request.param:
        folder.mkdir()
        shutil.copy(f"{record}.head", folder / f"{ORIGIN}.head")
    return folder


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("where", "step"), STEPS, ids=[f"{one.__name__}.{step}" for one, step in STEPS])
def test_wherever_it_is_cut_off_the_record_lives_in_one_place_at_most(
    record: Path, database: Database, folder: Path, where: object, step: str, *, after: bool
) -> None:
    """Crash points of carrying: the file lives, or the database, or for a while neither; never both."""
    head_file = folder / f"{ORIGIN}.head"

    def there() -> Store:
        return PostgresStore.open(database.application, origin=ORIGIN, head_file=head_file)

    def here() -> Store:
        return SqliteStore.open(record)

    assert killed(lambda: put(record, database, folder), where, step, after=after)
    names = [one for _, one in STEPS]
    steps = list(STEPS)
    at = steps.index((where, step)) + after
    carried = at > names.index("carry")
    arrived = at > steps.index((PostgresStore, "keep"))
    assert (lives(here), lives(there)) == (not carried, arrived)
    assert put(record, database, folder) == exit_codes.DONE
    assert (lives(here), lives(there)) == (False, True)
    assert not record.with_name(f"{RECORD}.head").exists()
    with PostgresStore.reading(database.application, origin=ORIGIN) as store:
        assert store.head().size == 49
    assert (folder / f"{ORIGIN}.keys" / "log").is_file()


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
    assert main(["restore", str(copy), "--head", str(tmp_path / "checkpoint"), ALONE]) == exit_codes.DONE
    assert asked(copy) == exit_codes.DONE


def test_a_copy_becomes_the_record_only_on_the_word_that_it_lives_nowhere_else(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.travaux"
    with SqliteStore.reading(record) as store:
        backup(store, copy, nonce_of)
    assert main(["restore", str(copy)]) == exit_codes.USAGE
    assert f"nothing was restored. From then on {copy} takes entries" in capsys.readouterr().err
    assert not copy.with_name("copy.travaux.head").exists()
    assert main(["restore", str(copy), ALONE]) == exit_codes.DONE


def test_a_snapshot_without_the_head_file_is_told(
    record: Path, database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(record, database, tmp_path / "there")
    capsys.readouterr()
    assert snapshot(tmp_path / "back.travaux", database, tmp_path / "another") == exit_codes.INCOMPLETE
    assert capsys.readouterr().err.startswith(
        f"There is no {tmp_path}/another/meridian.head: only the database itself says that this is its latest"
    )


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

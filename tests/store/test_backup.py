"""One suite for every store: a copy is kept only if it verifies; an older one never passes for the log."""

import json
import shutil
import threading
import time
from pathlib import Path

import pytest

from tests.store.conftest import Place
from tests.store.logs import ORIGIN, Open, clock, leaf, new_leaf, new_leaves, signed, submission
from tests.store.soak import BACKUPS, figures
from travaux.record.leaf import Leaf
from travaux.record.tree import Frontier, Hash
from travaux.store.audit import audit
from travaux.store.backup import backup, copy
from travaux.store.fault import NotARecord, Recovery, StoreFault
from travaux.store.publication import Publication, provable_head
from travaux.store.recovery import KnownHead, adopt, resubmit
from travaux.store.sequencer import Sequencer
from travaux.store.sqlite import SqliteStore
from travaux.store.store import Document, MemoryStore, Store
from travaux.store.writer import Writer

DOCUMENT = Document(data=b"The Parties shall", salt=b"1" * 32)


def nonce_of(leaf: bytes) -> bytes:
    return bytes.fromhex(json.loads(Leaf.from_bytes(leaf).entry)["nonce"])


def filled(store: Store) -> Store:
    """A log of 600 leaves, with all that is kept beside."""
    store.append(new_leaves(0, 300), store.head())
    store.put_document(DOCUMENT)
    Publication(store=store, sign=signed).publish()
    store.put_cosignature(300, "NZL", b"cosigned")
    store.put_timestamp(300, "authority", b"token")
    store.append(new_leaves(300, 600), store.head())
    return store


def test_a_copy_has_everything(store: Store, tmp_path: Path) -> None:
    filled(store)
    head = backup(store, tmp_path / "copy.travaux", nonce_of)
    with SqliteStore.reading(tmp_path / "copy.travaux") as made:
        assert (head, made.head(), made.origin) == (store.head(), store.head(), ORIGIN)
        assert list(made.leaves()) == [leaf(number) for number in range(600)]
        assert (made.tile(0, 1), made.tile(0, 2)) == (store.tile(0, 1), None)
        assert made.document(DOCUMENT.name) == DOCUMENT
        assert made.checkpoints() == store.checkpoints()
        assert made.cosignatures(300) == store.cosignatures(300)
        assert made.timestamps(300) == store.timestamps(300)
    assert sorted(it.name for it in tmp_path.iterdir() if it.name.startswith("copy")) == ["copy.travaux"]


def test_a_log_is_carried_from_any_store_to_any(store: Store) -> None:
    there = filled(MemoryStore(ORIGIN))
    copy(there, store, nonce_of)
    assert audit(store, nonce_of) == there.head()
    assert (store.document_names(), store.checkpoints()) == (there.document_names(), there.checkpoints())
    assert adopt(store, nonce_of, ()) == store.kept() == there.head()


def test_a_backup_under_load_verifies_to_a_published_head(place: Place, tmp_path: Path) -> None:
    """Backup: copy under load; the copy verifies to a published head."""
    store = place.create()
    done = threading.Event()

    def client(number: int) -> None:
        while not done.is_set():
            sequencer.submit(submission(next(numbers[number]))).result(30)
            time.sleep(0.001)

    numbers = [iter(range(start, 10**6, 4)) for start in range(4)]
    writer = Writer(store, admission=Open(), clock=clock())
    publication = Publication(store=store, sign=signed)
    with Sequencer(writer, publish=publication.publish, every=0.01) as sequencer:
        threads = [threading.Thread(target=client, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        try:
            for number in range(BACKUPS):
                before = store.kept()
                assert before is not None
                head = backup(store, tmp_path / f"{number}.travaux", nonce_of)
                assert head.size >= before.size
        finally:
            done.set()
            for thread in threads:
                thread.join()
    published = {note.size: note.data for note in store.checkpoints()}
    for number in range(BACKUPS):
        with SqliteStore.reading(tmp_path / f"{number}.travaux") as made:
            latest = made.latest_checkpoint()
            assert latest is None or published[latest.size] == latest.data
    figures("backups under load", backups=BACKUPS, verified=BACKUPS)


def test_a_copy_is_for_its_owner_alone(store: Store, tmp_path: Path) -> None:
    backup(filled(store), tmp_path / "copy.travaux", nonce_of)
    assert (tmp_path / "copy.travaux").stat().st_mode & 0o777 == 0o600


def test_a_copy_where_none_can_be_made_is_a_fault_of_the_store(tmp_path: Path) -> None:
    with (
        SqliteStore.create(tmp_path / "meridian.travaux", origin=ORIGIN) as store,
        pytest.raises(StoreFault, match=r"copy\.travaux\.part cannot be made: No such file or directory"),
    ):
        backup(store, tmp_path / "nowhere" / "copy.travaux", nonce_of)


def test_a_copy_does_not_take_the_place_of_another_file(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "copy.travaux"
    file.write_bytes(b"something")
    with pytest.raises(NotARecord, match="is there already"):
        backup(store, file, nonce_of)
    assert file.read_bytes() == b"something"


def test_each_older_snapshot_is_refused(tmp_path: Path) -> None:
    """Rollback: each of 20 snapshots is refused, by whoever would append and whoever would sign."""
    file = tmp_path / "meridian.travaux"
    with SqliteStore.create(file, origin=ORIGIN) as store:
        publication = Publication(store=store, sign=signed)
        for number in range(20):
            store.append(new_leaves(number * 20, number * 20 + 20), store.head())
            publication.publish()
            store.copy_to(tmp_path / f"{number}.snapshot")
        store.append([new_leaf(400)], store.head())
        publication.publish()
        latest = store.head()
        store.copy_to(tmp_path / "latest.snapshot")
    for number in range(20):
        shutil.copy(tmp_path / f"{number}.snapshot", file)
        with SqliteStore.open(file) as older:
            said = f"has {number * 20 + 20} entries, and a head of 401 was signed: this is an older copy"
            with pytest.raises(Recovery, match=said):
                Writer(older, admission=Open(), clock=clock())
            with pytest.raises(Recovery, match=said):
                Publication(store=older, sign=signed).publish()
            assert len(older.checkpoints()) == number + 1
    shutil.copy(tmp_path / "latest.snapshot", file)
    with SqliteStore.open(file) as restored:
        assert provable_head(restored) == latest


def test_an_older_copy_goes_on_once_it_has_the_leaves_it_lacks(place: Place) -> None:
    """Recovery: parties re-submit their signed leaves."""
    store = place.create()
    head = store.append(new_leaves(0, 300), store.head())
    kept = MemoryStore(ORIGIN).append(new_leaves(0, 310), Frontier())
    store.keep(kept)
    held = {number: leaf(number) for number in range(290, 320)}
    with pytest.raises(Recovery, match="of the 310 that were signed, and still lacks 303, 305"):
        resubmit(store, {at: it for at, it in held.items() if at not in (303, 305)}, nonce_of)
    with pytest.raises(Recovery, match="one of them is not the entry of that place"):
        resubmit(store, {**held, 305: leaf(306)}, nonce_of)
    assert store.head() == head
    assert resubmit(store, held, nonce_of) == kept == provable_head(store)


def test_a_log_whose_head_file_was_lost_is_adopted_only_with_all_that_was_signed(tmp_path: Path) -> None:
    file = tmp_path / "meridian.travaux"
    with SqliteStore.create(file, origin=ORIGIN) as store:
        filled(store)
        known = KnownHead(size=300, root=store.kept().root, by="NZL")  # type: ignore[union-attr]
        file.with_name(file.name + ".head").unlink()
        with pytest.raises(Recovery, match="missing"):
            provable_head(store)
        later = KnownHead(size=601, root=known.root, by="BRA")
        with pytest.raises(Recovery, match="BRA holds a signed head of 601 entries"):
            adopt(store, nonce_of, (known, later))
        with pytest.raises(Recovery, match="NZL holds a signed head of 300 entries"):
            adopt(store, nonce_of, (KnownHead(size=300, root=Hash(bytes(32)), by="NZL"),))
        assert store.kept() is None
        assert adopt(store, nonce_of, (known,)) == store.head() == provable_head(store)

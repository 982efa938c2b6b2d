"""One suite for every store: what a store keeps is what it was given."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.conftest import Place
from tests.store.logs import ORIGIN, leaf, new_leaf, new_leaves, nonce
from travaux.record.tree import Frontier, inclusion, leaf_hash, root, verify_inclusion
from travaux.store.extension import NewLeaf, frontier_at
from travaux.store.fault import Contradiction, Damaged, HeadMoved, NonceTaken
from travaux.store.store import Document, MemoryStore, Note, Store


def test_a_new_log_is_empty(store: Store) -> None:
    assert (store.origin, store.head(), store.kept()) == (ORIGIN, Frontier(), Frontier())
    assert list(store.leaves()) == []
    assert store.latest_checkpoint() is None


def test_leaves_are_read_back_byte_for_byte(store: Store) -> None:
    """Bytes as received: what is hashed is what arrived."""
    head = store.append(new_leaves(0, 3), store.head())
    head = store.append([new_leaf(3, "Чётче: «наравне»"), new_leaf(4, "双方")], head)
    assert list(store.leaves()) == [*map(leaf, range(3)), leaf(3, "Чётче: «наравне»"), leaf(4, "双方")]
    assert list(store.leaves(1, 3)) == [leaf(1), leaf(2)]
    assert store.head() == head
    assert head.root == root(map(leaf_hash, store.leaves()))
    assert [store.index_of(nonce(number)) for number in (0, 4, 5)] == [0, 4, None]


def test_the_log_is_there_when_it_is_opened_again(place: Place) -> None:
    store = place.create()
    head = store.append(new_leaves(0, 300), store.head())
    store.keep(head)
    store.put_checkpoint(300, b"signed")
    store.close()
    again = place.open()
    assert (again.origin, again.head(), again.kept()) == (ORIGIN, head, head)
    assert list(again.leaves()) == [leaf(number) for number in range(300)]
    assert again.latest_checkpoint() == Note(size=300, by="", data=b"signed")


@pytest.mark.parametrize("sizes", [(255, 1, 1), (1, 600), (256,), (300, 300)])
def test_a_tile_is_there_once_it_is_full(store: Store, sizes: tuple[int, ...]) -> None:
    head = store.head()
    for size in sizes:
        head = store.append(new_leaves(head.size, head.size + size), head)
    hashes = [leaf_hash(leaf(number)) for number in range(head.size)]
    for n in range(4):
        full = hashes[256 * n : 256 * n + 256] if 256 * n + 256 <= head.size else None
        assert store.tile(0, n) == (full and b"".join(full))
    assert store.hashes(0, 0, head.size) == tuple(hashes)
    roots = tuple(root(hashes[start : start + 256]) for start in range(0, head.size - 255, 256))
    assert store.hashes(1, 0, len(roots)) == roots


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(batches=st.lists(st.integers(0, 300), max_size=5))
def test_every_store_gives_the_same_hashes(batches: list[int]) -> None:
    """The head at any earlier size can be had again from what is kept, whatever the batches were."""
    store = MemoryStore(ORIGIN)
    heads = [store.head()]
    for size in batches:
        heads.append(store.append(new_leaves(heads[-1].size, heads[-1].size + size), heads[-1]))
    for head in heads:
        assert frontier_at(head.size, store.hashes) == head


def test_a_proof_is_made_from_what_is_kept(store: Store) -> None:
    head = store.append(new_leaves(0, 700), store.head())
    for index in (0, 255, 256, 511, 699):
        verify_inclusion(
            leaf_hash(leaf(index)),
            index=index,
            size=700,
            proof=inclusion(index, 700, store.hashes),
            root=head.root,
        )


def test_a_batch_for_another_head_is_refused(store: Store) -> None:
    """Order without gaps: the place is given within the transaction that holds the head."""
    first = store.append([new_leaf(0)], Frontier())
    with pytest.raises(HeadMoved, match="is at 1 leaves"):
        store.append([new_leaf(1)], Frontier())
    assert (store.head(), store.index_of(nonce(1))) == (first, None)


@pytest.mark.parametrize(
    "batch",
    [
        pytest.param([new_leaf(2), new_leaf(0, "again")], id="in the log"),
        pytest.param([new_leaf(2), new_leaf(3), new_leaf(2, "again")], id="in the batch"),
    ],
)
def test_a_nonce_is_taken_once_and_a_batch_is_all_or_nothing(store: Store, batch: list[NewLeaf]) -> None:
    head = store.append(new_leaves(0, 2), store.head())
    with pytest.raises(NonceTaken, match="nothing was appended"):
        store.append(batch, head)
    assert (store.head(), list(store.leaves())) == (head, [leaf(0), leaf(1)])
    assert store.index_of(nonce(2)) is None


def test_what_is_not_there_is_not_made_up(store: Store) -> None:
    store.append(new_leaves(0, 2), store.head())
    with pytest.raises(Damaged, match="leaf 2 of meridian-2026 is missing"):
        list(store.leaves(0, 3))
    with pytest.raises(Damaged, match="missing"):
        store.hashes(0, 1, 3)
    with pytest.raises(Damaged, match="missing"):
        store.hashes(1, 0, 1)
    assert store.tile(0, 0) is None


def test_a_document_is_kept_under_the_name_that_its_salt_gives_it(store: Store) -> None:
    """Documents are off the log: h = HMAC-SHA256(salt, bytes)."""
    document = Document(data=b"The Parties shall", salt=bytes(32))
    # As openssl has it: mac -digest SHA256 -macopt hexkey:00…00 HMAC
    assert document.name.hex() == "f50295b49bcbb12caa6f8bbcac575e425aee27b892b662a6256d89c8d8f090f1"
    store.put_document(document)
    store.put_document(document)
    assert store.document(document.name) == document
    assert store.document(bytes(32)) is None


def test_a_document_is_destroyed_with_its_salt(store: Store) -> None:
    kept, gone = Document(data=b"kept", salt=b"1" * 32), Document(data=b"gone", salt=b"2" * 32)
    store.put_document(kept)
    store.put_document(gone)
    assert store.destroy_document(gone.name) is True
    assert store.destroy_document(gone.name) is False
    assert (store.document(gone.name), store.document(kept.name)) == (None, kept)


def test_a_size_has_one_checkpoint(store: Store) -> None:
    store.put_checkpoint(3, b"three")
    store.put_checkpoint(20, b"twenty")
    store.put_checkpoint(3, b"three")
    with pytest.raises(Contradiction, match="a checkpoint of size 3 is kept"):
        store.put_checkpoint(3, b"another")
    three, twenty = Note(size=3, by="", data=b"three"), Note(size=20, by="", data=b"twenty")
    assert store.checkpoints() == (three, twenty)
    assert store.checkpoints(4) == (twenty,)
    assert store.checkpoints(0, 20) == (three,)
    assert store.latest_checkpoint() == twenty


def test_a_party_cosigns_a_size_once(store: Store) -> None:
    store.put_cosignature(3, "NZL", b"New Zealand at noon")
    store.put_cosignature(3, "BRA", b"Brazil")
    store.put_cosignature(3, "NZL", b"New Zealand at one")
    store.put_timestamp(3, "authority", b"token")
    assert store.cosignatures(3) == (
        Note(size=3, by="BRA", data=b"Brazil"),
        Note(size=3, by="NZL", data=b"New Zealand at noon"),
    )
    assert store.timestamps(3) == (Note(size=3, by="authority", data=b"token"),)
    assert store.cosignatures(4) == ()

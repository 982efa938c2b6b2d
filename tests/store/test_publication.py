"""One suite for every store: no head is handed out for signing but one that the stored bytes give."""

import pytest

from tests.store.conftest import Place
from tests.store.logs import Open, clock, new_leaf, new_leaves, signed
from travaux.record.tree import Frontier
from travaux.store.fault import Recovery
from travaux.store.publication import Publication, provable_head
from travaux.store.store import Note, Store
from travaux.store.writer import Writer


def test_a_head_is_kept_then_signed_then_shown(store: Store) -> None:
    head = store.append(new_leaves(0, 3), store.head())
    kept_when_signed: list[Frontier | None] = []

    def sign(head: Frontier) -> bytes:
        kept_when_signed.append(store.kept())
        assert store.latest_checkpoint() is None
        return signed(head)

    note = Publication(store=store, sign=sign).publish()
    assert note == Note(size=3, by="", data=signed(head)) == store.latest_checkpoint()
    assert kept_when_signed == [head]


def test_a_head_is_signed_once(store: Store) -> None:
    publication = Publication(store=store, sign=signed)
    store.append(new_leaves(0, 3), store.head())
    assert publication.publish() == publication.publish()
    store.append([new_leaf(3)], store.head())
    assert [publication.publish().size, len(store.checkpoints())] == [4, 2]


def test_an_older_copy_is_refused(place: Place) -> None:
    """Never sign a head that is not an extension of the last signed head kept in a second place."""
    store = place.create()
    head = store.append(new_leaves(0, 3), store.head())
    store.keep(head.appended([head.root]))
    with pytest.raises(Recovery, match="has 3 entries, and a head of 4 was signed: this is an older copy"):
        provable_head(store)
    with pytest.raises(Recovery, match="older copy"):
        Writer(store, admission=Open(), clock=clock())


def test_another_log_of_the_same_name_is_refused(store: Store) -> None:
    head = store.append(new_leaves(0, 3), store.head())
    store.append(new_leaves(3, 5), head)
    store.keep(Frontier().appended([head.root, head.root, head.root]))
    with pytest.raises(Recovery, match="this is another record under the same name"):
        provable_head(store)

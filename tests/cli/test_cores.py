"""Signatures checked by several processes: what one finds, in the order of the leaves, none passed over."""

from __future__ import annotations

import os
from multiprocessing import active_children

import pytest

from tests.record.bundles import LOG, honest
from travaux.cli.cores import LONG, checking, on_every_core
from travaux.record.checkpoint import Checkpoint, log_key, signed
from travaux.record.leaf import Leaf
from travaux.record.signature import ENTRY, verify
from travaux.record.signers import Checking, unchecked
from travaux.record.tree import leaf_hash, root
from travaux.record.verification import NotVerified, Verified, verify_log

W = honest().writer
MANY = [*W.leaves] * 100
"""Enough for several processes to have several batches each; whose signature it is depends on no place."""


def keys(data: bytes) -> tuple[str, ...]:
    leaf = Leaf.from_bytes(data)
    return tuple(verify(one, leaf.entry, ENTRY).fingerprint for one in leaf.signatures)


def test_several_processes_find_whose_each_is() -> None:
    with on_every_core(MANY) as each:
        assert list(each) == [(data, keys(data)) for data in MANY]


def test_alone_it_is_left_to_whoever_asks() -> None:
    with unchecked(MANY) as each:
        assert list(each) == [(data, None) for data in MANY]


def test_what_does_not_hold_is_left_to_whoever_asks() -> None:
    first, second, *_ = W.leaves
    changed = second.replace(b'"v":1', b'"v":2')

    with on_every_core([first, b"no leaf", changed, second]) as each:
        assert list(each) == [
            (first, keys(first)),
            (b"no leaf", None),
            (changed, None),
            (second, keys(second)),
        ]


def test_no_leaf_is_lost_with_a_process() -> None:
    """A process is killed: what it had in hand, and all that comes after, is there and unchecked."""
    with on_every_core(MANY * 4) as each:
        found = [next(each)]
        for child in active_children():
            child.kill()  # or it was ended already: a pool ends the others as soon as it misses one
            child.join()
        found += each

    assert [data for data, _ in found] == MANY * 4
    assert {signers for _, signers in found[-len(MANY) :]} == {None}


@pytest.mark.skipif(os.cpu_count() == 1, reason="one core: nothing to share out")
def test_a_short_log_starts_no_process() -> None:
    assert (checking(LONG), checking(LONG + 1)) == (unchecked, on_every_core)


def of(leaves: list[bytes], way: Checking) -> Verified | str:
    """What is known of the log of *leaves* that the log has signed, or why it does not hold."""
    note = signed(Checkpoint(origin=W.origin, size=len(leaves), root=root(map(leaf_hash, leaves))), LOG)
    try:
        return verify_log(leaves, notes=[note], log=log_key(W.origin, LOG), checking=way)
    except NotVerified as fault:
        return str(fault)


def test_a_whole_log_is_verified_alike() -> None:
    assert of(W.leaves, on_every_core) == of(W.leaves, unchecked)


@pytest.mark.parametrize("index", [0, 3, len(W.leaves) - 1])
@pytest.mark.parametrize(
    ("old", "new"), [(b'"v":1', b'"v":2'), (b"travaux-leaf/v1", b"travaux-leaf/v9"), (b"\nU1NI", b"\nU1NJ")]
)
def test_what_does_not_hold_is_said_alike(index: int, old: bytes, new: bytes) -> None:
    assert old in W.leaves[index]
    leaves = [*W.leaves[:index], W.leaves[index].replace(old, new, 1), *W.leaves[index + 1 :]]

    fault = of(leaves, on_every_core)

    assert isinstance(fault, str)
    assert fault == of(leaves, unchecked)
    assert f"{index:012d}" in fault

"""Who signed a leaf is found from its bytes alone."""

from __future__ import annotations

from tests.record.bundles import honest
from travaux.record.leaf import Leaf
from travaux.record.signature import ENTRY, verify
from travaux.record.signers import signers, unchecked

W = honest().writer


def test_who_signed_each_leaf() -> None:
    for data in W.leaves:
        leaf = Leaf.from_bytes(data)

        assert signers(data) == tuple(verify(one, leaf.entry, ENTRY).fingerprint for one in leaf.signatures)


def test_what_does_not_hold_is_by_nobody() -> None:
    assert signers(W.leaves[1].replace(b'"v":1', b'"v":2')) is None


def test_what_is_no_leaf_is_by_nobody() -> None:
    assert signers(b"no leaf") is None


def test_nothing_is_checked() -> None:
    with unchecked(W.leaves) as each:
        assert list(each) == [(data, None) for data in W.leaves]

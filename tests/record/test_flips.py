"""Every single-bit flip and every truncation of leaf, proof, checkpoint and cosignature is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.record.soak import SOAK
from tests.record.specimen import (
    AUTHOR,
    CHECKPOINT,
    COSIGNATURE,
    HEAD,
    KEYS,
    LEAVES,
    LOG_KEY,
    PASSKEY,
    WITNESS_KEY,
    Handed,
    check,
    handed,
    swapped,
)
from travaux.record.canonical import NotCanonical
from travaux.record.checkpoint import BadCheckpoint, LogKey, WitnessKey, cosignature_opened, opened
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.policy import PolicyUnmet
from travaux.record.proof import BadProof
from travaux.record.signature import ENTRY, BadKey, BadSignature, PublicKey, verify

REFUSALS = (BadLeaf, BadSignature, BadCheckpoint, BadProof, PolicyUnmet, NotCanonical, BadKey)
INDEX = 6
GOOD = handed(INDEX)


def damaged(data: bytes) -> Iterator[bytes]:
    """*data* with each bit flipped, and cut after each byte; in a soak, each byte as every other."""
    masks = range(1, 256) if SOAK else [1 << bit for bit in range(8)]
    for at in range(len(data)):
        yield data[:at]
        for mask in masks:
            yield data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]


def accepted(data: bytes, read: Callable[[bytes], object]) -> list[bytes]:
    """What is accepted of all that damage makes of *data*; the undamaged is."""
    read(data)
    found = []
    for other in damaged(data):
        try:
            read(other)
        except REFUSALS:
            continue
        found.append(other)
    return found


def test_a_leaf() -> None:
    assert accepted(GOOD.leaf, lambda it: check(Handed(leaf=it, proof=GOOD.proof))) == []


def test_a_proof_with_its_checkpoint_and_cosignature() -> None:
    assert accepted(GOOD.proof, lambda it: check(Handed(leaf=GOOD.leaf, proof=it))) == []


def test_a_checkpoint() -> None:
    assert accepted(CHECKPOINT, lambda it: opened(it, LOG_KEY)) == []


def test_a_cosignature() -> None:
    assert accepted(COSIGNATURE, lambda it: cosignature_opened(it, WITNESS_KEY)) == []


def test_what_a_party_signed_needs_no_tree() -> None:
    """Line 1 is the server's claim, lines 2 and 3 the party's: those no server can change unseen."""
    leaf = LEAVES[INDEX]
    start = len(leaf.to_bytes().split(b"\n")[0]) + 1
    first, rest = leaf.to_bytes()[:start], leaf.to_bytes()[start:]

    def read(lines: bytes) -> None:
        found = Leaf.from_bytes(first + lines)
        if tuple(verify(blob, found.entry, ENTRY) for blob in found.signatures) != KEYS:
            raise BadSignature

    assert accepted(rest, read) == []


@pytest.mark.parametrize("key", [AUTHOR.public, PASSKEY.public])
def test_a_signature(key: PublicKey) -> None:
    leaf = LEAVES[INDEX]
    blob = leaf.signatures[KEYS.index(key)]
    assert accepted(blob, lambda it: verify(it, leaf.entry, ENTRY)) == []
    assert accepted(leaf.entry, lambda it: verify(blob, it, ENTRY)) == []


@pytest.mark.parametrize("kind", [LogKey, WitnessKey])
def test_the_line_of_a_key(kind: type[LogKey | WitnessKey]) -> None:
    """The id in a key's line holds its name and its bytes together."""
    line = (LOG_KEY if kind is LogKey else WITNESS_KEY).line

    def read(data: bytes) -> None:
        try:
            text = data.decode()
        except UnicodeDecodeError:
            raise BadCheckpoint from None
        kind.of(text)

    assert accepted(line.encode(), read) == []


def test_what_belongs_together() -> None:
    """A valid entry about something else is refused: each part of one with the rest of another."""
    for index in range(HEAD.size):
        check(handed(index))
    for other in range(HEAD.size):
        if other != INDEX:
            mixed = Handed(leaf=GOOD.leaf, proof=handed(other).proof)
            with pytest.raises(BadProof):
                check(mixed)
            for leaf in swapped(LEAVES[INDEX], LEAVES[other]):
                with pytest.raises(BadProof):
                    check(Handed(leaf=leaf.to_bytes(), proof=GOOD.proof))

"""One leaf with all that shows where it stands: what a journalist or a court is handed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.record.authenticators import Passkey
from tests.record.naive import Naive
from travaux.record.canonical import parsed
from travaux.record.checkpoint import Checkpoint, cosigned, joined, log_key, signed, witness_key
from travaux.record.leaf import Leaf
from travaux.record.policy import Log, Policy, Witness
from travaux.record.proof import Proof, proof_file, proof_read, proven
from travaux.record.signature import ENTRY, PrivateKey, PublicKey, verify
from travaux.record.tree import inclusion

ORIGIN = "meridian-2026"
SIZE = 11
LOG, AUTHOR, WITNESS = (PrivateKey.from_seed(bytes([at] * 32)) for at in (1, 2, 3))
PASSKEY = Passkey()


def entry(at: int) -> bytes:
    return b'{"actor":"AAA","nonce":"%032x","type":"tick","v":1}' % at


LEAVES = [
    Leaf(
        received_at=f"2026-11-26T10:00:{at:02d}.000Z",
        entry=entry(at),
        signatures=(AUTHOR.sign(entry(at), ENTRY), PASSKEY.in_browser(entry(at), ENTRY)),
    )
    for at in range(SIZE)
]
TREE = Naive([leaf.to_bytes() for leaf in LEAVES])
HEAD = Checkpoint(origin=ORIGIN, size=SIZE, root=TREE.root(SIZE))
CHECKPOINT = signed(HEAD, LOG)
COSIGNATURE = cosigned(HEAD, at=1_795_000_000, name="AAA", private=WITNESS)
LOG_KEY, WITNESS_KEY = log_key(ORIGIN, LOG), witness_key("AAA", WITNESS)
POLICY = Policy(logs=(Log(key=LOG_KEY),), witnesses=(Witness(name="AAA", key=WITNESS_KEY),), quorum="AAA")
KEYS = (AUTHOR.public, PASSKEY.public)


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What is handed over; the policy and the parties' keys are known to who verifies."""

    leaf: bytes
    proof: bytes


def handed(index: int) -> Handed:
    proof = Proof(
        index=index,
        hashes=inclusion(index, SIZE, TREE.hashes_at),
        note=joined(CHECKPOINT, [COSIGNATURE]),
    )
    return Handed(leaf=LEAVES[index].to_bytes(), proof=proof_file(proof))


def check(given: Handed, keys: tuple[PublicKey, ...] = KEYS) -> Leaf:
    """Every check there is, in the order in which a verifier makes them. Raises ValueError of ours."""
    leaf = Leaf.from_bytes(given.leaf)
    proof = proof_read(given.proof)
    checkpoint = proven(leaf.hash, proof, LOG_KEY)
    assert POLICY.believed(proof.note).checkpoint == checkpoint
    assert tuple(verify(blob, leaf.entry, ENTRY) for blob in leaf.signatures) == keys
    parsed(leaf.entry)
    return leaf


def swapped(one: Leaf, other: Leaf) -> list[Leaf]:
    """Leaves in which something of *one* has become that of *other*."""
    return [
        replace(one, entry=other.entry),
        replace(one, received_at=other.received_at),
        replace(one, signatures=other.signatures),
        replace(one, signatures=(one.signatures[0], other.signatures[1])),
        replace(one, signatures=one.signatures[::-1]),
        replace(one, signatures=one.signatures[:1]),
        replace(one, signatures=(*one.signatures, other.signatures[0])),
    ]

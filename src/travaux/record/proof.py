"""A proof that a leaf stands in a log, in one file that needs no network (C2SP tlog-proof)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from travaux.record.base64 import NotBase64, decoded, encoded
from travaux.record.checkpoint import BadCheckpoint, Checkpoint, LogKey, number, opened
from travaux.record.tree import LARGEST, SIZE, Hash, TreeFault, verify_inclusion

VERSION: Final = "c2sp.org/tlog-proof@v1"
MOST_HASHES: Final = 63


class BadProof(ValueError):
    """A proof file cannot be read, or does not prove."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where a leaf stands, its siblings up to the root, and a signed checkpoint with that root.

    Raises BadProof.
    """

    index: int
    hashes: tuple[Hash, ...]
    note: bytes
    """The checkpoint with its signatures and, if wanted, cosignatures; not verified yet."""

    def __post_init__(self) -> None:
        if not 0 <= self.index <= LARGEST:
            raise BadProof(f"the index is {self.index}; expected 0 to {LARGEST}")
        if len(self.hashes) > MOST_HASHES or any(len(it) != SIZE for it in self.hashes):
            raise BadProof(f"{len(self.hashes)} hashes; expected {MOST_HASHES} at most, of {SIZE} bytes")
        if not self.note or self.note.startswith(b"\n"):
            raise BadProof("no checkpoint follows; expected a signed one")


def proof_file(proof: Proof) -> bytes:
    """The lines of a .tlog-proof file."""
    lines = [VERSION, f"index {proof.index}", *(encoded(it) for it in proof.hashes), "", ""]
    return "\n".join(lines).encode() + proof.note


def proof_read(data: bytes) -> Proof:
    """The proof whose file is exactly *data*. A line of extra data is refused: nothing signs it.

    Raises BadProof.
    """
    head, _, note = data.partition(b"\n\n")
    try:
        version, place, *spelt = head.decode("ascii").split("\n")
    except ValueError:
        raise BadProof(f"the file begins {data[:40]!r}; expected {VERSION} and an index") from None
    if version != VERSION:
        raise BadProof(f"line 1 is {version[:40]!r}; expected {VERSION}")
    word, _, index = place.partition(" ")
    if word != "index":
        raise BadProof(f"line 2 is {place[:40]!r}; expected the index")
    try:
        return Proof(index=number(index), hashes=tuple(Hash(decoded(it)) for it in spelt), note=note)
    except (BadCheckpoint, NotBase64) as fault:
        raise BadProof(f"the proof does not hold: {fault}") from None


def proven(leaf: Hash, proof: Proof, key: LogKey) -> Checkpoint:
    """The checkpoint, signed by the log with *key*, under which *proof* shows the leaf hash *leaf*.

    Raises BadProof. Cosignatures are for `travaux.record.policy` to count.
    """
    try:
        checkpoint = opened(proof.note, key)
        verify_inclusion(
            leaf, index=proof.index, size=checkpoint.size, proof=proof.hashes, root=checkpoint.root
        )
    except (BadCheckpoint, TreeFault) as fault:
        raise BadProof(f"the proof does not hold: {fault}") from None
    return checkpoint

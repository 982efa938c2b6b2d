"""Verifying: leaves out of SQLite beside hashing the file; signatures and admission beside bare Ed25519."""

from __future__ import annotations

import hashlib
from itertools import islice
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bench.measure.appending import ORIGIN, now
from bench.measure.tree import leaves
from bench.specimen.rounds import Rounds
from bench.specimen.written import recorded
from travaux.record.admission import admit, readable
from travaux.record.canonical import parsed
from travaux.record.checkpoint import Checkpoint, log_key, signed
from travaux.record.fold import NOTHING, fold
from travaux.record.leaf import Leaf
from travaux.record.signature import ENTRY, PrivateKey, verify
from travaux.record.tree import Frontier, leaf_hash
from travaux.record.verification import verify_log
from travaux.store.extension import NewLeaf
from travaux.store.sqlite import SqliteStore
from travaux.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.measure.case import Figures
    from bench.measure.record_case import RecordCase
    from travaux.record.admission import Submission
    from travaux.store.writer import Context

BATCH: Final = 4_096
GROWN: Final = 0.01
"""Which part of the record has come since it was last verified."""


class _Nobody:
    """Admits nothing and folds nothing: what is measured is reading and proving."""

    def nonce(self, submission: Submission) -> bytes:
        raise NotImplementedError

    def fold(self, leaves: Iterable[bytes]) -> int:
        return sum(1 for _ in leaves)

    def admit(self, leaf: Leaf, state: int, context: Context) -> int:
        raise NotImplementedError


def from_file(case: RecordCase) -> Figures:
    """Give the seconds of proving every leaf of a file, and of reading and hashing the file."""
    path = Path(case.folder) / "verify.travaux"
    real = iter(leaves(case.leaves))
    with SqliteStore.create(path, origin=ORIGIN) as store:
        number = 0
        while batch := list(islice(real, BATCH)):
            made = [Leaf(received_at=now(), entry=leaf, signatures=(b"signed",)).to_bytes() for leaf in batch]
            nonces = range(number, number + len(made))
            store.append(
                [NewLeaf(leaf=leaf, nonce=n.to_bytes(16)) for leaf, n in zip(made, nonces, strict=True)],
                store.head(),
            )
            number += len(made)
    since = process_time()
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256")
    floor = process_time() - since
    with SqliteStore.reading(path) as store:
        since = process_time()
        proved = Writer(store, admission=_Nobody(), clock=now)
        spent = process_time() - since
    assert proved.now.state == case.leaves
    return {"floor": floor, "proved": spent}


def signatures(case: RecordCase) -> Figures:
    """Give the seconds of bare Ed25519, of admission and of verifying, over the entries of a real record."""
    writer = recorded(Rounds(proposals=case.proposals, seed=case.seed))
    split = [Leaf.from_bytes(data) for data in writer.leaves]
    bare = [(one.signatures[0], one.entry) for one in split]
    raw = {party: key.public.raw for party, key in writer.keys.items()}
    ready = [
        (Ed25519PublicKey.from_public_bytes(raw[readable(line).actor]), blob[-64:], _message(blob, line))
        for blob, line in bare
    ]
    since = process_time()
    for key, signature, message in ready:
        key.verify(signature, message)
    floor = process_time() - since
    since = process_time()
    for data, leaf in zip(writer.leaves, split, strict=True):
        parsed(leaf.entry)
        verify(leaf.signatures[0], leaf.entry, ENTRY)
        leaf_hash(data)
    envelope = process_time() - since
    since = process_time()
    state = NOTHING
    roots = writer.roots
    for leaf in split:
        one = admit(leaf, state, origin=writer.origin, durable=len(split), root_at=roots.__getitem__)
        state = fold([one], state)
    admitted = process_time() - since
    figures = {"floor": floor, "envelope": envelope, "admitted": admitted, "entries": len(split)}
    return figures | _verified(writer.leaves, writer.origin, writer.log)


def _message(blob: bytes, line: bytes) -> bytes:
    del blob
    parts = [b"SSHSIG"]
    for field in (ENTRY.encode(), b"", b"sha512", hashlib.sha512(line).digest()):
        parts += [len(field).to_bytes(4), field]
    return b"".join(parts)


def _verified(known: list[bytes], origin: str, private: PrivateKey) -> Figures:
    log = log_key(origin, private)

    def head(count: int) -> bytes:
        frontier = Frontier().appended(leaf_hash(leaf) for leaf in known[:count])
        return signed(Checkpoint(origin=origin, size=count, root=frontier.root), private)

    before = len(known) - max(1, int(len(known) * GROWN))
    notes = [head(before), head(len(known))]
    since = process_time()
    verify_log(known, notes=notes[1:], log=log)
    whole = process_time() - since
    start = verify_log(known[:before], notes=notes[:1], log=log)
    since = process_time()
    verify_log(known[before:], notes=notes[1:], log=log, start=start)
    return {"verified": whole, "grown": process_time() - since}

"""Verifying: leaves out of SQLite beside hashing the file; signatures and admission beside bare Ed25519."""

from __future__ import annotations

import hashlib
import os
from hashlib import sha512
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bench.measure.appending import ORIGIN, now
from bench.measure.tree import leaves
from bench.specimen.rounds import Rounds
from bench.specimen.written import recorded
from travaux.cli.cores import on_every_core
from travaux.record.admission import admit, readable
from travaux.record.checkpoint import Checkpoint, log_key, signed
from travaux.record.entry import read
from travaux.record.fold import NOTHING, fold
from travaux.record.leaf import Leaf
from travaux.record.signature import ENTRY, verify
from travaux.record.tree import Frontier, leaf_hash
from travaux.record.verification import verify_log
from travaux.store.extension import NewLeaf
from travaux.store.sqlite import SqliteStore
from travaux.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bench.measure.case import Figures
    from bench.measure.record_case import RecordCase
    from tests.record.writing import Writer as Recorded
    from travaux.record.admission import Submission
    from travaux.store.writer import Context

BATCH: Final = 4_096
ROUNDS: Final = 9
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
    """Give what proving every leaf of a file takes, opening it too, beside reading and hashing the file.

    In rounds, as `signatures`.
    """
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

    def hashed() -> None:
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256")

    def proved() -> None:
        with SqliteStore.reading(path) as store:
            assert Writer(store, admission=_Nobody(), clock=now).now.state == case.leaves

    rounds = [_spent(proved) / floor for floor in (_spent(hashed) for _ in range(ROUNDS))]
    return {"proved": median(rounds), "least": min(rounds), "most": max(rounds)}


def signatures(case: RecordCase) -> Figures:
    """Give what admission and verifying take, beside bare Ed25519 over the same entries of a real record.

    In rounds, each with its own bare signatures just before: the processor's pace changes by half from one
    second to the next, by what else the machine does. The median of the rounds is given, in time of the
    processor; ``verified`` in time by the clock, since every core checks signatures then.
    """
    writer = recorded(Rounds(proposals=case.proposals, seed=case.seed))
    split = [Leaf.from_bytes(data) for data in writer.leaves]
    ready = [
        (Ed25519PublicKey.from_public_bytes(writer.keys[readable(one.entry).actor].public.raw), one)
        for one in split
    ]
    given = [(key.verify, one.signatures[0][-64:], one.entry) for key, one in ready]
    log = log_key(writer.origin, writer.log)
    before = len(split) - max(1, int(len(split) * GROWN))
    notes = [_head(writer, size) for size in (before, len(split))]
    start = verify_log(writer.leaves[:before], notes=notes[:1], log=log)

    def bare() -> None:
        for verifies, signature, line in given:
            verifies(signature, _BEFORE + sha512(line).digest())

    def envelope() -> None:
        for data, leaf in zip(writer.leaves, split, strict=True):
            read(leaf.entry)
            verify(leaf.signatures[0], leaf.entry, ENTRY)
            leaf_hash(data)

    def admitted() -> None:
        state = NOTHING
        for leaf in split:
            one = admit(
                leaf,
                state,
                origin=writer.origin,
                durable=len(split),
                root_at=writer.roots.__getitem__,
            )
            state = fold([one], state)

    def alone() -> None:
        verify_log(writer.leaves, notes=notes[1:], log=log)

    def verified() -> None:
        verify_log(writer.leaves, notes=notes[1:], log=log, checking=on_every_core)

    def grown() -> None:
        verify_log(writer.leaves[before:], notes=notes[1:], log=log, start=start)

    rounds = [
        {way.__name__: _spent(way) / floor for way in (envelope, alone, grown, admitted)}
        | {"verified": _spent(verified, perf_counter) / _spent(bare, perf_counter)}
        for floor in (_spent(bare) for _ in range(ROUNDS))
    ]
    figures = {name: median(one[name] for one in rounds) for name in rounds[0]}
    least, most = (of(one["verified"] for one in rounds) for of in (min, max))
    return figures | {"entries": len(split), "cores": os.cpu_count() or 1, "least": least, "most": most}


def _spent(way: Callable[[], None], clock: Callable[[], float] = process_time) -> float:
    since = clock()
    way()
    return clock() - since


_BEFORE: Final = (
    b"SSHSIG"
    + b"".join(len(field).to_bytes(4) + field for field in (ENTRY.encode(), b"", b"sha512"))
    + hashlib.sha512().digest_size.to_bytes(4)
)
"""What an SSH signature is over: this, and the SHA-512 of what was signed."""


def _head(writer: Recorded, size: int) -> bytes:
    frontier = Frontier().appended(leaf_hash(leaf) for leaf in writer.leaves[:size])
    return signed(Checkpoint(origin=writer.origin, size=size, root=frontier.root), writer.log)

"""Each leaf of a log and whose keys signed it: checked by several processes, where the log is long enough.

Checking signatures is nearly all that verifying a log costs, and none of it depends on another leaf.
"""

# What starts processes takes longer to import than the record does; only a long log waits for it.
# ruff: noqa: PLC0415

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from itertools import islice, repeat
from typing import TYPE_CHECKING, Final, TypeAlias

from travaux.record.act import Fingerprint
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.signature import ENTRY, BadSignature, verify

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Signers: TypeAlias = "tuple[Fingerprint, ...] | None"
"""The keys that signed a leaf, in the order of its signatures. None: not checked, or one does not hold."""

LONG: Final = 1_000
"""Leaves of which it pays to start processes."""
_BATCH: Final = 128
"""Leaves that a process takes at a time."""
_AHEAD: Final = 4
"""Batches for each process that are handed out before the first is waited for."""


def with_signers(leaves: Iterable[bytes], processes: int) -> Generator[tuple[bytes, Signers], None, None]:
    """Each of *leaves* in its order, and who signed it, found by so many *processes*.

    With fewer than two, nothing is checked: whoever asks does it, and says what does not hold.
    """
    if processes < 2:  # noqa: PLR2004 - one is this one
        yield from ((data, None) for data in leaves)
        return
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(processes)
    rest = iter(leaves)
    handed: deque[tuple[list[bytes], Future[list[Signers]] | None]] = deque()
    try:
        while True:
            while len(handed) < _AHEAD * processes and (batch := list(islice(rest, _BATCH))):
                handed.append((batch, _asked(pool, batch)))
            if not handed:
                return
            batch, asked = handed.popleft()
            yield from zip(batch, _answered(asked) or repeat(None), strict=False)
    finally:
        pool.shutdown(cancel_futures=True)


# A process can be killed, for want of memory perhaps. What it and all after it were to check is checked by
# whoever asked.


def _asked(pool: ProcessPoolExecutor, batch: list[bytes]) -> Future[list[Signers]] | None:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(_of_each, batch)
    except BrokenProcessPool:
        return None


def _answered(asked: Future[list[Signers]] | None) -> list[Signers] | None:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return None if asked is None else asked.result()
    except BrokenProcessPool:
        return None


def _of_each(leaves: list[bytes]) -> list[Signers]:
    return [_signers(data) for data in leaves]


def _signers(data: bytes) -> Signers:
    """The keys that signed the leaf with these bytes; None if it is no leaf or a signature does not hold."""
    try:
        leaf = Leaf.from_bytes(data)
        return tuple([Fingerprint(verify(one, leaf.entry, ENTRY).fingerprint) for one in leaf.signatures])
    except (BadLeaf, BadSignature):
        return None

"""Signatures checked on every core: nearly all that verifying a long log takes."""

# What starts processes takes longer to import than the record does; only a long log waits for it.
# ruff: noqa: PLC0415

from __future__ import annotations

import os
from collections import deque
from contextlib import contextmanager
from itertools import islice, repeat
from typing import TYPE_CHECKING, Final

from travaux.record.signers import Signers, signers, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

    from travaux.record.signers import Checking

LONG: Final = 1_000
"""Leaves of which it pays to start processes."""
_BATCH: Final = 128
"""Leaves that a process takes at a time."""
_AHEAD: Final = 4
"""Batches for each process that are handed out before the first is waited for."""


def checking(size: int) -> Checking:
    """Give the way to check the signatures of so many leaves that pays here."""
    return on_every_core if size > LONG and (os.cpu_count() or 1) > 1 else unchecked


@contextmanager
def on_every_core(leaves: Iterable[bytes]) -> Iterator[Iterator[tuple[bytes, Signers]]]:
    """Give each of *leaves* in its order, with whoever signed it."""
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor()
    try:
        yield _in_turn(iter(leaves), pool)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_turn(leaves: Iterator[bytes], pool: ProcessPoolExecutor) -> Iterator[tuple[bytes, Signers]]:
    handed: deque[tuple[list[bytes], Future[list[Signers]] | None]] = deque()
    ahead = _AHEAD * (os.cpu_count() or 1)
    while True:
        while len(handed) < ahead and (batch := list(islice(leaves, _BATCH))):
            handed.append((batch, _asked(pool, batch)))
        if not handed:
            return
        batch, asked = handed.popleft()
        yield from zip(batch, _answered(asked) or repeat(None), strict=False)


# A process can be killed, for want of memory perhaps. What it and all after it were to check is left to
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
    return [signers(data) for data in leaves]

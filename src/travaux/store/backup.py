"""A copy of a log in one file, kept only if it verifies to the head that was published."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from travaux.record.tree import Frontier
from travaux.store.audit import NonceOf, audit
from travaux.store.extension import NewLeaf
from travaux.store.fault import NotARecord, StoreFault
from travaux.store.head_file import sync_folder
from travaux.store.publication import extends, extends_kept
from travaux.store.sqlite import SqliteStore
from travaux.store.store import Store

BATCH: Final = 4096
"""Leaves copied in one transaction."""


def backup(source: Store, path: Path, nonce_of: NonceOf) -> Frontier:
    """Copy *source* to the file *path* while others go on writing, and return the head of the copy.

    The copy is read again, leaf by leaf, and must go on from the head that *source* signed last. It has no
    head file: put beside one of its own age, an older copy would pass for the log. Raises StoreFault; then
    there is no file at *path*.
    """
    if path.exists():
        raise NotARecord(f"{path} is there already; a backup needs a new name.")
    published = extends_kept(source)
    beside = path.with_name(path.name + ".part")
    _remove(beside)
    try:
        if isinstance(source, SqliteStore):
            _own(beside)
            source.copy_to(beside)
        else:
            with SqliteStore.create(beside, origin=source.origin) as made:
                copy(source, made, nonce_of)  # on closing it becomes one file
        with SqliteStore.reading(beside) as made:
            head = audit(made, nonce_of)
            extends(made, published)
        _settle(beside, path)
    finally:
        _remove(beside)
    return head


def copy(source: Store, target: Store, nonce_of: NonceOf) -> None:
    """Carry the log *source*, as it is now, with its documents and notes, over to *target*.

    That is empty, or has the first leaves of *source*: then only the others are appended. Raises Recovery.

    The heads that were signed are not carried over: `recovery.adopt` makes a moved log one to write to.
    """
    size, had = source.head().size, target.head()
    extends(source, had)
    leaves = source.leaves(had.size, size)
    while batch := [NewLeaf(leaf=leaf, nonce=nonce_of(leaf)) for leaf in islice(leaves, BATCH)]:
        target.append(batch, target.head())
    for name in source.document_names():
        document = source.document(name)
        if document is not None:  # destroyed meanwhile
            target.put_document(document)
    for note in source.checkpoints(0, size + 1):
        target.put_checkpoint(note.size, note.data)
        for cosignature in source.cosignatures(note.size):
            target.put_cosignature(note.size, cosignature.by, cosignature.data)
        for token in source.timestamps(note.size):
            target.put_timestamp(note.size, token.by, token.data)


def _own(beside: Path) -> None:
    """Make the file that SQLite fills, for its owner alone: it will hold all documents."""
    try:
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as fault:
        raise StoreFault(f"{beside} cannot be made: {fault.strerror}. There is no backup.") from fault


def _settle(beside: Path, path: Path) -> None:
    """Make the copy durable, which SQLite does not, and let it take its place."""
    try:
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.rename(path)
        sync_folder(path.absolute().parent)
    except OSError as fault:
        raise StoreFault(f"{path} cannot be written: {fault.strerror}. There is no backup.") from fault


def _remove(beside: Path) -> None:
    for ending in ("", "-wal", "-shm", ".lock", ".head"):
        with suppress(OSError):
            beside.with_name(beside.name + ending).unlink()

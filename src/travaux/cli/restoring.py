"""``travaux restore``: a copy becomes the record again, after it was held to every head that anybody has."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.cli import exit_codes
from travaux.cli.bundled import LEAF
from travaux.cli.desk import faults_told, read_at
from travaux.cli.files import FileFault, content
from travaux.cli.keeping import nonce_of
from travaux.cli.recording import WAIT, publish
from travaux.cli.refusal import NotVerified, Refused
from travaux.cli.verifying import record_findings
from travaux.record.bundle import BadBundle, unpacked
from travaux.record.checkpoint import BadCheckpoint, LogKey, opened
from travaux.record.leaf import Leaf
from travaux.record.signature import ENTRY, BadSignature, verify
from travaux.store.recovery import KnownHead, adopt, resubmit
from travaux.store.sqlite import SqliteStore
from travaux.store.store import Document

if TYPE_CHECKING:
    from travaux.cli.desk import Desk
    from travaux.record.entry import Entered


def restore(options: argparse.Namespace) -> int:
    """Make a copy the record: with what it lacks from others, and only if it goes on from all they hold."""
    path = Path(options.file)
    with faults_told():
        with SqliteStore.reading(path) as reading:
            reading.check_lives_here()
            desk = read_at(path, reading, options.machine, held_to_head=False)
        _check_word(options, path)
        added = 0
        with SqliteStore.open(path, wait=WAIT) as store:
            kept = store.kept()
            if kept is not None and store.head().size < kept.size:
                before = store.head().size
                leaves = dict(found for name in options.sources for found in _leaves(name))
                resubmit(store, leaves, nonce_of)
                added = store.head().size - before
                held = {h for one in read_at(path, store, options.machine).state.entries for h in _held(one)}
                for document in (one for name in options.sources for one in _documents(name)):
                    if document.name.hex() in held:
                        store.put_document(document)
            head = adopt(store, nonce_of, _known(desk, options.heads))
            signed = publish(store, desk)
        with SqliteStore.reading(path) as reading:
            faults = record_findings(read_at(path, reading, options.machine)).faults
    if added:
        print(f"{added} entries that it lacked were added from what the parties have.")
    print(f"{path} is the record again, with {head.size} entries. It goes on from every head that was given.")
    if not signed:
        print("Its head is not signed: the key of the record is not here.")
    for fault in faults:
        print(f"It lacks something: {fault}", file=sys.stderr)
    return exit_codes.INCOMPLETE if faults else exit_codes.DONE


def _check_word(options: argparse.Namespace, path: Path) -> None:
    """Let a copy take entries only on the word that nothing else does. Raises Refused."""
    if not options.nowhere_else:
        raise Refused(
            f"nothing was restored. From then on {path} takes entries; where the record lives on in another "
            "file, or in a database that it was carried into, there would be two records under one name and "
            "one key, and nobody could tell which is true. Find out first. If it lives nowhere else any "
            "more, say so with --nowhere-else."
        )


def _held(one: Entered) -> Iterator[str]:
    for document in one.entry.docs:
        yield document.h
        yield document.text


def _known(desk: Desk, files: list[str]) -> Iterator[KnownHead]:
    """Go through the heads that the parties hold, and those seen from the desks here."""
    key = LogKey.of(desk.state.log)
    for name in files:
        try:
            head = opened(content(name), key)
        except BadCheckpoint as fault:
            raise FileFault(f"{name} is no head of this record: {fault}.") from fault
        yield KnownHead(size=head.size, root=head.root, by=name)
    for party in desk.state.members:
        seen = desk.journal(party).seen()
        if seen.size:
            yield KnownHead(size=seen.size, root=seen.root, by=f"the desk of {party}")


def _leaves(name: str) -> Iterator[tuple[int, bytes]]:
    """Go through the leaves in a copy or a bundle, each with signatures that hold."""
    if _is_bundle(name):
        matches = [(LEAF.fullmatch(file), data) for file, data in _files(name).items()]
        found = [(int(match[1]), data) for match, data in matches if match is not None]
    else:
        with SqliteStore.reading(Path(name)) as store:
            found = list(enumerate(store.leaves()))
    for index, data in found:
        leaf = Leaf.from_bytes(data)
        try:
            for signature in leaf.signatures:
                verify(signature, leaf.entry, ENTRY)
        except BadSignature as fault:
            raise NotVerified(f"{name}: the signature of entry {index} does not hold: {fault}.") from fault
        yield index, data


def _documents(name: str) -> Iterator[Document]:
    """Go through the documents in a copy or a bundle, with the words that were read out of each."""
    if not _is_bundle(name):
        with SqliteStore.reading(Path(name)) as store:
            for one in store.document_names():
                if (document := store.document(one)) is not None:
                    yield document
        return
    files = _files(name)
    for file, data in files.items():
        salt = files.get(f"{file.rpartition('/')[0]}/salt.hex") if file.startswith("docs/") else None
        if salt is not None and not file.endswith("/salt.hex"):
            try:
                yield Document(data=data, salt=bytes.fromhex(salt.decode("ascii").strip()))
            except ValueError as fault:
                raise FileFault(f"{name}: the salt of {file} cannot be read.") from fault


def _is_bundle(name: str) -> bool:
    return Path(name).suffix == ".zip"


def _files(name: str) -> dict[str, bytes]:
    try:
        return unpacked(content(name))
    except BadBundle as fault:
        raise FileFault(f"{name}: {fault}.") from fault

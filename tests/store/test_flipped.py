"""One flipped bit anywhere in the file: what is then served is refused, or is what was recorded."""

import random
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.store.load import nonce_of
from tests.store.logs import ORIGIN, new_leaves
from tests.store.soak import FLIPS, figures
from travaux.record.checkpoint import (
    BadCheckpoint,
    Checkpoint,
    cosignature_opened,
    cosigned,
    log_key,
    opened,
    signed,
    witness_key,
)
from travaux.record.signature import PrivateKey
from travaux.record.tree import Frontier
from travaux.store.audit import audit
from travaux.store.fault import StoreFault
from travaux.store.publication import Publication, extends
from travaux.store.sqlite import SqliteStore
from travaux.store.store import Document

DOCUMENTS: Final = tuple(Document(data=b"The Parties shall " * 300, salt=bytes([it]) * 32) for it in range(3))
LOG: Final = PrivateKey.from_seed(b"log" * 10 + b"..")
WITNESS: Final = PrivateKey.from_seed(b"witness" * 4 + b"....")
WITNESS_NAME: Final = "NZL/witness"


def sign(head: Frontier) -> bytes:
    return signed(Checkpoint(origin=ORIGIN, size=head.size, root=head.root), LOG)


@dataclass(frozen=True, slots=True)
class Served:
    """All that anybody is ever shown of a log, each part checked as whoever is shown it checks it."""

    origin: str
    leaves: tuple[bytes, ...]
    documents: tuple[Document | None, ...]
    checkpoints: tuple[Checkpoint, ...]
    cosigned: tuple[tuple[Checkpoint, int], ...]


def served(path: Path, kept: Frontier) -> Served:
    """Raises StoreFault, BadCheckpoint."""
    with closing(SqliteStore.reading(path)) as store:
        audit(store, nonce_of)
        extends(store, kept)
        notes = store.checkpoints()
        return Served(
            origin=store.origin,
            leaves=tuple(store.leaves()),
            documents=tuple(store.document(document.name) for document in DOCUMENTS),
            checkpoints=tuple(opened(note.data, log_key(ORIGIN, LOG)) for note in notes),
            cosigned=tuple(
                cosignature_opened(one.data, witness_key(WITNESS_NAME, WITNESS))
                for note in notes
                for one in store.cosignatures(note.size)
            ),
        )


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("flipped") / "meridian.travaux"
    with SqliteStore.create(path, origin=ORIGIN) as store:
        for number in range(3):
            head = store.append(new_leaves(number * 100, number * 100 + 100), store.head())
            store.put_document(DOCUMENTS[number])
            Publication(store=store, sign=sign).publish()
            checkpoint = Checkpoint(origin=ORIGIN, size=head.size, root=head.root)
            note = cosigned(checkpoint, at=1_800_000_000, name=WITNESS_NAME, private=WITNESS)
            store.put_cosignature(head.size, WITNESS_NAME, note)
    return path


def test_a_flipped_bit_is_refused_or_does_no_harm(file: Path, tmp_path: Path) -> None:
    """Random bit flips of the database file: 0 changed and accepted."""
    with SqliteStore.reading(file) as store:
        kept = store.kept()
    assert kept is not None
    recorded = served(file, kept)
    assert (len(recorded.leaves), len(recorded.checkpoints), len(recorded.cosigned)) == (300, 3, 3)
    sound = file.read_bytes()
    chance = random.Random(22)  # noqa: S311 - the same bits each time
    flipped = tmp_path / "flipped.travaux"
    counted: Counter[str] = Counter()
    for _ in range(FLIPS):
        bit = chance.randrange(len(sound) * 8)
        data = bytearray(sound)
        data[bit // 8] ^= 1 << bit % 8
        flipped.write_bytes(data)
        counted[outcome(flipped, kept, recorded)] += 1
    assert set(counted) <= {"refused", "harmless", "withheld"}
    figures("bit flips of the file", bits=FLIPS, changed_and_accepted=0, **counted)


def outcome(flipped: Path, kept: Frontier, recorded: Served) -> str:
    try:
        found = served(flipped, kept)
    except (StoreFault, BadCheckpoint):
        return "refused"
    if found == recorded:
        return "harmless"
    # A document, checkpoint or cosignature that is not found is no other document: the entry names it.
    fewer = (
        found.origin == recorded.origin
        and found.leaves == recorded.leaves
        and all(one in (None, was) for one, was in zip(found.documents, recorded.documents, strict=True))
        and set(found.checkpoints) <= set(recorded.checkpoints)
        and set(found.cosigned) <= set(recorded.cosigned)
    )
    return "withheld" if fewer else "changed"

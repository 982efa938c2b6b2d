"""A bundle at the desk: what its reader may see of a record, to be asked and answered like the record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import is_zipfile

from travaux.cli.files import content
from travaux.cli.refusal import NotVerified
from travaux.record.bundle import BadBundle, tile_paths, unpacked
from travaux.record.bundle_verification import verify_bundle
from travaux.record.checkpoint import LogKey, opened
from travaux.record.fold import entered
from travaux.record.tree import SIZE, WIDTH, Frontier, Hash, root
from travaux.store.fault import missing
from travaux.store.store import Document, Note

if TYPE_CHECKING:
    from travaux.record.entry import Entered

LEAF: Final = re.compile(r"(?:entries|keys)/(\d{12})/leaf")
"""The file in a bundle that is a leaf, and its index."""
_ZIP: Final = b"PK"
_RECORD: Final = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleStore:
    """A verified bundle, read like the store of the record: what it does not show is not there."""

    origin: str
    shown: dict[int, bytes] = field(repr=False)
    """The leaves it shows, by their places."""
    leaf_hashes: tuple[Hash, ...] = field(repr=False)
    """Of every leaf of the record."""
    documents: dict[bytes, Document] = field(repr=False)
    files: dict[str, bytes] = field(repr=False)

    def head(self) -> Frontier:
        return Frontier().appended(self.leaf_hashes)

    def entries(self) -> Iterator[Entered]:
        """Go through the entries it shows, in order."""
        for index in sorted(self.shown):
            yield from entered([self.shown[index]], index)

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        for index in range(start, len(self.leaf_hashes) if stop is None else stop):
            if index not in self.shown:
                raise missing("leaf", index, self.origin)
            yield self.shown[index]

    def hashes(self, level: int, start: int, stop: int) -> Sequence[Hash]:
        if level == 0:
            return self.leaf_hashes[start:stop]
        wide = WIDTH**level
        return [root(self.leaf_hashes[at * wide : (at + 1) * wide]) for at in range(start, stop)]

    def document(self, name: bytes) -> Document | None:
        """Return the document of that name, or the words read out of one."""
        return self.documents.get(name)

    def checkpoints(self) -> tuple[Note, ...]:
        return (Note(size=len(self.leaf_hashes), by="", data=self.files["checkpoint"]),)

    def latest_checkpoint(self) -> Note | None:
        return self.checkpoints()[0]

    def cosignatures(self, size: int) -> tuple[Note, ...]:
        return self._notes(size, "cosignatures/", ".note")

    def timestamps(self, size: int) -> tuple[Note, ...]:
        return self._notes(size, "timestamps/", ".tsr")

    def _notes(self, size: int, folder: str, ending: str) -> tuple[Note, ...]:
        return tuple(
            Note(size=size, by=name.removeprefix(folder).removesuffix(ending), data=data)
            for name, data in sorted(self.files.items())
            if size == len(self.leaf_hashes) and name.startswith(folder) and name.endswith(ending)
        )

    def kept(self) -> Frontier | None:
        """Return nothing: a bundle has no second place."""
        return None

    def close(self) -> None:
        """Do nothing: it was read in whole."""


def is_bundle(path: Path) -> bool:
    """Tell an archive from a record by how it begins; bytes before an archive do not hide it."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        begins = file.read(len(_RECORD))
    return begins.startswith(_ZIP) or (begins != _RECORD and is_zipfile(path))


def bundle_at(path: Path) -> BundleStore:
    """Verify a bundle and open it. Raises NotVerified."""
    try:
        files = unpacked(content(str(path)))
    except BadBundle as fault:
        raise NotVerified(f"{path}: {fault}.") from fault
    faults = verify_bundle(files).faults
    if faults:
        raise NotVerified(f"{path} does not verify, and nothing in it is relied on. {faults[0]}")
    checkpoint = opened(files["checkpoint"], LogKey.of(files["log.vkey"].decode("ascii").strip()))
    data = b"".join(files.get(name, b"") for name, level, _, _ in tile_paths(checkpoint.size) if level == 0)
    hashes = tuple(Hash(data[at : at + SIZE]) for at in range(0, len(data), SIZE))
    if Frontier().appended(hashes).root != checkpoint.root:
        raise NotVerified(f"{path} is an extract without the hashes of the rest; one cannot work from it.")
    shown = {
        int(match[1]): leaf for name, leaf in files.items() if (match := LEAF.fullmatch(name)) is not None
    }
    documents = {one.name: one for one in _documents(files)}
    return BundleStore(
        origin=checkpoint.origin, shown=shown, leaf_hashes=hashes, documents=documents, files=files
    )


def _documents(files: dict[str, bytes]) -> Iterator[Document]:
    """Go through the documents of a verified bundle, and the words that were read out of them."""
    for file, data in files.items():
        folder, _, name = file.rpartition("/")
        if file.startswith("docs/") and name != "salt.hex":
            salt = bytes.fromhex(files[f"{folder}/salt.hex"].decode("ascii").strip())
            yield Document(data=data, salt=salt)

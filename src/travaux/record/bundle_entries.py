"""The entries that a bundle shows, and the leaf hashes of all: verified one by one, in their order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from travaux.record.act import KeyUse
from travaux.record.bundle import signature_paths, tile_paths
from travaux.record.checkpoint import Checkpoint, LogKey
from travaux.record.entry import Entered, LeafHash
from travaux.record.examination import KEY_ACTS, Around, EntryFault, Examination, public_keys, read
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.proof import BadProof, proof_read
from travaux.record.signature import BadKey, BadSignature, unarmoured
from travaux.record.tree import (
    EMPTY,
    HEIGHT,
    SIZE,
    WIDTH,
    Frontier,
    Hash,
    TreeFault,
    leaf_hash,
    root,
    split,
    verify_inclusion,
)
from travaux.record.verdict import Run, Unproved, Verdict

_PROOF_LINES: Final = re.compile(rb"c2sp\.org/tlog-proof@v1\n([^\n]*)")


class Shown:
    """The entries that a bundle shows."""

    def __init__(
        self, files: Mapping[str, bytes], log: LogKey, checkpoint: Checkpoint, verdict: Verdict
    ) -> None:
        """Find where they lie and, if it is there, the whole tree."""
        self.files, self.log, self.checkpoint, self.verdict = files, log, checkpoint, verdict
        self.folders = _folders(files, checkpoint.size)
        self.hashes = _leaf_hashes(files, checkpoint)
        self.places = {LeafHash(leaf.hex()): index for index, leaf in enumerate(self.hashes or ())}
        self.heads = {0: EMPTY}
        self.found: list[Entered] = []
        self.examination = Examination(
            around=Around(
                origin=checkpoint.origin,
                log=log.line,
                agrees=self._agrees,
                place=self.places.get,
                whole=self.hashes is not None,
            )
        )
        if self.hashes is None:
            verdict.notes.append(
                "tile/ is not here: whether authors had seen this same record was checked only in part."
            )
        else:
            verdict.holds.append(
                f"the {checkpoint.size} leaf hashes in tile/ lead to the root of the checkpoint."
            )
            self.growth = _roots(self.hashes)

    def _agrees(self, size: int, found: Hash) -> bool | None:
        if self.hashes is not None:
            return found == self.growth[size]
        return self.heads.setdefault(size, found) == found

    def cosigners(self) -> set[bytes]:
        """The Ed25519 keys that the record enrols to cosign, and are in force."""
        found: set[bytes] = set()
        for key in public_keys(self.examination.keys, KeyUse.COSIGN, self.checkpoint.size):
            try:
                found.add(key.raw)
            except BadKey:  # a security key can be enrolled for it, and no note can be signed with one
                continue
        return found

    def examine(self) -> None:
        start = len(self.verdict.holds)
        for index, folder in self.folders.items():
            try:
                found = self._entered(index, folder)
            except EntryFault as fault:
                self.verdict.faults.append(f"entry {index:012d} {fault}.")
                continue
            self.found.append(found)
            behalf = f" on behalf of {found.author}" if not found.signed else ""
            self.verdict.holds.append(
                f"entry {index:012d}, {found.entry.type} by {found.entry.actor}{behalf}, received "
                f"{found.received_at}: signature, key, place and bytes hold."
            )
        self.verdict.runs.append(Run(start, len(self.verdict.holds), self._together()))

    def _together(self) -> str:
        """Say of all entries that hold what is said of each."""
        if not self.found:
            return ""
        first, last, count = self.found[0].index, self.found[-1].index, len(self.found)
        which = f"entries {first} to {last}"
        if count <= last - first:
            which = f"{count:,} of the {which}"
        others = sum(not one.signed for one in self.found)
        behalf = f"; {others:,} of them on behalf of another, who did not sign" if others else ""
        return f"{which}: of each, signature, key, place and bytes hold{behalf}."

    def _entered(self, index: int, folder: str) -> Entered:
        data = self.files.get(f"{folder}/leaf", b"")
        try:
            leaf = Leaf.from_bytes(data)
        except BadLeaf:
            raise EntryFault(
                "has no leaf that can be read: `leaf` is missing, cut off or rewritten"
            ) from None
        digest = leaf_hash(data)
        self._check_bytes(folder, leaf)
        self._check_place(index, folder, digest)
        self.places[LeafHash(digest.hex())] = index
        entry = read(leaf)
        if isinstance(entry.act, KEY_ACTS) is not folder.startswith("keys/"):
            raise EntryFault(
                "lies in the wrong folder: keys/ holds the entries about keys, entries/ all others"
            )
        self.examination.enter(index, leaf, digest, entry)
        return Entered(index=index, leaf=LeafHash(digest.hex()), received_at=leaf.received_at, entry=entry)

    def _check_bytes(self, folder: str, leaf: Leaf) -> None:
        if self.files.get(f"{folder}/entry.json") != leaf.entry:
            raise EntryFault(
                "has an entry.json that is not line 2 of its leaf: another entry was put in its place"
            )
        names = signature_paths(len(leaf.signatures))
        for path, blob in zip(names, leaf.signatures, strict=True):
            if blob_of(self.files.get(f"{folder}/{path}", b"")) != blob:
                raise EntryFault(
                    f"has an {path} that is not the signature in its leaf: another was put in its place"
                )
        known = {f"{folder}/{path}" for path in ("leaf", "entry.json", "entry.tlog-proof", *names)}
        for path in sorted(self.files):
            if path.startswith(f"{folder}/") and path not in known:
                raise EntryFault(f"has a file {path[len(folder) + 1 :]} that belongs to no entry")

    def _check_place(self, index: int, folder: str, digest: Hash) -> None:
        data = self.files.get(f"{folder}/entry.tlog-proof", b"")
        lines = _PROOF_LINES.match(data)
        if not lines:
            raise EntryFault("has no proof that can be read: `entry.tlog-proof` is missing or rewritten")
        if lines[1] != b"index %d" % index:
            place = lines[1].decode("utf-8", "replace")[:40]
            raise EntryFault(f"has the proof of another place ({place}): it was moved within the record")
        if data.partition(b"\n\n")[2] != self.files["checkpoint"]:
            raise EntryFault("has a proof for another checkpoint than this bundle's: it proves nothing here")
        try:
            verify_inclusion(
                digest,
                index=index,
                size=self.checkpoint.size,
                proof=proof_read(data).hashes,
                root=self.checkpoint.root,
            )
        except (BadProof, TreeFault):
            raise EntryFault(
                "is not in the record at this place: its leaf was changed, or its proof is of another"
            ) from None


def blob_of(data: bytes) -> bytes | None:
    """The signature in a .sig file; None if there is none that can be read."""
    try:
        return unarmoured(data.decode("ascii"))
    except (BadSignature, UnicodeDecodeError):
        return None


def _folders(files: Mapping[str, bytes], size: int) -> dict[int, str]:
    """Where each entry lies, by its index."""
    folders: dict[int, str] = {}
    for path in sorted(files):
        if not path.startswith(("entries/", "keys/")):
            continue
        found = re.fullmatch(r"((?:entries|keys)/([0-9]{12}))/.+", path)
        if not found:
            raise Unproved(f"{path} belongs to no entry: it was put there after the export.")
        index = int(found[2])
        if folders.setdefault(index, found[1]) != found[1]:
            raise Unproved(f"entry {found[2]} is in entries/ and in keys/: an entry has one place.")
        if index >= size:
            raise Unproved(f"{found[1]} is beyond the {size} entries of the checkpoint.")
    return dict(sorted(folders.items()))


def _leaf_hashes(files: Mapping[str, bytes], checkpoint: Checkpoint) -> tuple[Hash, ...] | None:
    """All leaf hashes, if they are there: they lead to the root, and every tile above is of them."""
    present = {path for path in files if path.startswith("tile/")}
    if not present:
        return None
    tiles = list(tile_paths(checkpoint.size))
    hashes: list[Hash] = []
    for path, level, start, stop in tiles:
        if level == 0:
            if len(files.get(path, b"")) != SIZE * (stop - start):
                raise Unproved(
                    f"{path} is missing or not {SIZE * (stop - start)} bytes long: "
                    "not every leaf hash is here."
                )
            hashes += split(files[path])
    if root(hashes) != checkpoint.root:
        raise Unproved(
            "tile/: the leaf hashes lead to another root than the checkpoint; a leaf hash was changed."
        )
    rows = [hashes]
    while len(rows[-1]) >= WIDTH:
        row = rows[-1]
        rows.append([root(row[at : at + WIDTH]) for at in range(0, len(row) >> HEIGHT << HEIGHT, WIDTH)])
    for path, level, start, stop in tiles:
        if files.get(path) != b"".join(rows[level][start:stop]):
            raise Unproved(f"{path} does not hold the hashes of the tiles below it; it was changed.")
    for path in sorted(present - {path for path, *_ in tiles}):
        raise Unproved(f"{path} is no tile of a tree of {checkpoint.size} leaves; it does not belong here.")
    return tuple(hashes)


def _roots(hashes: tuple[Hash, ...]) -> list[Hash]:
    """The root at each size."""
    frontier = Frontier()
    roots = [frontier.root]
    for leaf in hashes:
        frontier = frontier.appended([leaf])
        roots.append(frontier.root)
    return roots

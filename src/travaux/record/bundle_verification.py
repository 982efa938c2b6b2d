"""A bundle, verified: what holds, what does not, and what it cannot say. One sentence each.

Everything is bound together here: an entry's bytes, its key, its signature, its leaf, its place, the
checkpoint, its documents. The sentences of what fails are those of verify.py, which stands in every bundle
and shares no line with this.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from travaux.record.act import KeyUse
from travaux.record.bundle import (
    MANIFEST,
    MANIFEST_SIGNATURE,
    PATH,
    pem,
    signature_paths,
    tile_paths,
)
from travaux.record.checkpoint import (
    BadCheckpoint,
    Checkpoint,
    LogKey,
    WitnessKey,
    cosignature_opened,
    opened,
)
from travaux.record.disclosure import allowed_signers, disclosure
from travaux.record.entry import Entered, LeafHash
from travaux.record.examination import KEY_ACTS, Around, EntryFault, Examination, in_force, public_keys, read
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.policy import NONE, BadPolicy, Policy, policy_read
from travaux.record.proof import BadProof, proof_read
from travaux.record.signature import BUNDLE, BadKey, BadSignature, unarmoured, verify
from travaux.record.timestamp import BadTimestamp, stamped
from travaux.record.tree import (
    HEIGHT,
    WIDTH,
    Frontier,
    Hash,
    TreeFault,
    leaf_hash,
    root,
    split,
    verify_inclusion,
)

_PROOF_LINES: Final = re.compile(rb"c2sp\.org/tlog-proof@v1\n([^\n]*)")


class Unproved(ValueError):
    """Something in a bundle does not hold: what, where, what it means."""


@dataclass(slots=True)
class Verdict:
    """What was found, in the order of the checks."""

    holds: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What the bundle cannot say, and what its reader has to do."""
    faults: list[str] = field(default_factory=list)

    @property
    def verified(self) -> bool:
        return not self.faults


def verify_bundle(
    files: Mapping[str, bytes], *, log: LogKey | None = None, policy: Policy | None = None
) -> Verdict:
    """The verdict on the files of a bundle, by their names.

    *log* and *policy* are the reader's own: without them the bundle's are taken, and the verdict notes it.
    """
    verdict = Verdict()
    _try(verdict, lambda: _check_manifest(files, verdict))
    try:
        key, checkpoint = _checkpoint(files, log, verdict)
        shown = _Shown(files, key, checkpoint, verdict)
    except Unproved as fault:
        verdict.faults.append(str(fault))
        return verdict
    shown.examine()
    _try(verdict, lambda: _check_exporter(files, shown))
    _try(verdict, lambda: _check_disclosure(files, shown))
    _check_documents(files, shown)
    _try(verdict, lambda: _check_witnesses(files, policy, shown))
    _check_timestamps(files, verdict)
    return verdict


def _try(verdict: Verdict, check: Callable[[], None]) -> None:
    try:
        check()
    except Unproved as fault:
        verdict.faults.append(str(fault))


def _file(files: Mapping[str, bytes], path: str) -> bytes:
    if path not in files:
        raise Unproved(f"{path} is missing: the bundle is not complete.")
    return files[path]


def _check_manifest(files: Mapping[str, bytes], verdict: Verdict) -> None:
    listed: dict[str, str] = {}
    *lines, end = _file(files, MANIFEST).decode("utf-8", "replace").split("\n")
    if end:
        raise Unproved(f"{MANIFEST} does not end with a line end: it was cut off.")
    before = ""
    for number, line in enumerate(lines, 1):
        digest, path = line[:64], line[66:]
        if line[64:66] != "  " or not re.fullmatch(r"[0-9a-f]{64}", digest) or not PATH.fullmatch(path):
            raise Unproved(f"{MANIFEST}, line {number}: not a line of sha256sum; the list was damaged.")
        if path <= before:
            raise Unproved(f"{MANIFEST}, line {number}: {path} is out of order; the list was rewritten.")
        listed[path] = digest
        before = path
    faults: list[str] = []
    for path, digest in listed.items():
        if path not in files:
            faults.append(f"{path} is listed in {MANIFEST} and is not here: the bundle is not complete.")
        elif hashlib.sha256(files[path]).hexdigest() != digest:
            faults.append(f"{path} is not as listed in {MANIFEST}: it was changed after the export.")
    faults += [
        f"{path} is not listed in {MANIFEST}: it was added after the export."
        for path in sorted(set(files) - set(listed) - {MANIFEST, MANIFEST_SIGNATURE})
    ]
    verdict.faults += faults
    if not faults:
        verdict.holds.append(
            f"the {len(listed)} files listed in {MANIFEST} are here as listed, and no others."
        )


def _checkpoint(
    files: Mapping[str, bytes], pinned: LogKey | None, verdict: Verdict
) -> tuple[LogKey, Checkpoint]:
    line = _file(files, "log.vkey").decode("utf-8", "replace").rstrip("\n")
    if pinned is not None and pinned.line != line:
        raise Unproved("log.vkey is not the log key that you gave: this is the record of somebody else.")
    try:
        key = LogKey.of(line)
    except BadCheckpoint:
        raise Unproved("log.vkey is no log key that can be read: it was damaged or replaced.") from None
    note = _file(files, "checkpoint")
    origin = _stated(note, "checkpoint").origin
    if origin != key.name:
        raise Unproved(f"checkpoint is of the log {origin}, log.vkey of {key.name}: one was replaced.")
    try:
        checkpoint = opened(note, key)
    except BadCheckpoint:
        raise Unproved(
            "checkpoint is not signed by the key in log.vkey: it was changed or made by somebody else."
        ) from None
    if _file(files, "log.pem") != pem(key.public):
        raise Unproved("log.pem is not the key in log.vkey: one of the two was replaced.")
    verdict.holds.append(
        f"the log {key.name} signed that it holds {checkpoint.size} entries (log key: {line})."
    )
    if pinned is None:
        verdict.notes.append("compare this log key with the one you have from elsewhere.")
    return key, checkpoint


def _stated(note: bytes, path: str) -> Checkpoint:
    """What a note states, whoever signed it."""
    try:
        if not note.endswith(b"\n"):
            raise BadCheckpoint(path)  # noqa: TRY301 - one sentence for all that cannot be read
        return Checkpoint.of(note.rpartition(b"\n\n")[0] + b"\n")
    except BadCheckpoint:
        raise Unproved(f"{path} is no checkpoint that can be read: it was damaged or replaced.") from None


class _Shown:
    """The entries that a bundle shows."""

    def __init__(
        self, files: Mapping[str, bytes], log: LogKey, checkpoint: Checkpoint, verdict: Verdict
    ) -> None:
        """Find where they lie and, if it is there, the whole tree."""
        self.files, self.log, self.checkpoint, self.verdict = files, log, checkpoint, verdict
        self.folders = _folders(files, checkpoint.size)
        self.hashes = _leaf_hashes(files, checkpoint)
        self.places = {LeafHash(leaf.hex()): index for index, leaf in enumerate(self.hashes or ())}
        self.heads: dict[int, Hash] = {}
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
        if size == 0 or self.hashes is not None:
            return found == (self.growth[size] if size else root(()))
        return self.heads.setdefault(size, found) == found

    def examine(self) -> None:
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
        return self.examination.enter(index, leaf, digest, entry)

    def _check_bytes(self, folder: str, leaf: Leaf) -> None:
        if self.files.get(f"{folder}/entry.json") != leaf.entry:
            raise EntryFault(
                "has an entry.json that is not line 2 of its leaf: another entry was put in its place"
            )
        names = signature_paths(len(leaf.signatures))
        for path, blob in zip(names, leaf.signatures, strict=True):
            if _unarmoured(self.files.get(f"{folder}/{path}", b"")) != blob:
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


def _unarmoured(data: bytes) -> bytes | None:
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
    """All leaf hashes, if they are there, found to lead to the root; every tile above them found to be of them."""
    present = {path for path in files if path.startswith("tile/")}
    if not present:
        return None
    tiles = list(tile_paths(checkpoint.size))
    hashes: list[Hash] = []
    for path, level, start, stop in tiles:
        if level == 0:
            if len(files.get(path, b"")) != 32 * (stop - start):
                raise Unproved(
                    f"{path} is missing or not {32 * (stop - start)} bytes long: not every leaf hash is here."
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


def _check_exporter(files: Mapping[str, bytes], shown: _Shown) -> None:
    manifest, blob = _file(files, MANIFEST), _unarmoured(_file(files, MANIFEST_SIGNATURE))
    try:
        name = verify(blob or b"", manifest, BUNDLE).fingerprint
    except BadSignature:
        raise Unproved(
            f"{MANIFEST_SIGNATURE} does not hold over {MANIFEST}: the list was changed after signing, or the "
            "signature was made for another use."
        ) from None
    key = shown.examination.key_at(name, shown.checkpoint.size)
    if key is None:
        raise Unproved(
            f"{MANIFEST_SIGNATURE} is of {name}, no key in force in this record: whoever made this bundle is "
            "not known to it."
        )
    shown.verdict.holds.append(f"{key.party} made this bundle (key {name}).")


def _check_disclosure(files: Mapping[str, bytes], shown: _Shown) -> None:
    examination, verdict, size = shown.examination, shown.verdict, shown.checkpoint.size
    if _file(files, "allowed_signers") != allowed_signers(examination.keys.values()):
        raise Unproved(
            "allowed_signers is not what the entries in keys/ say: a key was added, left out or changed."
        )
    verdict.holds.append("allowed_signers lists the keys for entries as the entries in keys/ enrol them.")
    if _file(files, "disclosure") != disclosure(shown.folders, size, examination.gaps):
        raise Unproved(
            "disclosure is not what this bundle shows: something was added, taken out or concealed."
        )
    if not (hidden := size - len(shown.folders)):
        verdict.holds.append("all entries of the record are shown.")
        return
    verdict.notes.append(
        f"this is an extract: {hidden} of {size} entries are not shown; the file disclosure lists them. It proves "
        "what it shows, and nothing about what it does not show, a revocation of a key among it."
    )
    verdict.notes += [
        f"the entry of {actor} before entry {index:012d} is not shown."
        for index, actor, _ in examination.gaps
    ]


def _check_documents(files: Mapping[str, bytes], shown: _Shown) -> None:
    named: dict[str, list[tuple[int, str]]] = {}
    for found in shown.found:
        for doc in found.entry.docs:
            named.setdefault(doc.h, []).append((found.index, doc.text))
    present = {path.split("/")[1] for path in files if path.startswith("docs/")}
    shown.verdict.faults += [
        f"docs/{h} is named by no entry that holds: nothing says whose document it is."
        for h in sorted(present - set(named))
    ]
    for h, uses in named.items():
        entries = ", ".join(f"{index:012d}" for index, _ in uses)
        if h not in present:
            shown.verdict.notes.append(f"the document {h} of entry {entries} is not in this bundle.")
            continue
        try:
            _check_document(files, h, uses)
            shown.verdict.holds.append(f"docs/{h} is the document that entry {entries} holds to.")
        except Unproved as fault:
            shown.verdict.faults.append(f"docs/{h} {fault}.")


def _check_document(files: Mapping[str, bytes], h: str, uses: list[tuple[int, str]]) -> None:
    folder = f"docs/{h}/"
    names = {path.removeprefix(folder) for path in files if path.startswith(folder)}
    bodies = [name for name in names if re.fullmatch(r"file\.[a-z0-9]+", name)]
    if len(bodies) != 1 or names - {"salt.hex", "text.txt", *bodies}:
        raise Unproved("does not hold one document, its salt and its text: files are missing or too many")
    salt = files.get(f"{folder}salt.hex", b"")
    if not re.fullmatch(rb"[0-9a-f]{64}\n", salt):
        raise Unproved("has no salt that can be read, so that the document cannot be checked")
    key = bytes.fromhex(salt.decode().strip())
    if hmac.digest(key, files[folder + bodies[0]], "sha256").hex() != h:
        raise Unproved("is not the document its entry holds to: the file or its salt was changed")
    text = files.get(f"{folder}text.txt")
    for index, expected in uses:
        if text is not None and hmac.digest(key, text, "sha256").hex() != expected:
            raise Unproved(
                f"has a text.txt that is not the text entry {index:012d} holds to: the words were changed"
            )


def _check_witnesses(files: Mapping[str, bytes], own: Policy | None, shown: _Shown) -> None:
    try:
        policy = policy_read(_file(files, "policy.txt")) if own is None else own
    except BadPolicy:
        raise Unproved(
            "policy.txt is no quorum policy that can be read: it was damaged or replaced."
        ) from None
    if shown.log not in {it.key for it in policy.logs}:
        raise Unproved(
            "policy.txt does not name the log key of this bundle: it is the policy of another record."
        )
    verdict = shown.verdict
    enrolled = _cosigners(shown)
    witnesses = {it.name: it.key for it in policy.witnesses}
    for name, key in witnesses.items():
        if own is None and key.public not in enrolled:
            raise Unproved(f"policy.txt: the key of {name} is not one that this record enrols to cosign.")
    cosigned: dict[str, str] = {}
    for path in sorted(files):
        found = re.fullmatch(r"cosignatures/([^/]*)\.note", path)
        if found and found[1] not in witnesses:
            verdict.notes.append(f"{path}: {found[1]} is no witness of the policy; this was not counted.")
        elif found:
            try:
                cosigned[found[1]] = _cosigned_at(files, path, witnesses[found[1]], shown.checkpoint)
                verdict.holds.append(f"{found[1]} cosigned this checkpoint at {cosigned[found[1]]}.")
            except Unproved as fault:
                verdict.faults.append(str(fault))
    if not policy.holds(cosigned):
        raise Unproved(
            f"policy.txt asks for {policy.quorum} to have cosigned, and the cosignatures here do not reach that: "
            "this checkpoint may have been shown to some and not to others."
        )
    if policy.quorum == NONE:
        verdict.notes.append("policy.txt asks for no cosignature: only the log vouches for this checkpoint.")
    else:
        verdict.holds.append(f"the cosignatures reach the quorum {policy.quorum} of policy.txt.")


def _cosigners(shown: _Shown) -> set[bytes]:
    """The Ed25519 keys that the record enrols to cosign, and are in force."""
    found: set[bytes] = set()
    for key in public_keys(shown.examination.keys, KeyUse.COSIGN, shown.checkpoint.size):
        try:
            found.add(key.raw)
        except BadKey:
            continue
    return found


def _cosigned_at(files: Mapping[str, bytes], path: str, witness: WitnessKey, checkpoint: Checkpoint) -> str:
    if _stated(files[path], path) != checkpoint:
        raise Unproved(f"{path} is over another checkpoint than this one: it says nothing about this bundle.")
    try:
        _, at = cosignature_opened(files[path], witness)
    except BadCheckpoint:
        raise Unproved(
            f"{path} has no cosignature that holds by the key in policy.txt: it was changed or forged."
        ) from None
    key = path.removesuffix(".note") + ".pem"
    if _file(files, key) != pem(witness.public):
        raise Unproved(f"{key} is not the key in policy.txt: one of the two was replaced.")
    return moment(at)


def moment(at: int) -> str:
    """Seconds since 1970 as a date and a time."""
    if at >= 1 << 37:
        return f"second {at}"
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _check_timestamps(files: Mapping[str, bytes], verdict: Verdict) -> None:
    tokens = sorted(path for path in files if re.fullmatch(r"timestamps/[^/]*\.tsr", path))
    for path in tokens:
        chain = path.removesuffix(".tsr") + "-chain.pem"
        if chain not in files:
            verdict.faults.append(f"{path} does not prove a time: {chain} is missing.")
            continue
        try:
            at = moment(stamped(files[path], files[chain], files["checkpoint"]))
            verdict.holds.append(f"{path}: this checkpoint existed at {at}, by the authority in {chain}.")
        except BadTimestamp:
            verdict.faults.append(
                f"{path} does not prove a time: it is not over this checkpoint, or not of the authority of its chain."
            )
    if not tokens:
        verdict.notes.append(
            "no time stamp of an authority is here: the times are what the log and the parties say."
        )

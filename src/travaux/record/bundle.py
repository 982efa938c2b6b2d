"""What is handed to someone who trusts nobody: entries with their proofs, and what verifies them.

A bundle is an archive whose files are stored as they are. docs/formats/bundle.md lists them, and
docs/guides/verify.md says how to verify one without Travaux. The same record, key and choice give the same
bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import accumulate, chain
from types import MappingProxyType
from typing import Final

from travaux.record.base64 import encoded
from travaux.record.checkpoint import Checkpoint, LogKey, opened
from travaux.record.disclosure import allowed_signers, disclosure
from travaux.record.entry import Entered, LeafHash
from travaux.record.examination import KEY_ACTS, Around, EntryFault, Examination, read
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.policy import Policy, Witness
from travaux.record.proof import Proof, proof_file
from travaux.record.signature import BUNDLE, armoured
from travaux.record.tree import HEIGHT, WIDTH, HashesAt, inclusion, leaf_hash

MANIFEST: Final = "MANIFEST.sha256"
MANIFEST_SIGNATURE: Final = "MANIFEST.sha256.sig"
SUFFIX: Final = ".travaux.zip"
PATH: Final = re.compile(r"(?!(?:.*/)?\.)[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")
"""A name that means the same on every system, and never a place outside the folder."""

_LOCAL, _LISTED, _END = 30, 46, 22
"""Bytes in an archive beside a file and its name, beside its name in the directory, and at the end."""
_STEM: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_VERIFIER: Final = ("READ-ME.txt", "verify.py", "verify.sh")
_SPKI: Final = bytes.fromhex("302a300506032b6570032100")
_EXTENSIONS: Final = {
    "text/plain": "txt",
    "text/markdown": "md",
    "text/html": "html",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}

Sign = Callable[[bytes, str], bytes]
"""(message, namespace) → SSHSIG blob: what the exporter's key does, wherever it is kept."""


class BadBundle(ValueError):
    """A bundle cannot be made of these, or bytes are none: what was found, where, what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that an entry holds to, as it is kept off the log."""

    h: str
    data: bytes
    salt: bytes
    text: bytes | None = None
    """The words that were read out of it, where the entry holds to them too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timestamp:
    """An authority's answer (.tsr) over the checkpoint's file, and the certificates to trust for it (PEM)."""

    token: bytes
    chain: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A signed head of the record and what vouches for it."""

    note: bytes
    log: LogKey
    policy: Policy
    cosignatures: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    """Notes, by the names of the witnesses in the policy."""
    timestamps: Mapping[str, Timestamp] = field(default_factory=lambda: MappingProxyType({}))
    """By a short name of the authority."""

    @property
    def checkpoint(self) -> Checkpoint:
        """Raises BadCheckpoint."""
        return opened(self.note, self.log)


def name(head: Head) -> str:
    """What the bundle's file is called: the record, and how many entries it had."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", head.checkpoint.origin).strip("-.")
    return f"{plain}-{head.checkpoint.size:012d}{SUFFIX}"


def bundle(
    leaves: Iterable[bytes | None],
    head: Head,
    hashes_at: HashesAt,
    sign: Sign,
    *,
    shows: Callable[[Entered], bool] = lambda _: True,
    papers: Iterable[Paper] = (),
    tiles: bool = True,
) -> bytes:
    """The archive of the record under *head*, with the entries that *shows* lets through and their *papers*.

    *leaves* are all of the log in order, None for one whose words were removed. Entries about keys are always
    in it: they say whose signature is whose. A paper that no shown entry holds to is left out. With *tiles*,
    everyone's leaf hashes are there too, so that what is not shown is seen to be in its place; without, only
    the proofs of what is shown. Raises BadBundle, BadCheckpoint.
    """
    contents = files_of(leaves, head, hashes_at, shows, papers, tiles=tiles)
    manifest = manifest_of(contents)
    contents[MANIFEST] = manifest
    contents[MANIFEST_SIGNATURE] = armoured(sign(manifest, BUNDLE)).encode()
    return packed(contents)


def manifest_of(contents: Mapping[str, bytes]) -> bytes:
    """The list that `sha256sum -c` reads, in the order of the names."""
    return "".join(
        f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(contents.items())
    ).encode()


def packed(contents: Mapping[str, bytes]) -> bytes:
    """The archive: stored, in the order of the names, of no date. Raises BadBundle."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path, data in sorted(contents.items()):
            if not PATH.fullmatch(path):
                raise BadBundle(f"{path!r} is no name for a file in a bundle; expected ASCII without blanks")
            item = zipfile.ZipInfo(path)
            item.create_system = 3
            item.external_attr = (0o100755 if path.startswith("verify.") else 0o100644) << 16
            archive.writestr(item, data)
    return out.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files in a bundle by their names. Raises BadBundle for what `packed` does not write."""
    contents: dict[str, bytes] = {}
    left = len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if min((item.header_offset for item in archive.infolist()), default=0):
                raise BadBundle("there are bytes before the archive, which nobody signed; expected none")
            if data[-22:-18] != b"PK\x05\x06" or data[-2:] != b"\0\0":  # the end of one without a comment
                raise BadBundle("there are bytes behind the archive, which nobody signed; expected none")
            for item in archive.infolist():
                if item.filename in contents or not PATH.fullmatch(item.filename):
                    raise BadBundle(f"{item.filename!r} is no name a bundle uses, or is there twice")
                if item.compress_type != zipfile.ZIP_STORED or item.flag_bits & 1:
                    raise BadBundle(f"{item.filename} is compressed or locked; expected files as they are")
                if (left := left - item.file_size) < 0:
                    raise BadBundle("the files are larger than the archive they are stored in; expected less")
                contents[item.filename] = archive.read(item)
            _check_nothing_between(archive.infolist(), len(data))
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError) as fault:
        raise BadBundle(f"the archive cannot be read ({fault}): it is damaged; ask for it again") from None
    return contents


def _check_nothing_between(items: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Raise BadBundle unless the files follow each other, and their directory them, to the last byte."""
    *places, end = accumulate((_LOCAL + len(item.filename) + item.file_size for item in items), initial=0)
    directory = sum(_LISTED + len(item.filename) for item in items)
    if [item.header_offset for item in items] != places or end + directory + _END != size:
        raise BadBundle(
            "there are bytes between the files of the archive, which nobody signed; expected none"
        )


def pem(public: bytes) -> bytes:
    """An Ed25519 key as openssl reads it."""
    return f"-----BEGIN PUBLIC KEY-----\n{encoded(_SPKI + public)}\n-----END PUBLIC KEY-----\n".encode()


def tile_paths(size: int) -> Iterator[tuple[str, int, int, int]]:
    """The path of each tile of a tree of *size* leaves, its level, and from which to which hash it goes."""
    level = 0
    while hashes := size >> HEIGHT * level:
        for first in range(0, hashes, WIDTH):
            wide = min(WIDTH, hashes - first)
            digits = f"{first // WIDTH:03d}"
            digits = digits.zfill(-(-len(digits) // 3) * 3)
            *above, last = (digits[at : at + 3] for at in range(0, len(digits), 3))
            path = "/".join(["tile", str(level), *(f"x{part}" for part in above), last])
            yield path + (f".p/{wide}" if wide < WIDTH else ""), level, first, first + wide
        level += 1


def files_of(
    leaves: Iterable[bytes | None],
    head: Head,
    hashes_at: HashesAt,
    shows: Callable[[Entered], bool],
    papers: Iterable[Paper],
    *,
    tiles: bool,
) -> dict[str, bytes]:
    """The files of that archive by their names, without the list of them and its signature.

    Raises BadBundle, BadCheckpoint.
    """
    checkpoint = head.checkpoint
    examination = Examination(
        around=Around(
            origin=checkpoint.origin,
            log=head.log.line,
            agrees=lambda _size, _root: None,
            place=lambda _leaf: None,
            whole=False,
        )
    )
    contents = {path: (files("travaux.record.verifier") / path).read_bytes() for path in _VERIFIER}
    shown: list[Entered] = []
    for index, data in zip(range(checkpoint.size), leaves, strict=False):
        if data is None:
            continue
        try:
            leaf = Leaf.from_bytes(data)
            entered = _entered(index, data, leaf)
            about_keys = isinstance(entered.act, KEY_ACTS)
            if not about_keys and not shows(entered):
                continue
            examination.enter(index, leaf, leaf_hash(data), entered.entry)
        except (BadLeaf, EntryFault) as fault:
            raise BadBundle(f"entry {index:012d} {fault}; expected a record that verifies") from None
        shown.append(entered)
        hashes = inclusion(index, checkpoint.size, hashes_at)
        folder = f"{'keys' if about_keys else 'entries'}/{index:012d}"
        contents |= _entry(folder, data, leaf, Proof(index=index, hashes=hashes, note=head.note))
    contents["allowed_signers"] = allowed_signers(examination.keys.values())
    contents["disclosure"] = disclosure({one.index for one in shown}, checkpoint.size, examination.gaps)
    contents |= _head(head)
    contents |= dict(chain.from_iterable(_paper(paper, shown) for paper in papers))
    if tiles:
        for path, level, start, stop in tile_paths(checkpoint.size):
            contents[path] = b"".join(hashes_at(level, start, stop))
    return contents


def _entered(index: int, data: bytes, leaf: Leaf) -> Entered:
    digest = LeafHash(leaf_hash(data).hex())
    return Entered(index=index, leaf=digest, received_at=leaf.received_at, entry=read(leaf))


def _entry(folder: str, data: bytes, leaf: Leaf, proof: Proof) -> dict[str, bytes]:
    contents = {
        f"{folder}/leaf": data,
        f"{folder}/entry.json": leaf.entry,
        f"{folder}/entry.tlog-proof": proof_file(proof),
    }
    for signature, path in zip(leaf.signatures, signature_paths(len(leaf.signatures)), strict=True):
        contents[f"{folder}/{path}"] = armoured(signature).encode()
    return contents


def signature_paths(count: int) -> tuple[str, ...]:
    """The files in which the signatures of one entry stand."""
    return ("entry.json.sig", *(f"entry.json.{number}.sig" for number in range(2, count + 1)))


def _head(head: Head) -> dict[str, bytes]:
    contents = {
        "checkpoint": head.note,
        "policy.txt": head.policy.to_bytes(),
        "log.vkey": f"{head.log.line}\n".encode(),
        "log.pem": pem(head.log.public),
    }
    witnesses = {witness.name: witness for witness in head.policy.witnesses}
    for party, note in head.cosignatures.items():
        if party not in witnesses:
            raise BadBundle(
                f"{party} cosigned and is no witness of the policy; expected one of {', '.join(witnesses)}"
            )
        path = f"cosignatures/{stem(witnesses[party])}"
        contents[f"{path}.note"] = note
        contents[f"{path}.pem"] = pem(witnesses[party].key.public)
    for authority, stamp in head.timestamps.items():
        contents[f"timestamps/{authority}.tsr"] = stamp.token
        contents[f"timestamps/{authority}-chain.pem"] = stamp.chain
    return contents


def stem(witness: Witness) -> str:
    """What the files of a witness are called: its name where that is a name for a file, else its key id."""
    return witness.name if _STEM.fullmatch(witness.name) else witness.key.id.hex()


def _paper(paper: Paper, shown: Iterable[Entered]) -> Iterator[tuple[str, bytes]]:
    uses = [doc for entered in shown for doc in entered.entry.docs if doc.h == paper.h]
    if not uses:
        return
    folder = f"docs/{paper.h}"
    yield f"{folder}/file.{_extension(uses[0].media, uses[0].name)}", paper.data
    yield f"{folder}/salt.hex", f"{paper.salt.hex()}\n".encode()
    if paper.text is not None and uses[0].text:
        yield f"{folder}/text.txt", paper.text


def _extension(media: str, called: str) -> str:
    """The ending of the file: by what it is, else as it was called, else "bin"."""
    ending = called.rpartition(".")[2].lower() if "." in called else ""
    return _EXTENSIONS.get(media) or (ending if re.fullmatch(r"[a-z0-9]{1,8}", ending) else "bin")

"""Bundles for tests: an honest record with everything in it, and what the dishonest make of it."""

from __future__ import annotations

import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.record.authenticators import SecurityKey
from tests.record.writing import ORIGIN, Writer, document_of
from travaux.record.act import EnrolsKey, KeyUse, NoteKind, Role, SendsNote
from travaux.record.bundle import (
    MANIFEST,
    MANIFEST_SIGNATURE,
    Head,
    Paper,
    Timestamp,
    bundle,
    manifest_of,
    pem,
    signature_paths,
    tile_paths,
    unpacked,
)
from travaux.record.checkpoint import Checkpoint, LogKey, cosigned, log_key, signed, witness_key
from travaux.record.disclosure import allowed_signers, disclosure
from travaux.record.entry import BadEntry, Entered, read
from travaux.record.examination import KEY_ACTS, Around, EntryFault, Examination
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.policy import Group, Log, Policy, Witness
from travaux.record.proof import Proof, proof_file
from travaux.record.signature import BUNDLE, PrivateKey, armoured
from travaux.record.tree import Hash, HashesAt, inclusion, leaf_hash, root
from travaux.text.wording import PartyCode

SEEN_AT = 1_772_445_600
LOG = PrivateKey.from_seed(b"log".ljust(32, b"."))
WITNESSES = {code: PrivateKey.from_seed(code.encode().ljust(32, b"w")) for code in ("ARD", "BOR")}

Contents = dict[str, bytes]


def hashes_at(leaves: Sequence[bytes]) -> HashesAt:
    """What reads the hashes of the tree over *leaves*."""
    rows = [[leaf_hash(leaf) for leaf in leaves]]
    while len(rows[-1]) >= 256:
        row = rows[-1]
        rows.append([root(row[at : at + 256]) for at in range(0, len(row) // 256 * 256, 256)])

    def at(level: int, start: int, stop: int) -> Sequence[Hash]:
        return rows[level][start:stop]

    return at


@dataclass(frozen=True, kw_only=True)
class Made:
    """A record, its head, and the files of its bundle."""

    writer: Writer
    head: Head
    contents: Contents = field(default_factory=dict)

    def folder(self, index: int) -> str:
        kind = "keys" if isinstance(self.writer.entered[index].act, KEY_ACTS) else "entries"
        return f"{kind}/{index:012d}"

    def h(self, index: int) -> str:
        return self.writer.entered[index].entry.docs[0].h

    def print_of(self, party: str) -> str:
        return self.writer.key(party).public.fingerprint


def written() -> Writer:
    """A record in which something of every kind was done."""
    w = Writer()
    w.opens("SEC", log=log_key(w.origin, LOG).line)
    for code in ("ARD", "BOR"):
        w.enrols(code)
        line = WITNESSES[code].public.line
        w.does("SEC", EnrolsKey(party=PartyCode(code), line=line, use=KeyUse.COSIGN))
    draft = w.tables("SEC", docs=[w.document("Article 1\n\nWords.", text="Words.")])
    w.answers("BOR", draft, "art_1", docs=[w.document("Replies.", lang="fr", media="text/markdown")])
    w.rotates("ARD")
    note = w.sends(
        "ARD", "On Article 1", docs=[w.document("%PDF", media="application/pdf", name='a "b].pdf')]
    )
    w.receives("BOR", document_of(note))
    w.adds("CYR", Role.OBSERVER)
    w.revokes("CYR", by="SEC")
    w.promises("ARD", "An answer in writing")
    return w


OPENS, ARD_KEY, TABLES, ANSWERS, ROTATES, SENDS, RECEIVES, CYR_KEY, REVOKES, PROMISES = (
    *(0, 1, 5, 6, 7, 8, 9, 11, 12, 13),
)
"""Where its entries stand."""


def policy_of(log: LogKey) -> Policy:
    return Policy(
        logs=(Log(key=log),),
        witnesses=tuple(
            Witness(name=code, key=witness_key(f"meridian/{code}", key)) for code, key in WITNESSES.items()
        ),
        groups=(Group(name="both", needed=2, members=("ARD", "BOR")),),
        quorum="both",
    )


def head_of(leaves: Sequence[bytes], origin: str, log: PrivateKey = LOG, *, stamps: bool = True) -> Head:
    """The head over *leaves*, cosigned by two delegations, and time-stamped."""
    checkpoint = Checkpoint(origin=origin, size=len(leaves), root=root(map(leaf_hash, leaves)))
    note = signed(checkpoint, log)
    return Head(
        note=note,
        log=log_key(origin, log),
        policy=policy_of(log_key(origin, log)),
        cosignatures={
            code: cosigned(checkpoint, at=SEEN_AT, name=f"meridian/{code}", private=key)
            for code, key in WITNESSES.items()
        },
        timestamps={"first": Timestamp(token=authority().stamps(note), chain=authority().chain)}
        if stamps
        else {},
    )


def papers_of(w: Writer) -> list[Paper]:
    texts = {doc.h: b"Words." for one in w.entered for doc in one.entry.docs if doc.text}
    return [Paper(h=h, data=it.data, salt=it.salt, text=texts.get(h)) for h, it in w.documents.items()]


@cache
def honest() -> Made:
    w = written()
    head = head_of(w.leaves, w.origin)
    data = bundle(w.leaves, head, hashes_at(w.leaves), w.key("SEC").sign, papers=papers_of(w))
    return Made(writer=w, head=head, contents=unpacked(data))


# --- dishonest


def exported(contents: Contents, exporter: PrivateKey | None = None, namespace: str = BUNDLE) -> Contents:
    """The bundle with its list made anew and signed by a key of the record, as a dishonest exporter would."""
    rest = {path: data for path, data in contents.items() if path not in {MANIFEST, MANIFEST_SIGNATURE}}
    manifest = manifest_of(rest)
    signature = (exporter or honest().writer.key("SEC")).sign(manifest, namespace)
    return {**rest, MANIFEST: manifest, MANIFEST_SIGNATURE: armoured(signature).encode()}


def recorded(
    leaves: Sequence[bytes], *, shown: Iterable[int] | None = None, log: PrivateKey = LOG
) -> Contents:
    """The bundle of a log that has signed *leaves* whatever they are, as a dishonest log would."""
    made = honest()
    head = head_of(leaves, made.writer.origin, log)
    hashes = hashes_at(leaves)
    contents = {path: data for path, data in made.contents.items() if path.startswith(("docs/", "verify"))}
    around = Around(
        origin=made.writer.origin,
        log=head.log.line,
        agrees=lambda _size, _root: None,
        place=lambda _leaf: None,
        whole=False,
    )
    examination = Examination(around=around)
    indexes = set(range(len(leaves)) if shown is None else shown)
    for index in sorted(indexes):
        data = leaves[index]
        try:
            leaf = Leaf.from_bytes(data)
        except BadLeaf:
            continue
        folder = f"entries/{index:012d}"
        try:
            entry = read(leaf.entry)
            folder = f"keys/{index:012d}" if isinstance(entry.act, KEY_ACTS) else folder
            examination.enter(index, leaf, leaf_hash(data), entry)
        except (BadEntry, EntryFault):
            pass
        proof = Proof(index=index, hashes=inclusion(index, len(leaves), hashes), note=head.note)
        contents |= {
            f"{folder}/leaf": data,
            f"{folder}/entry.json": leaf.entry,
            f"{folder}/entry.tlog-proof": proof_file(proof),
        }
        for path, blob in zip(signature_paths(len(leaf.signatures)), leaf.signatures, strict=True):
            contents[f"{folder}/{path}"] = armoured(blob).encode()
    contents["allowed_signers"] = allowed_signers(examination.keys.values())
    contents["disclosure"] = disclosure(indexes, len(leaves), examination.gaps)
    contents |= head_files(head)
    for path, level, start, stop in tile_paths(len(leaves)):
        contents[path] = b"".join(hashes(level, start, stop))
    return exported(contents)


def head_files(head: Head) -> Contents:
    contents = {
        "checkpoint": head.note,
        "policy.txt": head.policy.to_bytes(),
        "log.vkey": f"{head.log.line}\n".encode(),
        "log.pem": pem(head.log.public),
    }
    keys = {witness.name: witness.key for witness in head.policy.witnesses}
    for code, note in head.cosignatures.items():
        contents[f"cosignatures/{code}.note"] = note
        contents[f"cosignatures/{code}.pem"] = pem(keys[code].public)
    for code, stamp in head.timestamps.items():
        contents[f"timestamps/{code}.tsr"] = stamp.token
        contents[f"timestamps/{code}-chain.pem"] = stamp.chain
    return contents


# --- elsewhere


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a verifier printed, and its exit code."""

    out: str
    code: int

    @property
    def faults(self) -> list[str]:
        return [line.removeprefix("FAILS ") for line in self.out.splitlines() if line.startswith("FAILS ")]


def elsewhere(contents: Contents, *command: str, programs: str = "/usr/local/bin:/usr/bin:/bin") -> Said:
    """Run *command* in the unpacked bundle, as on a computer that never saw Travaux."""
    with TemporaryDirectory() as folder:
        for path, data in contents.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        done = subprocess.run(
            command,
            cwd=folder,
            env={"PATH": programs, "HOME": folder},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        return Said(out=done.stdout, code=done.returncode)


def by_script(contents: Contents, *options: str) -> Said:
    """What verify.py says: without the packages of this environment."""
    return elsewhere(contents, sys.executable, "-I", "-S", "verify.py", *options)


def by_shell(contents: Contents, *options: str) -> Said:
    """What verify.sh says."""
    return elsewhere(contents, "bash", "verify.sh", *options)


# --- an archive with bytes in it that nobody signed

JUNK: Final = b"nobody signed this"


def between_files(data: bytes) -> bytes:
    """The archive with bytes before its second file; the directory says rightly where each file is."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return _grown(data, archive.infolist()[1].header_offset)


def before_the_directory(data: bytes) -> bytes:
    """The archive with bytes behind its last file."""
    return _grown(data, _directory(data)[0])


def with_a_comment(data: bytes) -> bytes:
    """The archive with a comment on its last file, in the directory."""
    return _written_anew(data, comment=JUNK)


def with_an_extra_field(data: bytes) -> bytes:
    """The archive with a field beside the name of its last file, twice: at the file and in the directory."""
    return _written_anew(data, extra=struct.pack("<HH", 0x7777, len(JUNK)) + JUNK)


BETWEEN: Final = (between_files, before_the_directory, with_a_comment, with_an_extra_field)
"""What nobody signed, inside the archive: no file of it is other than it was."""


def _directory(data: bytes) -> tuple[int, int]:
    """Where the directory begins, and where it ends."""
    size, start = struct.unpack("<LL", data[-10:-2])
    return start, start + size


def _grown(data: bytes, at: int) -> bytes:
    start, end = _directory(data)
    listed = bytearray(data[start:end])
    place = 0
    while place < len(listed):
        (name,) = struct.unpack("<H", listed[place + 28 : place + 30])
        (offset,) = struct.unpack("<L", listed[place + 42 : place + 46])
        if offset >= at:
            listed[place + 42 : place + 46] = struct.pack("<L", offset + len(JUNK))
        place += 46 + name
    after = data[end:-6] + struct.pack("<L", start + len(JUNK)) + data[-2:]
    return data[:at] + JUNK + data[at:start] + bytes(listed) + after


def _written_anew(data: bytes, *, comment: bytes = b"", extra: bytes = b"") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        *_, last = old.infolist()
        last.comment, last.extra = comment, extra
        for item in old.infolist():
            new.writestr(item, old.read(item.filename))
    return out.getvalue()


# --- a time-stamping authority


@dataclass(frozen=True, kw_only=True)
class Authority:
    """Stamps what it is asked to, with openssl, in a folder of its own."""

    folder: Path
    chain: bytes

    def answers(self, request: bytes) -> bytes:
        (self.folder / "asked.tsq").write_bytes(request)
        self.openssl("ts", "-reply", "-queryfile", "asked.tsq", "-config", "tsa.cnf", "-out", "answer.tsr")
        return (self.folder / "answer.tsr").read_bytes()

    def stamps(self, data: bytes) -> bytes:
        (self.folder / "data").write_bytes(data)
        self.openssl("ts", "-query", "-data", "data", "-sha256", "-cert", "-no_nonce", "-out", "data.tsq")
        return self.answers((self.folder / "data.tsq").read_bytes())

    def openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


_AUTHORITY = """
[tsa]
default_tsa = it
[it]
serial = serial
signer_cert = it.pem
signer_key = it.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
[stamps]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def authority(name: str = "First Authority") -> Authority:
    """A root and an authority under it, made anew in each run."""
    _FOLDERS.append(TemporaryDirectory())
    made = Authority(folder=Path(_FOLDERS[-1].name), chain=b"")
    (made.folder / "tsa.cnf").write_text(_AUTHORITY)
    (made.folder / "serial").write_text("01\n")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    made.openssl(
        *("req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-days", "9"),
        *("-subj", f"/CN={name} Root"),
    )
    made.openssl("req", *key, "-keyout", "it.key", "-out", "it.csr", "-subj", f"/CN={name}")
    made.openssl(
        *("x509", "-req", "-in", "it.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial"),
        *("-days", "9", "-extfile", "tsa.cnf", "-extensions", "stamps", "-out", "it.pem"),
    )
    return replace(made, chain=(made.folder / "root.pem").read_bytes())


# --- honest bundles of every kind


def head_alone(w: Writer) -> Head:
    """The head of *w*, that nobody cosigned."""
    checkpoint = Checkpoint(origin=w.origin, size=len(w.leaves), root=w.frontier.root)
    key = log_key(w.origin, LOG)
    return Head(note=signed(checkpoint, LOG), log=key, policy=Policy(logs=(Log(key=key),)))


@cache
def extract(*shown: int, tiles: bool) -> Contents:
    made = honest()
    w = made.writer

    def shows(one: Entered) -> bool:
        return one.index in shown

    sign = w.key("SEC").sign
    data = bundle(
        w.leaves, made.head, hashes_at(w.leaves), sign, shows=shows, papers=papers_of(w), tiles=tiles
    )
    return unpacked(data)


@cache
def several_tiles(size: int = 520) -> Contents:
    """An extract of a record of so many entries."""
    w = Writer()
    w.opens("SEC", parties=("ARD",), log=log_key(w.origin, LOG).line)
    while len(w.leaves) < size:
        w.sends("ARD", f"Note {len(w.leaves)}")
    some = {0, 4, 255, 256, 511, 512, size - 1}
    sign = w.key("SEC").sign
    return unpacked(
        bundle(w.leaves, head_alone(w), hashes_at(w.leaves), sign, shows=lambda one: one.index in some)
    )


@cache
def other_scripts() -> Contents:
    """A party's code may be in any script."""
    w = Writer()
    w.opens("Sekretariat", parties=("Égypte", "埃及", "A&B"), log=log_key(w.origin, LOG).line)
    witness = PrivateKey.from_seed(b"w" * 32)
    w.does("Sekretariat", EnrolsKey(party=PartyCode("埃及"), line=witness.public.line, use=KeyUse.COSIGN))
    w.sends("A&B", "Note")
    checkpoint = Checkpoint(origin=w.origin, size=len(w.leaves), root=w.frontier.root)
    policy = Policy(
        logs=(Log(key=log_key(w.origin, LOG)),),
        witnesses=(Witness(name="埃及", key=witness_key("meridian/egypt", witness)),),
        quorum="埃及",
    )
    note = cosigned(checkpoint, at=1, name="meridian/egypt", private=witness)
    head = Head(
        note=signed(checkpoint, LOG),
        log=log_key(w.origin, LOG),
        policy=policy,
        cosignatures={"埃及": note},
    )
    return unpacked(bundle(w.leaves, head, hashes_at(w.leaves), w.key("Égypte").sign))


@cache
def security_key_first() -> Contents:
    """A security key is enrolled to cosign, which no note can be signed with, and after it one that can."""
    w = Writer()
    w.opens("SEC", parties=("ARD",), log=log_key(w.origin, LOG).line)
    for line in (SecurityKey().public.line, WITNESSES["ARD"].public.line):
        w.does("ARD", EnrolsKey(party=PartyCode("ARD"), line=line, use=KeyUse.COSIGN))
    key = witness_key("meridian/ARD", WITNESSES["ARD"])
    alone = head_alone(w)
    head = replace(
        alone,
        policy=replace(alone.policy, witnesses=(Witness(name="ARD", key=key),), quorum="ARD"),
        cosignatures={"ARD": cosigned(alone.checkpoint, at=1, name=key.name, private=WITNESSES["ARD"])},
    )
    return unpacked(bundle(w.leaves, head, hashes_at(w.leaves), w.key("SEC").sign))


@cache
def two_keys() -> Contents:
    w = Writer()
    w.opens("SEC", parties=("ARD",), log=log_key(w.origin, LOG).line)
    second = w.new_key("ARD")
    w.does("ARD", EnrolsKey(party=PartyCode("ARD"), line=second.public.line))
    w.enters(w.composed("ARD", SendsNote(kind=NoteKind.LETTER)), w.key("ARD"), second)
    return unpacked(bundle(w.leaves, head_alone(w), hashes_at(w.leaves), w.key("ARD").sign))


OTHER_LOG = "log.vkey is not the log key that you gave: this is the record of somebody else."
OWN_POLICIES: list[tuple[Policy, list[str]]] = [
    (Policy(logs=policy_of(log_key(ORIGIN, LOG)).logs), []),
    (
        Policy(
            logs=policy_of(log_key(ORIGIN, LOG)).logs,
            witnesses=(Witness(name="OBS", key=witness_key("observer", PrivateKey.from_seed(b"o" * 32))),),
            quorum="OBS",
        ),
        [
            (
                "policy.txt asks for OBS to have cosigned, and the cosignatures here do not reach that: this "
                "checkpoint may have been shown to some and not to others."
            )
        ],
    ),
]
"""A reader's policies, and what is said by them of an honest bundle."""

HONEST: dict[str, Callable[[], Contents]] = {
    "a whole record": lambda: honest().contents,
    "an extract": lambda: extract(TABLES, SENDS, tiles=True),
    "an extract without tiles": lambda: extract(TABLES, SENDS, tiles=False),
    "the least that can be shown": lambda: extract(tiles=False),
    "a tree of several tiles": several_tiles,
    "one full tile": lambda: several_tiles(256),
    "codes that are no names of files": other_scripts,
    "two keys of one party sign together": two_keys,
    "a security key is enrolled to cosign": security_key_first,
    "what a dishonest exporter begins with": lambda: exported(honest().contents),
    "what a dishonest log begins with": lambda: recorded(honest().writer.leaves),
}

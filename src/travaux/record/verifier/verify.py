#!/usr/bin/env python3
"""Verifies a bundle of a record kept with Travaux, on a computer without Travaux.

    python3 verify.py [--log LINE] [--policy FILE] [BUNDLE]

BUNDLE is the unpacked folder or the .zip; without it, the folder of this script. LINE is the log's key as
you received it from somewhere else than this bundle, FILE a quorum policy of your own; with them you trust
nothing that the bundle says of itself.

Needs Python 3.9, openssl 3 and ssh-keygen 8.9 or newer. Opens no connection and changes no file.
One sentence for each check, then the verdict. Exit code: 0 all of it holds, 1 something does not, 2 it could
not be examined.
"""

from __future__ import annotations

import argparse
import base64
import calendar
import hashlib
import hmac
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

ENTRY, BUNDLE, KEY = "entry@travaux", "bundle@travaux", "key@travaux"
LARGEST_LEAF, DEEPEST = 32768, 128
ZEROS = "0" * 64
"""What stands in `prev` of an actor's first entry."""

ED25519, SK_ED25519 = b"ssh-ed25519", b"sk-ssh-ed25519@openssh.com"
SK_ECDSA = b"sk-ecdsa-sha2-nistp256@openssh.com"
WEBAUTHN = b"webauthn-sk-ecdsa-sha2-nistp256@openssh.com"
P256 = 2**256 - 2**224 + 2**192 + 2**96 - 1
P256_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
USER_PRESENT, USER_VERIFIED, NEW_KEY, EXTENDED = 0x01, 0x04, 0x40, 0x80

SMALL_ORDER = {y.to_bytes(32, "little") for y in (0, 1, 2**255 - 20, 2**255 - 19, 2**255 - 18)} | {
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
}
"""Ed25519 keys under which anyone can sign."""

FIELDS = ["actor", "at", "body", "docs", "key", "neg", "nonce", "prev", "re", "seen", "type", "v", "vis"]
KEY_ACTS = ("instrument.open", "key.enrol", "key.rotate", "key.revoke")

RECEIVED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z")
HEX32 = re.compile(r"[0-9a-f]{64}")
PARTY = re.compile(r"[^\W\d_][\w&.\-]{0,23}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z")
PATH = re.compile(r"(?!.*(^|/)\.)[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")


OTHER_TIME = "it is not over this checkpoint, or not of the authority of its chain"


class Fault(Exception):
    """Something in the bundle does not hold; the sentence says what, where and what it means."""


class Unable(Exception):
    """The bundle could not be examined."""


class Report:
    """What was found, one sentence each, in the order of the checks."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def holds(self, sentence: str) -> None:
        print("ok    " + printable(sentence))

    def note(self, sentence: str) -> None:
        print("note  " + printable(sentence))

    def fails(self, sentence: str) -> None:
        self.faults.append(printable(sentence))
        print("FAILS " + self.faults[-1])


def printable(sentence: str) -> str:
    """*sentence* on one line: what a bundle says cannot draw a line of its own."""
    return "".join(sign if sign.isprintable() else "?" for sign in sentence)


# --- the files of the bundle --------------------------------------------------------------------------------


def files_of(place: Path) -> dict[str, bytes]:
    """Every file under a folder, or in a zip, by its path with slashes."""
    if place.is_file():
        return files_of_zip(place)
    if not place.is_dir():
        raise Unable(f"{place} is no folder and no file: name the unpacked bundle or its .zip.")
    files = {}
    for folder, folders, names in os.walk(place):
        for name in sorted(names + folders):
            path = Path(folder, name)
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise Unable(f"{path} is a link or a device: a bundle holds only files; unpack it again.")
            if path.is_file():
                files[path.relative_to(place).as_posix()] = path.read_bytes()
    return files


def files_of_zip(place: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = place.stat().st_size
    try:
        with zipfile.ZipFile(place) as archive:
            if min((item.header_offset for item in archive.infolist()), default=0):
                raise Unable(f"{place}: there are bytes before the archive, which nobody signed.")
            end = place.read_bytes()[-22:]
            if end[:4] != b"PK\x05\x06" or end[-2:] != b"\0\0":
                raise Unable(f"{place}: there are bytes behind the archive, which nobody signed.")
            for item in archive.infolist():
                if item.filename in files or not PATH.fullmatch(item.filename):
                    raise Unable(f"{place}: {item.filename!r} is no name a bundle uses, or is there twice.")
                if item.compress_type != zipfile.ZIP_STORED:
                    raise Unable(
                        f"{place}: {item.filename} is compressed; a bundle stores files as they are."
                    )
                if (left := left - item.file_size) < 0:
                    raise Unable(f"{place}: the files are larger than the archive they are stored in.")
                files[item.filename] = archive.read(item)
            # Each file stands behind 30 bytes and its name; the directory has 46 and the name again; then 22.
            at, size = 0, place.stat().st_size
            for item in archive.infolist():
                if item.header_offset != at:
                    raise Unable(f"{place}: there are bytes between its files, which nobody signed.")
                at += 30 + len(item.filename) + item.file_size
            if at + sum(46 + len(path) for path in files) + 22 != size:
                raise Unable(f"{place}: there are bytes between its files, which nobody signed.")
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError) as damage:
        raise Unable(
            f"{place} cannot be read as a zip ({damage}): it is damaged; ask for it again."
        ) from None
    return files


def file_of(files: dict[str, bytes], path: str) -> bytes:
    if path not in files:
        raise Fault(f"{path} is missing: the bundle is not complete.")
    return files[path]


def text_of(files: dict[str, bytes], path: str) -> str:
    """The text of a file; what is no UTF-8 in it fits nothing that is compared with it."""
    return file_of(files, path).decode("utf-8", "replace")


def check_manifest(files: dict[str, bytes], report: Report) -> None:
    """Every file is listed, and is as listed."""
    listed: dict[str, str] = {}
    text = text_of(files, "MANIFEST.sha256")
    lines = text.split("\n")
    if lines.pop() != "":
        raise Fault("MANIFEST.sha256 does not end with a line end: it was cut off.")
    for number, line in enumerate(lines, 1):
        digest, path = line[:64], line[66:]
        if line[64:66] != "  " or not HEX32.fullmatch(digest) or not PATH.fullmatch(path):
            raise Fault(f"MANIFEST.sha256, line {number}: not a line of sha256sum; the list was damaged.")
        if path in listed or (listed and path < list(listed)[-1]):
            raise Fault(f"MANIFEST.sha256, line {number}: {path} is out of order; the list was rewritten.")
        listed[path] = digest
    faults = len(report.faults)
    for path, digest in listed.items():
        if path not in files:
            report.fails(f"{path} is listed in MANIFEST.sha256 and is not here: the bundle is not complete.")
        elif hashlib.sha256(files[path]).hexdigest() != digest:
            report.fails(f"{path} is not as listed in MANIFEST.sha256: it was changed after the export.")
    for path in sorted(set(files) - set(listed) - {"MANIFEST.sha256", "MANIFEST.sha256.sig"}):
        report.fails(f"{path} is not listed in MANIFEST.sha256: it was added after the export.")
    if len(report.faults) == faults:
        report.holds(f"the {len(listed)} files listed in MANIFEST.sha256 are here as listed, and no others.")


# --- signatures of parties (SSHSIG) -------------------------------------------------------------------------


class Signature(NamedTuple):
    blob: bytes
    key: bytes
    """The public key, in the encoding of SSH."""
    namespace: str

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.key)


def check_ed25519(public: bytes) -> None:
    y = public[:-1] + bytes([public[-1] & 0x7F]) if len(public) == 32 else b""
    if not y or y in SMALL_ORDER or int.from_bytes(y, "little") >= 2**255 - 19:
        raise ValueError("it is no Ed25519 key that only its holder can sign with")


def check_key(key: bytes) -> None:
    """ValueError unless it is a key of a kind that is accepted, under which only its holder can sign."""
    (kind,), material = strings(key, 1)
    if kind == SK_ECDSA:
        (curve, point, _), left = strings(material, 3)
        x, y = int.from_bytes(point[1:33], "big"), int.from_bytes(point[33:], "big")
        on_curve = x < P256 and y < P256 and (y * y - x * x * x + 3 * x - P256_B) % P256 == 0
        if curve != b"nistp256" or len(point) != 65 or point[0] != 4 or not on_curve:
            raise ValueError("it is no point of P-256")
    elif kind in (ED25519, SK_ED25519):
        (public, *_), left = strings(material, 1 if kind == ED25519 else 2)
        check_ed25519(public)
    else:
        raise ValueError("its kind of key is not accepted")
    if left:
        raise ValueError("something stands after the key")


def fingerprint(key: bytes) -> str:
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")


def key_line(key: bytes) -> str:
    return strings(key, 1)[0][0].decode() + " " + base64.b64encode(key).decode()


def strings(data: bytes, count: int) -> tuple[list[bytes], bytes]:
    """*count* length-prefixed strings from the front of *data*, and what is left."""
    found = []
    for _ in range(count):
        if len(data) < 4 or len(data) - 4 < struct.unpack(">I", data[:4])[0]:
            raise ValueError("a string is cut off")
        end = 4 + struct.unpack(">I", data[:4])[0]
        found.append(data[4:end])
        data = data[end:]
    return found, data


def signature_of(blob: bytes) -> Signature:
    """The parts of an SSHSIG of an accepted kind; ValueError says what is wrong with any other."""
    if blob[:10] != b"SSHSIG\0\0\0\1":
        raise ValueError("it is no SSH signature of version 1")
    (key, namespace, reserved, digest, signature), rest = strings(blob[10:], 5)
    (kind,), material = strings(key, 1)
    (how,), value = strings(signature, 1)
    if reserved or rest or digest != b"sha512":
        raise ValueError("it is no plain SSH signature over SHA-512")
    if kind == ED25519 and how == ED25519:
        (public,), left = strings(material, 1)
        (number,), over = strings(value, 1)
        if len(number) != 64 or left or over:
            raise ValueError("its number has the wrong length")
        check_ed25519(public)
    elif kind in (SK_ED25519, SK_ECDSA) and how in ({kind} | ({WEBAUTHN} if kind == SK_ECDSA else set())):
        check_security_key(kind, how, material, value)
    else:
        raise ValueError("its kind of key is not accepted")
    return Signature(blob, key, namespace.decode("utf-8", "replace"))


def check_security_key(kind: bytes, how: bytes, material: bytes, value: bytes) -> None:
    """ValueError unless somebody touched the key, and a passkey knew who and was on a page of its own.

    ssh-keygen checks only that the number fits.
    """
    parts, left = strings(material, 2 if kind == SK_ED25519 else 3)
    application = parts[-1]
    (number,), value = strings(value, 1)
    flags, value = value[:1], value[5:]
    if left or len(flags) < 1 or not flags[0] & USER_PRESENT:
        raise ValueError("nobody touched the security key")
    if kind == SK_ECDSA:
        check_pair(number)
    elif len(number) != 64:
        raise ValueError("the number has another length")
    if how != WEBAUTHN:
        if value or not application.startswith(b"ssh:"):
            raise ValueError("a passkey signed outside a browser")
        return
    (origin, said, extensions), value = strings(value, 3)
    page = re.fullmatch(rb"https://([a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::[0-9]{1,5})?", origin)
    start = b'{"type":"webauthn.get","challenge":"'
    went_on = said[len(start) :].partition(b'"')[2]
    rest = rb',"origin":"' + re.escape(origin) + rb'"(?:,"crossOrigin":false(?:,.*)?)?\}'
    if (
        value
        or not flags[0] & USER_VERIFIED
        or flags[0] & NEW_KEY
        or bool(flags[0] & EXTENDED) != bool(extensions)
        or not page
        or not re.fullmatch(rb"[a-z0-9-]+(\.[a-z0-9-]+)*", application)
        or not (b"." + page[1]).endswith(b"." + application)
        or not said.startswith(start)
        or not re.fullmatch(rest, went_on, re.DOTALL)
    ):
        raise ValueError("a passkey did not know who touched it, or was used on a foreign page")


def check_pair(pair: bytes) -> None:
    """ValueError unless it is two positive numbers, each as short as it can be."""
    numbers, left = strings(pair, 2)
    for number in numbers:
        if (
            not number
            or number[0] & 0x80
            or not any(number)
            or (number[0] == 0 and not number[1:2] >= b"\x80")
        ):
            raise ValueError("a number is spelt in another way")
    if left:
        raise ValueError("something stands after the numbers")


def unarmoured(data: bytes) -> bytes:
    head, foot = "-----BEGIN SSH SIGNATURE-----\n", "\n-----END SSH SIGNATURE-----\n"
    text = data.decode("ascii")
    if not text.startswith(head) or not text.endswith(foot):
        raise ValueError("the lines around an SSH signature are missing")
    return from_base64(text[len(head) : -len(foot)].replace("\n", ""))


def from_base64(text: str) -> bytes:
    """ValueError unless *text* is the one way to write these bytes."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64 with stray bits")
    return data


# --- the programs on this computer --------------------------------------------------------------------------


class Programs:
    """openssl and ssh-keygen, asked about files in a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        for name in ("openssl", "ssh-keygen"):
            if not shutil.which(name):
                raise Unable(f"{name} was not found on this computer: install it and start again.")

    def _file(self, data: bytes) -> str:
        self.count += 1
        path = self.folder / str(self.count)
        path.write_bytes(data)
        return str(path)

    def run(self, *command: str, given: bytes = b"") -> str | None:
        """What the program printed; None if it says no."""
        done = subprocess.run(
            command,
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None

    def ssh_holds(self, signature: Signature, message: bytes, namespace: str) -> bool:
        """Whether ssh-keygen finds the signature to be of its key, over *message*, for *namespace*."""
        body = base64.encodebytes(signature.blob).decode().replace("\n", "")
        folded = "\n".join(body[at : at + 70] for at in range(0, len(body), 70))
        armour = f"-----BEGIN SSH SIGNATURE-----\n{folded}\n-----END SSH SIGNATURE-----\n"
        allowed = self._file(f'signer namespaces="{namespace}" {key_line(signature.key)}\n'.encode())
        where = self._file(armour.encode())
        verify = ("ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "signer", "-n", namespace, "-s", where)
        return self.run(*verify, given=message) is not None

    def ed25519_holds(self, public: bytes, message: bytes, number: bytes) -> bool:
        key, data, signature = self._file(pem(public).encode()), self._file(message), self._file(number)
        verify = ("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", data)
        return self.run(*verify, "-sigfile", signature) is not None

    def time_stamped(self, token: bytes, chain: bytes, data: bytes) -> int:
        """When the authority of *chain* stamped *data*, in seconds since 1970. ValueError if it did not."""
        where, trusted, stamped = self._file(token), self._file(chain), self._file(data)
        read = self.run("openssl", "ts", "-reply", "-in", where, "-text") or ""
        found = re.search(r"^Time stamp: (.+?)(?:\.\d+)? (\d{4}) GMT$", read, re.MULTILINE)
        if not found:
            raise ValueError(OTHER_TIME)
        at = calendar.timegm(time.strptime(f"{found[1]} {found[2]}", "%b %d %H:%M:%S %Y"))
        check = ("openssl", "ts", "-verify", "-data", stamped, "-in", where, "-CAfile", trusted)
        if self.run(*check, "-attime", str(at)) is None:
            raise ValueError(OTHER_TIME)
        return at


def pem(public: bytes) -> str:
    der = bytes.fromhex("302a300506032b6570032100") + public
    return f"-----BEGIN PUBLIC KEY-----\n{base64.b64encode(der).decode()}\n-----END PUBLIC KEY-----\n"


# --- the tree (RFC 6962) ------------------------------------------------------------------------------------


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """The whole tree, from its leaf hashes."""

    def __init__(self, hashes: list[bytes]) -> None:
        self.levels = [hashes]
        while len(self.levels[-1]) > 1:
            row = self.levels[-1]
            self.levels.append([node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)])

    def root(self, size: int) -> bytes:
        """The root when there were *size* leaves."""
        parts, at = [], 0
        for level in range(size.bit_length() - 1, -1, -1):
            if size >> level & 1:
                parts.append(self.levels[level][at >> level])
                at += 1 << level
        if not parts:
            return hashlib.sha256(b"").digest()
        whole = parts.pop()
        while parts:
            whole = node_hash(parts.pop(), whole)
        return whole


def root_by_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """The root that *proof* leads to (RFC 9162, 2.1.3.2). ValueError if it is of the wrong length."""
    first, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ValueError("the proof is too long")
        if first & 1 or first == last:
            found = node_hash(sibling, found)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        first, last = first >> 1, last >> 1
    if last:
        raise ValueError("the proof is too short")
    return found


def tile_path(level: int, number: int, width: int) -> str:
    groups = f"{number:0{(len(str(number)) + 2) // 3 * 3}d}"
    parts = [groups[at : at + 3] for at in range(0, len(groups), 3)]
    path = "/".join(["x" + part for part in parts[:-1]] + parts[-1:])
    return f"tile/{level}/{path}" + (f".p/{width}" if width < 256 else "")


def tree_of(files: dict[str, bytes], size: int, root: bytes) -> Tree | None:
    """The tree of all leaf hashes, if the bundle has them; checked against the root and tile by tile."""
    present = {path for path in files if path.startswith("tile/")}
    if not present:
        return None
    row: list[bytes] = []
    for number in range((size + 255) // 256):
        width = min(256, size - 256 * number)
        path = tile_path(0, number, width)
        if len(files.get(path, b"")) != 32 * width:
            raise Fault(f"{path} is missing or not {32 * width} bytes long: not every leaf hash is here.")
        row += [files[path][at : at + 32] for at in range(0, 32 * width, 32)]
    tree = Tree(row)
    if tree.root(size) != root:
        raise Fault(
            "tile/: the leaf hashes lead to another root than the checkpoint; a leaf hash was changed."
        )
    for level in range(9):
        row = tree.levels[8 * level] if 8 * level < len(tree.levels) else []
        for number in range((len(row) + 255) // 256):
            part = row[256 * number : 256 * number + 256]
            path = tile_path(level, number, len(part))
            if files.get(path) != b"".join(part):
                raise Fault(f"{path} does not hold the hashes of the tiles below it; it was changed.")
            present.discard(path)
    for path in sorted(present):
        raise Fault(f"{path} is no tile of a tree of {size} leaves; it does not belong here.")
    return tree


# --- the checkpoint -----------------------------------------------------------------------------------------


class NoteKey(NamedTuple):
    """Who signs a note: the line NAME+KEYID+KEY."""

    name: str
    kind: int
    public: bytes

    @property
    def keyid(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]


class Checkpoint(NamedTuple):
    origin: str
    size: int
    root: bytes
    body: bytes
    """The three lines that are signed."""
    note: bytes


def note_key(line: str) -> NoteKey:
    """ValueError if it is no key line of a known kind."""
    match = re.fullmatch(r"([!-*,-~]+)\+([0-9a-f]{8})\+(\S+)", line)
    data = from_base64(match[3]) if match else b""
    if not match or data[:1] not in (b"\1", b"\4"):
        raise ValueError(line)
    key = NoteKey(match[1], data[0], data[1:])
    check_ed25519(key.public)
    if key.keyid.hex() != match[2]:
        raise ValueError(line)
    return key


def signatures_in(note: bytes, key: NoteKey) -> list[bytes]:
    """What stands after the key id, in each signature line of *key*. ValueError if a line is none."""
    found = []
    for line in note.rpartition(b"\n\n")[2].decode("utf-8").split("\n")[:-1]:
        match = re.fullmatch("\u2014 ([^ ]+) ([^ ]+)", line)
        data = from_base64(match[2]) if match else b""
        if not match or len(data) < 5:
            raise ValueError(line)
        if match[1] == key.name and data[:4] == key.keyid:
            found.append(data[4:])
    return found


def read_checkpoint(note: bytes, where: str) -> Checkpoint:
    try:
        body = note.rpartition(b"\n\n")[0].decode("ascii")
        origin, size, root = body.split("\n")
        digest = from_base64(root)
        if str(int(size)) != size or not size.isdigit() or len(digest) != 32 or not note.endswith(b"\n"):
            raise ValueError(size)
        if not re.fullmatch(r"[!-*,-~]+", origin):
            raise ValueError(origin)
        return Checkpoint(origin, int(size), digest, body.encode() + b"\n", note)
    except ValueError:
        raise Fault(f"{where} is no checkpoint that can be read: it was damaged or replaced.") from None


def check_checkpoint(
    files: dict[str, bytes], pinned: str | None, programs: Programs, report: Report
) -> tuple[Checkpoint, NoteKey]:
    """The checkpoint, found to be signed by the log key."""
    line = text_of(files, "log.vkey").rstrip("\n")
    if pinned is not None and pinned.strip() != line:
        raise Fault("log.vkey is not the log key that you gave: this is the record of somebody else.")
    try:
        log = note_key(line)
        if log.kind != 1 or text_of(files, "log.vkey") != f"{line}\n":
            raise ValueError(line)
    except ValueError:
        raise Fault("log.vkey is no log key that can be read: it was damaged or replaced.") from None
    checkpoint = read_checkpoint(file_of(files, "checkpoint"), "checkpoint")
    if checkpoint.origin != log.name:
        raise Fault(
            f"checkpoint is of the log {checkpoint.origin}, log.vkey of {log.name}: one was replaced."
        )
    try:
        found = signatures_in(checkpoint.note, log)
    except ValueError:
        found = []
    if not found or not all(programs.ed25519_holds(log.public, checkpoint.body, one) for one in found):
        raise Fault(
            "checkpoint is not signed by the key in log.vkey: it was changed or made by somebody else."
        )
    if text_of(files, "log.pem") != pem(log.public):
        raise Fault("log.pem is not the key in log.vkey: one of the two was replaced.")
    report.holds(f"the log {log.name} signed that it holds {checkpoint.size} entries (log key: {line}).")
    if pinned is None:
        report.note("compare this log key with the one you have from elsewhere, or give yours with --log.")
    return checkpoint, log


# --- entries ------------------------------------------------------------------------------------------------


class Leaf(NamedTuple):
    received: str
    entry: bytes
    signatures: list[bytes]


class Found(NamedTuple):
    """An entry of which everything holds."""

    place: int
    hash: str
    fields: dict[str, Any]


def read_leaf(data: bytes) -> Leaf:
    """ValueError if it is none."""
    first, *lines = data.split(b"\n")
    if len(data) > LARGEST_LEAF or not lines or lines.pop() != b"" or not 2 <= len(lines) <= 5:
        raise ValueError("it is too long, or cut off, or has no signature or more than four")
    head = first.decode("ascii").split(" ")
    if len(head) != 2 or head[0] != "travaux-leaf/v1" or not RECEIVED.fullmatch(head[1]):
        raise ValueError("its first line is not `travaux-leaf/v1` and a time")
    date.fromisoformat(head[1][:10])
    signatures = [from_base64(line.decode("ascii")) for line in lines[1:]]
    if not lines[0].decode("utf-8") or b"" in signatures:
        raise ValueError("a line of it is empty")
    return Leaf(head[1], lines[0], signatures)


def read_entry(data: bytes) -> dict[str, Any]:
    """The fields of an entry whose bytes are the one way to write it. ValueError says what is wrong."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _ in pairs}) < len(pairs) or any(not key.isascii() for key, _ in pairs):
            raise ValueError(data)
        return dict(pairs)

    def never(number: str) -> NoReturn:
        raise ValueError(number)

    def whole(number: str) -> int:
        if abs(int(number)) >= 1 << 53:
            never(number)
        return int(number)

    try:
        fields = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=once,
            parse_float=never,
            parse_int=whole,
            parse_constant=never,
        )
        again = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        raise ValueError(data) from None
    if again != data or depth(fields) > DEEPEST:
        raise ValueError(data)
    if not has_fields(fields):
        raise ValueError(fields)
    return dict(fields)


def depth(value: Any) -> int:  # noqa: ANN401 - what a JSON reader gives
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max(map(depth, inside), default=0)


def is_text(value: Any, pattern: re.Pattern[str]) -> bool:  # noqa: ANN401 - what a JSON reader gives
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def has_fields(fields: Any) -> bool:  # noqa: ANN401 - what a JSON reader gives
    """Whether the envelope is one of version 1. What `body` may hold is for the record to say."""
    if not isinstance(fields, dict) or sorted(set(fields) - {"on_behalf"}) != FIELDS:
        return False
    seen, docs, concerns = fields["seen"], fields["docs"], fields["re"]
    return (
        (type(fields["v"]) is int and fields["v"] == 1)
        and is_text(fields["actor"], PARTY)
        and (fields.get("on_behalf") is None or is_text(fields["on_behalf"], PARTY))
        and is_text(fields["at"], INSTANT)
        and is_text(fields["key"], re.compile(r"SHA256:[A-Za-z0-9+/]{43}"))
        and is_text(fields["nonce"], re.compile(r"[0-9a-f]{32}"))
        and is_text(fields["prev"], HEX32)
        and is_text(fields["neg"], re.compile(r"[!-~]{1,200}"))
        and is_text(fields["type"], re.compile(r"[a-z]+(\.[a-z]+)*"))
        and is_text(fields["vis"], re.compile(r"public|all|party|group:[0-9a-f]{64}|to:[^\s,]+(?:,[^\s,]+)*"))
        and isinstance(fields["body"], dict)
        and (isinstance(seen, dict) and sorted(seen) == ["root", "size"])
        and (type(seen["size"]) is int and seen["size"] >= 0 and is_text(seen["root"], HEX32))
        and (isinstance(docs, list) and all(is_document(one) for one in docs))
        and (isinstance(concerns, list) and all(is_reference(one) for one in concerns))
    )


def is_document(one: Any) -> bool:  # noqa: ANN401 - what a JSON reader gives
    return (
        (isinstance(one, dict) and sorted(one) == ["h", "lang", "media", "name", "text"])
        and all(isinstance(value, str) for value in one.values())
        and is_text(one["h"], HEX32)
        and (one["text"] == "" or is_text(one["text"], HEX32))
    )


def is_reference(one: Any) -> bool:  # noqa: ANN401 - what a JSON reader gives
    return (
        (isinstance(one, dict) and sorted(set(one) - {"article", "doc"}) == ["leaf"])
        and all(isinstance(value, str) and value for value in one.values())
        and is_text(one["leaf"], HEX32)
        and ("doc" not in one or is_text(one["doc"], HEX32))
    )


class Key(NamedTuple):
    """A key, and from which entry on, and until before which, it signs for its party."""

    party: str
    use: str
    line: str
    since: int
    until: int | None

    def stands_at(self, index: int) -> bool:
        return self.since <= index and (self.until is None or index < self.until)


def fingerprint_of_line(line: Any) -> str:  # noqa: ANN401 - what a JSON reader gives
    """ValueError if it is no key line."""
    kind, key = (line.split(" ") if isinstance(line, str) else [""])[:2]
    data = base64.b64decode(key, validate=True)
    if strings(data, 1)[0][0].decode() != kind:
        raise ValueError(line)
    check_key(data)
    return fingerprint(data)


class Examination:
    """The entries that are shown, in their order, each checked against those before it."""

    def __init__(
        self,
        files: dict[str, bytes],
        checkpoint: Checkpoint,
        log_line: str,
        programs: Programs,
        report: Report,
    ) -> None:
        self.files, self.checkpoint, self.log_line = files, checkpoint, log_line
        self.programs, self.report = programs, report
        self.folders = self._folders()
        self.tree = tree_of(files, checkpoint.size, checkpoint.root)
        self.places: dict[str, int] = {}
        """Where each leaf hash stands, where that is known."""
        if self.tree:
            self.places = {leaf.hex(): index for index, leaf in enumerate(self.tree.levels[0])}
            report.holds(f"the {checkpoint.size} leaf hashes in tile/ lead to the root of the checkpoint.")
        else:
            report.note(
                "tile/ is not here: whether authors had seen this same record was checked only in part."
            )
        self.keeper = ""
        self.keys: dict[str, Key] = {}
        self.found: dict[str, Found] = {}
        """The entries of which everything holds, by leaf hash."""
        self.last: dict[str, Found] = {}
        """The latest of each actor that is shown."""
        self.nonces: set[str] = set()
        self.heads: dict[int, str] = {}
        self.received = ""
        self.gaps: list[str] = []

    def _folders(self) -> dict[int, str]:
        """Where each entry that is shown lies, by its index; Fault if there is anything else."""
        folders: dict[int, str] = {}
        for path in sorted(self.files):
            match = re.fullmatch(r"((?:entries|keys)/([0-9]{12}))/.+", path)
            if match:
                index = int(match[2])
                if folders.setdefault(index, match[1]) != match[1]:
                    raise Fault(f"entry {match[2]} is in entries/ and in keys/: an entry has one place.")
                if index >= self.checkpoint.size:
                    raise Fault(f"{match[1]} is beyond the {self.checkpoint.size} entries of the checkpoint.")
            elif path.startswith(("entries/", "keys/")):
                raise Fault(f"{path} belongs to no entry: it was put there after the export.")
        return dict(sorted(folders.items()))

    def run(self) -> None:
        """Check every entry; signatures are checked beside each other, for that is what takes long."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            answers = {index: self._ask(folder, pool) for index, folder in self.folders.items()}
            for index, folder in self.folders.items():
                try:
                    fields = self._examined(index, folder, answers[index])
                    for_whom = f" on behalf of {fields['on_behalf']}" if "on_behalf" in fields else ""
                    self.report.holds(
                        f"entry {index:012d}, {fields['type']} by {fields['actor']}{for_whom}, received"
                        f" {self.received}: signature, key, place and bytes hold."
                    )
                except Fault as fault:
                    self.report.fails(f"entry {index:012d} {fault}.")

    def _ask(self, folder: str, pool: ThreadPoolExecutor) -> list[Future[bool]]:
        answers: list[Future[bool]] = []
        try:
            leaf = read_leaf(self.files.get(f"{folder}/leaf", b""))
            for blob in leaf.signatures:
                signature = signature_of(blob)
                answers.append(pool.submit(self.programs.ssh_holds, signature, leaf.entry, ENTRY))
        except ValueError:
            return answers
        return answers

    def _examined(self, index: int, folder: str, answers: list[Future[bool]]) -> dict[str, Any]:
        data = self.files.get(f"{folder}/leaf", b"")
        try:
            leaf = read_leaf(data)
        except ValueError:
            raise Fault("has no leaf that can be read: `leaf` is missing, cut off or rewritten") from None
        digest = leaf_hash(data)
        self._bytes(folder, leaf)
        self._place(index, folder, digest)
        try:
            fields = read_entry(leaf.entry)
        except ValueError:
            raise Fault("cannot be read as an entry: it is not in the one form that is signed") from None
        if (fields["type"] in KEY_ACTS) != folder.startswith("keys/"):
            raise Fault("lies in the wrong folder: keys/ holds the entries about keys, entries/ all others")
        if fields["neg"] != self.checkpoint.origin:
            raise Fault(f"was written for the record {fields['neg']}: it was taken from another negotiation")
        self._signatures(index, fields, leaf, answers)
        self._order(fields, leaf)
        self._earlier(index, fields)
        self._seen(index, fields)
        self._keys(index, fields)
        found = Found(index, digest.hex(), fields)
        self.found[found.hash] = self.last[fields["actor"]] = found
        return fields

    def _bytes(self, folder: str, leaf: Leaf) -> None:
        """The files beside the leaf say what the leaf says."""
        if self.files.get(f"{folder}/entry.json") != leaf.entry:
            raise Fault(
                "has an entry.json that is not line 2 of its leaf: another entry was put in its place"
            )
        names = ["entry.json.sig"] + [
            f"entry.json.{number}.sig" for number in range(2, len(leaf.signatures) + 1)
        ]
        for name, blob in zip(names, leaf.signatures):
            try:
                same = unarmoured(self.files.get(f"{folder}/{name}", b"")) == blob
            except ValueError:
                same = False
            if not same:
                raise Fault(
                    f"has an {name} that is not the signature in its leaf: another was put in its place"
                )
        known = {f"{folder}/{name}" for name in ["leaf", "entry.json", "entry.tlog-proof", *names]}
        for path in sorted(self.files):
            if path.startswith(folder + "/") and path not in known:
                raise Fault(f"has a file {path[len(folder) + 1 :]} that belongs to no entry")

    def _place(self, index: int, folder: str, digest: bytes) -> None:
        """The leaf stands in the tree of the checkpoint, at this index."""
        text = self.files.get(f"{folder}/entry.tlog-proof", b"").decode("utf-8", "replace")
        head, _, note = text.partition("\n\n")
        lines = head.split("\n")
        if lines[0] != "c2sp.org/tlog-proof@v1" or len(lines) < 2:
            raise Fault("has no proof that can be read: `entry.tlog-proof` is missing or rewritten")
        if lines[1] != f"index {index}":
            raise Fault(f"has the proof of another place ({lines[1][:40]}): it was moved within the record")
        if note.encode() != self.checkpoint.note:
            raise Fault("has a proof for another checkpoint than this bundle's: it proves nothing here")
        try:
            proof = [base64.b64decode(line, validate=True) for line in lines[2:]]
            root = root_by_inclusion(digest, index, self.checkpoint.size, proof)
        except ValueError:
            root = b""
        if root != self.checkpoint.root:
            raise Fault(
                "is not in the record at this place: its leaf was changed, or its proof is of another"
            )
        self.places[digest.hex()] = index

    def _signatures(
        self, index: int, fields: dict[str, Any], leaf: Leaf, answers: list[Future[bool]]
    ) -> None:
        """Each is of a key of the actor in force at this place; the first of the one that the entry names."""
        if index == 0:
            self._open(fields)
        signers: list[str] = []
        for number, blob in enumerate(leaf.signatures):
            signature = self._signature(blob, leaf.entry, answers[number] if number < len(answers) else None)
            if number == 0 and signature.fingerprint != fields["key"]:
                raise Fault(f"is signed with {signature.fingerprint}, not with the key it names")
            key = self.keys.get(signature.fingerprint)
            if key is None or key.use != "entry":
                raise Fault(f"is signed with {signature.fingerprint}, which no entry shown here enrolled")
            if number == 0 and key.party != fields["actor"]:
                raise Fault(f"says it is by {fields['actor']} and is signed with a key of {key.party}")
            if key.party != fields["actor"] or signature.fingerprint in signers:
                raise Fault(
                    f"has a further signature with {signature.fingerprint}, which is no other key of"
                    f" {fields['actor']}"
                )
            signers.append(signature.fingerprint)
            if not key.stands_at(index):
                raise Fault(f"is signed with a key of {key.party} that was no longer in force at this place")

    def _signature(self, blob: bytes, entry: bytes, answer: Future[bool] | None) -> Signature:
        try:
            signature = signature_of(blob)
            if answer and answer.result():
                return signature
            if signature.namespace in (BUNDLE, KEY) and self.programs.ssh_holds(
                signature, entry, signature.namespace
            ):
                raise Fault(
                    f"has a signature made for {signature.namespace}, not for entries: it was moved here"
                )
        except ValueError:
            pass
        raise Fault(
            "has a signature that does not hold over it: one of the two was changed, the signature is of a"
            " kind that is not accepted, or nobody stood at the key"
        )

    def _open(self, fields: dict[str, Any]) -> None:
        """The first entry names the keeper of the record, its key and the log key."""
        body = fields["body"]
        try:
            opening = Key(body["keeper"], "entry", body["keeper_key"], 0, None)
            name = fingerprint_of_line(opening.line)
            if fields["type"] != "instrument.open" or fields["actor"] != opening.party:
                raise ValueError(fields)
        except (KeyError, ValueError):
            raise Fault(
                "does not open the record: the first entry has to name the keeper and its key"
            ) from None
        if body.get("log") != self.log_line:
            raise Fault("names another log key than log.vkey: the record was opened under another key")
        self.keeper, self.keys[name] = opening.party, opening

    def _order(self, fields: dict[str, Any], leaf: Leaf) -> None:
        if leaf.received < self.received:
            raise Fault(
                f"was received {leaf.received}, before an earlier entry ({self.received}): a time is false"
            )
        self.received = leaf.received
        if fields["nonce"] in self.nonces:
            raise Fault("has a nonce that an earlier entry has: one act was recorded twice")
        self.nonces.add(fields["nonce"])

    def _earlier(self, index: int, fields: dict[str, Any]) -> None:
        """`prev` is the actor's entry before; `re` names entries that stand before."""
        actor, prev, last = fields["actor"], fields["prev"], self.last.get(fields["actor"])
        if prev == ZEROS or prev in self.found:
            before = self.found.get(prev)
            if before != last:
                shown = f"entry {last.place:012d}" if last else "none"
                raise Fault(
                    f"does not follow the entry of {actor} before it ({shown}): one was left out or put in"
                )
        else:
            place = self.places.get(prev)
            if (self.tree and place is None) or (place is not None and place >= index):
                raise Fault(f"follows an entry of {actor} that is not in the record before it")
            if place is not None and last and place <= last.place:
                raise Fault(
                    f"does not follow the entry of {actor} before it (entry {last.place:012d}):"
                    " one was left out or put in"
                )
            self.gaps.append(f"{index:012d} {actor} {prev}")
        for one in fields["re"]:
            place, earlier = self.places.get(one["leaf"]), self.found.get(one["leaf"])
            if (self.tree and place is None) or (place is not None and place >= index):
                raise Fault("refers to an entry that is not in the record before it")
            if earlier and "doc" in one and one["doc"] not in [doc["h"] for doc in earlier.fields["docs"]]:
                raise Fault("refers to a document that the entry it names does not have")

    def _seen(self, index: int, fields: dict[str, Any]) -> None:
        size, root = fields["seen"]["size"], fields["seen"]["root"]
        if size > index:
            raise Fault(f"says its author had seen {size} entries, more than stood before it")
        truth = self.tree.root(size).hex() if self.tree else self.heads.get(size, root)
        if size == 0:
            truth = hashlib.sha256(b"").hexdigest()
        if root != truth:
            raise Fault(
                f"was written by someone who was shown another record of {size} entries than this one"
            )
        self.heads[size] = root

    def _keys(self, index: int, fields: dict[str, Any]) -> None:
        """What the entry does to the keys, from the next entry on."""
        kind, actor, body = fields["type"], fields["actor"], fields["body"]
        if kind in KEY_ACTS and "on_behalf" in fields:
            raise Fault("is about a key and on behalf of another: that is done in one's own name")
        try:
            if kind == "key.enrol":
                added = Key(body["party"], body.get("use", "entry"), body["line"], index + 1, None)
                has_one = any(
                    (key.party, key.use, key.until) == (added.party, added.use, None)
                    for key in self.keys.values()
                )
                if actor != added.party and (actor != self.keeper or has_one):
                    raise Fault(f"enrols a key for {added.party}, which is not for {actor} to do")
                self._enrol(added)
            elif kind == "key.rotate":
                old = self.keys[body["old"]]
                if actor != old.party or fields["key"] != body["old"] or not old.stands_at(index):
                    raise Fault(f"replaces a key of {old.party}, which is not for {actor} to do")
                self._enrol(Key(old.party, old.use, body["line"], index + 1, None))
                self.keys[body["old"]] = old._replace(until=index + 1)
            elif kind == "key.revoke":
                old = self.keys[body["key"]]
                if actor not in (self.keeper, old.party):
                    raise Fault(f"revokes a key of {old.party}, which is not for {actor} to do")
                if old.until is None:
                    self.keys[body["key"]] = old._replace(until=index + 1)
        except (KeyError, ValueError):
            raise Fault("does not say which key it is about") from None

    def _enrol(self, key: Key) -> None:
        name = fingerprint_of_line(key.line)
        if name in self.keys:
            raise Fault(f"enrols {name}, which is enrolled already")
        self.keys[name] = key

    def disclosure(self) -> str:
        """What the file `disclosure` has to say: what is shown and what is not, and of whom."""
        size, lines, at = self.checkpoint.size, [f"travaux-disclosure/v1 {self.checkpoint.size}"], 0
        while at < size:
            end, shown = at, at in self.folders
            while end < size and (end in self.folders) == shown:
                end += 1
            lines.append(f"{'shown' if shown else 'not-shown'} {at:012d} {end - 1:012d}")
            at = end
        return "\n".join([*lines, *(f"gap {gap}" for gap in self.gaps)]) + "\n"

    def cosigners(self) -> list[bytes]:
        """The Ed25519 keys enrolled to cosign and in force."""
        keys = [
            key for key in self.keys.values() if key.use == "cosign" and key.stands_at(self.checkpoint.size)
        ]
        return [strings(base64.b64decode(key.line.split(" ")[1]), 2)[0][1] for key in keys]

    def allowed_signers(self) -> str:
        lines = []
        for key in self.keys.values():
            if key.use == "entry":
                until = "" if key.until is None else f"-until-{key.until:012d}"
                line = " ".join(key.line.split(" ")[:2])
                lines.append(
                    f'{key.party} namespaces="{ENTRY},{BUNDLE}" {line} since-{key.since:012d}{until}\n'
                )
        return "".join(lines)


# --- documents, and who made the bundle ---------------------------------------------------------------------


def check_documents(files: dict[str, bytes], examination: Examination, report: Report) -> None:
    named: dict[str, list[tuple[int, str]]] = {}
    for found in examination.found.values():
        for doc in found.fields["docs"]:
            named.setdefault(doc["h"], []).append((found.place, doc["text"]))
    present = {path.split("/")[1] for path in files if path.startswith("docs/")}
    for h in sorted(present - set(named)):
        report.fails(f"docs/{h} is named by no entry that holds: nothing says whose document it is.")
    for h, uses in named.items():
        entries = ", ".join(f"{index:012d}" for index, _ in uses)
        if h not in present:
            report.note(f"the document {h} of entry {entries} is not in this bundle.")
            continue
        try:
            check_document(files, h, uses)
            report.holds(f"docs/{h} is the document that entry {entries} holds to.")
            if any(text for _, text in uses) and f"docs/{h}/text.txt" not in files:
                report.note(
                    f"docs/{h} has no text.txt: which words its entry holds to cannot be checked here."
                )
        except Fault as fault:
            report.fails(f"docs/{h} {fault}.")


def check_document(files: dict[str, bytes], h: str, uses: list[tuple[int, str]]) -> None:
    names = sorted(path[len(f"docs/{h}/") :] for path in files if path.startswith(f"docs/{h}/"))
    bodies = [name for name in names if re.fullmatch(r"file\.[a-z0-9]+", name)]
    if len(bodies) != 1 or set(names) - {"salt.hex", "text.txt", *bodies}:
        raise Fault("does not hold one document, its salt and its text: files are missing or too many")
    salt = files.get(f"docs/{h}/salt.hex", b"").decode("ascii", "replace")
    if not re.fullmatch(r"[0-9a-f]{64}\n", salt):
        raise Fault("has no salt that can be read, so that the document cannot be checked")
    key = bytes.fromhex(salt.strip())
    if hmac.new(key, files[f"docs/{h}/{bodies[0]}"], "sha256").hexdigest() != h:
        raise Fault("is not the document its entry holds to: the file or its salt was changed")
    text = files.get(f"docs/{h}/text.txt")
    digest = "" if text is None else hmac.new(key, text, "sha256").hexdigest()
    for index, expected in uses:
        if digest not in ("", expected) or (text is not None and not expected):
            raise Fault(
                f"has a text.txt that is not the text entry {index:012d} holds to: the words were changed"
            )


def check_exporter(
    files: dict[str, bytes], examination: Examination, programs: Programs, report: Report
) -> None:
    manifest, armour = file_of(files, "MANIFEST.sha256"), file_of(files, "MANIFEST.sha256.sig")
    try:
        signature = signature_of(unarmoured(armour))
        if not programs.ssh_holds(signature, manifest, BUNDLE):
            raise ValueError(armour)
    except ValueError:
        raise Fault(
            "MANIFEST.sha256.sig does not hold over MANIFEST.sha256: the list was changed after signing, or"
            " the signature was made for another use."
        ) from None
    key = examination.keys.get(signature.fingerprint)
    if key is None or key.use != "entry" or not key.stands_at(examination.checkpoint.size):
        raise Fault(
            f"MANIFEST.sha256.sig is of {signature.fingerprint}, no key in force in this record:"
            " whoever made this bundle is not known to it."
        )
    report.holds(f"{key.party} made this bundle (key {signature.fingerprint}).")


def check_disclosure(files: dict[str, bytes], examination: Examination, report: Report) -> None:
    if text_of(files, "allowed_signers") != examination.allowed_signers():
        raise Fault(
            "allowed_signers is not what the entries in keys/ say: a key was added, left out or changed."
        )
    report.holds("allowed_signers lists the keys for entries as the entries in keys/ enrol them.")
    if text_of(files, "disclosure") != examination.disclosure():
        raise Fault("disclosure is not what this bundle shows: something was added, taken out or concealed.")
    hidden = examination.checkpoint.size - len(examination.folders)
    if not hidden:
        report.holds("all entries of the record are shown.")
        return
    report.note(
        f"this is an extract: {hidden} of {examination.checkpoint.size} entries are not shown; the file"
        " disclosure lists them. It proves what it shows, and nothing about what it does not show,"
        " a revocation of a key among it."
    )
    for gap in examination.gaps:
        index, actor, _ = gap.split(" ")
        report.note(f"the entry of {actor} before entry {index} is not shown.")


# --- cosignatures, and time ---------------------------------------------------------------------------------


class Policy(NamedTuple):
    logs: list[NoteKey]
    witnesses: dict[str, NoteKey]
    groups: dict[str, tuple[int, list[str]]]
    quorum: str

    def holds(self, name: str, witnessed: dict[str, str]) -> bool:
        """Whether *name* (a witness, a group, none) has witnessed."""
        if name in self.groups:
            least, members = self.groups[name]
            return sum(self.holds(member, witnessed) for member in members) >= least
        return name == "none" or name in witnessed


def read_policy(text: str) -> Policy:
    """A quorum policy (C2SP tlog-policy). ValueError if it is none."""
    logs: list[NoteKey] = []
    witnesses: dict[str, NoteKey] = {}
    groups: dict[str, tuple[int, list[str]]] = {}
    quorums: list[str] = []
    members: list[str] = []
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text) or not text.endswith("\n"):
        raise ValueError(text)
    for line in text.split("\n"):
        words = re.split(r"[ \t]+", line.strip(" \t"))
        if line.strip(" \t") == "" or words[0].startswith("#"):
            continue
        known = [*witnesses, *groups, "none"]
        if words[0] == "log" and len(words) in (2, 3):
            logs.append(note_key(words[1]))
        elif words[0] == "witness" and len(words) in (3, 4) and words[1] not in known:
            witnesses[words[1]] = note_key(words[2])
        elif words[0] == "group" and len(words) > 3 and words[1] not in known:
            least = {"any": 1, "all": len(words) - 3}.get(words[2]) or int(words[2])
            members += words[3:]
            if not set(words[3:]) < set(known) or "none" in words[3:] or not 0 < least <= len(words) - 3:
                raise ValueError(line)
            groups[words[1]] = (least, words[3:])
        elif words[0] == "quorum" and len(words) == 2 and words[1] in known:
            quorums.append(words[1])
        else:
            raise ValueError(line)
    keys = [key.public for key in [*logs, *witnesses.values()]]
    kinds = {key.kind for key in logs} <= {1} and {key.kind for key in witnesses.values()} <= {4}
    if len(set(keys)) < len(keys) or len(set(members)) < len(members) or len(quorums) != 1 or not kinds:
        raise ValueError(text)
    return Policy(logs, witnesses, groups, quorums[0])


def check_witnesses(
    files: dict[str, bytes], own: str | None, log: NoteKey, examination: Examination, report: Report
) -> None:
    """The cosignatures of delegations, and whether they are as many as the policy asks for."""
    try:
        policy = read_policy(own if own is not None else file_of(files, "policy.txt").decode("utf-8"))
    except ValueError:
        raise Fault("policy.txt is no quorum policy that can be read: it was damaged or replaced.") from None
    checkpoint, programs = examination.checkpoint, examination.programs
    if log not in policy.logs:
        raise Fault(
            "policy.txt does not name the log key of this bundle: it is the policy of another record."
        )
    for name, witness in policy.witnesses.items():
        if own is None and witness.public not in examination.cosigners():
            raise Fault(f"policy.txt: the key of {name} is not one that this record enrols to cosign.")
    witnessed: dict[str, str] = {}
    names = {stem(name, witness): name for name, witness in policy.witnesses.items()}
    for path in sorted(path for path in files if re.fullmatch(r"cosignatures/[^/]*\.note", path)):
        called = path[len("cosignatures/") : -len(".note")]
        name = names.get(called, "")
        if not name:
            report.note(f"{path}: {called} is no witness of the policy; this was not counted.")
            continue
        try:
            witnessed[name] = cosigned_at(files, path, policy.witnesses[name], checkpoint, programs)
            report.holds(f"{name} cosigned this checkpoint at {witnessed[name]}.")
        except Fault as fault:
            report.fails(str(fault))
    if not policy.holds(policy.quorum, witnessed):
        raise Fault(
            f"policy.txt asks for {policy.quorum} to have cosigned, and the cosignatures here do not reach"
            " that: this checkpoint may have been shown to some and not to others."
        )
    if policy.quorum == "none":
        report.note("policy.txt asks for no cosignature: only the log vouches for this checkpoint.")
    else:
        report.holds(f"the cosignatures reach the quorum {policy.quorum} of policy.txt.")


def stem(name: str, witness: NoteKey) -> str:
    """What the files of a witness are called."""
    return name if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) else witness.keyid.hex()


def cosigned_at(
    files: dict[str, bytes], path: str, witness: NoteKey, checkpoint: Checkpoint, programs: Programs
) -> str:
    note = file_of(files, path)
    if read_checkpoint(note, path).body != checkpoint.body:
        raise Fault(f"{path} is over another checkpoint than this one: it says nothing about this bundle.")
    try:
        found = signatures_in(note, witness)
    except ValueError:
        found = []
    times = [struct.unpack(">Q", one[:8].rjust(8))[0] for one in found]
    for at, one in zip(times, found):
        message = f"cosignature/v1\ntime {at}\n".encode() + checkpoint.body
        if not programs.ed25519_holds(witness.public, message, one[8:]):
            times = []
    if not times:
        raise Fault(
            f"{path} has no cosignature that holds by the key in policy.txt: it was changed or forged."
        )
    if text_of(files, path[: -len(".note")] + ".pem") != pem(witness.public):
        raise Fault(f"{path[: -len('.note')]}.pem is not the key in policy.txt: one of the two was replaced.")
    return moment(min(times))


def moment(at: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at)) if at < 1 << 37 else f"second {at}"


def check_time_stamps(files: dict[str, bytes], programs: Programs, report: Report) -> None:
    """The time stamps (RFC 3161) over the checkpoint."""
    tokens = sorted(path for path in files if re.fullmatch(r"timestamps/[^/]*\.tsr", path))
    for path in tokens:
        chain = path[: -len(".tsr")] + "-chain.pem"
        try:
            if chain not in files:
                raise ValueError(f"{chain} is missing")
            at = programs.time_stamped(files[path], files[chain], files["checkpoint"])
            report.holds(f"{path}: this checkpoint existed at {moment(at)}, by the authority in {chain}.")
        except ValueError as why:
            report.fails(f"{path} does not prove a time: {why}.")
    if not tokens:
        report.note("no time stamp of an authority is here: the times are what the log and the parties say.")


# --- the verdict --------------------------------------------------------------------------------------------


def verify(place: Path, log: str | None, policy: str | None, programs: Programs) -> Report:
    report, files = Report(), files_of(place)
    try:
        check_manifest(files, report)
    except Fault as fault:
        report.fails(str(fault))
    try:
        checkpoint, key = check_checkpoint(files, log, programs, report)
        examination = Examination(
            files, checkpoint, text_of(files, "log.vkey").rstrip("\n"), programs, report
        )
    except Fault as fault:
        report.fails(str(fault))
        return report
    examination.run()
    steps: tuple[Callable[[], None], ...] = (
        lambda: check_exporter(files, examination, programs, report),
        lambda: check_disclosure(files, examination, report),
        lambda: check_documents(files, examination, report),
        lambda: check_witnesses(files, policy, key, examination, report),
        lambda: check_time_stamps(files, programs, report),
    )
    for step in steps:
        try:
            step()
        except Fault as fault:
            report.fails(str(fault))
    return report


def main() -> int:
    reader = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    reader.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    reader.add_argument("--log", metavar="LINE", help="the log's key, as you have it from elsewhere")
    reader.add_argument("--policy", metavar="FILE", type=Path, help="a quorum policy of your own")
    asked = reader.parse_args()
    try:
        policy = asked.policy.read_text("utf-8") if asked.policy else None
        with tempfile.TemporaryDirectory() as folder:
            report = verify(asked.bundle, asked.log, policy, Programs(Path(folder)))
    except (Unable, OSError, UnicodeDecodeError) as why:
        print(f"The bundle could not be examined. {why}")
        return 2
    if report.faults:
        print(f"\nNOT VERIFIED. {len(report.faults)} of the checks above fail; the first: {report.faults[0]}")
        return 1
    print("\nVERIFIED. Everything that is shown in this bundle is as it was recorded.")
    return 0


if __name__ == "__main__":
    code = 2
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read along has gone, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)

"""Checkpoints: what the log says its tree is, signed; and cosignatures, what others say they have seen.

A checkpoint is a signed note of C2SP (signed-note, tlog-checkpoint); a cosignature is one with a time
(tlog-cosignature, the Ed25519 kind). Extension lines are refused: no cosigner vouches for them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final, Self

from travaux.record import ed25519
from travaux.record.base64 import NotBase64, decoded, encoded
from travaux.record.signature import PrivateKey
from travaux.record.tree import EMPTY, LARGEST, SIZE, Hash

MOST_SIGNATURES: Final = 100
"""In one note. Some readers refuse more; many cosigners have a note each."""

_NAME: Final = re.compile(r"[!-*,-~]+")
_DECIMAL: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_DASH: Final = "\N{EM DASH} "
_ID: Final = 4
_TIME: Final = 8


class BadCheckpoint(ValueError):
    """A checkpoint, a cosignature or its key does not hold."""


class NotSigned(BadCheckpoint):
    """A note bears no signature with the name and id of the key that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A log, how many leaves it has, and their root. Raises BadCheckpoint."""

    origin: str
    """The log's name, the same for ever: visible ASCII without a plus sign."""
    size: int
    root: Hash

    def __post_init__(self) -> None:
        _check_name(self.origin)
        if not 0 <= self.size <= LARGEST:
            raise BadCheckpoint(f"the size is {self.size}; expected 0 to {LARGEST}")
        if len(self.root) != SIZE or (self.size == 0 and self.root != EMPTY):
            raise BadCheckpoint(f"the root of {self.size} leaves is {self.root.hex()}; expected another")

    @property
    def body(self) -> bytes:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{encoded(self.root)}\n".encode()

    @staticmethod
    def of(body: bytes) -> Checkpoint:
        """The checkpoint whose three lines are exactly *body*. Raises BadCheckpoint."""
        try:
            lines = body.decode("ascii").split("\n")
        except UnicodeDecodeError:
            raise BadCheckpoint(f"the checkpoint is {body[:80]!r}; expected ASCII") from None
        if len(lines) != 4 or lines[3]:  # noqa: PLR2004 - three lines, each with its end
            raise BadCheckpoint(f"the checkpoint is {body[:80]!r}; expected three lines: origin, size, root")
        try:
            root = Hash(decoded(lines[2]))
        except NotBase64 as fault:
            raise BadCheckpoint(f"the root does not hold: {fault}") from None
        return Checkpoint(origin=lines[0], size=number(lines[1]), root=root)


@dataclass(frozen=True, slots=True, kw_only=True)
class _NoteKey:
    """The name and the Ed25519 key of who signs notes. Raises BadCheckpoint."""

    KIND: ClassVar[int]

    name: str
    public: bytes

    def __post_init__(self) -> None:
        _check_name(self.name)
        try:
            ed25519.check_public(self.public)
        except ed25519.WeakKey as fault:
            raise BadCheckpoint(f"the key of {self.name} does not hold: {fault}") from None

    @property
    def id(self) -> bytes:
        """Four bytes that find its signature among others, and prove nothing."""
        kind = bytes([self.KIND])
        return hashlib.sha256(self.name.encode() + b"\n" + kind + self.public).digest()[:_ID]

    @property
    def line(self) -> str:
        """Name, id and key parted by plus signs: a verifier key of signed-note."""
        return f"{self.name}+{self.id.hex()}+{encoded(bytes([self.KIND]) + self.public)}"

    @classmethod
    def of(cls, line: str) -> Self:
        """The key whose line is exactly *line*. Raises BadCheckpoint."""
        name, _, rest = line.partition("+")
        _, _, spelt = rest.partition("+")
        try:
            data = decoded(spelt)
        except NotBase64 as fault:
            raise BadCheckpoint(f"the key of {name[:80]!r} does not hold: {fault}") from None
        if data[:1] != bytes([cls.KIND]):
            raise BadCheckpoint(
                f"the key of {name[:80]!r} is of kind {data[:1].hex()}; expected {cls.KIND:02x}"
            )
        key = cls(name=name, public=data[1:])
        if key.line != line:
            raise BadCheckpoint(f"the key reads {line[:120]!r}; expected {key.line!r}")
        return key

    def signature_line(self, signature: bytes) -> bytes:
        return f"{_DASH}{self.name} {encoded(self.id + signature)}\n".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogKey(_NoteKey):
    """The key of a log; its name is the log's origin."""

    KIND: ClassVar[int] = 0x01


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessKey(_NoteKey):
    """The key with which a party says what it has seen. It signs nothing else, neither entries nor a log."""

    KIND: ClassVar[int] = 0x04


def log_key(origin: str, private: PrivateKey) -> LogKey:
    return LogKey(name=origin, public=private.public.raw)


def witness_key(name: str, private: PrivateKey) -> WitnessKey:
    return WitnessKey(name=name, public=private.public.raw)


def signed(checkpoint: Checkpoint, private: PrivateKey) -> bytes:
    """The note by which the log states *checkpoint*."""
    key = log_key(checkpoint.origin, private)
    return checkpoint.body + b"\n" + key.signature_line(private.sign_raw(checkpoint.body))


def opened(note: bytes, key: LogKey) -> Checkpoint:
    """The checkpoint that the log with *key* has signed.

    Signatures of others are passed over; every one that bears the name and id of *key* must hold.
    Raises BadCheckpoint.
    """
    body, lines = _parted(note)
    if (origin := body.partition(b"\n")[0]) != key.name.encode():
        raise BadCheckpoint(f"the log is {origin[:80]!r}; expected {key.name!r}")
    found = _of(key, lines)
    if not all(ed25519.verifies(key.public, signature, body) for signature in found):
        raise BadCheckpoint(f"the signature of {key.name} does not fit the checkpoint")
    return Checkpoint.of(body)


def cosigned(checkpoint: Checkpoint, *, at: int, name: str, private: PrivateKey) -> bytes:
    """The note by which *name* states to have seen *checkpoint* at this Unix time, as its largest.

    Only who has verified that it continues what it had seen before may state that.
    """
    key = witness_key(name, private)
    if not 0 <= at <= LARGEST:
        raise BadCheckpoint(f"the time is {at}; expected 0 to {LARGEST}")
    signature = private.sign_raw(_cosigned_bytes(checkpoint.body, at))
    return checkpoint.body + b"\n" + key.signature_line(at.to_bytes(_TIME, "big") + signature)


def cosignature_opened(note: bytes, key: WitnessKey) -> tuple[Checkpoint, int]:
    """The checkpoint that the witness with *key* has seen, and when, as it says.

    Of several cosignatures of it every one must hold; the earliest time counts. Raises BadCheckpoint.
    """
    body, lines = _parted(note)
    times = []
    for found in _of(key, lines):
        at = int.from_bytes(found[:_TIME], "big")
        if at > LARGEST or not ed25519.verifies(key.public, found[_TIME:], _cosigned_bytes(body, at)):
            raise BadCheckpoint(f"the cosignature of {key.name} does not fit the checkpoint")
        times.append(at)
    return Checkpoint.of(body), min(times)


def joined(note: bytes, others: Iterable[bytes]) -> bytes:
    """One note of the same checkpoint with the signatures of all, each line once, none of them verified.

    Raises BadCheckpoint.
    """
    body, lines = _parted(note)
    Checkpoint.of(body)
    for other in others:
        again, more = _parted(other)
        if again != body:
            raise BadCheckpoint("the notes are of two checkpoints; expected one")
        lines += [line for line in more if line not in lines]
    return body + b"\n" + "".join(f"{line}\n" for line in lines).encode()


def number(text: str) -> int:
    """A size, an index or a time as C2SP spells it: decimal, no leading zero. Raises BadCheckpoint."""
    if not _DECIMAL.fullmatch(text) or int(text) > LARGEST:
        raise BadCheckpoint(f"{text[:40]!r} is no number; expected 0 to {LARGEST} without leading zeros")
    return int(text)


def _cosigned_bytes(body: bytes, at: int) -> bytes:
    return b"cosignature/v1\ntime %d\n%b" % (at, body)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise BadCheckpoint(f"the name is {name[:80]!r}; expected visible ASCII without a plus sign")


def _parted(note: bytes) -> tuple[bytes, list[str]]:
    """The signed lines of a note, and its signature lines."""
    body, _, rest = note.rpartition(b"\n\n")
    try:
        lines = rest.decode().split("\n")
    except UnicodeDecodeError:
        raise BadCheckpoint("a signature line is not UTF-8") from None
    if not body or lines.pop() or not lines:
        raise BadCheckpoint("the note is not whole; expected the checkpoint, an empty line, signature lines")
    if len(lines) > MOST_SIGNATURES:
        raise BadCheckpoint(f"the note has {len(lines)} signatures; expected {MOST_SIGNATURES} at most")
    return body + b"\n", lines


def _of(key: _NoteKey, lines: list[str]) -> list[bytes]:
    """The signatures among *lines* that bear the name and id of *key*; at least one."""
    found = []
    for line in lines:
        dash, name, spelt = line[:2], *line[2:].partition(" ")[::2]
        try:
            data = decoded(spelt)
        except NotBase64 as fault:
            raise BadCheckpoint(f"a signature line does not hold: {fault}") from None
        if dash != _DASH or not name or len(data) <= _ID:
            raise BadCheckpoint(f"a signature line reads {line[:60]!r}; expected a dash, a name and base64")
        if name == key.name and data[:_ID] == key.id:
            found.append(data[_ID:])
    if not found:
        raise NotSigned(f"no signature of {key.name} with id {key.id.hex()}; expected one")
    return found

"""A leaf: the bytes that stand in the log. When it was received, the entry, who signed it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from travaux.record.base64 import NotBase64, decoded, encoded
from travaux.record.tree import Hash, leaf_hash

VERSION: Final = "travaux-leaf/v1"
LARGEST: Final = 32_768
"""Bytes of a leaf at most. Documents stand beside the log, not in it."""
SIGNATURES: Final = 4
"""Signatures at most; at least one."""

_BEFORE: Final = len(VERSION) + len(" 2026-11-26T10:00:00.000Z\n")
"""Bytes of the first line."""
_INSTANT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z"
)


class BadLeaf(ValueError):
    """Bytes are not a leaf, or a leaf cannot be as described."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """An entry as signed, and when the log says that it received it.

    ``entry`` is one line of JSON, canonical or not: its reader decides. ``signatures`` are SSHSIG blobs
    over ``entry``, verified or not: see `travaux.record.signature`. Raises BadLeaf.
    """

    received_at: str
    """YYYY-MM-DDThh:mm:ss.sssZ: the claim of whoever keeps the log."""
    entry: bytes
    signatures: tuple[bytes, ...]

    def __post_init__(self) -> None:
        if not _is_instant(self.received_at):
            raise BadLeaf(f"received at {self.received_at[:30]!r}; expected such as 2026-11-26T10:00:00.000Z")
        if not self.entry or b"\n" in self.entry or not _utf8(self.entry):
            raise BadLeaf(f"the entry is {self.entry[:40]!r}; expected one line of UTF-8")
        if not 1 <= len(self.signatures) <= SIGNATURES:
            raise BadLeaf(f"{len(self.signatures)} signatures; expected 1 to {SIGNATURES}")
        if b"" in self.signatures:
            raise BadLeaf("a signature is empty; expected an SSHSIG blob")
        if (size := self._size()) > LARGEST:
            raise BadLeaf(f"{size} bytes; expected {LARGEST} at most: put the words into a document")

    def to_bytes(self) -> bytes:
        lines = (
            f"{VERSION} {self.received_at}".encode(),
            self.entry,
            *(encoded(signature).encode() for signature in self.signatures),
        )
        return b"".join(line + b"\n" for line in lines)

    def _size(self) -> int:
        """How many bytes it has: those of its lines, and a line feed after each."""
        lines = _BEFORE + len(self.entry) + 1
        for signature in self.signatures:
            lines += (len(signature) + 2) // 3 * 4 + 1
        return lines

    @property
    def hash(self) -> Hash:
        return leaf_hash(self.to_bytes())

    @staticmethod
    def from_bytes(data: bytes) -> Leaf:
        """The leaf whose bytes are exactly *data*. Raises BadLeaf."""
        if len(data) > LARGEST:
            raise BadLeaf(f"{len(data)} bytes; expected {LARGEST} at most")
        first, *lines = data.split(b"\n")
        if not lines or lines.pop() != b"":
            raise BadLeaf("the last line does not end; expected a line feed after every line")
        if not lines:
            raise BadLeaf("there is one line; expected the time, the entry and a signature, each on its own")
        version, _, received_at = first.partition(b" ")
        if version != VERSION.encode():
            raise BadLeaf(f"line 1 begins {version[:40]!r}; expected {VERSION!r}")
        entry, *signatures = lines
        try:
            return Leaf(
                received_at=received_at.decode("ascii"),
                entry=entry,
                signatures=tuple([decoded(line.decode("ascii")) for line in signatures]),
            )
        except UnicodeDecodeError as fault:
            raise BadLeaf(f"{fault.object[:40]!r} is not ASCII") from None
        except NotBase64 as fault:
            raise BadLeaf(f"a signature line does not hold: {fault}") from None


def _is_instant(text: str) -> bool:
    found = _INSTANT.fullmatch(text)
    return found is not None and _is_day(found[1])


@lru_cache(maxsize=64)
def _is_day(text: str) -> bool:
    """Whether there is such a day: the same one, mostly, for leaf after leaf."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True

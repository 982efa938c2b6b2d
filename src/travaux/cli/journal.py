"""What was signed at this desk, and the head last seen from it: what `travaux watch` holds the record to."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from travaux.cli import exit_codes
from travaux.cli.refusal import Refused
from travaux.record.tree import Frontier, TreeFault

if TYPE_CHECKING:
    from travaux.text.wording import PartyCode

_DIGEST: Final = 64


class JournalFault(Refused):
    """The journal cannot be read or written."""

    code = exit_codes.UNREADABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The journal of one party in one folder: a line for each entry signed here, before it is sent."""

    folder: Path
    party: PartyCode

    @property
    def path(self) -> Path:
        return self.folder / f"{self.party}.journal"

    def note(self, line: bytes) -> None:
        """Note that the entry *line* is signed here, durable, before anybody else can have it."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(digest(line).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            raise JournalFault(
                f"{self.path} cannot be written: {fault.strerror}. Nothing was recorded: what is signed here "
                "is noted first."
            ) from fault

    def noted(self) -> frozenset[str]:
        """Give the digests of all entries signed here."""
        try:
            lines = self.path.read_text(encoding="ascii").splitlines()
        except FileNotFoundError:
            return frozenset()
        except (OSError, UnicodeDecodeError) as fault:
            raise JournalFault(f"{self.path} cannot be read: {fault}.") from fault
        return frozenset(line for line in lines if len(line) == _DIGEST)

    def seen(self) -> Frontier:
        """Give the head last seen from this desk; at first the head of nothing. Raises JournalFault."""
        path = self._seen
        try:
            return Frontier.from_bytes(bytes.fromhex(path.read_text(encoding="ascii").strip()))
        except FileNotFoundError:
            return Frontier()
        except (OSError, ValueError, TreeFault) as fault:
            raise JournalFault(
                f"{path} cannot be read: {fault}. It holds the head last seen here; if it is lost, verify "
                "the record against a head from elsewhere, and remove the file."
            ) from fault

    def see(self, head: Frontier) -> None:
        """Keep the head that was verified here."""
        path = self._seen
        beside = path.with_name(f"{path.name}.new")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with beside.open("w", encoding="ascii") as file:
                file.write(head.to_bytes().hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as fault:
            raise JournalFault(f"{path} cannot be written: {fault.strerror}.") from fault

    @property
    def _seen(self) -> Path:
        return self.folder / f"{self.party}.seen"


def digest(line: bytes) -> str:
    """Give the digest by which the journal names an entry."""
    return hashlib.sha256(line).hexdigest()

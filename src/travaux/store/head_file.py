"""The second place: a small file beside the log that holds the head last handed out for signing.

It is what tells an older copy of the log, restored by mistake or on purpose, from the log.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from travaux.record.tree import Frontier
from travaux.store.fault import NotARecord, Recovery, StoreFault

FIRST_LINE: Final = "travaux-head/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadFile:
    """The head file at *path* of the log named *origin*."""

    path: Path
    origin: str

    def kept(self) -> Frontier | None:
        """Return the head in the file; None if there is no file. Raises Recovery if it is damaged."""
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise StoreFault(f"{self.path} cannot be read: {fault.strerror}.") from fault
        lines = text.decode("ascii", "replace").split("\n")
        try:
            first, origin, frontier, _, end = lines
            head = Frontier.from_bytes(bytes.fromhex(frontier))
            sound = first == FIRST_LINE and end == "" and text == _text(origin, head)
        except ValueError:
            sound = False
        if not sound:
            raise Recovery(
                f"{self.path} is damaged, and so it is not known which head was signed last. Take the file"
                " from a backup; if there is none, remove the file and restore the record: that holds it to"
                " the heads that the parties have."
            )
        if origin != self.origin:
            raise NotARecord(
                f"{self.path} belongs to the log {origin}, not to {self.origin}."
                " Put the head file of this log there."
            )
        return head

    def keep(self, head: Frontier) -> None:
        """Write *head* beside the file, make it durable, then let it take the file's place."""
        beside = self.path.with_name(self.path.name + ".new")
        try:
            with beside.open("wb") as file:
                file.write(_text(self.origin, head))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
            sync_folder(self.path.parent)
        except OSError as fault:
            raise StoreFault(
                f"{self.path} cannot be written: {fault.strerror}. Nothing is signed until it can."
            ) from fault

    def remove(self) -> None:
        """Take the file away, for good; nothing happens if there is none. Raises StoreFault."""
        try:
            self.path.unlink(missing_ok=True)
            sync_folder(self.path.absolute().parent)
        except OSError as fault:
            raise StoreFault(f"{self.path} cannot be removed: {fault.strerror}. Remove it.") from fault


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _text(origin: str, head: Frontier) -> bytes:
    lines = f"{FIRST_LINE}\n{origin}\n{head.to_bytes().hex()}\n".encode()
    return lines + hashlib.sha256(lines).hexdigest().encode() + b"\n"

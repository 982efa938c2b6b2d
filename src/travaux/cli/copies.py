"""The list of copies handed out of a record: each has a number, and it is known whose it is."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from travaux.cli.files import FileFault
from travaux.record.bundle import MANIFEST, MANIFEST_SIGNATURE, Sign, manifest_of, packed, unpacked
from travaux.record.signature import BUNDLE, armoured

MARK: Final = "COPY.txt"
"""The file in a bundle that says which copy it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy, as it was handed out."""

    number: int
    audience: str
    by: str
    at: str
    size: int
    """The size of the record it is of."""
    sha256: str = ""
    """Of the whole file."""

    @property
    def mark(self) -> bytes:
        """What stands in the copy itself."""
        return (
            f"Copy {self.number}, for {self.audience}, of the record at {self.size} entries.\n"
            f"Made by {self.by} on {self.at}. No other copy made by {self.by} has this number.\n"
        ).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """The list, a line for each copy, beside the keys."""

    path: Path

    def listed(self) -> tuple[Copy, ...]:
        """Read the list. Raises FileFault."""
        try:
            return tuple(Copy(**json.loads(line)) for line in self.path.read_text("utf-8").splitlines())
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError) as fault:
            raise FileFault(f"{self.path} cannot be read: {fault}.") from fault

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from giving out a number meanwhile. Raises FileFault."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as fault:
            raise FileFault(f"{self.path} cannot be written: {fault.strerror}.") from fault
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def add(self, copy: Copy) -> None:
        """Note a copy, durable. Raises FileFault."""
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(copy)) + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            raise FileFault(f"{self.path} cannot be written: {fault.strerror}.") from fault


def marked(bundle: bytes, copy: Copy, sign: Sign) -> bytes:
    """Put the mark of *copy* into a bundle, and sign its list anew. The words of its documents stay."""
    files = {
        name: data for name, data in unpacked(bundle).items() if name not in (MANIFEST, MANIFEST_SIGNATURE)
    }
    files[MARK] = copy.mark
    manifest = manifest_of(files)
    files[MANIFEST] = manifest
    files[MANIFEST_SIGNATURE] = armoured(sign(manifest, BUNDLE)).encode()
    return packed(files)


def digest(data: bytes) -> str:
    """Give the digest by which a copy is known again."""
    return hashlib.sha256(data).hexdigest()

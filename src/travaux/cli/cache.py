"""A folder that keeps the minutes of answers already heard. It can be deleted at any time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import travaux
from travaux.cli.files import FileFault
from travaux.compile.minutes import Minutes, MinutesError, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.compile.compilation import LeftOut
    from travaux.text.finding import Finding
    from travaux.text.instrument import Text

Page = tuple["Minutes | LeftOut", "tuple[Finding, ...]"]
"""What came of one file, and what was found in reading it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """Minutes by what they were made of: the draft, the answer, who gave it, and this very program.

    What is in it is no record of anything: without it the same is made again from the answers.
    """

    folder: Path
    draft: bytes
    """The digest of the draft that the answers answer, to the last of its characters."""

    def find(self, answer: bytes, *about: str) -> Page | None:
        """Find the minutes of *answer*; *about* is all else that they depend on. None if they are damaged."""
        try:
            digest, _, page = self._file(answer, about).read_bytes().partition(b"\n")
            return from_json(page) if digest == _digest(page) else None
        except (OSError, MinutesError):
            return None

    def keep(self, page: Page, answer: bytes, *about: str) -> None:
        """Keep the minutes of *answer*; a folder that takes nothing more is passed over."""
        told = to_json(*page)
        beside = None
        try:
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            beside = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(told) + b"\n" + told)
            beside.replace(self._file(answer, about))
        except OSError:
            if beside is not None:
                beside.unlink(missing_ok=True)

    def _file(self, answer: bytes, about: Iterable[str]) -> Path:
        parts = (_program(), self.draft, *(one.encode() for one in about), answer)
        digest = hashlib.sha256()
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        return self.folder / f"{digest.hexdigest()}.json"


def cache_in(folder: str, draft: Text) -> Cache:
    """Open the cache for answers to *draft* in *folder*, made where it is not there. Raises FileFault."""
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        msg = f"{folder} cannot be made: {fault.strerror}. Give a folder that may be written for --cache."
        raise FileFault(msg) from fault
    return Cache(folder=path, draft=hashlib.sha256(repr(draft).encode()).digest())


def _digest(page: bytes) -> bytes:
    return hashlib.sha256(page).hexdigest().encode()


_READING: Final = ("text", "answers", "read", "compare", "compile", "cli")
"""The folders of the program whose work minutes are."""


@cache
def _program() -> bytes:
    """Tell this program from another: a changed one may hear an answer otherwise."""
    root = Path(travaux.__file__).parent
    digest = hashlib.sha256()
    for folder in _READING:
        for file in sorted((root / folder).glob("*.py")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.digest()

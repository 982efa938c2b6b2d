"""Files in and out: whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class FileFault(Exception):
    """A file cannot be read or written: which, why, and what to do."""


def content(name: str) -> bytes:
    """Read the file *name*; ``-`` is standard input. Raises FileFault."""
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name)
    if path.is_dir():
        msg = f"{name} is a folder. Expected a file: give the draft or the answer itself."
        raise FileFault(msg)
    try:
        return path.read_bytes()
    except FileNotFoundError as fault:
        near = _near(path)
        msg = f"{name} is not there.{near} Check the name and the folder ({Path.cwd()})."
        raise FileFault(msg) from fault
    except OSError as fault:
        msg = f"{name} cannot be read: {fault.strerror}. Check that it may be opened."
        raise FileFault(msg) from fault


def _near(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f" There is no folder {folder}."
    same = sorted(one.name for one in folder.iterdir() if one.stem.lower() == path.stem.lower())
    return f" The folder has {', '.join(same)}." if same else ""


def called(name: str) -> str:
    """Give the file's own name, without its folder; bytes in it that are no characters are shown as "�"."""
    return os.fsencode(Path(name).name).decode(errors="replace")


def written(outputs: Mapping[str, bytes]) -> None:
    """Write all of *outputs* (name → bytes), or none of them.

    Each is written beside its place under another name first; only when all are on the disk do they
    take their places, and what stood there returns if one of them cannot. ``-`` is standard output.
    Raises FileFault.
    """
    files = {name: data for name, data in outputs.items() if name != "-"}
    for name in files:
        if Path(name).is_dir():
            msg = (
                f"{name} is a folder and cannot be written as a file. Nothing was written. Give another name."
            )
            raise FileFault(msg)
    new: dict[str, Path] = {}
    old: dict[str, Path] = {}
    placed: list[str] = []
    name = ""
    try:
        for name, data in files.items():
            new[name] = _beside(Path(name), data)
        for name, temporary in new.items():
            if Path(name).exists():
                old[name] = _aside(Path(name))
            temporary.replace(name)
            placed.append(name)
    except OSError as fault:
        for done in placed:
            Path(done).unlink()
        for kept, path in old.items():
            path.replace(kept)
        for temporary in new.values():
            temporary.unlink(missing_ok=True)
        msg = (
            f"{name} cannot be written: {fault.strerror}. Nothing was written. Check the folder and the disk."
        )
        raise FileFault(msg) from fault
    for path in old.values():
        path.unlink()
    if "-" in outputs:
        sys.stdout.buffer.write(outputs["-"])
        sys.stdout.buffer.flush()


def _beside(place: Path, data: bytes) -> Path:
    """Put *data* on the disk in the folder of *place*, under a name of its own; or leave nothing there."""
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as file:
        path = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            path.chmod(0o666 & ~_umask())
        except BaseException:
            path.unlink()
            raise
    return path


def _aside(place: Path) -> Path:
    """Move the file at *place* to a name of its own beside it; or leave it where it is, and nothing else."""
    path = _beside(place, b"")
    try:
        place.replace(path)
    except BaseException:
        path.unlink()
        raise
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""Files are written whole or not at all, and nothing is left beside them."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from travaux.cli.files import FileFault, written


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """As on a disk with so much room: a file takes no more bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"before")
    given = {str(tmp_path / "a.zip"): b"after", str(tmp_path / "b.zip"): b"x" * 100_000}
    with room_for(50_000), pytest.raises(FileFault, match=r"b\.zip cannot be written: File too large\."):
        written(given)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a.zip": b"before"}


def test_a_file_whose_place_cannot_be_taken_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"before")
    name = str(tmp_path / ("b" * 253))  # its own name fits, and no name beside it
    with pytest.raises(FileFault, match="File name too long"):
        written({str(tmp_path / "a.zip"): b"after", name: b"x"})
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a.zip": b"before"}

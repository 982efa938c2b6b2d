"""The texts of the drafts known at a desk, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from travaux.record.entry import LeafHash
from travaux.text.instrument import Text

if TYPE_CHECKING:
    from travaux.cli.desk import Desk


class DraftsRead(Mapping[LeafHash, Text]):
    """The texts of the drafts known at a desk; none where one cannot be read."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __getitem__(self, leaf: LeafHash) -> Text:
        draft = self._desk.state.drafts[leaf]
        text = self._desk.text(draft)
        if text is None:
            raise KeyError(leaf)
        return text

    def __iter__(self) -> Iterator[LeafHash]:
        return iter(self._desk.texts())

    def __len__(self) -> int:
        return len(self._desk.texts())

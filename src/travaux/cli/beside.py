"""Other files of the same record in its folder: copies, and what should be none.

A record lives in one place. What lies in another folder, on another machine or in a database cannot be seen
from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from travaux.store.extension import frontier_at
from travaux.store.fault import StoreFault
from travaux.store.sqlite import SqliteStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Another file with the same first entry."""

    path: Path
    size: int
    takes_entries: bool
    """Whether it has a head file of its own, and was not carried elsewhere."""
    parts_at: int | None
    """The first entry that is another in it; None where the one file has all of the other."""

    def told(self, path: Path, size: int) -> tuple[bool, str]:
        """Say of it, beside the record at *path* with *size* entries, whether that may be, and what it is."""
        if self.parts_at is not None:
            return False, (
                f"{self.path.name} is this record up to entry {self.parts_at - 1}, and from entry "
                f"{self.parts_at} on it has others: both took entries. Keep both heads, show them to the "
                "parties, and let no more be recorded until they know which goes on."
            )
        has = f"{self.size} entries, and {path.name} has {size}"
        if self.takes_entries:
            head = f"{self.path.name}.head"
            return False, (
                f"{self.path.name} is this record too, with {has}, and {head} lets it take entries: a record "
                "lives in one place. Find out which it is, and keep the other as a copy, without its .head."
            )
        return True, f"{self.path.name} is a copy of this record, with {has}. It takes no entries."


def beside(path: Path) -> Iterator[Beside]:
    """Go through the other files of the same record in the folder of the one at *path*, by name.

    Passes over what is no record, or cannot be read. Raises StoreFault of the record itself.
    """
    with SqliteStore.reading(path) as store:
        head = store.head()
        for other in sorted(path.absolute().parent.glob("*.travaux")):
            if other.samefile(path):
                continue
            try:
                with SqliteStore.reading(other) as its:
                    found = _beside(other, store, its)
            except (StoreFault, OSError):
                continue
            if found is not None and head.size:
                yield found


def _beside(other: Path, store: SqliteStore, its: SqliteStore) -> Beside | None:
    size, most = its.head().size, store.head().size
    shared = min(size, most)
    if not shared or frontier_at(1, its.hashes) != frontier_at(1, store.hashes):
        return None
    low, high = 1, shared
    while low < high:  # the most entries that both have
        middle = (low + high + 1) // 2
        if frontier_at(middle, its.hashes) == frontier_at(middle, store.hashes):
            low = middle
        else:
            high = middle - 1
    takes = its.kept() is not None and its.carried() is None
    return Beside(path=other, size=size, takes_entries=takes, parts_at=None if low == shared else low)

"""That a log was carried out of its file: to where, when, up to which head. It lives there, and not here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.store.fault import LivesElsewhere

if TYPE_CHECKING:
    from pathlib import Path

    from travaux.record.tree import Frontier


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The log went to *place* with all the leaves of *head*; *at* is the instant, as the record writes it."""

    place: str
    at: str
    head: Frontier

    def told(self, path: Path) -> str:
        """Say of the file at *path* that the log lives elsewhere."""
        at = self.at.replace("T", " ").removesuffix("Z")
        return (
            f"{path} was carried into {self.place} on {at} UTC, with its {self.head.size} entries (root"
            f" {self.head.root.hex()[:16]}…), and the record lives there. This file is a copy: it can be"
            " read, and takes no more entries."
        )

    def fault(self, path: Path) -> LivesElsewhere:
        """Make of it what is raised where the file at *path* is to be written to."""
        return LivesElsewhere(self.told(path))

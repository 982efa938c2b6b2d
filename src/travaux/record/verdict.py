"""What is found when a bundle is verified: sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


class Unproved(ValueError):
    """Something in a bundle does not hold: what, where, what it means."""


FEW: Final = 12
"""So many sentences of one kind are always given one by one."""


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences of one kind that stand one after the other, and what they say together."""

    start: int
    end: int
    """Half-open, in `Verdict.holds`."""
    together: str


@dataclass(slots=True)
class Verdict:
    """What was found, in the order of the checks."""

    holds: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    """What of it is said of each entry, and of each document, in order."""
    notes: list[str] = field(default_factory=list)
    """What the bundle cannot say, and what its reader has to do."""
    faults: list[str] = field(default_factory=list)

    @property
    def gathered(self) -> tuple[str, ...]:
        """Give what holds, each run of more than `FEW` sentences as the one that says them together."""
        found: list[str] = []
        at = 0
        for run in self.runs:
            if run.end - run.start > FEW:
                found += (*self.holds[at : run.start], run.together)
                at = run.end
        return (*found, *self.holds[at:])

    @property
    def verified(self) -> bool:
        return not self.faults


def file(files: Mapping[str, bytes], path: str) -> bytes:
    """One file of a bundle. Raises Unproved."""
    if path not in files:
        raise Unproved(f"{path} is missing: the bundle is not complete.")
    return files[path]

"""What is found when a bundle is verified: sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class Unproved(ValueError):
    """Something in a bundle does not hold: what, where, what it means."""


@dataclass(slots=True)
class Verdict:
    """What was found, in the order of the checks."""

    holds: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What the bundle cannot say, and what its reader has to do."""
    faults: list[str] = field(default_factory=list)

    @property
    def verified(self) -> bool:
        return not self.faults


def file(files: Mapping[str, bytes], path: str) -> bytes:
    """One file of a bundle. Raises Unproved."""
    if path not in files:
        raise Unproved(f"{path} is missing: the bundle is not complete.")
    return files[path]

"""What is measured of a record: so many leaves, and a folder for what is written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCase:
    folder: str
    leaves: int = 0
    clients: int = 1
    proposals: int = 0
    seed: int = 0

"""What can go wrong with a store: what was found, where, what was expected, what to do."""

from __future__ import annotations

from travaux.record.tree import Frontier
from travaux.text.phrase import phrase


class StoreFault(Exception):
    """The store could not do what was asked; nothing was acknowledged. What, where, and what to do."""


class NotARecord(StoreFault):
    """What was opened is no log of ours, or one of another version or another origin."""


class InUse(StoreFault):
    """Somebody else is writing to this log: *held* says what is held by whom."""

    def __init__(self, held: str) -> None:
        super().__init__(
            phrase(
                "{held}: one at a time writes to a record. Try again when that has ended, or send the entry "
                "to the server that holds the record.",
                held=held,
            )
        )
        self.held = held


class HeadMoved(StoreFault):
    """The log is no longer at the head that the batch was made for; nothing was appended."""


class NonceTaken(StoreFault):
    """A leaf with this nonce is in the log already; nothing was appended."""


class Damaged(StoreFault):
    """What was read back is not what was recorded."""


class Recovery(StoreFault):
    """The log is not an extension of the head that was last signed: an older copy, or another log.

    Nothing is appended or signed until it is the log again (`recovery.py`).
    """


class LivesElsewhere(StoreFault):
    """The log was carried to another place and goes on there (`carried.py`): here it is only read."""


class Contradiction(StoreFault):
    """Something else is kept under this name already."""


class NotTheDocument(StoreFault):
    """A document and its salt do not give the name they are kept under."""


def head_moved(origin: str, *, expected: Frontier, found: Frontier) -> HeadMoved:
    return HeadMoved(
        f"{origin} is at {found.size} leaves ({found.root.hex()[:16]}…), and the batch was made for"
        f" {expected.size} ({expected.root.hex()[:16]}…). Nothing was appended: read the head and try again."
    )


def nonce_taken(nonce: bytes, index: int | None) -> NonceTaken:
    where = "in the same batch" if index is None else f"as leaf {index}"
    return NonceTaken(
        f"a leaf with nonce {nonce.hex()} is in the log already, {where}; nothing was appended."
    )


def missing(what: str, index: int, origin: str) -> Damaged:
    return Damaged(
        f"{what} {index} of {origin} is missing, though the log goes on after it."
        " Take the log from a backup and verify it."
    )

"""A process that records a little while its calls of the operating system fail: `faulted_child.py FILE`.

Prints a line for whatever it is told, and does what failed once more, as the message says it may.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.store.logs import Open, clock, signed, submission
from travaux.store.fault import StoreFault
from travaux.store.publication import Publication
from travaux.store.sqlite import SqliteStore
from travaux.store.store import Document
from travaux.store.writer import Receipt, Writer

DOCUMENT = Document(data=b"The Parties shall " * 1000, salt=b"1" * 32)
Value = TypeVar("Value")


def main() -> None:
    store = twice("open", lambda: SqliteStore.open(Path(sys.argv[1])))
    writer = twice("read", lambda: Writer(store, admission=Open(), clock=clock()))
    publication = Publication(store=store, sign=signed)
    for number in (1_000, 1_001):
        (outcome,) = twice("append", lambda number=number: writer.append([submission(number)]))  # type: ignore[misc]
        assert isinstance(outcome, Receipt), outcome
        tell(f"entry {number} {outcome.index}")
    note = twice("publish", publication.publish)
    tell(f"published {note.size}")
    twice("document", lambda: store.put_document(DOCUMENT))
    tell("document")
    (outcome,) = twice("append", lambda: writer.append([submission(1_002)]))
    assert isinstance(outcome, Receipt), outcome
    tell(f"entry 1002 {outcome.index}")
    twice("destroy", lambda: store.destroy_document(DOCUMENT.name))
    tell("destroyed")
    store.close()
    tell("closed")


def twice(what: str, do: Callable[[], Value]) -> Value:
    try:
        return do()
    except StoreFault as fault:
        tell(f"fault {what}: {fault}")
    return do()


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()

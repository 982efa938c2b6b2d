"""A process that records until it is killed: `writing_child.py FILE START` prints a line for each receipt."""

import os
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.store.load import Load, sequencer
from travaux.store.sqlite import SqliteStore


def main() -> None:
    store = SqliteStore.open(Path(sys.argv[1]))
    load = Load(
        sequencer=sequencer(store),
        acknowledged=lambda number, index: _tell(f"{number} {index}\n"),
        start=int(sys.argv[2]),
    )
    load.begin()
    threading.Event().wait(60)


def _tell(line: str) -> None:
    os.write(1, line.encode())


if __name__ == "__main__":
    main()

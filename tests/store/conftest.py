"""A place for each kind of store, in which a log is made, closed and opened again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.store.logs import ORIGIN
from travaux.store.sqlite import SqliteStore
from travaux.store.store import MemoryStore, Store


class Place(Protocol):
    def create(self, origin: str = ORIGIN) -> Store: ...

    def open(self) -> Store:
        """Open the log again, after it was closed."""
        ...


class InMemory:
    store: MemoryStore

    def create(self, origin: str = ORIGIN) -> Store:
        self.store = MemoryStore(origin)
        return self.store

    def open(self) -> Store:
        return self.store


class InFile:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "meridian.travaux"
        self._opened: list[Store] = []

    def create(self, origin: str = ORIGIN) -> Store:
        return self._kept(SqliteStore.create(self.path, origin=origin))

    def open(self) -> Store:
        return self._kept(SqliteStore.open(self.path))

    def _kept(self, store: Store) -> Store:
        self._opened.append(store)
        return store

    def close(self) -> None:
        for store in self._opened:
            store.close()


@pytest.fixture(params=["memory", "sqlite"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "memory":
        yield InMemory()
        return
    file = InFile(tmp_path)
    yield file
    file.close()


@pytest.fixture
def store(place: Place) -> Store:
    """An empty log."""
    return place.create()


Factory = Callable[[], Store]

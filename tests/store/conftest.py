"""A place for each kind of store, in which a log is made, closed and opened again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.store.cluster import BINARIES, Cluster, Database
from tests.store.logs import ORIGIN
from travaux.store.postgres import PostgresStore
from travaux.store.sqlite import SqliteStore
from travaux.store.store import MemoryStore, Store


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this session's own: made by initdb, on loopback, thrown away afterwards."""
    if BINARIES is None:
        pytest.skip("PostgreSQL is absent; tools/debian-packages installs it")
    cluster = Cluster.made(BINARIES)
    yield cluster
    cluster.thrown_away()


class Place(Protocol):
    def create(self, origin: str = ORIGIN) -> Store: ...

    def open(self) -> Store:
        """Open the log that was made last again, after it was closed."""
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
        self.folder = folder
        self._opened: list[Store] = []

    def create(self, origin: str = ORIGIN) -> Store:
        self.path = self.folder / f"{origin}.travaux"
        return self._kept(SqliteStore.create(self.path, origin=origin))

    def open(self) -> Store:
        return self._kept(SqliteStore.open(self.path))

    def _kept(self, store: Store) -> Store:
        self._opened.append(store)
        return store

    def close(self) -> None:
        for store in self._opened:
            store.close()


class InPostgres:
    def __init__(self, database: Database) -> None:
        self.database = database
        self._opened: list[Store] = []

    def create(self, origin: str = ORIGIN) -> Store:
        self.origin = origin
        return self._kept(PostgresStore.create(self.database.application, origin=origin))

    def open(self) -> Store:
        return self._kept(PostgresStore.open(self.database.application, origin=self.origin))

    def _kept(self, store: Store) -> Store:
        self._opened.append(store)
        return store

    def close(self) -> None:
        for store in self._opened:
            store.close()


@pytest.fixture(scope="session")
def one_database(cluster: Cluster) -> Database:
    return cluster.database()


@pytest.fixture
def database(one_database: Database) -> Database:
    """A database with the schema and no records, for an application that can add and look."""
    one_database.emptied()
    return one_database


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    match request.param:
        case "memory":
            yield InMemory()
        case "sqlite":
            file = InFile(tmp_path)
            yield file
            file.close()
        case _:
            there = InPostgres(request.getfixturevalue("database"))
            yield there
            there.close()


@pytest.fixture
def store(place: Place) -> Store:
    """An empty log."""
    return place.create()

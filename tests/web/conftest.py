"""The demo negotiation served, in this process, with people who sit for its parties."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "travaux.web.settings")
# Playwright leaves a running loop in the thread of the tests, and Django would take the tests for part of it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

import django

django.setup()

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment

from tests.web.circle import told_in
from travaux.cli.demo_record import RECORD
from travaux.cli.main import main
from travaux.store.sqlite import SqliteStore
from travaux.web.accounts.models import Person, Seat
from travaux.web.room import Room, enter
from travaux.web.seat import Capacity


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's record and keys, told once; it is copied, never changed."""
    folder = tmp_path_factory.mktemp("told")
    main(["demo", str(folder)])
    return folder


@pytest.fixture(scope="session")
def _people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tables of the accounts, in a file of this session."""
    connections.settings["default"]["NAME"] = str(tmp_path_factory.mktemp("people") / "people.sqlite3")
    setup_test_environment()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # for speed alone
    call_command("migrate", verbosity=0, interactive=False)
    yield
    teardown_test_environment()
    connection.close()


@pytest.fixture
def people(_people: None) -> Iterator[None]:
    """Accounts with nobody in them, of whom nobody has asked for anything this minute."""
    cache.clear()
    yield
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)


@pytest.fixture
def room(told: Path, tmp_path: Path, people: None) -> Iterator[Room]:
    """The demo's record, a copy of it, served."""
    assert people is None
    shutil.copy(told / RECORD, tmp_path / RECORD)
    for beside in told.glob("meridian.*"):
        if beside.is_dir():
            shutil.copytree(beside, tmp_path / beside.name)
        elif beside.name != RECORD:
            shutil.copy(beside, tmp_path / beside.name)
    room = Room(SqliteStore.open(tmp_path / RECORD), path=tmp_path / RECORD)
    enter(room)
    yield room
    room.close()


@pytest.fixture
def sitting(room: Room) -> Callable[..., Client]:
    """Give the browser of somebody who sits for a party; for None, of whoever asks."""
    assert room.state.size

    def browser(party: str | None, capacity: Capacity = Capacity.HEAD) -> Client:
        client = Client()
        if party is not None:
            person = Person.objects.create_user(f"{party}-{capacity}@example.org".lower())
            Seat.objects.create(person=person, party=party, capacity=capacity)
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser


@pytest.fixture(scope="session")
def circle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("circle")
    told_in(folder)
    return folder


@pytest.fixture
def circled(circle: Path, tmp_path: Path, people: None) -> Iterator[Room]:
    """The negotiation of `tests.web.circle`, served."""
    assert people is None
    shutil.copytree(circle, tmp_path / "circle")
    path = tmp_path / "circle" / "meridian.travaux"
    room = Room(SqliteStore.open(path), path=path)
    enter(room)
    yield room
    room.close()


@pytest.fixture
def browser(circled: Room) -> Callable[[str | None], Client]:
    assert circled.state.size

    def of(reader: str | None) -> Client:
        client = Client(raise_request_exception=True)
        if reader is None:
            return client
        person = Person.objects.create_user(f"{reader.lower()}@example.org")
        if reader == "operator":
            person.is_staff = True
            person.save()
        else:
            Seat.objects.create(person=person, party=reader, capacity=Capacity.HEAD)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return of

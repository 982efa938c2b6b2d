"""Audience classes end to end: a word for some is on no page, in no address, count or header of another."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests.web.circle import CANARIES, is_for, told_in
from tests.web.crawl import addresses
from travaux.store.sqlite import SqliteStore
from travaux.web.accounts.models import Person, Seat
from travaux.web.room import Room, enter
from travaux.web.seat import Capacity

READERS = (None, "operator", "OBS", "ARD", "BOR", "CEL", "VEL", "AUD", "CHR", "SEC")
_CANARY = re.compile(rb"Canary[a-j]{3}")
_NOT_ASKED = {"live", "enter"}
"""What does not end by itself, and what lets in."""


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


Browser = Callable[[str | None], Client]


@pytest.fixture
def browser(circled: Room) -> Browser:
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


def seen_in(client: Client, address: str) -> set[str]:
    """Give the canaries in what is answered: in its body, in its headers, in its address."""
    answer = client.get(address)
    body = b"".join(iter(answer)) if answer.streaming else answer.content
    assert answer.status_code < 500, f"{address}: {answer.status_code}"
    headers = "".join(f"{name}: {value}\n" for name, value in answer.headers.items())
    return {one.decode() for one in _CANARY.findall(body + headers.encode())}


@pytest.mark.parametrize("reader", READERS)
def test_words_never_cross_an_audience(reader: str | None, circled: Room, browser: Browser) -> None:
    """Audience classes end to end: page, search, counts, live events, exports, error texts."""
    client = browser(reader)
    party = None if reader == "operator" else reader
    allowed = {one.word for one in CANARIES if is_for(one, party)}
    seen: set[str] = set()
    leaks = {}
    for name, address in addresses(circled):
        if name in _NOT_ASKED:
            continue
        found = seen_in(client, address)
        seen |= found
        if found - allowed:
            leaks[address] = sorted(found - allowed)
    assert leaks == {}
    assert seen == allowed, "and nothing is kept from whom it is for"

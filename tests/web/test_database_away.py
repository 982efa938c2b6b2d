"""While PostgreSQL is stopped under a server, it answers at once; when that is back, so is the server."""

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from tests.store.cluster import BINARIES, ROLE, Cluster
from tests.web.browser.command import Command, travaux
from tests.web.coming import NEW
from tests.web.visitor import Visitor
from travaux.web.room import Room

SECRET = "kettle-orbit"  # noqa: S105  a cluster of the tests asks for none
PROMPT = 2.0
"""Seconds that an answer may take, whatever is away."""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """One that is stopped and started here, and so nobody else's."""
    if BINARIES is None:
        pytest.skip("PostgreSQL is absent; tools/debian-packages installs it")
    made = Cluster.made(BINARIES)
    yield made
    with suppress(AssertionError):  # a test that failed may have left it stopped
        made.stop("immediate")
    shutil.rmtree(made.folder)


@pytest.fixture
def served(
    room: Room, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Command]:
    path = room.path
    room.close()
    given = cluster.empty()
    travaux("database", "install", given.owner, "--role", ROLE)
    # Its address is in the environment and on no command line, as in the guide.
    monkeypatch.setenv("TRAVAUX_DATABASE", f"{given.application} password={SECRET}")
    folder = tmp_path / "served"
    travaux("database", "put", str(path), "--folder", str(folder))
    where = ("--negotiation", path.stem, "--folder", str(folder))
    with Command(serve=where, people=where, keys=folder / "meridian.keys", said=tmp_path / "said.log") as one:
        yield one


def asked(one: requests.Session, address: str) -> requests.Response:
    """Ask for a page, and see that it came at once."""
    begun = time.monotonic()
    answer = one.get(address, timeout=30)
    taken = time.monotonic() - begun
    assert taken < PROMPT, f"{address} took {taken:.1f} seconds"
    return answer


def test_everything_is_answered_at_once_and_the_server_comes_back(served: Command, cluster: Cluster) -> None:
    delegate = Visitor(served.address)
    link = served.invite("r.noor@example.org", "ARD").removeprefix(served.address)
    assert delegate.sends(link, data=NEW).status_code == 302
    session, watching = delegate.session, requests.Session()
    assert asked(session, f"{served.address}/today/").status_code == 200

    cluster.stop()
    for _ in range(3):
        health = asked(watching, f"{served.address}/health/")
        said = health.json()
        assert (health.status_code, said["database"], said["accounts"]) == (503, "silent", "silent")
        page = asked(session, f"{served.address}/today/")
        assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
        assert "<h1>The server cannot answer just now</h1>" in page.text
        fault = asked(session, f"{served.address}/api/negotiation")
        assert (fault.status_code, fault.headers["Retry-After"]) == (503, "5")
        assert (fault.headers["Content-Type"], fault.json()["code"]) == ("application/json", "away")

    cluster.start()
    assert asked(watching, f"{served.address}/health/").status_code in {200, 503}
    time.sleep(1.1)  # so long it is not asked again
    health = asked(watching, f"{served.address}/health/")
    assert (health.status_code, health.json()["accounts"]) == (200, "answer")
    assert asked(session, f"{served.address}/today/").status_code == 200

    # And one that was away between two requests is not noticed.
    cluster.stop()
    cluster.start()
    for address in ("/today/", "/health/", "/api/negotiation", "/record/"):
        assert asked(session, f"{served.address}{address}").status_code == 200
    assert SECRET not in served.said.read_text()

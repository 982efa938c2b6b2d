"""While PostgreSQL is stopped under a server, it answers at once; when that is back, so is the server."""

import os
import shutil
import subprocess
import sys
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
from travaux.store.fault import InUse
from travaux.store.postgres import PostgresStore
from travaux.web.room import Room

SECRET = "kettle-orbit"  # noqa: S105  a cluster of the tests asks for none
WAITED = 30.0
"""Seconds after which there is no answer: a server that waits for what is away gives none."""


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
    monkeypatch.setenv("TRAVAUX_DATABASE", f"{given.application} connect_timeout=3 password={SECRET}")
    folder = tmp_path / "served"
    travaux("database", "put", str(path), "--folder", str(folder))
    where = ("--negotiation", path.stem, "--folder", str(folder))
    with Command(serve=where, people=where, keys=folder / "meridian.keys", said=tmp_path / "said.log") as one:
        yield one


def asked(one: requests.Session, address: str) -> requests.Response:
    """Ask for a page, and see that it comes."""
    return one.get(address, timeout=WAITED)


def test_everything_is_answered_and_the_server_comes_back(served: Command, cluster: Cluster) -> None:
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


def test_a_database_that_stands_still_keeps_nobody_waiting(served: Command, cluster: Cluster) -> None:
    delegate = Visitor(served.address)
    link = served.invite("r.noor@example.org", "ARD").removeprefix(served.address)
    assert delegate.sends(link, data=NEW).status_code == 302
    session, watching = delegate.session, requests.Session()
    with cluster.frozen():
        for one, address in (
            (watching, "/health/"),
            (session, "/today/"),
            (session, "/api/negotiation"),
            (watching, "/health/"),
        ):
            answer = asked(one, f"{served.address}{address}")
            assert (address, answer.status_code) == (address, 503)
    _until_well(watching, served)
    for address in ("/today/", "/health/", "/api/negotiation", "/record/"):
        assert session.get(f"{served.address}{address}", timeout=WAITED).status_code == 200


def test_a_second_server_is_refused_again_soon_after_a_restart(served: Command, cluster: Cluster) -> None:
    cluster.stop("immediate")
    cluster.start()
    time.sleep(3)
    second = subprocess.run(
        [sys.executable, "-m", "travaux", "serve", *served.serve, "--port", "0", "--once"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert second.returncode != 0
    assert "a record is served by one process" in second.stderr
    assert requests.get(f"{served.address}/health/", timeout=WAITED).json()["record"] == "open"


def test_a_server_in_whose_place_another_writes_says_so(served: Command, cluster: Cluster) -> None:
    watching = requests.Session()
    with _taken_first(served, cluster):
        over = time.monotonic() + 30
        while watching.get(f"{served.address}/health/", timeout=WAITED).json()["record"] != "elsewhere":
            assert time.monotonic() < over
            time.sleep(0.1)
    _until_well(watching, served)
    assert "somebody else writes to the record" in served.said.read_text()


def _taken_first(served: Command, cluster: Cluster) -> PostgresStore:
    """Restart the database until somebody else has the record sooner than the server that lost it."""
    for _ in range(20):
        cluster.stop()
        cluster.start()
        try:
            return PostgresStore.open(os.environ["TRAVAUX_DATABASE"], origin=served.serve[1])
        except InUse:
            continue  # the server was sooner
    raise AssertionError("the server was sooner each time")


def _until_well(watching: requests.Session, served: Command) -> None:
    over = time.monotonic() + 30
    while watching.get(f"{served.address}/health/", timeout=WAITED).status_code != 200:
        assert time.monotonic() < over, "it did not come back"
        time.sleep(0.2)

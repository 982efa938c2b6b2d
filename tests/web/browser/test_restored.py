"""A served record, its database lost, is served again from what docs/guides/serve.md has one keep."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.record.soak import SOAK
from tests.store.cluster import BINARIES, ROLE, Cluster, Database
from tests.web.browser.command import Command, travaux
from tests.web.coming import NEW, PASSWORD
from tests.web.visitor import Visitor
from travaux.web.room import Room

pytestmark = pytest.mark.skipif(not SOAK, reason="it starts servers and waits for them: make soak runs it")

NAME = "meridian"


def served_from(database: Database, folder: Path) -> Command:
    where = ("--database", database.application, "--negotiation", NAME, "--folder", str(folder))
    return Command(serve=where, people=where, keys=folder / f"{NAME}.keys", said=folder / "said.log")


def put(record: Path, database: Database, folder: Path) -> None:
    travaux("database", "put", str(record), "--database", database.application, "--folder", str(folder))


def ran(program: str, *arguments: str) -> str:
    """Run a program of PostgreSQL's, and give what it writes."""
    assert BINARIES is not None
    done = subprocess.run([BINARIES / program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_record_and_the_accounts_come_back(room: Room, cluster: Cluster, tmp_path: Path) -> None:
    path, folder = room.path, tmp_path / "folder"
    room.close()
    lost, found = cluster.empty(), cluster.empty()
    travaux("database", "install", lost.owner, "--role", ROLE)
    put(path, lost, folder)
    copy, accounts, head = tmp_path / "copy.travaux", tmp_path / "accounts.sql", tmp_path / "checkpoint"
    with served_from(lost, folder) as served:
        link = served.invite("r.noor@example.org", "ARD").removeprefix(served.address)
        one = Visitor(served.address)
        assert one.sends(link, NEW).headers["Location"] == "/keys/"
        head.write_bytes(one.get("/record/head").content)
        travaux("database", "snapshot", str(copy), *served.serve)
        accounts.write_text(
            ran("pg_dump", "--no-owner", "--no-acl", "--table=travaux_web.*", lost.application)
        )
    record = tmp_path / "again" / path.name
    record.parent.mkdir()
    shutil.copy(copy, record)
    assert "is the record again" in travaux("restore", str(record), "--head", str(head), "--nowhere-else")
    travaux("database", "install", found.owner, "--role", ROLE)
    ran("psql", "-q", "-v", "ON_ERROR_STOP=1", f"--file={accounts}", found.application)
    put(record, found, folder)
    with served_from(found, folder) as served:
        one = Visitor(served.address)
        health = one.get("/health/").json()
        assert (health["size"], health["signed"]) == (49, 49)
        answer = one.sends("/accounts/login/", {"login": "r.noor@example.org", "password": PASSWORD})
        assert answer.status_code == 302
        assert one.get("/keys/").status_code == 200
        assert one.get("/record/head").content == head.read_bytes()

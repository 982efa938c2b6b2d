"""A record put into a store, an account for each delegation, and a process that serves it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Final, NamedTuple

from travaux.record.entry import read
from travaux.record.leaf import Leaf
from travaux.store.extension import NewLeaf
from travaux.store.store import Document

if TYPE_CHECKING:
    from pathlib import Path

    from tests.record.writing import Writer
    from travaux.store.store import Store

BATCH: Final = 200
HELLO: Final = """\
import django, uvicorn
from django.conf import settings
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("", lambda request: HttpResponse("hello"))]
settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="hello")
django.setup()
from django.core.asgi import get_asgi_application
class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print("http://127.0.0.1:%d/" % self.servers[0].sockets[0].getsockname()[1], flush=True)
Server(uvicorn.Config(get_asgi_application(), port=0, log_config=None, access_log=False)).run()
"""
"""A page that only says hello, by the same framework and server."""


def put(writer: Writer, store: Store) -> None:
    """Put a written record into an empty store, with its documents and its signed head."""
    for start in range(0, len(writer.leaves), BATCH):
        batch = [
            NewLeaf(leaf=leaf, nonce=bytes.fromhex(read(Leaf.from_bytes(leaf).entry).nonce))
            for leaf in writer.leaves[start : start + BATCH]
        ]
        store.append(batch, store.head())
    for kept in writer.documents.values():
        store.put_document(Document(data=kept.data, salt=kept.salt))


@dataclass(frozen=True, slots=True)
class Delegation:
    """One delegation's ways in."""

    party: str
    cookie: str
    key: str
    """Its access key."""


def invited(parties: tuple[str, ...]) -> dict[str, Delegation]:
    """Make an account for each delegation, with a seat, a session and an access key; Django is set up."""
    from django.conf import settings  # noqa: PLC0415  once Django is set up
    from django.test import Client  # noqa: PLC0415  as above

    from travaux.text.wording import PartyCode  # noqa: PLC0415  as above
    from travaux.web.accounts.models import Person, Seat  # noqa: PLC0415  as above
    from travaux.web.api.access import made_for  # noqa: PLC0415  as above

    found: dict[str, Delegation] = {}
    for party in parties:
        person = Person.objects.create(email=f"{party.lower()}@example.org")
        Seat.objects.create(person=person, party=party, capacity="head")
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        _, key = made_for(person, PartyCode(party), "bench")
        found[party] = Delegation(party, client.cookies[settings.SESSION_COOKIE_NAME].value, key)
    return found


class Where(NamedTuple):
    """Where something is served."""

    host: str
    port: int
    way_in: str
    """The path that was printed: it lets in whoever serves a file alone."""

    def cookies(self) -> str:
        """Go the way in, and give the cookies of whoever was let in."""
        asking = HTTPConnection(self.host, self.port)
        asking.request("GET", self.way_in)
        given = asking.getresponse().headers.get_all("Set-Cookie") or ()
        asking.close()
        return "; ".join(one.partition(";")[0] for one in given)


@contextmanager
def serving(*arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[Where]:
    """Start ``travaux serve`` with these arguments, or the page that says hello; give where."""
    command = [sys.executable, "-c", HELLO]
    if arguments:
        command = [sys.executable, "-c", "from travaux.cli.main import main; main()", "serve", *arguments]
    process = subprocess.Popen(  # noqa: S603  our own program
        command, stdout=subprocess.PIPE, stderr=sys.stderr, text=True, env=environment
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if (address := re.search(r"http://([\d.]+):(\d+)(/\S*)", line)) is not None:
                yield Where(address[1], int(address[2]), address[3])
                return
        raise RuntimeError("the server did not say where it serves")
    finally:
        process.terminate()
        process.wait(20)


def files_for(writer: Writer, folder: Path, name: str) -> None:
    """Put the key that signs the heads where the server looks for it."""
    keys = folder / f"{name}.keys"
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = keys / "log"
    path.write_bytes(writer.log.to_openssh())
    path.chmod(0o600)

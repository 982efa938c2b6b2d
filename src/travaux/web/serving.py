"""Django and the server, started in this process for one room."""

from __future__ import annotations

import os
import secrets
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Final

from travaux.cli.refusal import Refused
from travaux.store.fault import StoreFault
from travaux.web.accounts.issuers import BadIssuers, issuers_in
from travaux.web.accounts.post import BadPost, post_office
from travaux.web.listening import port_of

if TYPE_CHECKING:
    from travaux.web.room import Room

SETTINGS: Final = "travaux.web.settings"
PEOPLE: Final = "people.sqlite3"
"""The file of the accounts, where they are in none of a database."""
LETTERS: Final = 5.0
"""Seconds in which letters that wait are still sent once the server ends."""
COOKIES: Final = "web.secret"
"""The file of the secret that signs cookies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How to serve."""

    folder: Path
    """Where the accounts are kept, and the secret of this server."""
    database: str = ""
    """PostgreSQL, where the accounts are there."""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    alone: bool = False
    ticket: str = ""
    https: bool = False
    at: str = ""
    """The address under which people reach it, where that is told."""

    def environment(self) -> Mapping[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "TRAVAUX_WEB_FOLDER": str(self.folder),
            "TRAVAUX_WEB_DATABASE": self.database,
            "TRAVAUX_WEB_HOSTS": ",".join(self.hosts),
            "TRAVAUX_WEB_ALONE": "1" if self.alone else "",
            "TRAVAUX_WEB_TICKET": self.ticket,
            "TRAVAUX_WEB_HTTPS": "1" if self.https else "",
            "TRAVAUX_WEB_AT": self.at,
            "TRAVAUX_WEB_SECRET": secret_in(self.folder),
        }


def secret_in(folder: Path) -> str:
    """Give the secret by which this server signs its cookies; it is made when it is not there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / COOKIES
    if not path.exists():
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


def check_settings() -> None:
    """Read what stands in the environment for the accounts. Raises BadIssuers and BadPost."""
    issuers_in(os.environ.get("TRAVAUX_WEB_OIDC", ""))
    post_office(os.environ.get("TRAVAUX_WEB_EMAIL", ""))


@contextmanager
def settings_told() -> Iterator[None]:
    """Turn what is wrong with the environment into words and an exit code."""
    try:
        yield
    except (BadIssuers, BadPost) as fault:
        raise Refused(str(fault)) from fault


def set_up(serving: Serving) -> None:
    """Make Django ready, and the tables of the accounts what they should be.

    Raises BadIssuers and BadPost, and StoreFault where the database of the accounts does not let it.
    """
    check_settings()
    os.environ.update(serving.environment())
    import django  # noqa: PLC0415  only once its settings can be read
    from django.core.management import call_command  # noqa: PLC0415  as above
    from django.db import DatabaseError  # noqa: PLC0415  as above

    django.setup()
    if serving.database:
        _schema(serving.database)
    else:
        _own_file(serving.folder / PEOPLE)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as fault:
        raise StoreFault(
            f"The tables of the accounts cannot be made, or brought up to date: {str(fault).strip()}. Look "
            "whether who serves may make tables there, as `travaux database install` lets it."
        ) from fault


def serve(
    room: Room,
    serving: Serving,
    *,
    sockets: Sequence[socket],
    started: Callable[[int], None],
    once: bool = False,
) -> None:
    """Serve *room* at *sockets* until interrupted; *started* is called with the port, once pages come.

    With *once* it ends when *started* has returned, which is called beside the server.
    """
    set_up(serving)
    import uvicorn  # noqa: PLC0415  only where something is served

    from travaux.web.accounts.posting import posted_or_told  # noqa: PLC0415  once Django is ready
    from travaux.web.asgi import application  # noqa: PLC0415  as above
    from travaux.web.room import enter  # noqa: PLC0415  as above

    enter(room)
    room.warm()
    import_module("travaux.web.urls")  # before the first who asks has to wait for it
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _ended)

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket] | None = None) -> None:
            await super().startup(sockets)
            port = port_of(self.servers[0].sockets)
            if once:
                threading.Thread(target=self._tried, args=(port,), daemon=True).start()
            else:
                started(port)

        async def shutdown(self, sockets: list[socket] | None = None) -> None:
            room.bell.end()  # open pages are let go first, or they would be waited for
            await super().shutdown(sockets)

        def _tried(self, port: int) -> None:
            try:
                started(port)
            finally:
                self.should_exit = True

    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=3,
    )
    try:
        Server(config).run(sockets=list(sockets))
    finally:
        posted_or_told(LETTERS)


def _ended(_signal: int, _frame: object) -> None:
    """End as on Ctrl-C: the server hands the signal on once it has ended; the record is still to close."""
    raise SystemExit(0)


def _own_file(path: Path) -> None:
    """Have the file of the accounts read by its owner alone, and with it those that SQLite puts beside."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)


def _schema(conninfo: str) -> None:
    """Make the schema of the accounts, where it is not there."""
    from travaux.store.conninfo import connected  # noqa: PLC0415  for teams only
    from travaux.store.postgres import ACCOUNTS  # noqa: PLC0415  as above
    from travaux.store.session import faults  # noqa: PLC0415  as above

    with faults("the database of the accounts"), connected(conninfo, autocommit=True) as connection:
        # Whoever serves may make no schema, where that is there: asking to would be refused even so.
        if connection.execute("SELECT to_regnamespace(%s)", (ACCOUNTS,)).fetchone() == (None,):
            connection.execute(f"CREATE SCHEMA {ACCOUNTS}".encode())

"""``travaux serve``: the negotiation on the table, in a browser."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import socket
from time import sleep
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from travaux.cli import exit_codes
from travaux.cli.desk import faults_told
from travaux.cli.place import database_of, found, keys_folder
from travaux.cli.refusal import NotVerified, Refused
from travaux.cli.voice import say
from travaux.store.fault import InUse, StoreFault
from travaux.store.sqlite import SqliteStore
from travaux.web.listening import listening
from travaux.web.people import check_at
from travaux.web.serving import Serving, check_settings, settings_told
from travaux.web.serving import serve as serve_room

if TYPE_CHECKING:
    from travaux.store.postgres import PostgresStore

_HERE: Final = frozenset({"127.0.0.1", "::1", "localhost", "0.0.0.0", "::", ""})  # noqa: S104  read, not bound
"""What is listened at and reached under a name of this machine."""
_ANY: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  as above
"""All addresses of this machine, and the one by which it reaches itself."""
_ELSEWHERE: Final = frozenset({HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.MOVED_PERMANENTLY})
_TURNS: Final = 60
"""How often the first page may lead on to another, or say that it is being made."""


def serve(options: argparse.Namespace) -> int:
    """Serve a record: one file to one person, or one in a database to delegations."""
    database = database_of(options, environment=options.file is None)
    with settings_told():
        check_settings()
        return _served_from(database, options)


def _served_from(database: str | None, options: argparse.Namespace) -> int:
    if database is not None:
        return _to_delegations(database, options)
    with faults_told(), _by_one(), listening(options.host, options.port) as sockets:
        path = found(options.file)
        store = SqliteStore.open(path)
        ticket = secrets.token_urlsafe(24)
        serving = Serving(
            folder=keys_folder(path),
            alone=not options.accounts,
            ticket=ticket,
            https=options.accounts and options.https,
            hosts=_hosts(options),
            at=at_of(options),
        )
        return _served(store, path, serving, sockets, options)


def _to_delegations(database: str, options: argparse.Namespace) -> int:
    from travaux.store.postgres import PostgresStore  # noqa: PLC0415  slow to load, and for teams only

    if options.negotiation is None:
        raise Refused("Which record of the database? Give its name with --negotiation.")
    folder = Path(options.folder)
    with faults_told(), _by_one(), listening(options.host, options.port) as sockets:
        store = PostgresStore.open(
            database, origin=options.negotiation, head_file=folder / f"{options.negotiation}.head"
        )
        serving = Serving(
            folder=folder, database=database, https=options.https, hosts=_hosts(options), at=at_of(options)
        )
        return _served(store, folder / f"{options.negotiation}.travaux", serving, sockets, options)


@contextmanager
def _by_one() -> Iterator[None]:
    """Say what to do where the record is served already."""
    try:
        yield
    except InUse as fault:
        raise StoreFault(
            f"{fault.held}: a record is served by one process, and written to by nobody else meanwhile. If it"
            " is served already, open the address that was printed there, or stop that server first."
        ) from fault


def at_of(options: argparse.Namespace) -> str:
    """Give the address under which people reach the server, "" where that is not told. Raises Refused."""
    if options.at is None:
        return ""
    check_at(options.at)
    return str(options.at)


def _hosts(options: argparse.Namespace) -> tuple[str, ...]:
    """Give the names that are answered to: those told, the one listened at, and those of this machine."""
    return tuple(
        dict.fromkeys([*options.hosts, name_of(options.host, options.hosts), "127.0.0.1", "localhost"])
    )


def name_of(host: str, told: Sequence[str]) -> str:
    """Give a name by which the server that listens at *host* is reached from this machine, as it was told."""
    if host not in _HERE:
        return next(iter(told), host)
    return "localhost" if "localhost" in {host, *told} or ":" in host else "127.0.0.1"


def _served(
    store: SqliteStore | PostgresStore,
    path: Path,
    serving: Serving,
    sockets: Sequence[socket],
    options: argparse.Namespace,
) -> int:
    from travaux.web.room import Room  # noqa: PLC0415  once Django is ready, as its models are

    room = Room(store, path=path, machine=options.machine)

    answered: list[str] = []
    failed: list[NotVerified] = []

    def tried(port: int) -> None:
        here = sockets[0].getsockname()[0]
        try:
            answered.append(first_page(here, port, serving))
        except NotVerified as fault:
            failed.append(fault)

    def started(port: int) -> None:
        if options.once:
            tried(port)
            return
        address = f"http://{name_of(options.host, options.hosts)}:{port}/"
        entrance = f"{address}enter/{serving.ticket}/" if serving.alone else address
        to = "to you alone" if serving.alone else "to those who have an account"
        say(f"{room.state.title} is served {to}: {entrance}", "Stop it with Ctrl-C.")

    try:
        serve_room(room, serving, sockets=sockets, started=started, once=options.once)
    finally:
        room.close()
    if options.once and not answered:
        raise failed[0] if failed else NotVerified("the server ended before its first page was asked for.")
    say(*answered)
    return exit_codes.DONE


def first_page(at: str, port: int, serving: Serving) -> str:
    """Ask at an address of this machine for the first page as a browser would, and say what came.

    Where the public may read nothing, that is the page on which one signs in. Raises NotVerified.
    """
    connection = HTTPConnection(_ANY.get(at, at), port, timeout=30)
    headers = {"Host": f"{serving.hosts[0]}:{port}"}
    if serving.https:
        headers["X-Forwarded-Proto"] = "https"
    path = f"/enter/{serving.ticket}/" if serving.alone else "/"
    cookies: dict[str, str] = {}
    try:
        for _ in range(_TURNS):
            sent = {"Cookie": "; ".join(cookies.values())} if cookies else {}
            connection.request("GET", path, headers=headers | sent)
            answer = connection.getresponse()
            page = answer.read()
            for one in answer.headers.get_all("Set-Cookie", ()):
                cookies[one.partition("=")[0]] = one.partition(";")[0]
            if answer.status in _ELSEWHERE:
                path = urlsplit(answer.headers["Location"]).path
            elif answer.status == HTTPStatus.ACCEPTED:
                sleep(1)
            else:
                break
    except (OSError, HTTPException) as fault:
        raise NotVerified(f"the server started, and its first page did not come: {fault}.") from fault
    finally:
        connection.close()
    if answer.status != HTTPStatus.OK:
        raise NotVerified(f"the server started, and its first page answered with status {answer.status}.")
    return f"The record was served on this machine: its first page answered with {len(page):,} bytes."

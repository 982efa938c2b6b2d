"""``travaux serve``: the negotiation on the table, in a browser."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from travaux.cli import exit_codes
from travaux.cli.desk import faults_told
from travaux.cli.place import found, keys_folder
from travaux.cli.refusal import NotVerified, Refused
from travaux.cli.voice import say
from travaux.store.fault import InUse, StoreFault
from travaux.store.sqlite import SqliteStore
from travaux.web.serving import Serving
from travaux.web.serving import serve as serve_room

if TYPE_CHECKING:
    from travaux.store.postgres import PostgresStore

_HERE: Final = frozenset({"127.0.0.1", "::1", "localhost", "0.0.0.0", "::", ""})  # noqa: S104  read, not bound
"""What is listened at and reached under a name of this machine."""


def serve(options: argparse.Namespace) -> int:
    """Serve a record: one file to one person, or one in a database to delegations."""
    if options.database is not None:
        return _to_delegations(options)
    with faults_told(), _by_one():
        path = found(options.file)
        store = SqliteStore.open(path)
        ticket = secrets.token_urlsafe(24)
        serving = Serving(
            folder=keys_folder(path),
            alone=not options.accounts,
            ticket=ticket,
            https=options.accounts and options.https,
            hosts=_hosts(options),
        )
        return _served(store, path, serving, options)


def _to_delegations(options: argparse.Namespace) -> int:
    from travaux.store.postgres import PostgresStore  # noqa: PLC0415  slow to load, and for teams only

    if options.negotiation is None:
        raise Refused("Which record of the database? Give its name with --negotiation.")
    folder = Path(options.folder)
    with faults_told(), _by_one():
        store = PostgresStore.open(
            options.database, origin=options.negotiation, head_file=folder / f"{options.negotiation}.head"
        )
        serving = Serving(
            folder=folder, database=options.database, https=options.https, hosts=_hosts(options)
        )
        return _served(store, folder / f"{options.negotiation}.travaux", serving, options)


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
    store: SqliteStore | PostgresStore, path: Path, serving: Serving, options: argparse.Namespace
) -> int:
    from travaux.web.room import Room  # noqa: PLC0415  once Django is ready, as its models are

    room = Room(store, path=path, machine=options.machine)

    answered: list[str] = []

    def started(port: int) -> None:
        address = f"http://{name_of(options.host, options.hosts)}:{port}/"
        entrance = f"{address}enter/{serving.ticket}/" if serving.alone else address
        if options.once:
            answered.append(first_page(entrance, room.state.title))
            return
        to = "to you alone" if serving.alone else "to those who have an account"
        say(f"{room.state.title} is served {to}: {entrance}", "Stop it with Ctrl-C.")

    try:
        serve_room(room, serving, host=options.host, port=options.port, started=started, once=options.once)
    finally:
        room.close()
    if options.once and not answered:
        raise NotVerified("the server started, and its first page did not answer.")
    say(*answered)
    return exit_codes.DONE


def first_page(entrance: str, title: str) -> str:
    """Ask for the first page as a browser would, and say what came. Raises NotVerified."""
    from urllib.request import HTTPCookieProcessor, build_opener  # noqa: PLC0415  for this alone

    with build_opener(HTTPCookieProcessor()).open(entrance, timeout=30) as response:
        page = response.read()
    if escape(title).encode() not in page:
        raise NotVerified(f"{entrance} answered, and {title} is not on the page.")
    return f"{title} was served on this machine: its first page answered with {len(page):,} bytes."

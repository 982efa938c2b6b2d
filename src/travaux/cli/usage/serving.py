"""What ``serve``, ``people`` and ``database`` take."""

from __future__ import annotations

import argparse
from typing import Final

from travaux.cli.usage.arguments import about, part, record_file

LAST_PORT: Final = 65_535


def serve(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "With a file: to yourself alone, on this machine, without accounts; the address that is printed\n"
        "lets you in, and you sit for whichever party has its key in NAME.keys. With --accounts: to\n"
        "delegations, each person with an account and a seat. With --database: the same for teams, the\n"
        "record and the accounts in PostgreSQL.",
        example="travaux serve meridian.travaux",
    )
    verb.add_argument("file", metavar="FILE", nargs="?", help="the record: NAME.travaux")
    verb.add_argument("--accounts", action="store_true", help="people sign in; each has a seat")
    _database(verb)
    verb.add_argument("--negotiation", metavar="ORIGIN", help="the name of the record in the database")
    verb.add_argument(
        "--folder", metavar="FOLDER", default=".", help="with --database: where keys and the signed head are"
    )
    verb.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)")
    verb.add_argument("--port", type=_port, default=8000, help="the port; 0 takes any that is free (8000)")
    verb.add_argument(
        "--hosts",
        metavar="NAME",
        action="append",
        default=[],
        help="a name by which people reach this server",
    )
    verb.add_argument(
        "--https", action="store_true", help="people reach it by HTTPS, through a proxy that says so"
    )
    verb.add_argument(
        "--at",
        metavar="URL",
        help="the address under which people reach it, for links in letters; without it, the name they came "
        "by, with --https at the usual port, else at --port",
    )
    verb.add_argument(
        "--once", action="store_true", help="ask for the first page, say that it answered, and end"
    )


def _port(given: str) -> int:
    if not given.isascii() or not given.isdigit() or int(given) > LAST_PORT:
        raise argparse.ArgumentTypeError(
            f'"{given}" is no port. Expected a number up to {LAST_PORT}; 0 takes any that is free.'
        )
    return int(given)


def _database(verb: argparse.ArgumentParser) -> None:
    """Which database; its address can have a password in it, which others see on a command line."""
    verb.add_argument(
        "--database",
        metavar="URL",
        help="the record is in this PostgreSQL: postgresql://… Without it TRAVAUX_DATABASE, where no record "
        "is named; give a password there, in a file or by PGPASSFILE: others see the command line",
    )
    verb.add_argument(
        "--database-file", metavar="FILE", help="a file with that address, and nothing else, in one line"
    )


def database(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "A record in PostgreSQL is served to teams. It is carried over whole, and held to the head that was\n"
        "signed last; the file it came from is a copy from then on. A snapshot is a file again, verified to\n"
        "the head of the record; `travaux restore` makes it the record.",
        example="travaux database put meridian.travaux --database postgresql:///records --folder served",
    )
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    install = part(what, "install", "make the tables, as their owner")
    install.add_argument(
        "owner",
        metavar="URL",
        nargs="?",
        help="the database, as the owner of its tables; without it, that of --database-file",
    )
    install.add_argument(
        "--database-file", metavar="FILE", help="a file with that address, and nothing else, in one line"
    )
    install.add_argument("--role", required=True, help="who may add and look: the role that serves")
    put = part(what, "put", "carry a record over; run again, it goes on where it was cut off")
    put.add_argument("file", metavar="FILE", help="the record: NAME.travaux")
    _where(put)
    put.add_argument(
        "--nowhere-else",
        action="store_true",
        help="though it was carried before: that database is lost, and the record lives nowhere else",
    )
    snapshot = part(what, "snapshot", "write a copy that is verified to the head of the record")
    snapshot.add_argument("copy", metavar="COPY", help="the copy: one file, as of a record of one's own")
    _where(snapshot)
    snapshot.add_argument(
        "--negotiation", metavar="ORIGIN", required=True, help="the name of the record in the database"
    )


def _where(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--database",
        metavar="URL",
        help="postgresql://…, as who serves it. Without it TRAVAUX_DATABASE; give a password there, in a "
        "file or by PGPASSFILE: others see the command line",
    )
    verb.add_argument(
        "--database-file", metavar="FILE", help="a file with that address, and nothing else, in one line"
    )
    verb.add_argument("--folder", metavar="FOLDER", required=True, help="where keys and the signed head are")


def people(verb: argparse.ArgumentParser) -> None:
    about(
        verb,
        "For a record served with --accounts or --database, on the machine that serves it. Nobody signs\n"
        "up: the first link is printed here, and whoever has a seat as a head invites further ones in\n"
        "the browser. A seat lets somebody read and prepare; whose signature counts is in the record.",
        example="travaux people invite r.noor@example.org --party SEC",
    )
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    invite = part(what, "invite", "print the link of an invitation, which works once")
    invite.add_argument("email", metavar="EMAIL", help="whom")
    invite.add_argument("--party", metavar="CODE", help="the member to sit for")
    invite.add_argument("--delegate", action="store_true", help="as a delegate: prepares, and does not table")
    invite.add_argument("--operator", action="store_true", help="runs the server: sees accounts, and no text")
    invite.add_argument(
        "--at",
        metavar="URL",
        default="http://127.0.0.1:8000/",
        help="the address of the server, for the link (http://127.0.0.1:8000/)",
    )
    _served(invite)
    _served(part(what, "list", "list who has a seat"))
    end = part(what, "end", "end a seat: whoever sat there is signed out at once")
    end.add_argument("email", metavar="EMAIL", help="whose")
    end.add_argument("--party", metavar="CODE", help="the seat for this member only")
    _served(end)
    close = part(what, "close", "end all that opens an account, for somebody who is locked out of it")
    close.add_argument("email", metavar="EMAIL", help="whose account")
    _served(close)


def _served(verb: argparse.ArgumentParser) -> None:
    """Which record is served."""
    record_file(verb)
    _database(verb)
    verb.add_argument("--negotiation", metavar="ORIGIN", help="the name of the record in the database")
    verb.add_argument(
        "--folder", metavar="FOLDER", default=".", help="with --database: where keys and the signed head are"
    )

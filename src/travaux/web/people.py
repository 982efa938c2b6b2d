"""``travaux people``: who may sit for whom on a served record, from the machine that serves it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from travaux.cli import exit_codes
from travaux.cli.desk import faults_told, read_at
from travaux.cli.place import database_of, found, keys_folder
from travaux.cli.refusal import Refused
from travaux.cli.unquoted import unquoted
from travaux.cli.voice import say
from travaux.record.fold import entered, fold
from travaux.render.columns import harmless, table
from travaux.store.sqlite import SqliteStore
from travaux.text.wording import PartyCode
from travaux.web.serving import Serving, set_up, settings_told

if TYPE_CHECKING:
    from travaux.record.negotiation import Negotiation
    from travaux.web.accounts.models import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class _Served:
    """What is served, and where its accounts are."""

    state: Negotiation
    serving: Serving


def people(options: argparse.Namespace) -> int:
    """Invite somebody, list who has a seat, end a seat, or close an account."""
    if options.what == "invite":
        check_at(options.at)
    with _served(options) as served, settings_told():
        set_up(served.serving)
        match options.what:
            case "invite":
                return _invite(options, served)
            case "end":
                return _end(options)
            case "close":
                return _close(options)
            case _:
                return _list()


def check_at(at: str) -> None:
    """Raise Refused unless *at* is an address to which a path can be added, for a browser."""
    try:
        parts = urlsplit(at)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    plain = parts.path in {"", "/"} and "?" not in at and "#" not in at and "@" not in parts.netloc
    good = parts.scheme in {"http", "https"} and parts.hostname and port != 0 and plain
    if not good or not at.isascii() or not at.isprintable() or " " in at:
        raise Refused(
            f"--at {unquoted(at)} is no address under which people reach this server. Expected its http or "
            "https address and nothing after it, such as https://talks.example/"
        )


@contextmanager
def _served(options: argparse.Namespace) -> Iterator[_Served]:
    """Read the record that is served; whoever serves it may go on."""
    address = database_of(options, environment=options.record is None)
    with faults_told():
        if address is None:
            path = found(options.record)
            with SqliteStore.reading(path) as file:
                state = read_at(path, file, options.machine).state
            yield _Served(state=state, serving=Serving(folder=keys_folder(path)))
            return
        from travaux.store.postgres import PostgresStore  # noqa: PLC0415  slow to load, and for teams only

        if options.negotiation is None:
            raise Refused("Which record of the database? Give its name with --negotiation.")
        store = PostgresStore.reading(address, origin=options.negotiation)
        try:
            state = fold(entered(store.leaves(0, store.head().size)))
        finally:
            store.close()
        yield _Served(state=state, serving=Serving(folder=Path(options.folder), database=address))


def _invite(options: argparse.Namespace, served: _Served) -> int:
    """Print the link of an invitation; it is kept nowhere."""
    from django.urls import reverse  # noqa: PLC0415  once Django is ready

    from travaux.web.accounts.invitation import Offer, invite, token_of  # noqa: PLC0415  as above
    from travaux.web.seat import Capacity  # noqa: PLC0415  as above

    party = PartyCode(options.party or "")
    if not party and not options.operator:
        raise Refused("To sit for whom? Give --party CODE, or --operator for whoever only runs the server.")
    member = served.state.members.get(party) if party else None
    if party and (member is None or member.until is not None):
        listed = ", ".join(code for code, one in served.state.members.items() if one.until is None)
        raise Refused(f"{party} is not a member of this negotiation. Members: {listed}.")
    if "@" not in options.email:
        raise Refused(f'"{options.email}" is no e-mail address. Expected one such as r.noor@example.org.')
    capacity = "" if not party else Capacity.DELEGATE if options.delegate else Capacity.HEAD
    offer = Offer(email=options.email, party=party, capacity=capacity, operator=options.operator)
    one = invite(offer, None, options.machine.now())
    say(f"{options.at.rstrip('/')}{reverse('invitation', args=[token_of(one)])}")
    say(f"It works once, until {one.expires:%Y-%m-%d %H:%M} UTC. Give it to {one.email} and nobody else.")
    return exit_codes.DONE


def _seats() -> Iterator[Seat]:
    from travaux.web.accounts.models import Seat as Seats  # noqa: PLC0415  once Django is ready

    yield from Seats.objects.filter(ended=None).select_related("person").order_by("party", "since")


def _list() -> int:
    rows = [
        (
            harmless(one.party),
            one.capacity,
            one.person.email,
            harmless(one.person.name),
            f"{one.since:%Y-%m-%d}",
        )
        for one in _seats()
    ]
    say(
        "\n".join(table(rows)) if rows else "Nobody has a seat yet: travaux people invite EMAIL --party CODE."
    )
    return exit_codes.DONE


def _end(options: argparse.Namespace) -> int:
    """End somebody's seat, or all of them, and sign them out."""
    from travaux.web.accounts.ending import end_seat  # noqa: PLC0415  once Django is ready
    from travaux.web.accounts.models import address  # noqa: PLC0415  as above

    email = address(options.email)
    ending = [one for one in _seats() if one.person.email == email and options.party in {None, one.party}]
    if not ending:
        raise Refused(f"{email} has no such seat. `travaux people list` lists them.")
    for one in ending:
        end_seat(one, options.machine.now())
        say(f"{email} sits for {one.party} no more, and is signed out.")
    return exit_codes.DONE


def _close(options: argparse.Namespace) -> int:
    """End all that opens somebody's account, and say how its holder is let in anew."""
    from travaux.web.accounts.ending import close  # noqa: PLC0415  once Django is ready
    from travaux.web.accounts.invitation import parties_of  # noqa: PLC0415  as above
    from travaux.web.accounts.models import Person, address  # noqa: PLC0415  as above

    email = address(options.email)
    person = Person.objects.filter(email=email).first()
    if person is None:
        raise Refused(f"{email} has no account. `travaux people list` lists who has a seat.")
    close(person, options.machine.now())
    say(
        f"Nothing opens the account of {email} any more, and it is signed out. Its seats and signing keys "
        "stay."
    )
    parties = sorted(parties_of(person))
    if len(parties) > 1:
        say(
            f"It has seats or keys for {', '.join(harmless(one) for one in parties)}, so that an invitation "
            "for one of them does not make it anew. Its holder sets a password by a link, where this server "
            "sends e-mail, or is invited at another address."
        )
        return exit_codes.DONE
    given = f" --party {harmless(parties[0])}" if parties else " --party CODE"
    say(
        "Invite its holder, who then makes it anew: "
        f"travaux people invite {email}{given}{' --operator' if person.is_staff else ''}"
    )
    return exit_codes.DONE

"""Where a reader sits: for whom it reads and acts on this request, and with what capacity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from travaux.record.act import Act, DeclaresRules, EnrolsKey, Redacts, RevokesKey, Role, RotatesKey
from travaux.record.may import RIGHTS
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Person
from travaux.web.navigation import ways
from travaux.web.room import Room, current
from travaux.web.shows.links import ways as ways_among

if TYPE_CHECKING:
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Member
    from travaux.record.views.disclosed import Disclosed
    from travaux.render.record_page import Ways

CHOSEN: Final = "party"
"""In the session: the party for which its reader sits, of those it may."""


_OWN: Final = frozenset({EnrolsKey, RotatesKey, RevokesKey, Redacts})
"""What is done in one's own name alone."""


class Capacity(StrEnum):
    """What somebody may do for a party. That its key counts is an entry in the record."""

    DELEGATE = "delegate"
    """Reads, and prepares what is to be tabled."""
    HEAD = "head"
    """Tables as well, and invites others of the delegation."""


@dataclass(frozen=True)
class Seat:
    """Nobody's, with ``party`` None: the public's."""

    room: Room
    party: PartyCode | None = None
    capacity: Capacity | None = None
    operator: bool = False
    """Whether it runs the server. It gives no right to read anything."""

    @cached_property
    def known(self) -> Disclosed:
        """What is known from this seat now: the same for all of one request."""
        return self.room.known(self.party)

    @cached_property
    def leading(self) -> Ways:
        """The ways from what is told to the pages of what it names; the same for all of one request."""
        return ways_among(self.known)

    @property
    def member(self) -> Member | None:
        return None if self.party is None else self.room.state.members.get(self.party)

    @property
    def role(self) -> Role | None:
        return None if self.member is None else self.member.role

    @property
    def leads(self) -> bool:
        return self.role in {Role.CHAIR, Role.SECRETARIAT}

    @property
    def keeps(self) -> bool:
        """Whether it is that of the keeper of the record."""
        return self.party is not None and self.party == self.room.state.keeper

    @property
    def prepares(self) -> bool:
        return self.capacity is not None

    @property
    def tables(self) -> bool:
        return self.capacity is Capacity.HEAD

    def has_right(self, act: type[Act]) -> bool:
        """Whether its member may do this by its role: then the page for it is there.

        What it is done to can still narrow it down: `travaux.record.may` decides, once it is known.
        """
        roles = RIGHTS[act]
        asks_itself = act is DeclaresRules and not self.room.state.led and self.role is Role.PARTY
        return self.prepares and (self.role in roles or (not roles and self.keeps) or asks_itself)

    def writes_down(self, act: type[Act]) -> bool:
        """Whether it may be a clerk's pen for this: what a party does, but for keys and redaction."""
        return (
            self.prepares and self.role is Role.SECRETARIAT and act not in _OWN and Role.PARTY in RIGHTS[act]
        )

    def redacts(self, one: Entered) -> bool:
        """Whether it may have an entry redacted: its author's seat, and that of the keeper of the record."""
        return self.has_right(Redacts) and (self.keeps or one.author == self.party)

    def invites_for(self, party: PartyCode) -> bool:
        """Whether it invites people to sit for *party*: a head for its own, the keeper's for every member."""
        member = self.room.state.members.get(party)
        if member is None or member.until is not None:
            return False
        return self.tables and (party == self.party or self.keeps)

    @property
    def invites_to(self) -> tuple[PartyCode, ...]:
        """Those for which it invites people: its own first."""
        codes = [code for code in self.room.state.members if self.invites_for(code)]
        return tuple(sorted(codes, key=lambda one: one != self.party))

    def ends_seat_of(self, party: PartyCode) -> bool:
        """Whether it ends seats of *party*: as it invites, and also whoever runs the server."""
        return self.operator or self.invites_for(party)

    @property
    def has_keys(self) -> bool:
        """Whether there is something to sign for: everybody who has a seat may hold a key."""
        return self.prepares


class Seated(HttpRequest):
    """A request with its seat."""

    seat: Seat
    seats: tuple[PartyCode, ...]
    """The parties for which its reader may sit."""


def person(request: HttpRequest) -> Person:
    """Give who signed in, on a page that asks for that."""
    if isinstance(request.user, Person):
        return request.user
    raise PermissionDenied


def take_seat(request: HttpRequest) -> None:
    """Find the seat that the reader of a request has now, and put it beside the request."""
    room = current()
    user = request.user
    found = seats_of(user, room) if isinstance(user, Person) else {}
    chosen = request.session.get(CHOSEN)
    party = chosen if chosen in found else next(iter(found), None)
    if chosen == "" and settings.ALONE:
        party = None
    request.seats = tuple(found)  # type: ignore[attr-defined]  # Django's way to hand on: see Seated
    request.seat = Seat(  # type: ignore[attr-defined]  # as above
        room=room,
        party=party,
        capacity=None if party is None else found[party],
        operator=isinstance(user, Person) and user.is_staff,
    )


def seats_of(user: Person, room: Room) -> dict[PartyCode, Capacity]:
    """Give the parties for which somebody may sit now, each with the capacity."""
    return _alone(room) if settings.ALONE else _of_person(user, room)


def _alone(room: Room) -> dict[PartyCode, Capacity]:
    """Whoever keeps the file may sit for everybody: it has every entry, and the keys that are here."""
    members = room.state.members
    codes = [code for code, one in members.items() if one.until is None]
    keeper = room.state.keeper
    return dict.fromkeys(sorted(codes, key=lambda one: one != keeper), Capacity.HEAD)


def _of_person(user: Person, room: Room) -> dict[PartyCode, Capacity]:
    members = room.state.members
    seats = [(PartyCode(one.party), one) for one in user.seats.filter(ended=None).order_by("since")]
    return {
        code: Capacity(one.capacity) for code, one in seats if code in members and members[code].until is None
    }


def seated(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Find the seat of each request."""

    def answered(request: HttpRequest) -> HttpResponse:
        take_seat(request)
        return get_response(request)

    return answered


def shown(request: HttpRequest) -> Mapping[str, Any]:
    """What every page shows of its reader's seat and of the negotiation."""
    seat: Seat | None = getattr(request, "seat", None)
    if seat is None:
        return {}
    return {
        "seat": seat,
        "seats": getattr(request, "seats", ()),
        "known": seat.known,
        "alone": settings.ALONE,
        "tongues": settings.LANGUAGES,
        "mails": settings.MAILS,
        "latest": seat.known.latest_draft(),
        "ways": tuple(ways(request, seat)),
    }

"""Who a program reads and records for: the holder of an access key, or whoever signed in in the browser."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer

from travaux.text.wording import PartyCode
from travaux.web.accounts.models import AccessKey, Person
from travaux.web.room import current
from travaux.web.seat import Seat, seats_of

if TYPE_CHECKING:
    from travaux.web.room import Room

PREFIX: Final = "travaux_"
"""By which a key is known for one wherever it lies."""
BITS: Final = 256


def made_for(person: Person, party: PartyCode, name: str) -> tuple[AccessKey, str]:
    """Make a key, and give it: it is shown once, and its digest is kept."""
    key = PREFIX + secrets.token_urlsafe(BITS // 8)
    return AccessKey.objects.create(person=person, party=party, name=name, digest=digest(key)), key


def digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def seat_of_key(key: str, room: Room) -> Seat | None:
    """Find the seat that a key is for; None where it was revoked, or its holder sits there no more."""
    held = AccessKey.objects.select_related("person").filter(digest=digest(key), ended=None).first()
    if held is None or not held.person.is_active:
        return None
    party = PartyCode(held.party)
    capacity = seats_of(held.person, room).get(party)
    return None if capacity is None else Seat(room=room, party=party, capacity=capacity)


class ByKey(HttpBearer):
    """`Authorization: Bearer travaux_…`. A key that is none is refused: nobody is the public by mistake."""

    def __call__(self, request: HttpRequest) -> Any | None:  # noqa: ANN401  ninja's own
        given = request.headers.get(self.header)
        if given is None:
            return None
        scheme, _, key = given.partition(" ")
        if scheme.lower() != self.openapi_scheme:
            raise AuthenticationError
        return self.authenticate(request, key.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Seat:
        seat = seat_of_key(token, current())
        if seat is None:
            raise AuthenticationError
        request.seat = seat  # type: ignore[attr-defined]  # see Seated
        return seat


class BySession(APIKeyCookie):
    """The seat in the browser, the public's where nobody signed in; what records asks for the CSRF token."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Seat:  # noqa: ARG002  ninja's own
        seat: Seat = request.seat  # type: ignore[attr-defined]  # see Seated
        return seat

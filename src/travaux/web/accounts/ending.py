"""A seat ends: whoever sat there is signed out, everywhere, at once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.db import transaction

if TYPE_CHECKING:
    from travaux.web.accounts.models import Person, Seat


@transaction.atomic
def end_seat(seat: Seat, now: datetime) -> None:
    """End the seat and all sessions of its holder, who can sign in again to what is left.

    What the holder prepared stays with the delegation; which keys count is in the record.
    """
    seat.ended = now
    seat.save(update_fields=["ended"])
    sign_out(seat.person)


def sign_out(person: Person) -> None:
    """End every session of somebody, those too that have not been listed yet."""
    person.signed_out += 1
    person.save(update_fields=["signed_out"])
    for session in UserSession.objects.filter(user=person):
        session.end()

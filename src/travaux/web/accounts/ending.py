"""What ends at once, everywhere: a seat, whatever opens an account, and all sessions of its holder."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
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


@transaction.atomic
def reset(person: Person, password: str, now: datetime) -> None:
    """Set another password, after which nothing from before opens the account by itself.

    Sessions and the access keys of programs end. Passkeys, codes and providers stay: as the second step that
    they can be, and for their holder to look through.
    """
    person.set_password(password)
    person.reset = now
    person.save(update_fields=["password", "reset"])
    _end_access(person, now)
    sign_out(person)


@transaction.atomic
def close(person: Person, now: datetime) -> None:
    """End all that opens an account, so that whoever it belongs to can be let in anew.

    Seats, signing keys and what was prepared stay: they are the delegation's, or the record's.
    """
    person.set_unusable_password()
    person.save(update_fields=["password"])
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    _end_access(person, now)
    sign_out(person)


def sign_out(person: Person) -> None:
    """End every session of somebody, those too that have not been listed yet."""
    person.signed_out += 1
    person.save(update_fields=["signed_out"])
    for session in UserSession.objects.filter(user=person):
        session.end()


def _end_access(person: Person, now: datetime) -> None:
    person.access_keys.filter(ended=None).update(ended=now)

"""Invitations: a seat offered by a link, to one address, for a time, once. No account is made otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto
from typing import TYPE_CHECKING, Final

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from travaux.web.accounts.models import Invitation, Person, Seat, address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

SALT: Final = "travaux.invitation"
LASTS: Final = timedelta(days=14)


class NoInvitation(Exception):
    """The link leads to no invitation that stands."""

    def __init__(self) -> None:
        # One sentence for all: whoever has no right to a link learns nothing from it.
        super().__init__(
            _(
                "This invitation does not stand: it was taken up, withdrawn, or its time has passed. Ask "
                "whoever invited you for another."
            )
        )


class HasAccount(Exception):
    """The address has an account that is not this invitation's to make: its holder signs in to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What somebody is invited to."""

    email: str
    party: str = ""
    capacity: str = ""
    operator: bool = False


class Arrival(StrEnum):
    """What whoever opens the link has to do."""

    TAKES = auto()
    """Signed in as the one who is invited."""
    IS_ANOTHER = auto()
    """Signed in as somebody else."""
    SIGNS_IN = auto()
    """Has an account. Whether it was ever finished, and whose it is, is not said."""
    MAKES_ACCOUNT = auto()
    """Has none, or one without a way into it that this very party has begun."""


@transaction.atomic
def invite(offer: Offer, by: Person | None, now: datetime) -> Invitation:
    """Offer a seat; an offer of the same seat to the same address that still stands is withdrawn."""
    email = address(offer.email)
    standing(now).filter(email=email, party=offer.party).update(withdrawn=now)
    return Invitation.objects.create(
        email=email,
        party=offer.party,
        capacity=offer.capacity,
        operator=offer.operator,
        invited_by=by,
        expires=now + LASTS,
    )


def standing(now: datetime, parties: Iterable[str] | None = None) -> QuerySet[Invitation]:
    """Give the invitations that can be taken up, the oldest first."""
    found = Invitation.objects.filter(taken=None, withdrawn=None, expires__gt=now).order_by("made")
    return found if parties is None else found.filter(party__in=list(parties))


def token_of(one: Invitation) -> str:
    """Give what stands in the link. It is kept nowhere."""
    return signing.dumps([one.pk, one.expires.isoformat()], salt=SALT)


def found(token: str, now: datetime) -> Invitation:
    """Give the invitation of a link. Raises NoInvitation."""
    try:
        number, expires = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise NoInvitation from None
    one = standing(now).filter(pk=number).first()
    if one is None or one.expires.isoformat() != expires:
        raise NoInvitation
    return one


def arrival(one: Invitation, user: Person | AnonymousUser) -> Arrival:
    """Say what whoever opens the link has to do."""
    if isinstance(user, Person):
        return Arrival.TAKES if user.email == one.email else Arrival.IS_ANOTHER
    account = Person.objects.filter(email=one.email).first()
    return Arrival.MAKES_ACCOUNT if account is None or is_made_anew(account, one) else Arrival.SIGNS_IN


def is_made_anew(account: Person, one: Invitation) -> bool:
    """Whether it was begun and never finished, and nothing hangs on it but what *one* gives anyway.

    Whoever invites for one party has no say over what a person is for another, or for the server.
    """
    fits = parties_of(account) <= {one.party} and (one.operator or not account.is_staff)
    return fits and not has_way_in(account)


def parties_of(account: Person) -> set[str]:
    """Give the parties for which it has a seat, or a key of any kind."""
    parties = {*account.seats.filter(ended=None).values_list("party", flat=True)}
    parties |= {*account.keys.values_list("party", flat=True)}
    return parties | {*account.access_keys.filter(ended=None).values_list("party", flat=True)}


def has_way_in(person: Person) -> bool:
    """Whether somebody can sign in at all: a passkey that was begun and never made is no way in."""
    return (
        person.has_usable_password()
        or Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).exists()
        or SocialAccount.objects.filter(user=person).exists()
    )


@transaction.atomic
def take(one: Invitation, person: Person, now: datetime) -> None:
    """Give the person the seat; what it had of that party before has ended. Raises NoInvitation."""
    mine = Q(pk=one.pk, taken=None, withdrawn=None, expires__gt=now)
    if not Invitation.objects.filter(mine).update(taken=now):
        raise NoInvitation
    if one.operator and not person.is_staff:
        person.is_staff = True
        person.save(update_fields=["is_staff"])
    if one.party:
        person.seats.filter(party=one.party, ended=None).update(ended=now)
        Seat.objects.create(person=person, party=one.party, capacity=one.capacity)


@transaction.atomic
def account_for(one: Invitation, *, name: str, password: str | None, now: datetime) -> Person:
    """Make the account of whoever was invited, with its seat. Raises NoInvitation and HasAccount."""
    # Held until this ends: two links of one address, opened at once, make one account between them.
    person = Person.objects.select_for_update().filter(email=one.email).first()
    if person is None:
        try:
            with transaction.atomic():
                person = Person.objects.create_user(one.email, password, name=name)
        except IntegrityError:
            raise HasAccount from None
    elif is_made_anew(person, one):
        person.name = name or person.name
        person.set_password(password)
        person.save()
        Authenticator.objects.filter(user=person).delete()  # no second step that the first one left behind
    else:
        raise HasAccount
    take(one, person, now)
    return person

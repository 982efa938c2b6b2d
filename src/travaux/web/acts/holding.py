"""Keys that people hold, beside what the record says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TYPE_CHECKING

from travaux.record.act import Fingerprint, KeyUse
from travaux.record.signature import PublicKey
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import HeldKey

if TYPE_CHECKING:
    from travaux.record.negotiation import Key, Negotiation
    from travaux.web.accounts.models import Person
    from travaux.web.seat import Seat


class Standing(StrEnum):
    """What the record says of a key."""

    WAITS = auto()
    """Nothing yet: it signs for nobody."""
    SIGNS = auto()
    ENDED = auto()
    """It was revoked, or another took its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A key, and what the record says of it."""

    key: HeldKey
    public: PublicKey
    standing: Standing
    in_record: Key | None = None

    @property
    def waits(self) -> bool:
        return self.standing is Standing.WAITS

    @property
    def signs(self) -> bool:
        return self.standing is Standing.SIGNS


def held(one: HeldKey, state: Negotiation) -> Held:
    public = PublicKey.of(one.line)
    known = state.keys.get(Fingerprint(public.fingerprint))
    if known is None or known.party != one.party:
        standing = Standing.WAITS
    else:
        standing = Standing.SIGNS if known.until is None else Standing.ENDED
    return Held(key=one, public=public, standing=standing, in_record=known)


def keys_of(person: Person, seat: Seat) -> tuple[Held, ...]:
    """List the keys that somebody holds for the party of the seat, the newest first."""
    mine = HeldKey.objects.filter(person=person, party=seat.party or "").order_by("-made", "-pk")
    return tuple(held(one, seat.room.state) for one in mine)


def to_enrol(seat: Seat) -> Iterator[Held]:
    """Go through the keys that wait, and that whoever sits here enrols, the oldest first."""
    for one in HeldKey.objects.order_by("made", "pk").select_related("person"):
        found = held(one, seat.room.state)
        if found.waits and enrols(seat, PartyCode(one.party)) and _sits(one):
            yield found


def enrols(seat: Seat, party: PartyCode) -> bool:
    """Whether a key of *party* is enrolled from this seat: the first by the keeper, others by itself.

    `travaux.record.may` decides it again when it is recorded.
    """
    member = seat.room.state.members.get(party)
    if not seat.prepares or member is None or member.until is not None:
        return False
    return seat.party == party if has_key(party, seat.room.state) else seat.keeps


def has_key(party: PartyCode, state: Negotiation) -> bool:
    """Whether a key signs entries for the party now."""
    return any(
        one.party == party and one.until is None and one.use is KeyUse.ENTRY for one in state.keys.values()
    )


def _sits(one: HeldKey) -> bool:
    """Whether its holder still sits for the party."""
    return one.person.seats.filter(party=one.party, ended=None).exists()

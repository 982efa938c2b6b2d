"""With which key somebody signs for a party, on this server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from travaux.cli.keyring import KeyFault, Signer, private_in
from travaux.record.signature import BadKey, PrivateKey, PublicKey
from travaux.text.phrase import said_by
from travaux.web.accounts.models import HeldKey

if TYPE_CHECKING:
    from travaux.text.wording import PartyCode
    from travaux.web.accounts.models import Person
    from travaux.web.room import Room


class NoKey(Exception):
    """There is no key here that signs: for whom, and what to do."""


class WrongPassphrase(NoKey):
    """The passphrase does not open the key."""


@dataclass(frozen=True, slots=True)
class _Unsigned:
    """What stands for a key as long as an act is only shown."""

    public: PublicKey

    def sign(self, message: bytes, namespace: str) -> bytes:
        raise NoKey(
            f"{len(message)} bytes for {namespace} were to be signed, and nobody signs what is shown."
        )


UNSIGNED: Final[Signer] = _Unsigned(PrivateKey.from_seed(bytes(32)).public)
"""For whoever has no key."""


def shown_signed(room: Room, person: Person, party: PartyCode) -> Signer:
    """Give what stands for the key with which *person* would sign for *party*, while that is only shown."""
    try:
        if not asks_passphrase(room, party):
            return _Unsigned(room.keyring.public(party))
    except KeyFault:
        return UNSIGNED
    one = signs_with(room, person, party)
    return UNSIGNED if one is None else _Unsigned(PublicKey.of(one.line))


def asks_passphrase(room: Room, party: PartyCode) -> bool:
    """Whether signing for the party takes a passphrase: not where its key lies open in the folder of keys."""
    return not room.keyring.path(party).is_file()


def signer(room: Room, person: Person, party: PartyCode, passphrase: str) -> Signer:
    """Give what signs for *party*: its key in the folder of keys, else the person's own, opened for once.

    Raises NoKey.
    """
    if not asks_passphrase(room, party):
        try:
            return counting(private_in(room.keyring.path(party)), party, room)
        except KeyFault as fault:
            raise NoKey(said_by(fault)) from fault
    one = signs_with(room, person, party)
    if one is None:
        raise NoKey(_why_none(person, party))
    if not one.sealed:
        raise NoKey(
            gettext(
                "Your key for %(party)s, %(key)s, is kept elsewhere. Have this signed there: “Sign "
                "elsewhere” hands it out, and takes it back signed."
            )
            % {"party": party, "key": one.fingerprint}
        )
    try:
        return PrivateKey.from_openssh(one.sealed.encode(), passphrase.encode())
    except BadKey as fault:
        raise WrongPassphrase(
            gettext("The passphrase does not open your signing key. Nothing was recorded: give it again.")
        ) from fault


def signs_with(room: Room, person: Person, party: PartyCode) -> HeldKey | None:
    """Give the key of the person with which it signs for *party*: the newest that counts."""
    held = HeldKey.objects.filter(person=person, party=party).order_by("-made", "-pk")
    return next((one for one in held if _counts(PublicKey.of(one.line), party, room)), None)


def _why_none(person: Person, party: PartyCode) -> str:
    if HeldKey.objects.filter(person=person, party=party).exists():
        return gettext(
            "Your key for %(party)s is not enrolled in the record yet. The keeper of the record enrols it, "
            "or whoever signs for %(party)s already."
        ) % {"party": party}
    return gettext(
        "You have no key that signs for %(party)s. Make one under “Your keys”, and have it enrolled."
    ) % {"party": party}


def counting(key: PrivateKey, party: PartyCode, room: Room) -> PrivateKey:
    if not _counts(key.public, party, room):
        raise NoKey(
            gettext("The key of %(party)s on this server signs for nobody in this record. Have it enrolled.")
            % {"party": party}
        )
    return key


def _counts(key: PublicKey, party: PartyCode, room: Room) -> bool:
    return any(
        str(one.fingerprint) == key.fingerprint and one.party == party and one.until is None
        for one in room.state.keys.values()
    )

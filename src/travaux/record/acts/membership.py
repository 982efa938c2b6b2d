"""The acts by which a record is opened, and those about members, groups and keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from travaux.text.wording import PartyCode

Fingerprint = NewType("Fingerprint", str)
"""Which key: "SHA256:" and 43 characters."""


class Role(StrEnum):
    """What a member is in the negotiation."""

    PARTY = "party"
    OBSERVER = "observer"
    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    AUDITOR = "auditor"


class KeyUse(StrEnum):
    """What a key is for; one key has one use."""

    ENTRY = "entry"
    """Signs entries."""
    COSIGN = "cosign"
    """Witnesses heads of the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpensInstrument:
    """The first entry: what is negotiated, and who keeps the record."""

    title: str
    keeper: PartyCode
    """The member that keeps the record; its key signs this entry."""
    keeper_name: str
    keeper_key: str
    """An OpenSSH public key line."""
    log: str
    """The key that signs the record's heads, as a verifier line of a signed note."""
    languages: tuple[str, ...] = ()
    led: bool = True
    """Whether a chair or the secretariat leads the talks. Where nobody does, each party tables its own
    texts as a basis, and declares by which rules it asks for answers to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddsMember:
    party: PartyCode
    name: str
    role: Role = Role.PARTY
    names: tuple[tuple[str, str], ...] = ()
    """Its name in other languages, by tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovesMember:
    party: PartyCode
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinesGroup:
    """Names some members as a group; naming it again defines it anew from here on."""

    name: PartyCode
    title: str
    members: tuple[PartyCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolsKey:
    """From here on the key signs for the party."""

    party: PartyCode
    line: str
    use: KeyUse = KeyUse.ENTRY
    holder: str = ""
    """In whose hands it is, where the party says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RotatesKey:
    """The new key takes the place of the old from here on; the old one signs this entry."""

    old: Fingerprint
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokesKey:
    """From this place in the record on the key signs for nobody. What it signed before stands."""

    key: Fingerprint
    words: str = ""

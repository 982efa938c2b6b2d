"""What a party's answers to a draft say, piece by piece, and where a merged wording stands for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.compile.compilation import LeftOut
from travaux.compile.heard import Heard
from travaux.compile.hearing import Hearing
from travaux.compile.placed import named_in

if TYPE_CHECKING:
    from travaux.answers.answer import Answer, Unread
    from travaux.compile.base import Base
    from travaux.record.entry import Entered
    from travaux.record.merged import Merged
    from travaux.record.negotiation import Given
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One answer of the party, heard by itself."""

    given: Given
    heard: Hearing | LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One answer in a part."""

    part: Part
    number: int
    """In its own reply, from 1."""
    heard: Heard
    address: str
    """The provision of the draft it speaks of; "" for the whole, or for what stands nowhere in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is said by one answer that stands."""

    part: Part
    number: int
    """In its own reply, from 1."""
    heard: Heard
    original: Answer | None
    """The party's own answer, where a merged wording stands for it."""
    merged: Merged | None = None

    @property
    def entered(self) -> Entered:
        return self.part.given.entered


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A piece of a part that was not understood."""

    part: Part
    number: int
    """In its own reply, from 1, after its answers."""
    piece: Unread


def pieces(part: Part, base: Base) -> Iterator[Piece]:
    if isinstance(part.heard, LeftOut):
        return
    for number, one in enumerate(part.heard.heard, start=1):
        index = one.provision
        if index is None and one.answer.provision:
            found = named_in(one.answer.provision, base.draft)
            index = found[0] if len(found) == 1 else None
        address = "" if index is None else base.draft.provisions[index].eid
        yield Piece(part=part, number=number, heard=one, address=address)


def as_unit(unread: Unread) -> tuple[str, str, str]:
    return unread.finding.place.address, "", unread.words


def is_redraft(part: Part) -> bool:
    return isinstance(part.heard, Hearing) and part.heard.redraft and not part.given.provisions


def as_merged(piece: Piece, merged: Sequence[Merged]) -> Line:
    """Give what stands; a proposal whose party has consented to a merger, in the merged wording."""
    heard = piece.heard
    for one in merged:
        if (said := one.instead(heard, piece.address, piece.part.given.entered.leaf)) is not None:
            return Line(part=piece.part, number=piece.number, heard=said, original=heard.answer, merged=one)
    return Line(part=piece.part, number=piece.number, heard=heard, original=None)


def with_consent(party: PartyCode, hearing: Hearing, said: Sequence[Line]) -> tuple[Heard, ...]:
    """Give what was heard, each merged wording with the consent by which it stands, and its own words."""
    consent = {
        at: one.merged.consented(party, one.original) for at, one in enumerate(said) if one.merged is not None
    }
    if not consent:
        return hearing.heard
    return tuple(replace(one, merged=consent.get(at)) for at, one in enumerate(hearing.heard))


def with_principals(hearing: Hearing, heard: Sequence[Heard], said: Sequence[Line]) -> tuple[Heard, ...]:
    """Give what was heard, each in the names that its own entry gives it; what was joined, in none beside."""
    of_all = hearing.reply.principals
    named = [
        one.part.heard.reply.principals if isinstance(one.part.heard, Hearing) else of_all for one in said
    ]
    named += [()] * (len(heard) - len(named))
    return tuple(
        one if those == of_all else replace(one, principals=those)
        for one, those in zip(heard, named, strict=True)
    )

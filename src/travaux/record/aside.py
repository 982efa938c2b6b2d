"""What a party has said of a draft and says no longer, or what cannot be heard: put aside, with its fate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.answer import title
from travaux.compile.fate import Fate, NotUnderstood, Unit, words_of
from travaux.compile.unit_name import unit_name, whole_name
from travaux.record.latest import Latest
from travaux.record.piece import as_unit
from travaux.text.finding import Finding, Severity
from travaux.text.phrase import listed, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.compilation import LeftOut
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Given
    from travaux.record.piece import Line, Part, Piece, Unreadable
    from travaux.record.views.places import Places
    from travaux.text.wording import PartyCode


class Aside:
    """Units of one party that are in no hearing."""

    def __init__(self, party: PartyCode, parts: Sequence[Part], places: Places) -> None:
        self.party = party
        self.places = places
        self.latest = Latest([(part.given, part.heard) for part in parts], places)
        self.units: list[tuple[Entered, Unit]] = []
        self.left_out: list[LeftOut] = []

    def stands(self, piece: Piece) -> bool:
        """Whether an answer is what the party says now; one that is not is put aside with its fate."""
        part = piece.part
        fate = self.latest.fate(part.given, piece.number, piece.heard, piece.address)
        if fate is None and part.given.provisions and piece.heard.provision is not None:
            above = self.places.above(piece.address)
            if above.isdisjoint(part.given.provisions):
                fate = NotUnderstood(finding=_outside(part.given, piece))
        if fate is None:
            return True
        answer = piece.heard.answer
        unit = (answer.provision, title(answer.position), words_of(answer.position))
        self.put(part, self.name(part, piece.number), unit, fate)
        return False

    def fate_of_rest(self, part: Part) -> Fate | None:
        """Say why nothing of a part stands; None where some of it may."""
        given = part.given
        fates = [self.latest.said_no_more(given, at) for at in given.provisions or ("",)]
        return fates[0] if None not in fates else None

    def not_heard(self, part: Part, left_out: LeftOut) -> None:
        """Put a whole reply aside that cannot be read or is none to this draft: one unit, with why."""
        fate = self.fate_of_rest(part)
        if fate is None:
            fate = NotUnderstood(finding=left_out.finding)
            self.left_out.append(left_out)
        name = whole_name(self.party, part.given.entered.index)
        self.put(part, name, ("; ".join(part.given.provisions), "", ""), fate)

    def name(self, part: Part, number: int) -> str:
        """Name a unit after its party, its entry and its place there."""
        return unit_name(self.party, number, entry=part.given.entered.index)

    def put(self, part: Part, name: str, unit: tuple[str, str, str], fate: Fate) -> None:
        """Put a unit aside: the provision it names, its position and its words, with its fate."""
        provision, position, words = unit
        self.units.append(
            (
                part.given.entered,
                Unit(
                    reference=name,
                    party=self.party,
                    provision=provision,
                    position=position,
                    words=words,
                    fate=fate,
                ),
            )
        )

    def all_left_out(self, left_out: LeftOut, said: Sequence[Line], unread: Sequence[Unreadable]) -> None:
        """Put all of a party's answers aside, where together they cannot be heard."""
        self.left_out.append(left_out)
        fate = NotUnderstood(finding=left_out.finding)
        for one in said:
            answer = one.heard.answer
            unit = answer.provision, title(answer.position), words_of(answer.position)
            self.put(one.part, self.name(one.part, one.number), unit, fate)
        for piece in unread:
            own = NotUnderstood(finding=piece.piece.finding)
            self.put(piece.part, self.name(piece.part, piece.number), as_unit(piece.piece), own)


def _outside(given: Given, piece: Piece) -> Finding:
    answer = piece.heard.answer
    return Finding(
        code="outside-its-entry",
        message=phrase(
            'Entry {number} of {party} answers {provisions}; its document speaks of "{other}" too. That is '
            "not taken as its answer there.",
            number=given.entered.index,
            party=given.party,
            provisions=listed(given.provisions),
            other=answer.provision,
        ),
        severity=Severity.ERROR,
        place=answer.place,
        hint=phrase("Answer that provision by an entry that names it, or answer the draft in whole."),
    )

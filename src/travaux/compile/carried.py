"""A Compilation ↔ the members of its file, in which what stands elsewhere in it is not written again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.answers.answer import Answer, Condition, title
from travaux.answers.position import Position
from travaux.compile import compilation as compiled
from travaux.compile.fate import Fate, Unit, words_of
from travaux.text.finding import Place
from travaux.text.instrument import Text
from travaux.text.provision import Address, Provision
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft as carried: a Text and its identity."""

    identity: str
    title: str = ""
    draft: str = ""
    language: str = "und"
    head: str = ""
    tail: str = ""
    provisions: tuple[Provision, ...] = ()

    @classmethod
    def of(cls, text: Text) -> Draft:
        return cls(
            identity=text.identity,
            title=text.title,
            draft=text.draft,
            language=text.language,
            head=text.head,
            tail=text.tail,
            provisions=text.provisions,
        )

    def text(self) -> Text:
        """Give the text; whether its identity is the one said is for the caller to see."""
        return Text(
            title=self.title,
            draft=self.draft,
            language=self.language,
            head=self.head,
            tail=self.tail,
            provisions=self.provisions,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """An answer as carried. ``answer`` names no provision where the stance does."""

    party: PartyCode
    reference: str
    provision: Address | None = None
    answer: Said
    conditions_on: tuple[Address, ...] = ()

    @classmethod
    def of(cls, stance: compiled.Stance, voice: compiled.Voice) -> Stance:
        answer = stance.answer
        return cls(
            party=stance.party,
            reference=stance.reference,
            provision=stance.provision,
            answer=Said(
                provision=answer.provision if answer.provision != stance.provision else None,
                position=answer.position,
                reason=answer.reason,
                conditions=answer.conditions,
                quoted=answer.quoted,
                place=answer.place if answer.place != _place(voice, stance.provision) else None,
            ),
            conditions_on=stance.conditions_on,
        )

    def stance(self, voice: compiled.Voice) -> compiled.Stance:
        """Give the stance of *voice* in full."""
        said = self.answer
        return compiled.Stance(
            party=self.party,
            reference=self.reference,
            provision=self.provision,
            answer=Answer(
                provision=said.provision if said.provision is not None else self.provision or "",
                position=said.position,
                reason=said.reason,
                conditions=said.conditions,
                quoted=said.quoted,
                place=said.place if said.place is not None else _place(voice, self.provision),
            ),
            conditions_on=self.conditions_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was answered. Left out: the provision that the stance names; the place, if it is known from it."""

    provision: str | None = None
    position: Position
    reason: str = ""
    conditions: tuple[Condition, ...] = ()
    quoted: str = ""
    place: Place | None = None


def _place(voice: compiled.Voice, provision: Address | None) -> Place:
    return Place(source=voice.source, address=provision or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fated:
    """A unit and its fate. Of a stance with this reference, only the fate: the rest is said there."""

    reference: str
    party: PartyCode | None = None
    provision: str = ""
    position: str = ""
    words: str = ""
    fate: Fate

    @classmethod
    def of(cls, unit: Unit, stances: Mapping[str, compiled.Stance]) -> Fated:
        stance = stances.get(unit.reference)
        if stance is not None and _unit(stance, unit.fate) == unit:
            return cls(reference=unit.reference, fate=unit.fate)
        return cls(
            reference=unit.reference,
            party=unit.party,
            provision=unit.provision,
            position=unit.position,
            words=unit.words,
            fate=unit.fate,
        )

    def unit(self, stances: Mapping[str, compiled.Stance]) -> Unit:
        """Give the unit in full. Raises KeyError where it is of a stance that is not there."""
        if self.party is None:
            return _unit(stances[self.reference], self.fate)
        return Unit(
            reference=self.reference,
            party=self.party,
            provision=self.provision,
            position=self.position,
            words=self.words,
            fate=self.fate,
        )


def _unit(stance: compiled.Stance, fate: Fate) -> Unit:
    return Unit(
        reference=stance.reference,
        party=stance.party,
        provision=stance.answer.provision,
        position=title(stance.answer.position),
        words=words_of(stance.answer.position),
        fate=fate,
    )

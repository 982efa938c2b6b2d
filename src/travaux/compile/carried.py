"""A Compilation ↔ the members of its file, in which what stands elsewhere in it is not written again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.answer import Answer, Condition, Unread, title
from travaux.answers.position import Position
from travaux.compile import compilation as compiled
from travaux.compile.before import Before
from travaux.compile.consented import Consented
from travaux.compile.correction import Correction
from travaux.compile.fate import (
    Fate,
    NotUnderstood,
    OutOfTime,
    Superseded,
    Unit,
    Withdrawn,
    words_of,
)
from travaux.compile.operation import Delete, Endorse, Except, Insert, Oppose, Renumber, Reword
from travaux.text.finding import Place
from travaux.text.instrument import Text
from travaux.text.provision import Address, Provision
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from travaux.compile.operation import Operation


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
    before: Before | None = None
    corrected: tuple[Correction, ...] = ()
    merged: Consented | None = None
    principals: tuple[PartyCode, ...] | None = None
    """Left out: as the party's voice says of all that it says."""
    redraft: bool | None = None
    """Left out: as the party's voice is."""
    untaken: tuple[Unread, ...] = ()

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
            before=stance.before,
            corrected=stance.corrected,
            merged=stance.merged,
            redraft=None if stance.redraft == voice.redraft else stance.redraft,
            untaken=stance.untaken,
            principals=None if stance.principals == voice.principals else stance.principals,
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
            before=self.before,
            corrected=self.corrected,
            merged=self.merged,
            redraft=voice.redraft if self.redraft is None else self.redraft,
            untaken=self.untaken,
            principals=voice.principals if self.principals is None else self.principals,
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


def contradictions(compilation: compiled.Compilation, size: int) -> Iterator[str]:
    """Say where the members of a file speak of what is not in it, say a thing twice, or leave one unsaid.

    Of each: where, what was found, what was expected. What the operations draw is not asked. *size*: the
    bytes of the file, which nothing in it can outnumber.
    """
    yield from _repeated(compilation)
    yield from _of_parties(compilation)
    yield from _of_operations(compilation, size)
    eids = {provision.eid for provision in compilation.draft.provisions}
    fated = {unit.reference for unit in compilation.units}
    stances = {stance.reference for stance in compilation.stances}
    for at, stance in enumerate(compilation.stances):
        if stance.reference not in fated:
            yield f"$.stances[{at}]: {stance.reference} has no fate; expected one in $.fates."
        for address in (stance.provision, *stance.conditions_on):
            if address is not None and address not in eids:
                yield f"$.stances[{at}]: found {address}; expected the address of a provision of the draft."
    for at, unit in enumerate(compilation.units):
        if unit.reference not in stances and not isinstance(unit.fate, _WITHOUT_STANCE):
            yield (
                f"$.fates[{at}]: {unit.reference} is not a stance in it; expected one, for only what was "
                "not understood, came out of time, was taken back or superseded has none."
            )


_SAID_BEFORE: Final = (Withdrawn, Superseded, OutOfTime)
"""The fates of what is not, or no longer, what its party says: all it has said may have one of them."""
_WITHOUT_STANCE: Final = (NotUnderstood, *_SAID_BEFORE)


def _repeated(compilation: compiled.Compilation) -> Iterator[str]:
    series: tuple[tuple[str, Sequence[Hashable], str], ...] = (
        ("order", compilation.order, "a party"),
        ("names", [code for code, _ in compilation.names], "the name of a party"),
        ("voices", [voice.party for voice in compilation.voices], "the voice of a party"),
        ("operations", compilation.operations, "an operation"),
        ("stances", [stance.reference for stance in compilation.stances], "a stance"),
        ("fates", [unit.reference for unit in compilation.units], "the fate of a unit"),
    )
    for name, values, called in series:
        first: dict[Hashable, int] = {}
        for at, value in enumerate(values):
            if (earlier := first.setdefault(value, at)) != at:
                yield f"$.{name}[{at}]: found what $.{name}[{earlier}] is; expected {called} once."


def _of_parties(compilation: compiled.Compilation) -> Iterator[str]:
    everybody = frozenset(compilation.order)
    voices = frozenset(voice.party for voice in compilation.voices)
    named: tuple[tuple[str, Iterable[tuple[PartyCode, ...]], frozenset[PartyCode]], ...] = (
        ("names", ((code,) for code, _ in compilation.names), everybody),
        ("voices", ((voice.party, *voice.principals) for voice in compilation.voices), everybody),
        ("stances", (stance.principals for stance in compilation.stances), everybody),
        ("operations", (_doing(operation) for operation in compilation.operations), voices),
        (
            "fates",
            ((unit.party,) for unit in compilation.units if not isinstance(unit.fate, _SAID_BEFORE)),
            voices,
        ),
        (
            "fates",
            ((unit.party,) for unit in compilation.units if isinstance(unit.fate, _SAID_BEFORE)),
            everybody,
        ),
    )
    for name, series, known in named:
        where = "order" if known is everybody else "voices"
        for at, codes in enumerate(series):
            for code in codes:
                if code not in known:
                    yield f"$.{name}[{at}]: found the party {code!a}; expected one in $.{where}."


def _of_operations(compilation: compiled.Compilation, size: int) -> Iterator[str]:
    wids = {"", *(provision.wid for provision in compilation.draft.provisions)}
    for at, operation in enumerate(compilation.operations):
        if not _doing(operation):
            yield f"$.operations[{at}]: found nobody behind it; expected one party or more."
        if isinstance(operation, Insert):
            on: tuple[str, ...] = (operation.after, operation.moved)
            if not 0 <= operation.ahead <= size:
                yield (
                    f"$.operations[{at}].ahead: found {operation.ahead} brackets before a number; "
                    f"expected 0 or more, and no more than the {size} bytes of the file."
                )
        elif isinstance(operation, Delete) and operation.into:
            on = (operation.provision, operation.into)
        else:
            on = (operation.provision,)
        for wid in on:
            if wid not in wids:
                yield f"$.operations[{at}]: found {wid}; expected the wid of a provision of the draft."


def _doing(operation: Operation) -> tuple[PartyCode, ...]:
    match operation:
        case Endorse(parties=parties) | Oppose(parties=parties) | Except(parties=parties):
            return parties
        case Reword() | Renumber() | Delete() | Insert():
            return operation.backers.all
        case _:
            assert_never(operation)

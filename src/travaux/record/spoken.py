"""What one party says of a draft now, put together from its own entries; and what it says no longer.

Of each provision the party's latest answer to it counts: one to the whole text answers every provision, one
to an article everything in it. What it added, opposed of others, held or asked, and what it said of the
provision's words, stand beside each other. What was withdrawn does not bring back what it had replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from travaux.answers.answer import Answer, Reply, title
from travaux.answers.position import Holds
from travaux.compile.compilation import LeftOut
from travaux.compile.fate import Fate, NotUnderstood, Unit, words_of
from travaux.compile.heard import Heard
from travaux.compile.hearing import Hearing, hear
from travaux.compile.unit_name import unit_name, whole_name
from travaux.record.latest import Latest
from travaux.record.merged import Merged
from travaux.record.overlay import overlaid
from travaux.text.finding import Finding, Place, Severity
from travaux.text.reference import resolve

if TYPE_CHECKING:
    from travaux.answers.answer import Unread
    from travaux.compile.base import Base
    from travaux.record.entry import Entered
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given, Negotiation
    from travaux.record.views.places import Places
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """What a party says by an entry without a document: that it joins a proposal, or holds."""

    entered: Entered
    number: int
    """Its place among what the entry says, from 1."""
    answer: Answer
    joined: Entered | None = None
    """The answer that it joins; None: it joins none."""
    gone: Fate | None = None
    """Why the proposal that was joined is not what its party says now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a party says now, as the compile hears it, and what it said before."""

    party: PartyCode
    hearing: Hearing | None
    """None: it says nothing now."""
    entries: tuple[Entered, ...] = ()
    """By which entry each unit of the hearing was submitted: answers in order, then pieces not read."""
    originals: Mapping[int, Answer]
    """By their number from 0, the answers in whose place a merged wording stands."""
    merged: Mapping[int, Merged]
    """And the merger of each."""
    joins: Mapping[int, Also] = field(default_factory=dict)
    """By their number from 0, those that were said by joining an answer."""
    before: tuple[tuple[Entered, Unit], ...] = ()
    """Units that are in no hearing, with their fates."""
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One answer of the party, heard by itself."""

    given: Given
    heard: Hearing | LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """One answer in a part."""

    part: _Part
    number: int
    """In its own reply, from 1."""
    heard: Heard
    address: str
    """The provision of the draft it speaks of; "" for the whole, or for what stands nowhere in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The draft that is answered, made ready, and the documents of the answers."""

    known: Negotiation
    draft: Draft
    base: Base
    places: Places
    library: Library


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What is said by one answer that stands."""

    part: _Part
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
class _Unreadable:
    """A piece of a part that was not understood."""

    part: _Part
    number: int
    """In its own reply, from 1, after its answers."""
    piece: Unread


def spoken(
    party: PartyCode,
    given: Sequence[Given],
    also: Sequence[Also],
    merged: Sequence[Merged],
    *,
    ground: Ground,
) -> Spoken:
    """Put together what *party* says of the draft: its answers in the order of their entries."""
    library, known, draft = ground.library, ground.known, ground.draft
    parts = [_Part(given=one, heard=library.heard(known, one, draft)) for one in given]
    found = _Putting(party, ground, parts).together(also, merged)
    if found.hearing is None:
        return found
    hearing = found.hearing
    if found.originals:
        hearing = replace(hearing, unmerged=_Putting(party, ground, parts).together(also, ()).hearing)
    return replace(found, hearing=hearing)


def spoken_then(
    party: PartyCode,
    given: Sequence[Given],
    also: Sequence[Also],
    merged: Sequence[Merged],
    *,
    ground: Ground,
    size: int,
) -> Spoken:
    """Put together what *party* said of the draft when the record had *size* entries."""
    library, known, draft = ground.library, ground.known, ground.draft
    parts = [
        _Part(given=_then(one, size), heard=library.heard(known, one, draft))
        for one in given
        if one.entered.index < size
    ]
    return _Putting(party, ground, parts).together([one for one in also if one.entered.index < size], merged)


def _then(given: Given, size: int) -> Given:
    """Give an answer without what was withdrawn of it later."""
    gone = given.withdrawn
    return replace(
        given,
        withdrawn=None if gone is None or gone.index >= size else gone,
        withdrawn_at=tuple((at, one) for at, one in given.withdrawn_at if one.index < size),
    )


class _Putting:
    """The work of putting one party's answers together."""

    def __init__(self, party: PartyCode, ground: Ground, parts: Sequence[_Part]) -> None:
        self.party = party
        self.ground = ground
        self.base = ground.base
        self.places = ground.places
        self.parts = parts
        self.latest = Latest([(part.given, part.heard) for part in parts], ground.places)
        self.before: list[tuple[Entered, Unit]] = []
        self.left_out: list[LeftOut] = []
        self.findings: list[Finding] = []

    def together(self, also: Sequence[Also], merged: Sequence[Merged]) -> Spoken:
        standing: list[_Piece] = []
        unread: list[_Unreadable] = []
        speaking: list[_Part] = []
        """The parts of which something stands."""
        entire = True
        for part in self.parts:
            if isinstance(part.heard, LeftOut):
                self._not_heard(part, part.heard)
                continue
            own = [piece for piece in _pieces(part, self.base) if self._stands(piece)]
            rest = self._fate_of_rest(part)
            for number, one in enumerate(part.heard.reply.unread, start=len(part.heard.heard) + 1):
                if rest is None:
                    unread.append(_Unreadable(part=part, number=number, piece=one))
                else:
                    self._put_aside(part, self._name(part, number), _as_unit(one), rest)
            if own or rest is None:
                speaking.append(part)
                standing += own
                entire = entire and len(own) == len(part.heard.heard) and rest is None
        said = [_as_merged(piece, merged) for piece in standing]
        hearing: Hearing | LeftOut | None = None
        if len(speaking) == 1 and entire and all(one.original is None for one in said):
            hearing = speaking[0].heard
        elif speaking and _is_redraft(speaking[0]):
            hearing, said = self._over_redraft(speaking, said, unread)
        elif speaking:
            hearing = hear(self._reply(speaking, said, unread), self.base)
        if isinstance(hearing, LeftOut):
            self._all_left_out(hearing, said, unread)
            hearing, said, unread = None, [], []
        hearing, more = self._adding(hearing, also, standing)
        joins = {at: one for at, one in enumerate(more, start=len(said)) if one.joined is not None}
        units = (
            *((one.entered, one.number) for one in said),
            *((one.entered, one.number) for one in more),
            *((one.part.given.entered, one.number) for one in unread),
        )
        if hearing is not None:
            names = tuple(unit_name(self.party, number, entry=one.index) for one, number in units)
            hearing = replace(hearing, named=names, heard=_with_consent(self.party, hearing, said))
        return Spoken(
            party=self.party,
            hearing=hearing,
            entries=tuple(one for one, _ in units),
            originals={at: one.original for at, one in enumerate(said) if one.original is not None},
            merged={at: one.merged for at, one in enumerate(said) if one.merged is not None},
            joins=joins,
            before=tuple(self.before),
            left_out=tuple(self.left_out),
            findings=tuple(self.findings),
        )

    # --- which of its answers stand

    def _stands(self, piece: _Piece) -> bool:
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
        self._put_aside(part, self._name(part, piece.number), unit, fate)
        return False

    def _fate_of_rest(self, part: _Part) -> Fate | None:
        """Say why nothing of a part stands; None where some of it may."""
        given = part.given
        fates = [self.latest.said_no_more(given, at) for at in given.provisions or ("",)]
        return fates[0] if None not in fates else None

    def _not_heard(self, part: _Part, left_out: LeftOut) -> None:
        """Put a whole reply aside that cannot be read or is none to this draft: one unit, with why."""
        fate = self._fate_of_rest(part)
        if fate is None:
            fate = NotUnderstood(finding=left_out.finding)
            self.left_out.append(left_out)
        name = whole_name(self.party, part.given.entered.index)
        self._put_aside(part, name, ("; ".join(part.given.provisions), "", ""), fate)

    def _name(self, part: _Part, number: int) -> str:
        return unit_name(self.party, number, entry=part.given.entered.index)

    def _put_aside(self, part: _Part, name: str, unit: tuple[str, str, str], fate: Fate) -> None:
        provision, position, words = unit
        self.before.append(
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

    # --- one hearing of them all

    def _reply(
        self, speaking: Sequence[_Part], said: Sequence[_Line], unread: Sequence[_Unreadable]
    ) -> Reply:
        replies = [one.heard.reply for one in speaking if isinstance(one.heard, Hearing)]
        return Reply(
            party=self.party,
            principals=self._principals(speaking),
            names=tuple(dict.fromkeys(name for one in replies for name in one.names)),
            answers=tuple(one.heard.answer for one in said),
            unread=tuple(one.piece for one in unread),
            source="; ".join(one.source for one in replies),
        )

    def _principals(self, speaking: Sequence[_Part]) -> tuple[PartyCode, ...]:
        """Give those in whose name all of it is: nobody stands behind what another says without it."""
        named = [one.heard.reply.principals for one in speaking if isinstance(one.heard, Hearing)]
        all_of_it = tuple(code for code in named[0] if all(code in those for those in named))
        for one in speaking:
            if not isinstance(one.heard, Hearing):
                continue
            beside = [code for code in one.heard.reply.principals if code not in (*all_of_it, self.party)]
            if beside:
                self.findings.append(_in_other_names(self.party, one.given.entered, beside))
        return all_of_it

    def _over_redraft(
        self, speaking: Sequence[_Part], said: Sequence[_Line], unread: Sequence[_Unreadable]
    ) -> tuple[Hearing | LeftOut, list[_Line]]:
        """Hear a redraft in whole, which comes first, with what was answered since laid over it."""
        redraft = speaking[0]
        reply = self.ground.library.reply(self.ground.known, redraft.given)
        if isinstance(reply, LeftOut):
            return reply, list(said)
        if isinstance(redraft.heard, LeftOut):
            return redraft.heard, list(said)
        own = [one for one in said if one.part is redraft and one.original is None]
        since = [one for one in said if one.part is not redraft or one.original is not None]
        standing = {one.number for one in own}
        gone = [one for number, one in enumerate(redraft.heard.heard, start=1) if number not in standing]
        replies = [one.heard.reply for one in speaking if isinstance(one.heard, Hearing)]
        found = overlaid(
            replace(
                reply,
                principals=self._principals(speaking),
                source=reply.source if redraft.given.shown else "; ".join(one.source for one in replies),
            ),
            kept=[one.heard for one in own],
            gone=gone,
            since=[one.heard for one in since],
            unread=[one.piece for one in unread if one.part is not redraft],
            base=self.base,
        )
        if isinstance(found, LeftOut):
            return found, list(said)
        beyond = count(len(redraft.heard.heard) + len(redraft.heard.reply.unread) + 1)
        lines = [
            _Line(
                part=redraft, number=next(beyond) if at is None else own[at].number, heard=one, original=None
            )
            for at, one in zip(found.own, found.hearing.heard, strict=False)
        ]
        return found.hearing, [*lines, *since]

    def _all_left_out(self, left_out: LeftOut, said: Sequence[_Line], unread: Sequence[_Unreadable]) -> None:
        self.left_out.append(left_out)
        fate = NotUnderstood(finding=left_out.finding)
        for one in said:
            answer = one.heard.answer
            unit = answer.provision, title(answer.position), words_of(answer.position)
            self._put_aside(one.part, self._name(one.part, one.number), unit, fate)
        for piece in unread:
            own = NotUnderstood(finding=piece.piece.finding)
            self._put_aside(piece.part, self._name(piece.part, piece.number), _as_unit(piece.piece), own)

    def _adding(
        self, hearing: Hearing | None, also: Sequence[Also], standing: Sequence[_Piece]
    ) -> tuple[Hearing | None, list[Also]]:
        """Add what the party joins and holds, but holds that its documents have already."""
        held = {one.address for one in standing if isinstance(one.heard.answer.position, Holds)}
        added: list[Heard] = []
        told: list[Also] = []
        for one in also:
            if isinstance(one.answer.position, Holds) and one.answer.provision in held:
                continue
            index = self.base.draft.index(one.answer.provision) if one.answer.provision else None
            added.append(Heard(answer=one.answer, provision=index))
            told.append(one)
        if not added:
            return hearing, []
        if hearing is None:
            empty = hear(Reply(party=self.party, source=f"entry {told[0].entered.index}"), self.base)
            if isinstance(empty, LeftOut):
                return None, []
            hearing = empty
        return replace(hearing, heard=(*hearing.heard, *added)), told


def _pieces(part: _Part, base: Base) -> Iterator[_Piece]:
    if isinstance(part.heard, LeftOut):
        return
    for number, one in enumerate(part.heard.heard, start=1):
        index = one.provision
        if index is None and one.answer.provision:
            found = resolve(one.answer.provision, base.draft)
            index = found[0] if len(found) == 1 else None
        address = "" if index is None else base.draft.provisions[index].eid
        yield _Piece(part=part, number=number, heard=one, address=address)


def _as_unit(unread: Unread) -> tuple[str, str, str]:
    return unread.finding.place.address, "", unread.words


def _is_redraft(part: _Part) -> bool:
    return isinstance(part.heard, Hearing) and part.heard.redraft and not part.given.provisions


def _as_merged(piece: _Piece, merged: Sequence[Merged]) -> _Line:
    """Give what stands; a proposal whose party has consented to a merger, in the merged wording."""
    heard = piece.heard
    for one in merged:
        if (said := one.instead(heard, piece.address, piece.part.given.entered.leaf)) is not None:
            return _Line(part=piece.part, number=piece.number, heard=said, original=heard.answer, merged=one)
    return _Line(part=piece.part, number=piece.number, heard=heard, original=None)


def _with_consent(party: PartyCode, hearing: Hearing, said: Sequence[_Line]) -> tuple[Heard, ...]:
    """Give what was heard, each merged wording with the consent by which it stands, and its own words."""
    consent = {
        at: one.merged.consented(party, one.original) for at, one in enumerate(said) if one.merged is not None
    }
    if not consent:
        return hearing.heard
    return tuple(replace(one, merged=consent.get(at)) for at, one in enumerate(hearing.heard))


def _outside(given: Given, piece: _Piece) -> Finding:
    answer = piece.heard.answer
    return Finding(
        code="outside-its-entry",
        message=f"Entry {given.entered.index} of {given.party} answers {', '.join(given.provisions)}; "
        f'its document speaks of "{answer.provision}" too. That is not taken as its answer there.',
        severity=Severity.ERROR,
        place=answer.place,
        hint="Answer that provision by an entry that names it, or answer the draft in whole.",
    )


def _in_other_names(party: PartyCode, entered: Entered, beside: Sequence[PartyCode]) -> Finding:
    return Finding(
        code="in-other-names",
        message=f"Entry {entered.index} of {party} is in the name of {', '.join(beside)} too, and not all "
        f"that {party} says of this draft is. It stands in the name of {party} here.",
        severity=Severity.WARNING,
        place=Place(source=f"entry {entered.index}"),
        hint=f"The entry says in whose name it is. {', '.join(beside)} may answer in a name of their own.",
    )

"""What one party says of a draft now, put together from its own entries; and what it says no longer.

Of each provision the party's latest answer to it counts: one to the whole text answers every provision, one
to an article everything in it. What was withdrawn does not bring back what it had replaced.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Answer, Reply, title
from travaux.answers.position import AcceptsExcept, Amends, AmendsWords, Editorial, Holds
from travaux.compile.compilation import LeftOut
from travaux.compile.fate import Fate, NotUnderstood, OutOfTime, Superseded, Unit, Withdrawn, words_of
from travaux.compile.heard import Heard
from travaux.compile.hearing import Hearing, hear
from travaux.text.finding import Finding, Place, Severity
from travaux.text.reference import resolve

if TYPE_CHECKING:
    from travaux.answers.answer import Unread
    from travaux.compile.base import Base
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.places import Places
    from travaux.text.wording import PartyCode, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The wording in which all concerned have agreed that their proposals at a provision go up."""

    entered: Entered
    provision: str
    words: Wording
    answers: frozenset[LeafHash]


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """What a party says by an entry without a document: that it joins a proposal, or holds."""

    entered: Entered
    answer: Answer
    fault: Finding | None = None
    """Why it says nothing now: the proposal that was joined stands no longer."""


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
    before: tuple[tuple[Entered, Unit], ...] = ()
    """Units that are in no hearing, with their fates."""
    left_out: tuple[LeftOut, ...] = ()


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

    draft: Draft
    base: Base
    places: Places
    library: Library


def spoken(
    party: PartyCode,
    given: Sequence[Given],
    also: Sequence[Also],
    merged: Sequence[Merged],
    *,
    ground: Ground,
    name: str = "",
) -> Spoken:
    """Put together what *party* says of the draft: its answers in the order of their entries.

    *name* is what the party is called, as its documents may call it too.
    """
    parts = [_Part(given=one, heard=ground.library.heard(one, ground.draft, name)) for one in given]
    return _Putting(party, ground, parts).together(also, merged)


class Latest:
    """A party's answers to one draft, by the provisions they name: which of them says what it says now."""

    def __init__(self, given: Iterable[Given], places: Places) -> None:
        """Take the party's answers in the order of their entries."""
        self._places = places
        self._naming: dict[str, list[Given]] = {}
        for one in given:
            if not one.out_of_time:
                for at in one.provisions or ("",):
                    self._naming.setdefault(at, []).append(one)

    def said_no_more(self, given: Given, address: str) -> Fate | None:
        """Say why what an answer says at *address* is not what its party says now; None where it is."""
        if given.out_of_time:
            return OutOfTime()
        above = self._places.above(address)
        if given.withdrawn is not None or any(at in above for at, _ in given.withdrawn_at):
            return Withdrawn()
        later: list[int] = []
        for at in above:
            naming = self._naming.get(at, [])
            next_ = bisect_right(naming, given.entered.index, key=lambda one: one.entered.index)
            later += [one.entered.index for one in naming[next_ : next_ + 1]]
        return Superseded(by=f"entry {min(later)}") if later else None


class _Putting:
    """The work of putting one party's answers together."""

    def __init__(self, party: PartyCode, ground: Ground, parts: Sequence[_Part]) -> None:
        self.party = party
        self.base = ground.base
        self.places = ground.places
        self.parts = parts
        self.latest = Latest([part.given for part in parts], ground.places)
        self.before: list[tuple[Entered, Unit]] = []
        self.left_out: list[LeftOut] = []

    def together(self, also: Sequence[Also], merged: Sequence[Merged]) -> Spoken:
        standing: list[_Piece] = []
        unread: list[tuple[_Part, Unread]] = []
        speaking: list[_Part] = []
        """The parts of which something stands."""
        entire = True
        for part in self.parts:
            if isinstance(part.heard, LeftOut):
                self._not_heard(part, part.heard)
                continue
            own = [piece for piece in _pieces(part, self.base) if self._stands(piece)]
            rest = self._fate_of_rest(part)
            for count, one in enumerate(part.heard.reply.unread, start=len(part.heard.heard) + 1):
                if rest is None:
                    unread.append((part, one))
                else:
                    self._put_aside(part, count, (one.finding.place.address, "", one.words), rest)
            if own or rest is None:
                speaking.append(part)
                standing += own
                entire = entire and len(own) == len(part.heard.heard) and rest is None
        said, originals = _with_mergers(standing, merged)
        hearing: Hearing | LeftOut | None = None
        if len(speaking) == 1 and entire and not originals:
            hearing = speaking[0].heard
        elif speaking:
            hearing = hear(self._reply(speaking, said, unread), self.base)
        if isinstance(hearing, LeftOut):
            self._all_left_out(hearing, said)
            hearing, said, unread, originals = None, [], [], {}
        hearing, more = self._adding(hearing, also, standing)
        return Spoken(
            party=self.party,
            hearing=hearing,
            entries=(
                *(entered for entered, _ in said),
                *more,
                *(part.given.entered for part, _ in unread),
            ),
            originals=originals,
            before=tuple(self.before),
            left_out=tuple(self.left_out),
        )

    # --- which of its answers stand

    def _stands(self, piece: _Piece) -> bool:
        """Whether an answer is what the party says now; one that is not is put aside with its fate."""
        part = piece.part
        fate = self.latest.said_no_more(part.given, piece.address)
        if fate is None and part.given.provisions and piece.heard.provision is not None:
            above = self.places.above(piece.address)
            if above.isdisjoint(part.given.provisions):
                fate = NotUnderstood(finding=_outside(part.given, piece))
        if fate is None:
            return True
        answer = piece.heard.answer
        unit = (answer.provision, title(answer.position), words_of(answer.position))
        self._put_aside(part, piece.number, unit, fate)
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
        self._put_aside(part, 1, ("; ".join(part.given.provisions), "", ""), fate)

    def _put_aside(self, part: _Part, number: int, unit: tuple[str, str, str], fate: Fate) -> None:
        provision, position, words = unit
        self.before.append(
            (
                part.given.entered,
                Unit(
                    reference=f"{self.party}/{part.given.entered.index}.{number}",
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
        self,
        speaking: Sequence[_Part],
        said: Sequence[tuple[Entered, Answer]],
        unread: Sequence[tuple[_Part, Unread]],
    ) -> Reply:
        replies = [one.heard.reply for one in speaking if isinstance(one.heard, Hearing)]
        return Reply(
            party=self.party,
            principals=replies[0].principals,
            names=tuple(dict.fromkeys(name for one in replies for name in one.names)),
            answers=tuple(answer for _, answer in said),
            unread=tuple(one for _, one in unread),
            source="; ".join(one.source for one in replies),
        )

    def _all_left_out(self, left_out: LeftOut, said: Sequence[tuple[Entered, Answer]]) -> None:
        self.left_out.append(left_out)
        for number, (entered, answer) in enumerate(said, start=1):
            unit = Unit(
                reference=f"{self.party}/{entered.index}.{number}",
                party=self.party,
                provision=answer.provision,
                position=title(answer.position),
                words=words_of(answer.position),
                fate=NotUnderstood(finding=left_out.finding),
            )
            self.before.append((entered, unit))

    def _adding(
        self, hearing: Hearing | None, also: Sequence[Also], standing: Sequence[_Piece]
    ) -> tuple[Hearing | None, list[Entered]]:
        """Add what the party joins and holds, but holds that its documents have already."""
        held = {one.address for one in standing if isinstance(one.heard.answer.position, Holds)}
        added: list[Heard] = []
        entries: list[Entered] = []
        for one in also:
            if isinstance(one.answer.position, Holds) and one.answer.provision in held:
                continue
            index = self.base.draft.index(one.answer.provision) if one.answer.provision else None
            added.append(Heard(answer=one.answer, provision=index, fault=one.fault))
            entries.append(one.entered)
        if not added:
            return hearing, []
        if hearing is None:
            empty = hear(Reply(party=self.party, source=f"entry {entries[0].index}"), self.base)
            if isinstance(empty, LeftOut):
                return None, []
            hearing = empty
        return replace(hearing, heard=(*hearing.heard, *added)), entries


WITH_WORDS: Final = (Amends, AmendsWords, AcceptsExcept, Editorial)
"""Positions that give a provision other words: the only ones that a merged wording can stand for."""


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


def _with_mergers(
    standing: Iterable[_Piece], merged: Sequence[Merged]
) -> tuple[list[tuple[Entered, Answer]], dict[int, Answer]]:
    """List what stands, proposals whose party has consented to a merger in the merged wording."""
    said: list[tuple[Entered, Answer]] = []
    originals: dict[int, Answer] = {}
    for piece in standing:
        entered, answer = piece.part.given.entered, piece.heard.answer
        for one in merged:
            at = one.provision
            if (
                entered.leaf in one.answers
                and piece.address == at
                and isinstance(answer.position, WITH_WORDS)
            ):
                originals[len(said)] = answer
                place = Place(source=f"entry {one.entered.index}", address=at)
                answer = Answer(provision=at, position=Amends(words=one.words), place=place)
                break
        said.append((entered, answer))
    return said, originals


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

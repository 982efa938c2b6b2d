"""What one party says of a draft now, put together from its own entries; and what it says no longer.

Of each provision the party's latest answer to it counts: one to the whole text answers every provision, one
to an article everything in it. What it added, opposed of others, held or asked, and what it said of the
provision's words, stand beside each other. What was withdrawn does not bring back what it had replaced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Holds
from travaux.compile.compilation import LeftOut
from travaux.compile.fate import Fate, Unit
from travaux.compile.heard import Heard, NotFollowed
from travaux.compile.hearing import Hearing, hear
from travaux.compile.placed import placed
from travaux.compile.unit_name import unit_name
from travaux.record.aside import Aside
from travaux.record.merged import Merged
from travaux.record.overlay import overlaid
from travaux.record.piece import (
    Line,
    Part,
    Piece,
    Unreadable,
    as_merged,
    as_unit,
    is_redraft,
    pieces,
    with_consent,
    with_principals,
)
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import entry_named, listed, phrase

if TYPE_CHECKING:
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
class Ground:
    """The draft that is answered, made ready, and the documents of the answers."""

    known: Negotiation
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
) -> Spoken:
    """Put together what *party* says of the draft: its answers in the order of their entries."""
    library, known, draft = ground.library, ground.known, ground.draft
    parts = [Part(given=one, heard=library.heard(known, one, draft)) for one in given]
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
        Part(given=_then(one, size), heard=library.heard(known, one, draft))
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

    def __init__(self, party: PartyCode, ground: Ground, parts: Sequence[Part]) -> None:
        self.party = party
        self.ground = ground
        self.base, self.parts = ground.base, parts
        self.aside = Aside(party, parts, ground.places)
        self.findings: list[Finding] = []

    def together(self, also: Sequence[Also], merged: Sequence[Merged]) -> Spoken:
        standing: list[Piece] = []
        unread: list[Unreadable] = []
        speaking: list[Part] = []
        """The parts of which something stands."""
        entire = True
        for part in self.parts:
            if isinstance(part.heard, LeftOut):
                self.aside.not_heard(part, part.heard)
                continue
            own = [piece for piece in pieces(part, self.base) if self.aside.stands(piece)]
            rest = self.aside.fate_of_rest(part)
            for number, one in enumerate(part.heard.reply.unread, start=len(part.heard.heard) + 1):
                if rest is None:
                    unread.append(Unreadable(part=part, number=number, piece=one))
                else:
                    self.aside.put(part, self.aside.name(part, number), as_unit(one), rest)
            if own or rest is None:
                speaking.append(part)
                standing += own
                entire = entire and len(own) == len(part.heard.heard) and rest is None
        said = [as_merged(piece, merged) for piece in standing]
        hearing: Hearing | LeftOut | None = None
        if len(speaking) == 1 and entire and all(one.original is None for one in said):
            hearing = speaking[0].heard
        elif speaking and is_redraft(speaking[0]):
            hearing, said = self._over_redraft(speaking, said, unread)
        elif speaking:
            hearing = hear(self._reply(speaking, said, unread), self.base)
        if isinstance(hearing, LeftOut):
            self.aside.all_left_out(hearing, said, unread)
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
            heard = with_principals(hearing, with_consent(self.party, hearing, said), said)
            hearing = replace(hearing, named=names, heard=heard)
        return Spoken(
            party=self.party,
            hearing=hearing,
            entries=tuple(one for one, _ in units),
            originals={at: one.original for at, one in enumerate(said) if one.original is not None},
            merged={at: one.merged for at, one in enumerate(said) if one.merged is not None},
            joins=joins,
            before=tuple(self.aside.units),
            left_out=tuple(self.aside.left_out),
            findings=tuple(self.findings),
        )

    # --- one hearing of them all

    def _reply(self, speaking: Sequence[Part], said: Sequence[Line], unread: Sequence[Unreadable]) -> Reply:
        replies = [one.heard.reply for one in speaking if isinstance(one.heard, Hearing)]
        return Reply(
            party=self.party,
            principals=self._principals(speaking),
            names=tuple(dict.fromkeys(name for one in replies for name in one.names)),
            answers=tuple(one.heard.answer for one in said),
            unread=tuple(one.piece for one in unread),
            source="; ".join(one.source for one in replies),
        )

    def _principals(self, speaking: Sequence[Part]) -> tuple[PartyCode, ...]:
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
        self, speaking: Sequence[Part], said: Sequence[Line], unread: Sequence[Unreadable]
    ) -> tuple[Hearing | LeftOut, list[Line]]:
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
            Line(
                part=redraft, number=next(beyond) if at is None else own[at].number, heard=one, original=None
            )
            for at, one in zip(found.own, found.hearing.heard, strict=False)
        ]
        return found.hearing, [*lines, *since]

    def _adding(
        self, hearing: Hearing | None, also: Sequence[Also], standing: Sequence[Piece]
    ) -> tuple[Hearing | None, list[Also]]:
        """Add what the party joins and holds, but holds that its documents have already."""
        held = {one.address for one in standing if isinstance(one.heard.answer.position, Holds)}
        added: list[Heard] = []
        told: list[Also] = []
        for one in also:
            if isinstance(one.answer.position, Holds) and one.answer.provision in held:
                continue
            index = self.base.draft.index(one.answer.provision) if one.answer.provision else None
            added.append(Heard(answer=one.answer, provision=index, fault=self._not_in_draft(one, index)))
            told.append(one)
        if not added:
            return hearing, []
        if hearing is None:
            empty = hear(Reply(party=self.party, source=f"entry {told[0].entered.index}"), self.base)
            if isinstance(empty, LeftOut):
                return None, []
            hearing = empty
        return replace(hearing, heard=(*hearing.heard, *added)), told

    def _not_in_draft(self, one: Also, index: int | None) -> Finding | None:
        """Say of a hold on what the draft has not that nothing is there, unless a party would add it."""
        if index is not None or not one.answer.provision or not isinstance(one.answer.position, Holds):
            return None
        try:
            placed(one.answer, self.base.draft)
        except NotFollowed as fault:
            return fault.finding
        return None


def _in_other_names(party: PartyCode, entered: Entered, beside: Sequence[PartyCode]) -> Finding:
    others = listed(beside)
    return Finding(
        code="in-other-names",
        message=phrase(
            "Entry {number} of {party} is in the name of {others} too, and not all that {party} says of this "
            "draft is. What it says is told as in their name, and nothing else.",
            number=entered.index,
            party=party,
            others=others,
        ),
        severity=Severity.NOTE,
        place=Place(source=entry_named(entered.index)),
        hint=phrase(
            "The entry says in whose name it is. {others} may answer in a name of their own.", others=others
        ),
    )

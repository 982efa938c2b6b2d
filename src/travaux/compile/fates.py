"""A consolidated text and what was heard → the fate of every unit: each exactly one.

What a unit made stands at one place of the draft, seldom at several, and with whom it shares its words is
seen there: when replies change, only the units at the places that this touches are looked at again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.answers.answer import title
from travaux.answers.position import (
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Deletes,
    Editorial,
    Merges,
    Moves,
    Splits,
    Supports,
)
from travaux.compile.fate import Fate, InText, Joined, NotUnderstood, Recorded, Unit, Withdrawn, words_of
from travaux.text.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.compile.consolidate import Drawing
    from travaux.compile.contribution import Contribution
    from travaux.compile.intervention import Done, Place, Turn
    from travaux.compile.version import Item
    from travaux.text.provision import Address, Provision
    from travaux.text.wording import PartyCode


_Answers = tuple[tuple["PartyCode", int], ...]
"""Answers, each by its party and its place in the reply from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """The fate of every unit, and of what: where the fates in the next state start from."""

    spoken: Mapping[PartyCode, Contribution]
    drawing: Drawing
    units: Mapping[PartyCode, tuple[Unit, ...]]
    """By party, in the order of its reply."""
    removing: Mapping[Place, _Answers]
    """The answers that would take away a provision of the draft, parties in protocol order."""


def fates(
    spoken: Mapping[PartyCode, Contribution],
    done: Mapping[Place, Done],
    drawing: Drawing,
    *,
    turns: Mapping[Place, Sequence[Turn]],
    before: Fates | None = None,
) -> Fates:
    """Say what became of every unit of every reply.

    *done* is what those who have *spoken* do, in protocol order, and *drawing* what was drawn of it. A
    unit's addresses are those at which the provisions stand in the consolidated text that the unit
    changed, added or would take away. *before* are the fates of an earlier state, and *turns* all that is
    done otherwise than then.
    """
    removing, changed = _removing(spoken, before)
    stood = _Places(spoken, done, drawing, removing)
    again: Mapping[PartyCode, set[int]] = {}
    if before is not None:
        again = _touched(stood, turns, before)
        for index in changed:
            for party, number in removing.get(index, ()):
                again[party].add(number)
    units: dict[PartyCode, tuple[Unit, ...]] = {}
    for party, one in spoken.items():
        if before is None or before.spoken.get(party) is not one:
            units[party] = tuple(_units(one, stood))
        elif party in again:
            own = list(before.units[party])
            for number in again[party]:
                own[number] = replace(own[number], fate=stood.fate(one, number))
            units[party] = tuple(own)
        else:
            units[party] = before.units[party]
    return Fates(spoken=spoken, drawing=drawing, units=units, removing=removing)


def _units(one: Contribution, stood: _Places) -> Iterator[Unit]:
    party, names = one.party, one.hearing.names
    for number, heard in enumerate(one.heard):
        yield Unit(
            reference=names[number],
            party=party,
            provision=heard.answer.provision,
            position=title(heard.answer.position),
            words=words_of(heard.answer.position),
            fate=stood.fate(one, number),
        )
    for name, piece in zip(names[len(one.heard) :], one.hearing.reply.unread, strict=True):
        yield Unit(
            reference=name,
            party=party,
            provision=piece.finding.place.address,
            position="",
            words=piece.words,
            fate=NotUnderstood(finding=piece.finding),
        )


def _removing(
    spoken: Mapping[PartyCode, Contribution], before: Fates | None
) -> tuple[dict[Place, _Answers], set[Place]]:
    """List the answers that take provisions of the draft away, and the provisions where that changed."""
    removing = dict(before.removing) if before is not None else {}
    was = before.spoken if before is not None else {}
    rank = {party: at for at, party in enumerate(spoken)}
    changed: set[Place] = set()
    for party in [*(code for code in was if code not in spoken), *spoken]:
        old, new = was.get(party), spoken.get(party)
        if old is new:
            continue
        for index in {gone for one in (old.heard if old else ()) for gone in one.removed}:
            removing[index] = tuple(one for one in removing[index] if one[0] != party)
            changed.add(index)
        for number, one in enumerate(new.heard if new else ()):
            for index in one.removed:
                removing[index] = (*removing.get(index, ()), (party, number))
                changed.add(index)
    for index in changed:
        removing[index] = tuple(sorted(removing[index], key=lambda one: (rank[one[0]], one[1])))
    return removing, changed


def _touched(
    stood: _Places, turns: Mapping[Place, Sequence[Turn]], before: Fates
) -> defaultdict[PartyCode, set[int]]:
    """List by party the answers whose words, where they stand or with whom, may be others than before."""
    again: defaultdict[PartyCode, set[int]] = defaultdict(set)
    for place, here in turns.items():
        items = [item for turn in here for item in (turn.before.item, turn.after.item) if item is not None]
        changed = {(item.label, item.words) for item in items if item.said}
        if changed:
            for party, one in stood.done.get(place, ()):
                item = one.item
                if item is not None and item.said and (item.label, item.words) in changed:
                    again[party].update(item.said)
    for at, (old, new) in enumerate(zip(before.drawing.addressed, stood.drawing.addressed, strict=True)):
        if old is new or len(new) == (at > 0):
            continue
        place = at - 1
        if _eids(old) != _eids(new) or any(one.before.run != one.after.run for one in turns.get(place, ())):
            for party, done in stood.done[place]:
                for item in done.run:
                    again[party].update(item.said)
    return again


def _eids(provisions: Sequence[Provision]) -> list[Address]:
    return [one.eid for one in provisions]


class _Places:
    """Where each party's provisions stand in the consolidated text, and who has the same ones."""

    def __init__(
        self,
        spoken: Mapping[PartyCode, Contribution],
        done: Mapping[Place, Done],
        drawing: Drawing,
        removing: Mapping[Place, _Answers],
    ) -> None:
        self.done = done
        self.drawing = drawing
        self.spoken = spoken
        self.removing = removing
        self._known: dict[Place, _Stand] = {}

    def fate(self, one: Contribution, number: int) -> Fate:
        """Say where an answer's words stand, and with whom it shares all of them."""
        heard = one.heard[number]
        if number in one.hearing.withdrawn:
            return Withdrawn()
        if heard.fault is not None:
            return NotUnderstood(finding=heard.fault)
        match heard.answer.position:
            case Amends() | AmendsWords() | Editorial() | Merges() | Splits() | Moves() | Adds() | Deletes():
                pass
            case Supports() | AcceptsExcept(words=Wording()):
                pass
            case _:
                return Recorded()
        provisions = self.drawing.draft.provisions
        made = [mine for place in one.places(number) for mine in self._made(one, place, number)]
        gone = [provisions[index].eid for index in heard.removed]
        at = tuple(dict.fromkeys([*(address for address, _ in made), *gone]))
        if not at:
            # The words given are the draft's own, or a later answer replaced them all by other words.
            return InText(at=(provisions[heard.provision or 0].eid,))
        sharing = [parties for _, parties in made]
        sharing += [list(dict.fromkeys(code for code, _ in self.removing[index])) for index in heard.removed]
        party = one.party
        others = [code for code in sharing[0] if code != party and all(code in each for each in sharing[1:])]
        if isinstance(heard.answer.position, Supports) and not others:
            others = list(dict.fromkeys(code for each in sharing for code in each if code != party))
        return Joined(at=at, parties=tuple(others)) if others else InText(at=at)

    def _made(
        self, one: Contribution, place: Place, number: int
    ) -> Iterator[tuple[Address, list[PartyCode]]]:
        """Go through what an answer made at *place*: where it stands, and who has the same there."""
        stand = self._known.get(place)
        if stand is None:
            stand = self._known[place] = _Stand(self.done[place], self.drawing.addressed[place + 1])
        own = one.interventions[place]
        if own.item is not None and number in own.item.said:
            yield self.drawing.draft.provisions[place].eid, stand.same[own.item.label, own.item.words]
        if own.run:
            for row, item in zip(stand.rows[one.party], own.run, strict=True):
                if number in item.said:
                    yield stand.eid(row), stand.added[row, item.label, item.words]


class _Stand:
    """One place: who says the same of the draft's provision, and of what is proposed after it."""

    def __init__(self, done: Done, provisions: Sequence[Provision]) -> None:
        self.same: dict[tuple[str, str], list[PartyCode]] = {}
        """Who says this number and these words."""
        self.added: dict[tuple[int, str, str], list[PartyCode]] = {}
        """And who those of a proposal, by its place among the provisions here."""
        self.rows: dict[PartyCode, list[int]] = {}
        """The proposals here that stand in a party's text."""
        self._provisions = provisions
        for party, one in done:
            item = one.item
            if item is not None and item.said:
                self.same.setdefault((item.label, item.words), []).append(party)
        running = [(party, one.run) for party, one in done if one.run]
        if running:
            self._add(running)

    def _add(self, running: Sequence[tuple[PartyCode, Sequence[Item]]]) -> None:
        for row, provision in enumerate(self._provisions):
            standing = provision.standing
            if not standing.base:
                for party in dict.fromkeys((*standing.sponsors, *standing.supporters)):
                    self.rows.setdefault(party, []).append(row)
        for party, run in running:
            for row, item in zip(self.rows[party], run, strict=True):
                if item.said:
                    self.added.setdefault((row, item.label, item.words), []).append(party)

    def eid(self, row: int) -> Address:
        """Give the address of a proposal."""
        return self._provisions[row].eid

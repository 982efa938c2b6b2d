"""A compilation and what was heard → the fate of every unit: each exactly one."""

from __future__ import annotations

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
from travaux.compile.fate import Fate, InText, Joined, NotUnderstood, Recorded, Unit, Withdrawn
from travaux.compile.operation import Delete, Insert, Reword
from travaux.text.notation import show
from travaux.text.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from travaux.answers.answer import Reply
    from travaux.answers.position import Position
    from travaux.compile.compilation import Compilation
    from travaux.compile.heard import Heard
    from travaux.text.provision import Address
    from travaux.text.wording import PartyCode


def fates(
    compilation: Compilation, heard: Sequence[tuple[Reply, tuple[Heard, ...], frozenset[int]]]
) -> tuple[Unit, ...]:
    """List every unit of every reply, in protocol order and then in the order of the reply.

    *heard* has, for each reply, its answers as heard and the places of those it took back itself.
    """
    done = _Done(compilation)
    units: list[Unit] = []
    for reply, answers, withdrawn in heard:
        for at, one in enumerate(answers):
            fate: Fate
            if at in withdrawn:
                fate = Withdrawn()
            elif one.fault is not None:
                fate = NotUnderstood(finding=one.fault)
            else:
                fate = done.fate(reply.party, one)
            units.append(
                Unit(
                    reference=f"{reply.party}/{at + 1}",
                    party=reply.party,
                    provision=one.answer.provision,
                    position=title(one.answer.position),
                    words=_words(one.answer.position),
                    fate=fate,
                )
            )
        units += [
            Unit(
                reference=f"{reply.party}/{len(answers) + number}",
                party=reply.party,
                provision=piece.finding.place.address,
                position="",
                words=piece.words,
                fate=NotUnderstood(finding=piece.finding),
            )
            for number, piece in enumerate(reply.unread, start=1)
        ]
    return tuple(units)


def _words(position: Position) -> str:
    match position:
        case Amends(words=words) | Editorial(words=words) | Merges(words=words):
            return show(words)
        case AcceptsExcept(exception=quoted, words=words):
            return quoted if words is None else show(words)
        case AmendsWords(edits=edits):
            return "; ".join(f"{edit.old} → {edit.new}" for edit in edits)
        case Adds(provisions=new) | Splits(parts=new):
            return "\n".join(" ".join(part for part in (one.label, show(one.words)) if part) for one in new)
        case Moves(words=Wording() as words):
            return show(words)
        case _:
            return ""


class _Done:
    """What was done, looked up by who did it and where."""

    def __init__(self, compilation: Compilation) -> None:
        self.draft = compilation.draft
        self.rewords: dict[str, list[Reword]] = {}
        self.deletes: dict[str, Delete] = {}
        self.inserts: dict[PartyCode, list[tuple[Insert, Address]]] = {}
        """By who is behind them: each unit asks for its own party's, of the thousands that all have."""
        places = _places(compilation)
        for operation in compilation.operations:
            match operation:
                case Reword():
                    self.rewords.setdefault(operation.provision, []).append(operation)
                case Delete():
                    self.deletes[operation.provision] = operation
                case Insert():
                    here = operation, places[operation.after, operation.place]
                    for party in operation.backers.all:
                        self.inserts.setdefault(party, []).append(here)
                case _:
                    pass

    def fate(self, party: PartyCode, one: Heard) -> Fate:
        position = one.answer.position
        match position:
            case Amends() | AmendsWords() | Editorial() | AcceptsExcept(words=Wording()):
                return self._reworded(party, one)
            case Merges():
                return self._reworded(party, one)
            case Deletes():
                return self._deleted(party, one)
            case Moves():
                return self._placed(party, self._moved(one))
            case Adds(provisions=new):
                return self._placed(party, {(part.label, show(part.words)) for part in new})
            case Splits(parts=parts):
                there = self._reworded(party, one)
                rest = self._placed(party, {(part.label, show(part.words)) for part in parts[1:]})
                return InText(at=(*_at(there), *_at(rest)))
            case Supports():
                return self._supported(party, one)
            case _:
                return Recorded()

    def _address(self, one: Heard) -> tuple[Address, ...]:
        return () if one.provision is None else (self.draft.provisions[one.provision].eid,)

    def _reworded(self, party: PartyCode, one: Heard) -> Fate:
        at = self._address(one)
        if one.provision is None:
            return Recorded()
        index = one.provision
        for place in range(index, self.draft.end(index)):
            for reword in self.rewords.get(self.draft.provisions[place].wid, ()):
                if party in reword.backers.all:
                    return _with(at, party, reword.backers.all)
        return InText(at=at)

    def _deleted(self, party: PartyCode, one: Heard) -> Fate:
        if one.provision is None:
            return Recorded()
        delete = self.deletes.get(self.draft.provisions[one.provision].wid)
        return _with(self._address(one), party, delete.backers.all if delete else (party,))

    def _moved(self, one: Heard) -> str:
        return "" if one.provision is None else self.draft.provisions[one.provision].wid

    def _placed(self, party: PartyCode, which: str | Iterable[tuple[str, str]]) -> Fate:
        """Find where *party*'s insertions stand: a provision moved, or new ones by number and words."""
        wanted = which if isinstance(which, str) else {(label, words) for label, words in which}
        found: dict[Address, None] = {}
        others: dict[PartyCode, None] = {}
        for insert, address in self.inserts.get(party, ()):
            mine = (
                insert.moved == wanted
                if isinstance(wanted, str)
                else not insert.moved
                and any(words in (insert.words, "") or not insert.words for _, words in wanted)
            )
            if mine:
                found[address] = None
                others |= dict.fromkeys(code for code in insert.backers.all if code != party)
        return Joined(at=tuple(found), parties=tuple(others)) if others else InText(at=tuple(found))

    def _supported(self, party: PartyCode, one: Heard) -> Fate:
        at: dict[Address, None] = {}
        others: dict[PartyCode, None] = {}
        span = range(one.provision, self.draft.end(one.provision)) if one.provision is not None else range(0)
        for place in span:
            provision = self.draft.provisions[place]
            backers = [reword.backers for reword in self.rewords.get(provision.wid, ())]
            if provision.wid in self.deletes:
                backers.append(self.deletes[provision.wid].backers)
            for one_backers in backers:
                if party in one_backers.supporters:
                    at[provision.eid] = None
                    others |= dict.fromkeys(code for code in one_backers.all if code != party)
        for insert, address in self.inserts.get(party, ()):
            if party in insert.backers.supporters:
                at[address] = None
                others |= dict.fromkeys(code for code in insert.backers.all if code != party)
        return Joined(at=tuple(at), parties=tuple(others))


def _with(at: tuple[Address, ...], party: PartyCode, backers: Sequence[PartyCode]) -> Fate:
    others = tuple(code for code in backers if code != party)
    return Joined(at=at, parties=others) if others else InText(at=at)


def _at(fate: Fate) -> tuple[Address, ...]:
    match fate:
        case InText(at=at) | Joined(at=at):
            return at
        case _:
            return ()


def _places(compilation: Compilation) -> Mapping[tuple[str, int], Address]:
    """Give the address at which each place among the insertions stands in the consolidated text."""
    places: dict[tuple[str, int], Address] = {}
    after, place = "", 0
    for provision in compilation.text.provisions:
        if provision.standing.base:
            after, place = provision.wid, 0
        else:
            places[after, place] = provision.eid
            place += 1
    return places

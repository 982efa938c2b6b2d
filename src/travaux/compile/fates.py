"""A consolidated text and what was heard → the fate of every unit: each exactly one."""

from __future__ import annotations

from dataclasses import dataclass
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
from travaux.compile.project import standing_by_all
from travaux.text.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.answers.answer import Reply
    from travaux.compile.heard import Heard
    from travaux.compile.version import Item, Version
    from travaux.text.instrument import Text
    from travaux.text.provision import Address
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One reply, carried out: its version, its answers as heard, and the places of those taken back."""

    reply: Reply
    version: Version
    heard: tuple[Heard, ...]
    withdrawn: frozenset[int]


def fates(text: Text, draft: Text, followed: Sequence[Followed]) -> tuple[Unit, ...]:
    """List every unit of every reply, in the order given and then in the order of the reply.

    *text* is the consolidated text: a unit's addresses are those at which the provisions stand in it
    that the unit changed, added or would take away.
    """
    stood = _Places(text, draft, followed)
    units: list[Unit] = []
    for one in followed:
        party = one.reply.party
        for number, heard in enumerate(one.heard):
            fate: Fate
            if number in one.withdrawn:
                fate = Withdrawn()
            elif heard.fault is not None:
                fate = NotUnderstood(finding=heard.fault)
            else:
                fate = stood.fate(party, number, heard)
            units.append(
                Unit(
                    reference=f"{party}/{number + 1}",
                    party=party,
                    provision=heard.answer.provision,
                    position=title(heard.answer.position),
                    words=words_of(heard.answer.position),
                    fate=fate,
                )
            )
        units += [
            Unit(
                reference=f"{party}/{len(one.heard) + count}",
                party=party,
                provision=piece.finding.place.address,
                position="",
                words=piece.words,
                fate=NotUnderstood(finding=piece.finding),
            )
            for count, piece in enumerate(one.reply.unread, start=1)
        ]
    return tuple(units)


class _Places:
    """Where each party's provisions stand in the consolidated text, and who has the same ones."""

    def __init__(self, text: Text, draft: Text, followed: Sequence[Followed]) -> None:
        self.draft = draft
        self.made: dict[tuple[PartyCode, int], list[tuple[Address, Item]]] = {}
        """What each answer made, by party and place of the answer."""
        self.same: dict[tuple[Address, str, str], list[PartyCode]] = {}
        """Who has this number and these words at this address."""
        self.without: dict[Address, list[PartyCode]] = {}
        """Who would take away the draft's provision at this address."""
        standing = standing_by_all(text, [one.reply.party for one in followed])
        for one in followed:
            party = one.reply.party
            for at, item in zip(standing[party], one.version.items, strict=True):
                if not item.said:
                    continue
                address = text.provisions[at].eid
                self.same.setdefault((address, item.label, item.words), []).append(party)
                for number in item.said:
                    self.made.setdefault((party, number), []).append((address, item))
            for index in {gone for heard in one.heard for gone in heard.removed}:
                self.without.setdefault(draft.provisions[index].eid, []).append(party)

    def fate(self, party: PartyCode, number: int, heard: Heard) -> Fate:
        """Say where an answer's words stand, and with whom it shares all of them."""
        match heard.answer.position:
            case Amends() | AmendsWords() | Editorial() | Merges() | Splits() | Moves() | Adds() | Deletes():
                pass
            case Supports() | AcceptsExcept(words=Wording()):
                pass
            case _:
                return Recorded()
        made = self.made.get((party, number), [])
        gone = [self.draft.provisions[index].eid for index in heard.removed]
        at = tuple(dict.fromkeys([*(address for address, _ in made), *gone]))
        if not at:
            # The words given are the draft's own, or a later answer replaced them all by other words.
            return InText(at=(self.draft.provisions[heard.provision or 0].eid,))
        sharing = [self.same[address, item.label, item.words] for address, item in made]
        sharing += [self.without[address] for address in gone]
        others = [code for code in sharing[0] if code != party and all(code in each for each in sharing)]
        if isinstance(heard.answer.position, Supports) and not others:
            others = list(dict.fromkeys(code for each in sharing for code in each if code != party))
        return Joined(at=at, parties=tuple(others)) if others else InText(at=at)

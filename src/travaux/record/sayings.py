"""All that was said on a draft, by party: its answers, what it says by entries alone, what was merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.answers.answer import Answer
from travaux.answers.position import HoldKind, Holds, Supports
from travaux.record.act import EntersHold, JoinsSponsors
from travaux.record.latest import Latest
from travaux.record.merged import mergers_made
from travaux.record.spoken import Also, Ground, Spoken, spoken
from travaux.record.standing_by import standing_by
from travaux.record.views.holding import held_at, holding
from travaux.record.views.places import Places
from travaux.text.finding import Place
from travaux.text.phrase import entry_named
from travaux.text.provision_name import cite_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.compile.hearing import Hearing
    from travaux.record.entry import Entered
    from travaux.record.library import Library
    from travaux.record.merged import Merged
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """What was said on a draft."""

    ground: Ground
    given: Mapping[PartyCode, Sequence[Given]]
    also: Mapping[PartyCode, Sequence[Also]]
    merged: tuple[Merged, ...]
    nowhere: tuple[Entered, ...]
    """Mergers to which all concerned have consented, and that have no one place."""

    def by(self, order: Sequence[PartyCode]) -> tuple[Spoken, ...]:
        """Give what each of *order* that has spoken says now, each answer with the words it stands by."""
        speaking = [
            spoken(
                party,
                self.given.get(party, ()),
                self.also.get(party, ()),
                self.merged,
                ground=self.ground,
            )
            for party in order
            if party in self.given or party in self.also
        ]
        return standing_by(speaking, self.merged, self.given, self.also, ground=self.ground)

    @property
    def heard(self) -> tuple[Hearing, ...]:
        """What each party that has spoken says now, as one reply; in the order of the members."""
        parties = dict.fromkeys((*self.ground.known.members, *self.given, *self.also))
        return tuple(one.hearing for one in self.by(tuple(parties)) if one.hearing is not None)


def said_on(known: Disclosed, library: Library, draft: Draft) -> tuple[Spoken, ...]:
    """Give what each party says on *draft* now, in the order of their first answers. Raises NotHere.

    Several questions of one page ask it: it is worked out once.
    """

    def made() -> tuple[Spoken, ...]:
        found = sayings(known, library, draft)
        return found.by(tuple(dict.fromkeys((*found.given, *found.also))))

    return library.last_made(known, draft.tabled.leaf, made)


def sayings(known: Disclosed, library: Library, draft: Draft) -> Sayings:
    """Give all that was said on *draft*. Raises NotHere, where the draft cannot be read."""
    places = Places(library.text(draft))
    given: dict[PartyCode, list[Given]] = {}
    for one in (*library.shown(draft), *known.answers.values()):
        if one.draft == draft.tabled.leaf:
            given.setdefault(one.party, []).append(one)
    merged, nowhere = mergers_made(known, draft, library)
    return Sayings(
        ground=Ground(known=known, draft=draft, base=library.base(draft), places=places, library=library),
        given=given,
        also=_also(known, library, draft, given, places),
        merged=merged,
        nowhere=nowhere,
    )


def _also(
    known: Disclosed,
    library: Library,
    draft: Draft,
    given: Mapping[PartyCode, Sequence[Given]],
    places: Places,
) -> dict[PartyCode, list[Also]]:
    """List what parties said by entries without a document: joining proposals, and holds."""
    found: dict[PartyCode, list[Also]] = {}
    for party, answers in given.items():
        latest = Latest([(one, library.heard(known, one, draft)) for one in answers], places)
        for one in answers:
            for address, entered in one.sponsors:
                at = (one.entered.leaf, address)
                number = [(it.leaf, it.article) for it in entered.entry.re].index(at) + 1
                gone = latest.fate_at(one, address)
                answer = Answer(
                    provision=address,
                    position=Supports(party=party),
                    reason=_words(entered),
                    place=place_of(entered, address),
                )
                found.setdefault(entered.author, []).append(
                    Also(entered=entered, number=number, answer=answer, joined=one.entered, gone=gone)
                )
    for hold in holding(known, draft.tabled.leaf):
        entered = hold.entered
        kind = entered.act.kind if isinstance(entered.act, EntersHold) else HoldKind.GENERAL
        still = held_at(hold)
        for number, address in enumerate(hold.provisions or ("",), start=1):
            if address not in still:
                continue
            answer = Answer(
                # By whose addition it is known in the record, it is known by the name that is printed here.
                provision=cite_address(address, places.text) if "@" in address else address,
                position=Holds(kind=kind),
                reason=_words(entered),
                place=place_of(entered, address),
            )
            found.setdefault(entered.author, []).append(Also(entered=entered, number=number, answer=answer))
    for said in found.values():
        said.sort(key=lambda one: one.entered.index)
    return found


def _words(entered: Entered) -> str:
    """Give what an entry that joins or holds says beside that."""
    act = entered.act
    return act.words if isinstance(act, EntersHold | JoinsSponsors) else ""


def place_of(entered: Entered, address: str) -> Place:
    """Give the place of something in the record."""
    return Place(source=entry_named(entered.index), address=address)

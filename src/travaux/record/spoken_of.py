"""Which entries an answer speaks of without naming them: the proposals of others that it joins or opposes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.answers.position import Accepts, Asks, Holds, Opposes, Supports, Withdraws
from travaux.compile.additions import added_by
from travaux.compile.hearing import Hearing
from travaux.record.audience import is_for
from travaux.record.entry import Reference
from travaux.record.library import NotHere
from travaux.record.views.disclosed import disclosed
from travaux.record.views.places import Places
from travaux.record.views.still_said import latest_of, still_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from travaux.compile.compilation import LeftOut
    from travaux.compile.heard import Heard
    from travaux.record.entry import LeafHash
    from travaux.record.latest import Latest
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given, Negotiation
    from travaux.text.wording import PartyCode

_NOTHING_PROPOSED: Final = (Accepts, Asks, Holds, Opposes, Withdraws)


def spoken_of(
    known: Negotiation,
    library: Library,
    draft: Draft,
    party: PartyCode,
    heard: Hearing | LeftOut | None,
) -> tuple[Reference, ...]:
    """List the entries whose proposals an answer of *party* joins or opposes by their party's name.

    And those by which others would add what it names, whatever it says of that. *heard*: the answer, to
    *draft*. Those of which something is said there still, as *party* may read the record; an entry by which
    the party named joined others' words is one of them.
    """
    if not isinstance(heard, Hearing):
        return ()
    speaking = [one for one in heard.heard if _named(one) not in {None, party} or _of_addition(one)]
    if not speaking:
        return ()
    readable = disclosed(known, lambda one: is_for(party, one, known))
    proposals: dict[PartyCode, _Proposals] = {}
    still: Mapping[LeafHash, tuple[str, ...]] = {}
    found: dict[Reference, None] = {}
    try:
        for one in speaking:
            of = _named(one)
            if _of_addition(one):
                still = still or still_said(readable, library, draft)
                found |= dict.fromkeys(_adding(readable, library, draft, still, one.answer.provision))
            elif of is not None and one.fault is None:
                if of not in proposals:
                    proposals[of] = _Proposals(readable, library, draft, of)
                found |= dict.fromkeys(proposals[of].at(one))
    except NotHere:
        return ()
    return tuple(one for one in found if readable.leaves[one.leaf].author != party)


def adding(
    known: Negotiation, library: Library, draft: Draft, party: PartyCode, name: str
) -> tuple[Reference, ...]:
    """List the entries by which others than *party* would add to *draft* what has this *name*.

    As *party* may read the record. Raises NotHere.
    """
    readable = disclosed(known, lambda one: is_for(party, one, known))
    found = _adding(readable, library, draft, still_said(readable, library, draft), name)
    return tuple(one for one in found if readable.leaves[one.leaf].author != party)


def _adding(
    known: Negotiation, library: Library, draft: Draft, still: Mapping[LeafHash, tuple[str, ...]], name: str
) -> Iterator[Reference]:
    for leaf in still:
        heard = library.heard(known, known.answers[leaf], draft)
        if isinstance(heard, Hearing) and (those := added_by(name, heard.version)):
            yield Reference(leaf=leaf, article=those[0].address if those[0].numbered else "")


def _of_addition(one: Heard) -> bool:
    """Whether an answer names no provision of the draft: what somebody would add may be meant."""
    return bool(one.answer.provision.strip()) and one.provision is None


def _named(one: Heard) -> PartyCode | None:
    match one.answer.position:
        case Supports(party=of):
            return of
        case Opposes(proposal_of=of):
            return of
        case _:
            return None


class _Proposals:
    """What one party proposes on a draft, by itself and by joining others."""

    def __init__(self, known: Negotiation, library: Library, draft: Draft, party: PartyCode) -> None:
        self.known, self.library, self.draft, self.party = known, library, draft, party
        self.places = Places(library.text(draft))
        self.latest = latest_of(known, library, draft, party).get(party)

    def at(self, one: Heard) -> Iterator[Reference]:
        """Go through its proposals at the place of an answer that speaks of them."""
        provisions = self.library.text(self.draft).provisions
        where = "" if one.provision is None else provisions[one.provision].eid
        for given in self.known.answers.values():
            if given.draft != self.draft.tabled.leaf:
                continue
            if given.party == self.party and self.latest and self._proposes(given, self.latest, where):
                yield Reference(leaf=given.entered.leaf, article=where)
            for address, entered in given.sponsors:
                if entered.author == self.party and self.places.touch(address, where):
                    yield Reference(leaf=entered.leaf, article=address)

    def _proposes(self, given: Given, latest: Latest, where: str) -> bool:
        heard = self.library.heard(self.known, given, self.draft)
        if not isinstance(heard, Hearing):
            return any(self.places.touch(at, where) for at in latest.still_at(given))
        provisions = heard.base.draft.provisions
        for number, its in enumerate(heard.heard, start=1):
            if isinstance(its.answer.position, _NOTHING_PROPOSED) or its.fault is not None:
                continue
            at = "" if its.provision is None else provisions[its.provision].eid
            if self.places.touch(at, where) and latest.fate(given, number, its, at) is None:
                return True
        return False

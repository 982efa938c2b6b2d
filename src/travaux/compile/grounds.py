"""Who is behind what was done to a provision, who opposes it, and why, in their own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.answers.position import (
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Deletes,
    Editorial,
    Merges,
    Moves,
    Opposes,
    Splits,
    Supports,
)
from travaux.compile.trace import (
    Contributor,
    Deed,
    Deleted,
    Excepted,
    Inserted,
    Merged,
    MovedFrom,
    MovedTo,
    Opposed,
    Reason,
    Renumbered,
    Reworded,
    SplitUp,
    Step,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.by_provision import ByProvision
    from travaux.compile.operation import Backers
    from travaux.text.provision import Address, Provision
    from travaux.text.wording import PartyCode

_REWORDS: Final = (Amends, AmendsWords, Editorial, AcceptsExcept, Moves, Merges, Splits, Supports)
_SAYS: Final[dict[type, tuple[type, ...]]] = {
    Reworded: _REWORDS,
    Inserted: (Adds, Splits, Supports),
    Deleted: (Deletes, Merges, Supports),
    MovedTo: (Moves, Supports),
    MovedFrom: (Moves, Supports),
    Renumbered: (*_REWORDS, Adds),
    SplitUp: (Splits, Supports),
    Merged: (Merges, Supports),
    Opposed: (Opposes,),
    Excepted: (AcceptsExcept,),
}
"""By which positions each thing is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Finds who and why for each thing that was done."""

    at: ByProvision

    def against_at(self, provision: Provision, backers: Backers) -> tuple[PartyCode, ...]:
        """List who opposes the proposals of *backers* at the draft's provision, or at what it stands in."""
        found = self.against([above.wid for above in self.at.draft.path(provision.eid)], backers)
        return tuple(code for code in found if code not in backers.all)

    def against(self, wids: Sequence[str], backers: Backers) -> tuple[PartyCode, ...]:
        """List who opposes the proposals of *backers* at the last of *wids*, or at what that stands in."""
        found = [
            code
            for wid in wids
            for one in self.at.opposed.get(wid, ())
            if one.proposal_of in backers.all and (not one.alone or wid == wids[-1])
            for code in one.parties
        ]
        return tuple(code for code in self.at.compilation.order if code in found)

    def step(
        self,
        provision: Provision,
        deed: Deed,
        backers: Backers,
        opponents: tuple[PartyCode, ...] = (),
        *,
        near: tuple[Provision, ...] = (),
    ) -> Step:
        """Say who is behind *deed*; *near* are the draft's provisions that answers may speak of instead."""
        where = self.at.draft if provision.standing.base else self.at.text
        ways = [[one.eid for one in reversed(where.path(provision.eid))]]
        ways += [[one.eid for one in reversed(self.at.draft.path(other.eid))] for other in near]
        if (anchor := self.at.anchors.get(provision.eid)) is not None:
            anchored = [one.eid for one in reversed(self.at.draft.path(anchor))]
        else:
            anchored = []
        reasons = [
            reason for party in backers.all for reason in self._reasons(party, _SAYS[type(deed)], ways)
        ]
        for party in opponents:
            reasons += self._reasons(party, _SAYS[Opposed], [*ways, anchored], of=backers.sponsors)
        return Step(
            deed=deed,
            sponsors=self._contributors(backers.sponsors, reasons),
            supporters=self._contributors(backers.supporters, reasons),
            opponents=self._contributors(opponents, reasons),
            reasons=tuple(reasons),
        )

    def _contributors(self, parties: Sequence[PartyCode], said: Sequence[Reason]) -> tuple[Contributor, ...]:
        """Give each with those in whose name all is that it says of this."""
        found: list[Contributor] = []
        for party in parties:
            named = [
                stance.principals
                for reason in said
                if (stance := self.at.said.get(reason.reference)) is not None and stance.party == party
            ] or [self.at.principals.get(party, ())]
            first, *rest = named
            found.append(
                Contributor(
                    party=party,
                    principals=tuple(code for code in first if all(code in those for those in rest)),
                )
            )
        return tuple(found)

    def _reasons(
        self,
        party: PartyCode,
        said: tuple[type, ...],
        ways: Sequence[Sequence[Address]],
        *,
        of: tuple[PartyCode, ...] = (),
    ) -> list[Reason]:
        """Find the party's answers that speak of the provision, or else of the nearest one above it."""
        for way in ways:
            for address in way:
                found = [
                    stance
                    for stance in self.at.said_by.get((party, address), ())
                    if isinstance(position := stance.answer.position, said)
                    and (not isinstance(position, Opposes) or (position.proposal_of or "") in (of or ("",)))
                ]
                if found:
                    # For a merged wording nobody gave a reason: what was given was for the words before.
                    return [
                        Reason(reference=one.reference, words=one.answer.reason)
                        for one in found
                        if one.merged is None or one.merged.own is None
                    ]
        return []

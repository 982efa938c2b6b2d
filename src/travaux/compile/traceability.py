"""The traceability table: each provision of the consolidated text, and what was done to it, by whom and why.

After FCCC/AWGLCA/2009/INF.2/Add.1, which gives for every consolidated paragraph its new number, who
contributed, the paragraphs of the source, what was done and the reason.
"""

from __future__ import annotations

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
from travaux.compile.fate import Fate, InText, Joined, MergedWithConsent
from travaux.compile.operation import Backers, Delete, Except, Insert, Oppose, Renumber
from travaux.compile.opposition import is_opposed
from travaux.compile.project import chosen
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
    Source,
    SplitUp,
    Step,
    Trace,
)
from travaux.text.language import folded
from travaux.text.notation import show
from travaux.text.provision import Address
from travaux.text.reference import cite, resolve
from travaux.text.wording import Bracket, Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.compile.compilation import Compilation, Stance
    from travaux.text.provision import Provision
    from travaux.text.wording import PartyCode, Wording


def traceability(compilation: Compilation) -> tuple[Trace, ...]:
    """Trace every provision that anything was done to, in the order of the consolidated text."""
    return tuple(_Table(compilation).traces())


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


class _Table:
    """A compilation, looked up by provision."""

    def __init__(self, compilation: Compilation) -> None:
        self.compilation = compilation
        self.draft = compilation.draft
        self.text = compilation.text
        self.said = {stance.reference: stance for stance in compilation.stances}
        self.principals = {voice.party: voice.principals for voice in compilation.voices}
        self.became = {unit.reference: _at(unit.fate) for unit in compilation.units}
        self.said_at: dict[Address, list[Stance]] = {}
        self.said_by: dict[tuple[PartyCode, Address], list[Stance]] = {}
        for stance in compilation.stances:
            self._hear(stance)
        self.deletes: dict[str, list[Delete]] = {}
        self.merged: dict[str, list[Provision]] = {}
        self.renumbers: dict[str, list[Renumber]] = {}
        self.opposed: dict[str, list[Oppose]] = {}
        self.excepted: dict[str, list[Except]] = {}
        inserts: dict[tuple[str, int], list[Insert]] = {}
        for operation in compilation.operations:
            match operation:
                case Delete():
                    self.deletes.setdefault(operation.provision, []).append(operation)
                    gone = self.draft.at(operation.provision)
                    if operation.into and gone is not None:
                        self.merged.setdefault(operation.into, []).append(gone)
                case Renumber():
                    self.renumbers.setdefault(operation.provision, []).append(operation)
                case Oppose():
                    self.opposed.setdefault(operation.provision, []).append(operation)
                case Except():
                    self.excepted.setdefault(operation.provision, []).append(operation)
                case Insert():
                    inserts.setdefault((operation.after, operation.place), []).append(operation)
                case _:
                    pass
        self.anchors: dict[Address, Address] = {}
        self.inserts = dict(self._placed(inserts))
        self.destinations: dict[str, list[tuple[Address, Insert]]] = {}
        for address, here in self.inserts.items():
            for insert in here:
                if insert.moved:
                    self.destinations.setdefault(insert.moved, []).append((address, insert))

    def _hear(self, stance: Stance) -> None:
        for address in dict.fromkeys((stance.provision, *self.became.get(stance.reference, ()))):
            if address is not None:
                self.said_by.setdefault((stance.party, address), []).append(stance)
        if stance.provision is not None:
            self.said_at.setdefault(stance.provision, []).append(stance)

    def _placed(
        self, inserts: dict[tuple[str, int], list[Insert]]
    ) -> Iterator[tuple[Address, tuple[Insert, ...]]]:
        """Find at which address the insertions of each place stand, and after which of the draft's."""
        waiting: dict[str, list[tuple[Insert, ...]]] = {}
        for (where, _), here in sorted(inserts.items()):
            waiting.setdefault(where, []).append(tuple(here))
        after, anchor = "", Address("")
        for provision in self.text.provisions:
            if provision.standing.base:
                after, anchor = provision.wid, provision.eid
                continue
            if waiting.get(after):
                self.anchors[provision.eid] = anchor
                yield provision.eid, waiting[after].pop(0)

    def traces(self) -> Iterator[Trace]:
        for index, provision in enumerate(self.text.provisions):
            done = list(self._kept(provision) if provision.standing.base else self._new(provision))
            if done:
                yield Trace(
                    address=provision.eid,
                    citation=cite(self.text, index),
                    sources=self._sources(provision, done),
                    steps=tuple(done),
                )

    def _sources(self, provision: Provision, done: Sequence[Step]) -> tuple[Source, ...]:
        found: dict[Source, None] = {}
        if provision.standing.base:
            found[self._source(provision.eid)] = None
        for step in done:
            match step.deed:
                case MovedFrom(origin=source) | Inserted(split_from=Source() as source):
                    found[source] = None
                case Merged(others=others):
                    found |= dict.fromkeys(others)
                case _:
                    pass
        return tuple(found)

    def _source(self, address: str) -> Source:
        index = self.draft.index(address)
        if index is not None:
            return Source(address=self.draft.provisions[index].eid, citation=cite(self.draft, index))
        index = self.text.index(address)
        return Source(
            address=Address(address), citation=cite(self.text, index) if index is not None else address
        )

    # -- what is done to a provision of the draft

    def _kept(self, provision: Provision) -> Iterator[Step]:
        for renumber in self.renumbers.get(provision.wid, ()):
            deed: Deed = Renumbered(old=provision.label, new=renumber.label)
            against = self._against_at(provision, renumber.backers)
            yield self._step(provision, deed, renumber.backers, against)
        yield from self._split_or_merged(provision)
        yield from self._refused(provision)
        yield from self._reworded(provision, provision.words)
        for delete in self.deletes.get(provision.wid, ()):
            yield from self._deleted(provision, delete)
        for address, insert in self.destinations.get(provision.wid, ()):
            if not self._moves_along(insert, address):
                below = self._moved_below(provision, insert.backers, address)
                deed = MovedTo(to=self._source(address), below=below)
                against = self._against_at(provision, insert.backers)
                yield self._step(provision, deed, insert.backers, against)
        if provision.standing.opponents:
            yield self._step(provision, Opposed(), Backers(), provision.standing.opponents)

    def _refused(self, provision: Provision) -> Iterator[Step]:
        """Go through the draft's words that are opposed or excepted, exactly these: no bracket is wider."""
        own = self.draft.at(provision.wid)
        printed = show(own.words.body) if own is not None else ""
        for oppose in self.opposed.get(provision.wid, ()):
            if oppose.start is not None and oppose.proposal_of is None:
                words = printed[oppose.start : oppose.end]
                yield self._step(provision, Opposed(words=words), Backers(), oppose.parties)
        for one in self.excepted.get(provision.wid, ()):
            deed = Excepted(words=printed[one.start : one.end])
            yield self._step(provision, deed, Backers(sponsors=one.parties))

    def _reworded(self, provision: Provision, wording: Wording) -> Iterator[Step]:
        for part in wording.parts:
            match part:
                case Choice(tabled=True):
                    for one in part.alternatives:
                        yield from self._reworded(provision, one.words)
                case Choice():
                    yield from self._held(provision, part)
                case str() | Bracket():
                    pass

    def _held(self, provision: Provision, choice: Choice) -> Iterator[Step]:
        draft = next((one for one in choice.alternatives if one.base), None)
        if draft is None:
            return
        old = show(chosen(draft.words, None))
        yield from self._reworded(provision, draft.words)
        for one in choice.alternatives:
            if one.base:
                continue
            offered: dict[str, Backers] = {}
            for party in (*one.sponsors, *one.supporters):
                new = show(chosen(one.words, party))
                known = offered.get(new, Backers())
                sponsor = party in one.sponsors
                offered[new] = Backers(
                    sponsors=(*known.sponsors, party) if sponsor else known.sponsors,
                    supporters=known.supporters if sponsor else (*known.supporters, party),
                )
            for new, backers in offered.items():
                objecting = self._against_at(provision, backers)
                against = tuple(code for code in objecting if code in one.opponents)
                deed = Reworded(old=old, new=new)
                yield self._step(provision, deed, backers, against, near=self._merged_here(provision))

    def _deleted(self, provision: Provision, delete: Delete) -> Iterator[Step]:
        parent = self._above(provision)
        against = self._against_at(provision, delete.backers)
        told = () if parent is None else self._against_at(parent, delete.backers)
        if parent is not None and self._alike(parent, delete) and set(against) <= set(told):
            return
        into = self.draft.at(delete.into) if delete.into else None
        deed = Deleted(
            below=self._deleted_below(provision, delete),
            merged_into=None if into is None else self._source(into.eid),
        )
        near = () if into is None else (into, *self._merged_here(into))
        yield self._step(provision, deed, delete.backers, against, near=near)

    def _merged_here(self, provision: Provision) -> tuple[Provision, ...]:
        """List the draft's provisions that somebody merges into this one; answers on them speak of it too."""
        return tuple(self.merged.get(provision.wid, ()))

    def _alike(self, other: Provision, delete: Delete) -> bool:
        """Whether the same parties delete *other* as well, or merge it into the same."""
        return any(
            (one.backers, one.into) == (delete.backers, delete.into)
            for one in self.deletes.get(other.wid, ())
        )

    def _split_or_merged(self, provision: Provision) -> Iterator[Step]:
        for stance in self.said_at.get(provision.eid, ()):
            deed: Deed
            others: tuple[Source, ...] = ()
            match stance.answer.position:
                case Merges() as position:
                    others = self._merged(position)
                    deed = Merged(others=others)
                case Splits():
                    parts = [one for one in self.became.get(stance.reference, ()) if one != provision.eid]
                    deed = SplitUp(into=tuple(self._source(one) for one in dict.fromkeys(parts)))
                case _:
                    continue
            places = (provision.eid, *(other.address for other in others))
            joined = {
                other.party
                for place in places
                for other in self.said_at.get(place, ())
                if isinstance(other.answer.position, Supports) and other.answer.position.party == stance.party
            }
            backers = Backers(
                sponsors=(stance.party,),
                supporters=tuple(code for code in self.compilation.order if code in joined),
            )
            against = self._against_at(provision, backers)
            yield self._step(provision, deed, backers, against, near=self._merged_here(provision))

    def _merged(self, position: Merges) -> tuple[Source, ...]:
        found = [at for other in position.others for at in resolve(other, self.draft)]
        return tuple(self._source(self.draft.provisions[at].eid) for at in dict.fromkeys(found))

    # -- what is done to a provision that the draft does not have

    def _new(self, provision: Provision) -> Iterator[Step]:
        anchor = self.anchors.get(provision.eid, Address(""))
        near = [above.wid for above in self.draft.path(anchor)] if anchor else []
        for insert in self.inserts.get(provision.eid, ()):
            objecting = self._against(near, insert.backers, added=True)
            against = tuple(code for code in objecting if is_opposed(provision, code))
            origin = self.draft.at(insert.moved) if insert.moved else None
            if origin is None:
                deed = Inserted(
                    label=insert.label,
                    words=insert.words,
                    split_from=self._split_from(provision, insert.backers),
                )
                yield self._step(provision, deed, insert.backers, against)
                continue
            if not self._moves_along(insert, provision.eid):
                below = self._moved_below(origin, insert.backers, provision.eid)
                deed_moved = MovedFrom(origin=self._source(origin.eid), below=below)
                yield self._step(provision, deed_moved, insert.backers, against, near=(origin,))
            if insert.label != origin.label:
                renumbered = Renumbered(old=origin.label, new=insert.label)
                yield self._step(provision, renumbered, insert.backers, near=(origin,))
            if folded(insert.words) != folded(old := show(origin.words)):
                yield self._step(
                    provision, Reworded(old=old, new=insert.words), insert.backers, near=(origin,)
                )

    def _split_from(self, provision: Provision, backers: Backers) -> Source | None:
        for party in backers.sponsors:
            for stance in self.said_by.get((party, provision.eid), ()):
                if isinstance(stance.answer.position, Splits) and stance.provision is not None:
                    return self._source(stance.provision)
        return None

    # -- what goes along with the provision above

    def _above(self, provision: Provision) -> Provision | None:
        path = self.draft.path(provision.eid)
        return path[-2] if len(path) > 1 else None

    def _moves_along(self, insert: Insert, address: Address) -> bool:
        """Whether the same parties move the provision above, and this one to *address* in its new place."""
        provision = self.draft.at(insert.moved)
        parent = self._above(provision) if provision is not None else None
        within = {one.eid for one in self.text.path(address)[:-1]}
        return parent is not None and any(
            place in within and one.backers == insert.backers
            for place, one in self.destinations.get(parent.wid, ())
        )

    def _moved_below(self, provision: Provision, backers: Backers, address: Address) -> int:
        return sum(
            any(
                one.backers == backers and any(above.eid == address for above in self.text.path(place))
                for place, one in self.destinations.get(inner.wid, ())
            )
            for inner in self._inside(provision)
        )

    def _deleted_below(self, provision: Provision, delete: Delete) -> int:
        return sum(self._alike(inner, delete) for inner in self._inside(provision))

    def _inside(self, provision: Provision) -> tuple[Provision, ...]:
        index = self.draft.index(provision.wid)
        return () if index is None else self.draft.provisions[index + 1 : self.draft.end(index)]

    # -- who and why

    def _against_at(self, provision: Provision, backers: Backers) -> tuple[PartyCode, ...]:
        """List who opposes the proposals of *backers* at the draft's provision, or at what it stands in."""
        found = self._against([above.wid for above in self.draft.path(provision.eid)], backers)
        return tuple(code for code in found if code not in backers.all)

    def _against(
        self, wids: Sequence[str], backers: Backers, *, added: bool = False
    ) -> tuple[PartyCode, ...]:
        """List who opposes the proposals of *backers* at the last of *wids*, or at what that stands in.

        With *added*, also who opposes nothing but what they add there.
        """
        found = [
            code
            for wid in wids
            for one in self.opposed.get(wid, ())
            if one.proposal_of in backers.all
            and (not one.alone or wid == wids[-1])
            and (added or not one.added)
            for code in one.parties
        ]
        return tuple(code for code in self.compilation.order if code in found)

    def _step(
        self,
        provision: Provision,
        deed: Deed,
        backers: Backers,
        opponents: tuple[PartyCode, ...] = (),
        *,
        near: tuple[Provision, ...] = (),
    ) -> Step:
        """Say who is behind *deed*; *near* are the draft's provisions that answers may speak of instead."""
        where = self.draft if provision.standing.base else self.text
        ways = [[one.eid for one in reversed(where.path(provision.eid))]]
        ways += [[one.eid for one in reversed(self.draft.path(other.eid))] for other in near]
        if (anchor := self.anchors.get(provision.eid)) is not None:
            anchored = [one.eid for one in reversed(self.draft.path(anchor))]
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
                if (stance := self.said.get(reason.reference)) is not None and stance.party == party
            ] or [self.principals.get(party, ())]
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
                    for stance in self.said_by.get((party, address), ())
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


def _at(fate: Fate) -> tuple[Address, ...]:
    match fate:
        case InText(at=at) | Joined(at=at) | MergedWithConsent(at=at):
            return at
        case _:
            return ()

"""The traceability table: each provision of the consolidated text, and what was done to it, by whom and why.

After FCCC/AWGLCA/2009/INF.2/Add.1, which gives for every consolidated paragraph its new number, who
contributed, the paragraphs of the source, what was done and the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.position import (
    Merges,
    Splits,
    Supports,
)
from travaux.compile.by_provision import ByProvision
from travaux.compile.grounds import Grounds
from travaux.compile.operation import Backers, Delete, Insert
from travaux.compile.project import chosen
from travaux.compile.trace import (
    Deed,
    Deleted,
    Excepted,
    Inserted,
    Merged,
    MovedFrom,
    MovedTo,
    Opposed,
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
from travaux.text.provision_name import cite
from travaux.text.resolve import resolve
from travaux.text.wording import Bracket, Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.compile.compilation import Compilation
    from travaux.text.provision import Provision
    from travaux.text.wording import Wording


def traceability(compilation: Compilation) -> tuple[Trace, ...]:
    """Trace every provision that anything was done to, in the order of the consolidated text."""
    return tuple(_Table(compilation).traces())


class _Table:
    """Goes through the consolidated text, provision by provision."""

    def __init__(self, compilation: Compilation) -> None:
        self.compilation = compilation
        self.draft = compilation.draft
        self.text = compilation.text
        self.at = ByProvision(compilation)
        self.grounds = Grounds(at=self.at)

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
        for renumber in self.at.renumbers.get(provision.wid, ()):
            deed: Deed = Renumbered(old=provision.label, new=renumber.label)
            against = self.grounds.against_at(provision, renumber.backers)
            yield self.grounds.step(provision, deed, renumber.backers, against)
        yield from self._split_or_merged(provision)
        yield from self._refused(provision)
        yield from self._reworded(provision, provision.words)
        for delete in self.at.deletes.get(provision.wid, ()):
            yield from self._deleted(provision, delete)
        for address, insert in self.at.destinations.get(provision.wid, ()):
            if not self._moves_along(insert, address):
                below = self._moved_below(provision, insert.backers, address)
                deed = MovedTo(to=self._source(address), below=below)
                against = self.grounds.against_at(provision, insert.backers)
                yield self.grounds.step(provision, deed, insert.backers, against)
        if provision.standing.opponents:
            yield self.grounds.step(provision, Opposed(), Backers(), provision.standing.opponents)

    def _refused(self, provision: Provision) -> Iterator[Step]:
        """Go through the draft's words that are opposed or excepted, exactly these: no bracket is wider."""
        own = self.draft.at(provision.wid)
        printed = show(own.words.body) if own is not None else ""
        for oppose in self.at.opposed.get(provision.wid, ()):
            if oppose.start is not None and oppose.proposal_of is None:
                words = printed[oppose.start : oppose.end]
                yield self.grounds.step(provision, Opposed(words=words), Backers(), oppose.parties)
        for one in self.at.excepted.get(provision.wid, ()):
            deed = Excepted(words=printed[one.start : one.end])
            yield self.grounds.step(provision, deed, Backers(sponsors=one.parties))

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
                objecting = self.grounds.against_at(provision, backers)
                against = tuple(code for code in objecting if code in one.opponents)
                deed = Reworded(old=old, new=new)
                yield self.grounds.step(provision, deed, backers, against, near=self._merged_here(provision))

    def _deleted(self, provision: Provision, delete: Delete) -> Iterator[Step]:
        parent = self._above(provision)
        against = self.grounds.against_at(provision, delete.backers)
        told = () if parent is None else self.grounds.against_at(parent, delete.backers)
        if parent is not None and self._alike(parent, delete) and set(against) <= set(told):
            return
        into = self.draft.at(delete.into) if delete.into else None
        deed = Deleted(
            below=self._deleted_below(provision, delete),
            merged_into=None if into is None else self._source(into.eid),
        )
        near = () if into is None else (into, *self._merged_here(into))
        yield self.grounds.step(provision, deed, delete.backers, against, near=near)

    def _merged_here(self, provision: Provision) -> tuple[Provision, ...]:
        """List the draft's provisions that somebody merges into this one; answers on them speak of it too."""
        return tuple(self.at.merged.get(provision.wid, ()))

    def _alike(self, other: Provision, delete: Delete) -> bool:
        """Whether the same parties delete *other* as well, or merge it into the same."""
        return any(
            (one.backers, one.into) == (delete.backers, delete.into)
            for one in self.at.deletes.get(other.wid, ())
        )

    def _split_or_merged(self, provision: Provision) -> Iterator[Step]:
        for stance in self.at.said_at.get(provision.eid, ()):
            deed: Deed
            others: tuple[Source, ...] = ()
            match stance.answer.position:
                case Merges() as position:
                    others = self._merged(position)
                    deed = Merged(others=others)
                case Splits():
                    parts = [one for one in self.at.became.get(stance.reference, ()) if one != provision.eid]
                    deed = SplitUp(into=tuple(self._source(one) for one in dict.fromkeys(parts)))
                case _:
                    continue
            places = (provision.eid, *(other.address for other in others))
            joined = {
                other.party
                for place in places
                for other in self.at.said_at.get(place, ())
                if isinstance(other.answer.position, Supports) and other.answer.position.party == stance.party
            }
            backers = Backers(
                sponsors=(stance.party,),
                supporters=tuple(code for code in self.compilation.order if code in joined),
            )
            against = self.grounds.against_at(provision, backers)
            yield self.grounds.step(provision, deed, backers, against, near=self._merged_here(provision))

    def _merged(self, position: Merges) -> tuple[Source, ...]:
        found = [at for other in position.others for at in resolve(other, self.draft)]
        return tuple(self._source(self.draft.provisions[at].eid) for at in dict.fromkeys(found))

    # -- what is done to a provision that the draft does not have

    def _new(self, provision: Provision) -> Iterator[Step]:
        anchor = self.at.anchors.get(provision.eid, Address(""))
        near = [above.wid for above in self.draft.path(anchor)] if anchor else []
        for insert in self.at.inserts.get(provision.eid, ()):
            against = self.grounds.against(near, insert.backers)
            origin = self.draft.at(insert.moved) if insert.moved else None
            if origin is None:
                deed = Inserted(
                    label=insert.label,
                    words=insert.words,
                    split_from=self._split_from(provision, insert.backers),
                )
                yield self.grounds.step(provision, deed, insert.backers, against)
                continue
            if not self._moves_along(insert, provision.eid):
                below = self._moved_below(origin, insert.backers, provision.eid)
                deed_moved = MovedFrom(origin=self._source(origin.eid), below=below)
                yield self.grounds.step(provision, deed_moved, insert.backers, against, near=(origin,))
            if insert.label != origin.label:
                renumbered = Renumbered(old=origin.label, new=insert.label)
                yield self.grounds.step(provision, renumbered, insert.backers, near=(origin,))
            if folded(insert.words) != folded(old := show(origin.words)):
                yield self.grounds.step(
                    provision, Reworded(old=old, new=insert.words), insert.backers, near=(origin,)
                )

    def _split_from(self, provision: Provision, backers: Backers) -> Source | None:
        for party in backers.sponsors:
            for stance in self.at.said_by.get((party, provision.eid), ()):
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
            for place, one in self.at.destinations.get(parent.wid, ())
        )

    def _moved_below(self, provision: Provision, backers: Backers, address: Address) -> int:
        return sum(
            any(
                one.backers == backers and any(above.eid == address for above in self.text.path(place))
                for place, one in self.at.destinations.get(inner.wid, ())
            )
            for inner in self._inside(provision)
        )

    def _deleted_below(self, provision: Provision, delete: Delete) -> int:
        return sum(self._alike(inner, delete) for inner in self._inside(provision))

    def _inside(self, provision: Provision) -> tuple[Provision, ...]:
        index = self.draft.index(provision.wid)
        return () if index is None else self.draft.provisions[index + 1 : self.draft.end(index)]

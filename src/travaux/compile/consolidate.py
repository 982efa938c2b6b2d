"""A draft and the operations on it → the consolidated text: the draft with its choices, in one order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import is_
from typing import TYPE_CHECKING

from travaux.answers.party import in_order
from travaux.compile.arrange import Variant, arranged_after, divided
from travaux.compile.backed import backed_by_others, backed_otherwise, respaced_otherwise
from travaux.compile.basis import NOTHING, Basis, against_in, merged_in, moved_in, parted
from travaux.compile.kept import Kept
from travaux.compile.operation import Backers, Insert
from travaux.compile.opposition import of_additions, of_provision, opposed_in, opposing_whole, unseen_in
from travaux.compile.project import taken_by_all
from travaux.compile.stances import Stances
from travaux.text.address import addresses
from travaux.text.joined import joined
from travaux.text.notation import parse, show
from travaux.text.number import read_label
from travaux.text.provision import (
    ORDINARY,
    Address,
    Against,
    Joining,
    Move,
    Provision,
    Renumbering,
    Respacing,
    Standing,
    WId,
)
from travaux.text.wording import Part, PartyCode, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from travaux.compile.basis import Proposed
    from travaux.compile.operation import Operation
    from travaux.compile.opposition import Opposition
    from travaux.text.instrument import Text


@dataclass(frozen=True, slots=True)
class Drawn:
    """A place as drawn, and from what: the same again gives the same again."""

    basis: Basis
    named: frozenset[PartyCode]
    provisions: tuple[Provision, ...]
    """The draft's, and those proposed after it, which have no address of their own yet."""
    kept: Kept | None = None
    """What arranging the words of the draft's provision found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A consolidated text, and how it was drawn place by place: what the next one starts from."""

    draft: Text
    order: tuple[PartyCode, ...]
    places: tuple[Drawn, ...]
    """First what is proposed before everything, then one place for each provision of the draft."""
    addressed: tuple[tuple[Provision, ...], ...]
    """The provisions of each place, with their addresses."""
    text: Text


def consolidated(draft: Text, operations: Iterable[Operation], order: Sequence[PartyCode] = ()) -> Text:
    """Draw the consolidated text from *operations*; with none of them it is the draft.

    Names stand in *order*, those not in it after the others by code.
    """
    return drawn(draft, by_place(operations), order).text


def by_place(operations: Iterable[Operation]) -> dict[str, tuple[Operation, ...]]:
    """Part operations by place, in their order: by the wId of a provision of the draft, "" for the start."""
    places: dict[str, list[Operation]] = {}
    for operation in operations:
        place = operation.after if isinstance(operation, Insert) else operation.provision
        places.setdefault(place, []).append(operation)
    return {place: tuple(own) for place, own in places.items()}


def drawn(
    draft: Text,
    operations: Mapping[str, tuple[Operation, ...]],
    order: Sequence[PartyCode],
    before: Drawing | None = None,
) -> Drawing:
    """Draw the consolidated text from *operations* by place, as `by_place` gives them.

    With the drawing *before* of an earlier state of the very same *draft*, only the places are drawn anew
    of which something changed: the operations, a move that takes the provision away, an opposition to
    proposals on a provision above, or the order of those named there; and at these, only the wordings for
    which that is so. The other places, and their provisions where the address is the same, are those of
    *before*. It is quickest where unchanged operations come in the very same tuple.
    """
    known = before if before is not None and before.draft is draft else None
    wids = ("", *(provision.wid for provision in draft.provisions))
    own = [operations.get(wid, ()) for wid in wids]
    proposed = [parted(each, known.places[at].basis if known else None) for at, each in enumerate(own)]
    moved = moved_in(draft, proposed)
    merged = merged_in(draft, proposed)
    against = against_in(draft, proposed)
    passing = _passing(known.order, tuple(order)) if known else None
    brush = _Brush(draft, order)
    places: list[Drawn] = []
    for at, wid in enumerate(wids):
        old = known.places[at] if known else None
        if old and (passing is None or old.basis.against != against[at]):
            old = None
        basis = old.basis if old else None
        from_elsewhere = (moved.get(wid, ()), merged.get(wid, ()))
        if (
            basis is None
            or basis.proposed is not proposed[at]
            or (basis.moved, basis.merged) != from_elsewhere
        ):
            basis = Basis(own[at], proposed[at], from_elsewhere[0], against[at], from_elsewhere[1])
        if old and passing and not passing.isdisjoint(old.named) and passing & old.named & basis.named():
            old = None
        if old and old.basis is basis:
            places.append(old)
        else:
            places.append(brush.place(draft.provisions[at - 1] if at else None, basis, old))
    if known and all(one is other for one, other in zip(places, known.places, strict=True)):
        return replace(known, order=tuple(order))
    addressed = _addressed(places, draft, known)
    provisions = tuple(provision for place in addressed for provision in place)
    return Drawing(
        draft=draft,
        order=tuple(order),
        places=tuple(places),
        addressed=addressed,
        text=replace(draft, provisions=provisions),
    )


def _passing(old: Sequence[PartyCode], new: Sequence[PartyCode]) -> frozenset[PartyCode] | None:
    """List who is in one of the two orders only; None: the others do not stand in the same order."""
    staying = set(old) & set(new)
    if [code for code in old if code in staying] != [code for code in new if code in staying]:
        return None
    return frozenset(old) ^ frozenset(new)


class _Brush:
    """Draws the places of one text."""

    def __init__(self, draft: Text, order: Sequence[PartyCode]) -> None:
        self.draft = draft
        self.order = tuple(order)
        self.rank = {code: place for place, code in enumerate(order)}

    def place(self, provision: Provision | None, basis: Basis, old: Drawn | None) -> Drawn:
        """Draw a provision of the draft (None: before the first, where there is none) and what follows it.

        What was drawn from the same as now in *old*, with the same opposition, is taken from there.
        """
        here = basis.proposed
        if here is NOTHING and not basis.moved and not basis.merged:
            return Drawn(basis, frozenset(), (provision,) if provision else ())
        # Whether an addition is opposed by its label depends on what stands before it.
        drawn = _drawn_inserts(old) if old and not any(one.added for one in basis.against) else []
        new = [
            next((there for theirs, there in drawn if theirs == inserts), None) or self._new(inserts, against)
            for inserts, against in zip(here.inserts, of_additions(basis.against, here.inserts), strict=True)
        ]
        if provision is None:
            return Drawn(basis, basis.named(), tuple(new))
        own, kept = self._contested(provision, basis, old)
        return Drawn(basis, basis.named(), (own, *new), kept)

    def _listed(self, codes: Iterable[PartyCode]) -> tuple[PartyCode, ...]:
        return in_order(codes, self.rank)

    def _contested(
        self, provision: Provision, basis: Basis, old: Drawn | None
    ) -> tuple[Provision, Kept | None]:
        here, against = basis.proposed, of_provision(basis.against)
        kept = old.kept if old else None
        earlier = old.basis.proposed if old else None
        as_before = earlier is not None and _said_as_before(earlier, here)
        if old and earlier and as_before and earlier.rewords == here.rewords:
            words, respacings = old.provisions[0].words, old.provisions[0].respacings
        elif (
            old
            and earlier
            and as_before
            and not against
            and (turned := backed_by_others(earlier.rewords, here.rewords, self.rank))
        ):
            words, respacings = old.provisions[0].words, old.provisions[0].respacings
            for one in turned:
                words = backed_otherwise(words, one, self.rank)
                respacings = tuple(respaced_otherwise(known, one, self.rank) for known in respacings)
        else:
            wording, kept = self._arranged(provision, here, against, kept)
            words = opposed_in(wording, against, self.rank).led(provision.words.ahead)
            variants = [(one.words, one.backers) for one in here.rewords]
            parts = [*provision.words.parts, *(own for own, _ in variants)]
            # What is kept has single spaces only: with no brackets to read, it comes back to the character.
            exact = kept is not None and not any(map(_is_marked, parts))
            respacings = () if exact else self._respaced(wording, variants)
        refusing = [
            code
            for one in here.opposing
            if one.start is None and one.proposal_of is None
            for code in one.parties
        ]
        standing = replace(
            self._taken_away(provision.standing, basis),
            opponents=(*provision.standing.opponents, *self._listed(refusing)),
        )
        if against:
            standing = replace(standing, against=self._saying_no(standing, words, here, against))
        drawn = replace(
            provision,
            words=words,
            standing=ORDINARY if standing == ORDINARY else standing,
            renumberings=self._renumbered(here, old),
            respacings=respacings,
        )
        return drawn, kept

    def _renumbered(self, here: Proposed, old: Drawn | None) -> tuple[Renumbering, ...]:
        known = {
            id(one): renumbering
            for one, renumbering in (
                zip(old.basis.proposed.renumbers, old.provisions[0].renumberings, strict=False) if old else ()
            )
        }
        return tuple(
            known.get(id(one)) or Renumbering(parties=self._listed(one.backers.all), label=one.label)
            for one in here.renumbers
        )

    def _arranged(
        self, provision: Provision, here: Proposed, against: Opposition, kept: Kept | None
    ) -> tuple[Wording, Kept | None]:
        opposing = tuple(
            (one.start, one.end, one.parties)
            for one in here.opposing
            if one.start is not None and one.end is not None
        )
        excepting = tuple((one.start, one.end, one.parties) for one in here.excepting)
        if not here.rewords and not opposing and not excepting:
            return provision.words.body, None
        stances = Stances(accepting=here.accepting, opposing=opposing, excepting=excepting, against=against)
        variants = [Variant(words=one.words, backers=one.backers) for one in here.rewords]
        return arranged_after(show(provision.words.body), variants, stances, self.order, kept)

    def _saying_no(
        self, standing: Standing, wording: Wording, here: Proposed, against: Opposition
    ) -> tuple[Against, ...]:
        """Say who opposes those who would delete a provision, move it, or merge it or others into it.

        And those who would number it otherwise, where the opposition is seen at no other words of theirs.
        """
        merging = [code for move in standing.merged_from for code in move.parties]
        whole = {*standing.leaving, *merging, *standing.joined(merging)}
        found: dict[PartyCode, list[PartyCode]] = {}
        for author, parties in against:
            if author in whole:
                found.setdefault(author, []).extend(parties)
        numbering = {code for one in here.renumbers for code in one.backers.all} - whole
        for author, code in unseen_in(wording, against) if numbering else ():
            if author in numbering:
                found.setdefault(author, []).append(code)
        return tuple(
            Against(parties=self._listed(dict.fromkeys(found[author])), author=author)
            for author in self._listed(found)
        )

    def _taken_away(self, standing: Standing, basis: Basis) -> Standing:
        """Say who deletes a provision, moves it or merges it or others into it, and who supports that."""
        deleted = basis.proposed.deleted
        gone = [one.backers for one in deleted if not one.into]
        moved = _by_end((after, insert.backers) for insert, after in basis.moved)
        into = _by_end(
            (self.draft.provisions[at].eid, one.backers)
            for one in deleted
            if one.into and (at := self.draft.index(one.into)) is not None
        )
        merged = _by_end((other, one.backers) for one, other in basis.merged)
        series = [gone, *moved.values(), *into.values(), *merged.values()]
        joining = self._joining(series)

        def listed(those: Iterable[Backers]) -> tuple[PartyCode, ...]:
            return self._listed(_own(those) if joining else (code for one in those for code in one.all))

        def ends(found: Mapping[Address, Sequence[Backers]]) -> tuple[Move, ...]:
            return tuple(Move(parties=listed(those), other=other) for other, those in found.items())

        return replace(
            standing,
            deleted_by=listed(gone),
            moved_to=ends(moved),
            merged_into=ends(into),
            merged_from=ends(merged),
            joining=joining,
        )

    def _joining(self, series: Iterable[Sequence[Backers]]) -> tuple[Joining, ...]:
        """Say who supports whom in what is done to a provision; nothing if that would not name everybody."""
        told = [those for those in series if any(one.whom for one in those)]
        found: dict[PartyCode, list[PartyCode]] = {}
        for those in told:
            doing = _own(those)
            for party, author in (pair for one in those for pair in one.whom):
                if party not in doing:
                    found.setdefault(author, []).append(party)
        pairs = tuple((self._listed(parties), author) for author, parties in found.items())
        for those in told:
            own = _own(those)
            if {*own, *joined(pairs, own)} != {code for one in those for code in one.all}:
                return ()
        place = {
            code: at for at, code in enumerate(self._listed((*found, *(codes[0] for codes, _ in pairs))))
        }
        ordered = sorted(pairs, key=lambda one: (place[one[0][0]], place[one[1]]))
        return tuple(Joining(parties=codes, author=author) for codes, author in ordered)

    def _respaced(self, wording: Wording, variants: Iterable[tuple[str, Backers]]) -> tuple[Respacing, ...]:
        """Keep the exact characters of wordings that the choices give back only up to white space."""
        draft, own = taken_by_all(wording)
        found: list[Respacing] = []
        for exact, backers in variants:
            taken = own.get(backers.all[0], draft)
            if taken is None or show(Wording(taken)) != exact:
                found.append(Respacing(parties=self._listed(backers.all), words=parse(exact)))
        return tuple(found)

    def _new(self, inserts: Sequence[Insert], against: Opposition) -> Provision:
        """Draw one proposed provision from all the wordings and numbers proposed for it."""
        first = min(inserts, key=lambda insert: min(self.rank.get(code, 0) for code in insert.backers.all))
        by_words: dict[str, Backers] = {}
        by_label: dict[str, list[PartyCode]] = {}
        for insert in inserts:
            known = by_words.get(insert.words, Backers())
            by_words[insert.words] = Backers(
                sponsors=known.sponsors + insert.backers.sponsors,
                supporters=known.supporters + insert.backers.supporters,
            )
            by_label.setdefault(insert.label, []).extend(insert.backers.all)
        variants = [Variant(words=own, backers=backers) for own, backers in by_words.items()]
        wording = divided(variants, Stances(against=against), self.order)
        source = self.draft.at(first.moved) if first.moved else None
        sponsors = self._listed(code for insert in inserts for code in insert.backers.sponsors)
        supporters = self._listed(code for insert in inserts for code in insert.backers.supporters)
        label = read_label(first.label) if first.label else None
        backers = self._listed((*sponsors, *supporters))
        movers = self._listed(_own(insert.backers for insert in inserts))
        return Provision(
            wid=WId(f"{first.moved}@{backers[0]}"),
            eid=Address(""),
            kind=first.kind,
            depth=first.depth,
            label=first.label,
            number=label.number if label else None,
            words=wording.led(first.ahead),
            standing=Standing(
                base=False,
                sponsors=sponsors,
                supporters=supporters,
                opponents=self._listed(opposing_whole(wording, sponsors, supporters, against)),
                moved_from=(Move(parties=movers, other=source.eid),) if source is not None else (),
            ),
            renumberings=tuple(
                Renumbering(parties=self._listed(parties), label=own)
                for own, parties in by_label.items()
                if own != first.label
            ),
            respacings=self._respaced(wording, by_words.items()),
            layout=first.layout,
        )


def _drawn_inserts(old: Drawn) -> list[tuple[tuple[Insert, ...], Provision]]:
    inserts = old.basis.proposed.inserts
    return list(zip(inserts, old.provisions[len(old.provisions) - len(inserts) :], strict=True))


def _said_as_before(old: Proposed, new: Proposed) -> bool:
    """Whether the draft's words are accepted, opposed and excepted as they were."""
    return (old.accepting, old.opposing, old.excepting) == (new.accepting, new.opposing, new.excepting)


def _is_marked(part: Part) -> bool:
    """Whether words have marks of the notation in them."""
    return not isinstance(part, str) or "[" in part or "]" in part or "\\" in part


def _by_end(found: Iterable[tuple[Address, Backers]]) -> dict[Address, list[Backers]]:
    """Put together who would have a provision at the same place, or merged with the same."""
    places: dict[Address, list[Backers]] = {}
    for other, backers in found:
        places.setdefault(other, []).append(backers)
    return places


def _own(those: Iterable[Backers]) -> tuple[PartyCode, ...]:
    """List whose own proposal it is, and who joined it but is not known to support one of the others."""
    found = tuple(those)
    sponsors = [code for one in found for code in one.sponsors]
    following = joined((((party,), author) for one in found for party, author in one.whom), sponsors)
    rest = (code for one in found for code in one.supporters if code not in following)
    return (*sponsors, *rest)


def _addressed(
    places: Sequence[Drawn], draft: Text, before: Drawing | None
) -> tuple[tuple[Provision, ...], ...]:
    """Give what is proposed an address that the draft does not use, and an identity made from it."""
    taken = {provision.eid for provision in draft.provisions}
    given = addresses([one for place in places for one in place.provisions])
    found: list[tuple[Provision, ...]] = []
    end = 0
    for at, place in enumerate(places):
        start, end = end, end + len(place.provisions)
        if len(place.provisions) == (at > 0):
            found.append(place.provisions)
            continue
        earlier = before.addressed[at] if before else ()
        known = (
            {id(one): own for one, own in zip(before.places[at].provisions, earlier, strict=True)}
            if before
            else {}
        )
        own: list[Provision] = []
        for provision, address in zip(place.provisions, given[start:end], strict=True):
            if provision.standing.base:
                own.append(provision)
                continue
            eid, count = address, 1
            while eid in taken:
                count += 1
                eid = Address(f"{address}~{count}")
            taken.add(eid)
            old = known.get(id(provision))
            if old is not None and old.eid == eid:
                own.append(old)
            else:
                moved, _, party = provision.wid.rpartition("@")
                own.append(replace(provision, eid=eid, wid=WId(f"{moved or eid}@{party}")))
        same = len(own) == len(earlier) and all(map(is_, own, earlier))
        found.append(earlier if same else tuple(own))
    return tuple(found)

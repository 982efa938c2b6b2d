"""A draft and the operations on it → the consolidated text: the draft with its choices, in one order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, assert_never

from travaux.answers.party import in_order
from travaux.compile.arrange import Stances, Variant, arranged, by_author, divided, opposing_all
from travaux.compile.operation import Backers, Delete, Endorse, Insert, Oppose, Renumber, Reword
from travaux.compile.project import chosen
from travaux.text.address import Stand, addresses
from travaux.text.notation import parse, show
from travaux.text.number import read_label
from travaux.text.provision import (
    ORDINARY,
    Address,
    Move,
    Provision,
    Renumbering,
    Respacing,
    Standing,
    WId,
)
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.compile.operation import Operation
    from travaux.text.instrument import Text
    from travaux.text.wording import Wording


_Opposed = tuple[tuple[PartyCode, tuple[PartyCode, ...]], ...]
"""Whose proposals are opposed, and by whom."""


@dataclass(slots=True)
class _Proposed:
    """All that is done to one provision of the draft, or proposed at one place after it."""

    rewords: list[Reword] = field(default_factory=list)
    renumbers: list[Renumber] = field(default_factory=list)
    deleted: list[Delete] = field(default_factory=list)
    accepting: list[PartyCode] = field(default_factory=list)
    opposing: list[Oppose] = field(default_factory=list)
    inserts: dict[int, list[Insert]] = field(default_factory=dict)

    @property
    def against(self) -> _Opposed:
        return tuple((one.proposal_of, one.parties) for one in self.opposing if one.proposal_of is not None)


def consolidated(draft: Text, operations: Sequence[Operation], order: Sequence[PartyCode] = ()) -> Text:
    """Draw the consolidated text from *operations*; with none of them it is the draft.

    Names stand in *order*, those not in it after the others by code.
    """
    drawing = _Drawing(draft, operations, order)
    return replace(draft, provisions=tuple(_addressed(drawing.provisions(), draft)))


class _Drawing:
    """One consolidated text being drawn."""

    def __init__(self, draft: Text, operations: Sequence[Operation], order: Sequence[PartyCode]) -> None:
        self.draft = draft
        self.order = tuple(order)
        self.rank = {code: place for place, code in enumerate(order)}
        self.proposed = _sorted(operations)
        self.moves = self._moves(operations)

    def provisions(self) -> list[Provision]:
        """Draw the draft's provisions and what is proposed after each; addresses are still to be given."""
        drawn = self._inserted("", ())
        for provision in self.draft.provisions:
            if provision.wid in self.proposed or provision.wid in self.moves:
                drawn.append(self._contested(provision))
                drawn += self._inserted(provision.wid, self._opposed(provision))
            else:
                drawn.append(provision)
        return drawn

    def _moves(self, operations: Sequence[Operation]) -> dict[str, list[tuple[Insert, Address]]]:
        """Say where each moved provision is taken to: after which provision, by its address."""
        moves: dict[str, list[tuple[Insert, Address]]] = {}
        for operation in operations:
            if isinstance(operation, Insert) and operation.moved:
                after = self.draft.at(operation.after)
                moves.setdefault(operation.moved, []).append(
                    (operation, after.eid if after else Address("start"))
                )
        return moves

    def _listed(self, codes: Iterable[PartyCode]) -> tuple[PartyCode, ...]:
        return in_order(codes, self.rank)

    def _opposed(self, provision: Provision) -> _Opposed:
        """Collect who opposes whose proposals on *provision* or on one that it stands in."""
        found: list[tuple[PartyCode, tuple[PartyCode, ...]]] = []
        for above in self.draft.path(provision.eid):
            here = self.proposed.get(above.wid)
            found += here.against if here else ()
        return tuple(found)

    def _contested(self, provision: Provision) -> Provision:
        here = self.proposed.get(provision.wid, _Proposed())
        wording = provision.words.body
        opposing = tuple(
            (one.start, one.end, one.parties)
            for one in here.opposing
            if one.start is not None and one.end is not None
        )
        if here.rewords or opposing:
            stances = Stances(
                accepting=tuple(here.accepting), opposing=opposing, against=self._opposed(provision)
            )
            variants = [Variant(words=one.words, backers=one.backers) for one in here.rewords]
            wording = arranged(show(wording), variants, stances, self.order)
        refusing = [
            code
            for one in here.opposing
            if one.start is None and one.proposal_of is None
            for code in one.parties
        ]
        standing = replace(
            provision.standing,
            deleted_by=self._listed(code for one in here.deleted for code in one.backers.all),
            opponents=(*provision.standing.opponents, *self._listed(refusing)),
            moved_to=self._destinations(provision.wid),
        )
        return replace(
            provision,
            words=wording.led(provision.words.ahead),
            standing=ORDINARY if standing == ORDINARY else standing,
            renumberings=tuple(
                Renumbering(parties=self._listed(one.backers.all), label=one.label) for one in here.renumbers
            ),
            respacings=self._respaced(wording, [(one.words, one.backers) for one in here.rewords]),
        )

    def _destinations(self, wid: WId) -> tuple[Move, ...]:
        places: dict[Address, list[PartyCode]] = {}
        for insert, after in self.moves.get(wid, ()):
            places.setdefault(after, []).extend(insert.backers.all)
        return tuple(Move(parties=self._listed(parties), other=other) for other, parties in places.items())

    def _respaced(self, wording: Wording, variants: Iterable[tuple[str, Backers]]) -> tuple[Respacing, ...]:
        """Keep the exact characters of wordings that the choices give back only up to white space."""
        return tuple(
            Respacing(parties=self._listed(backers.all), words=parse(exact))
            for exact, backers in variants
            if show(chosen(wording, backers.all[0])) != exact
        )

    def _inserted(self, after: str, against: _Opposed) -> list[Provision]:
        here = self.proposed.get(after)
        if here is None:
            return []
        return [self._new(inserts, against) for _, inserts in sorted(here.inserts.items())]

    def _new(self, inserts: Sequence[Insert], against: _Opposed) -> Provision:
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
        movers = self._listed((*sponsors, *supporters))
        return Provision(
            wid=WId(f"{first.moved}@{movers[0]}"),
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
                opponents=self._listed(opposing_all(sponsors, by_author(against))),
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


def _sorted(operations: Sequence[Operation]) -> dict[str, _Proposed]:
    proposed: dict[str, _Proposed] = {}
    for operation in operations:
        key = operation.after if isinstance(operation, Insert) else operation.provision
        here = proposed.setdefault(key, _Proposed())
        match operation:
            case Reword():
                here.rewords.append(operation)
            case Renumber():
                here.renumbers.append(operation)
            case Delete():
                here.deleted.append(operation)
            case Endorse(parties=parties):
                here.accepting += parties
            case Oppose():
                here.opposing.append(operation)
            case Insert():
                here.inserts.setdefault(operation.place, []).append(operation)
            case _:
                assert_never(operation)
    return proposed


def _addressed(provisions: Sequence[Provision], draft: Text) -> list[Provision]:
    """Give what is proposed an address that the draft does not use, and an identity made from it."""
    taken = {provision.eid for provision in draft.provisions}
    stands = [Stand(kind=one.kind, depth=one.depth, number=one.number) for one in provisions]
    addressed: list[Provision] = []
    for provision, address in zip(provisions, addresses(stands), strict=True):
        if provision.standing.base:
            addressed.append(provision)
            continue
        eid, count = address, 1
        while eid in taken:
            count += 1
            eid = Address(f"{address}~{count}")
        taken.add(eid)
        moved, _, party = provision.wid.rpartition("@")
        addressed.append(replace(provision, eid=eid, wid=WId(f"{moved or eid}@{party}")))
    return addressed

"""A draft and the operations on it → the consolidated text: the draft with its choices, in one order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, assert_never

from travaux.compile.arrange import Stances, Variant, arranged, divided
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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.operation import Operation
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode, Wording


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
    def against(self) -> tuple[tuple[PartyCode, tuple[PartyCode, ...]], ...]:
        return tuple((one.proposal_of, one.parties) for one in self.opposing if one.proposal_of is not None)


def consolidated(draft: Text, operations: Sequence[Operation]) -> Text:
    """Draw the consolidated text from *operations*; with none of them it is the draft."""
    proposed = _sorted(operations)
    moves = _moves(draft, operations)
    provisions: list[Provision] = _inserted(proposed.get("", _Proposed()), (), draft)
    for provision in draft.provisions:
        here = proposed.get(provision.wid)
        if here is None:
            untouched = provision.wid not in moves
            provisions.append(provision if untouched else _contested(provision, _Proposed(), moves))
            continue
        provisions.append(_contested(provision, here, moves))
        provisions += _inserted(here, _objections(draft, provision, proposed), draft)
    return replace(draft, provisions=tuple(_addressed(provisions, draft)))


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


def _moves(draft: Text, operations: Sequence[Operation]) -> dict[str, list[tuple[Insert, Address]]]:
    """Say where each moved provision is taken to: after which provision, by its address."""
    moves: dict[str, list[tuple[Insert, Address]]] = {}
    for operation in operations:
        if isinstance(operation, Insert) and operation.moved:
            after = draft.at(operation.after)
            moves.setdefault(operation.moved, []).append(
                (operation, after.eid if after else Address("start"))
            )
    return moves


def _objections(
    draft: Text, provision: Provision, proposed: dict[str, _Proposed]
) -> tuple[tuple[PartyCode, tuple[PartyCode, ...]], ...]:
    """Collect who opposes whose proposals on *provision* or on one that it stands in."""
    found: list[tuple[PartyCode, tuple[PartyCode, ...]]] = []
    for above in draft.path(provision.eid):
        here = proposed.get(above.wid)
        found += here.against if here else ()
    return tuple(found)


def _contested(
    provision: Provision, here: _Proposed, moves: dict[str, list[tuple[Insert, Address]]]
) -> Provision:
    reference = show(provision.words)
    wording = provision.words
    opposing = tuple(
        (one.start, one.end, one.parties)
        for one in here.opposing
        if one.start is not None and one.end is not None
    )
    if here.rewords or opposing:
        stances = Stances(accepting=tuple(here.accepting), opposing=opposing, against=here.against)
        variants = tuple(Variant(words=one.words, backers=one.backers) for one in here.rewords)
        wording = arranged(reference, variants, stances)
    standing = replace(
        provision.standing,
        deleted_by=tuple(code for one in here.deleted for code in one.backers.all),
        opponents=tuple(
            code
            for one in here.opposing
            if one.start is None and one.proposal_of is None
            for code in one.parties
        ),
        moved_to=_destinations(moves.get(provision.wid, ())),
    )
    return replace(
        provision,
        words=wording,
        standing=ORDINARY if standing == ORDINARY else standing,
        renumberings=tuple(Renumbering(parties=one.backers.all, label=one.label) for one in here.renumbers),
        respacings=_respaced(wording, [(one.words, one.backers) for one in here.rewords]),
    )


def _destinations(moved: Sequence[tuple[Insert, Address]]) -> tuple[Move, ...]:
    places: dict[Address, list[PartyCode]] = {}
    for insert, after in moved:
        places.setdefault(after, []).extend(insert.backers.all)
    return tuple(Move(parties=tuple(parties), other=other) for other, parties in places.items())


def _respaced(wording: Wording, variants: Sequence[tuple[str, Backers]]) -> tuple[Respacing, ...]:
    """Keep the exact characters of wordings that the choices give back only up to white space."""
    return tuple(
        Respacing(parties=backers.all, words=parse(exact))
        for exact, backers in variants
        if show(chosen(wording, backers.all[0])) != exact
    )


def _inserted(
    here: _Proposed,
    against: Sequence[tuple[PartyCode, tuple[PartyCode, ...]]],
    draft: Text,
) -> list[Provision]:
    return [_new(inserts, against, draft) for _, inserts in sorted(here.inserts.items())]


def _new(
    inserts: Sequence[Insert], against: Sequence[tuple[PartyCode, tuple[PartyCode, ...]]], draft: Text
) -> Provision:
    first = inserts[0]
    by_words: dict[str, Backers] = {}
    by_label: dict[str, tuple[PartyCode, ...]] = {}
    for insert in inserts:
        known = by_words.get(insert.words, Backers())
        by_words[insert.words] = Backers(
            sponsors=known.sponsors + insert.backers.sponsors,
            supporters=known.supporters + insert.backers.supporters,
        )
        by_label[insert.label] = by_label.get(insert.label, ()) + insert.backers.all
    variants = [Variant(words=own, backers=backers) for own, backers in by_words.items()]
    wording = divided(variants, Stances(against=tuple(against)))
    source = draft.at(first.moved) if first.moved else None
    everybody = tuple(code for insert in inserts for code in insert.backers.all)
    sponsors = tuple(code for insert in inserts for code in insert.backers.sponsors)
    label = read_label(first.label) if first.label else None
    return Provision(
        wid=WId(f"{first.moved}@{first.backers.all[0]}"),
        eid=Address(""),
        kind=first.kind,
        depth=first.depth,
        label=first.label,
        number=label.number if label else None,
        words=wording,
        standing=Standing(
            base=False,
            sponsors=sponsors,
            supporters=tuple(code for insert in inserts for code in insert.backers.supporters),
            opponents=tuple(
                {party: None for author, parties in against if author in sponsors for party in parties}
            ),
            moved_from=(Move(parties=everybody, other=source.eid),) if source is not None else (),
        ),
        renumberings=tuple(
            Renumbering(parties=parties, label=own) for own, parties in by_label.items() if own != first.label
        ),
        respacings=_respaced(wording, list(by_words.items())),
        layout=first.layout,
    )


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

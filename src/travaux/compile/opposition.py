"""Who opposes whose proposals, and where that is seen: nobody's opposition goes missing from the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.answers.party import in_order
from travaux.text.wording import Alternative, Choice, Part, Wording, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from travaux.compile.operation import Insert
    from travaux.text.provision import Provision
    from travaux.text.wording import PartyCode

Opposition = tuple[tuple["PartyCode", tuple["PartyCode", ...]], ...]
"""Whose proposals are opposed, and by whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Who opposes what a party proposes at a place, and of what it adds there which."""

    author: PartyCode
    parties: tuple[PartyCode, ...]
    added: str | None = None
    """As in `Oppose`."""
    depth: int = 0
    """Of the provision that is named: what is added deeper than that stands in it, and not beside it."""


def of_provision(objections: Iterable[Objection]) -> Opposition:
    """Give what of it concerns the provision of the draft itself."""
    return tuple((one.author, one.parties) for one in objections if not one.added)


def of_additions(
    objections: Sequence[Objection], additions: Iterable[Sequence[Insert]]
) -> Iterator[Opposition]:
    """Give what of it concerns each of the provisions that are proposed after one, in their order.

    What stands in an addition that is opposed is opposed with it. Where its author has an addition of its own
    of the number that is meant, one of another party's that it only supports is not opposed.
    """
    laid = [*additions]
    own = {one for one in objections if any(_is_its(one, it, alone=True) for each in laid for it in each)}
    within: dict[Objection, int] = {}
    for inserts in laid:
        yield tuple(
            (one.author, one.parties)
            for one in objections
            if _is_meant(one, inserts, within, alone=one in own)
        )


def _is_its(one: Objection, insert: Insert, *, alone: bool) -> bool:
    """Whether an objection names what its author has here, its own *alone* or what it supports too."""
    behind = insert.backers.sponsors if alone else insert.backers.all
    return one.author in behind and (not one.added or insert.label == one.added)


def _is_meant(
    one: Objection, inserts: Sequence[Insert], within: dict[Objection, int], *, alone: bool
) -> bool:
    """Whether an objection is to the next proposed provision, of which *inserts* are the wordings.

    *within* is kept from one to the next: how deep the addition is in which, or behind which, it stands.
    """
    if one.added is None:
        return True
    depth = inserts[0].depth
    its = any(_is_its(one, it, alone=alone and bool(one.added)) for it in inserts)
    if not one.added:  # what is added in the provision comes before what is added beside it
        if its and depth <= one.depth:
            within[one] = depth
        return one not in within and depth > one.depth
    if one in within and depth > within[one]:
        return True
    within.pop(one, None)
    if its:
        within[one] = depth
    return its


def is_opposed(provision: Provision, party: PartyCode) -> bool:
    """Whether *party* is marked as an opponent of *provision* or of words in it."""
    return party in provision.standing.opponents or any(
        party in one.opponents
        for choice in provision.words.choices()
        if not choice.tabled
        for one in choice.alternatives
    )


def by_author(
    against: Iterable[tuple[PartyCode, tuple[PartyCode, ...]]],
) -> dict[PartyCode, tuple[PartyCode, ...]]:
    """Collect, by whose proposals they are, the parties that oppose them."""
    found: dict[PartyCode, tuple[PartyCode, ...]] = {}
    for author, parties in against:
        found[author] = (*found.get(author, ()), *parties)
    return found


def opposing_all(
    sponsors: Sequence[PartyCode], against: Mapping[PartyCode, tuple[PartyCode, ...]]
) -> tuple[PartyCode, ...]:
    """List the parties that oppose the proposals of every one of *sponsors*."""
    if not sponsors:
        return ()
    first, *rest = (against.get(author, ()) for author in sponsors)
    return tuple(code for code in first if all(code in others for others in rest))


def opposing_whole(
    wording: Wording,
    sponsors: Sequence[PartyCode],
    supporters: Sequence[PartyCode],
    against: Opposition,
) -> tuple[PartyCode, ...]:
    """List who stands as an opponent at the head of a proposed provision with *wording*.

    They are those that oppose the proposals of all its sponsors, and those whose opposition to one of its
    backers is seen at no alternative in it. Who backs the provision himself is not among the latter: his
    own words say what he wants.
    """
    backers = {*sponsors, *supporters}
    unseen = [code for _, code in unseen_in(wording, against) if code not in backers]
    named = {code for author, code in _pairs(against) if author in backers}
    every = opposing_all(sponsors, by_author(against))
    return tuple(dict.fromkeys((*every, *(code for code in unseen if code in named))))


def opposed_in(wording: Wording, against: Opposition, rank: Mapping[PartyCode, int]) -> Wording:
    """Mark, in *wording* for a provision of the draft, the opposition that none of its alternatives shows.

    It stands at the words of the author that is opposed, also where others propose the same words.
    """
    missing = by_author((author, (code,)) for author, code in unseen_in(wording, against))
    return _marked(wording, missing, rank) if missing else wording


def _pairs(against: Opposition) -> list[tuple[PartyCode, PartyCode]]:
    return [(author, code) for author, parties in against for code in parties]


def unseen_in(wording: Wording, against: Opposition) -> list[tuple[PartyCode, PartyCode]]:
    """List the author and the opponent of each opposition that no alternative of the author's shows."""
    if not against:
        return []
    seen = {
        (author, code)
        for choice in wording.choices()
        if not choice.tabled
        for one in choice.alternatives
        for author in (*one.sponsors, *one.supporters)
        for code in one.opponents
        if not one.base
    }
    return [pair for pair in dict.fromkeys(_pairs(against)) if pair not in seen]


def _marked(
    wording: Wording, missing: Mapping[PartyCode, tuple[PartyCode, ...]], rank: Mapping[PartyCode, int]
) -> Wording:
    parts: list[Part] = []
    for part in wording.parts:
        if isinstance(part, Choice):
            alternatives = tuple(
                replace(one, words=_marked(one.words, missing, rank))
                if part.tabled or one.base
                else _opposed(one, missing, rank)
                for one in part.alternatives
            )
            parts.append(replace(part, alternatives=alternatives))
        else:
            parts.append(part)
    return words(*parts)


def _opposed(
    one: Alternative, missing: Mapping[PartyCode, tuple[PartyCode, ...]], rank: Mapping[PartyCode, int]
) -> Alternative:
    backers = (*one.sponsors, *one.supporters)
    new = [code for author in backers for code in missing.get(author, ())]
    return replace(one, opponents=in_order((*one.opponents, *new), rank)) if new else one

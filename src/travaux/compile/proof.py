"""The proof: every party's text, and the draft, are taken out of the consolidated text again and compared.

The text is taken apart place by place: a place is a provision of the draft with all that is proposed
after it, and the first is what is proposed before everything. At each place the draft's share and that of
every party named there are taken out once (`project.shares`); everybody else has the draft's. A party's
text is these shares in order, so it is enough to compare those in which it differs from the draft with
what it submitted, and the stretches between them with the draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from travaux.compile.project import Own, ProjectionError, Shares, shares, shares_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from travaux.compile.version import Item, Version
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision
    from travaux.text.wording import PartyCode


class LossError(Exception):
    """A word was lost, moved to another party or changed: who, where, what was expected and found."""


@dataclass(frozen=True, slots=True)
class Place:
    """A provision of the draft with all that is proposed after it, and who has what of it."""

    provisions: tuple[Provision, ...]
    shares: tuple[Shares, ...]
    parties: frozenset[PartyCode]
    """Those named here; the others have what the draft has."""

    def of(self, party: PartyCode) -> list[Own]:
        """List what *party* has here, in order."""
        return [own for one in self.shares if (own := one.of(party)) is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A text that was proved, place by place, and against what: where proving the next one starts from."""

    items: tuple[Item, ...]
    versions: Mapping[PartyCode, Version]
    places: tuple[Place, ...]
    """First what is proposed before everything, then one place for each provision of the draft."""


def prove(
    text: Text,
    *,
    draft: Text,
    items: tuple[Item, ...],
    versions: Sequence[Version],
    before: Proof | None = None,
) -> Proof:
    """Check that *text* gives back the draft and each of *versions*, number for number, word for word.

    *items* are the draft's own; white space counts. *before* is the proof of an earlier state of the
    negotiation, on the very same *items*: a place whose provisions are the very same as then is not taken
    apart again, and a party whose version is the very same is compared again only where what it has at
    one of the other places is not what it had. Raises LossError at the first difference.
    """
    known = before if before is not None and before.items is items else None
    places = tuple(_places(text, draft, items, known.places if known else ()))
    _prove_draft(places, items, known.places if known else ())
    again: set[PartyCode] = set()
    if known is not None:
        for old, new in zip(known.places, places, strict=True):
            if old is not new:
                again.update(_having_other(old, new))
    for version in versions:
        if known is None or known.versions.get(version.party) is not version or version.party in again:
            _prove_version(version, places, items)
    return Proof(items=items, versions={version.party: version for version in versions}, places=places)


def prove_same(meant: Text, back: Iterable[Provision]) -> None:
    """Check that what is read *back* gives everybody what *meant*, as written, gives: to the character.

    And that it says all else that *meant* says: who opposes, who accepts. Raises LossError.
    """
    for one, other in zip_longest(meant.provisions, back):
        if one is None:
            msg = f"Read back, the text goes on with {other.eid if other else ''}, which was not written."
            raise LossError(msg)
        if other is None:
            msg = f"Read back, the text ends before {one.eid}."
            raise LossError(msg)
        if one != other or _shares(one) != _shares(other):
            msg = f"Read back, the text at {one.eid} is not the one that was written."
            raise LossError(msg)


def _having_other(old: Place, new: Place) -> Iterator[PartyCode]:
    """List those who have something else at a place than they had."""
    if len(old.shares) != len(new.shares):
        yield from (code for code in old.parties | new.parties if old.of(code) != new.of(code))
        return
    for was, now in zip(old.shares, new.shares, strict=True):
        if was is now:
            continue
        before = was.own
        for code, own in now.own.items():
            if before.get(code, was) is not own and was.of(code) != own:
                yield code
        for code in before.keys() - now.own.keys():
            if before[code] != now.draft:
                yield code


def _places(text: Text, draft: Text, items: Sequence[Item], before: Sequence[Place]) -> Iterator[Place]:
    starts = [at for at, provision in enumerate(text.provisions) if provision.standing.base]
    for at, (start, end) in enumerate(pairwise((0, *starts, len(text.provisions)))):
        provisions = text.provisions[start:end]
        if at < len(before) and _same(before[at].provisions, provisions):
            yield before[at]
        elif 0 < at <= len(items) and _same(provisions, draft.provisions[at - 1 : at]):
            item = items[at - 1]
            own = Own(item.label, item.words, item.ahead)
            yield Place(provisions, (Shares(draft=own, own={}),), frozenset())
        else:
            found = _shares_at(provisions, before[at] if at < len(before) else None)
            yield Place(provisions, found, frozenset(code for one in found for code in one.own))


def _same(one: Sequence[Provision], other: Sequence[Provision]) -> bool:
    return len(one) == len(other) and all(mine is theirs for mine, theirs in zip(one, other, strict=True))


def _shares_at(provisions: Sequence[Provision], before: Place | None) -> tuple[Shares, ...]:
    """Say what everybody has of *provisions*, from what is known of the same ones *before*."""
    if before is None:
        return tuple(_shares(provision) for provision in provisions)
    known = {id(one): share for one, share in zip(before.provisions, before.shares, strict=True)}
    found: list[Shares] = []
    for provision in provisions:
        share = known.get(id(provision))
        if share is None and provision.standing.base and before.provisions[0].standing.base:
            try:
                share = shares_after(provision, before.provisions[0], before.shares[0])
            except ProjectionError as fault:
                msg = f"At {provision.eid}: {fault}"
                raise LossError(msg) from fault
        found.append(_shares(provision) if share is None else share)
    return tuple(found)


def _shares(provision: Provision) -> Shares:
    try:
        return shares(provision)
    except ProjectionError as fault:
        msg = f"At {provision.eid}: {fault}"
        raise LossError(msg) from fault


def _prove_draft(places: Sequence[Place], items: Sequence[Item], before: Sequence[Place]) -> None:
    for at, place in enumerate(places[1:]):
        if at + 1 >= len(before) or before[at + 1] is not place:
            _compare(place, None, items, at, items)
    if len(places) <= len(items):
        _missing("the draft", items[len(places) - 1])


def _prove_version(version: Version, places: Sequence[Place], items: tuple[Item, ...]) -> None:
    """Go along the places at which the party is named; between them it has what the draft has."""
    party, expected = version.party, version.items
    at, done = 0, 0
    for named in [number for number, place in enumerate(places) if party in place.parties]:
        at = _compare_stretch(
            places[done:named], version, at, items[max(done - 1, 0) : max(named - 1, 0)], items
        )
        at = _compare(places[named], party, expected, at, items)
        done = named + 1
    at = _compare_stretch(places[done:], version, at, items[max(done - 1, 0) :], items)
    if at < len(expected):
        _missing(party, expected[at])


def _compare_stretch(
    stretch: Sequence[Place], version: Version, at: int, own: tuple[Item, ...], items: Sequence[Item]
) -> int:
    """Compare what a version has from *at* on with the draft's *own* items, of these places."""
    if version.items[at : at + len(own)] == own:
        return at + len(own)
    for place in stretch:
        at = _compare(place, version.party, version.items, at, items)
    return at


def _compare(
    place: Place, party: PartyCode | None, expected: Sequence[Item], at: int, items: Sequence[Item]
) -> int:
    """Compare what *party* has at *place* with what is expected from *at* on; give the end of it."""
    for provision, one in zip(place.provisions, place.shares, strict=True):
        own = one.draft if party is None else one.own.get(party, one.draft)
        if own is None:
            continue
        whose = party or "the draft"
        if at >= len(expected):
            msg = f'{whose}: at {provision.eid}, "{own.label} {own.words}" is not in its text.'
            raise LossError(msg)
        item = expected[at]
        # A party's brackets around a provision of the draft are reported, not carried.
        ahead = item.ahead if item.base is None else items[item.base].ahead
        if own.words != item.words or own.label != item.label or own.ahead != ahead:
            msg = (
                f'{whose}: at {provision.eid}, expected "{item.label} {item.words}" '
                f'and found "{own.label} {own.words}".'
            )
            raise LossError(msg)
        at += 1
    return at


def _missing(whose: str, item: Item) -> None:
    msg = f'{whose}: "{item.label} {item.words}" does not come back.'
    raise LossError(msg)

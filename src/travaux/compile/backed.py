"""The same wordings, backed by others than before: only the names in a wording change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.answers.party import in_order
from travaux.text.wording import Alternative, Choice, Part, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.compile.operation import Backers, Reword
    from travaux.text.provision import Respacing
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True)
class Turned:
    """Words that were backed by some and are now by others.

    ``first`` was the first to back them, and is.
    """

    first: PartyCode
    before: Backers
    after: Backers


def backed_by_others(
    old: Sequence[Reword], new: Sequence[Reword], rank: Mapping[PartyCode, int]
) -> list[Turned]:
    """List the rewordings that others back now, where neither the words nor their order is another.

    Where it is, and where nothing turned, the list is empty.
    """
    if len(old) != len(new):
        return []
    found: list[Turned] = []
    for was, now in zip(old, new, strict=True):
        if was is now:
            continue
        first = _first(was.backers, rank)
        if was.words != now.words or first is None or first != _first(now.backers, rank):
            return []
        found.append(Turned(first, was.backers, now.backers))
    return found


def _first(backers: Backers, rank: Mapping[PartyCode, int]) -> PartyCode | None:
    """Give the first of *backers*, which come in order; None where one of them has left."""
    heads = [codes[0] for codes in (backers.sponsors, backers.supporters) if codes]
    return min(heads, key=rank.__getitem__) if all(code in rank for code in heads) else None


def backed_otherwise(wording: Wording, turned: Turned, rank: Mapping[PartyCode, int]) -> Wording:
    """Give what arranging gives once those who back some words have *turned*.

    Whoever backs the same words stands in the same alternatives, in all of *wording*; those of the first
    backer are the ones concerned. Their order is that of first backers, and remains.
    """
    parts: list[Part] = []
    for part in wording.parts:
        if not isinstance(part, Choice):
            parts.append(part)
            continue
        alternatives = tuple(
            [_alternative(one, turned, rank, tabled=part.tabled) for one in part.alternatives]
        )
        same = all(one is other for one, other in zip(alternatives, part.alternatives, strict=True))
        parts.append(part if same else replace(part, alternatives=alternatives))
    if all(one is other for one, other in zip(parts, wording.parts, strict=True)):
        return wording
    return Wording(tuple(parts))


def respaced_otherwise(one: Respacing, turned: Turned, rank: Mapping[PartyCode, int]) -> Respacing:
    """Give the respacing of words whose backers have *turned*; that of other words as it is."""
    if turned.first not in one.parties:
        return one
    return replace(one, parties=in_order(turned.after.all, rank))


def _alternative(
    one: Alternative, turned: Turned, rank: Mapping[PartyCode, int], *, tabled: bool
) -> Alternative:
    inner = one.words if one.words.settled else backed_otherwise(one.words, turned, rank)
    # The names in words that somebody submitted are words; at the draft's words, who accepts them is named.
    if tabled or one.base or not (turned.first in one.sponsors or turned.first in one.supporters):
        return one if inner is one.words else replace(one, words=inner)
    return replace(
        one,
        words=inner,
        sponsors=_exchanged(one.sponsors, turned.before.sponsors, turned.after.sponsors, rank),
        supporters=_exchanged(one.supporters, turned.before.supporters, turned.after.supporters, rank),
    )


def _exchanged(
    codes: tuple[PartyCode, ...],
    was: tuple[PartyCode, ...],
    now: tuple[PartyCode, ...],
    rank: Mapping[PartyCode, int],
) -> tuple[PartyCode, ...]:
    return codes if was == now else in_order({*codes}.difference(was).union(now), rank)

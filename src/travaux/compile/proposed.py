"""What a party proposes where another's answer speaks of its proposal, and what of it it proposes later."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from travaux.compile.support import Support, told_apart

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Sequence

    from travaux.answers.answer import Answer
    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.compile.version import Item
    from travaux.text.wording import PartyCode


Worded: TypeAlias = tuple[int, str]
"""A provision of the draft, by its place in it, and words for it in bracket notation."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a party proposes where an answer speaks of its proposal."""

    party: PartyCode | None = None
    does: tuple[object, ...] = ()
    """Words, numbers and places, as they can be told from others; empty: it proposes nothing there."""
    said: tuple[tuple[int, ...], ...] = ()
    """Of each of them, by which answers of its reply it is proposed, by their number from 0."""
    together: tuple[tuple[int, ...], ...] = ()
    """By their place in ``does``, those that are one proposal: neither is meant without the other."""
    hearing: Hearing | None = None
    path: tuple[PartyCode, ...] = ()
    """Through whose support it was found, up to the party itself."""

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers that say so."""
        return self.answers_on(self.does)

    def answers_on(self, what: Collection[object]) -> tuple[Answer, ...]:
        """List the answers that propose any of *what*."""
        if self.hearing is None:
            return ()
        numbers = {at for one, said in zip(self.does, self.said, strict=True) if one in what for at in said}
        return tuple(one.answer for at, one in enumerate(self.hearing.heard) if at in numbers)

    def still(self, now: Proposed) -> frozenset[object]:
        """Give what is proposed *now* as it is here, and what belongs to it too."""
        before, after = Counter(self.does), Counter(now.does)
        same = {one for one, often in before.items() if after[one] == often}
        together = [{which.does[at] for at in places} for which in (self, now) for places in which.together]
        while any(parts := [one for one in together if not (one <= same or one.isdisjoint(same))]):
            same -= set().union(*parts)
        return frozenset(same)

    def others_in_place(self, still: Collection[object], now: Proposed) -> bool:
        """Whether something else is proposed *now* where this proposed what is not *still* proposed."""
        lost = {_place(one) for one in self.does if one not in still}
        return any(_place(one) in lost for one in now.does if one not in still)


def worded(one: object) -> Worded | None:
    """Give the words that are proposed for a provision of the draft; None where that is not what *one* is."""
    if not isinstance(one, tuple):
        return None
    _, _, _, words, base, _, _ = one
    return None if base is None else (base, words)


def _place(one: object) -> object:
    """Give the draft's provision that something is proposed for."""
    if not isinstance(one, tuple):
        return one
    _, _, _, _, base, anchor, _ = one
    return anchor if base is None else base


def proposed(one: Heard, theirs: Hearing) -> Proposed:
    """Give what is proposed in the party's own reply *theirs*, where *one* speaks of its proposal."""
    items = theirs.version.items
    # Whatever it still joins: asked is what is there to be joined.
    support = Support(replace(one, still=None), 0, theirs.version, theirs.base.items)
    chosen, gone = support.offered(theirs.base.draft)
    by = [items[at].said for at in chosen]
    by += [tuple(number for number, each in enumerate(theirs.heard) if base in each.removed) for base in gone]
    return Proposed(
        theirs.party,
        (*(told_apart(items, at, support.steady) for at in chosen), *gone),
        tuple(by),
        (*_by_one_answer(items, chosen, by, support.steady), *_with_all_in_it(items, chosen)),
        theirs,
    )


def _by_one_answer(
    items: Sequence[Item], chosen: Sequence[int], by: Sequence[tuple[int, ...]], steady: Container[int]
) -> Iterator[tuple[int, ...]]:
    """Group what one answer does: where it is more than to give provisions of the draft other words."""
    answers: dict[int, list[int]] = {}
    for place, numbers in enumerate(by):
        for number in numbers:
            answers.setdefault(number, []).append(place)
    for places in answers.values():
        reworded = (
            place < len(chosen)
            and (one := items[chosen[place]]).base is not None
            and one.base in steady
            and not one.origin
            for place in places
        )
        if len(places) > 1 and not all(reworded):
            yield tuple(places)


def _with_all_in_it(items: Sequence[Item], chosen: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Group what is added with all that stands in it: nothing of it stands elsewhere without it."""
    for place, at in enumerate(chosen):
        if items[at].base is not None:
            continue
        stop = at + 1
        while stop < len(items) and items[stop].depth > items[at].depth:
            stop += 1
        within = tuple(other for other, each in enumerate(chosen) if at < each < stop)
        if within:
            yield place, *within

"""References in two wordings of a provision that name the same provision under two numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from travaux.compare.pairing import Pair
from travaux.text.instrument import Text
from travaux.text.notation import show
from travaux.text.reference import Reference, find_references
from travaux.text.resolve import resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class SameReference:
    """One reference as the old wording prints it and as the new one does: "Article 13", "Article 14"."""

    old: Reference
    new: Reference


def became(pairs: Iterable[Pair]) -> dict[int, int]:
    """Say where each provision of the old text that is still one provision stands in the new one."""
    return {pair.old[0]: pair.new[0] for pair in pairs if len(pair.old) == len(pair.new) == 1}


def same_references(
    old: Text, new: Text, at: tuple[int, int], places: Mapping[int, int]
) -> tuple[SameReference, ...]:
    """List the references that follow a renumbering, in the provision of *old* and of *new* that *at* gives.

    In order. They name one provision, and print it differently: its number changed, or that of what it
    stands in. *places* say what `became` of each provision. "Paragraph 2" is the one nearest to where
    it is written. What names no provision of the text, or might name several, is never among them.
    Offsets are in the words as `show` gives them.
    """
    before, after = references_in(old, at[0]), references_in(new, at[1])
    here = [places.get(place, -2) if place >= 0 else reference.printed for reference, place in before]
    there = [place if place >= 0 else reference.printed for reference, place in after]
    matched = (
        (before[block.a + step][0], after[block.b + step][0])
        for block in LCSseq.opcodes(here, there).as_matching_blocks()
        for step in range(block.size)
    )
    return tuple(SameReference(old=one, new=other) for one, other in matched if one.printed != other.printed)


def references_in(text: Text, at: int) -> list[tuple[Reference, int]]:
    """Give the references in the provision at *at*, and the provision each names; -1 for none or several."""
    return [
        (reference, _nearest(text, at, resolve(reference, text)))
        for reference in find_references(show(text.provisions[at].words))
    ]


def _nearest(text: Text, at: int, places: Sequence[int]) -> int:
    line = _line(text, at)
    shared = [len([one for one in _line(text, place) if one in line]) for place in places]
    nearest = [place for place, count in zip(places, shared, strict=True) if count == max(shared)]
    return nearest[0] if len(nearest) == 1 else -1


def _line(text: Text, at: int) -> list[int]:
    above: int | None = at
    found: list[int] = []
    while above is not None:
        found.append(above)
        above = text.parent(above)
    return found

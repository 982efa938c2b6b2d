"""Which provision became which: what alignment finds beside what was done."""

from __future__ import annotations

from collections import Counter
from time import process_time
from typing import TYPE_CHECKING, Final

from travaux.compare.align import Index, Pair, align, index
from travaux.compare.tracked import Tracked, align_tracked
from travaux.text.notation import show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.measure.case import Case, Figures
    from bench.negotiation import Redraft
    from travaux.read.reading import Reading
    from travaux.text.instrument import Text

Place = tuple[tuple[int, ...], tuple[int, ...]]
"""Provisions of the draft, and what they became."""

SORTS: Final = ("reworded", "moved", "moved and reworded", "split", "merged", "added", "deleted")


def figures(case: Case, draft: Text, documents: Sequence[Reading]) -> Figures:
    """Give, for each sort of change, how many there are (true), were said (found) and are right (right)."""
    base = index(draft)
    words = [show(one.words) for one in draft.provisions]
    counted: Counter[str] = Counter()
    spent = 0.0
    for redraft, document in zip(case.negotiation().redrafts(case.parties), documents, strict=True):
        text = document.text
        if text is None:
            raise TypeError(redraft.party)
        own = [show(one.words) for one in text.provisions]
        if own != [one.words for one in redraft.text]:
            msg = f"{redraft.party}'s document does not read as it was written"
            raise AssertionError(msg)
        since = process_time()
        pairs = _aligned(base, text, document)
        spent += process_time() - since
        true = _sorted(_truth(redraft, len(words)), words, own)
        found = _sorted({(pair.old, pair.new): pair.moved for pair in pairs}, words, own)
        counted.update(f"true {sort}" for sort in true.values())
        counted.update(f"found {sort}" for sort in found.values())
        counted.update(f"right {sort}" for place, sort in true.items() if found.get(place) == sort)
    return {**counted, "align alone": spent}


def _aligned(base: Index, text: Text, document: Reading) -> tuple[Pair, ...]:
    if document.reject_all is None:
        return align(base, text)
    tracked = Tracked(
        underneath=document.reject_all,
        own=text,
        underneath_lines=document.reject_all_lines,
        own_lines=document.lines,
    )
    return align_tracked(base, tracked)


def _truth(redraft: Redraft, provisions: int) -> dict[Place, bool]:
    became: dict[tuple[int, ...], list[int]] = {}
    places: dict[Place, bool] = {((at,), ()): False for at in redraft.removed}
    for new, one in enumerate(redraft.text):
        if one.origin:
            became.setdefault(one.origin, []).append(new)
        else:
            places[(), (new,)] = False
    places |= {(old, tuple(new)): redraft.text[new[0]].moved for old, new in became.items()}
    if sorted(at for old, _ in places for at in old) != list(range(provisions)):
        msg = f"{redraft.party}: the truth does not say what became of every provision"
        raise AssertionError(msg)
    return places


def _sorted(places: dict[Place, bool], old: Sequence[str], new: Sequence[str]) -> dict[Place, str]:
    """Name what was done at each place; what was left alone is not listed."""
    named: dict[Place, str] = {}
    for (before, after), moved in places.items():
        match before, after:
            case (), _:
                named[before, after] = "added"
            case _, ():
                named[before, after] = "deleted"
            case (one,), (other,):
                same = old[one] == new[other]
                if moved:
                    named[before, after] = "moved" if same else "moved and reworded"
                elif not same:
                    named[before, after] = "reworded"
            case (_,), _:
                named[before, after] = "split"
            case _:
                named[before, after] = "merged"
    return named

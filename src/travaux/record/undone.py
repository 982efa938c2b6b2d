"""Which of a party's answers are undone by what it has said since of other provisions, or beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.position import Adds, Deletes, Merges
from travaux.compile.supplemented import adds_instead, replaced_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.record.entry import LeafHash
    from travaux.record.negotiation import Given
    from travaux.record.views.places import Places


def undone(parts: Sequence[tuple[Given, Hearing]], places: Places) -> Mapping[tuple[LeafHash, int], Given]:
    """Give, by entry and by number in its reply, the answers that are undone, each with the one that did it.

    *parts* are one party's, in the order of their entries. A provision that is struck, or merged away, and
    answered again by itself is not struck any more: the later word of its party counts. The names of
    provisions alone do not tell, for the later answer does not name what was struck as a whole. What was
    added after a provision stands beside a later answer to it, until something is added there in its place.
    """
    found: dict[tuple[LeafHash, int], Given] = {}
    for place, (given, hearing) in enumerate(parts[:-1]):
        for number, one in enumerate(hearing.heard, start=1):
            if one.fault is not None or not isinstance(one.answer.position, Adds | Deletes | Merges):
                continue
            later = next(
                (
                    those
                    for those, its in parts[place + 1 :]
                    if not those.out_of_time
                    and any(_undoes(each, one, its) for each in _own(those, its, places))
                ),
                None,
            )
            if later is not None:
                found[given.entered.leaf, number] = later
    return found


def adds_beside(one: Heard) -> bool:
    """Whether an answer adds something after the provision it names, and says nothing of that itself."""
    return isinstance(one.answer.position, Adds) and not one.answer.position.inside


def _own(given: Given, hearing: Hearing, places: Places) -> Iterator[Heard]:
    """Go through what an answer says at the provisions that its entry names."""
    provisions = hearing.base.draft.provisions
    for one in hearing.heard:
        if one.fault is None and one.provision is not None:
            above = places.above(provisions[one.provision].eid)
            if not given.provisions or not above.isdisjoint(given.provisions):
                yield one


def _undoes(later: Heard, earlier: Heard, hearing: Hearing) -> bool:
    if isinstance(earlier.answer.position, Adds):
        return adds_instead(later, earlier)
    draft = hearing.base.draft
    if earlier.removed and earlier.provision is not None:
        taken = frozenset({earlier.provision, *earlier.removed})
    else:
        taken = replaced_by(earlier, draft)
    return not taken.isdisjoint(replaced_by(later, draft))

"""Which of a party's answers struck or merged what the party has spoken of again since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.position import Deletes, Merges
from travaux.compile.supplemented import replaced_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.record.entry import LeafHash
    from travaux.record.negotiation import Given
    from travaux.record.views.places import Places
    from travaux.text.instrument import Text


def undone(parts: Sequence[tuple[Given, Hearing]], places: Places) -> Mapping[tuple[LeafHash, int], Given]:
    """Give, by entry and by number in its reply, the answers that are undone, each with the one that did it.

    *parts* are one party's, in the order of their entries. A provision that is struck, or merged away, and
    answered again by itself is not struck any more: the later word of its party counts. The names of
    provisions alone do not tell, for the later answer does not name what was struck as a whole.
    """
    found: dict[tuple[LeafHash, int], Given] = {}
    for place, (given, hearing) in enumerate(parts[:-1]):
        for number, one in enumerate(hearing.heard, start=1):
            if one.fault is not None or not isinstance(one.answer.position, Deletes | Merges):
                continue
            taken = _taken(one, hearing.base.draft)
            later = next(
                (
                    those
                    for those, its in parts[place + 1 :]
                    if not those.out_of_time and _speaks_of(those, its, taken, places)
                ),
                None,
            )
            if later is not None:
                found[given.entered.leaf, number] = later
    return found


def _taken(one: Heard, draft: Text) -> frozenset[int]:
    if one.removed and one.provision is not None:
        return frozenset({one.provision, *one.removed})
    return replaced_by(one, draft)


def _speaks_of(given: Given, hearing: Hearing, taken: frozenset[int], places: Places) -> bool:
    provisions = hearing.base.draft.provisions
    return any(
        one.fault is None
        and one.provision is not None
        and (
            not given.provisions
            or not places.above(provisions[one.provision].eid).isdisjoint(given.provisions)
        )
        and not taken.isdisjoint(replaced_by(one, hearing.base.draft))
        for one in hearing.heard
    )

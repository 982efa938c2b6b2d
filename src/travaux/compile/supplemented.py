"""A redraft, and answers its party has given since: they replace what the redraft says at their provisions.

Elsewhere the redraft stands word for word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Editorial,
    Holds,
    Merges,
    Moves,
    Opposes,
    Splits,
    Supports,
    Withdraws,
)
from travaux.compile.answered import answered
from travaux.compile.backbone import in_place
from travaux.compile.redraft import amounts_to
from travaux.compile.version import Version
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.answers.answer import Reply
    from travaux.compile.base import Base
    from travaux.compile.heard import Heard
    from travaux.compile.version import Item
    from travaux.text.instrument import Text


def supplemented(redraft: Version, reply: Reply, base: Base) -> tuple[Version, tuple[Heard, ...]]:
    """Give the version that *redraft* is with the answers of *reply*, and all answers that it amounts to.

    Those of the redraft come first, where they still stand; then those of the reply, in their order.
    """
    draft = base.draft
    _, alone = answered(reply, draft=draft, items=base.items)
    version, amounts = amounts_to(redraft, base=base, source=reply.source)
    gone = {number for number, one in enumerate(amounts) if any(adds_instead(later, one) for later in alone)}
    kept = tuple(
        replace(item, said=()) if item.said else item
        for item in version.items
        if not gone.intersection(item.said)
    )
    version = replace(version, items=kept)
    replaced = frozenset(at for later in alone for at in replaced_by(later, draft))
    version, heard = amounts_to(restored(version, replaced, base), base=base, source=reply.source)
    version, since = answered(
        reply, draft=draft, items=base.items, start=version.items, numbered_from=len(heard)
    )
    return version, (*heard, *since)


def replaced_by(later: Heard, draft: Text) -> frozenset[int]:
    """List the provisions of the draft on which *later* replaces what its party said before.

    The one it names; and those that stand in it, where it has them struck, moved, merged or left as they
    are. An answer that adds says nothing of the provision it names as the place, and one on another's
    proposal nothing of the draft; a hold and a question leave what was said.
    """
    at = later.provision
    if at is None:
        return frozenset()
    match later.answer.position:
        case Accepts() | Deletes() | Moves():
            return frozenset(range(at, draft.end(at)))
        case Merges(others=others):
            named = [place for name in others for place in resolve(name, draft)]
            return frozenset(below for one in (at, *named) for below in range(one, draft.end(one)))
        case Adds() | Opposes(proposal_of=str()) | Holds() | Asks():
            return frozenset()
        case (
            Amends()
            | AmendsWords()
            | Editorial()
            | AcceptsExcept()
            | Splits()
            | Opposes()
            | Supports()
            | Withdraws()
        ):
            return frozenset({at})
        case position:
            assert_never(position)


def restored(version: Version, places: frozenset[int], base: Base) -> Version:
    """Give *version* with the draft's own provisions at *places*, where and as the draft has them."""
    if not places:
        return version
    steady = version.steady
    kept = [
        base.items[item.base] if item.base is not None and item.base in places else item
        for item in version.items
        if (
            item.base in steady
            if item.base in places
            else item.base is not None or not places & set(item.origin)
        )
    ]
    there = {item.base for item in kept}
    for at in sorted(places - there):
        kept.insert(_place(kept, at), base.items[at])
    return Version(party=version.party, items=tuple(kept))


def _place(items: Sequence[Item], at: int) -> int:
    """Find where the draft's provision *at* stands among *items*: behind what is before it and not moved."""
    steady = in_place(items)
    before = [place for place, item in enumerate(items) if item.base in steady and (item.base or 0) < at]
    place = before[-1] + 1 if before else 0
    while place < len(items) and items[place].base not in steady:
        place += 1
    return place


def adds_instead(later: Heard, earlier: Heard) -> bool:
    """Whether *later* adds something in place of what *earlier* adds at the same place, or takes it back.

    Two additions under numbers of their own, and different ones, both stand.
    """
    position, before = later.answer.position, earlier.answer.position
    if not isinstance(before, Adds) or later.provision != earlier.provision or earlier.fault is not None:
        return False
    if isinstance(position, Withdraws):
        return True
    if not isinstance(position, Adds) or position.inside != before.inside:
        return False
    own, theirs = _numbers(position), _numbers(before)
    return not (own and theirs and own.isdisjoint(theirs))


def _numbers(position: Adds) -> frozenset[str]:
    """List the numbers of what is added; none where something has none."""
    labels = [one.label for one in position.provisions if one.depth == 0]
    return frozenset(labels) if all(labels) else frozenset()

"""Whether what a redraft puts somewhere would stand there, were it given as an answer by itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from travaux.answers.position import Adds, Amends, Deletes, Merges, Moves, Splits
from travaux.compile.answered import rearranged_by
from travaux.compile.backbone import in_place
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.heard import Heard
    from travaux.compile.version import Item, Version
    from travaux.text.instrument import Text

_Spot: TypeAlias = "tuple[str, str, int, str, int | None, int | None]"
"""What an item is and says, in which provision it stands, and behind which that keeps its place."""


class PutAgain:
    """Compares the places that a redraft shows with those that its answers name."""

    def __init__(self, version: Version, draft: Text, items: Sequence[Item]) -> None:
        """Prepare to look at a redraft of *draft*; *items*: the draft's own."""
        self._version, self._draft, self._items = version, draft, items
        self._steady = in_place(version.items)
        self._made: dict[int, list[int]] = defaultdict(list)
        for at, item in enumerate(version.items):
            for number in item.said:
                self._made[number].append(at)

    def stands(self, one: Heard, number: int) -> bool:
        """Whether the answer of this *number* by itself puts its words where the redraft has them.

        A redraft shows a place, an answer names one, and not every place can be named. A redraft may drop an
        article's number and keep what stood under it, where an answer deletes both; and give an article a
        heading that an answer would have taken for its only paragraph. True for what puts nothing anywhere.
        """
        position, place, own = one.answer.position, one.provision, self._version.items
        within = range(0) if place is None else range(place, self._draft.end(place))
        if isinstance(position, Deletes | Merges):
            gone = [within] if isinstance(position, Deletes) else self._blocks(position.others)
            return not any(item.base in block for item in own for block in gone)
        if not isinstance(position, Adds | Amends | Moves | Splits):
            return True
        if isinstance(position, Moves) and not self._steady.isdisjoint(within):
            return False  # what stands in it would go along, and did not
        by_itself = rearranged_by(one.answer, self._draft, self._items)
        if by_itself is None:
            return False
        if isinstance(position, Amends):
            return [it.words for it in by_itself if it.base == place] == [
                it.words for it in own if it.base == place
            ]
        block = within if isinstance(position, Moves) else range(0)
        there = [self._spot(own, at) for at in self._made[number] if _is_put(own[at], block)]
        return there == [self._spot(by_itself, at) for at, it in enumerate(by_itself) if _is_put(it, block)]

    def _blocks(self, names: Sequence[str]) -> list[range]:
        return [range(at, self._draft.end(at)) for name in names for at in resolve(name, self._draft)]

    def _spot(self, items: Sequence[Item], at: int) -> _Spot:
        item = items[at]
        behind = next((items[n].base for n in range(at - 1, -1, -1) if items[n].base in self._steady), None)
        above = next((items[n].base for n in range(at - 1, -1, -1) if items[n].depth < item.depth), None)
        return item.kind, item.label, item.depth, item.words, above, behind


def _is_put(item: Item, block: range) -> bool:
    return item.base == block.start if block else item.base is None

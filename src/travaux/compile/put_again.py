"""Whether an answer that a redraft amounts to would by itself do what the redraft does."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from travaux.answers.position import Adds, Amends, Deletes, Merges, Moves, Splits
from travaux.compile.answered import rearranged_by
from travaux.compile.outcome import Because
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.heard import Heard
    from travaux.compile.version import Item, Version
    from travaux.text.instrument import Text

_Spot: TypeAlias = "tuple[str, str, int, str, int | None, int | None]"
"""What an item is and says, in which provision it stands, and behind which that keeps its place."""


class PutAgain:
    """Compares what a redraft shows, and where, with what its answers name."""

    def __init__(self, version: Version, draft: Text, items: Sequence[Item]) -> None:
        """Prepare to look at a redraft of *draft*; *items*: the draft's own."""
        self._version, self._draft, self._items = version, draft, items
        self._steady = version.steady
        self._made: dict[int, list[int]] = defaultdict(list)
        for at, item in enumerate(version.items):
            for number in item.said:
                self._made[number].append(at)

    def because(self, one: Heard, number: int) -> Because | None:
        """Say why the answer of this *number* by itself is not what the redraft has; None where it is.

        A redraft shows a place, an answer names one, and not every place can be named. A redraft may drop an
        article's number and keep what stood under it, where an answer deletes both; and give an article a
        heading that an answer would have taken for its only paragraph.
        """
        match one.answer.position:
            case Deletes() | Merges() | Amends():
                return None if self._is_of_its_words(one) else Because.OTHER_WORDS
            case Adds() | Moves() | Splits():
                return None if self._stands(one, number) else Because.STANDS_ELSEWHERE
            case _:
                return None

    def _is_of_its_words(self, one: Heard) -> bool:
        """Whether it takes away, and rewords, nothing but what the redraft does."""
        position, own = one.answer.position, self._version.items
        if isinstance(position, Deletes | Merges):
            gone = [self._block(one)] if isinstance(position, Deletes) else self._blocks(position.others)
            return not any(item.base in block for item in own for block in gone)
        alone = rearranged_by(one.answer, self._draft, self._items) or ()
        at = one.provision
        return [it.words for it in alone if it.base == at] == [it.words for it in own if it.base == at]

    def _stands(self, one: Heard, number: int) -> bool:
        """Whether it puts its words where the redraft has them."""
        block = self._block(one) if isinstance(one.answer.position, Moves) else range(0)
        if not self._steady.isdisjoint(block):
            return False  # what stands in it would go along, and did not
        own, made = self._version.items, self._made[number]
        if isinstance(one.answer.position, Adds) and self._is_moved(made[0] - 1):
            return False  # both are named by what they follow, and which of them is first is not
        if isinstance(one.answer.position, Splits) and not self._together(made):
            return False
        if isinstance(one.answer.position, Moves) and self._is_behind_an_addition(made[0]):
            return False  # as above
        alone = rearranged_by(one.answer, self._draft, self._items)
        if alone is None:
            return False
        there = [self._spot(own, at) for at in made if _is_put(own[at], block)]
        return there == [self._spot(alone, at) for at, it in enumerate(alone) if _is_put(it, block)]

    def _is_behind_an_addition(self, at: int) -> bool:
        own = self._version.items
        before = next((own[n] for n in range(at - 1, -1, -1) if own[n].depth <= own[at].depth), None)
        return before is not None and before.base is None

    def _together(self, parts: Sequence[int]) -> bool:
        """Whether nothing stands between the parts of a provision but what stands in them."""
        own = self._version.items
        between = [at for at in range(parts[0], parts[-1]) if at not in parts]
        return all(own[at].depth > own[parts[0]].depth for at in between)

    def _is_moved(self, at: int) -> bool:
        base = self._version.items[at].base if at >= 0 else None
        return base is not None and base not in self._steady

    def _block(self, one: Heard) -> range:
        return range(0) if one.provision is None else range(one.provision, self._draft.end(one.provision))

    def _blocks(self, names: Sequence[str]) -> list[range]:
        return [range(at, self._draft.end(at)) for name in names for at in resolve(name, self._draft)]

    def _spot(self, items: Sequence[Item], at: int) -> _Spot:
        item = items[at]
        behind = next((items[n].base for n in range(at - 1, -1, -1) if items[n].base in self._steady), None)
        above = next((items[n].base for n in range(at - 1, -1, -1) if items[n].depth < item.depth), None)
        return item.kind, item.label, item.depth, item.words, above, behind


def _is_put(item: Item, block: range) -> bool:
    return item.base == block.start if block else item.base is None

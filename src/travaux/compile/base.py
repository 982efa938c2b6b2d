"""The base made ready for its answers: the draft, its provisions as items, and its index."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from travaux.compare.align import index
from travaux.compile.version import original

if TYPE_CHECKING:
    from travaux.compare.align import Index
    from travaux.compile.version import Item
    from travaux.text.instrument import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The draft that replies answer, prepared once for all of them."""

    draft: Text
    items: tuple[Item, ...]
    """The draft's own provisions; a version has these very items where it leaves them alone."""
    index: Index
    called: tuple[str, ...] = ()
    """What it is called beside what it calls itself: the record has a title for each draft."""
    _renumbered: dict[tuple[int, str], Item] = field(default_factory=dict, compare=False, repr=False)

    def renumbered(self, at: int, label: str) -> Item:
        """Give the draft's item at *at* with another number: the very same one for all who number it so."""
        known = self._renumbered.get((at, label))
        if known is None:
            known = self._renumbered[at, label] = replace(self.items[at], label=label)
        return known


def base_of(draft: Text, called: tuple[str, ...] = ()) -> Base:
    """Prepare *draft* to be answered."""
    return Base(draft=draft, items=original(draft), index=index(draft), called=called)

"""The proof that nothing comes to stand in an article that another adds because that is joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compile.proof import LossError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.compile.version import Item, Version
    from travaux.text.wording import PartyCode


def prove_in_place(version: Version, versions: Mapping[PartyCode, Version]) -> None:
    """Check that in an addition which *version* has joined stands only what its author has in it.

    *versions* are those of all parties before any joined another. What follows a provision of the draft that
    the author has there stands there with that. Raises LossError at the first that stands there otherwise.
    """
    open_: list[tuple[Item, frozenset[object]]] = []
    last: int | None = None
    for item in version.items:
        while open_ and open_[-1][0].depth >= item.depth:
            open_.pop()
        if item.base is not None and not item.moved:
            last = item.base
        if open_:
            above, within = open_[-1]
            added = above.base is None and above.joined in versions
            if added and _told(item) not in within and last not in within:
                msg = (
                    f'{version.party}: "{item.label} {item.words}" would stand in "{above.label} '
                    f'{above.words}", which {above.joined} adds, and is no part of that.'
                )
                raise LossError(msg)
        if item.base is None and item.joined is not None and item.joined in versions:
            open_.append((item, _within(item, versions[item.joined].items)))
        else:
            open_.append((item, frozenset()))


def _within(addition: Item, items: Sequence[Item]) -> frozenset[object]:
    """Tell of all that an author has in the additions that are like this one."""
    found: set[object] = set()
    inside = False
    for item in items:
        if inside and item.depth > addition.depth:
            found.add(_told(item))
        else:
            inside = item.base is None and _told(item) == _told(addition)
    return frozenset(found)


def _told(item: Item) -> object:
    return item.base if item.base is not None else (item.kind, item.depth, item.label, item.words)

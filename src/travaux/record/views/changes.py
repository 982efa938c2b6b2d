"""What became of provisions between two drafts, by their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from travaux.compare.alert import alerts_on, language_of
from travaux.compare.comparison import Added, Kept, Merged, Moved, Removed, Reworded, Split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.compare.alert import Alert
    from travaux.compare.comparison import Comparison
    from travaux.compare.comparison import Fate as Change
    from travaux.text.instrument import Text


def eids(change: Change, *, new: bool) -> tuple[str, ...]:
    """List the provisions that a change is of, in the new text or the old."""
    match change:
        case Kept(old=before, new=after) | Reworded(old=before, new=after) | Moved(old=before, new=after):
            return (after.eid,) if new else (before.eid,)
        case Split(old=before, new=several):
            return tuple(one.eid for one in several) if new else (before.eid,)
        case Merged(old=several, new=after):
            return (after.eid,) if new else tuple(one.eid for one in several)
        case Added(new=after):
            return (after.eid,) if new else ()
        case Removed(old=before):
            return () if new else (before.eid,)
        case _:
            assert_never(change)


def alerts_in(changes: Iterable[Change], comparison: Comparison) -> tuple[Alert, ...]:
    """List where words on which an obligation may turn were gained, lost or changed by *changes*."""
    language = language_of(comparison.old, comparison.new)
    return tuple(alert for change in changes for alert in alerts_on(change, language))


def inside(text: Text, addresses: Iterable[str]) -> set[str]:
    """Give the provisions at the addresses, and all that stands in them."""
    found: set[str] = set()
    for address in addresses:
        index = text.index(address)
        if index is not None:
            found.update(one.eid for one in text.provisions[index : text.end(index)])
    return found


def topmost(text: Text, addresses: Iterable[str]) -> tuple[str, ...]:
    """Leave out the provisions that stand in another of them; in reading order."""
    those = set(addresses)
    return tuple(
        one.eid
        for one in text.provisions
        if one.eid in those and not any(above.eid in those for above in text.path(one.eid)[:-1])
    )

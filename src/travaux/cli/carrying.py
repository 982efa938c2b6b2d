"""What files carry beside their words, told before they are recorded: every reader of the entry gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.read.carried import carried
from travaux.read.tracked import Sort
from travaux.record.act import GivesAnswer, TablesDraft
from travaux.render.columns import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from travaux.cli.brought import Brought
    from travaux.read.carried import Carried
    from travaux.record.act import Act

_DONE: Final = {
    Sort.INSERTED: "inserted",
    Sort.DELETED: "deleted",
    Sort.MOVED_FROM: "moved from here",
    Sort.MOVED_TO: "moved here",
}
MOST: Final = 12
"""So many tracked changes are listed one by one; the rest are counted."""


def carried_told(files: Iterable[Brought], act: Act) -> Iterator[str]:
    """Say of each file what it carries that is no part of its words, and what to do about it.

    Tracked changes are the words of an answer, and of a draft are told by `open_changes`.
    """
    apart = not isinstance(act, GivesAnswer | TablesDraft)
    for one in files:
        found = carried(one.data)
        parts = [*_parts(found, changes=apart)]
        if not parts:
            continue
        yield (
            f"{harmless(one.name)} carries {'; '.join(parts)}. Whoever may read the entry gets the file and "
            f"can read that in it, for good. {_to_take_out(found, one)} Then bring it again; or go on, if "
            "they may read it."
        )


def given_away(files: Iterable[Brought], act: Act) -> tuple[str, ...]:
    """Name the files with words in them that are none of what is to be recorded, and would be read for good.

    Names in the properties are no such words: nearly every file has some, and they are told alone.
    """
    apart = not isinstance(act, GivesAnswer | TablesDraft)
    found = ((one.name, carried(one.data)) for one in files)
    return tuple(
        harmless(name)
        for name, its in found
        if its.comments or its.hidden or its.sheets or (apart and its.changes)
    )


def open_changes(name: str, data: bytes) -> str:
    """Say which tracked changes are open in a draft, and were taken as accepted; "": none."""
    changes = carried(data).changes
    if not changes:
        return ""
    listed = [
        f"{_DONE[one.kind]} by {harmless(one.author) or 'nobody named'}: “{harmless(one.words)}”"
        for one in changes
        if one.words.strip()
    ]
    more = len(listed) - MOST
    told = "; ".join(listed[:MOST]) + (f"; and {more} more" if more > 0 else "")
    count = "1 tracked change that is" if len(changes) == 1 else f"{len(changes)} tracked changes that are"
    listing = f" ({told})" if told else ""
    return (
        f"{name} has {count} neither accepted nor rejected. It would be tabled as if all were "
        f"accepted{listing}. Accept or reject them in Word (Review, Accept or Reject), and bring it again."
    )


def _parts(found: Carried, *, changes: bool) -> Iterator[str]:
    if found.comments:
        by = f" by {_listed(found.by)}" if found.by else ""
        yield f"{'1 comment' if found.comments == 1 else f'{found.comments} comments'}{by}"
    if changes and found.changes:
        count = len(found.changes)
        yield "1 tracked change" if count == 1 else f"{count} tracked changes"
    if found.hidden:
        yield "words that are marked as hidden"
    if found.sheets:
        yield f"hidden sheets ({_listed(found.sheets)})"
    if found.names:
        yield f"in its properties the names {_listed(found.names)}"


def _to_take_out(found: Carried, one: Brought) -> str:
    program = "Excel" if "spreadsheet" in one.media else "Word"
    inspect = "File, Info, Check for Issues, Inspect Document."
    if found.comments and program == "Word":
        comments = "Review, Delete, Delete All Comments in Document"
        return f"To take it out, in Word: {comments}; for the rest {inspect}"
    return f"To take it out, in {program}: {inspect}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(harmless(one) for one in names)

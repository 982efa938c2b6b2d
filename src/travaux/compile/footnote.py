"""Footnotes: which paragraph calls one, and so which of them go where it goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from travaux.text.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.version import Item

_CALL: Final = re.compile(r"\[\^[^\[\]\s\\]+\]|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+|\u203b")
"""How a footnote is called in the words: by its mark, or where a document has numbered it, by one sign."""
_UNNAMED: Final = "\u203b"


def going_with(items: Sequence[Item], start: int, stop: int) -> tuple[int, ...]:
    """List the places of what goes where the provisions from *start* to *stop* go; in the order of *items*.

    All of them but the footnotes that stand among them and are called from outside; and the footnotes that
    stand elsewhere and are called from among them alone. One that nobody calls, or whose mark several
    bear, goes with what it stands in.
    """
    within = range(start, stop)
    going = set(within)
    notes = [at for at, one in enumerate(items) if one.kind is Kind.FOOTNOTE]
    calls = bool(notes) and any(_CALL.search(items[at].words) for at in within)
    for at in notes:
        if not (calls or at in within) or not (callers := _callers(items, at, notes)):
            continue
        if at in within and any(one not in within for one in callers):
            going -= {*_whole(items, at)}
        elif at not in within and all(one in within for one in callers):
            going |= {*_whole(items, at)}
    return tuple(sorted(going))


def listed_at_the_end(items: Sequence[Item], at: int) -> bool:
    """Whether a footnote bears a mark and stands in the list behind the text: nothing but notes follows."""
    named = _CALL.fullmatch(_mark(items[at])) is not None
    return named and all(one.kind in (Kind.FOOTNOTE, Kind.BLOCK) for one in items[at:])


def _mark(one: Item) -> str:
    return one.label.rstrip(" :：")


def _callers(items: Sequence[Item], at: int, notes: Sequence[int]) -> list[int]:
    """List the places of what calls the footnote at *at*; empty where that cannot be told."""
    mark = _mark(items[at])
    if _CALL.fullmatch(mark) is None:
        above = next((one for one in range(at - 1, -1, -1) if items[one].kind is not Kind.FOOTNOTE), None)
        return [above] if above is not None and _UNNAMED in items[above].words else []
    if any(_mark(items[one]) == mark for one in notes if one != at):
        return []
    return [place for place, one in enumerate(items) if place != at and mark in _CALL.findall(one.words)]


def _whole(items: Sequence[Item], at: int) -> range:
    """Give the places of a footnote and of what stands in it."""
    stop = at + 1
    while stop < len(items) and items[stop].depth > items[at].depth:
        stop += 1
    return range(at, stop)

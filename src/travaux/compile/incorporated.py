"""Whether a new draft has exactly what an answer to the draft before it asked for."""

from __future__ import annotations

from dataclasses import dataclass
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
from travaux.compare.comparison import Moved
from travaux.compile.answered import host_of
from travaux.text.language import folded
from travaux.text.notation import show
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.heard import Heard
    from travaux.compile.lineage import Lineage
    from travaux.compile.version import Item


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer as heard, and the items of its party's version that it made."""

    heard: Heard
    items: tuple[Item, ...]
    amount: bool = False
    """It was not given as an answer: a redraft amounts to it."""


class Incorporation:
    """Looks in the new draft for what was asked for: by its words, white space aside, never by likeness."""

    def __init__(self, lineage: Lineage) -> None:
        """Prepare to look things up in the new draft of *lineage*."""
        self._lineage = lineage
        self._words = [folded(show(one.words.body)) for one in lineage.new.provisions]
        self._fresh: dict[str, list[int]] = {}
        for at, (said, origin) in enumerate(zip(self._words, lineage.origin, strict=True)):
            if not origin:
                self._fresh.setdefault(said, []).append(at)

    def found(self, asked: Asked) -> tuple[int, ...]:
        """List where the new draft has what was asked for; empty where it has not exactly that.

        What was to be struck and is gone has no place: see `is_struck`.
        """
        match asked.heard.answer.position:
            case Amends() | AmendsWords() | Editorial() | AcceptsExcept():
                return self._reworded(asked.items)
            case Adds():
                return self._added(asked)
            case Moves(after=after, label=label):
                return self._moved(asked, after, numbered=label is not None)
            case Merges():
                return self._merged(asked)
            case Splits():
                return self._split(asked)
            case Accepts() | Deletes() | Opposes() | Holds() | Asks() | Supports() | Withdraws():
                return ()
            case position:
                assert_never(position)

    def is_struck(self, asked: Asked) -> bool:
        """Whether an answer that wanted provisions struck has what it wanted."""
        removed = asked.heard.removed
        return (
            isinstance(asked.heard.answer.position, Deletes)
            and bool(removed)
            and not any(self._lineage.to[at] for at in removed)
        )

    def _is(self, new: int, item: Item) -> bool:
        """Whether the provision at *new* reads as *item* does.

        The number counts where a party wanted another for a provision of the draft. What was added is
        numbered through when it is taken into a draft, and its number does not count.
        """
        if self._words[new] != folded(item.words):
            return False
        old = None if item.base is None else self._lineage.old.provisions[item.base]
        return old is None or item.label in {old.label, self._lineage.new.provisions[new].label}

    def _one(self, old: int | None) -> int | None:
        there = () if old is None else self._lineage.to[old]
        return there[0] if len(there) == 1 else None

    def _reworded(self, items: Sequence[Item]) -> tuple[int, ...]:
        places = [self._one(item.base) for item in items]
        found = [at for at, item in zip(places, items, strict=True) if at is not None and self._is(at, item)]
        return tuple(found) if len(found) == len(items) else ()

    def _run(self, start: int, items: Sequence[Item]) -> tuple[int, ...]:
        stop = start + len(items)
        if stop > len(self._words):
            return ()
        alike = all(self._is(start + step, item) for step, item in enumerate(items))
        return tuple(range(start, stop)) if alike else ()

    def _added(self, asked: Asked) -> tuple[int, ...]:
        """Find the provisions added in the words asked for, at the place asked for."""
        items = asked.items
        for start in self._fresh.get(folded(items[0].words), ()) if items else ():
            run = self._run(start, items)
            kinds = [self._lineage.new.provisions[place].kind for place in run] == [one.kind for one in items]
            if (
                run
                and kinds
                and not any(map(self._came, run))
                and self._follows(start, asked.heard.provision)
            ):
                return run
        return ()

    def _follows(self, start: int, anchor: int | None) -> bool:
        """Whether what stands at *start* follows the provision of the old draft it was to follow.

        What else was added between them does not count.
        """
        new = self._lineage.new
        depth = new.provisions[start].depth
        before = start - 1
        while before >= 0 and not (new.provisions[before].depth <= depth and self._came(before)):
            before -= 1
        if anchor is None or before < 0:
            return anchor is None and before < 0
        at = host = self._one(anchor)
        while at is not None and at != before:
            at = new.parent(at)
        return at is not None or (host is not None and new.parent(before) == host)

    def _came(self, new: int) -> bool:
        return bool(self._lineage.origin[new])

    def _moved(self, asked: Asked, after: str, *, numbered: bool) -> tuple[int, ...]:
        at = self._one(asked.heard.provision)
        targets = resolve(after, self._lineage.old)
        target = self._one(targets[0]) if len(targets) == 1 else None
        if at is None or target is None or asked.heard.provision is None:
            return ()
        moved = isinstance(self._lineage.fates[asked.heard.provision], Moved)
        new = self._lineage.new
        host = host_of(new, target, new.provisions[at].kind)
        inside = new.parent(at) == host and (numbered or new.end(at) == new.end(host))
        placed = inside or at in {target + 1, new.end(host)}
        return self._reworded(asked.items) if moved and placed else ()

    def _merged(self, asked: Asked) -> tuple[int, ...]:
        (item,) = asked.items if len(asked.items) == 1 else (None,)
        at = None if item is None else self._one(item.base)
        if item is None or at is None or not self._is(at, item):
            return ()
        elsewhere = {place for old in item.origin for place in self._lineage.to[old]} - {at}
        return () if elsewhere else (at,)

    def _split(self, asked: Asked) -> tuple[int, ...]:
        first = asked.heard.provision
        there = () if first is None else self._lineage.to[first]
        return self._run(there[0], asked.items) if there and asked.items else ()

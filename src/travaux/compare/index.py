"""A text made ready for alignment: each distinct wording known by number, its words weighed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from travaux.compare.likeness import Bag, Rarity, rarity, telling
from travaux.text.instrument import Text
from travaux.text.kind import HEADED
from travaux.text.language import folded
from travaux.text.notation import show
from travaux.text.wording import Part

WORDLESS: Final = 0
"""The number of the wording without words."""


@dataclass(frozen=True, slots=True)
class Side:
    """One text, as alignment sees it.

    For each provision: the number of its wording, its parent (-1: none), where it ends with all that
    stands in it.
    """

    text: Text
    ids: tuple[int, ...]
    parents: tuple[int, ...]
    ends: tuple[int, ...]

    def size(self, at: int) -> int:
        """Count what stands in the provision at *at*."""
        return self.ends[at] - at - 1

    def speaks(self, at: int) -> bool:
        """Whether it is known by its own words: it has some, and is not a heading over other provisions."""
        return self.ids[at] != WORDLESS and not (
            self.ends[at] > at + 1 and self.text.provisions[at].kind in HEADED
        )

    def line(self, at: int) -> Iterator[int]:
        """Go through the provision at *at* and what it stands in, from the inside out."""
        while at >= 0:
            yield at
            at = self.parents[at]


@dataclass(frozen=True, slots=True)
class Index:
    """A text made ready to be aligned with many others."""

    side: Side
    bags: tuple[Bag, ...]
    rarity: Rarity
    by_parts: dict[tuple[Part, ...], int]
    by_words: dict[str, int]
    places: dict[int, tuple[int, ...]]
    """Where each wording stands, by its id."""

    @property
    def text(self) -> Text:
        return self.side.text


def index(old: Text) -> Index:
    """Make *old* ready to be aligned with any number of texts."""
    by_parts: dict[tuple[Part, ...], int] = {(): WORDLESS}
    by_words: dict[str, int] = {"": WORDLESS}
    said: dict[int, str] = {WORDLESS: ""}
    ids: list[int] = []
    for provision in old.provisions:
        parts = provision.words.parts
        if parts not in by_parts:
            printed = folded(show(provision.words))
            by_parts[parts] = by_words.setdefault(printed, len(by_words))
            said[by_parts[parts]] = printed
        ids.append(by_parts[parts])
    words = {which: telling(printed) for which, printed in said.items()}
    rare = rarity((words[which] for which in ids), len(ids))
    bags = {which: rare.bag(printed) for which, printed in said.items()}
    places: dict[int, list[int]] = defaultdict(list)
    for at, which in enumerate(ids):
        places[which].append(at)
    return Index(
        side=side(old, ids),
        bags=tuple(bags[which] for which in ids),
        rarity=rare,
        by_parts=by_parts,
        by_words=by_words,
        places={which: tuple(where) for which, where in places.items()},
    )


def side(text: Text, ids: Sequence[int]) -> Side:
    parents: list[int] = []
    ends = [len(ids)] * len(ids)
    above: list[int] = []
    for at, provision in enumerate(text.provisions):
        while above and text.provisions[above[-1]].depth >= provision.depth:
            ends[above.pop()] = at
        parents.append(above[-1] if above else -1)
        above.append(at)
    return Side(text, tuple(ids), tuple(parents), tuple(ends))


def recognised(base: Index, new: Text) -> tuple[Side, dict[int, str]]:
    """Number the wordings of *new* as in *base*; give also those that *base* does not have, by number."""
    by_parts = base.by_parts
    unknown: dict[tuple[Part, ...], int] = {}
    by_words: dict[str, int] = {}
    ids: list[int] = []
    for provision in new.provisions:
        parts = provision.words.parts
        which = by_parts.get(parts)
        if which is None and (which := unknown.get(parts)) is None:
            printed = folded(show(provision.words))
            which = base.by_words.get(printed)
            if which is None:
                which = by_words.setdefault(printed, len(base.by_words) + len(by_words))
            unknown[parts] = which
        ids.append(which)
    return side(new, ids), {which: printed for printed, which in by_words.items()}

"""A text made ready for alignment: each distinct wording known by number, its words weighed."""

from __future__ import annotations

from collections.abc import Iterator
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
    """One text, as alignment sees it: the number of each provision's wording, and what stands in what."""

    text: Text
    ids: tuple[int, ...]

    def parent(self, at: int) -> int:
        """Give the provision that the one at *at* stands in; -1 where it stands in none."""
        above = self.text.parent(at) if self.text.provisions[at].depth else None
        return -1 if above is None else above

    def holds(self, at: int) -> bool:
        """Whether anything stands in the provision at *at*."""
        provisions = self.text.provisions
        return at + 1 < len(provisions) and provisions[at + 1].depth > provisions[at].depth

    def size(self, at: int) -> int:
        """Count what stands in the provision at *at*."""
        return self.text.end(at) - at - 1

    def speaks(self, at: int) -> bool:
        """Whether it is known by its own words: it has some, and is not a heading over other provisions."""
        return self.ids[at] != WORDLESS and not (self.holds(at) and self.text.provisions[at].kind in HEADED)

    def line(self, at: int) -> Iterator[int]:
        """Go through the provision at *at* and what it stands in, from the inside out."""
        while at >= 0:
            yield at
            at = self.parent(at)


@dataclass(frozen=True, slots=True)
class Index:
    """A text made ready to be aligned with many others. Wordings are numbered from `WORDLESS` on."""

    side: Side
    said: tuple[str, ...]
    """Each wording as compared, by its number."""
    bags: tuple[Bag, ...]
    """Each wording weighed, by its number."""
    only: tuple[int, ...]
    """Where each wording stands, by its number; -1 where it stands several times, or has no words."""
    sizes: tuple[int, ...]
    """How much stands in each provision."""
    rarity: Rarity
    by_parts: dict[tuple[Part, ...], int]
    by_words: dict[str, int]

    @property
    def text(self) -> Text:
        return self.side.text


def index(old: Text) -> Index:
    """Make *old* ready to be aligned with any number of texts."""
    by_parts: dict[tuple[Part, ...], int] = {(): WORDLESS}
    by_words: dict[str, int] = {"": WORDLESS}
    ids: list[int] = []
    for provision in old.provisions:
        parts = provision.words.parts
        if parts not in by_parts:
            by_parts[parts] = by_words.setdefault(folded(show(provision.words)), len(by_words))
        ids.append(by_parts[parts])
    said = tuple(by_words)
    words = [telling(printed) for printed in said]
    rare = rarity((words[which] for which in ids), len(ids))
    only = [-1] * len(said)
    seen: set[int] = {WORDLESS}
    for at, which in enumerate(ids):
        only[which] = -1 if which in seen else at
        seen.add(which)
    side = Side(old, tuple(ids))
    return Index(
        side=side,
        said=said,
        bags=tuple(rare.bag(printed) for printed in said),
        only=tuple(only),
        sizes=tuple(side.size(at) if side.holds(at) else 0 for at in range(len(ids))),
        rarity=rare,
        by_parts=by_parts,
        by_words=by_words,
    )


def recognised(base: Index, new: Text) -> tuple[Side, dict[int, str]]:
    """Number the wordings of *new* as in *base*; give also those that *base* does not have, by number."""
    known = base.by_parts
    unknown: dict[tuple[Part, ...], int] = {}
    by_words: dict[str, int] = {}
    ids = [known.get(provision.words.parts, -1) for provision in new.provisions]
    for at, which in enumerate(ids):
        if which < 0:
            words = new.provisions[at].words
            found = unknown.get(words.parts)
            if found is None:
                printed = folded(show(words))
                found = base.by_words.get(printed)
                if found is None:
                    found = by_words.setdefault(printed, len(base.by_words) + len(by_words))
                unknown[words.parts] = found
            ids[at] = found
    return Side(new, tuple(ids)), {which: printed for printed, which in by_words.items()}

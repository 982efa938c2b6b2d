"""An instrument's text: one language version of one draft, as provisions in reading order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NewType

from travaux.text.notation import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.text.number import Number
    from travaux.text.provision import Address, Provision

Identity = NewType("Identity", str)
"""Twelve hexadecimal digits in groups of four that stand for the words and numbers of a draft."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """One language version of one draft.

    The provisions stand in reading order; ``depth`` makes them a tree (a provision's children are
    the ones one deeper that follow it before anything as shallow as itself).
    """

    title: str = ""
    draft: str = ""
    """What its authors call it: "Third draft"."""
    language: str = "und"
    """A BCP 47 tag."""
    provisions: tuple[Provision, ...] = ()
    head: str = field(default="", compare=False)
    """Characters before the first provision that are not its layout: a front matter."""
    tail: str = field(default="", compare=False)
    """Characters after the last provision."""

    @cached_property
    def identity(self) -> Identity:
        """Tell this draft from another by the characters of its numbers, words and brackets.

        The same draft has the same identity as Markdown and as Word: white space and layout are left
        out. Nothing else is: one comma more is another draft.
        """
        digest = hashlib.sha256()
        for provision in self.provisions:
            bracket = "[]" if provision.standing.tabled else ""
            digest.update("".join((bracket + provision.label + show(provision.words)).split()).encode())
        name = digest.hexdigest()
        return Identity("-".join(name[at : at + 4] for at in (0, 4, 8)))

    @cached_property
    def _at(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for index, provision in enumerate(self.provisions):
            places.setdefault(provision.wid, index)
        for index, provision in enumerate(self.provisions):
            places.setdefault(provision.eid, index)
        return places

    def index(self, address: str) -> int | None:
        """Find the place in reading order of a wId or eId; a trailing ``__intro`` means the chapeau."""
        return self._at.get(address.removesuffix("__intro"))

    def at(self, address: str) -> Provision | None:
        """Find the provision with this wId or eId."""
        index = self.index(address)
        return None if index is None else self.provisions[index]

    def end(self, index: int) -> int:
        """Tell where the provision at *index* ends with all that stands in it: the index after."""
        depth = self.provisions[index].depth
        stop = index + 1
        while stop < len(self.provisions) and self.provisions[stop].depth > depth:
            stop += 1
        return stop

    def parent(self, index: int) -> int | None:
        """Tell which provision the one at *index* stands in."""
        return self._parents[index]

    @cached_property
    def looked_up(self) -> dict[tuple[str, Number], tuple[int, ...]]:
        """What has been looked up in this text, by what was asked.

        The text does not change, and citing each of its provisions asks the same again and again.
        """
        return {}

    @cached_property
    def resolved(self) -> dict[str, tuple[int, ...]]:
        """Which provisions a name has been found to be, by the name: every answer to it names it again."""
        return {}

    @cached_property
    def _parents(self) -> tuple[int | None, ...]:
        above: list[int] = []
        parents: list[int | None] = []
        for index, provision in enumerate(self.provisions):
            while above and self.provisions[above[-1]].depth >= provision.depth:
                above.pop()
            parents.append(above[-1] if above else None)
            above.append(index)
        return tuple(parents)

    def children(self, index: int) -> Iterator[int]:
        """Go through the provisions directly below the one at *index*."""
        at = index + 1
        stop = self.end(index)
        while at < stop:
            yield at
            at = self.end(at)

    def only_child(self, index: int) -> int | None:
        """Find the one provision directly below that at *index*; None where there is none, or another."""
        first, stop = index + 1, self.end(index)
        return first if first < stop and self.end(first) == stop else None

    def path(self, address: Address) -> tuple[Provision, ...]:
        """List the provisions that *address* stands in, outermost first, itself last."""
        index = self.index(address)
        found: list[Provision] = []
        while index is not None:
            found.append(self.provisions[index])
            index = self.parent(index)
        return tuple(reversed(found))

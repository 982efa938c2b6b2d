"""Provisions by their addresses: which stand in which, and in what order they are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from travaux.text.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from travaux.record.entry import LeafHash
    from travaux.text.instrument import Text

Texts: TypeAlias = Mapping["LeafHash", "Text"]
"""Drafts that have been read, by the leaf that tabled each. Without them addresses speak for themselves."""

_DIGITS: Final = re.compile(r"(\d+)")
_LAST: Final = 1 << 30


class Places:
    """The places of one draft, as its text has them; without a text, as their addresses say."""

    def __init__(self, text: Text | None = None, *, apart: Collection[str] | None = None) -> None:
        """Take the text of the draft, and where several parties would each add something of their own.

        What stands at any other place of what is added is *apart* from nothing: "art_5bis@ARD" is counted at
        "art_5bis". None: that is not known, and each stays at its address.
        """
        self.text = text
        self._apart = apart
        self._above: dict[str, frozenset[str]] = {}

    def above(self, address: str) -> frozenset[str]:
        """Give the provision itself, all that it stands in, and "", the whole text.

        What one party would add ("art_5bis@ARD") stands in what all would add there, "art_5bis".
        """
        known = self._above.get(address)
        if known is None:
            steps = address.partition("@")[0].split("__")
            found = {"", address, *("__".join(steps[: at + 1]) for at in range(len(steps)))}
            if self.text is not None and (here := self.text.at(address)) is not None:
                found.update(one.eid for one in self.text.path(here.eid))
            known = self._above[address] = frozenset(found)
        return known

    def touch(self, address: str, other: str) -> bool:
        """Whether one of two provisions is the other, or stands in it."""
        return other in self.above(address) or address in self.above(other)

    def place(self, address: str) -> str:
        """Give the provision as whose place this one is counted: an article for its only paragraph.

        What all would add there for what one party alone would, where the draft has nothing of that number.
        """
        bare, _, party = address.partition("@")
        if party and self._apart is not None and self.above(bare).isdisjoint(self._apart):
            return address if self.text is not None and self.text.index(bare) is not None else bare
        index = None if self.text is None else self.text.index(address)
        if self.text is None or index is None:
            return address
        above = self.text.parent(index)
        return address if above is None or self._only(above) != index else self.text.provisions[above].eid

    def innermost(self, address: str) -> str:
        """Give the only paragraph of an article; else the provision itself."""
        index = None if self.text is None else self.text.index(address)
        if self.text is None or index is None or (only := self._only(index)) is None:
            return address
        return self.text.provisions[only].eid

    def _only(self, article: int) -> int | None:
        """Find the one provision that stands in an article, by itself or with what stands in it."""
        if self.text is None or self.text.provisions[article].kind is not Kind.ARTICLE:
            return None
        return self.text.only_child(article)

    def topmost(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Leave out those that stand in another of them; in reading order."""
        those = set(addresses)
        return self.in_order(one for one in those if not (self.above(one) - {one}) & those)

    def in_order(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Sort addresses, each once, as the text has them; one that it has not, behind what it follows.

        That is what it would stand in, else what has the number before; what follows nothing comes last.
        """
        return tuple(sorted(dict.fromkeys(addresses), key=self._order))

    def _order(self, address: str) -> tuple[int, bool, list[tuple[int, str]]]:
        index = None if self.text is None else self.text.index(address)
        if not address:
            return -1, False, []
        if index is not None:
            return index, False, []
        return self._behind(address), True, _in_numbers(address)

    def _behind(self, address: str) -> int:
        """Give the last provision of what an address follows that the text has not."""
        if self.text is None:
            return _LAST
        bare = address.partition("@")[0]
        outer, _, last = bare.rpartition("__")
        while outer:
            if (host := self.text.index(outer)) is not None:
                return self._behind_in(self.text, host, last)
            outer, _, last = outer.rpartition("__")
        before = [
            at
            for at, one in enumerate(self.text.provisions)
            if "__" not in one.eid and _alike(one.eid, last) and _in_numbers(one.eid) < _in_numbers(last)
        ]
        return self.text.end(before[-1]) - 1 if before else _LAST

    def _behind_in(self, text: Text, host: int, last: str) -> int:
        """Give the last provision of what goes before *last* in the one at *host*; else the last in that."""
        within = f"{text.provisions[host].eid}__"
        before = [
            at
            for at in range(host + 1, text.end(host))
            if (own := text.provisions[at].eid).startswith(within)
            and "__" not in (step := own.removeprefix(within))
            and _alike(step, last)
            and _in_numbers(step) < _in_numbers(last)
        ]
        return text.end(before[-1] if before else host) - 1


def _in_numbers(address: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(address) if part]


def _alike(address: str, other: str) -> bool:
    """Whether two are of one kind: "art_2" and "art_5bis"."""
    return address.partition("_")[0] == other.partition("_")[0]

"""Which entries of a list are asked for: by a party, of a sort, on a provision, with these words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from travaux.cli.asking import teller_of
from travaux.cli.saying import CALLED, entry_rows, line_of, told_of, who
from travaux.render.tongue import say
from travaux.text.address import is_within

if TYPE_CHECKING:
    from travaux.cli.desk import Desk
    from travaux.record.entry import Entered
    from travaux.record.views.disclosed import Disclosed
    from travaux.render.telling import Teller
    from travaux.render.told import Line

PAGE: Final = 100
"""Entries on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is asked for; what is empty narrows nothing down."""

    by: str = ""
    """The party whose act it is, or who wrote it down."""
    act: str = ""
    """The act's name in the record, such as "answer.give"."""
    article: str = ""
    """The address of a provision; what is below it counts."""
    words: str = ""
    """Anywhere in what the entry says."""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Sought:
        return cls(**{one.name: query.get(one.name, "").strip() for one in fields(cls)})

    @property
    def address(self) -> str:
        """The same as it stands in the address of a page."""
        return urlencode({one.name: value for one in fields(self) if (value := getattr(self, one.name))})

    def among(self, known: Disclosed, desk: Desk) -> Sequence[Entered]:
        """List those that are asked for, the latest first; *desk* is at the same state."""
        found = [one for one in known.entries if self._fits(one)]
        if self.words:
            teller, sought = teller_of(known, desk), self.words.casefold()
            found = [one for one in found if sought in _said(one, desk, teller).casefold()]
        return found[::-1]

    def _fits(self, one: Entered) -> bool:
        entry = one.entry
        return (
            (not self.by or self.by in {one.author, entry.actor})
            and (not self.act or self.act == entry.type)
            and (not self.article or any(is_within(address, self.article) for address in entry.addresses))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A hundred entries of those that are asked for, with what is told of each."""

    entries: Sequence[tuple[Entered, str, Line]]
    """Each with whose it is and what was done."""
    found: int
    older: int | None
    """Before which place the next page begins."""


def page_of(sought: Sought, known: Disclosed, desk: Desk, *, before: int | None = None) -> Page:
    """Give the page of the entries that came *before* a place; without one, of the latest."""
    found = sought.among(known, desk)
    rest = [one for one in found if before is None or one.index < before]
    teller = teller_of(known, desk)
    return Page(
        entries=[(one, who(one), line_of(one, teller)) for one in rest[:PAGE]],
        found=len(found),
        older=rest[PAGE - 1].index if len(rest) > PAGE else None,
    )


def acts_in(known: Disclosed) -> Sequence[tuple[str, str]]:
    """List the sorts of act that were recorded, each with what it is called, in the order of the record."""
    return [(one, say(CALLED[one])) for one in dict.fromkeys(one.entry.type for one in known.entries)]


def provisions_in(known: Disclosed, desk: Desk) -> Sequence[tuple[str, str]]:
    """List the provisions that entries speak of, each as a person would name it, in the order of the text."""
    teller = teller_of(known, desk)
    named: dict[str, str] = {}
    for one in known.entries:
        for reference in one.entry.re:
            if reference.article:
                named.setdefault(reference.article, teller.provision(reference.leaf, reference.article))
    order: dict[str, int] = {
        provision.eid: place
        for text in teller.texts.values()
        for place, provision in enumerate(text.provisions)
    }
    return sorted(named.items(), key=lambda one: (order.get(one[0], len(order)), one[0]))


def _said(one: Entered, desk: Desk, teller: Teller) -> str:
    rows = "\n".join(said for _, said in entry_rows(one.entry, desk))
    return f"{told_of(one, teller)}\n{rows}"

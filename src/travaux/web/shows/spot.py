"""The spot on a text that an act is about: which draft, which provision, and what it reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import Http404
from django.urls import reverse
from django.utils.text import Truncator

from travaux.record.entry import Reference
from travaux.render import element as h
from travaux.render.place import place
from travaux.render.tongue import colon
from travaux.text.kind import ALONE, Kind
from travaux.text.notation import show
from travaux.text.ordinal import own_number
from travaux.text.provision_name import cite
from travaux.web.shows.marks import noted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.cli.desk import Desk
    from travaux.record.negotiation import Draft, Negotiation
    from travaux.text.instrument import Text
    from travaux.web.seat import Seat


FIRST_WORDS: Final = 7
"""Words by which what has no number is known in a list of names."""
EXCERPT: Final = 24
"""Words by which a provision is known in a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A provision of a draft."""

    draft: Draft
    text: Text
    index: int

    @property
    def address(self) -> str:
        return self.text.provisions[self.index].eid

    @property
    def label(self) -> str:
        return self.text.provisions[self.index].label

    @property
    def cited(self) -> str:
        return place(cite(self.text, self.index))

    @property
    def listed(self) -> str:
        """Name it for a list that has no words: by its first ones, where it has no number of its own.

        What stands outside the provisions has no name but those.
        """
        provision = self.text.provisions[self.index]
        words = Truncator(self.words).words(FIRST_WORDS)
        if provision.kind is Kind.BLOCK:
            return f"“{words}”"
        if own_number(provision) is not None or provision.kind in ALONE or not words:
            return self.cited
        return f"{self.cited}{colon()}“{words}”"

    @property
    def words(self) -> str:
        """Give what the draft has there, in bracket notation, exactly."""
        return show(self.text.provisions[self.index].words)

    @property
    def noted(self) -> h.Element:
        """Write its words, the marks of footnotes leading to them as in the text."""
        return h.span(".w")[noted(self.words, self._footnote)]

    def _footnote(self, mark: str) -> str | None:
        notes = (one.eid for one in self.text.provisions if one.kind is Kind.FOOTNOTE and one.label == mark)
        address = next(notes, None)
        return None if address is None else reverse("article", args=[address])

    @property
    def excerpt(self) -> h.Element:
        """Write the beginning of its words: no link, for it stands in a label."""
        return excerpt(self.words, self.label)

    @property
    def reference(self) -> Reference:
        return Reference(leaf=self.draft.tabled.leaf, article=self.address)

    @property
    def article(self) -> Spot:
        """Give the article in which it stands; where it stands in none, what it stands in at the top."""
        at = self.index
        while self.text.provisions[at].kind is not Kind.ARTICLE:
            above = self.text.parent(at)
            if above is None or self.text.provisions[above].depth < 0:
                break
            at = above
        found = at if self.text.provisions[at].kind is Kind.ARTICLE else self.index
        return self.at(found)

    @property
    def within(self) -> Sequence[Spot]:
        """List the provision and all that stands in it, in reading order."""
        return [self.at(one) for one in range(self.index, self.text.end(self.index))]

    @property
    def everywhere(self) -> Sequence[Spot]:
        """List all provisions of the draft, in reading order."""
        return [self.at(one) for one in range(len(self.text.provisions))]

    def at(self, index: int) -> Spot:
        return Spot(draft=self.draft, text=self.text, index=index)

    def named(self, address: str) -> Spot | None:
        """Find another provision of the same draft."""
        index = self.text.index(address)
        return None if index is None else self.at(index)


def excerpt(words: str, label: str = "") -> h.Element:
    """Write the beginning of words in bracket notation, for a label of a choice."""
    return h.span(".w.excerpt", dir="auto")[
        noted(f"{label} ") if label else "", noted(Truncator(words).words(EXCERPT))
    ]


def draft_meant(seat: Seat, given: str | None) -> Draft:
    """Find the draft that an address names, else the one on the table. Raises Http404."""
    found = draft_named(seat.known, given) if given else seat.known.latest_draft()
    if found is None:
        raise Http404
    return found


def draft_named(known: Negotiation, given: str) -> Draft:
    """Find the draft that an address names: by its number, as every link of ours does.

    What is no draft's number is taken for the entry by which one was tabled, as the command line has it.
    Raises Http404.
    """
    drafts = known.drafts.values()
    by_number = (one for one in drafts if str(one.number) == given)
    by_entry = (one for one in drafts if str(one.tabled.index) == given)
    found = next(by_number, None) or next(by_entry, None)
    if found is None:
        raise Http404
    return found


def spot(seat: Seat, desk: Desk, address: str, number: str | None = None) -> Spot:
    """Find the provision at *address* of a draft that the reader may know. Raises Http404."""
    draft = draft_meant(seat, number)
    text = desk.text(draft)
    index = None if text is None else text.index(address)
    if text is None or index is None:
        raise Http404
    return Spot(draft=draft, text=text, index=index)

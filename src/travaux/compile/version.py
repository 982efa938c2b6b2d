"""A version: the draft as one party would have it, provision by provision, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from travaux.compile.backbone import in_place
from travaux.text.notation import show

if TYPE_CHECKING:
    from travaux.text.instrument import Text
    from travaux.text.kind import Kind
    from travaux.text.provision import Layout
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One provision of a version. Unchanged provisions are shared by all versions of a draft."""

    kind: Kind
    depth: int
    label: str
    words: str
    """In bracket notation, exact characters."""
    base: int | None = None
    """The draft's provision that this is, by its place in the draft; None: it is new."""
    origin: tuple[int, ...] = ()
    """The draft's provisions it was split from, or that were merged in it."""
    anchor: int | None = None
    """The draft's provision it was proposed for."""
    joined: PartyCode | None = None
    """Whose words these are, when the party joined another's proposal."""
    supports: PartyCode | None = None
    """Whom the party named in joining it: whose words these are, or one who joined them too."""
    earlier: bool = False
    """They are that other's words of before a merger, at which its own party is no longer."""
    tabled: bool = False
    """It stands in brackets as a whole in its source."""
    ahead: int = 0
    """Brackets that stand before its number and close elsewhere; they are not in ``words``."""
    said: tuple[int, ...] = ()
    """The answers of the reply, by their place in it from 0, that made it what it is here."""
    moved: bool = False
    """Its party said that it is to stand elsewhere; that what it passed has moved would not be true."""
    layout: Layout | None = None


@dataclass(frozen=True, kw_only=True)
class Version:
    """The draft as *party* would have it, in its own order."""

    party: PartyCode
    items: tuple[Item, ...]

    @cached_property
    def steady(self) -> frozenset[int]:
        """Which of the draft's provisions keep their place among each other in it."""
        return in_place(self.items)


def original(draft: Text) -> tuple[Item, ...]:
    """List the draft's own provisions as items, in reading order."""
    return tuple(
        Item(
            kind=provision.kind,
            depth=provision.depth,
            label=provision.label,
            words=show(provision.words.body),
            base=index,
            tabled=provision.standing.tabled,
            ahead=provision.words.ahead,
            layout=provision.layout,
        )
        for index, provision in enumerate(draft.provisions)
    )


def merged_into(version: Version, draft: Text) -> dict[int, int]:
    """Say of what *version* merges into other provisions of the draft, with all in it, into which."""
    return {
        at: item.base
        for item in version.items
        if len(item.origin) > 1 and item.base is not None
        for merged in item.origin
        if merged != item.base
        for at in range(merged, draft.end(merged))
    }

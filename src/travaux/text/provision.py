"""A provision: one numbered or unnumbered unit of an instrument, its place and its lasting identity."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NewType

from travaux.text.joined import joined
from travaux.text.kind import Kind
from travaux.text.number import Number
from travaux.text.wording import PartyCode, Wording

Address = NewType("Address", str)
"""Where a provision stands now: an Akoma Ntoso eId such as ``art_14__para_2__point_a``."""

WId = NewType("WId", str)
"""Which provision it is, whatever its number becomes: an Akoma Ntoso wId.

The eId it had in the draft it first stood in; for a provision proposed by a party, that eId followed
by ``@`` and the party's code.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The characters around a provision in its source, none of them words of the instrument."""

    before: str = ""
    """Blank lines, indentation and markup before the number."""
    between: str = ""
    """What parts the number from the words."""
    after: str = ""
    """What follows the words, the line end included."""
    spelled: tuple[str, str] | None = None
    """How the provision is printed anew, and how it stood in the source where that is not the same
    (a needless backslash, an attribution set otherwise)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A party's proposal that a provision stand elsewhere or be one with another, seen from one end."""

    parties: tuple[PartyCode, ...]
    other: Address
    """At the old place: the address after which it would stand. At the new place: the one it comes from.
    In a merger: at each of the two, the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """Opposition to what a party would do with a provision as a whole: delete it, move it or merge it."""

    parties: tuple[PartyCode, ...]
    author: PartyCode
    """Who would do it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Support for what a party would do with a provision as a whole: delete it, move it or merge it."""

    parties: tuple[PartyCode, ...]
    author: PartyCode
    """Who would do it, or supports it too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whose text this provision stands in, as a whole.

    Ordinary provisions have the default: it is in the draft and nobody would have it otherwise.
    """

    base: bool = True
    """In the draft. If not, only ``sponsors`` and ``supporters`` have it."""
    tabled: bool = False
    """It was tabled in brackets as a whole, attributed or not; nothing follows from that here."""
    sponsors: tuple[PartyCode, ...] = ()
    supporters: tuple[PartyCode, ...] = ()
    opponents: tuple[PartyCode, ...] = ()
    """Say no to the provision without offering other words; it stays in their text."""
    deleted_by: tuple[PartyCode, ...] = ()
    """Those whose own proposal it is, as with moves and mergers; who joins one of them is in ``joining``."""
    moved_to: tuple[Move, ...] = ()
    moved_from: tuple[Move, ...] = ()
    merged_into: tuple[Move, ...] = ()
    """It is in their text as part of another provision."""
    merged_from: tuple[Move, ...] = ()
    """Others are part of it in their text."""
    against: tuple[Against, ...] = ()
    """Who says no to what others would do with it as a whole."""
    joining: tuple[Joining, ...] = ()
    """Who only supports others in what they would do with it as a whole: it is so in their text as well."""
    printed: str | None = field(default=None, compare=False)
    """The attribution as it stood in the source of a tabled bracket."""

    @property
    def stances(self) -> tuple[Against | Joining, ...]:
        """What is said of others' proposals for it as a whole: who supports whom, and who opposes whom."""
        return (*self.joining, *self.against)

    def holds_for(self, party: PartyCode) -> bool:
        """Whether the provision stands, at this place, in *party*'s own text."""
        if not self.base:
            return party in self.sponsors or party in self.supporters
        return party not in self.leaving

    @property
    def ends(self) -> tuple[Move, ...]:
        """All that ties it to another place: moves and mergers, from here and to here."""
        return (*self.moved_to, *self.moved_from, *self.merged_into, *self.merged_from)

    @property
    def leaving(self) -> tuple[PartyCode, ...]:
        """Those in whose text a provision of the draft is not at this place: deleted, moved or merged."""
        elsewhere = (code for move in (*self.moved_to, *self.merged_into) for code in move.parties)
        own = (*self.deleted_by, *elsewhere)
        return (*own, *self.joined(own)) if self.joining else own

    def joined(self, authors: Iterable[PartyCode]) -> tuple[PartyCode, ...]:
        """List who supports what *authors* would do with it as a whole, directly or through one who does."""
        return joined(((one.parties, one.author) for one in self.joining), authors)


ORDINARY = Standing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbering:
    """The number some parties print where the draft prints another (or none)."""

    parties: tuple[PartyCode, ...]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Respacing:
    """A party's wording that differs from what its marks give in white space alone."""

    parties: tuple[PartyCode, ...]
    words: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One provision. Its words are its heading where its kind is headed, else its text.

    The words of a provision that has others below it are its chapeau. ``depth`` is the number of
    provisions it stands in. ``label`` is the number as printed, keyword included ("Article 5 bis",
    "(a)", "第五条"), and "" where it has none.
    """

    wid: WId
    eid: Address
    kind: Kind
    depth: int
    label: str = ""
    number: Number | None = None
    words: Wording = Wording()
    standing: Standing = ORDINARY
    renumberings: tuple[Renumbering, ...] = ()
    respacings: tuple[Respacing, ...] = ()
    layout: Layout | None = field(default=None, compare=False)

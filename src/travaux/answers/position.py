"""The closed union of positions a party can take on a provision.

No answer is not a position: there is no member for silence and none for "no change". The names given
in brackets are those of the ITU's proposals, the most formal vocabulary in use.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from travaux.text.wording import PartyCode, Wording


class HoldKind(StrEnum):
    """Why a party holds its position. None of them is a position on the substance."""

    SCRUTINY = "scrutiny"
    """It has not finished examining the provision."""
    PARLIAMENTARY = "parliamentary"
    """Its parliament speaks first."""
    LINGUISTIC = "linguistic"
    """It waits for its language version, or has doubts about it."""
    SUBSTANTIVE = "substantive"
    """It has difficulties with the substance."""
    GENERAL = "general"
    """On the whole text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepts:
    """Asks that the provision stay as it stands (NOC with a number)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptsExcept:
    """Accepts the provision bar some of its words.

    ``exception`` is the words it does not accept, exactly as they stand in the provision, or ""
    where ``words`` gives the provision as the party would accept it.
    """

    exception: str = ""
    words: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amends:
    """Wants other words; ``words`` is the whole provision as it should read (MOD).

    ``label`` is the number it should bear, None for the one it has.
    """

    words: Wording
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of some words only, as one says it aloud: *old* by *new*, at the one place *old* stands.

    An insertion repeats in *new* the words it follows or precedes; a deletion has an empty *new*.
    """

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendsWords:
    """Wants some words added, struck or replaced, and says which rather than retyping the provision."""

    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProvision:
    """A provision that a party adds, with those that stand in it, ``depth`` below the first."""

    kind: str
    label: str
    words: Wording
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Adds:
    """Wants provisions that are not there (ADD): after the answer's address, or as the first in it."""

    provisions: tuple[NewProvision, ...]
    inside: bool = False
    """First within the provision answered rather than after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletes:
    """Wants no such provision (SUP); those that stand in it go with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Wants the provision, with those that stand in it, elsewhere (ADD* / SUP*): after another."""

    after: str
    """As the party named it: an address or a reference."""
    label: str | None = None
    words: Wording | None = None
    """Other words as well; None: as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merges:
    """Wants this provision and ``others`` to be one, with these words, in this one's place."""

    others: tuple[str, ...]
    """As the party named them: addresses or references."""
    words: Wording
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """Wants this provision to be several: the first keeps its place and number, the rest follow it."""

    parts: tuple[NewProvision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial:
    """Wants other words without a change of meaning ((MOD)), in the party's own view."""

    words: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposes:
    """Does not agree to the provision and offers no other words.

    ``words``: only these words of it, exactly as they stand. ``proposal_of``: not the draft's
    provision but what that party proposes for it.
    """

    words: str = ""
    proposal_of: PartyCode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """Keeps its position open."""

    kind: HoldKind = HoldKind.GENERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """Asks what the provision means, or who it binds."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supports:
    """Joins what another party proposes for this provision: those words become its own."""

    party: PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraws:
    """Takes back what it proposed for this provision before."""


Position = (
    Accepts
    | AcceptsExcept
    | Amends
    | AmendsWords
    | Adds
    | Deletes
    | Moves
    | Merges
    | Splits
    | Editorial
    | Opposes
    | Holds
    | Asks
    | Supports
    | Withdraws
)
"""Take it apart with ``match`` and `typing.assert_never`."""

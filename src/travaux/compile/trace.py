"""A trace: a provision of the consolidated text, what it comes from, what was done to it, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.text.provision import Address
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A provision of the draft and how it is cited."""

    address: Address
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """A party, and for whom it speaks where its reply is a collective one."""

    party: PartyCode
    principals: tuple[PartyCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The unit by which a party did it (``ARD/3``) and the reason given there, "" where it gave none."""

    reference: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """Words of the draft and what stands beside them, of one choice; either may be "" (no text)."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inserted:
    label: str
    words: str
    split_from: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    below: int = 0
    """How many provisions that stand in it go with it; they have no line of their own for that."""
    merged_into: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedTo:
    """Seen from the place in the draft: where the provision stands anew."""

    to: Source
    below: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedFrom:
    """Seen from the new place."""

    origin: Source
    below: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbered:
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitUp:
    into: tuple[Source, ...]
    """The provisions that follow it as its other parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    others: tuple[Source, ...]
    """The provisions of the draft taken into this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """No other words are offered. ``words`` is what is opposed, None for the provision as a whole."""

    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excepted:
    """The provision is accepted but for ``words``."""

    words: str


Deed = (
    Reworded | Inserted | Deleted | MovedTo | MovedFrom | Renumbered | SplitUp | Merged | Opposed | Excepted
)
"""Take it apart with ``match`` and `typing.assert_never`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done to a provision, and who is behind it. Several sponsors: they did the same."""

    deed: Deed
    sponsors: tuple[Contributor, ...] = ()
    supporters: tuple[Contributor, ...] = ()
    opponents: tuple[Contributor, ...] = ()
    reasons: tuple[Reason, ...] = ()
    """In the order of sponsors, supporters, opponents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One provision of the consolidated text to which something was done."""

    address: Address
    citation: str
    sources: tuple[Source, ...]
    """The provisions of the draft it comes from; none where it is new."""
    steps: tuple[Step, ...]

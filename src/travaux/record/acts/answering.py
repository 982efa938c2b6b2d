"""The acts by which a party answers, joins, holds, corrects and takes back."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.answers.position import HoldKind
from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class GivesAnswer:
    """Answers a draft. Concerns the draft; with addresses: those provisions only.

    In whole, it takes the place of all the party said on this draft before. By provision, it takes the place
    of the like of it that the party said on these provisions. Its document is the reply.
    """

    principals: tuple[PartyCode, ...] = ()
    """Those in whose name it is given, where not the party alone. It stays one reply."""
    covers: tuple[str, ...] = ()
    """The provisions it speaks to, as its author says, where its document cannot be read for that."""
    capacity: str = ""
    """In which capacity it is given, as its author says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsCollectiveReply:
    """Says whether whoever asked takes a reply in the name of several as an answer. Concerns that reply."""

    accepts: bool
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinsSponsors:
    """Makes another party's proposal its own too. Concerns the answer, and the provision in it."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavesSponsors:
    """No longer sponsors it. Concerns what the party joined."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraws:
    """Takes back an entry of one's own, or with addresses only that part of it."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrects:
    """Says that an entry of one's own has a mistake, and what it should say. Both stay."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntersHold:
    """Concerns the draft, or provisions of it."""

    kind: HoldKind
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaintainsHold:
    """Concerns the hold."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftsHold:
    """Concerns the hold."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidatesPosition:
    """Says whether a party's position is shown rightly in a text. Concerns the draft it was shown on.

    With addresses: at these provisions only.
    """

    rightly: bool
    words: str = ""
    """What is wrong, where it is not."""
    size: int = 0
    """The size of the record from which what the party looked at was compiled."""

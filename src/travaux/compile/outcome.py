"""What a new draft makes of an answer to the draft before it. The answer itself is never touched."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from travaux.compile.lineage import news, olds
from travaux.text.notation import show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.answers.answer import Answer
    from travaux.compare.alert import Alert
    from travaux.compare.comparison import Fate
    from travaux.text.provision import Address, Provision
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """The words it answers are the same, in the same place."""

    provision: Address | None
    """None: it speaks of the whole text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocated:
    """The words it answers are the same, under another number or in another place."""

    old: Address
    provision: Address


class Because(StrEnum):
    """Why a party has to say whether its answer holds."""

    REWORDED = "the words it answers have changed"
    RESTATED = "what it answers stands in brackets, or in names, that it did not stand in"
    SPLIT = "what it answers was split"
    MERGED = "what it answers was merged"
    PARTLY_GONE = "a part of what it answers is gone"
    ENLARGED = "provisions were added to what it answers"
    PLACE = "the place it names for its proposal is gone or is another"
    OWN_REFERENCE = "its own words name a provision that has another number now"
    OWN_NUMBER = "the number it gives to its proposal no longer fits"
    CONDITION = "what it makes its answer depend on has changed"
    CONDITION_NUMBER = "what it makes its answer depend on has another number now, and the same words"
    PROPOSAL_CHANGED = "the proposal it speaks of is no longer what it was when this was said"
    PROPOSAL = "the proposal it speaks of is itself in need of confirmation"
    BEFORE_MERGER = "the proposal it supports was merged since, and its party has not consented to that"
    NOT_THERE = "what it speaks of has not been proposed as it was on the new draft"
    TAKEN_UP = "the proposal it speaks of is in the new draft"
    OTHER_WORDS = "given again as it is, it would be taken for an answer to other words of the new draft"
    STANDS_ELSEWHERE = "given again as it is, it would stand elsewhere than its party put it"
    NOT_UNDERSTOOD = "it could not be followed on the earlier draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsConfirmation:
    """Its party has to say whether it holds."""

    because: Because
    provisions: tuple[Address, ...] = ()
    """Where what it answered stands in the new draft; what it depends on, where that is the reason."""
    fates: tuple[Fate, ...] = ()
    """What became of the provisions that changed."""
    alerts: tuple[Alert, ...] = ()

    @property
    def old(self) -> tuple[Provision, ...]:
        """The provisions it answered that have changed, as they stood: each apart, as no text joined them."""
        return _worded(one for fate in self.fates for one in olds(fate))

    @property
    def new(self) -> tuple[Provision, ...]:
        """The provisions that stand there now, each apart."""
        return _worded(one for fate in self.fates for one in news(fate))


class Reason(StrEnum):
    """Why an answer has nothing left to answer."""

    GONE = "what it answers is not in the new draft"
    INCORPORATED = "the new draft has exactly what it asked for"
    WITHDRAWN = "its party has taken it back, or it takes another back"
    NO_PROPOSAL = "the proposal it speaks of no longer stands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Void:
    """It has nothing left to answer."""

    reason: Reason
    provisions: tuple[Address, ...] = ()
    """Where the new draft has what was asked for."""


Outcome = Unchanged | Relocated | NeedsConfirmation | Void
"""Take it apart with ``match`` and `typing.assert_never`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAnswer:
    """An answer to the earlier draft, and what the new one makes of it."""

    party: PartyCode
    reference: str
    """The unit it is, as the compilation of the earlier draft names it: ``ARD/3``, ``ARD/21.3``."""
    answer: Answer
    place: int | None
    """The provision of the earlier draft it speaks of, by its place; None: the whole, or not placed."""
    outcome: Outcome
    principals: tuple[PartyCode, ...] = ()
    """Those in whose name its party gave it; none: its party's alone."""


def _worded(provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    """Give those that have words of their own."""
    return tuple(one for one in provisions if show(one.words))

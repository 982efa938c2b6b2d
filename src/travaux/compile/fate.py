"""What became of each unit that a party submitted: exactly one fate each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.answers.position import (
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Editorial,
    Merges,
    Moves,
    Opposes,
    Splits,
)
from travaux.text.notation import show
from travaux.text.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from travaux.answers.position import Position
    from travaux.text.finding import Finding
    from travaux.text.provision import Address
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A position without words of its own: kept at the provision and shown in the matrix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InText:
    """In the text: the words stand in these alternatives, or the proposal at these provisions."""

    at: tuple[Address, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """In the text, in the same words as these parties: one alternative with all of them."""

    at: tuple[Address, ...]
    parties: tuple[PartyCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedWithConsent:
    """Taken into another wording, as its party agreed; needs a record that holds the consent."""

    at: tuple[Address, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Taken back by its party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseded:
    """Replaced by its party's own later answer."""

    by: str
    """The later answer, as it is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfTime:
    """Came after the time that was set, where it was declared that such answers are out of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """Kept aside, with why and where."""

    finding: Finding


Fate = Recorded | InText | Joined | MergedWithConsent | Withdrawn | Superseded | OutOfTime | NotUnderstood
"""Take it apart with ``match`` and `typing.assert_never`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing a party submitted, and its fate.

    ``reference`` is its name: see `unit_name`.
    """

    reference: str
    party: PartyCode
    provision: str
    position: str
    words: str
    fate: Fate


def words_of(position: Position) -> str:
    """Give the words that a position puts forward, opposes or asks, in bracket notation; or ""."""
    match position:
        case Amends(words=words) | Editorial(words=words) | Merges(words=words):
            return show(words)
        case AcceptsExcept(exception=quoted, words=words):
            return quoted if words is None else show(words)
        case AmendsWords(edits=edits):
            return "; ".join(f"{edit.old} → {edit.new}" for edit in edits)
        case Adds(provisions=new) | Splits(parts=new):
            return "\n".join(" ".join(part for part in (one.label, show(one.words)) if part) for one in new)
        case Moves(words=Wording() as words):
            return show(words)
        case Opposes(words=quoted):
            return quoted
        case Asks(question=question):
            return question
        case _:
            return ""


def faults(units: Iterable[Unit]) -> Mapping[str, Finding]:
    """Say, by the name of each unit that was not understood, why it was not."""
    return {one.reference: one.fate.finding for one in units if isinstance(one.fate, NotUnderstood)}

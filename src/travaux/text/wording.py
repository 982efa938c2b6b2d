"""Words exactly as written, and the choices among them that a negotiating text holds open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NewType

PartyCode = NewType("PartyCode", str)
"""The short name a party goes by in marks and tables, such as ``ARD``; checked by `answers.party`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One of the wordings offered for a place, and whose it is. Empty words are "no text".

    A party is in at most one of ``sponsors`` (its own words) and ``supporters`` (it joined them).
    ``opponents`` say no to these words without offering others. ``excepting`` accept the provision but
    for these words.
    """

    words: Wording
    base: bool = False
    """These are the draft's own words, in a choice made by compiling answers to that draft."""
    sponsors: tuple[PartyCode, ...] = ()
    supporters: tuple[PartyCode, ...] = ()
    opponents: tuple[PartyCode, ...] = ()
    excepting: tuple[PartyCode, ...] = ()
    printed: str | None = field(default=None, compare=False)
    """What stood before the words in the source: the attribution, or that and "no text"; None: to be
    printed anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Alternatives for one place, in the order in which they stand.

    ``tabled`` choices stand in words somebody submitted, and are those words. The others are made
    by compiling: each such choice has a base alternative, or stands inside a party's alternative
    and divides its sponsors.
    """

    alternatives: tuple[Alternative, ...]
    tabled: bool = True
    gaps: tuple[str, ...] | None = field(default=None, compare=False)
    """What stood before, between and after the alternatives; None: to be printed anew."""

    def __post_init__(self) -> None:
        if not self.alternatives:
            msg = "A choice has at least one alternative."
            raise ValueError(msg)
        if self.gaps is not None and len(self.gaps) != len(self.alternatives) + 1:
            msg = f"{len(self.alternatives)} alternatives have one gap more, not {len(self.gaps)}."
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """A bracket whose mate stands in another provision, or nowhere."""

    mark: Literal["[", "]"]
    ahead: bool = False
    """It stands before the provision's number."""


Part = str | Choice | Bracket


@dataclass(frozen=True, slots=True)
class Wording:
    """Exact characters, white space included, with the choices standing in them.

    Neighbouring strings are one string and none is empty, so that equal wordings compare equal.
    """

    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        merged: list[Part] = []
        for part in self.parts:
            if isinstance(part, str) and merged and isinstance(last := merged[-1], str):
                merged[-1] = last + part
            elif part != "":
                merged.append(part)
        object.__setattr__(self, "parts", tuple(merged))

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __add__(self, other: Wording) -> Wording:
        return Wording(self.parts + other.parts)

    @property
    def settled(self) -> bool:
        """Whether nothing in these words is bracketed."""
        return all(isinstance(part, str) for part in self.parts)

    @property
    def ahead(self) -> int:
        """How many brackets without a mate stand before the provision's number."""
        count = 0
        for part in self.parts:
            if not (isinstance(part, Bracket) and part.ahead):
                break
            count += 1
        return count

    @property
    def body(self) -> Wording:
        """The words without the brackets that stand before the provision's number."""
        return Wording(self.parts[self.ahead :]) if self.ahead else self

    def led(self, ahead: int) -> Wording:
        """Put *ahead* brackets before the provision's number."""
        return Wording((Bracket(mark="[", ahead=True),) * ahead + self.parts) if ahead else self

    def choices(self) -> Iterator[Choice]:
        """Every choice, outer before inner, in reading order."""
        for part in self.parts:
            if isinstance(part, Choice):
                yield part
                for alternative in part.alternatives:
                    yield from alternative.words.choices()


def words(*parts: Part) -> Wording:
    """Put parts together into a Wording: ``words("shall ", choice, ".")``."""
    return Wording(parts)


def joined(wordings: Iterable[Wording]) -> Wording:
    """Put wordings end to end, adding nothing between them."""
    return Wording(tuple(part for wording in wordings for part in wording.parts))

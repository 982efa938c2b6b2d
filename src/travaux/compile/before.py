"""What an answer on another party's proposal was given on, where that party proposes it no longer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from travaux.answers.answer import Answer
    from travaux.text.wording import PartyCode

LEFT: Final = "joined-no-more"
"""The code of the finding on what was joined and is not proposed as it was."""


class Became(StrEnum):
    """What the other party did with it since."""

    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The proposal that an answer speaks of: the answer stays with it, and says nothing of later words."""

    party: PartyCode
    """Who proposed the words, also where the answer came to them through somebody's support."""
    answers: tuple[Answer, ...]
    """What that party said there when the answer was given, or first said after that."""
    became: Became
    since: int | None = None
    """The entry, by its number, since which it is so; None where no single one made it so."""
    by: PartyCode | None = None
    """Through whose support the answer came to the words, where that party supports them no longer; None:
    what became of them is its proposer's doing."""

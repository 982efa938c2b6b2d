"""The rules of a round: what silence means in it, in which capacity one answers, how it is decided.

None of them has a default. A rule that nobody has declared is shown as not declared.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from travaux.answers.undertaking import Due
from travaux.text.wording import PartyCode


class SilenceMeans(StrEnum):
    """What follows if a party says nothing. The law knows the last three, each in its own place."""

    NOTHING = "nothing"
    """No position follows from it."""
    ADOPTION = "adoption"
    """The text is adopted unless somebody objects or amends before the time ends (a silence procedure)."""
    ACCEPTANCE_OF_RESERVATION = "acceptance of a reservation"
    """A reservation counts as accepted after the time set by the law of treaties."""
    CORRECTION = "correction"
    """A notified error is corrected unless somebody objects in time."""


class Capacity(StrEnum):
    """In whose name an answer is asked for."""

    NATIONAL = "national"
    GROUP = "group"
    EITHER = "national or group"


class MayBracket(StrEnum):
    """Who may put words in brackets."""

    ANY_PARTY = "any party"
    CHAIR = "the chair"
    SUPPORTED = "a party that another supports"


class Decides(StrEnum):
    """How the round is decided."""

    CONSENSUS = "consensus"
    UNANIMITY = "unanimity"
    VOTE = "vote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What was declared of a round; None where nothing was."""

    name: str
    """What the round is called: "second reading"."""
    asked: tuple[PartyCode, ...] = ()
    """Who was asked, in the protocol order in which names are listed."""
    due: Due | None = None
    """By when answers were asked for."""
    silence: SilenceMeans | None = None
    capacity: Capacity | None = None
    brackets: MayBracket | None = None
    decides: Decides | None = None
    late: str = ""
    """What was declared of answers after the time, in the words of whoever declared it; "" for nothing."""
    late_is_out: bool = False
    """Answers after the time are out of time. Only where that was declared."""
    words: str = ""
    """The declaration itself, where it says more."""


RULES = ("silence", "capacity", "brackets", "decides", "due", "late")
"""The rules that can be contested by name."""

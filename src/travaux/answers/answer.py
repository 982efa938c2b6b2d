"""An answer: one party, one provision, one position, its reason; and the reply that carries answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Editorial,
    Holds,
    Merges,
    Moves,
    Opposes,
    Position,
    Splits,
    Supports,
    Withdraws,
)
from travaux.text.finding import Place

if TYPE_CHECKING:
    from travaux.text.finding import Finding
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What an answer hangs on, in the party's words ("if Article 9(2) stays")."""

    words: str
    references: tuple[str, ...] = ()
    """The provisions named in it, as written; resolved against the draft when it is compiled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one party says on one provision, once."""

    provision: str
    """The provision as the party named it: an address, or a reference such as "Article 4(1)"."""
    position: Position
    reason: str = ""
    conditions: tuple[Condition, ...] = ()
    quoted: str = ""
    """The provision as the answer quotes it before saying what it wants, where it does: to be checked
    against the draft."""
    place: Place = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A piece of a reply that could not be understood: its exact characters, and where they stand."""

    words: str
    finding: Finding
    beside: tuple[str, ...] = ()
    """The provisions, as its party names them, with whose answer it was given; none: with no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What a table of answers shows as the draft's own words: to be checked against the draft."""

    cell: str
    """As a program names it: "B7"."""
    line: int
    provision: str
    """The provision beside it, as written; "" where there is none."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One document by which a party answers a draft.

    Either it lists ``answers``, or it is the draft as the party would have it (``text``); where it has
    both, the answers were given after the text and replace what it says at their provisions. On behalf
    of several it stays one reply: ``principals`` lists them, the party itself where it is one.
    """

    party: PartyCode
    principals: tuple[PartyCode, ...] = ()
    names: tuple[tuple[PartyCode, str], ...] = ()
    """Names given with codes in the document."""
    in_answer_to: str = ""
    """Which draft, as written in the document: its identity, or what it is called."""
    answers: tuple[Answer, ...] = ()
    text: Text | None = None
    reject_all: Text | None = None
    """The draft underneath the party's tracked changes; None where the document has none."""
    lines: tuple[int, ...] = ()
    """The paragraph of the document, from 1, that each provision of ``text`` is; 0 for a note."""
    reject_all_lines: tuple[int, ...] = ()
    unread: tuple[Unread, ...] = ()
    drafted: tuple[Drafted, ...] = ()
    source: str = ""
    consolidated: bool = False
    """Its text says that it is a consolidated one: it has everybody's words, and not the party's alone."""
    laid_in: bool = False
    """What parties say stands in it beside what its draft had in brackets, whether their names do or not."""


def title(position: Position) -> str:  # noqa: C901  one row for each member of the union
    """Name a position in a word or two, as tables and headings show it."""
    match position:
        case Accepts():
            return "accepts"
        case AcceptsExcept():
            return "accepts with an exception"
        case Amends() | AmendsWords():
            return "amends"
        case Adds():
            return "adds"
        case Deletes():
            return "deletes"
        case Moves():
            return "moves"
        case Merges():
            return "merges"
        case Splits():
            return "splits"
        case Editorial():
            return "editorial"
        case Opposes(proposal_of=None):
            return "opposes"
        case Opposes(proposal_of=party):
            return f"opposes {party}'s proposal"
        case Holds(kind=kind):
            return f"holds ({kind})"
        case Asks():
            return "asks"
        case Supports(party=party):
            return f"supports {party}"
        case Withdraws():
            return "withdraws"
        case _:
            assert_never(position)


def lacks_reason(answer: Answer) -> bool:
    """Whether a reason is due and missing: all but plain acceptance and support want one."""
    if answer.reason.strip():
        return False
    match answer.position:
        case Accepts() | Supports():
            return False
        case Asks(question=question):
            return not question.strip()
        case _:
            return True

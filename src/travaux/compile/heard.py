"""An answer as heard: what it speaks of in the draft, or why it could not be followed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.text.finding import Finding, Severity

if TYPE_CHECKING:
    from travaux.answers.answer import Answer
    from travaux.compile.before import Before
    from travaux.compile.consented import Consented
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True)
class Held:
    """A place where what is opposed stands still, and whose words they are.

    ``at`` is the draft's provision, by its place; ``party`` proposes them, or supports them where they are
    words of before a merger. ``alone``: not in what stands in the provision.
    """

    at: int
    party: PartyCode
    alone: bool = False
    added: str | None = None
    """What of it that is added beside the provision: one of `Heard.added`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of one answer while the version was made.

    ``provision`` is the draft's provision it speaks of, None where it speaks of the whole or could
    not be placed; ``fault`` says why it was not understood.
    """

    answer: Answer
    provision: int | None = None
    removed: tuple[int, ...] = ()
    """The draft's provisions that the answer takes away."""
    before_merger: bool = False
    """It joins what the other party proposed before a merger to which its own party has not consented."""
    before: Before | None = None
    """What it speaks of, where its author proposes that no longer: it says nothing of the words of now."""
    held: tuple[Held, ...] = ()
    """Where what it opposes stands still, though something else there does not."""
    still: frozenset[object] | None = None
    """Of what it joins or opposes, that which its author proposes as it did, as `proposed.proposed` tells it
    apart from other words: it speaks of nothing else. None: of all."""
    added: tuple[str, ...] | None = None
    """Of a proposal that it opposes, what is added beside the provision. "": none of that, but what its
    author proposes in it; else what has this label. None: all that its author proposes there."""
    into: tuple[tuple[int, str], ...] = ()
    """Of what it joins, the merged wordings to which its own party has consented and its author's words are
    others now: the draft's provision, by its place, and the words in bracket notation. They stay its word."""
    merged: Consented | None = None
    """The merger in whose wording it stands, with its party's consent."""
    principals: tuple[PartyCode, ...] | None = None
    """Those in whose name it was given; None: as the reply says of all that is in it."""
    fault: Finding | None = None


class NotFollowed(Exception):
    """An answer cannot be followed; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        """Carry *finding*."""
        super().__init__(finding.message)
        self.finding = finding


def not_followed(answer: Answer, code: str, message: str, hint: str) -> NotFollowed:
    """Make the exception that says why *answer* cannot be followed; to be raised by the caller."""
    place = replace(answer.place, address=answer.place.address or answer.provision)
    return NotFollowed(Finding(code=code, message=message, severity=Severity.ERROR, place=place, hint=hint))

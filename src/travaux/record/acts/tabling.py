"""The acts on rounds, drafts and papers, and what these are called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from travaux.answers.round import Rules
from travaux.text.wording import PartyCode


class DraftStatus(StrEnum):
    """What a draft is called and has of standing, in the trade's own terms."""

    ZERO_DRAFT = "zero draft"
    DRAFT = "draft"
    COMPILATION = "compilation"
    CHAIRS_TEXT = "chair's text"
    NON_PAPER = "non-paper"
    ASSEMBLED_TEXT = "assembled text"
    PARTYS_TEXT = "party's text"
    FINAL_TEXT = "final text"


class NoteKind(StrEnum):
    """What sort of paper."""

    VERBALE = "note verbale"
    AIDE_MEMOIRE = "aide-memoire"
    MEMORANDUM = "memorandum"
    NON_PAPER = "non-paper"
    LETTER = "letter"
    STATEMENT = "statement"
    OTHER = "other paper"


class Sealing(StrEnum):
    """How a paper bears its sender's authority; each is valid."""

    SIGNED = "signed"
    SEALED = "sealed"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaresRules:
    """Concerns the draft the round is on, where there is one already."""

    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestsRules:
    """Concerns the declaration."""

    rule: str
    """One of `travaux.answers.round.RULES`."""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesDraft:
    """Puts a draft on the table; its documents are its language versions. Concerns the draft it follows."""

    title: str
    status: DraftStatus = DraftStatus.DRAFT
    taken_over: bool = False
    """Its brackets come from a negotiation that was not recorded here."""
    basis: bool = True
    """Answers are asked to this text. More than one text can be on the table."""
    understanding: str = ""
    """On which understanding it was tabled ("without prejudice to …")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendsNote:
    """A paper. Concerns what it answers, if it answers something: exactly which document or provision."""

    kind: NoteKind
    to: tuple[PartyCode, ...] = ()
    """Empty: to all."""
    reference: str = ""
    """Its own number ("No. 142-n")."""
    subject: str = ""
    sealing: Sealing = Sealing.UNSIGNED
    status: str = ""
    """What its sender says of its standing ("without prejudice", "no status")."""
    principals: tuple[PartyCode, ...] = ()
    """Those in whose name it speaks, where not the sender alone."""
    sent: str = ""
    """When it was sent, as it says itself: a date or an instant. A claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgesReceipt:
    """Says that a paper has come. Concerns exactly one entry, and one of its documents where it had several.

    Receipt is not agreement.
    """

    on: str = ""
    """When it came, as the receiver says."""
    channel: str = ""
    words: str = ""

"""The merged wording that a position stands at: whose wording it is, and by whose consent it stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.answers.answer import Answer
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Consented:
    """A merger, as it concerns one party: its words are of the merger, and no reason was given for them."""

    entry: int
    """The entry, by its number, that proposed the wording."""
    parties: tuple[PartyCode, ...]
    """Who has consented to it, in protocol order."""
    by: int
    """The entry, by its number, by which the party of the position has."""
    own: Answer | None = None
    """What that party had proposed, and the reason it gave; None: it supports another's proposal."""

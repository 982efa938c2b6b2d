"""Answers whose words cannot be read, with the places that their entries say they are on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.compile.compilation import LeftOut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Negotiation
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadAnswer:
    """That an answer was given, whose words nobody can read: its party is not silent."""

    party: PartyCode
    answer: Entered
    by: Entered | None
    """By which entry its words were redacted; None: they are not here, or cannot be read."""
    provisions: tuple[str, ...] = ()
    """Where the entry says it answers; none: the text as a whole."""


def unread_answers(
    known: Negotiation, library: Library, draft: Draft, still: Mapping[LeafHash, tuple[str, ...]]
) -> tuple[UnreadAnswer, ...]:
    """List the answers that *still* say something of which a document was redacted, or cannot be read.

    In the order of their entries, each with the provisions where it does. *still* is as `still_said` has it.
    """
    found: list[UnreadAnswer] = []
    for leaf, at in still.items():
        one = known.answers[leaf]
        by = known.redacted.get(leaf, ())
        heard = library.heard(known, one, draft)
        if by or (isinstance(heard, LeftOut) and heard.unread):
            left = tuple(filter(None, at))
            found.append(
                UnreadAnswer(party=one.party, answer=one.entered, by=by[0] if by else None, provisions=left)
            )
    return tuple(found)

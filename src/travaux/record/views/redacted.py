"""Answers whose words cannot be read, with the places that their entries say they are on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.record.entry import Entered
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
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


def unread_answers(known: Disclosed, draft: Draft, unread: Sequence[Given] = ()) -> tuple[UnreadAnswer, ...]:
    """List the standing answers to *draft* of which a document was redacted, and the *unread*, in order.

    Where its party has since answered anew, or taken it back, that stands in its place.
    """
    found: list[UnreadAnswer] = []
    missing = {one.entered.leaf for one in unread}
    for one in known.answers.values():
        leaf = one.entered.leaf
        by = known.redacted.get(leaf, ())
        if not (by or leaf in missing) or one.shown or not one.stands or one.draft != draft.tabled.leaf:
            continue
        over = {address for address, _ in (*one.superseded_at, *one.withdrawn_at)}
        left = tuple(address for address in one.provisions if address not in over)
        if left or not one.provisions:
            found.append(
                UnreadAnswer(party=one.party, answer=one.entered, by=by[0] if by else None, provisions=left)
            )
    return tuple(found)

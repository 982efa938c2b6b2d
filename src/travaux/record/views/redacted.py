"""Answers whose words were redacted, with the places that their entries say they are on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedAnswer:
    """That an answer was given, and by which entry its words were redacted: its party is not silent."""

    party: PartyCode
    answer: Entered
    by: Entered
    provisions: tuple[str, ...] = ()
    """Where the entry says it answers; none: the text as a whole."""


def redacted_answers(known: Disclosed, draft: Draft) -> tuple[RedactedAnswer, ...]:
    """List the standing answers to *draft* of which a document was redacted, in order.

    Where its party has since answered anew, or taken it back, that stands in its place.
    """
    found: list[RedactedAnswer] = []
    for one in known.answers.values():
        by = known.redacted.get(one.entered.leaf, ())
        if not by or one.shown or not one.stands or one.draft != draft.tabled.leaf:
            continue
        over = {address for address, _ in (*one.superseded_at, *one.withdrawn_at)}
        left = tuple(address for address in one.provisions if address not in over)
        if left or not one.provisions:
            found.append(RedactedAnswer(party=one.party, answer=one.entered, by=by[0], provisions=left))
    return tuple(found)

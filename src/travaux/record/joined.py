"""Whether what somebody joins is what its party says now: its words decide, and admission reads none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.act import JoinsSponsors
from travaux.record.library import NotHere
from travaux.record.nouns import named
from travaux.record.refusal import Code, Refused
from travaux.record.views.still_said import latest_of
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from travaux.record.entry import Entry
    from travaux.record.library import Library
    from travaux.record.negotiation import Negotiation


def check_joined(entry: Entry, state: Negotiation, library: Library) -> None:
    """Raise Refused if the entry joins what its party says no more at that provision.

    A later answer takes the place of its like alone, so what was added beside it can be joined still. Where
    the draft cannot be read, what admission says of it counts.
    """
    for one in entry.re if isinstance(entry.act, JoinsSponsors) else ():
        given = state.answers.get(one.leaf)
        draft = None if given is None else state.drafts.get(given.draft)
        if given is None or draft is None:
            continue
        try:
            gone = latest_of(state, library, draft, given.party)[given.party].fate_at(given, one.article)
        except NotHere:
            continue
        if gone is not None:
            raise Refused(
                Code.ALREADY,
                phrase(
                    "{act} concerns entry {index}, {other}, which was taken back or ended before; "
                    "see what became of it in the record.",
                    act=named(entry.act),
                    index=given.entered.index,
                    other=named(given.entered.act),
                ),
            )

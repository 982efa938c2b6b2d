"""What a party has said of a draft and would say no more, if it recorded one answer more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.record.entry import Entered, LeafHash
    from travaux.record.negotiation import Negotiation
    from travaux.text.wording import PartyCode


def taking_place_of(
    known: Negotiation, party: PartyCode, draft: LeafHash, provisions: Sequence[str]
) -> tuple[Entered, ...]:
    """List the answers that stand, and whose place one on *provisions*, or on all, would take."""
    said = known.said.get((party, draft), {})
    leaves = dict.fromkeys(said[at] for at in provisions or said if at in said)
    those = [known.answers[leaf] for leaf in leaves if leaf in known.answers]
    return tuple(each.entered for each in those if each.stands)

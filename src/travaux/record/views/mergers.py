"""Mergers that were proposed, and who consents: nothing is merged by proposing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.answers.party import protocol_order
from travaux.record.act import AnswersMerger

if TYPE_CHECKING:
    from travaux.record.entry import LeafHash
    from travaux.record.negotiation import Merger, Negotiation
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Consents:
    """A merger and the last word of each party whose proposal it takes in; in protocol order.

    Whoever proposed the merger consents by that, until it says otherwise.
    """

    merger: Merger
    consenting: tuple[PartyCode, ...] = ()
    refusing: tuple[PartyCode, ...] = ()
    silent: tuple[PartyCode, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether each party concerned has consented."""
        return bool(self.consenting) and not self.refusing and not self.silent


def consents(known: Negotiation, draft: LeafHash) -> tuple[Consents, ...]:
    """List the mergers of proposals on *draft* that were not withdrawn, as they were proposed."""
    found: list[Consents] = []
    for merger in known.mergers.values():
        given = [known.answers.get(one.leaf) for one in merger.proposals]
        if merger.withdrawn is not None or all(one is None or one.draft != draft for one in given):
            continue
        concerned = protocol_order({one.party for one in given if one is not None}, known.order)
        said = {merger.entered.author: True}
        said |= {one.author: one.act.consents for one in merger.answers if isinstance(one.act, AnswersMerger)}
        found.append(
            Consents(
                merger=merger,
                consenting=tuple(code for code in concerned if said.get(code) is True),
                refusing=tuple(code for code in concerned if said.get(code) is False),
                silent=tuple(code for code in concerned if code not in said),
            )
        )
    return tuple(found)

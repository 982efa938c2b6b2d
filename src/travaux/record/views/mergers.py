"""Mergers that were proposed, and who consents: nothing is merged by proposing it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from travaux.answers.party import protocol_order
from travaux.record.act import AnswersMerger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.record.entry import Entered, LeafHash
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
    by: Mapping[PartyCode, Entered] = field(default_factory=dict)
    """By which entry each consents whose last word is that, those who only support a proposal among them."""

    @property
    def whole(self) -> bool:
        """Whether each party concerned has consented."""
        return bool(self.consenting) and not self.refusing and not self.silent

    @property
    def since(self) -> int:
        """The entry, by its number, with which the last of those concerned consented."""
        return max(self.by[code].index for code in self.consenting)


def consents(known: Negotiation, draft: LeafHash, *, size: int | None = None) -> tuple[Consents, ...]:
    """List the mergers of proposals on *draft* that were not withdrawn, as they were proposed.

    *size*: as they stood when the record had so many entries; None: now.
    """
    found: list[Consents] = []
    for now in known.mergers.values():
        merger = now if size is None else _then(now, size)
        if merger is None:
            continue
        given = [known.answers.get(one.leaf) for one in merger.proposals]
        if merger.withdrawn is not None or all(one is None or one.draft != draft for one in given):
            continue
        concerned = protocol_order({one.party for one in given if one is not None}, known.order)
        last = {merger.entered.author: merger.entered, **{one.author: one for one in merger.answers}}
        said = {
            code: not isinstance(one.act, AnswersMerger) or one.act.consents for code, one in last.items()
        }
        found.append(
            Consents(
                merger=merger,
                consenting=tuple(code for code in concerned if said.get(code) is True),
                refusing=tuple(code for code in concerned if said.get(code) is False),
                silent=tuple(code for code in concerned if code not in said),
                by={code: one for code, one in last.items() if said[code]},
            )
        )
    return tuple(found)


def _then(merger: Merger, size: int) -> Merger | None:
    """Give a merger as it stood when the record had *size* entries; None: it had not been proposed."""
    if merger.entered.index >= size:
        return None
    gone = merger.withdrawn
    return replace(
        merger,
        answers=tuple(one for one in merger.answers if one.index < size),
        withdrawn=None if gone is None or gone.index >= size else gone,
    )

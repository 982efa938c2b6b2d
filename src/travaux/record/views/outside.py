"""Who is not among those that have answered or are waited for: late where that is out, or never asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.answers.party import protocol_order
from travaux.record.act import Role
from travaux.record.views.instant import past
from travaux.record.views.speakers import in_force
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Draft, Given, Negotiation
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class OutLate:
    """An answer that came after the time, where its round was declared with the rule that such are out."""

    given: Given
    rule: Entered
    """What declared the rule."""

    @property
    def words(self) -> str:
        return f"answered after the time, out by the rule of entry {self.rule.index}"


def out_late(known: Negotiation, draft: Draft) -> tuple[OutLate, ...]:
    """List the answers to *draft* that are out of time and were not withdrawn, as they came."""
    return tuple(
        OutLate(given=one, rule=known.rounds[one.late_for].declared)
        for one in known.answers.values()
        if one.draft == draft.tabled.leaf
        and one.out_of_time
        and one.withdrawn is None
        and one.late_for is not None
        and one.late_for in known.rounds
    )


def not_asked(known: Negotiation, draft: Draft) -> tuple[PartyCode, ...]:
    """List the parties that came after the rules in force for *draft* were declared, which do not ask them.

    Nobody where the rules ask nobody. Whom they leave out that was there, they leave out on purpose.
    """
    found = next((one.round for one in in_force(known) if one.draft is draft), None)
    if found is None or not found.rules.asked:
        return ()
    return protocol_order(
        [
            code
            for code, one in known.members.items()
            if one.role is Role.PARTY
            and one.until is None
            and one.since > found.declared.index
            and code not in found.rules.asked
        ],
        known.order,
    )


def after_adoption(known: Negotiation, draft: Draft) -> tuple[Given, ...]:
    """List the answers to *draft* that came after it was adopted and were not withdrawn, as they came."""
    if draft.adopted is None:
        return ()
    return tuple(
        one
        for one in known.answers.values()
        if one.draft == draft.tabled.leaf
        and one.withdrawn is None
        and one.entered.index > draft.adopted.index
    )


def adopted_told(draft: Draft) -> tuple[str, ...]:
    """Say to whoever answers a text that it was adopted, in which entry, and what can be done instead."""
    if draft.adopted is None:
        return ()
    one = draft.adopted
    told = phrase(
        "Draft {number} was adopted (entry {index}, {day}): an answer changes no word of it, and is shown as "
        "given after that. An error in it is rectified; an amendment is another text.",
        number=draft.number,
        index=one.index,
        day=one.received_at[:10],
    )
    return (told,)


def closed_by(known: Negotiation, draft: Draft, *, at: str) -> Entered | None:
    """Give what declared that an answer to *draft* that comes at the moment *at* is out of time."""
    found = next((one.round for one in in_force(known) if one.draft is draft), None)
    if found is None or not found.rules.late_is_out or past(found.rules.due, at) is None:
        return None
    return found.declared

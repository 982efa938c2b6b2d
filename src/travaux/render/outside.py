"""Told: whose answer is out of time, and which parties were never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.views.outside import after_adoption
from travaux.render.told import Line, line
from travaux.render.tongue import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.record.negotiation import Draft
    from travaux.record.views.outside import OutLate
    from travaux.render.telling import Teller
    from travaux.text.wording import PartyCode


def out_lines(out: Iterable[OutLate], teller: Teller) -> tuple[Line, ...]:
    """Tell of each answer that is out of time, and by which rule."""
    return tuple(
        line(
            say(
                "{party}: answered after the time, out by the rule of {rule}; {who}",
                party=one.given.party,
                rule=teller.entry(one.rule),
                who=teller.by(one.given.entered),
            )
        )
        for one in out
    )


def after_adoption_lines(draft: Draft, teller: Teller) -> tuple[Line, ...]:
    """Tell of each answer that came after the text was adopted: it changes no word of it."""
    if draft.adopted is None:
        return ()
    adopted = teller.entry(draft.adopted)
    return tuple(
        line(
            say(
                "Given after the text was adopted ({adopted}), and changes no word of it: {who}",
                adopted=adopted,
                who=teller.by(one.entered),
            )
        )
        for one in after_adoption(teller.known, draft)
    )


def not_asked_lines(parties: Iterable[PartyCode]) -> tuple[Line, ...]:
    """Tell of each party that the rules in force ask for nothing."""
    return tuple(
        line(say("{party} became a party after the rules were declared and was not asked", party=code))
        for code in parties
    )

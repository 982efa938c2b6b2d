"""Told: whose answer is out of time, and which parties were never asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.render.told import Line, line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.record.views.outside import OutLate
    from travaux.render.telling import Teller
    from travaux.text.wording import PartyCode


def out_lines(out: Iterable[OutLate], teller: Teller) -> tuple[Line, ...]:
    """Tell of each answer that is out of time, and by which rule."""
    return tuple(line(f"{one.given.party}: {one.words}; {teller.by(one.given.entered)}") for one in out)


def not_asked_lines(parties: Iterable[PartyCode]) -> tuple[Line, ...]:
    """Tell of each party that the rules in force ask for nothing."""
    return tuple(
        line(f"{code} became a party after the rules were declared and was not asked") for code in parties
    )

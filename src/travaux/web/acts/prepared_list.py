"""What a delegation has prepared, each told apart from the others: on what, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import ngettext

from travaux.record.act import GivesAnswer
from travaux.render.phrases import shortened
from travaux.render.told import Line, Theirs, line
from travaux.render.tongue import semicolon
from travaux.web.acts.preparing import act_of, references
from travaux.web.shows.sayings import told_of_prepared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.cli.desk import Desk
    from travaux.render.telling import Teller
    from travaux.web.accounts.models import Prepared
    from travaux.web.shows.sayings import Saying

FIRST: Final = 60
"""Characters of its words by which one answer is known from another on the same."""
FEW: Final = 3
"""Answers of one reply that are named; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """One that waits, and what it is about."""

    one: Prepared
    about: Line | None


def listed(those: Iterable[Prepared], desk: Desk, teller: Teller) -> tuple[Waits, ...]:
    return tuple(Waits(one=one, about=_about(one, desk, teller)) for one in those)


def _about(one: Prepared, desk: Desk, teller: Teller) -> Line | None:
    if isinstance(act_of(one), GivesAnswer):
        said = [each for told in told_of_prepared(one, desk) for each in told.sayings]
        more = sum(told.more for told in told_of_prepared(one, desk)) + max(0, len(said) - FEW)
        parts = [_named(each) for each in said[:FEW]]
        if len(said) == 1 and not more and said[0].gist:
            return line(f"{parts[0]} ", Theirs(shortened(said[0].gist, FIRST)))
        if more:
            further = ngettext(
                "%(more)s further answer is in the document.",
                "%(more)s further answers are in the document.",
                more,
            )
            parts.append(further % {"more": more})
        if parts:
            return line(semicolon().join(parts))
    about = teller.concerning(references(one))
    return line(*about) if about else None


def _named(one: Saying) -> str:
    return f"{one.where}: {one.position}" if one.position else one.where

"""Rows of the docket: who owes what, by when in every time that matters, and what the reader can do of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from travaux.record.act import MakesPromise, ReportsPromise, ViewsCollectiveReply
from travaux.record.views.docket import (
    AnswerToDraft,
    AnswerToQuestion,
    Covered,
    ShownWrongly,
    WhatWasPromised,
    WordOnMerger,
)
from travaux.render.all_but import FEW
from travaux.render.docket import gathered, parts_of
from travaux.render.tongue import tongue
from travaux.web.shows.clock import in_own
from travaux.web.shows.links import address
from travaux.web.shows.step import Step
from travaux.web.templatetags.told import told_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from django.utils.safestring import SafeString

    from travaux.record.views.docket import Owed
    from travaux.render.owed import OwedTold
    from travaux.render.telling import Teller
    from travaux.text.wording import PartyCode
    from travaux.web.reads.docketed import Docketed
    from travaux.web.seat import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What several owe in the same words, or one."""

    told: OwedTold
    overdue: bool
    own: str
    """The time in the reader's own zone, where it is another there."""
    matter: SafeString
    shown: SafeString
    """Of whom what is owed, and the rest of the row, as a page has them."""
    steps: tuple[Step, ...] = ()


def rows(
    kept: Docketed, those: Iterable[Owed], teller: Teller, *, seat: Seat, own: tzinfo | None
) -> tuple[Row, ...]:
    """Lay out what is owed, for a reader who sits there and reads time in the zone *own*.

    *those* are of the docket that is *kept*; what is the same for the next reader is kept with it.
    """
    return tuple(_row(kept, each, teller, seat, own) for each in gathered(those, teller))


def _row(kept: Docketed, those: list[Owed], teller: Teller, seat: Seat, own: tzinfo | None) -> Row:
    party = seat.party
    key = (*map(id, those), tongue(), str(own), seat.known.size)
    if (found := kept.laid.get(key)) is None:
        found = kept.laid[key] = _laid(those, teller, seat, own)
    mine = next((it for it in those if it.by == party), None)
    steps = () if party is None else _distinct(those if mine is None else [mine], party, seat)
    return replace(found, steps=steps) if steps else found


def _laid(those: list[Owed], teller: Teller, seat: Seat, own: tzinfo | None) -> Row:
    one = those[0]
    told = parts_of(those, teller)
    zoned = "" if one.due is None else in_own(one.due.utc, own, teller.zone)
    given = {"told": told, "own": zoned, "leading": seat.leading, "many": len(those) > FEW}
    shown = render_to_string("web/owed_row.html", given)
    matter = told_line({"leading": seat.leading}, told.matter)
    overdue = any(it.overdue is not None for it in those)
    return Row(told=told, overdue=overdue, own=zoned, matter=matter, shown=shown)


def _distinct(those: Iterable[Owed], party: PartyCode, seat: Seat) -> tuple[Step, ...]:
    """List what *party* can do of what one or several owe, each once."""
    steps = (step for one in those for step in _steps(one, party, seat) if step.address)
    return tuple(dict.fromkeys(steps))


def _steps(one: Owed, party: PartyCode, seat: Seat) -> Iterator[Step]:
    """Go through what *party* can do of what one party owes."""
    covered = one.outcome
    if isinstance(covered, Covered) and party in one.to and seat.has_right(ViewsCollectiveReply):
        label = _("Say whether you take it as an answer")
        for reply in covered.by:
            yield Step(label=label, address=address("collective", reply.reply.index))
    if one.by == party and not one.settled:
        yield from _own_steps(one, seat)
    elif (
        isinstance(one.matter, WhatWasPromised)
        and (party in one.to or not one.to)
        and seat.has_right(ReportsPromise)
    ):
        place = one.matter.promise.entered.index
        yield Step(label=_("Say whether it was met"), address=address("promise_report", place))


def _own_steps(one: Owed, seat: Seat) -> Iterator[Step]:
    """Go through what the party itself can do."""
    match one.matter:
        case AnswerToDraft():
            yield Step(label=_("Answer"), address=address("answer_whole"))
        case AnswerToQuestion(question=question):
            place = question.entered.index
            yield Step(label=_("Answer"), address=address("question_answer", place))
            if seat.has_right(MakesPromise):
                yield Step(label=_("Promise an answer"), address=address("promise", on=place))
        case WhatWasPromised(promise=promise):
            place = promise.entered.index
            yield Step(label=_("Extend"), address=address("promise_extend", place))
            yield Step(label=_("Say whether it was met"), address=address("promise_report", place))
        case WordOnMerger(merger=merger):
            yield Step(label=_("Consent or not"), address=address("consent", merger.entered.index))
        case ShownWrongly():
            return  # it is for the party to say that it is shown rightly now
        case _:
            assert_never(one.matter)

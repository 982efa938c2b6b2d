"""The docket: who owes whom what, by when; the same as a calendar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from travaux.record.act import MakesPromise
from travaux.record.views.undecided import everybody
from travaux.render.docket import OPEN_RULE, SETTLED_RULE
from travaux.web.reads.agenda import calendar as calendar_of
from travaux.web.reads.docketed import docketed
from travaux.web.reads.owing import rows
from travaux.web.reads.past import moment_of
from travaux.web.shows.clock import own_zone

if TYPE_CHECKING:
    from travaux.record.views.docket import Owed
    from travaux.web.seat import Seated

SETTLED: Final = 100
"""Of what is settled, so much is on the page at once; more, where it is asked for."""


@require_safe
def docket(request: Seated) -> HttpResponse:
    """List what is owed, now or at the moment `at`; with `party`, what that party owes and is owed."""
    seat = request.seat
    then = moment_of(seat, request.GET.get("at", ""))
    parties = everybody(then.known)
    party = next((one for one in parties if one == request.GET.get("party")), None)
    kept = docketed(then)
    open_ = [one for one in kept.found.open if _of(one, party)]
    settled = [one for one in kept.found.settled if _of(one, party)]
    shown = len(settled) <= SETTLED or "settled" in request.GET
    lay = partial(rows, kept, teller=then.teller, seat=seat, own=own_zone(request))
    return render(
        request,
        "web/docket.html",
        {
            "then": then,
            "parties": parties,
            "party": party,
            "open": lay(open_),
            "settled": lay(settled) if shown else (),
            "kept_back": 0 if shown else len(settled),
            "counts": (len(open_), sum(one.overdue is not None for one in open_)),
            "promises": seat.has_right(MakesPromise),
            "rules": (OPEN_RULE, SETTLED_RULE),
        },
        status=400 if then.fault else 200,
    )


def _of(one: Owed, party: str | None) -> bool:
    return party is None or one.by == party or party in one.to or not one.to


@require_safe
def calendar(request: Seated) -> HttpResponse:
    """Give the deadlines and meetings that this reader may know of, as iCalendar."""
    then = moment_of(request.seat)
    found = HttpResponse(calendar_of(then.known, then.teller), content_type="text/calendar; charset=utf-8")
    found.headers["Content-Disposition"] = 'attachment; filename="docket.ics"'
    return found

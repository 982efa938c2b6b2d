"""The record: every entry, as its reader may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render

from travaux.cli.asking import teller_of
from travaux.cli.saying import called, entry_rows, told_of, who

if TYPE_CHECKING:
    from travaux.web.seat import Seated


def record(request: Seated) -> HttpResponse:
    """List the entries, the latest first."""
    seat = request.seat
    teller = teller_of(seat.known, seat.room.desk(seat.known))
    rows = [(one, who(one), told_of(one, teller)) for one in reversed(seat.known.entries)]
    return render(request, "web/record.html", {"rows": rows})


def entry(request: Seated, place: int) -> HttpResponse:
    """Show one entry; one that is not for this reader is not there."""
    seat = request.seat
    one = next((it for it in seat.known.entries if it.index == place), None)
    if one is None:
        raise Http404
    desk = seat.room.desk(seat.known)
    return render(
        request,
        "web/entry.html",
        {"one": one, "title": called(one.entry, seat.known), "rows": entry_rows(one.entry, desk)},
    )

"""The record: every entry that its reader may see, and each of them in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from travaux.cli.asking import teller_of, zone_of
from travaux.cli.saying import called, entry_rows, line_of, who
from travaux.record.leaf import Leaf
from travaux.web.reads.documents import held
from travaux.web.reads.numeral import numeral
from travaux.web.reads.proving import cosigned, leaf_at, signatures
from travaux.web.reads.sought import Sought, acts_in, page_of, provisions_in

if TYPE_CHECKING:
    from travaux.record.entry import Entered
    from travaux.web.seat import Seat, Seated


@require_safe
def record(request: Seated) -> HttpResponse:
    """List the entries, the latest first, a hundred on a page."""
    known = request.seat.known
    desk = request.seat.room.desk(known)
    sought = Sought.of(request.GET)
    before = request.GET.get("before", "")
    page = page_of(sought, known, desk, before=numeral(before))
    return render(
        request,
        "web/record.html",
        {
            "page": page,
            "sought": sought,
            "acts": acts_in(known),
            "provisions": provisions_in(known, desk),
            "parties": list(known.members),
        },
    )


def entered_at(seat: Seat, place: int) -> Entered:
    """Find the entry at a place. Raises Http404: one that is not for this reader is not there."""
    for one in seat.known.entries:
        if one.index == place:
            return one
    raise Http404


@require_safe
def entry(request: Seated, place: int) -> HttpResponse:
    """Show one entry: all it says, what it is about, and what holds it in its place."""
    seat, room, known = request.seat, request.seat.room, request.seat.known
    one = entered_at(seat, place)
    desk = room.desk(known)
    teller = teller_of(known, desk)
    leaf = Leaf.from_bytes(leaf_at(room, place))
    concerned = [each for each in (known.at(it.leaf) for it in one.entry.re) if each is not None]
    concerning = [each for each in known.entries if any(it.leaf == one.leaf for it in each.entry.re)]
    return render(
        request,
        "web/entry.html",
        {
            "one": one,
            "redacts": seat.redacts(one),
            "title": called(one.entry, known),
            "rows": entry_rows(one.entry, desk, zone=zone_of(known)),
            "documents": [held(seat, doc.h) for doc in one.entry.docs],
            "concerned": [(it, who(it), line_of(it, teller)) for it in dict.fromkeys(concerned)],
            "concerning": [(it, who(it), line_of(it, teller)) for it in concerning],
            "before": known.at(one.entry.prev),
            "line": leaf.entry.decode(),
            "signatures": signatures(room, leaf),
            "cosigned": cosigned(room, one),
            "signed": room.store.latest_checkpoint(),
        },
    )

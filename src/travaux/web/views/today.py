"""My delegation today: what moved since it last read, what it owes by when, what it has prepared."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from travaux.record.views.docket import docket
from travaux.record.views.since import since
from travaux.render.since import PAGE, PAGES, since_told
from travaux.render.times import moment
from travaux.web.clock import own_zone, zone_called
from travaux.web.duties import duties
from travaux.web.looking import has_read, looked
from travaux.web.owing import rows
from travaux.web.past import moment_of
from travaux.web.seat import person

if TYPE_CHECKING:
    from travaux.web.seat import Seated

EACH_OWED: Final = 4
"""Printed lines that one thing owed takes."""


@login_required
def today(request: Seated) -> HttpResponse:
    """Tell what moved for the delegation since it last read, or since the moment `since`."""
    seat = request.seat
    then = moment_of(seat)
    waits = duties(seat, request.user, then)
    if seat.party is None or waits is None:
        raise Http404
    start = moment_of(seat, request.GET.get("since", ""))
    size = start.known.size if start.asked and not start.fault else waits.since
    found = since(then.known, seat.party, size, then.desk.library, at=then.at)
    owed = [
        one for one in docket(then.known, at=then.at).open if one.by != seat.party and seat.party in one.to
    ]
    lay = partial(rows, teller=then.teller, party=seat.party, own=own_zone(request))
    owes = lay(waits.owes)
    taken = EACH_OWED * (len(owes) + len(owed)) + len(waits.prepared)
    told = since_told(
        replace(found, owes=(), owed=()), then.teller, lines=max(PAGE // 2, PAGES * PAGE - taken)
    )
    return render(
        request,
        "web/today.html",
        {
            "then": then,
            "at": moment(then.at, then.teller.zone),
            "start": start,
            "size": size,
            "looked": looked(person(request), seat),
            "waits": waits,
            "owes": owes,
            "owed": lay(owed),
            "told": told,
            "zone": person(request).zone,
        },
        status=400 if start.fault else 200,
    )


@login_required
@require_POST
def read(request: Seated) -> HttpResponse:
    """Keep that the reader has read up to where the page it read ended."""
    size = request.POST.get("size", "")
    if request.seat.party is None or not size.isascii() or not size.isdigit():
        raise Http404
    has_read(person(request), request.seat, int(size))
    messages.success(request, _("Noted. From here on you are told what is new since."))
    return redirect("today")


@login_required
@require_POST
def zone(request: Seated) -> HttpResponse:
    """Keep the reader's own zone; an empty one is the conference's alone."""
    reader, name = person(request), request.POST.get("zone", "").strip()
    if name and zone_called(name) is None:
        messages.error(
            request,
            _("“%(name)s” is no zone. Give one such as America/Lima, which names a city of the zone.")
            % {"name": name},
        )
        return redirect("today")
    reader.zone = name
    reader.save(update_fields=["zone"])
    messages.success(request, _("Times are given in your zone too, where it differs."))
    return redirect("today")

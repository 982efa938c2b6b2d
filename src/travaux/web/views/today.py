"""My delegation today: what moved since it last read, what it owes by when, what it has prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from travaux.cli.machine import stamp
from travaux.cli.succeeding import left_told
from travaux.cli.zones import zone_named
from travaux.record.views.left_behind import left_behind
from travaux.record.views.since import since
from travaux.render.since import room_for_owed, since_told
from travaux.render.times import moment
from travaux.render.two_pages import printed_lines
from travaux.web.acts.prepared_list import listed
from travaux.web.reads.docketed import docketed
from travaux.web.reads.duties import duties
from travaux.web.reads.looking import has_read, looked
from travaux.web.reads.numeral import numeral
from travaux.web.reads.owing import Row, rows
from travaux.web.reads.past import moment_of
from travaux.web.seat import person
from travaux.web.shows.clock import own_zone

if TYPE_CHECKING:
    from travaux.text.wording import PartyCode
    from travaux.web.accounts.models import Looked
    from travaux.web.reads.past import Moment
    from travaux.web.seat import Seated

OWED_OF: Final = 3
"""What it is owed may take one in so many of the lines for all that is owed, and what it owes leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """What is owed, as far as there is room for it on paper."""

    rows: tuple[Row, ...]
    left: int
    """How many more there are, on the docket."""
    lines: int


@login_required
@require_safe
def today(request: Seated) -> HttpResponse:
    """Tell what moved for the delegation since it last read, or since the moment `since`."""
    seat = request.seat
    then = moment_of(seat)
    waits = duties(seat, request.user, then)
    if seat.party is None or waits is None:
        raise Http404
    start = moment_of(seat, request.GET.get("since", ""))
    size = start.known.size if start.asked and not start.fault else waits.since
    said = looked(person(request), seat)
    found = since(then.known, seat.party, size, then.desk.library, at=then.at)
    asked = docketed(then)
    others = [one for one in asked.found.open if one.by != seat.party and seat.party in one.to]
    lay = partial(rows, asked, teller=then.teller, seat=seat, own=own_zone(request))
    room = room_for_owed(found, then.teller) - len(waits.prepared)
    mine, theirs = lay(waits.owes), lay(others)
    owes = _fitting(mine, room - min(sum(map(_lines, theirs)), room // OWED_OF))
    owed = _fitting(theirs, room - owes.lines)
    told = since_told(found, then.teller, owed=False)
    return render(
        request,
        "web/today.html",
        {
            "then": then,
            "at": moment(then.at, then.teller.zone),
            "start": start,
            "size": size,
            "looked": said,
            "since_when": _since_when(said, size, then),
            "prepared": listed(waits.prepared, then.desk, then.teller),
            "owes": owes,
            "owed": owed,
            "told": told,
            "behind": _behind(then, seat.party),
            "zone": person(request).zone,
        },
        status=400 if start.fault else 200,
    )


def _behind(then: Moment, party: PartyCode) -> list[tuple[str, int]]:
    """Say which answers to drafts before the last one may not have been given again: to which."""
    draft = then.known.latest_draft()
    found = () if draft is None else left_behind(then.known, then.desk.library, draft, party)
    return [(left_told(one), one.draft.number) for one in found]


def _since_when(said: Looked | None, size: int, then: Moment) -> str:
    """Write when it was said that the record was read, else when the delegation's last act came."""
    if said is not None:
        return moment(stamp(said.at), then.teller.zone)
    last = (one.received_at for one in then.known.entries if one.index == size - 1)
    return "".join(moment(one, then.teller.zone) for one in last)


def _fitting(those: Sequence[Row], room: int) -> Fitting:
    """Take what is owed while there is room, the first in any case."""
    lines = list(accumulate(_lines(one) for one in those))
    count = max(1, sum(one <= room for one in lines)) if those else 0
    used = lines[count - 1] if count else 0
    return Fitting(rows=tuple(those[:count]), left=len(those) - count, lines=used)


def _lines(row: Row) -> int:
    """Count the printed lines of what is owed."""
    told = row.told
    return sum(map(printed_lines, (told.matter, *told.since, *told.times, *told.outcome))) + bool(row.own)


@login_required
@require_POST
def read(request: Seated) -> HttpResponse:
    """Keep that the reader has read up to where the page it read ended."""
    size = numeral(request.POST.get("size", ""))
    if request.seat.party is None or size is None:
        raise Http404
    has_read(person(request), request.seat, min(size, request.seat.known.size))
    messages.success(request, _("Noted. From here on you are told what is new since."))
    return redirect("today")


@login_required
@require_POST
def zone(request: Seated) -> HttpResponse:
    """Keep the reader's own zone; an empty one is the conference's alone."""
    reader, name = person(request), request.POST.get("zone", "").strip()
    if name and zone_named(name) is None:
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

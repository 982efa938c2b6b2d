"""What is prepared and not tabled: shown exactly as it would be recorded, then tabled, or thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from travaux.cli.refusal import Refused as NotDone
from travaux.cli.saying import called, entry_rows
from travaux.record.refusal import Refused
from travaux.store.fault import NonceTaken, StoreFault
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Prepared
from travaux.web.preparing import author, meanwhile, proposed
from travaux.web.seat import person
from travaux.web.signing import UNSIGNED, NoKey, asks_passphrase, signer

if TYPE_CHECKING:
    from travaux.web.seat import Seated


def _own(request: Seated, number: int) -> Prepared:
    """Find what the delegation of this seat prepared; anybody else's is not there."""
    if request.seat.party is None:
        raise Http404
    return get_object_or_404(Prepared, pk=number, party=request.seat.party)


@login_required
@require_http_methods(["GET", "POST"])
def prepared(request: Seated, number: int) -> HttpResponse:
    """Show what would be recorded; on POST have it recorded."""
    one = _own(request, number)
    if request.method == "POST" and (done := _tabled(request, one)) is not None:
        return done
    return _shown(request, one)


@login_required
@require_http_methods(["POST"])
def discard(request: Seated, number: int) -> HttpResponse:
    """Throw it away; the record never knew of it."""
    _own(request, number).delete()
    messages.success(request, _("Thrown away. Nothing was recorded."))
    return redirect("today")


def _shown(request: Seated, one: Prepared) -> HttpResponse:
    seat, room = request.seat, request.seat.room
    desk = room.desk(seat.known)
    refusal, rows, title = "", [], one.type
    try:
        entry = room.composed(proposed(one), author(one, seat, UNSIGNED))
        title, rows = called(entry, room.state), entry_rows(entry, desk)
    except (Refused, NotDone) as fault:
        refusal = str(fault)
    return render(
        request,
        "web/prepared.html",
        {
            "one": one,
            "title": title,
            "rows": rows,
            "documents": [
                (doc.name, bytes(doc.words).decode("utf-8", "replace")) for doc in one.documents.all()
            ],
            "refusal": refusal,
            "meanwhile": meanwhile(one, seat.known),
            "passphrase": asks_passphrase(room, PartyCode(one.party)),
        },
        status=409 if refusal else 200,
    )


def _tabled(request: Seated, one: Prepared) -> HttpResponse | None:
    """Have it recorded; None where it was not, and the page says why."""
    seat, room = request.seat, request.seat.room
    if not seat.tables:
        messages.error(request, _("Whoever heads the delegation tables this. It stays prepared."))
        return None
    if (one.errors or meanwhile(one, seat.known)) and "anyway" not in request.POST:
        messages.error(request, _("Tick that it is to be recorded as it is, or change it first."))
        return None
    try:
        key = signer(room, person(request), PartyCode(one.party), request.POST.get("passphrase", ""))
        place = room.record(proposed(one), author(one, seat, key), nonce=one.nonce).index
    except NonceTaken:
        place = room.state.nonces[one.nonce].index
    except (Refused, NotDone, NoKey, StoreFault) as fault:
        messages.error(request, str(fault))
        return None
    one.delete()
    messages.success(request, _("Recorded as entry %(entry)s.") % {"entry": place})
    return redirect("entry", place=place)

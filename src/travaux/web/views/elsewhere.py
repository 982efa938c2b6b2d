"""A prepared act is signed elsewhere: handed out as it would stand, taken back with its signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from travaux.cli.refusal import Refused as NotDone
from travaux.record.refusal import Refused
from travaux.store.fault import NonceTaken, StoreFault
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Gone, Prepared, SentOut
from travaux.web.acts.elsewhere import NotTaken, handed_out, taken_back
from travaux.web.acts.holding import keys_of
from travaux.web.acts.outright import is_doubtful, is_outdated, unsaid
from travaux.web.acts.preparing import about, taken_away, written_for
from travaux.web.seat import person
from travaux.web.shows.sayings import lost_told
from travaux.web.shows.why import why
from travaux.web.views.proof import file

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from travaux.cli.desk import Desk
    from travaux.web.seat import Seated


def _desk(request: Seated) -> Desk:
    return request.seat.room.desk(request.seat.known)


def _own(request: Seated, number: int) -> Prepared:
    if request.seat.party is None or not request.seat.tables:
        raise Http404
    return get_object_or_404(Prepared, pk=number, party=PartyCode(request.seat.party))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def elsewhere(request: Seated, number: int) -> HttpResponse:
    """Hand out what is to be signed; on a file that comes back, record it; of what is recorded, go there."""
    if request.seat.tables and Gone.objects.filter(pk=number, party=request.seat.party).exists():
        return redirect("prepared", number=number)
    one = _own(request, number)
    back = request.FILES.get("signed")
    if request.method == "POST" and back is not None:
        return _recorded(request, one, back)
    if request.method == "POST" and back is None:
        _hand_out(request, one)
        return redirect("elsewhere", number=one.pk)
    counting = [it for it in keys_of(person(request), request.seat) if it.signs]
    return render(
        request,
        "web/elsewhere.html",
        {
            "one": one,
            "counting": counting,
            "sent": one.sent_out.order_by("-made").first(),
            "outdated": is_outdated(one, _desk(request)),
            "doubtful": is_doubtful(one),
            "lost": lost_told(one, _desk(request)),
            "about": about(one, request.seat.known),
            "written_for": written_for(one, request.seat.known),
        },
    )


@login_required
@require_safe
def handed(request: Seated, number: int, sent: int, name: str) -> HttpResponse:
    """Give what was handed out: the entry alone, or the parcel with its documents."""
    one = get_object_or_404(SentOut, pk=sent, prepared=_own(request, number))
    alone = name == "entry.json"
    kind = "application/json" if alone else "application/zip"
    return file(bytes(one.line if alone else one.parcel), name, kind)


def _hand_out(request: Seated, one: Prepared) -> None:
    wanted = request.POST.get("key", "")
    counting = {it.public.fingerprint: it for it in keys_of(person(request), request.seat) if it.signs}
    if wanted not in counting:
        messages.error(request, _("Choose a key of yours that the record says counts."))
        return
    if fault := unsaid(one, _desk(request), request.POST):
        messages.error(request, fault)
        return
    try:
        handed_out(one, request.seat, counting[wanted].public)
    except (Refused, NotDone) as refused:
        messages.error(request, why(refused))


def _recorded(request: Seated, one: Prepared, back: UploadedFile[bytes]) -> HttpResponse:
    """Have it recorded; where it was not, go to the page again, which says why."""
    try:
        receipt = taken_back(one, request.seat, back.read())
        place = receipt.index
    except NonceTaken:
        place = request.seat.room.state.nonces[one.nonce].index
    except (NotTaken, Refused, NotDone, StoreFault) as fault:
        messages.error(request, why(fault))
        return redirect("elsewhere", number=one.pk)
    taken_away(one, recorded=True)
    messages.success(request, _("Recorded as entry %(entry)s.") % {"entry": place})
    return redirect("entry", place=place)

"""What proves the record, to look at and to take away: leaf, proof, head, the check run now, a bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from travaux.cli.bundling import LIST
from travaux.cli.copies import Copies
from travaux.cli.machine import stamp
from travaux.cli.refusal import Refused
from travaux.record.base64 import encoded
from travaux.record.entry import MEMBERS, PUBLIC
from travaux.web.accounts.models import Person
from travaux.web.acts.signing import NoKey
from travaux.web.forms.exact import members
from travaux.web.reads.numeral import numeral
from travaux.web.reads.proving import BUNDLES, bundling, checking, exporter, leaf_at, proof_of, signing_for
from travaux.web.seat import person
from travaux.web.shows.why import why
from travaux.web.views.record import entered_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.web.reads.proving import Made
    from travaux.web.seat import Seat, Seated
    from travaux.web.work import Doing

LEAVES: Final = 256
"""Leaves that are given to a page at once."""


def file(data: bytes, name: str, media: str = "application/octet-stream") -> HttpResponse:
    """Give bytes to be kept as a file of this name."""
    found = HttpResponse(data, content_type=media)
    found.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return found


@require_safe
def proof(request: Seated, place: int) -> HttpResponse:
    """Give the proof that an entry stands where it stands, as a C2SP tlog-proof."""
    one = entered_at(request.seat, place)
    data = proof_of(request.seat.room, one)
    if data is None:
        messages.error(request, _("The head of the record that has this entry is not signed yet."))
        return redirect("entry", place=place)
    return file(data, f"{request.seat.known.origin}-{place:012d}.tlog-proof", "text/plain; charset=utf-8")


@require_safe
def leaf(request: Seated, place: int) -> HttpResponse:
    """Give the leaf of an entry, byte for byte as it is hashed."""
    one = entered_at(request.seat, place)
    return file(leaf_at(request.seat.room, one.index), f"{request.seat.known.origin}-{place:012d}.leaf")


@require_safe
def head(request: Seated) -> HttpResponse:
    """Give the head that was signed last, as it was signed."""
    latest = request.seat.room.store.latest_checkpoint()
    if latest is None:
        raise Http404
    return HttpResponse(latest.data, content_type="text/plain; charset=utf-8")


@require_safe
def hashes(request: Seated) -> HttpResponse:
    """Give the hashes of all leaves under the head that was signed last, one after the other."""
    store = request.seat.room.store
    latest = store.latest_checkpoint()
    found = () if latest is None else store.hashes(0, 0, latest.size)
    return HttpResponse(b"".join(found), content_type="application/octet-stream")


@require_safe
def leaves(request: Seated) -> HttpResponse:
    """Give leaves that the reader may read, from a place on, for the page that checks them itself."""
    start = request.GET.get("from", "0")
    first = numeral(start) or 0
    latest = request.seat.room.store.latest_checkpoint()
    size = 0 if latest is None else latest.size
    rest = [one.index for one in request.seat.known.entries if first <= one.index < size]
    given = [[place, encoded(leaf_at(request.seat.room, place))] for place in rest[:LEAVES]]
    return JsonResponse({"leaves": given, "next": rest[LEAVES] if len(rest) > LEAVES else None})


@require_safe
def check(request: Seated) -> HttpResponse:
    """Verify all that the reader may see, now; a long check is shown as far as it is."""
    room = request.seat.room
    try:
        doing = checking(request.seat, stamp(room.machine.now()))
        found = doing.within()
    except Refused as fault:
        return render(request, "web/check.html", {"refusal": why(fault)}, status=409)
    page = render(request, "web/check.html", {"found": found, "doing": doing, "log": request.seat.known.log})
    if found is None:
        page.headers["Refresh"] = "3"
    return page


@require_http_methods(["GET", "HEAD", "POST"])
def bundle(request: Seated) -> HttpResponse:
    """Make a bundle of what the reader may see, and give it away, once."""
    seat = request.seat
    who = request.user.pk if isinstance(request.user, Person) else None
    key = (id(seat.room), seat.party, who, seat.room.state.size if who is None else None)
    if request.method == "POST":
        made = _made(request, seat.party or PUBLIC, key)
        return redirect("bundle") if made is None else made
    return _waiting(request, "web/bundle.html", key, {})


class HandsOut(forms.Form):
    """Asks for whom a bundle is."""

    audience = forms.ChoiceField(label=gettext_lazy("For whom it is"))

    def __init__(self, seat: Seat, **given: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(**given)
        self.fields["audience"].choices = [  # type: ignore[attr-defined]  # of a ChoiceField
            ("", _("choose")),
            *members(seat.room.desk(seat.known), but=seat.party),
            (MEMBERS, _("all members: what is for all of them, in one copy without a number")),
            (PUBLIC, _("whoever asks: what is public, in one copy without a number")),
        ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bundle_for(request: Seated) -> HttpResponse:
    """Make a bundle of what somebody else may see, for the keeper of the record to hand out, once."""
    seat = request.seat
    if not seat.keeps or not seat.tables:
        raise Http404
    asked = {"audience": request.GET.get("for", "")}
    form = HandsOut(
        seat, data=request.POST if request.method == "POST" else asked if asked["audience"] else None
    )
    audience = form.cleaned_data["audience"] if form.is_valid() else ""
    key = (id(seat.room), seat.party, person(request).pk, "for", audience)
    if request.method == "POST" and audience:
        made = _made(request, audience, key)
        return redirect(f"{reverse('bundle_for')}?{urlencode({'for': audience})}") if made is None else made
    return _waiting(request, "web/bundle_for.html", key, {"form": form, "audience": audience})


def _waiting(
    request: Seated, template: str, key: tuple[object, ...], shown: Mapping[str, object]
) -> HttpResponse:
    """Show how far the bundle under this *key* is, and how to have it made."""
    seat = request.seat
    doing = BUNDLES.of(key)
    page = render(
        request,
        template,
        {
            "doing": doing,
            "ready": doing is not None and doing.result.done() and doing.result.exception() is None,
            "keeper": exporter(seat.room),
            "copies": Copies(path=seat.room.keyring.folder / LIST).listed() if seat.keeps else (),
            "signed": seat.room.store.latest_checkpoint(),
            **shown,
        },
    )
    if doing is not None and not doing.result.done():
        page.headers["Refresh"] = "3"
    return page


def _made(request: Seated, audience: str, key: tuple[object, ...]) -> HttpResponse | None:
    """Give the bundle; None where it is not made yet, or none can be made, and the page says why."""
    who = request.user if isinstance(request.user, Person) else None
    try:
        doing: Doing[Made] | None = BUNDLES.of(key)
        if doing is None:
            pen = signing_for(request.seat, who, request.POST.get("passphrase", ""))
            doing = bundling(request.seat, audience, pen, key)
        made = doing.within()
    except (Refused, NoKey) as fault:
        BUNDLES.drop(key)
        messages.error(request, why(fault))
        return None
    if made is None:
        return None
    BUNDLES.drop(key)
    if not doing.stands():  # something was redacted just now: it is made again, without that
        return _made(request, audience, key)
    return file(made.data, made.name, "application/zip")

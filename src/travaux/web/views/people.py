"""The people of a delegation: who sits for it, who is invited, whose seat ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from travaux.cli.asking import zone_of
from travaux.cli.machine import stamp
from travaux.render.columns import harmless
from travaux.render.times import moment
from travaux.text.wording import PartyCode
from travaux.web.accounts.ending import end_seat
from travaux.web.accounts.forms import Invites
from travaux.web.accounts.invitation import Offer, invite, standing, token_of
from travaux.web.accounts.models import Invitation, Person, Seat
from travaux.web.accounts.public import public
from travaux.web.acts.sure import sure
from travaux.web.around.counting import LOG
from travaux.web.seat import person

if TYPE_CHECKING:
    from travaux.web.seat import Seated


@login_required
@require_safe
def people(request: Seated) -> HttpResponse:
    """List who sits for the delegation and who is invited; to whoever runs the server, all accounts."""
    seat = request.seat
    if settings.ALONE or not (seat.prepares or seat.operator):
        raise Http404
    parties = {*seat.invites_to, seat.party}
    seats = Seat.objects.filter(ended=None, party__in=parties).select_related("person")
    return render(
        request,
        "web/people.html",
        {
            "sitting": sorted(seats, key=lambda one: (one.party != seat.party, one.party, one.since)),
            "invited": standing(timezone.now(), seat.invites_to),
            "accounts": Person.objects.order_by("email").prefetch_related("seats") if seat.operator else (),
        },
    )


@sure
@require_http_methods(["GET", "HEAD", "POST"])
def invite_page(request: Seated) -> HttpResponse:
    """Invite somebody; the link is shown once, and sent where e-mail is."""
    if settings.ALONE or not request.seat.invites_to:
        raise Http404
    form = Invites(request.seat, data=request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        offer = Offer(email=given["email"], party=given["party"], capacity=given["capacity"])
        one = invite(offer, person(request), timezone.now())
        link = public(request, reverse("invitation", args=[token_of(one)]))
        return render(
            request,
            "web/invited.html",
            {"one": one, "link": link, "sent": _sent(one, link, request)},
        )
    return render(request, "web/invite.html", {"form": form}, status=422 if form.errors else 200)


def _sent(one: Invitation, link: str, request: Seated) -> bool:
    """Send the link to whoever is invited, where this server sends e-mail, and say whether it went."""
    if not settings.MAILS:
        return False
    words = _(
        "%(by)s invites you to sit for %(party)s in “%(title)s”.\n\nOpen this link to take the seat; it "
        "works once, until %(until)s:\n\n%(link)s\n\nIf you did not expect this, do nothing."
    ) % {
        "by": harmless(str(person(request))),
        "party": one.party,
        "title": harmless(request.seat.known.title),
        "until": moment(stamp(one.expires), zone_of(request.seat.known)),
        "link": link,
    }
    try:
        return send_mail(_("Your seat"), words, None, [one.email]) == 1
    except OSError:
        LOG.warning("an invitation was not taken by the mail server", exc_info=True)
        return False


@login_required
@require_POST
def withdraw_invitation(request: Seated, number: int) -> HttpResponse:
    """Withdraw an invitation: its link leads nowhere any more."""
    now = timezone.now()
    one = get_object_or_404(standing(now, request.seat.invites_to), pk=number)
    one.withdrawn = now
    one.save(update_fields=["withdrawn"])
    messages.success(request, _("The invitation of %(email)s is withdrawn.") % {"email": one.email})
    return redirect("people")


@sure
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Seated, number: int) -> HttpResponse:
    """End a seat, once that is confirmed; whoever sat there is signed out at once."""
    one = get_object_or_404(Seat, pk=number, ended=None)
    if settings.ALONE or not request.seat.ends_seat_of(PartyCode(one.party)):
        raise Http404
    if request.method == "POST":
        end_seat(one, timezone.now())
        messages.success(
            request, _("%(who)s sits for %(party)s no more.") % {"who": one.person, "party": one.party}
        )
        return redirect("people" if one.person != request.user else "status")
    return render(request, "web/end_seat.html", {"one": one, "keys": one.person.keys.filter(party=one.party)})

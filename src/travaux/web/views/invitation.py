"""The link of an invitation: whoever opens it takes the seat, with an account or by making one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from travaux.web.accounts.forms import MakesAccount
from travaux.web.accounts.invitation import (
    Arrival,
    HasAccount,
    NoInvitation,
    account_for,
    arrival,
    found,
    take,
)
from travaux.web.accounts.models import Invitation
from travaux.web.seat import CHOSEN, person

if TYPE_CHECKING:
    from travaux.web.seat import Seated

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Seated, token: str) -> HttpResponse:
    """Show what is offered; on POST take it."""
    if settings.ALONE:
        raise Http404
    try:
        one = found(token, timezone.now())
        arrives = arrival(one, request.user)
        if request.method == "POST" and arrives is Arrival.TAKES:
            return _taken(request, one)
        form = MakesAccount(one, data=request.POST or None)
        if request.method == "POST" and arrives is Arrival.MAKES_ACCOUNT and form.is_valid():
            return _made(request, one, form)
    except NoInvitation as fault:
        return render(request, "web/no_invitation.html", {"why": str(fault)}, status=404)
    except HasAccount:  # made meanwhile
        return redirect("invitation", token)
    shown = {"one": one, "arrives": arrives.value, "form": form}
    return render(request, "web/invitation.html", shown, status=422 if form.errors else 200)


def _taken(request: Seated, one: Invitation) -> HttpResponse:
    take(one, person(request), timezone.now())
    return _seated(request, one)


def _made(request: Seated, one: Invitation, form: MakesAccount) -> HttpResponse:
    """Make the account, sign its holder in, and go on to the passkey where that is wanted."""
    password = None if form.by_passkey else form.cleaned_data["password"]
    account = account_for(one, name=form.cleaned_data["name"], password=password, now=timezone.now())
    login(request, account, backend=BACKEND)
    record_authentication(request, account, method="invitation")
    found = _seated(request, one)
    return redirect("mfa_add_webauthn") if form.by_passkey else found


def _seated(request: Seated, one: Invitation) -> HttpResponse:
    if one.party:
        request.session[CHOSEN] = one.party
        messages.success(request, _("You sit for %(party)s now.") % {"party": one.party})
        return redirect("keys")
    return redirect("people")

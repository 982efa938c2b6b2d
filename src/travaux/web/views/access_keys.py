"""Access keys: what one's programs read and record with, made, shown once, and revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from travaux.web.accounts.models import AccessKey
from travaux.web.acts.sure import sure
from travaux.web.api.access import made_for
from travaux.web.seat import person

if TYPE_CHECKING:
    from travaux.web.seat import Seated


@sure
@require_http_methods(["GET", "HEAD", "POST"])
def access_keys(request: Seated) -> HttpResponse:
    """List one's keys; on POST make one, and show it, this once."""
    key, name = "", request.POST.get("name", "").strip()[:200]
    if request.method == "POST" and request.seat.party is not None:
        if name:
            _one, key = made_for(person(request), request.seat.party, name)
        else:
            messages.error(request, _("Say what the key is for: you will want to know which one to revoke."))
            return redirect("access_keys")
    mine = AccessKey.objects.filter(person=person(request)).order_by("-made")
    return render(
        request,
        "web/access_keys.html",
        {"mine": mine, "key": key, "origin": request.build_absolute_uri("/"), "https": settings.HTTPS},
    )


@login_required
@require_POST
def revoke(request: Seated, number: int) -> HttpResponse:
    """Revoke a key of one's own; anybody else's is not there."""
    one = get_object_or_404(AccessKey, pk=number, person=person(request), ended=None)
    one.ended = timezone.now()
    one.save(update_fields=["ended"])
    messages.success(request, _("Revoked. It opens nothing from now on."))
    return redirect("access_keys")

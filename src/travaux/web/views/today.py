"""My delegation today: what moved since it looked, what it owes, what it has prepared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from travaux.web.preparing import waiting

if TYPE_CHECKING:
    from travaux.web.seat import Seated


@login_required
def today(request: Seated) -> HttpResponse:
    return render(request, "web/today.html", {"waiting": waiting(request.seat)})

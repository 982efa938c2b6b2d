"""The landing page: the four questions, as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from travaux.cli.asking import teller_of
from travaux.cli.machine import stamp
from travaux.record.views.questions import questions
from travaux.render.status import status as status_told
from travaux.web.preparing import waiting

if TYPE_CHECKING:
    from travaux.web.seat import Seated


def status(request: Seated) -> HttpResponse:
    """Answer the four questions."""
    seat = request.seat
    desk = seat.room.desk(seat.known)
    found = questions(seat.known, at=stamp(seat.room.machine.now()), texts=desk.texts(), library=desk.library)
    told = status_told(found, teller_of(seat.known, desk))
    return render(request, "web/status.html", {"told": told, "waiting": waiting(seat)})

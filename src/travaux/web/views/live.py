"""Live events: open pages are told what was recorded; they never change by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from travaux.web.reads.numeral import numeral
from travaux.web.streams import PLACES, Stream

if TYPE_CHECKING:
    from travaux.web.seat import Seated


def live(request: Seated) -> HttpResponseBase:
    """Give the events from the entry that the page asks for, or after the last that it had."""
    if request.method != "GET":
        return HttpResponse(status=405)
    user = request.user
    whose = f"person {user.pk}" if user.is_authenticated else f"at {request.META.get('REMOTE_ADDR', '')}"
    if not PLACES.take(whose):
        words = _("Too many pages are open. Close some; this one works without being told what is new.")
        return HttpResponse(words, status=503, headers={"Retry-After": "60"})
    stream = Stream(request=request, whose=whose, start=_start(request), language=_language())
    answer = StreamingHttpResponse(stream, content_type="text/event-stream")
    answer.headers["Cache-Control"] = "no-store, no-transform"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _language() -> str:
    return translation.get_language() or "en"


def _start(request: Seated) -> int:
    """Say from which place on: after the last event, else as the page asks, else from now on."""
    last, since = request.headers.get("Last-Event-ID", ""), request.GET.get("since", "")
    if (seen := numeral(last)) is not None:
        return seen + 1
    start = numeral(since)
    return request.seat.room.state.size if start is None else start

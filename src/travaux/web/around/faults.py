"""What is not there, not allowed or not read: a page that says what to do, or for a program a fault in JSON.

No word is said of what is there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from travaux.store.fault import InUse, StoreFault
from travaux.store.sequencer import Closed, QueueFull
from travaux.store.writer import Stopped, Unsettled
from travaux.web.around.language import chosen, spoken
from travaux.web.shows.why import why

if TYPE_CHECKING:
    from django.http import HttpRequest

BARE: Final = "Something went wrong here. It is noted for whoever runs this server."
AGAIN: Final = 5
"""Seconds after which it is worth asking once more, where a database is away."""


def is_of_program(request: HttpRequest) -> bool:
    """Whether a program asks: then what is said is a fault in JSON, and no page."""
    return request.path.startswith("/api/")


def fault(status: int, code: str, said: str, *, again: int | None = None) -> HttpResponse:
    """Write a fault for a program; *again* is after how many seconds it is worth trying."""
    found = JsonResponse({"code": code, "said": said}, status=status)
    if again is not None:
        found.headers["Retry-After"] = str(again)
    return found


def page(request: HttpRequest, status: int, title: str, said: str) -> HttpResponse:
    """Give a page that says it. Nothing on it is of the address that was asked for."""
    return render(request, "web/fault.html", {"title": title, "said": said, "here": "/"}, status=status)


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's; it says too much
    """Say the same of what does not exist and of what is for others."""
    if is_of_program(request):
        return fault(404, "not-here", _("There is nothing here that you may read."))
    return page(
        request,
        404,
        _("Nothing is here for you"),
        _(
            "The address may be mistyped, or what it leads to may be for others. Look at it again, sign in, "
            "or change seat at the head of the page."
        ),
    )


def not_in_draft(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a provision is not in a draft: it is not answered as another one."""
    said = _("Draft %(number)s has no such provision. Open the draft, and answer what is in it.")
    return page(request, 404, _("Not in this draft"), said % {"number": number})


def not_from_here(request: HttpRequest, exception: object = None, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say that what was sent did not come from a page of this session: whatever Django has against it."""
    if is_of_program(request):
        return not_from_a_page()
    return page(
        request,
        403,
        _("Not from here"),
        _("Sign out, sign in again, and do it again: that shows that it is you."),
    )


def not_from_a_page() -> HttpResponse:
    """Tell a program that it has neither an access key nor the token of a page."""
    said = _(
        "What was sent from a browser has to come from a page of this server, with its token. A program "
        "sends an access key, and no cookie."
    )
    return fault(403, "not-from-here", said)


def not_read(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001  Django's
    if is_of_program(request):
        return fault(400, "not-read", _("The request cannot be read."))
    return page(
        request,
        400,
        _("That cannot be read"),
        _("What was sent is not what this page expects. Load the page again, and send it once more."),
    )


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Say it, on a bare page where even that cannot be drawn; of a database that is away, that it is."""
    exc = sys.exc_info()[1]
    if isinstance(exc, (InUse, Stopped)):
        return not_now(request, exc)
    if is_away(exc):
        return away(request)
    title = _("Something went wrong here")
    said = _(
        "It is noted for whoever runs this server. What was acknowledged as recorded is recorded: look in "
        "the record before you do it again."
    )
    if is_of_program(request):
        return fault(500, "fault", said)
    try:
        return page(request, 500, title, said)
    except Exception:  # noqa: BLE001  whatever is broken, something has to be answered
        return HttpResponse(BARE, content_type="text/plain; charset=utf-8", status=500)


def is_away(exc: BaseException | None) -> bool:
    """Whether *exc*, which nobody caught, says that a database does not answer, or not now.

    That the record is damaged, or another one, does not pass: it is none of these.
    """
    kinds = (OperationalError, InterfaceError, TimeoutError, QueueFull, Closed, Unsettled, InUse, Stopped)
    return isinstance(exc, kinds) or type(exc) is StoreFault


def away(request: HttpRequest) -> HttpResponse:
    """Say that the server can do nothing now, and when to come again; nothing is asked of the database."""
    with spoken(chosen(request)):
        title = _("The server cannot answer just now")
        said = _(
            "Its database does not answer. What was acknowledged as recorded is recorded. What you sent just "
            "now may not be: keep it, look in the record once this page answers again, and send it again if "
            "it is not there."
        )
        if is_of_program(request):
            return fault(503, "away", said, again=AGAIN)
        drawn = render_to_string("web/away.html", {"title": title, "said": said, "again": _("Look again")})
    found = HttpResponse(drawn, status=503)
    found.headers["Retry-After"] = str(AGAIN)
    return found


def not_now(request: HttpRequest, exc: InUse | Stopped) -> HttpResponse:
    """Say why nothing is recorded here now, while all can be read."""
    if is_of_program(request):
        return fault(503, "record", why(exc), again=AGAIN)
    found = page(request, 503, _("Nothing is recorded here just now"), why(exc))
    found.headers["Retry-After"] = str(AGAIN)
    return found


def too_much(request: HttpRequest, said: str) -> HttpResponse:
    return page(request, 429, _("Too much at once"), said)


def not_so(request: HttpRequest, found: HttpResponse) -> HttpResponse:
    """Put a page, for a program a fault, into an answer that says only by which methods one asks."""
    if not isinstance(found, HttpResponseNotAllowed):
        return found
    if is_of_program(request):
        methods = ", ".join(sorted(found.headers["Allow"].split(", ")))
        told = fault(
            405, "method", _("This address is not asked so. It takes %(methods)s.") % {"methods": methods}
        )
        told.headers["Allow"] = methods
        return told
    if found.content:
        return found
    said = _("This address only takes what is sent from a page. Begin on that page.")
    shown = page(request, 405, _("Nothing can be read here"), said)
    shown.headers["Allow"] = found.headers["Allow"]
    return shown


def housed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give a page to whoever reads at an address that is only sent to."""

    def answered(request: HttpRequest) -> HttpResponse:
        return not_so(request, get_response(request))

    return answered

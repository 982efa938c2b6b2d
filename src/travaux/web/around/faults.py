"""Pages for what is not there, not allowed or not read: what to do, and no word of what is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest

BARE: Final = "Something went wrong here. It is noted for whoever runs this server."


def page(request: HttpRequest, status: int, title: str, said: str) -> HttpResponse:
    """Give a page that says it. Nothing on it is of the address that was asked for."""
    return render(request, "web/fault.html", {"title": title, "said": said, "here": "/"}, status=status)


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's; it says too much
    """Say the same of what does not exist and of what is for others."""
    return page(
        request,
        404,
        _("Nothing is here for you"),
        _(
            "The address may be mistyped, or what it leads to may be for others. Look at it again, sign in, "
            "or change seat at the head of the page."
        ),
    )


def not_from_here(request: HttpRequest, exception: object = None, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say that what was sent did not come from a page of this session: whatever Django has against it."""
    return page(
        request,
        403,
        _("Not from here"),
        _("Sign out, sign in again, and do it again: that shows that it is you."),
    )


def not_read(request: HttpRequest, exception: object = None) -> HttpResponse:  # noqa: ARG001  Django's
    return page(
        request,
        400,
        _("That cannot be read"),
        _("What was sent is not what this page expects. Load the page again, and send it once more."),
    )


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Say it, on a bare page where even that cannot be drawn."""
    title = _("Something went wrong here")
    said = _(
        "It is noted for whoever runs this server. What was acknowledged as recorded is recorded: look in "
        "the record before you do it again."
    )
    try:
        return page(request, 500, title, said)
    except Exception:  # noqa: BLE001  whatever is broken, something has to be answered
        return HttpResponse(BARE, content_type="text/plain; charset=utf-8", status=500)


def too_much(request: HttpRequest, said: str) -> HttpResponse:
    return page(request, 429, _("Too much at once"), said)


def not_so(request: HttpRequest, found: HttpResponse) -> HttpResponse:
    """Put a page into an empty answer that says only by which methods an address is asked."""
    if not isinstance(found, HttpResponseNotAllowed) or found.content or request.path.startswith("/api/"):
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

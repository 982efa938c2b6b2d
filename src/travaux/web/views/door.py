"""Who one is, for whom one sits, in which language one reads; and the style of all pages."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from travaux.render.page import style as page_style
from travaux.render.record_page import record_style
from travaux.web.accounts.models import Person
from travaux.web.around.carrying import HandedOn, on_its_way
from travaux.web.seat import CHOSEN

if TYPE_CHECKING:
    from django.http import HttpRequest

    from travaux.web.seat import Seated

ONE_PERSON = "here@localhost.localdomain"
"""The account of whoever serves a file to themselves."""


@require_safe
def enter(request: HttpRequest, ticket: str) -> HttpResponse:
    """Let in whoever has the ticket that was printed when the server was started for one person."""
    if not settings.ALONE or not secrets.compare_digest(ticket.encode(), settings.TICKET.encode()):
        raise Http404
    person, _ = Person.objects.get_or_create(email=ONE_PERSON)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("status")


@require_POST
def sit(request: Seated) -> HttpResponse:
    """Take another of one's seats."""
    wanted = request.POST.get("party", "")
    if wanted in request.seats or (wanted == "" and settings.ALONE):
        request.session[CHOSEN] = wanted
    return _back(request)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on."""
    found: HttpResponse = _back(request)
    if on_its_way(request):
        found = HandedOn(found.headers["Location"])
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        found.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 24 * 3600, httponly=True, samesite="Lax"
        )
        translation.activate(code)
    return found


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Go back to the page it was asked from, which is on this server."""
    to = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(to if safe else "/")


def nothing(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  whatever is asked
    """Answer for a page of allauth that is not served: one's address is that of one's invitation."""
    raise Http404


@cache
def _styles() -> tuple[str, str]:
    """Give the style of all pages, and its digest."""
    own = files("travaux.web").joinpath("static/web/door.css").read_text(encoding="utf-8")
    found = page_style() + record_style() + own
    return found, hashlib.sha256(found.encode()).hexdigest()[:16]


def style_digest() -> str:
    return _styles()[1]


@require_safe
def style(request: HttpRequest, digest: str) -> HttpResponse:  # noqa: ARG001  a style of another digest is old
    """Give the style; its address changes with it, so that it is kept for good."""
    found = HttpResponse(_styles()[0], content_type="text/css; charset=utf-8")
    found.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return found

"""What was sent for one seat and cannot be taken from another: given back, so that no word of it is lost.

A form says for which seat it was written. Where its sender sits there no more, because the session ended
or another seat was taken meanwhile, the page that answers holds all that was filled in, and sends it again.
It is kept on that page alone, never on this server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from travaux.web.around.carrying import CARRIED, on_its_way
from travaux.web.around.faults import not_from_here
from travaux.web.forms.exact import typed
from travaux.web.seat import CHOSEN, take_seat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.web.seat import Seated

FOR_SEAT: Final = "for_seat"
"""The field of a form that names the party for which it was filled in."""
BACK: Final = "take_seat"
"""The field that asks to sit for that party again, and then to take what was sent."""

_SECRET: Final = frozenset({"passphrase", "password"})
"""What is asked for again, and stands on no page."""
_ASIDE: Final = frozenset(
    {
        *(FOR_SEAT, "on", "position", "draft", "size", "prepared", "version", "vis", "nonce", "answer"),
        *("provision", "held", "key", "what", "every", "leaves", "anyway", "replaces", "again"),
        *(CARRIED, "language", "next"),
    }
)
"""What the page itself had filled in or offered: it is sent again, and need not be read."""


class GivenBack:
    """Gives back what was sent for a seat that its sender has not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand before the views, after it was shown that a page of this session sent it."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    @staticmethod
    def process_view(
        request: Seated,
        view: Callable[..., HttpResponse],  # noqa: ARG004  Django's
        given: object,  # noqa: ARG004  as above
        named: Mapping[str, Any],  # noqa: ARG004  as above
    ) -> HttpResponse | None:
        """Let it through where the seat is the one that it was written for."""
        party = _seat_of(request)
        if party is None or party == request.seat.party or on_its_way(request):
            return None
        if party in request.seats and request.POST.get(BACK) == party:
            request.session[CHOSEN] = party
            take_seat(request)
            return None
        return given_back(request, party)


def not_of_this_session(request: Seated, reason: str = "") -> HttpResponse:
    """Give back what a page of this server sent before its reader signed in again; say so of all else."""
    party = _seat_of(request) if _from_own_page(request) else None
    return not_from_here(request, reason=reason) if party is None else given_back(request, party)


def given_back(request: Seated, party: str) -> HttpResponse:
    """Give the page with all that was sent, from which it is sent again."""
    sent = list(_sent(request))
    sits = request.seat.party == party
    return render(
        request,
        "web/given_back.html",
        {
            "party": party,
            "signed_out": not request.user.is_authenticated,
            "elsewhere": not sits and party in request.seats,
            "nowhere": not sits and party not in request.seats,
            "back": BACK,
            "sent": sent,
            "filled": [typed(value) for name, value in sent if name not in _ASIDE and value.strip()],
            "files": [(name, one.name) for name, those in request.FILES.lists() for one in those],
            "fields": sorted({name for name, _ in request.FILES.lists()}),
            "here": request.path,
        },
        status=403 if sits or not request.user.is_authenticated else 409,
    )


def _seat_of(request: HttpRequest) -> str | None:
    if request.method != "POST" or request.path.startswith("/api/"):
        return None
    return request.POST.get(FOR_SEAT)


def _sent(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Go through what was filled in, but for what proves a session or opens a key."""
    left_out = {"csrfmiddlewaretoken", BACK, *_SECRET}
    if not _SECRET.isdisjoint(request.POST):
        left_out.add("again")
    for name, values in request.POST.lists():
        if name not in left_out:
            yield from ((name, str(value)) for value in values)


def _from_own_page(request: HttpRequest) -> bool:
    """Whether a page of this very server sent it, as the browser says; nobody else's words are offered."""
    own = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    if (origin := request.headers.get("Origin")) is not None:
        return origin == own or origin in settings.CSRF_TRUSTED_ORIGINS
    return request.headers.get("Referer", "").startswith(f"{own}/")

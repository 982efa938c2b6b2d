"""What is filled in on a page and not yet sent: carried along when the page is asked for in another language.

The form of the language hands everything on to the page, which shows it filled in; nothing is kept on this
server, in the session or in the browser. It is carried for the seat for which it was written, and no other:
see `travaux.web.around.given_back`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

if TYPE_CHECKING:
    from collections.abc import Mapping

CARRIED: Final = "carried"
"""The field that says that the others are carried along, and that nothing is to be done with them."""
_KEPT_AS: Final = "_travaux_carried"


class HandedOn(HttpResponseRedirect):
    """Has the browser send the same to another page of this server."""

    status_code = 307


class Carrying:
    """Has a page shown, as if it were opened, with what was carried to it filled in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Stand before the views, after it was shown for which seat it was written."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    @staticmethod
    def process_view(
        request: HttpRequest,
        view: Callable[..., HttpResponse],  # noqa: ARG004  Django's
        given: object,  # noqa: ARG004  as above
        named: Mapping[str, Any],  # noqa: ARG004  as above
    ) -> None:
        """Put what was carried beside the request, which asks for the page and for nothing to be done."""
        if request.method == "POST" and CARRIED in request.POST and not on_its_way(request):
            setattr(request, _KEPT_AS, request.POST)
            request.method = "GET"
            request.POST = QueryDict()  # as Django gives it for GET


def carried_with(request: HttpRequest) -> QueryDict | None:
    """Give what was filled in on the page before it was asked for again."""
    found = getattr(request, _KEPT_AS, None)
    return found if isinstance(found, QueryDict) else None


def on_its_way(request: HttpRequest) -> bool:
    """Whether this is where the language is chosen, and what is carried goes on from here."""
    match = request.resolver_match
    return match is not None and match.url_name == "language" and CARRIED in request.POST

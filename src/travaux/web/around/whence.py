"""From where a request comes, as the reverse proxy says: an address, or nothing is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.core.internal.httpkit import clean_client_ip
from django.http import HttpResponse
from django.utils.translation import gettext as _

from travaux.web.around.counting import LOG
from travaux.web.around.faults import fault, is_of_program

if TYPE_CHECKING:
    from django.http import HttpRequest


def from_an_address(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse with 400 what comes from no address: limits and sessions go by it. The log says so."""

    def answered(request: HttpRequest) -> HttpResponse:
        given = request.META.get("REMOTE_ADDR", "")
        if not given or clean_client_ip(given) is not None:
            return get_response(request)
        LOG.warning(
            "a request was refused: X-Forwarded-For names no address; see what the reverse proxy sets"
        )
        said = _("X-Forwarded-For has to name the address that this comes from, and names none.")
        if is_of_program(request):
            return fault(HTTPStatus.BAD_REQUEST, "no-address", said)
        return HttpResponse(said, status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")

    return answered

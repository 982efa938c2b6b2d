"""When each session was last used: written down once a minute, not at each request."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

MINUTE: Final = 60.0
KEPT: Final = 4096
"""Sessions of which it is known when they were written down last."""


def present(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Write down from where a session is used, whenever that changes, and when, to the minute."""
    noted: OrderedDict[str, tuple[tuple[str, str], float]] = OrderedDict()

    def answered(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            session = request.session.session_key or ""
            where = (request.META.get("HTTP_USER_AGENT", ""), request.META.get("REMOTE_ADDR", ""))
            now = time.monotonic()
            last, at = noted.get(session, (where, -MINUTE))
            if where != last or now - at >= MINUTE:
                UserSession.objects.create_from_request(request)
                noted[session] = (where, now)
                noted.move_to_end(session)
                while len(noted) > KEPT:
                    noted.popitem(last=False)
        return get_response(request)

    return answered

"""How much one person may ask for in a minute, so that one who floods does not slow the rest."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from django.core.cache import cache
from django.utils.translation import gettext as _

from travaux.web.around.faults import fault, is_of_program, too_much

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MINUTE: Final = 60
ACTING: Final = {"person": 120, "party": 600, "key": 240, "address": 1200}
"""Requests a minute that act: of a person, of all who sit for a party, with a key, from an address."""
READING: Final = {"person": 1200, "party": 12_000, "key": 2400, "address": 24_000}
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def limited(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse with 429 what is more than that; the record has a limit of its own for what waits."""

    def answered(request: HttpRequest) -> HttpResponse:
        return refused(request) if too_many(request) else get_response(request)

    return answered


def too_many(request: HttpRequest) -> bool:
    """Count the request for all to whom it belongs, and say whether it is one too many for any of them."""
    reads = request.method in SAFE
    limits = READING if reads else ACTING
    minute = int(time.time()) // MINUTE
    found = False
    for kind, whose in _counted_for(request):
        name = f"{'reads' if reads else 'acts'}:{minute}:{kind}:{whose}"
        cache.add(name, 0, timeout=2 * MINUTE)
        try:
            found |= cache.incr(name) > limits[kind]
        except ValueError:  # it was thrown out between the two
            continue
    return found


def _counted_for(request: HttpRequest) -> Iterator[tuple[str, str]]:
    given = request.headers.get("Authorization")
    if given is not None:
        yield "key", hashlib.sha256(given.encode("utf-8", "replace")).hexdigest()
    if request.user.is_authenticated:
        yield "person", str(request.user.pk)
        party = getattr(getattr(request, "seat", None), "party", None)
        if party is not None:
            yield "party", hashlib.sha256(party.encode()).hexdigest()
    else:
        yield "address", str(request.META.get("REMOTE_ADDR", ""))


def refused(request: HttpRequest) -> HttpResponse:
    said = _("That is more than this server takes from one person in a minute. Wait a minute, then go on.")
    found = fault(429, "too-many", said) if is_of_program(request) else too_much(request, said)
    found.headers["Retry-After"] = str(MINUTE)
    return found

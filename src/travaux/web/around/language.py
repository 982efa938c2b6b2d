"""In which language a page speaks to its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from travaux.cli.zones import zone_named
from travaux.render.times import judged_by
from travaux.render.tongue import speaking

COOKIE: Final = settings.LANGUAGE_COOKIE_NAME


def chosen(request: HttpRequest) -> str:
    """Give the language that the reader chose, else the first of the browser's that there is."""
    return translation.get_language_from_request(request)


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Speak *language* until it ends: the pages, and what the core tells in them."""
    with translation.override(language), speaking(language), judged_by(zone_named):
        yield


def of_the_reader(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer each request in its reader's language."""

    def answered(request: HttpRequest) -> HttpResponse:
        with spoken(chosen(request)):
            found = get_response(request)
        return _marked(found, request)

    return answered


def _marked(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    response.headers.setdefault("Content-Language", chosen(request))
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response

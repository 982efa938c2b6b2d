"""In which language a page speaks to its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.decorators import sync_and_async_middleware

from travaux.render.tongue import speaking

COOKIE: Final = settings.LANGUAGE_COOKIE_NAME


def chosen(request: HttpRequest) -> str:
    """Give the language that the reader chose, else the first of the browser's that there is."""
    return translation.get_language_from_request(request)


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Speak *language* until it ends: the pages, and what the core tells in them."""
    with translation.override(language), speaking(language):
        yield


@sync_and_async_middleware
def of_the_reader(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., object]:
    """Answer each request in its reader's language."""
    if iscoroutinefunction(get_response):

        async def answered_later(request: HttpRequest) -> HttpResponse:
            with spoken(chosen(request)):
                found = await get_response(request)
            return _marked(found, request)

        return answered_later

    def answered(request: HttpRequest) -> HttpResponse:
        with spoken(chosen(request)):
            found = get_response(request)
        return _marked(found, request)

    return answered


def _marked(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    response.headers.setdefault("Content-Language", chosen(request))
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response

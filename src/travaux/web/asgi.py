"""What an ASGI server runs: Django, behind a bound on how much a request may bring."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

import django
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

AT_ONCE: Final = 24
"""Requests that are worked on at once, each with a connection to the accounts; others wait in their order."""
TOO_LARGE: Final = "The request is larger than this server takes. Send less at once.\n"


class Handler(ASGIHandler):
    """Django, with each request worked on in one thread from its first layer to its last.

    What a layer that waits for nothing would win by leaving the thread, it would lose by the way there and
    back. A connection is given back before the answer is sent: a slow reader keeps none.
    """

    def __init__(self) -> None:
        super().__init__()
        self._places = asyncio.Semaphore(AT_ONCE)

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001, FBT002  as Django has it
        del is_async
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        async with self._places:
            return await sync_to_async(self._answered)(request)

    def _answered(self, request: HttpRequest) -> HttpResponseBase:
        try:
            found: HttpResponseBase = self.get_response(request)
            return found
        finally:
            connections.close_all()


class TooLarge(Exception):
    """More came than is taken."""


def bounded(app: Any, largest: int) -> App:  # noqa: ANN401  ASGI has no type of its own
    """Give *app* requests of at most *largest* bytes; others are answered 413 before they are kept."""

    async def answered(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > largest:
            await _refuse(scope, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > largest:
                raise TooLarge
            return message

        try:
            await app(scope, counted, send)
        except TooLarge:
            await _refuse(scope, send)

    return answered


async def _refuse(scope: MutableMapping[str, Any], send: Send) -> None:
    program = str(scope["path"]).startswith("/api/")
    fault = json.dumps({"code": "too-large", "said": TOO_LARGE.strip()})
    kind = b"application/json" if program else b"text/plain; charset=utf-8"
    headers = [(b"content-type", kind), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": (fault if program else TOO_LARGE).encode()})


django.setup()
application: Final = bounded(Handler(), settings.LARGEST_UPLOAD)

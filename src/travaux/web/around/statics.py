"""The scripts of the pages, and those of the libraries that bring pages of their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class Statics(WhiteNoiseMiddleware):  # type: ignore[misc]  # it has no types
    """WhiteNoise, with each file in one piece: an ASGI server would read a stream to its end first."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        body = b"" if found.file is None else found.file.read()
        if found.file is not None:
            found.file.close()
        answer = HttpResponse(body, status=int(found.status))
        del answer.headers["Content-Type"]
        for name, value in found.headers:
            answer.headers[name] = value
        return answer

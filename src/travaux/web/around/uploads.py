"""Files that are sent: no more of one is taken than is read."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

TOO_LARGE: Final = "travaux.too_large"
"""In what is known of a request: that a file in it was larger than is taken."""


class Bounded(FileUploadHandler):
    """Stops taking files in once together they are larger than is taken; the rest is read past."""

    taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002  Django's
        self.taken += len(raw_data)
        if self.taken > settings.LARGEST_UPLOAD:
            if self.request is not None:
                self.request.META[TOO_LARGE] = "1"
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002  Django's; the next handler keeps it
        return None


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was larger than is taken, and so is not there."""
    return request.META.get(TOO_LARGE) == "1"

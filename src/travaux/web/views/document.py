"""A document that goes with an entry, byte for byte as it was received."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from travaux.cli.listing import safe
from travaux.web.reads.documents import held

if TYPE_CHECKING:
    from travaux.web.seat import Seated


@require_safe
def document(request: Seated, h: str) -> HttpResponse:
    """Give the document as a file to keep: what came from a party is not opened as a page of ours."""
    found = held(request.seat, h)
    if found is None or found.data is None:
        raise Http404
    answer = HttpResponse(found.data, content_type=found.described.media)
    name = safe(found.described.name)
    ascii_name = name.encode("ascii", "replace").decode().replace("?", "_")
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer

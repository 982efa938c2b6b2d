"""Files handed out: every rendering of what a reader may see."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from travaux.render.profile import Profile
from travaux.web.reads.downloads import MEDIA, OWN, filename, own_text, rendered
from travaux.web.reads.reading import reading_of, told_where_not_there
from travaux.web.views.texts import profile_asked, whose_text

if TYPE_CHECKING:
    from travaux.web.seat import Seated


@require_safe
@told_where_not_there
def download(request: Seated, name: str) -> HttpResponse:
    """Hand out a rendering, which was read back and found exact."""
    stem, ending = PurePath(name).stem, PurePath(name).suffix
    profile = profile_asked(request)
    if ending not in MEDIA or (ending == ".json" and profile is not Profile.ATTRIBUTED):
        raise Http404
    reading = reading_of(request)
    match stem:
        case "consolidated":
            data = rendered(reading.compiled, ending, profile)
        case "matrix" if ending == ".xlsx":
            data = rendered(reading.compiled, ending, profile)
        case "text" if ending in OWN:
            whose = request.GET.get("whose", "")
            data = own_text(reading.compiled, whose_text(reading, whose), ending)
            stem = f"text-{whose}"
        case _:
            raise Http404
    return attached(data, filename(reading, stem, ending, profile), MEDIA[ending])


def attached(data: bytes, name: str, media: str) -> HttpResponse:
    """Give a file to be kept, never to be shown as a page of this server."""
    found = HttpResponse(data, content_type=media)
    found.headers["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003  Django's way
    found.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    found.headers["X-Content-Type-Options"] = "nosniff"
    return found

"""What was entered, as a feed: to whoever asks what is public, to whoever sits somewhere what it may read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from travaux.cli.saying import called, told_of, who
from travaux.web.reads.past import moment_of

if TYPE_CHECKING:
    from travaux.web.seat import Seated

LATEST: Final = 50
"""Entries of a feed; the record has the others."""


@require_safe
def feed(request: Seated) -> HttpResponse:
    """Give the latest entries as Atom."""
    then = moment_of(request.seat)
    known, teller = then.known, then.teller
    home, own = (request.build_absolute_uri(reverse(name)) for name in ("record", "feed"))
    found = Atom1Feed(
        known.title or known.origin, home, "", feed_url=own, feed_guid=f"urn:x-travaux:{known.origin}"
    )
    for one in reversed(known.entries[-LATEST:]):
        found.add_item(
            f"{one.index} · {who(one)} · {called(one.entry, known)}",
            request.build_absolute_uri(reverse("entry", args=[one.index])),
            told_of(one, teller),
            author_name=one.author,
            unique_id=f"urn:x-travaux:{known.origin}:{one.leaf}",
            pubdate=datetime.fromisoformat(one.received_at),
            updateddate=datetime.fromisoformat(one.received_at),
        )
    return HttpResponse(found.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")

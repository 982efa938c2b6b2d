"""Live events for one reader: what is recorded that this reader may see, and nothing of the rest."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from asgiref.sync import sync_to_async
from django.contrib.auth import get_user
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from travaux.cli.asking import teller_of
from travaux.cli.saying import who
from travaux.render.acts import deed_alone
from travaux.render.tongue import quotation_marks, say
from travaux.web.around.language import spoken
from travaux.web.seat import take_seat
from travaux.web.workshop import Workshop

if TYPE_CHECKING:
    from travaux.record.entry import Entered
    from travaux.render.telling import Teller
    from travaux.text.wording import PartyCode
    from travaux.web.bell import Bell
    from travaux.web.seat import Seat, Seated

HEARTBEAT: Final = 15.0
"""Seconds between signs of life, whatever is recorded: a hidden entry moves none of them."""
GATHERING: Final = 1.0
"""Seconds that what is recorded at once is gathered."""
EACH: Final = 8
"""Streams that one person may have open."""
ALL: Final = 1024


class Places:
    """How many streams are open, by whose they are."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._lock = threading.Lock()

    @property
    def count(self) -> int:
        return self._open.total()

    def take(self, whose: str) -> bool:
        """Take a place; False where there is none left."""
        with self._lock:
            if self._open[whose] >= EACH or self.count >= ALL:
                return False
            self._open[whose] += 1
            return True

    def leave(self, whose: str) -> None:
        with self._lock:
            self._open[whose] -= 1
            if self._open[whose] <= 0:
                del self._open[whose]


PLACES: Final = Places()


@dataclass(slots=True)
class Stream:
    """The events of one open page. Closing it, more than once too, gives its place back."""

    request: Seated
    whose: str
    start: int
    language: str
    closed: bool = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        bell: Bell = self.request.seat.room.bell
        yield b"retry: 5000\n\n"
        beat = time.monotonic() + HEARTBEAT
        with bell.heard() as rung:
            rung.set()  # what came between the page and its stream
            while not bell.over:
                try:
                    await asyncio.wait_for(rung.wait(), max(0.0, beat - time.monotonic()))
                    await asyncio.sleep(GATHERING)
                except TimeoutError:
                    beat += HEARTBEAT
                    yield b": still here\n\n"
                rung.clear()
                found = await sync_to_async(self._since)()
                if found is None:
                    yield written("over", {"said": _over(self.language)})
                    return
                for one in found:
                    yield one

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            PLACES.leave(self.whose)

    def _since(self) -> tuple[bytes, ...] | None:
        """Tell what came since it was asked last; None where the reader sits here no more."""
        try:
            seat = still_seated(self.request)
        finally:
            connection.close()  # a stream lasts for hours, and keeps no connection
        if seat is None:
            return None
        key = (self.start, self.language)
        end, found = _NEWS.get(seat.known, key, partial(_news, seat, *key), wait=HEARTBEAT)
        self.start = end
        return found


def _news(seat: Seat, start: int, language: str) -> tuple[int, tuple[bytes, ...]]:
    """Tell what came from the entry *start* on, and give the place after it."""
    new = [one for one in seat.known.entries if one.index >= start]
    teller = teller_of(seat.known, seat.room.desk(seat.known))
    with spoken(language):
        told = tuple([written("entry", event_of(one, teller), place=one.index) for one in new])
    return new[-1].index + 1 if new else start, told


_NEWS: Final = Workshop[tuple[int, tuple[bytes, ...]]]("the news", kept=256)
"""What came is told once for all whose pages had read as far, and who may read the same."""


def still_seated(request: Seated) -> Seat | None:
    """Look again whether the reader still has the seat that it had; None where it has not."""
    party: PartyCode | None = request.seat.party
    again = HttpRequest()
    again.session = type(request.session)(request.session.session_key)
    again.user = get_user(again)
    take_seat(again)
    seat: Seat = again.seat  # type: ignore[attr-defined]  # see Seated
    return seat if seat.party == party else None


def event_of(one: Entered, teller: Teller) -> Mapping[str, object]:
    """Say what an open page is told of an entry: where it is, what was done, to what; none of its words."""
    begin, end = quotation_marks()
    said = "".join(
        part if isinstance(part, str) else f"{begin}{part.words}{end}" for part in deed_alone(one, teller)
    )
    what = said.partition(say(": {words}", words=begin))[0]
    return {
        "place": one.index,
        "by": who(one),
        "what": one.entry.type,
        "articles": sorted(set(one.entry.addresses)),
        "said": _("%(who)s %(what)s (entry %(place)s).")
        % {"who": who(one), "what": what, "place": one.index},
        "to": reverse("entry", args=[one.index]),
    }


def written(event: str, data: Mapping[str, object], *, place: object = None) -> bytes:
    """Write an event as a stream has it."""
    head = f"id: {place}\n" if place is not None else ""
    return f"{head}event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _over(language: str) -> str:
    with translation.override(language):
        return _(
            "You do not sit here any more, or you signed out. What you typed is still on this page: copy it "
            "before you sign in again."
        )

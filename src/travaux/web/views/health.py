"""Whether the server is well, for whoever watches it: counts, and nothing that anybody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from travaux.store.fault import StoreFault
from travaux.web.around.counting import COUNTED
from travaux.web.room import current
from travaux.web.streams import PLACES

if TYPE_CHECKING:
    from django.http import HttpRequest

    from travaux.web.room import Room
    from travaux.web.seat import Seated

LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})


@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  whoever asks
    """Say whether the record is open, how far its head is signed, and whether the databases answer."""
    room = current()
    signed = _signed(room)
    people = _accounts_answer(signed)
    well = room.sequencer.open and signed is not None and people
    found = {
        "record": _taken(room),
        "database": "answers" if signed is not None else "silent",
        "accounts": "answer" if people else "silent",
        "size": room.head.size,
        "signed": signed,
        "behind": None if signed is None or signed > room.head.size else room.head.size - signed,
    }
    return JsonResponse(found, status=200 if well else 503)


@require_safe
def metrics(request: Seated) -> HttpResponse:
    """Give figures for Prometheus, to this machine and to operators; to others there is no such page."""
    direct = request.META.get("REMOTE_ADDR") in LOOPBACK and "X-Forwarded-For" not in request.headers
    if not direct and not request.seat.operator:
        raise Http404
    lines = "".join(f"{line}\n" for line in (*_of(current()), *COUNTED.lines()))
    return HttpResponse(lines, content_type="text/plain; version=0.0.4; charset=utf-8")


def _of(room: Room) -> Iterator[str]:
    signed = _signed(room)
    for name, value in (
        ("entries", room.head.size),
        ("signed_entries", -1 if signed is None else signed),
        ("entries_waiting", room.sequencer.waiting),
        ("record_open", int(room.sequencer.open)),
        ("streams", PLACES.count),
    ):
        yield f"# TYPE travaux_{name} gauge"
        yield f"travaux_{name} {value}"


def _taken(room: Room) -> str:
    """Say whether entries are taken; "elsewhere" where another process writes to the record."""
    if room.sequencer.elsewhere:
        return "elsewhere"
    return "open" if room.sequencer.open else "closed"


def _signed(room: Room) -> int | None:
    """Give the size of the head signed last; None where the database of the record does not answer."""
    try:
        latest = room.store.latest_checkpoint()
    except StoreFault:
        return None
    return 0 if latest is None else latest.size


def _accounts_answer(signed: int | None) -> bool:
    """Whether they do; nobody waits where they are in the database of the record, and that is silent."""
    if signed is None and connection.vendor == "postgresql":
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True

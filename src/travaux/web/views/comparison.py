"""Two drafts compared, and what the later one makes of the answers to the earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from travaux.cli.succeeding import outcomes_told, succession_of
from travaux.compare.comparison import LanguageMismatch
from travaux.render import element as h
from travaux.render.comparison_page import comparison_body
from travaux.render.record_page import told_body
from travaux.render.tongue import tongue
from travaux.web.reads.reading import NothingTabled, Reading, draft_then, size_asked, told_where_not_there
from travaux.web.shows.links import ways
from travaux.web.shows.why import why
from travaux.web.workshop import Workshop

if TYPE_CHECKING:
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.web.seat import Seated


KEPT: Final = 8

_bodies: Final = Workshop[h.Element]("comparing", kept=KEPT)


@require_safe
@told_where_not_there
def compare(request: Seated) -> HttpResponse:
    """Choose two drafts, and read what became of each provision."""
    seat = request.seat
    past = size_asked(request, seat)
    known = seat.known if past is None else seat.room.known(seat.party, size=past)
    old, new = _chosen(request, known)
    reading = Reading(seat=seat, known=known, draft=new, past=past, named=True)
    shown = {"reading": reading, "drafts": tuple(known.drafts.values()), "old": old, "new": new}
    if old is new:
        return render(request, "web/compare.html", shown)
    try:
        body = _compared(reading, old)
    except LanguageMismatch as fault:
        return render(request, "web/compare.html", {**shown, "why": why(fault)})
    return render(
        request,
        "web/compare.html",
        {**shown, "body": body, "told": _succession(reading, old)},
    )


def _compared(reading: Reading, old: Draft) -> h.Node:
    """Write what became of each provision. Raises StillCompiling, NotHere and LanguageMismatch."""
    library, new = reading.desk.library, reading.draft
    return _bodies.get(
        library,
        (old.tabled.leaf, new.tabled.leaf, tongue()),
        lambda: h.written(comparison_body(library.comparison(old, new), text=h.div)),
    )


def _chosen(request: Seated, known: Disclosed) -> tuple[Draft, Draft]:
    """Give the two drafts asked for; else the one on the table, and the one it follows."""
    latest = known.latest_draft()
    if latest is None:
        raise NothingTabled
    asked = request.GET
    new = draft_then(request.seat, known, asked["new"]) if asked.get("new") else latest
    if asked.get("old"):
        return draft_then(request.seat, known, asked["old"]), new
    before = None if new.follows is None else known.drafts.get(new.follows)
    return before or new, new


def _succession(reading: Reading, old: Draft) -> h.Node:
    """Say what became of each answer to the earlier draft; None where the later does not follow it."""
    new = reading.draft
    if new.follows != old.tabled.leaf:
        return None
    before = reading.compiled_of(old).found
    told = outcomes_told(succession_of(before, reading.known, reading.desk, new), new)
    return told_body(told, ways(reading.known), part=True)

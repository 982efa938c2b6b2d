"""A draft for programs: its text, what is on it, one article, the matrix, the history of a provision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path

from travaux.cli.additions_named import history_named
from travaux.cli.asking import teller_of, told_record
from travaux.cli.machine import stamp
from travaux.compile.carrier import to_json
from travaux.record.views.docket import docket
from travaux.record.views.positions import positions
from travaux.render.history import history_told
from travaux.render.positions import positions_told
from travaux.render.records import matrix_record, provision_record, text_record
from travaux.text.address import is_within
from travaux.web.api import shapes
from travaux.web.api.faults import FAULTS
from travaux.web.api.router import router, seat_of

if TYPE_CHECKING:
    from travaux.record.consolidation import Consolidation
    from travaux.record.negotiation import Draft
    from travaux.web.seat import Seat

Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="The number of the draft, from 1.")]


def draft_of(seat: Seat, number: int) -> Draft:
    """Find a draft by its number. Raises Http404."""
    for one in seat.known.drafts.values():
        if one.number == number:
            return one
    raise Http404


def compiled(seat: Seat, draft: Draft) -> Consolidation:
    return seat.room.compiled(seat.party, seat.known, draft).found


@router.get("/drafts/{number}/text", response={200: dict[str, Any], **FAULTS})
def text(request: HttpRequest, number: Number) -> dict[str, Any]:
    """The text of a draft, provision by provision, as it was tabled."""
    seat = seat_of(request)
    return text_record(seat.room.desk(seat.known).library.text(draft_of(seat, number)))


@router.get("/drafts/{number}/compilation", response={200: dict[str, Any], **FAULTS})
def compilation(request: HttpRequest, number: Number) -> HttpResponse:
    """The draft with all that is on it, as docs/formats/compilation.md describes it."""
    seat = seat_of(request)
    found = compiled(seat, draft_of(seat, number))
    return HttpResponse(to_json(found.compilation), content_type="application/json")


@router.get("/drafts/{number}/matrix", response={200: shapes.Positions, **FAULTS})
def matrix(request: HttpRequest, number: Number) -> dict[str, Any]:
    """Who said what of which provision, and who has not."""
    seat = seat_of(request)
    known = seat.known
    found = compiled(seat, draft_of(seat, number))
    laid = positions(found, docket(known, at=stamp(seat.room.machine.now())), known)
    told = positions_told(laid, teller_of(known, seat.room.desk(known)))
    return {**told_record(told), "matrix": matrix_record(laid.matrix)}


@router.get("/drafts/{number}/articles/{address}", response={200: shapes.Article, **FAULTS})
def article(request: HttpRequest, number: Number, address: str) -> dict[str, Any]:
    """One provision with what is below it: its words in the draft, and what each party said of it."""
    seat = seat_of(request)
    draft = draft_of(seat, number)
    desk = seat.room.desk(seat.known)
    eid = desk.address(draft, address)
    known = seat.known
    found = compiled(seat, draft)
    laid = positions(found, docket(known, at=stamp(seat.room.machine.now())), known)
    whole = matrix_record(laid.matrix)
    rows = whole["rows"]
    assert isinstance(rows, list)  # noqa: S101  for types alone: matrix_record gives it so
    return {
        "draft": number,
        "provisions": [
            provision_record(one) for one in desk.library.text(draft).provisions if is_within(one.eid, eid)
        ],
        "matrix": {**whole, "rows": [row for row in rows if is_within(row["address"], eid)]},
    }


@router.get("/drafts/{number}/articles/{address}/history", response={200: shapes.Told, **FAULTS})
def history(request: HttpRequest, number: Number, address: str) -> dict[str, object]:
    """All that was recorded of one provision, through all drafts; or of what parties add under a name."""
    seat = seat_of(request)
    draft = draft_of(seat, number)
    desk = seat.room.desk(seat.known)
    found = history_named(seat.known, desk, draft, address)
    told = history_told(found, teller_of(seat.known, desk), at=stamp(seat.room.machine.now()))
    return told_record(told)

"""What the record says, for programs: each answer is drawn from what its reader may know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query

from travaux.cli.asking import teller_of, told_record
from travaux.cli.listing import row_of
from travaux.cli.machine import stamp
from travaux.cli.refusal import Refused
from travaux.cli.saying import told_of, who
from travaux.record.act import SendsNote
from travaux.record.base64 import encoded
from travaux.record.checkpoint import Checkpoint
from travaux.record.leaf import Leaf
from travaux.record.views.docket import docket
from travaux.record.views.questions import questions
from travaux.record.views.since import since as changes
from travaux.render.docket import docket_told
from travaux.render.since import since_told
from travaux.render.status import status as status_told
from travaux.render.told import words_of
from travaux.web.api import shapes
from travaux.web.api.faults import FAULTS
from travaux.web.api.router import router, seat_of
from travaux.web.reads.documents import held
from travaux.web.reads.past import Moment, moment_of
from travaux.web.reads.proving import cosigned, leaf_at, proof_of, signatures
from travaux.web.reads.sought import Sought, page_of
from travaux.web.views.document import document as document_file
from travaux.web.views.record import entered_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.record.entry import Entered, LeafHash
    from travaux.record.negotiation import Draft, Note
    from travaux.web.seat import Seat, Seated


At = Annotated[
    str,
    Query(
        description="As it was then: a size of the record, or an instant such as 2026-03-20T18:00Z; where it "
        "names no zone, in the conference's. Without it, now. A moment that is none is refused with 422."
    ),
]


@router.get("/negotiation", response={200: shapes.Negotiation, **FAULTS})
def negotiation(request: HttpRequest) -> dict[str, Any]:
    """What is negotiated, by whom, on which drafts."""
    seat = seat_of(request)
    known = seat.known
    return {
        "origin": known.origin,
        "title": known.title,
        "languages": list(known.languages),
        "keeper": known.keeper,
        "log": known.log,
        "entries": len(known.entries),
        "reader": seat.party,
        "members": [
            {"code": one.code, "name": one.name, "role": one.role, "since": one.since, "until": one.until}
            for one in known.members.values()
        ],
        "groups": {code: list(one.members) for code, one in known.groups.items()},
        "drafts": drafts(request),
    }


@router.get("/questions", response={200: shapes.Told, **FAULTS})
def four_questions(request: HttpRequest, at: At = "") -> dict[str, object]:
    """What is agreed, who may speak to it, when a change may be proposed, which proposals are undecided."""
    then = _moment(request, at)
    found = questions(then.known, at=then.at, texts=then.desk.texts(), library=then.desk.library)
    return told_record(status_told(found, then.teller))


@router.get("/drafts", response={200: list[shapes.Draft], **FAULTS})
def drafts(request: HttpRequest) -> list[dict[str, Any]]:
    """The drafts that were put on the table, in order."""
    known = seat_of(request).known
    return [
        {
            "number": one.number,
            "title": one.title,
            "place": one.tabled.index,
            "leaf": one.tabled.leaf,
            "follows": _number(known.drafts, one.follows),
            "withdrawn": one.withdrawn is not None,
            "adopted": one.adopted is not None,
        }
        for one in known.drafts.values()
    ]


@router.get("/docket", response={200: shapes.Told, **FAULTS})
def owed(request: HttpRequest, party: str = "", at: At = "") -> dict[str, object]:
    """Who owes whom what, by when."""
    then = _moment(request, at)
    code = then.desk.member(party) if party else ""
    found = docket(then.known, at=then.at, texts=then.desk.texts(), library=then.desk.library)
    return told_record(docket_told(found, then.teller, party=code))


@router.get("/since", response={200: shapes.Told, **FAULTS})
def since(request: HttpRequest, size: shapes.Place) -> dict[str, object]:
    """What changed for the reader since the record had so many entries. Asked by a member."""
    seat = seat_of(request)
    if seat.party is None:
        raise Http404
    desk = seat.room.desk(seat.known)
    found = changes(seat.known, seat.party, min(size, seat.known.size), desk.library, at=_now(seat))
    return told_record(since_told(found, teller_of(seat.known, desk)))


@router.get("/notes", response={200: list[shapes.Note], **FAULTS})
def notes(request: HttpRequest) -> list[dict[str, Any]]:
    """Papers that were sent, in order."""
    seat = seat_of(request)
    return [_note(one, seat) for one in seat.known.notes.values()]


@router.get("/entries", response={200: shapes.Rows, **FAULTS})
def entries(
    request: HttpRequest,
    by: str = "",
    act: str = "",
    article: str = "",
    words: str = "",
    before: Annotated[shapes.Place | None, Query()] = None,
) -> dict[str, Any]:
    """The entries, the latest first, a hundred at once."""
    known = seat_of(request).known
    sought = Sought(by=by, act=act, article=article, words=words)
    page = page_of(sought, known, seat_of(request).room.desk(known), before=before)
    rows = [
        {**row_of(one), "by": whose, "said": "".join(words_of(said))} for one, whose, said in page.entries
    ]
    return {"found": page.found, "before": page.older, "entries": rows}


@router.get("/entries/{place}", response={200: shapes.Full, **FAULTS})
def entry(request: HttpRequest, place: shapes.Place) -> dict[str, Any]:
    """One entry, with its leaf, its signatures and the proof of its place."""
    seat = seat_of(request)
    one = entered_at(seat, place)
    data = leaf_at(seat.room, place)
    leaf = Leaf.from_bytes(data)
    proof = proof_of(seat.room, one)
    teller = teller_of(seat.known, seat.room.desk(seat.known))
    return {
        **row_of(one),
        "by": who(one),
        "said": told_of(one, teller),
        "line": leaf.entry.decode(),
        "data": encoded(data),
        "signatures": [
            {"key": it.fingerprint, "party": it.party, "holds": it.holds, "armoured": it.armoured}
            for it in signatures(seat.room, leaf)
        ],
        "proof": None if proof is None else proof.decode(),
        "cosigned": [{"by": name, "size": size} for name, size in cosigned(seat.room, one)],
        "documents": _documents(one, seat),
    }


@router.get("/checkpoint", response={200: shapes.Checkpoint, **FAULTS})
def checkpoint(request: HttpRequest) -> dict[str, Any]:
    """The head of the record that was signed last."""
    store = seat_of(request).room.store
    latest = store.latest_checkpoint()
    if latest is None:
        raise Http404
    head = Checkpoint.of(latest.data.rpartition(b"\n\n")[0] + b"\n")
    return {
        "note": latest.data.decode(),
        "size": head.size,
        "root": head.root.hex(),
        "cosignatures": {one.by: one.data.decode() for one in store.cosignatures(latest.size)},
    }


@router.get(
    "/documents/{h}",
    response={200: None, **FAULTS},
    openapi_extra={
        "responses": {200: {"description": "The bytes, as they were received", "content": {"*/*": {}}}}
    },
)
def document(request: HttpRequest, h: str) -> HttpResponse:
    """A document, byte for byte."""
    seat_of(request)
    return document_file(cast("Seated", request), h)


def _number(drafts: Mapping[LeafHash, Draft], leaf: LeafHash | None) -> int | None:
    found = None if leaf is None else drafts.get(leaf)
    return None if found is None else found.number


def _now(seat: Seat) -> str:
    return stamp(seat.room.machine.now())


def _moment(request: HttpRequest, at: str) -> Moment:
    """Give the moment asked for. Raises Refused, where it is none of this record."""
    then = moment_of(seat_of(request, moment=True), at)
    if then.fault:
        raise Refused(then.fault)
    return then


def _documents(one: Entered, seat: Seat) -> list[dict[str, Any]]:
    return [
        {
            "h": doc.h,
            "name": doc.name,
            "media": doc.media,
            "lang": doc.lang,
            "here": (found := held(seat, doc.h)) is not None and found.data is not None,
        }
        for doc in one.entry.docs
    ]


def _note(note: Note, seat: Seat) -> dict[str, Any]:
    known, one = seat.known, note.entered
    act = one.act
    if not isinstance(act, SendsNote):
        raise TypeError(one.entry.type)
    answered = [it for reference in note.re if (it := known.at(reference.leaf)) is not None]
    return {
        "place": one.index,
        "leaf": one.leaf,
        "by": who(one),
        "received_at": one.received_at,
        "kind": act.kind,
        "to": list(act.to),
        "reference": act.reference,
        "subject": act.subject,
        "status": act.status,
        "re": sorted({it.index for it in answered}),
        "replies": [it.index for leaf in note.replies if (it := known.at(leaf)) is not None],
        "received": [it.author for it in known.receipts.get(one.leaf, ())],
        "withdrawn": note.withdrawn is not None,
        "documents": _documents(one, seat),
    }

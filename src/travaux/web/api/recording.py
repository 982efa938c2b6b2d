"""Recording for programs: a line is composed, signed by its party elsewhere, and taken as it was signed."""

from __future__ import annotations

import binascii
import json
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import File, FormEx, P, Status
from ninja.files import UploadedFile

from travaux.cli.carrying import carried_told
from travaux.cli.circles import audience, circle_told, wider_told
from travaux.cli.files import FileFault
from travaux.cli.machine import stamp
from travaux.cli.parcel import Parcel, parcel_in, parcel_of
from travaux.cli.reading import brought, read_bytes
from travaux.cli.recording import Author, Proposed
from travaux.cli.refusal import Refused as NotDone
from travaux.cli.saying import entry_rows, receipt_record
from travaux.record.act import NAMES, TYPES, GivesAnswer, KeyUse, TablesDraft
from travaux.record.admission import Submission
from travaux.record.base64 import encoded
from travaux.record.by_words import check_by_words
from travaux.record.circle import circle
from travaux.record.entry import PUBLIC, LeafHash, Reference, body_read, body_written, written
from travaux.record.refusal import Code, Refused
from travaux.record.signature import BadKey, BadSignature, PublicKey, unarmoured
from travaux.render.found import found
from travaux.render.tongue import comma
from travaux.store.store import Document as Kept
from travaux.web.api import shapes
from travaux.web.api.faults import FAULTS, NotYours
from travaux.web.api.hearing import check_answer, spoken_of_in
from travaux.web.api.router import router, seat_of
from travaux.web.reads.proving import BUNDLES, bundling, signing_for
from travaux.web.seat import Seat
from travaux.web.shows.why import again, why
from travaux.web.views.proof import file
from travaux.web.work import Doing

if TYPE_CHECKING:
    from travaux.text.wording import PartyCode

READ = (GivesAnswer, TablesDraft)
"""Acts whose documents are read, so that the entry holds to their words too."""


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """Stands for a key that is held elsewhere: it is named in the line, and signs nothing here."""

    public: PublicKey

    def sign(self, message: bytes, namespace: str) -> bytes:
        raise NotDone(f"{len(message)} bytes for {namespace} are signed by whoever holds the key.")


@router.post("/entries", response={200: shapes.Receipt, 201: shapes.Receipt, **FAULTS})
def record(request: HttpRequest, given: shapes.Submission) -> Status[dict[str, Any]]:
    """Record an entry as its party signed it; sent once more, it gives the same receipt."""
    signatures = tuple(_signature(one) for one in given.signatures)
    documents = tuple(Kept(data=_bytes(one.data), salt=bytes.fromhex(one.salt)) for one in given.documents)
    parcel = parcel_of(given.line.encode(), signatures, documents)
    return _taken(parcel, seat_of(request), replaces=given.replaces)


@router.post("/parcels", response={200: shapes.Receipt, 201: shapes.Receipt, **FAULTS})
def take(
    request: HttpRequest,
    parcel: File[UploadedFile],
    replaces: FormEx[bool, P(description=shapes.REPLACES)] = False,  # noqa: FBT002  a field
) -> Status[dict[str, Any]]:
    """Record a signed entry with its documents, in the file that `--out` of the command line writes."""
    given = parcel_in(parcel.read(), parcel.name or "the parcel")
    return _taken(given, seat_of(request), replaces=replaces)


@router.post("/entries/compose", response={200: shapes.Composed, **FAULTS})
def line(request: HttpRequest, wanted: shapes.Wanted) -> dict[str, Any]:
    """Give the line to sign for an act, as things stand now. Nothing is recorded, and nothing kept."""
    seat = seat_of(request)
    party = _acting(seat)
    desk = seat.room.desk(seat.known)
    proposed, findings = _proposed(wanted, seat)
    on_behalf = None if wanted.on_behalf is None else desk.member(wanted.on_behalf)
    whose = on_behalf or party
    spoken = spoken_of_in(proposed, whose, party, desk)
    about = (*proposed.re, *spoken)
    vis = circle(about, whose, desk.state) if wanted.vis is None else audience(desk, wanted.vis)
    findings += carried_told(proposed.brought, proposed.act)
    findings += circle_told(spoken, vis, desk.state) if wanted.vis is None else ()
    findings += wider_told(about, vis, whose, desk.state)
    who = Author(
        actor=party,
        signer=_Elsewhere(_key(seat, party, wanted.key)),
        on_behalf=on_behalf,
        vis=vis,
        at=stamp(seat.room.machine.now()),
    )
    _check_known(proposed.re, seat)
    entry, kept = seat.room.unsigned(proposed, who)
    check_answer(entry, kept, seat, replaces=wanted.replaces)
    return {
        "line": written(entry).decode(),
        "documents": [{"data": encoded(one.data), "salt": one.salt.hex()} for one in kept],
        "rows": [list(row) for row in entry_rows(entry, desk)],
        "findings": findings,
    }


@router.post(
    "/bundle",
    response={200: None, **FAULTS},
    openapi_extra={"responses": {200: {"description": "The bundle", "content": {"application/zip": {}}}}},
)
def bundle(request: HttpRequest) -> HttpResponse:
    """Make a bundle of all that the reader may see. A member's copy has a number of its own."""
    seat = seat_of(request)
    key = (object(),)
    while True:
        doing: Doing[Any] = bundling(seat, seat.party or PUBLIC, signing_for(seat, None, ""), key)
        made = doing.result.result()
        BUNDLES.drop(key)
        if doing.stands():
            return file(made.data, made.name, "application/zip")


def _acting(seat: Seat) -> PartyCode:
    if seat.party is None:
        raise NotYours(gettext("The public records nothing. Give an access key, or sign in."))
    return seat.party


def _taken(parcel: Parcel, seat: Seat, *, replaces: bool) -> Status[dict[str, Any]]:
    """Have it recorded, where it is for this seat to send. Raises NotYours, Refused, StoreFault."""
    party, entry = _acting(seat), parcel.entry
    if not seat.tables:
        raise NotYours(gettext("Whoever heads the delegation tables; you prepare."))
    if entry.actor != party and not seat.keeps:
        raise NotYours(
            gettext("This access is for %(party)s, and the entry is %(actor)s's. %(actor)s sends it.")
            % {"party": party, "actor": entry.actor}
        )
    _check_known(entry.re, seat)
    check_answer(entry, parcel.documents, seat, replaces=replaces)
    if all(one.entry != entry for one in seat.room.state.entries):
        check_by_words(entry, seat.room.state, seat.room.library(seat.room.state))
    submission = Submission(entry=parcel.line, signatures=parcel.signatures)
    receipt = seat.room.take(submission, parcel.documents, party=entry.author)
    told = {**receipt_record(receipt), "repeated": receipt.repeated}
    return Status(200 if receipt.repeated else 201, told)


def _check_known(re: Sequence[Reference], seat: Seat) -> None:
    """Raise Refused where it names what this seat may not read, in the words for what is not there."""
    if seat.keeps:
        return
    for one in re:
        if seat.known.at(one.leaf) is None:
            raise Refused(
                Code.UNKNOWN_ENTRY,
                gettext("there is no entry %(leaf)s that you may read.") % {"leaf": one.leaf},
            )


def _proposed(wanted: shapes.Wanted, seat: Seat) -> tuple[Proposed, list[str]]:
    if wanted.type not in TYPES:
        raise Refused(
            Code.UNREADABLE,
            gettext('"%(type)s" is no act. Expected one of %(types)s.')
            % {"type": wanted.type, "types": comma().join(TYPES)},
        )
    act = body_read(wanted.type, json.dumps(wanted.body))
    assert NAMES[type(act)] == wanted.type  # noqa: S101  TYPES and NAMES are one table
    body_written(act)
    references = tuple(
        Reference(leaf=LeafHash(one.leaf), doc=one.doc, article=one.article) for one in wanted.re
    )
    codes = tuple(seat.known.members)
    papers = []
    findings: list[str] = []
    for one in wanted.documents:
        data = _bytes(one.data)
        if isinstance(act, READ):
            read = read_bytes(data, one.name, codes, lang=one.lang)
            papers.append(read.brought)
            findings += map(found, read.findings)
            findings += [again(read.fault)] if read.fault else []
        else:
            papers.append(brought(data, one.name, lang=one.lang))
    return Proposed(act=act, re=references, brought=tuple(papers)), findings


def _key(seat: Seat, party: PartyCode, fingerprint: str | None) -> PublicKey:
    """Find the key that will sign: the one named, else the only one enrolled for the party's entries."""
    keys = [
        one
        for one in seat.room.state.keys.values()
        if one.party == party and one.use is KeyUse.ENTRY and one.until is None
    ]
    found = [one for one in keys if fingerprint in {None, one.fingerprint}]
    if len(found) != 1:
        named = comma().join(one.fingerprint for one in keys) or gettext("none")
        raise NotDone(
            gettext("Which key will sign? Keys in force for %(party)s: %(keys)s. Give one as key.")
            % {"party": party, "keys": named}
        )
    try:
        return PublicKey.of(found[0].line)
    except BadKey as fault:
        raise NotDone(
            gettext("The key of %(party)s cannot be read: %(why)s.") % {"party": party, "why": why(fault)}
        ) from fault


def _signature(armoured: str) -> bytes:
    try:
        return unarmoured(armoured)
    except BadSignature as fault:
        raise Refused(
            Code.BAD_SIGNATURE, gettext("a signature cannot be read: %(why)s.") % {"why": why(fault)}
        ) from fault


def _bytes(given: str) -> bytes:
    try:
        return b64decode(given, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise FileFault(gettext("what was given as data is no base64: %(why)s.") % {"why": fault}) from fault

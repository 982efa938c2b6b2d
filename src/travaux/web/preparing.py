"""An act prepared within a delegation: kept until whoever may tables it, changed or thrown away meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from travaux.cli.brought import Brought
from travaux.cli.machine import stamp
from travaux.cli.recording import Author, Proposed
from travaux.record.act import NAMES
from travaux.record.entry import MEMBERS, Entered, LeafHash, Reference, body_read, body_written
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Prepared, PreparedDocument

if TYPE_CHECKING:
    from travaux.cli.keyring import Signer
    from travaux.record.act import Act
    from travaux.record.views.disclosed import Disclosed
    from travaux.web.accounts.models import Person
    from travaux.web.seat import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants recorded, and what was found in it."""

    act: Act
    re: tuple[Reference, ...] = ()
    brought: tuple[Brought, ...] = ()
    vis: str = MEMBERS
    on_behalf: PartyCode | None = None
    said: tuple[str, ...] = ()
    """What whoever tables it has to be told."""
    errors: int = 0
    page: str = ""
    """Where it is written, to go back to."""
    given: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def keep(wanted: Wanted, seat: Seat, person: Person, *, size: int) -> Prepared:
    """Keep it for the delegation of *seat*; *size* is how much of the record its author had before them."""
    if seat.party is None:
        raise ValueError("The public prepares nothing.")
    kept = Prepared.objects.create(
        party=seat.party,
        on_behalf=wanted.on_behalf or "",
        by=person,
        type=NAMES[type(wanted.act)],
        body=body_written(wanted.act),
        re=[[one.leaf, one.doc, one.article] for one in wanted.re],
        vis=wanted.vis,
        nonce=seat.room.machine.dice(16).hex(),
        size=size,
        page=wanted.page,
        given=dict(wanted.given),
        said=list(wanted.said),
        errors=wanted.errors,
    )
    PreparedDocument.objects.bulk_create(
        PreparedDocument(
            prepared=kept,
            place=place,
            data=one.data,
            words=one.words,
            name=one.name,
            media=one.media,
            lang=one.lang,
        )
        for place, one in enumerate(wanted.brought)
    )
    return kept


def act_of(one: Prepared) -> Act:
    return body_read(one.type, one.body)


def references(one: Prepared) -> tuple[Reference, ...]:
    return tuple(Reference(leaf=LeafHash(leaf), doc=doc, article=article) for leaf, doc, article in one.re)


def proposed(one: Prepared) -> Proposed:
    """Give it as it goes into the record."""
    return Proposed(
        act=act_of(one),
        re=references(one),
        brought=tuple(
            Brought(
                data=bytes(doc.data), words=bytes(doc.words), name=doc.name, media=doc.media, lang=doc.lang
            )
            for doc in one.documents.all()
        ),
    )


def author(one: Prepared, seat: Seat, signer: Signer) -> Author:
    """Say who records it: the party of the seat, signing with *signer*."""
    return Author(
        actor=PartyCode(one.party),
        signer=signer,
        on_behalf=PartyCode(one.on_behalf) if one.on_behalf else None,
        vis=one.vis,
        at=stamp(seat.room.machine.now()),
    )


def meanwhile(one: Prepared, known: Disclosed) -> Sequence[Entered]:
    """List what the same party has recorded of the same sort, on the same, since this was written."""
    party = one.on_behalf or one.party
    about = {(reference.leaf, reference.article) for reference in references(one)}
    return [
        entered
        for entered in known.entries
        if entered.index >= one.size
        and entered.author == party
        and entered.entry.type == one.type
        and about & {(reference.leaf, reference.article) for reference in entered.entry.re}
    ]


def waiting(seat: Seat) -> Sequence[Prepared]:
    """List what the delegation has prepared and not tabled, the oldest first."""
    return () if seat.party is None else list(Prepared.objects.filter(party=seat.party).order_by("made"))

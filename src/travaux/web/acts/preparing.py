"""An act prepared within a delegation: kept until whoever may tables it, changed or thrown away meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from travaux.cli.brought import Brought
from travaux.cli.machine import stamp
from travaux.cli.recording import Author, Proposed
from travaux.record.act import NAMES
from travaux.record.entry import MEMBERS, PUBLIC, Entered, LeafHash, Reference, body_read, body_written
from travaux.render.found import found
from travaux.text.finding import Finding
from travaux.text.makings import made_again, makings
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Gone, Prepared, PreparedDocument
from travaux.web.shows.why import again

if TYPE_CHECKING:
    from travaux.cli.keyring import Signer
    from travaux.record.act import Act
    from travaux.record.negotiation import Draft, Negotiation
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
    like: str = ""
    """For whom it is where nobody is chosen; "": for the circle of what it is about."""
    about: tuple[Reference, ...] = ()
    """The entries that its words speak of, and it does not name."""
    repeats: tuple[Reference, ...] = ()
    """What it says once more."""
    on_behalf: PartyCode | None = None
    said: tuple[Finding | str, ...] = ()
    """What whoever tables it has to be told."""
    errors: int = 0
    page: str = ""
    """Where it is written, to go back to."""
    given: Mapping[str, Any] = field(default_factory=dict)
    written_for: int | None = None
    """The number of the draft that its document says it answers, where that is another."""
    may_answer: tuple[int, ...] = ()
    """The numbers of the drafts that have the name it gives, where it is not certain that it is to this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """Which prepared act is written over, and in which version its author read it."""

    number: int
    version: int


@transaction.atomic
def keep(wanted: Wanted, seat: Seat, person: Person, *, size: int, over: Over | None = None) -> Prepared:
    """Keep it for the delegation of *seat*; *size* is how much of the record its author had before them.

    Sent again as it is, it is the one that is kept already. Where it is written *over* one that somebody
    else has written over since, or that is there no more, nothing is written over: it is kept beside that
    one, whose number is its ``given["beside"]``.
    """
    if seat.party is None:
        raise ValueError("The public prepares nothing.")
    said: dict[str, Any] = {
        "on_behalf": wanted.on_behalf or "",
        "by": person,
        "type": NAMES[type(wanted.act)],
        "body": body_written(wanted.act),
        "re": [[one.leaf, one.doc, one.article] for one in wanted.re],
        "vis": wanted.vis,
        "size": min(size, seat.known.size),
        "page": wanted.page,
        "given": {name: value for name, value in wanted.given.items() if name not in OURS},
        "said": list(map(makings, wanted.said)),
        "errors": wanted.errors,
    }
    if wanted.written_for is not None:
        said["given"][WRITTEN_FOR] = wanted.written_for
    if wanted.may_answer:
        said["given"][MAY_ANSWER] = list(wanted.may_answer)
    kept = None if over is None else _written_over(over, seat.party, said)
    if kept is None and (same := _same(wanted, seat.party, said)) is not None:
        return same
    if kept is None:
        if over is not None:
            said["given"][BESIDE] = over.number
        kept = Prepared.objects.create(party=seat.party, nonce=seat.room.machine.dice(16).hex(), **said)
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


BESIDE: Final = "beside"
"""Among what was filled in: the number of the prepared act that somebody else had changed meanwhile."""

WRITTEN_FOR: Final = "written_for"
"""Among what was filled in: the number of the draft that a document says it answers, where it is another."""

MAY_ANSWER: Final = "may_answer"
"""Among what was filled in: the numbers of the drafts that have the name which a document gives."""

OURS: Final = (BESIDE, WRITTEN_FOR, MAY_ANSWER)
"""What nobody filled in among that."""


def _written_over(over: Over, party: PartyCode, said: Mapping[str, Any]) -> Prepared | None:
    """Write over the version that was read; None where there is a later one, or none."""
    read = Prepared.objects.filter(pk=over.number, party=party, version=over.version)
    if not read.update(version=over.version + 1, changed=timezone.now(), **said):
        return None
    PreparedDocument.objects.filter(prepared=over.number).delete()
    return Prepared.objects.get(pk=over.number)


def beside(one: Prepared) -> Prepared | None:
    """Give what somebody else of the delegation wrote while this was written, if it is there still."""
    number = one.given.get(BESIDE)
    return None if number is None else Prepared.objects.filter(pk=number, party=one.party).first()


def _same(wanted: Wanted, party: PartyCode, said: Mapping[str, Any]) -> Prepared | None:
    """Find what the same person has prepared already, to the last character: a page that was sent twice."""
    whose = ("on_behalf", "by", "type", "body", "re", "vis", "page")
    brought = [(one.data, one.name) for one in wanted.brought]
    for one in Prepared.objects.filter(party=party, **{name: said[name] for name in whose}):
        if [(bytes(doc.data), doc.name) for doc in one.documents.all()] == brought:
            return one
    return None


def alike(one: Prepared) -> Sequence[Prepared]:
    """List what else the delegation has prepared of the same sort, on the same."""
    found = Prepared.objects.filter(party=one.party, on_behalf=one.on_behalf, type=one.type, re=one.re)
    return list(found.exclude(pk__in=[one.pk, one.given.get(BESIDE, 0)]).order_by("made"))


@transaction.atomic
def tabled(one: Prepared, seat: Seat) -> None:
    """Take away what was recorded; what somebody wrote over it meanwhile stays, as another act."""
    number = one.pk
    if Prepared.objects.filter(pk=number, version=one.version).delete()[0]:
        _is_gone(number, one, one.nonce)
        return
    Prepared.objects.filter(pk=one.pk).update(nonce=seat.room.machine.dice(16).hex())


@transaction.atomic
def taken_away(one: Prepared, *, recorded: bool) -> None:
    """Take it away in whatever version it is: it is *recorded*, or was thrown away."""
    number = one.pk
    if Prepared.objects.filter(pk=number).delete()[0]:
        _is_gone(number, one, one.nonce if recorded else "")


def _is_gone(number: int, one: Prepared, nonce: str) -> None:
    Gone.objects.update_or_create(number=number, defaults={"party": one.party, "nonce": nonce})


def said_of(one: Prepared) -> Sequence[str]:
    """Say what was found in it, in the language of whoever reads; a page's own words as they were written."""
    told = map(made_again, one.said)
    return [found(each) if isinstance(each, Finding) else again(each) for each in told]


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


def less_seen(one: Prepared, those: Sequence[Entered]) -> bool:
    """Whether some who may read what this takes the place of may not read this: they keep reading that."""
    before = {each.entry.vis for each in those} - {one.vis}
    return bool(before) if one.vis not in {MEMBERS, PUBLIC} else one.vis == MEMBERS and PUBLIC in before


def off_the_table(one: Prepared, known: Disclosed) -> Draft | None:
    """Give the draft that it is about, where another is on the table by now."""
    draft = about(one, known)
    return draft if draft is not None and draft is not known.latest_draft() else None


def written_for(one: Prepared, known: Negotiation) -> Draft | None:
    """Give the draft that its document says it answers, where it would be recorded on another."""
    number = one.given.get(WRITTEN_FOR)
    return next((each for each in known.drafts.values() if each.number == number), None)


def about(one: Prepared, known: Negotiation) -> Draft | None:
    """Give the draft that it would be recorded on."""
    return next((known.drafts[each.leaf] for each in references(one) if each.leaf in known.drafts), None)


def waiting(seat: Seat) -> Sequence[Prepared]:
    """List what the delegation has prepared and not tabled, the oldest first."""
    return () if seat.party is None else list(Prepared.objects.filter(party=seat.party).order_by("made"))

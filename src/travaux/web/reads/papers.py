"""Papers sent and received: each with its documents, who acknowledged which, and what came in answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.record.act import SendsNote
from travaux.record.audience import documents
from travaux.render.acts import act_line
from travaux.web.shows.links import address

if TYPE_CHECKING:
    from travaux.record.entry import Document, Entered
    from travaux.record.negotiation import Note
    from travaux.record.views.disclosed import Disclosed
    from travaux.render.telling import Teller
    from travaux.render.told import Line
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document of a paper, and who says that exactly this has come."""

    document: Document
    address: str
    receipts: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper as it is listed."""

    entered: Entered
    act: SendsNote
    about: Line
    pieces: tuple[Piece, ...]
    loose: tuple[Line, ...]
    """Receipts that name none of its documents."""
    replies: tuple[Line, ...]
    """What names it since."""
    withdrawn: Line | None
    mine: bool
    """Whether the reader's party sent it, or it was sent in its name."""
    to_me: bool
    acknowledged: bool
    """Whether the reader's party has acknowledged something of it."""


def papers(known: Disclosed, teller: Teller, party: PartyCode | None) -> tuple[Paper, ...]:
    """List the papers that the reader knows, the latest first."""
    return tuple(_paper(one, known, teller, party) for one in reversed(list(known.notes.values())))


def sent_to(act: SendsNote, party: PartyCode | None, known: Disclosed) -> bool:
    """Whether a paper was sent to the party: by name, as one of a group, or to all."""
    if party is None:
        return False
    groups = (known.groups[code].members for code in act.to if code in known.groups)
    return not act.to or party in act.to or any(party in those for those in groups)


def _paper(note: Note, known: Disclosed, teller: Teller, party: PartyCode | None) -> Paper:
    act = note.entered.act
    if not isinstance(act, SendsNote):
        raise TypeError(f"{note.entered.entry.type} is no paper")
    receipts = known.receipts.get(note.entered.leaf, ())
    mine = party is not None and (note.entered.author == party or party in act.principals)
    return Paper(
        entered=note.entered,
        act=act,
        about=act_line(note.entered, teller),
        pieces=tuple(
            Piece(
                document=one,
                address=address("document", one.h),
                receipts=tuple(act_line(it, teller) for it in receipts if _of(it) == one.h),
            )
            for one in documents(note.entered, known)
        ),
        loose=tuple(act_line(it, teller) for it in receipts if not _of(it)),
        replies=tuple(act_line(it, teller) for leaf in note.replies if (it := known.at(leaf)) is not None),
        withdrawn=None if note.withdrawn is None else act_line(note.withdrawn, teller),
        mine=mine,
        to_me=not mine and sent_to(act, party, known),
        acknowledged=any(it.author == party for it in receipts),
    )


def _of(receipt: Entered) -> str:
    """Give the one document that a receipt names; "" where it names the paper."""
    return next((one.doc for one in receipt.entry.re if one.doc), "")

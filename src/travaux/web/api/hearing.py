"""An answer that a program sends is heard before it is recorded, as one from a page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from travaux.cli.hearing import heard_as
from travaux.cli.reading import read_bytes
from travaux.cli.refusal import Refused
from travaux.cli.replacing import check_pen, passed_over, taken_by
from travaux.record.act import GivesAnswer
from travaux.record.spoken_of import spoken_of
from travaux.render.found import found
from travaux.render.found import why as found_why
from travaux.render.tongue import comma, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.cli.desk import Desk
    from travaux.cli.recording import Proposed
    from travaux.record.entry import Entry, Reference
    from travaux.record.negotiation import Draft
    from travaux.record.views.taking_place import TakenPlace
    from travaux.store.store import Document
    from travaux.text.wording import PartyCode
    from travaux.web.seat import Seat


class Replaces(Refused):
    """An answer would take the place of what stands, and does not say outright that it is to."""


def check_answer(entry: Entry, documents: Sequence[Document], seat: Seat, *, replaces: bool) -> None:
    """Let an answer undo what stands, and it does not answer again, only where *replaces* says so.

    That is one written for another draft, and one to the draft in whole that passes something over.

    Raises Replaces; and Refused where the document says that it is another party's, or a consolidated text.
    What is no answer, and what is recorded already, passes.
    """
    if not isinstance(entry.act, GivesAnswer) or any(one.entry == entry for one in seat.known.entries):
        return
    draft = next((seat.known.drafts[one.leaf] for one in entry.re if one.leaf in seat.known.drafts), None)
    if draft is None:
        return
    desk = seat.room.desk(seat.known)
    if not entry.docs:
        check_pen(taken_by(desk, draft, entry.author, entry.re, None), entry.actor, entry.author)
    data = {one.name.hex(): one.data for one in documents}
    for doc in entry.docs:
        read = read_bytes(data[doc.h], doc.name, desk.named_in(draft))
        heard = heard_as(read, entry.author, desk, draft, actor=entry.actor)
        if heard.of_another:
            raise Refused(
                " ".join((*map(found, heard.told), gettext("It is recorded in nobody else’s name.")))
            )
        if heard.of_everybody is not None:
            raise Refused(found_why(heard.of_everybody))
        stands = taken_by(desk, draft, entry.author, entry.re, heard.hearing)
        check_pen(stands, entry.actor, entry.author)
        if heard.written_for is not None and stands and not replaces:
            raise Replaces(_said(doc.name, entry, draft, heard.written_for, stands))
        if not entry.addresses and not replaces and (lost := passed_over(stands, heard.hearing)):
            raise Replaces(_passes_over(doc.name, entry, [entered.index for entered, _ in lost]))


def spoken_of_in(proposed: Proposed, party: PartyCode, actor: PartyCode, desk: Desk) -> tuple[Reference, ...]:
    """List the entries of which the documents of *party*'s answer speak; none of any other act."""
    draft = next((desk.state.drafts[one.leaf] for one in proposed.re if one.leaf in desk.state.drafts), None)
    if draft is None or not isinstance(proposed.act, GivesAnswer):
        return ()
    found: list[Reference] = []
    for one in proposed.brought:
        read = read_bytes(one.data, one.name, desk.named_in(draft))
        heard = heard_as(read, party, desk, draft, actor=actor)
        found += spoken_of(desk.state, desk.library, draft, party, heard.hearing)
    return tuple(dict.fromkeys(found))


def _passes_over(name: str, entry: Entry, lost: Sequence[int]) -> str:
    return gettext(
        "%(name)s is the answer of %(party)s to the draft in whole, and says nothing of what %(party)s has "
        "answered elsewhere in it, in %(entries)s: that would stand no more. Nothing was recorded. Refer to "
        'the provisions that it names; or say with "replaces": true that it is to take the place of all.'
    ) % {
        "name": name,
        "party": entry.author,
        "entries": comma().join(say("entry {number}", number=index) for index in dict.fromkeys(lost)),
    }


def _said(name: str, entry: Entry, draft: Draft, other: Draft, stands: Sequence[TakenPlace]) -> str:
    return gettext(
        "%(name)s was written for draft %(other)s, and %(party)s has answered draft %(draft)s since, in "
        "%(entries)s: recorded on draft %(draft)s, it would take the place of that. Nothing was recorded. "
        "Give it to the draft it was written for, whose leaf is %(leaf)s; or say with "
        '"replaces": true that it is to take the place of those answers.'
    ) % {
        "name": name,
        "other": other.number,
        "party": entry.author,
        "draft": draft.number,
        "entries": comma().join(say("entry {number}", number=one.entered.index) for one in stands),
        "leaf": other.tabled.leaf,
    }

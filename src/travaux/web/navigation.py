"""The pages at the head of every page, for whoever sits where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_noop

from travaux.record.act import TablesDraft

if TYPE_CHECKING:
    from django.http import HttpRequest

    from travaux.web.seat import Seat

EVERYBODY: Final = (
    ("status", gettext_noop("Where it stands")),
    ("text", gettext_noop("Text")),
    ("matrix", gettext_noop("Positions")),
    ("docket", gettext_noop("Docket")),
    ("notes", gettext_noop("Papers")),
    ("compare", gettext_noop("Drafts")),
    ("record", gettext_noop("Record")),
)
DELEGATIONS: Final = (("today", gettext_noop("Today")),)
LEADING: Final = (("secretariat", gettext_noop("Conduct")),)
"""For the chair and the secretariat."""
SPEAKING: Final = (("secretariat", gettext_noop("What you may do")),)
"""The same page, for others who may put something before all."""


BELOW: Final = {
    **dict.fromkeys(("text_of", "article", "history", "answer", "join", "hold", "ask"), "text"),
    **dict.fromkeys(("answer_whole", "sheet", "retable", "validate", "tie"), "text"),
    **dict.fromkeys(("prepared", "discard", "elsewhere"), "today"),
    **dict.fromkeys(("promise", "promise_extend", "promise_report", "question_answer"), "docket"),
    **dict.fromkeys(("note_send", "receive"), "notes"),
    **dict.fromkeys(("entry", "withdraw", "correct", "redact", "check", "bundle", "bundle_for"), "record"),
    **dict.fromkeys(("table", "rules", "settle", "adopt", "rectify", "merge", "meeting"), "secretariat"),
    **dict.fromkeys(("silence", "open_silence", "elapsed"), "secretariat"),
    **dict.fromkeys(("members", "member_add", "member_remove", "group"), "secretariat"),
}
"""Pages below one of these, by the name of each: the page above it."""


@dataclass(frozen=True, slots=True)
class Way:
    """A page one can turn to."""

    address: str
    label: str
    here: bool
    """Whether it is the page that is shown."""
    above: bool
    """Whether the page that is shown is below it."""


def ways(request: HttpRequest, seat: Seat) -> Iterator[Way]:
    """Go through the pages that this seat can turn to, in order."""
    acting = LEADING if seat.leads else SPEAKING if seat.has_right(TablesDraft) else ()
    listed = (*(DELEGATIONS if seat.prepares else ()), *EVERYBODY, *acting)
    match = request.resolver_match
    here = "" if match is None or match.url_name is None else match.url_name
    for name, label in listed:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        yield Way(address, gettext(label), here == name, BELOW.get(here) == name)

"""Which earlier entry, or which one document of it, an act is about: chosen from what the reader knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _

from travaux.cli.refusal import Refused
from travaux.cli.saying import who
from travaux.record.act import AnswersQuestion, AsksQuestion, GivesAnswer, SendsNote, TablesDraft
from travaux.record.audience import documents
from travaux.record.entry import Reference
from travaux.record.nouns import noun
from travaux.render.tongue import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.record.entry import Entered
    from travaux.web.seat import Seat

CITABLE = (SendsNote, TablesDraft, AsksQuestion, AnswersQuestion, GivesAnswer)


def citing_field(seat: Seat, label: str) -> forms.ChoiceField:
    """Ask for a paper, a question, an answer or a draft, or for one document of it."""
    choices = [("", _("nothing in the record")), *_choices(seat)]
    return forms.ChoiceField(label=label, choices=choices, required=False)


def cited(chosen: str, seat: Seat) -> tuple[Reference, ...]:
    """Refer to what was chosen; to nothing, where nothing was. Raises Refused."""
    if not chosen:
        return ()
    place, _colon, h = chosen.partition(":")
    entry = next((one for one in seat.known.entries if str(one.index) == place), None)
    if entry is None or (h and all(one.h != h for one in entry.entry.docs)):
        raise Refused(_("There is no such entry for you. Choose one that is listed."))
    return (Reference(leaf=entry.leaf, doc=h),)


def _choices(seat: Seat) -> Iterator[tuple[str, str]]:
    for one in reversed(seat.known.entries):
        if not isinstance(one.act, CITABLE):
            continue
        yield str(one.index), called(one)
        docs = documents(one, seat.known)
        if len(docs) > 1:
            yield from ((f"{one.index}:{doc.h}", f"{one.index} → {doc.name or doc.media}") for doc in docs)


def called(one: Entered) -> str:
    """Name an entry in a list to choose from: its place, whose it is, what, and its own number or subject."""
    act = one.act
    said = [str(one.index), who(one), say(noun(act))]
    said += [str(part) for name in ("reference", "subject", "title") if (part := getattr(act, name, ""))]
    return " · ".join(said)

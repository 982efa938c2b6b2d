"""How a negotiation is conducted from a seat: which tasks it has, and what their forms have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from travaux.cli.refusal import Refused
from travaux.record import act as acts
from travaux.record.entry import Reference
from travaux.web.forms.exact import Exact

if TYPE_CHECKING:
    from django import forms
    from django_stubs_ext import StrOrPromise

    from travaux.record.act import Act
    from travaux.record.negotiation import Draft
    from travaux.web.seat import Seat

_SEMICOLON: Final = re.compile("[;\u061b\uff1b]")
TASKS: Final[tuple[tuple[str, tuple[type[Act], ...], StrOrPromise, StrOrPromise], ...]] = (
    (
        "table",
        (acts.TablesDraft,),
        gettext_lazy("Table a draft"),
        gettext_lazy("Put a text on the table, in one language or several."),
    ),
    (
        "rules",
        (acts.DeclaresRules,),
        gettext_lazy("Declare the rules of a round"),
        gettext_lazy("Who is asked, by when, what silence means, how it is decided."),
    ),
    (
        "meeting",
        (acts.ConvenesMeeting,),
        gettext_lazy("Convene a meeting"),
        gettext_lazy("Where, when, who is at the table, what is on the agenda."),
    ),
    (
        "settle",
        (acts.AgreesAdReferendum, acts.ClosesProvisionally, acts.ReopensProvision),
        gettext_lazy("Say where provisions stand"),
        gettext_lazy("Agreed ad referendum, closed provisionally, or open again."),
    ),
    (
        "merge",
        (acts.ProposesMerger,),
        gettext_lazy("Propose one wording for several"),
        gettext_lazy("Nothing is merged by it: each whose proposal it is has to consent."),
    ),
    (
        "silence",
        (acts.OpensSilence, acts.NotesSilenceElapsed),
        gettext_lazy("Silence procedures"),
        gettext_lazy("Open one, and note that its time ended without being broken."),
    ),
    (
        "adopt",
        (acts.AdoptsText, acts.AuthenticatesText),
        gettext_lazy("Adopt or authenticate the text"),
        gettext_lazy("By what procedure, or by what act."),
    ),
    (
        "rectify",
        (acts.RectifiesError,),
        gettext_lazy("Rectify an error"),
        gettext_lazy("A procès-verbal of rectification; both texts are kept."),
    ),
    (
        "members",
        (acts.AddsMember, acts.RemovesMember, acts.DefinesGroup),
        gettext_lazy("Members and groups"),
        gettext_lazy("Who is in the negotiation, as what, in which group; and inviting delegations."),
    ),
)
"""The address, the acts, what it is called and what it is for; in the order in which they are done."""


@dataclass(frozen=True, slots=True)
class Task:
    address: str
    title: str
    words: str


def tasks(seat: Seat) -> Iterator[Task]:
    """Go through what this seat has a part in."""
    for name, done, title, words in TASKS:
        if any(seat.has_right(one) for one in done):
            yield Task(reverse(name), str(title), str(words))


OWN: Final[tuple[tuple[str, type[Act], StrOrPromise], ...]] = (
    ("answer_whole", acts.GivesAnswer, gettext_lazy("Answer the whole text")),
    ("retable", acts.GivesAnswer, gettext_lazy("Give answers again")),
    ("validate", acts.ValidatesPosition, gettext_lazy("Is your position shown rightly?")),
    ("tie", acts.TiesPackage, gettext_lazy("Tie a package")),
    ("promise", acts.MakesPromise, gettext_lazy("Promise something")),
    ("note_send", acts.SendsNote, gettext_lazy("Send a paper")),
)
"""What a delegation does for itself and of no one entry: its address, the act, what it is called."""


def own_steps(seat: Seat) -> Iterator[tuple[str, str]]:
    """Go through what this seat may do for itself: where, and what it is called."""
    for name, act, label in OWN:
        if seat.has_right(act):
            yield reverse(name), str(label)


def only(seat: Seat, *done: type[Act]) -> None:
    """Raise Http404 where this seat has a part in none of the acts, nor writes one down for a party."""
    if not any(seat.has_right(one) or seat.writes_down(one) for one in done):
        raise Http404


def drafts(seat: Seat) -> list[tuple[str, str]]:
    """List the drafts on the table by number, the latest first."""
    return [
        (str(one.number), f"{one.number} · {one.title}")
        for one in reversed(list(seat.known.drafts.values()))
        if one.withdrawn is None
    ]


def draft_chosen(seat: Seat, number: str) -> Draft:
    """Give the draft that was chosen in a form. Raises Refused, where none was."""
    found = next((one for one in seat.known.drafts.values() if str(one.number) == number), None)
    if found is None:
        raise Refused(_("It is not said which draft is meant. Choose it."))
    return found


def names(given: str) -> list[str]:
    """Part names that are parted by semicolons, as they are typed in Latin, Arabic or Chinese."""
    return [one.strip() for one in _SEMICOLON.split(given) if one.strip()]


def provisions_field(*, required: bool = True) -> forms.CharField:
    """Ask for provisions by their names."""
    return Exact(
        label=_("Which provisions"),
        required=required,
        help_text=_("Such as Article 4; Article 8, paragraph 1. Parted by semicolons."),
    )


def concerned(seat: Seat, number: str, provisions: str) -> tuple[Reference, ...]:
    """Refer to provisions of a draft by their names; without any, to the draft. Raises Refused."""
    desk = seat.room.desk(seat.known)
    return desk.concerning(draft_chosen(seat, number), names(provisions))

"""What the reader of an entry can do of it: one step from reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop

from travaux.record import act as acts
from travaux.record.act import Act
from travaux.record.by_words import has_part_in
from travaux.record.concerns import WITHDRAWABLE
from travaux.record.library import NotHere
from travaux.record.may import RIGHTS, concerned_by
from travaux.web.shows.links import address
from travaux.web.shows.step import Step

if TYPE_CHECKING:
    from travaux.record.entry import Entered
    from travaux.web.seat import Seat

OTHERS: Final[tuple[tuple[tuple[type[Act], ...], type[Act], str, str], ...]] = (
    ((acts.AsksQuestion,), acts.AnswersQuestion, gettext_noop("Answer it"), "question_answer"),
    (
        (acts.SendsNote, acts.TablesDraft, acts.GivesAnswer),
        acts.AcknowledgesReceipt,
        gettext_noop("Acknowledge receipt"),
        "receive",
    ),
    ((acts.MakesPromise,), acts.ReportsPromise, gettext_noop("Say whether it was met"), "promise_report"),
    ((acts.DeclaresRules,), acts.ContestsRules, gettext_noop("Contest a rule"), "contest"),
    ((acts.OpensSilence,), acts.BreaksSilence, gettext_noop("Break the silence"), "break_silence"),
    ((acts.ProposesMerger,), acts.AnswersMerger, gettext_noop("Consent or not"), "consent"),
)
"""Of what others did: on which acts, which act it would be, what it is called, and its page."""
OWN: Final[tuple[tuple[tuple[type[Act], ...], type[Act], str, str], ...]] = (
    ((acts.MakesPromise,), acts.ExtendsPromise, gettext_noop("Extend it"), "promise_extend"),
    ((acts.MakesPromise,), acts.ReportsPromise, gettext_noop("Say whether it was met"), "promise_report"),
    ((acts.TiesPackage,), acts.UntiesPackage, gettext_noop("Untie it"), "untie"),
    (WITHDRAWABLE, acts.Withdraws, gettext_noop("Withdraw it"), "withdraw"),
    (tuple(acts.NAMES), acts.Corrects, gettext_noop("Say that there is a mistake in it"), "correct"),
)
"""Of what one did oneself; as `OTHERS`."""


def steps_on(entered: Entered, seat: Seat) -> tuple[Step, ...]:
    """List what may be done of an entry from a seat, as far as its role and whose entry it is tell."""
    if not seat.prepares or seat.role is None:
        return ()
    listed = OWN if entered.author == seat.party else OTHERS
    found = [
        Step(label=gettext(label), address=address(name, entered.index))
        for kinds, act, label, name in listed
        if isinstance(entered.act, kinds) and seat.role in RIGHTS[act] and _meant(entered, act, seat)
    ]
    if entered.author != seat.party and isinstance(entered.act, acts.SendsNote):
        found.append(
            Step(label=gettext("Send a paper in answer"), address=address("note_send", re=entered.index))
        )
    views = seat.role in RIGHTS[acts.ViewsCollectiveReply]
    if views and entered.author != seat.party and getattr(entered.act, "principals", None):
        label = gettext("Say whether you take it as an answer")
        found.append(Step(label=label, address=address("collective", entered.index)))
    return tuple(one for one in found if one.address)


def _meant(entered: Entered, act: type[Act], seat: Seat) -> bool:
    """Whether the reader is among those it is for, where it is for some."""
    if act is acts.AnswersMerger:
        return is_asked(entered, seat)
    if act not in {acts.AnswersQuestion, acts.ReportsPromise} or entered.author == seat.party:
        return True
    to = getattr(entered.act, "to", ())
    return not to or seat.party in to


def is_asked(merger: Entered, seat: Seat) -> bool:
    """Whether the reader's party proposed what a merger would merge, or supports it."""
    if seat.party is None:
        return False
    desk = seat.room.desk(seat.known)
    try:
        return has_part_in(merger, seat.party, seat.known, desk.library)
    except NotHere:
        return seat.party in concerned_by(merger, seat.known)

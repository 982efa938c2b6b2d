"""One thing that one party owes: what, since when, due when, and what became of it as each side says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, assert_never

from travaux.record.act import ReportsPromise, ViewsCollectiveReply
from travaux.record.views.instant import instant

if TYPE_CHECKING:
    from datetime import timedelta

    from travaux.answers.undertaking import Due
    from travaux.record.entry import Entered, LeafHash
    from travaux.record.negotiation import Draft, Merger, Promise, Question, Round
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerToDraft:
    """A round asks the party to answer a draft."""

    round: Round
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerToQuestion:
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatWasPromised:
    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class WordOnMerger:
    """A merger was proposed that takes in the party's proposal, and its consent is asked."""

    merger: Merger


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownWrongly:
    """A party has said that its position is not shown rightly: whoever keeps the record has to see to it."""

    objection: Entered


Matter: TypeAlias = AnswerToDraft | AnswerToQuestion | WhatWasPromised | WordOnMerger | ShownWrongly
"""What is owed. Take it apart with ``match`` and `typing.assert_never`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """Nothing has come. ``before``: what had come and was taken back."""

    before: tuple[Entered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """The party's own answer has come."""

    by: tuple[Entered, ...]
    late: timedelta | None = None
    """How long after the time set the first came, by the time the record gives for it."""
    aside: tuple[int, ...] = ()
    """Of each, how many pieces were not understood: known only where the replies were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collective:
    """A reply in the name of several, the party among them, and what whoever asked says of it."""

    reply: Entered
    principals: tuple[PartyCode, ...]
    views: tuple[Entered, ...] = ()
    """Whether it is taken as an answer, in the words of each who asked; the last word of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An answer to some provisions, and to which of them it stands."""

    by: Entered
    provisions: tuple[str, ...]
    aside: int = 0
    """How many pieces of it were not understood: known only where the replies were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameInPart:
    """The party's own answers have come to some provisions, and none to the draft in whole.

    Nobody has said that they are all it has to say: the rest is owed still, and is not called overdue.
    """

    draft: LeafHash
    by: tuple[Part, ...]
    rest: tuple[str, ...] = ()
    """What it has not answered, told by as few addresses as can be; empty where the draft cannot be read."""
    late: timedelta | None = None
    """How long after the time set the first came, by the time the record gives for it."""
    covered: tuple[Collective, ...] = ()
    """Replies in the name of several that name it."""
    followed: Entered | None = None
    """Another draft that has followed the one that was to be answered."""
    asked_on: Entered | None = None
    """By which round the party is asked to answer a draft that followed: the rest is owed there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """No answer of the party's own has come; replies in the name of several name it."""

    by: tuple[Collective, ...]
    followed: Entered | None = None
    """Another draft that has followed the one that was to be answered: nothing more is waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """It is said to have been met, or not to have been; both stand side by side, in order."""

    reports: tuple[Entered, ...]

    @property
    def met(self) -> tuple[Entered, ...]:
        return tuple(one for one in self.reports if is_met(one))

    @property
    def not_met(self) -> tuple[Entered, ...]:
        return tuple(one for one in self.reports if not is_met(one))


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """Whoever asked or promised has taken it back."""

    by: Entered


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Nothing has come, and another draft has followed the one that was to be answered."""

    by: Entered
    asked_on: Entered | None = None
    """By which round the party is asked to answer a draft that followed; None: nobody has asked it again."""
    before: tuple[Entered, ...] = ()
    """What had come and was taken back."""


Outcome: TypeAlias = Outstanding | Came | CameInPart | Covered | Reported | TakenBack | Followed
"""What became of it. Take it apart with ``match`` and `typing.assert_never`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A deadline, and the entry that set it."""

    by: Entered
    due: Due | None
    """None: no time."""
    round: str | None = None
    """The name of the round for which it was set; None: for none."""
    anew: bool = False
    """A time had been set before, for the same round if it is for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One thing that one party owes."""

    by: PartyCode
    to: tuple[PartyCode, ...]
    """Empty: to all."""
    matter: Matter
    since: Entered
    """What asked for it, or promised it."""
    due: Due | None
    """As it was set last."""
    set: tuple[Extension, ...] = ()
    """Every time that was set, in order, the one in ``due`` last."""
    outcome: Outcome
    papers: tuple[Entered, ...] = ()
    """Papers of the party that name the question and were not entered as an answer to it."""
    past: timedelta | None = None
    """How long ago the time ended, whatever has come."""

    @property
    def outstanding(self) -> bool:
        """Whether nothing has come, or all who spoke of it say that it was not met: only this is overdue.

        What came in part, what a collective reply covers, and what was asked on a draft that another has
        followed is not: each is told as what it is, with how long ago its time ended.
        """
        match self.outcome:
            case Outstanding():
                return True
            case Reported() as one:
                return not one.met
            case _:
                return False

    @property
    def due_before_asked(self) -> bool:
        """Whether the time was over when it was set, or when there was first something to answer."""
        asked = max((self.since, *(one.by for one in self.set[-1:])), key=lambda one: one.index)
        return self.due is not None and instant(self.due.utc) < instant(asked.received_at)

    @property
    def overdue(self) -> timedelta | None:
        """How long it is overdue; nothing is that was due before it was asked."""
        return self.past if self.outstanding and not self.due_before_asked else None

    @property
    def entries(self) -> tuple[Entered, ...]:
        """List the entries that say something of it."""
        said = [self.since, *(one.by for one in self.set), *self.papers]
        match self.outcome:
            case Outstanding(before=before):
                said += before
            case Came(by=by):
                said += by
            case CameInPart(by=by, covered=covered, followed=followed, asked_on=asked):
                said += [one.by for one in by]
                said += [entered for one in covered for entered in (one.reply, *one.views)]
                said += [one for one in (followed, asked) if one is not None]
            case Covered(by=by):
                said += [entered for one in by for entered in (one.reply, *one.views)]
            case Reported(reports=reports):
                said += reports
            case Followed(by=entered, asked_on=asked, before=before):
                said += (*before, entered)
                said += [asked] if asked is not None else []
            case TakenBack(by=entered):
                said.append(entered)
            case _:
                assert_never(self.outcome)
        return tuple(said)

    @property
    def settled(self) -> bool:
        """Whether nobody says that it is still owed, or it is waited for no longer on this draft.

        That another draft was tabled meets no debt, for it is the act of another; but nothing is waited for
        any more on the draft that it follows: it is told as never answered, and not as answered.
        """
        match self.outcome:
            case Outstanding():
                return False
            case Came() | TakenBack() | Followed():
                return True
            case Reported() as one:
                return bool(one.met) and not one.not_met
            case CameInPart(covered=covered, followed=followed):
                return followed is not None or any(_accepted(one) for one in covered)
            case Covered(by=by, followed=followed):
                return followed is not None or any(_accepted(one) for one in by)
            case _:
                assert_never(self.outcome)


def _accepted(one: Collective) -> bool:
    """Whether those who asked and have said so all take it as an answer."""
    said = [view.act.accepts for view in one.views if isinstance(view.act, ViewsCollectiveReply)]
    return bool(said) and all(said)


def is_met(report: Entered) -> bool:
    """Whether a report says that what was promised was done."""
    return isinstance(report.act, ReportsPromise) and report.act.met

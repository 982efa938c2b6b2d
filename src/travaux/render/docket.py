"""The docket, told: who owes whom what, since when, due when, and what each side says became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, assert_never

from travaux.record.act import (
    AnswersQuestion,
    AsksQuestion,
    GivesAnswer,
    MakesPromise,
    ProposesMerger,
    ViewsCollectiveReply,
)
from travaux.record.views.docket import (
    AnswerToDraft,
    AnswerToQuestion,
    Came,
    CameInPart,
    Collective,
    Covered,
    Followed,
    Outstanding,
    Reported,
    ShownWrongly,
    TakenBack,
    WhatWasPromised,
    WordOnMerger,
)
from travaux.record.views.owed import is_met
from travaux.render.coverage import place_named
from travaux.render.telling import Teller, after_colon, as_of, clause, codes, none
from travaux.render.times import span, time_set
from travaux.render.told import Line, Said, Section, Theirs, Told, line
from travaux.render.tongue import comma, figure, said, say, say_count, sayable, semicolon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import timedelta

    from travaux.answers.undertaking import Due
    from travaux.record.entry import Entered
    from travaux.record.views.docket import Docket, Extension, Owed
    from travaux.text.wording import PartyCode

OPEN_RULE: Final = sayable(
    "What a party was asked for or promised, unless it came, or all who spoke of it say that it was met. "
    "An answer to some provisions is an answer in part: it stays here until the rest is answered. "
    "Nothing is waited for on a draft that another has followed: what never came on it is told below. "
    "Overdue: its time has ended, and nothing has come, or all who spoke of it say that it was not met. Not "
    "called overdue: what came in part, what a collective reply covers, and what was due before it was asked."
)
FEW: Final = 2
"""So many parties are named without being counted."""
MANY: Final = 8
"""So many provisions without an answer are all named; of more,"""
FIRST: Final = 5
"""so many."""
SETTLED_RULE: Final = sayable(
    "What has come from the party itself and not in part, what is said to be met and by nobody not to be, "
    "what was taken back or asked on a draft that another has followed, answered or never, and what a "
    "collective reply covers that those who asked say they accept."
)


def docket_told(found: Docket, teller: Teller, *, party: str = "") -> Told:
    """Tell the docket; with *party*, what that party owes and is owed."""
    open_ = [one for one in found.open if _of(one, party)]
    settled = [one for one in found.settled if _of(one, party)]
    overdue = [one for one in open_ if one.overdue is not None]
    return Told(
        title=said("What {party} owes and is owed", party=party) if party else said("Who owes whom what"),
        head=(
            as_of(found.at, teller),
            line(
                say(
                    "{open} open, {overdue} of them overdue; {settled} settled.",
                    open=figure(len(open_)),
                    overdue=figure(len(overdue)),
                    settled=figure(len(settled)),
                )
            ),
        ),
        sections=(
            Section(
                title=say("Open"),
                rule=say(OPEN_RULE),
                lines=owed_lines(open_, teller) or (none(say("Nothing is open.")),),
            ),
            Section(
                title=say("Settled"),
                rule=say(SETTLED_RULE),
                lines=owed_lines(settled, teller) or (none(say("Nothing.")),),
                folded=True,
            ),
        ),
    )


def _of(one: Owed, party: str) -> bool:
    return not party or one.by == party or party in one.to or (not one.to and one.by != party)


def owed_lines(those: Iterable[Owed], teller: Teller) -> tuple[Line, ...]:
    """Tell what is owed: what was asked of several in the same words, and had the same outcome, once."""
    return tuple(owed_line(each[0], teller, by=[one.by for one in each]) for each in alike(those))


def alike(those: Iterable[Owed]) -> list[list[Owed]]:
    """Put together what was asked of several in the same words and had the same outcome."""
    found: dict[tuple[object, ...], list[Owed]] = {}
    for one in those:
        key = (type(one.outcome), one.to, *(entered.leaf for entered in one.entries))
        found.setdefault(key, []).append(one)
    return list(found.values())


def owed_line(one: Owed, teller: Teller, by: Sequence[PartyCode] = ()) -> Line:
    """Tell one thing that is owed: a line of what, and below it since when, due when, what came.

    *by*: all those of whom it is to be told, where they are several.
    """
    parts = owed_parts(one, teller, by)
    since, *more = parts.since
    below = (line(*said("since {when}", when=since.said)), *more, *parts.times, *parts.outcome)
    return line(*parts.matter.said, below=below)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedTold:
    """One thing that is owed, told in parts: for a table as well as for a list."""

    matter: Line
    since: tuple[Line, ...]
    times: tuple[Line, ...]
    outcome: tuple[Line, ...]


def owed_parts(one: Owed, teller: Teller, by: Sequence[PartyCode] = ()) -> OwedTold:
    """Tell what is owed by whom, since when, due when, and what came."""
    papers = (
        line(
            say(
                "{who}: a paper that names the question; it was not entered as an answer to it",
                who=teller.by(paper),
            )
        )
        for paper in one.papers
    )
    since = line(
        say(
            "{when}, {entry}{clerk}",
            when=teller.when(one.since),
            entry=teller.entry(one.since),
            clerk=teller.clerk(one.since),
        )
    )
    return OwedTold(
        matter=line(*_matter(one, teller, by or (one.by,))),
        since=(since, *teller.corrected(one.since)),
        times=_times(one, teller),
        outcome=(*_outcome(one, teller), *papers),
    )


def _matter(one: Owed, teller: Teller, by: Sequence[PartyCode]) -> tuple[Said, ...]:
    """Say what was asked for or promised. That somebody asks makes no duty: it is told as asked."""
    to = codes(one.to)
    several = len(by) > 1
    who = _those(by)
    match one.matter:
        case AnswerToDraft(round=round_, draft=draft):
            return said(
                "{who} were asked by {to} to answer {draft}{round}"
                if several
                else "{who} was asked by {to} to answer {draft}{round}",
                who=who,
                to=to,
                draft=teller.draft(draft),
                round=clause(" in the round {words}", round_.rules.name),
            )
        case AnswerToQuestion(question=question):
            act = question.entered.act
            about = teller.concerning(question.entered.entry.re)
            asks = act if isinstance(act, AsksQuestion) else None
            return said(
                "{who} were asked by {to}{on}{words}{capacity}"
                if several
                else "{who} was asked by {to}{on}{words}{capacity}",
                who=who,
                to=to,
                on=said(" on {about}", about=about) if about else (),
                words=() if asks is None else said(": {words}", words=Theirs(asks.words)),
                capacity=() if asks is None else clause("; in the capacity {words}", asks.capacity),
            )
        case WhatWasPromised(promise=promise):
            act = promise.entered.act
            words = act.words if isinstance(act, MakesPromise) else ""
            return said("{who} promised {to}: {words}", who=who, to=to, words=Theirs(words))
        case WordOnMerger(merger=merger):
            act = merger.entered.act
            return said(
                "{who} were asked by {to} for consent to a merger: {words}"
                if several
                else "{who} was asked by {to} for consent to a merger: {words}",
                who=who,
                to=to,
                words=Theirs(act.wording if isinstance(act, ProposesMerger) else ""),
            )
        case ShownWrongly(objection=objection):
            return said(
                "{to} says to {who} that its position on {about} is not shown rightly{words}",
                to=to,
                who=who,
                about=teller.concerning(objection.entry.re),
                words=teller.words(objection),
            )
        case _:
            assert_never(one.matter)


def _those(by: Sequence[PartyCode]) -> str:
    """Name the parties; many are counted as well."""
    if len(by) > FEW:
        return say_count(
            "{count} party ({codes})", "{count} parties ({codes})", len(by), codes=comma().join(by)
        )
    return by[0] if len(by) == 1 else say("{one} and {other}", one=by[0], other=by[1])


def _times(one: Owed, teller: Teller) -> tuple[Line, ...]:
    lines = [line(say("no time was set") if one.due is None else _due(one, one.due))]
    if len(one.set) > 1:
        several = len({each.round for each in one.set}) > 1
        log = tuple(
            line(
                *said(
                    "{how} by {who}{words}",
                    how=_how_set(each, several=several),
                    who=teller.by(each.by),
                    words=teller.words(each.by) if at else (),
                )
            )
            for at, each in enumerate(one.set)
        )
        anew = sum(each.anew for each in one.set)
        lines.append(line(_set_anew(anew) if anew else say("how it was set:"), below=log))
    return tuple(lines)


def _due(one: Owed, due: Due) -> str:
    """Say by when it is due, and whether that is over."""
    time = time_set(due)
    if one.due_before_asked:
        return say("due {time}; due before it was asked", time=time)
    if one.overdue is not None:
        return say("due {time}; overdue by {span}", time=time, span=span(one.overdue))
    if one.past is not None:
        return say("due {time}; the time ended {span} ago", time=time, span=span(one.past))
    return say("due {time}", time=time)


def _how_set(one: Extension, *, several: bool) -> tuple[Said, ...]:
    """Say to what a time was set, whether anew, and for which of *several* rounds."""
    round_: tuple[Said, ...] = ()
    if several:
        round_ = clause(" for the round {words}", one.round or "") or said(" for a round without a name")
    if one.due is None:
        return said("set anew{round} to no time" if one.anew else "no time set{round}", round=round_)
    return said(
        "set anew{round} to {time}" if one.anew else "first set{round} to {time}",
        round=round_,
        time=time_set(one.due),
    )


def _set_anew(count: int) -> str:
    match count:
        case 1:
            return say("set anew once:")
        case 2:
            return say("set anew twice:")
        case _:
            return say_count("set anew {count} time:", "set anew {count} times:", count)


def _outcome(one: Owed, teller: Teller) -> tuple[Line, ...]:
    match one.outcome:
        case Outstanding(before=before):
            return tuple(_given_back(entered, teller) for entered in before)
        case Came(by=by, late=late, aside=aside):
            return tuple(
                replace(_came(entered, None if at else late, teller), below=_aside(*aside[at : at + 1]))
                for at, entered in enumerate(by)
            )
        case CameInPart() as found:
            return _in_part(found, teller)
        case Covered(by=by):
            return tuple(_covered(each, teller) for each in by)
        case Reported(reports=reports):
            return tuple(
                line(
                    *said(
                        "said to be met by {who}{words}"
                        if is_met(each)
                        else "said not to be met by {who}{words}",
                        who=teller.by(each),
                        words=teller.words(each),
                    )
                )
                for each in reports
            )
        case Followed(by=entered) if isinstance(one.matter, ShownWrongly):
            return (
                line(say("not put right before another draft followed, by {who}", who=teller.by(entered))),
            )
        case Followed(by=entered, asked_on=asked, before=before):
            gone = [_given_back(it, teller) for it in before]
            followed = say("no answer came before another draft followed, by {who}", who=teller.by(entered))
            if isinstance(one.matter, WordOnMerger):  # no round asks for it
                return (line(followed),)
            return (*gone, line(followed), _asked_again(asked, teller))
        case TakenBack(by=entered):
            words = teller.words(entered)
            return (line(*said("taken back by {who}{words}", who=teller.by(entered), words=words)),)
        case _:
            assert_never(one.outcome)


def _asked_again(asked: Entered | None, teller: Teller) -> Line:
    """Say by which round an answer is owed on a later draft now, or that nobody has asked for one."""
    if asked is None:
        return line(say("not asked by any round to answer a later draft"))
    return line(say("asked to answer a later draft, by {who}", who=teller.by(asked)))


def _given_back(entered: Entered, teller: Teller) -> Line:
    return line(say("given by {who}, and withdrawn", who=teller.by(entered)))


def _came(entered: Entered, late: timedelta | None, teller: Teller) -> Line:
    who, words = teller.dated(entered), _reply_words(entered)
    if late is None:
        return line(*said("came from {who}{words}", who=who, words=words))
    return line(
        *said("came from {who}, {span} after the time set{words}", who=who, span=span(late), words=words)
    )


def _in_part(found: CameInPart, teller: Teller) -> tuple[Line, ...]:
    """Say which provisions were answered, and which were not: that is silence, and no position."""
    lines = [
        line(
            say(
                "came in part from {who}: {provisions}"
                if at or found.late is None
                else "came in part from {who}, {span} after the time set: {provisions}",
                who=teller.dated(part.by),
                span="" if found.late is None else span(found.late),
                provisions=teller.provisions(found.draft, part.provisions),
            ),
            below=_aside(part.aside),
        )
        for at, part in enumerate(found.by)
    ]
    lines += [_covered(each, teller) for each in found.covered]
    if found.rest:
        lines.append(none(_rest(found, teller)))
    if found.followed is not None:
        followed = teller.by(found.followed)
        lines.append(
            line(say("no answer to the rest came before another draft followed, by {who}", who=followed))
        )
        lines.append(_asked_again(found.asked_on, teller))
    return tuple(lines)


def _aside(count: int = 0) -> tuple[Line, ...]:
    """Say how much of an answer was not understood: that it came does not settle what it says."""
    if not count:
        return ()
    return (
        line(say_count("{count} piece of it not understood", "{count} pieces of it not understood", count)),
    )


def _rest(found: CameInPart, teller: Teller) -> str:
    """Name what was not answered; of much of it, the first: the rest is all that is not named as answered."""
    some = found.rest if len(found.rest) <= MANY else found.rest[:FIRST]
    return say(
        "no answer of its own to {count}: {provisions}"
        if len(some) == len(found.rest)
        else "no answer of its own to {count}: {provisions}; and all others not named as answered",
        count=figure(len(found.rest)),
        provisions=semicolon().join(place_named(one, found.draft, teller) for one in some),
    )


def _reply_words(entered: Entered) -> tuple[Said, ...]:
    act = entered.act
    return after_colon(act.words) if isinstance(act, AnswersQuestion) else ()


def _covered(one: Collective, teller: Teller) -> Line:
    """Say that a reply in the name of several covers it, and what those who asked say of that."""
    only = ""
    if isinstance(one.reply.act, GivesAnswer) and any(each.article for each in one.reply.entry.re):
        only = say(", to {provisions}", provisions=teller.concerning_provisions(one.reply))
    told = said(
        "no national reply; covered by the collective reply of {who}{principals}{only}",
        who=teller.dated(one.reply),
        principals=(
            said(", in the name of {parties}", parties=codes(one.principals)) if one.principals else ()
        ),
        only=only,
    )
    below = []
    if words := _reply_words(one.reply):
        whose = (
            say("in its own words")
            if one.reply.signed
            else say("as {clerk} wrote it down", clerk=one.reply.entry.actor)
        )
        below.append(line(whose, *words))
    below += [
        line(
            *said(
                "{who} accepts it as such: {when}, {entry}{words}"
                if view.act.accepts
                else "{who} does not accept it as such: {when}, {entry}{words}",
                who=teller.who(view),
                when=teller.when(view),
                entry=teller.entry(view),
                words=teller.words(view),
            )
        )
        for view in one.views
        if isinstance(view.act, ViewsCollectiveReply)
    ]
    if not one.views:
        below.append(none(say("whoever asked has not said whether it accepts it as such")))
    return line(*told, below=tuple(below))

"""One thing that is owed, told: what, since when, due when, and what each side says became of it."""

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
from travaux.render.all_but import counted_all_but
from travaux.render.coverage import place_named
from travaux.render.telling import Teller, after_colon, clause, codes, none
from travaux.render.times import span, time_set
from travaux.render.told import Line, Said, Theirs, line
from travaux.render.tongue import capital, figure, said, say, say_count, semicolon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from travaux.answers.undertaking import Due
    from travaux.record.entry import Entered
    from travaux.record.views.docket import Extension, Owed
    from travaux.text.wording import PartyCode

FEW: Final = 2
"""So many parties are named without being counted."""
MANY: Final = 8
"""So many provisions without an answer are all named; of more,"""
FIRST: Final = 5
"""so many."""


def owed_line(one: Owed, teller: Teller, by: Sequence[PartyCode] = ()) -> Line:
    """Tell one thing that is owed: a line of what, and below it since when, due when, what came.

    *by*: all those of whom it is to be told, where they are several.
    """
    return line_of(owed_parts(one, teller, by))


def line_of(parts: OwedTold) -> Line:
    """Put what was told in parts into a line, and lines below it."""
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
    return OwedTold(
        matter=matter_of(one, teller, by),
        since=since_of(one, teller),
        times=times_of(one, teller),
        outcome=(*outcome_of(one, teller), *papers),
    )


def matter_of(one: Owed, teller: Teller, by: Sequence[PartyCode] = ()) -> Line:
    """Say what is owed by whom; *by*: all of whom it is to be told, where they are several."""
    return line(*_matter(one, teller, by or (one.by,)))


def since_of(one: Owed, teller: Teller) -> tuple[Line, ...]:
    """Say since when, and what has been corrected in the entry that asked or promised."""
    since = line(
        say(
            "{when}, {entry}{clerk}",
            when=teller.when(one.since),
            entry=teller.entry(one.since),
            clerk=teller.clerk(one.since),
        )
    )
    return (since, *teller.corrected(one.since))


def _matter(one: Owed, teller: Teller, by: Sequence[PartyCode]) -> tuple[Said, ...]:
    """Say what was asked for or promised. That somebody asks makes no duty: it is told as asked."""
    to = codes(one.to)
    several = len(by) > 1
    who = _those(by, teller)
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


def _those(by: Sequence[PartyCode], teller: Teller) -> str:
    """Name the parties; many are counted as well, and of very many it is said who is not among them."""
    if len(by) > FEW:
        return capital(counted_all_but(by, teller.known))
    return by[0] if len(by) == 1 else say("{one} and {other}", one=by[0], other=by[1])


def times_of(one: Owed, teller: Teller) -> tuple[Line, ...]:
    """Say by when it is due, and every time that was set before."""
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


def outcome_of(one: Owed, teller: Teller) -> tuple[Line, ...]:
    """Say what came, and what is said of it; nothing, where nothing came."""
    match one.outcome:
        case Outstanding(before=before):
            return tuple(given_back(entered, teller) for entered in before)
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
            gone = [given_back(it, teller) for it in before]
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


def given_back(entered: Entered, teller: Teller) -> Line:
    """Say of what had come that it was taken back."""
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
    return (*lines, *followed_of(found, teller))


def followed_of(found: CameInPart, teller: Teller) -> tuple[Line, ...]:
    """Say that another draft followed before the rest was answered; nothing, where none did."""
    if found.followed is None:
        return ()
    followed = line(
        say(
            "no answer to the rest came before another draft followed, by {who}",
            who=teller.by(found.followed),
        )
    )
    return followed, _asked_again(found.asked_on, teller)


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

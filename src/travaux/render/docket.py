"""The docket, told: who owes whom what, since when, due when, and what each side says became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, assert_never

from travaux.record.act import (
    AnswersQuestion,
    AsksQuestion,
    GivesAnswer,
    MakesPromise,
    ProposesMerger,
    ReportsPromise,
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
    TakenBack,
    WhatWasPromised,
    WordOnMerger,
)
from travaux.render.coverage import place_named
from travaux.render.telling import Teller, as_of, codes, none
from travaux.render.times import span, time_set
from travaux.render.told import Line, Said, Section, Theirs, Told, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.record.entry import Entered
    from travaux.record.views.docket import Docket, Extension, Owed
    from travaux.text.wording import PartyCode

OPEN_RULE: Final = (
    "What a party was asked for or promised, unless it came, or all who spoke of it say that it was met. "
    "An answer to some provisions is an answer in part: it stays here until the rest is answered. "
    "Overdue: its time has ended and nothing has come that anybody takes for it."
)
FEW: Final = 2
"""So many parties are named without being counted."""
SETTLED_RULE: Final = (
    "What has come from the party itself and not in part, what is said to be met and by nobody not to be, "
    "what was taken back or is asked on a later draft, and what a collective reply covers that those who "
    "asked say they accept."
)


def docket_told(found: Docket, teller: Teller, *, party: str = "") -> Told:
    """Tell the docket; with *party*, what that party owes and is owed."""
    open_ = [one for one in found.open if _of(one, party)]
    settled = [one for one in found.settled if _of(one, party)]
    overdue = [one for one in open_ if one.overdue is not None]
    return Told(
        title=("Who owes whom what" if not party else f"What {party} owes and is owed",),
        head=(
            as_of(found.at, teller),
            line(f"{len(open_):,} open, {len(overdue):,} of them overdue; {len(settled):,} settled."),
        ),
        sections=(
            Section(
                title="Open",
                rule=OPEN_RULE,
                lines=owed_lines(open_, teller) or (none("Nothing is open."),),
            ),
            Section(
                title="Settled",
                rule=SETTLED_RULE,
                lines=owed_lines(settled, teller) or (none("Nothing."),),
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
    below = (line("since ", *since.said), *more, *parts.times, *parts.outcome)
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
        line(f"{teller.by(paper)}: a paper that names the question; it was not entered as an answer to it")
        for paper in one.papers
    )
    since = line(f"{teller.when(one.since)}, {teller.entry(one.since)}{teller.clerk(one.since)}")
    return OwedTold(
        matter=line(*_matter(one, teller, by or (one.by,))),
        since=(since, *teller.corrected(one.since)),
        times=_times(one, teller),
        outcome=(*_outcome(one, teller), *papers),
    )


def _matter(one: Owed, teller: Teller, by: Sequence[PartyCode]) -> tuple[Said, ...]:
    """Say what was asked for or promised. That somebody asks makes no duty: it is told as asked."""
    to = codes(one.to)
    who = f"{len(by):,} parties ({', '.join(by)})" if len(by) > FEW else " and ".join(by)
    were = "was" if len(by) == 1 else "were"
    match one.matter:
        case AnswerToDraft(round=round_, draft=draft):
            name = round_.rules.name
            in_round: tuple[Said, ...] = (" in the round ", Theirs(name)) if name else ()
            return (f"{who} {were} asked by {to} to answer ", *teller.draft(draft), *in_round)
        case AnswerToQuestion(question=question):
            act = question.entered.act
            about = teller.concerning(question.entered.entry.re)
            said: list[Said] = [f"{who} {were} asked by {to}", *((" on ", *about) if about else ())]
            if isinstance(act, AsksQuestion):
                said += [": ", Theirs(act.words)]
                said += ["; in the capacity ", Theirs(act.capacity)] if act.capacity else []
            return tuple(said)
        case WhatWasPromised(promise=promise):
            act = promise.entered.act
            return (f"{who} promised {to}: ", Theirs(act.words if isinstance(act, MakesPromise) else ""))
        case WordOnMerger(merger=merger):
            act = merger.entered.act
            wording = act.wording if isinstance(act, ProposesMerger) else ""
            return (f"{who} {were} asked by {to} for consent to a merger: ", Theirs(wording))
        case _:
            assert_never(one.matter)


def _times(one: Owed, teller: Teller) -> tuple[Line, ...]:
    if one.due is None:
        lines = [line("no time was set")]
    else:
        over = one.overdue
        gone = ""
        if one.due_before_asked:
            gone = "; due before it was asked"
        elif over is not None:
            gone = f"; overdue by {span(over)}"
        elif one.past is not None:
            gone = f"; the time ended {span(one.past)} ago"
        lines = [line(f"due {time_set(one.due)}{gone}")]
    if len(one.set) > 1:
        several = len({each.round for each in one.set}) > 1
        log = tuple(
            line(
                *_how_set(each, several=several),
                f" by {teller.by(each.by)}",
                *(teller.words(each.by) if at else ()),
            )
            for at, each in enumerate(one.set)
        )
        anew = sum(each.anew for each in one.set)
        lines.append(line(f"set anew {_times_over(anew)}:" if anew else "how it was set:", below=log))
    return tuple(lines)


def _how_set(one: Extension, *, several: bool) -> tuple[Said, ...]:
    """Say to what a time was set, whether anew, and for which of *several* rounds."""
    if one.due is None:
        how, to = "set anew" if one.anew else "no time set", "to no time" if one.anew else ""
    else:
        how, to = "set anew" if one.anew else "first set", f"to {time_set(one.due)}"
    round_: tuple[Said, ...] = ()
    if several:
        round_ = (" for the round ", Theirs(one.round)) if one.round else (" for a round without a name",)
    return (how, *round_, f" {to}" if to else "")


def _times_over(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _outcome(one: Owed, teller: Teller) -> tuple[Line, ...]:
    match one.outcome:
        case Outstanding(before=before):
            return tuple(line(f"given by {teller.by(entered)}, and withdrawn") for entered in before)
        case Came(by=by, late=late):
            after = f", {span(late)} after the time set" if late is not None else ""
            return tuple(
                line(f"came from {teller.by(entered)}{'' if at else after}", *_reply_words(entered))
                for at, entered in enumerate(by)
            )
        case CameInPart() as found:
            return _in_part(found, teller)
        case Covered(by=by):
            return tuple(_covered(each, teller) for each in by)
        case Reported(reports=reports):
            return tuple(
                line(
                    f"said {'to be met' if _met(each) else 'not to be met'} by {teller.by(each)}",
                    *teller.words(each),
                )
                for each in reports
            )
        case Followed(by=entered, before=before):
            gone = [line(f"given by {teller.by(it)}, and withdrawn") for it in before]
            return (*gone, line(f"no answer came before another draft followed, by {teller.by(entered)}"))
        case TakenBack(by=entered):
            return (line(f"taken back by {teller.by(entered)}", *teller.words(entered)),)
        case _:
            assert_never(one.outcome)


def _in_part(found: CameInPart, teller: Teller) -> tuple[Line, ...]:
    """Say which provisions were answered, and which were not: that is silence, and no position."""
    after = f", {span(found.late)} after the time set" if found.late is not None else ""
    lines = [
        line(
            f"came in part from {teller.by(part.by)}{'' if at else after}: "
            f"{teller.provisions(found.draft, part.provisions)}"
        )
        for at, part in enumerate(found.by)
    ]
    lines += [_covered(each, teller) for each in found.covered]
    if found.rest:
        rest = "; ".join(place_named(one, found.draft, teller) for one in found.rest)
        lines.append(none(f"no answer of its own to {len(found.rest):,}: {rest}"))
    if found.followed is not None:
        after = teller.by(found.followed)
        lines.append(line(f"no answer to the rest came before another draft followed, by {after}"))
    return tuple(lines)


def _reply_words(entered: Entered) -> tuple[Said, ...]:
    act = entered.act
    return (": ", Theirs(act.words)) if isinstance(act, AnswersQuestion) and act.words else ()


def _covered(one: Collective, teller: Teller) -> Line:
    """Say that a reply in the name of several covers it, and what those who asked say of that."""
    said = f"no national reply; covered by the collective reply of {teller.by(one.reply)}"
    names = f", in the name of {codes(one.principals)}" if one.principals else ""
    if isinstance(one.reply.act, GivesAnswer) and any(each.article for each in one.reply.entry.re):
        names += f", to {teller.concerning_provisions(one.reply)}"
    whose = "in its own words" if one.reply.signed else f"as {one.reply.entry.actor} wrote it down"
    below = [line(whose, *words)] if (words := _reply_words(one.reply)) else []
    below += [
        line(
            f"{teller.who(view)} {'accepts' if view.act.accepts else 'does not accept'} it as such: "
            f"{teller.when(view)}, {teller.entry(view)}",
            *teller.words(view),
        )
        for view in one.views
        if isinstance(view.act, ViewsCollectiveReply)
    ]
    if not one.views:
        below.append(none("whoever asked has not said whether it accepts it as such"))
    return line(f"{said}{names}", below=tuple(below))


def _met(report: Entered) -> bool:
    return isinstance(report.act, ReportsPromise) and report.act.met

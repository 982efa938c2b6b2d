"""One answer, told: what it is in our words, what it says in its party's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.answer import title
from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Editorial,
    Holds,
    Merges,
    Moves,
    Opposes,
    Splits,
    Supports,
    Withdraws,
)
from travaux.compile.before import Became
from travaux.render.correction_told import corrected_line
from travaux.render.found import why
from travaux.render.place import named_place
from travaux.render.told import Line, Said, Theirs, line
from travaux.render.tongue import joined, said, say, semicolon
from travaux.text.notation import NO_TEXT, plain_characters
from travaux.text.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.answers.answer import Answer, Unread
    from travaux.answers.position import NewProvision, Position
    from travaux.compile.before import Before
    from travaux.compile.compilation import Stance
    from travaux.compile.consented import Consented
    from travaux.text.finding import Finding


_OF_A_PARTY: Final = re.compile(r"(?:opposes (?P<opposed>.+)'s proposal|supports (?P<supported>.+))")
_HOLDS: Final = re.compile(r"holds \((.+)\)")


def answer_line(answer: Answer, *before: Said) -> Line:
    """Tell one answer after *before*: what it is, its words; below it conditions and reason."""
    below = [line(*said("Condition: {words}", words=Theirs(one.words))) for one in answer.conditions]
    if answer.reason.strip():
        below.append(line(*said("Reason: {words}", words=Theirs(answer.reason))))
    return line(*joined(*before, *named_position(answer.position)), below=tuple(below))


def before_told(before: Before) -> tuple[Line, ...]:
    """Tell of what an answer on another party's proposal was said, and what became of that since."""
    told = [
        line(
            *said(
                "said of what {party} proposed then: {proposal}",
                party=before.party,
                proposal=named_position(one.position),
            )
        )
        for one in before.answers
    ]
    entry = "" if before.since is None else " (" + say("entry {number}", number=before.since) + ")"
    if before.by is not None:
        gone = say(
            "{party} no longer supports that{entry}; this says nothing of what {party} says now",
            party=before.by,
            entry=entry,
        )
        return (*told, line(gone))
    match before.became:
        case Became.CHANGED:
            what = say(
                "{party} has changed that since{entry}; this says nothing of its new words",
                party=before.party,
                entry=entry,
            )
        case Became.WITHDRAWN:
            what = say("{party} no longer proposes that{entry}", party=before.party, entry=entry)
        case Became.MERGED:
            what = say("that was merged since{entry}; this says nothing of the merged words", entry=entry)
        case became:
            assert_never(became)
    return (*told, line(what))


def beside_told(stance: Stance) -> tuple[Line, ...]:
    """Tell what stands beside an answer: its merger, of what it was said where that is gone, corrections."""
    return (
        *(() if stance.merged is None else merged_told(stance.merged)),
        *(() if stance.before is None else before_told(stance.before)),
        *untaken_told(stance.untaken),
        *(corrected_line(one) for one in stance.corrected),
    )


def untaken_told(pieces: Sequence[Unread]) -> tuple[Line, ...]:
    """Tell what was given with an answer and is no part of it, for it was not understood; and why."""
    return tuple(
        line(
            *said("not understood, kept aside: {why}", why=Theirs(one.words.strip())),
            ". ",
            *fault_line(one.finding).said,
        )
        for one in pieces
    )


def fault_line(fault: Finding) -> Line:
    """Tell why an answer was not understood, and what to do."""
    return line(why(fault))


def merged_told(merged: Consented) -> tuple[Line, ...]:
    """Tell whose a merged wording is and by whose consent, and what its party had proposed, and why.

    A condition ties the party until it says itself that it does not; it is said for which words it was set.
    """
    told = [
        line(
            *said(
                "merged with consent: the wording of entry {number}; consenting: {parties}",
                number=merged.entry,
                parties=", ".join(merged.parties),
            )
        )
    ]
    if merged.own is not None:
        own = named_position(merged.own.position)
        told.append(line(*said("its own words before that: {proposal}", proposal=own)))
        if merged.own.reason.strip():
            reason = Theirs(merged.own.reason)
            told.append(line(*said("reason given for its own words: {words}", words=reason)))
        if merged.own.conditions:
            stands = say(
                "its condition was set for its own words, and stands: consent to others takes none back"
            )
            told.append(line(stands))
    return tuple(told)


def named_position(position: Position) -> tuple[Said, ...]:
    """Name a position, and give after a colon what it says beyond its name."""
    more = position_words(position)
    if not more:
        return (position_name(position),)
    return said("{position}: {words}", position=position_name(position), words=more)


def position_name(position: Position) -> str:
    """Name a position in a word or two, in the language spoken here."""
    match position:
        case Opposes(proposal_of=party) if party is not None:
            return say("opposes {party}'s proposal", party=party)
        case Supports(party=party):
            return say("supports {party}", party=party)
        case Holds(kind=kind):
            return say("holds ({kind})", kind=say(kind))
        case _:
            return say(title(position))


def position_called(name: str) -> str:
    """Say in the language spoken here what `travaux.answers.answer.title` calls a position."""
    if found := _OF_A_PARTY.fullmatch(name):
        if party := found["opposed"]:
            return say("opposes {party}'s proposal", party=party)
        return say("supports {party}", party=found["supported"])
    if found := _HOLDS.fullmatch(name):
        return say("holds ({kind})", kind=say(found[1]))
    return say(name)


def position_words(position: Position) -> tuple[Said, ...]:
    """Give what a position says beyond its name, the party's words apart from ours."""
    match position:
        case Amends(words=words) | Editorial(words=words):
            return (_theirs(words),)
        case AcceptsExcept(exception=exception, words=words):
            return (_theirs(words),) if words is not None else said("not {words}", words=Theirs(exception))
        case AmendsWords(edits=edits):
            found: list[Said] = []
            for edit in edits:
                change = said("{old} → {new}", old=_or_none(edit.old), new=_or_none(edit.new))
                found += ["; ", *change] if found else change
            return joined(*found)
        case Adds(provisions=new) | Splits(parts=new):
            return (Theirs("\n".join(_printed(one) for one in new)),)
        case Moves(after=after, label=label, words=words):
            return said(
                "after {provision}{number}{words}",
                provision=named_place(after),
                number=say(", as {number}", number=label) if label else "",
                words=said(": {words}", words=_theirs(words)) if isinstance(words, Wording) else (),
            )
        case Merges(others=others, words=words, label=label):
            number = say(", as {number}", number=label) if label else ""
            return said(
                "with {others}: {words}",
                others=semicolon().join(map(named_place, others)) + number,
                words=_theirs(words),
            )
        case Opposes(words=words):
            return (Theirs(words),) if words else ()
        case Asks(question=question):
            return (Theirs(question),)
        case Accepts() | Deletes() | Holds() | Supports() | Withdraws():
            return ()
        case _:
            assert_never(position)


def _theirs(words: Wording) -> Said:
    return _or_none(plain_characters(words))


def _or_none(words: str) -> Said:
    return Theirs(words) if words else say(NO_TEXT)


def _printed(one: NewProvision) -> str:
    return " ".join(part for part in (one.label, plain_characters(one.words)) if part)

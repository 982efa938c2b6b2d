"""One answer, told: what it is in our words, what it says in its party's."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

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
from travaux.render.told import Line, Said, Theirs, line
from travaux.text.notation import NO_TEXT, plain_characters
from travaux.text.wording import Wording

if TYPE_CHECKING:
    from travaux.answers.answer import Answer
    from travaux.answers.position import NewProvision, Position


def answer_line(answer: Answer, before: str = "") -> Line:
    """Tell one answer after *before*: what it is, its words; below it conditions and reason."""
    more = position_words(answer.position)
    below = [line("Condition: ", Theirs(one.words)) for one in answer.conditions]
    below += [line("Reason: ", Theirs(answer.reason))] if answer.reason.strip() else []
    return line(f"{before}{title(answer.position)}{': ' if more else ''}", *more, below=tuple(below))


def position_words(position: Position) -> tuple[Said, ...]:
    """Give what a position says beyond its name, the party's words apart from ours."""
    match position:
        case Amends(words=words) | Editorial(words=words):
            return (_theirs(words),)
        case AcceptsExcept(exception=exception, words=words):
            return (_theirs(words),) if words is not None else ("not ", Theirs(exception))
        case AmendsWords(edits=edits):
            found: list[Said] = []
            for edit in edits:
                found += ["; " if found else "", _or_none(edit.old), " → ", _or_none(edit.new)]
            return tuple(one for one in found if one != "")
        case Adds(provisions=new) | Splits(parts=new):
            return (Theirs("\n".join(_printed(one) for one in new)),)
        case Moves(after=after, label=label, words=words):
            number = f", as {label}" if label else ""
            return (f"after {after}{number}", *((": ", _theirs(words)) if isinstance(words, Wording) else ()))
        case Merges(others=others, words=words):
            return (f"with {', '.join(others)}: ", _theirs(words))
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
    return Theirs(words) if words else NO_TEXT


def _printed(one: NewProvision) -> str:
    return " ".join(part for part in (one.label, plain_characters(one.words)) if part)

"""Travaux's own words for what was said and done, as tables and terminals show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.answer import lacks_reason, title
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
from travaux.answers.shown import NOT_OWN, is_shown
from travaux.compile.collective import named_beside
from travaux.compile.fate import (
    InText,
    Joined,
    MergedWithConsent,
    NotUnderstood,
    OutOfTime,
    Recorded,
    Superseded,
    Withdrawn,
)
from travaux.compile.matrix import NamedIn, NoAnswer, ReplyLeftOut, Spoke, Unspoken
from travaux.render.answer_told import beside_told
from travaux.render.found import why
from travaux.render.in_name import answers_too
from travaux.render.tongue import ENGLISH, capital, comma, figure, say, say_count, tongue
from travaux.text.language import tokens
from travaux.text.notation import NO_TEXT, plain_characters
from travaux.text.provision_name import cite_address
from travaux.text.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from travaux.answers.position import Position
    from travaux.compile.compilation import Stance
    from travaux.compile.fate import Fate
    from travaux.compile.matrix import Cell
    from travaux.compile.trace import Contributor

SHORT: Final = 240
"""Characters of somebody's words shown in one cell of a matrix: about three lines of a page. The whole
stands in the list of units."""

CODES: Final[tuple[tuple[str, tuple[type[Position], ...], str], ...]] = (
    ("A", (Accepts,), "accepts [NOC]"),
    ("E", (AcceptsExcept,), "accepts with an exception"),
    ("M", (Amends, AmendsWords), "amends [MOD]"),
    ("N", (Adds,), "adds (new text) [ADD]"),
    ("D", (Deletes,), "deletes [SUP]"),
    ("V", (Moves,), "moves [ADD*, SUP*]"),
    ("G", (Merges,), "merges"),
    ("S", (Splits,), "splits"),
    ("R", (Editorial,), "editorial only [(MOD)]"),
    ("O", (Opposes,), "opposes"),
    ("H", (Holds,), "holds"),
    ("Q", (Asks,), "asks"),
    ("J", (Supports,), "supports (joins) another's proposal"),
    ("W", (Withdraws,), "withdraws"),
)
"""A letter for each position, in the order of the legend; in brackets, the ITU's."""

UNSPOKEN, NO_ANSWER, NAMED, LEFT_OUT = ".", "-", ">", "!"
"""What stands in a matrix of letters for a party that took no position."""


def letter(position: Position) -> str:
    """Give the letter of a position; see `CODES`."""
    return next(code for code, kinds, _ in CODES if isinstance(position, kinds))


def kind_of(position: Position) -> str:
    """Name a position without the party it may speak of; see `CODES`."""
    return next(name for _, kinds, name in CODES if isinstance(position, kinds))


def numbered(value: int, name: str) -> str:
    """Say how many provisions *name* is about: "1 provision with more", "2 provisions with more"."""
    if tongue() != ENGLISH:
        return say("{count} {figure}", count=figure(value), figure=say(name))
    return f"{value:,} {name.replace('provisions', 'provision') if value == 1 else name}"


def passed_over_words(count: int, *, whole: bool, unread: bool) -> str:
    """Say of how many provisions nobody speaks; where somebody speaks of the *whole* text, that too.

    *unread*: there is an answer, or a piece of one, that cannot be read and may speak of any of them.
    """
    if whole:
        return say_count(
            "{count} provision of which nobody speaks but in an answer to the whole text",
            "{count} provisions of which nobody speaks but in an answer to the whole text",
            count,
        )
    if unread:
        return say_count(
            "{count} provision of which nobody speaks, unless in what could not be read",
            "{count} provisions of which nobody speaks, unless in what could not be read",
            count,
        )
    return say_count(
        "{count} provision of which nobody speaks", "{count} provisions of which nobody speaks", count
    )


def shortened(text: str, limit: int = SHORT) -> str:
    """Cut *text* between words to at most *limit* characters, and say so by an ellipsis."""
    if len(text) <= limit:
        return text
    kept = ""
    for token in tokens(text):
        if len(kept) + len(token) > limit:
            break
        kept += token
    return (kept or text[:limit]).rstrip() + " […]"


def quoted(words: str) -> str:
    """Put a party's words in quotation marks; no words are "no text", without them."""
    return f"“{words}”" if words else NO_TEXT


def said(position: Position) -> str:
    """Write what a position says beyond its name, in the party's words; "" where that is all."""
    match position:
        case Amends(words=words) | Editorial(words=words):
            return quoted(plain_characters(words))
        case AcceptsExcept(exception=exception, words=words):
            return quoted(plain_characters(words)) if words is not None else f"not {quoted(exception)}"
        case AmendsWords(edits=edits):
            return "; ".join(f"{quoted(edit.old)} → {quoted(edit.new)}" for edit in edits)
        case Adds(provisions=new) | Splits(parts=new):
            return quoted(
                "\n".join(
                    " ".join(part for part in (one.label, plain_characters(one.words)) if part) for one in new
                )
            )
        case Moves(after=after, label=label, words=words):
            number = f", as {label}" if label else ""
            return f"after {cite_address(after)}{number}" + (
                f": {quoted(plain_characters(words))}" if isinstance(words, Wording) else ""
            )
        case Merges(others=others, words=words, label=label):
            number = f", as {label}" if label else ""
            return f"with {'; '.join(map(cite_address, others))}{number}: {quoted(plain_characters(words))}"
        case Opposes(words=words):
            return quoted(words) if words else ""
        case Asks(question=question):
            return quoted(question)
        case Accepts() | Deletes() | Holds() | Supports() | Withdraws():
            return ""
        case _:
            assert_never(position)


def stance_text(stance: Stance) -> str:
    """Write an answer in a few lines: position, words, conditions, reason."""
    answer = stance.answer
    more = said(answer.position)
    lines = [f"{title(answer.position)}: {shortened(more)}" if more else title(answer.position)]
    lines += [f"Condition: {quoted(condition.words)}" for condition in answer.conditions]
    lines += beside_lines(stance)
    if answer.reason.strip():
        lines.append(f"Reason: {quoted(shortened(answer.reason))}")
    elif lacks_reason(answer) and stance.merged is None:
        lines.append("No reason given")
    return "\n".join(lines)


def beside_lines(stance: Stance) -> Iterator[str]:
    """Say what stands beside an answer, in lines: of what it was said, and its corrections."""
    for each in beside_told(stance):
        words = (one if isinstance(one, str) else quoted(shortened(one.words)) for one in each.said)
        yield capital("".join(words))


def cell_text(cell: Cell) -> str:
    """Write a cell of the matrix in words; only "no position" at all has none."""
    match cell:
        case Spoke(stances=stances, withdrawn=withdrawn, aside=aside):
            lines: list[str] = []
            for stance in stances:
                what = stance_text(stance)
                if (at := cell.named(stance)) is not None:
                    what += f"\n(said of {cite_address(at)})"
                if beside := named_beside(stance):
                    what += f"\n(in the name of {', '.join((stance.party, *beside))})"
                if is_shown(stance.answer):
                    what += f"\n({NOT_OWN})"
                if stance.reference in withdrawn:
                    what += "\n(withdrawn by the party)"
                if stance.reference in aside and stance.before is None:
                    what += "\n(not understood, kept aside)"
                lines.append(f"{stance.reference} {what}")
            return "\n".join(lines)
        case Unspoken(said=others):
            return "; ".join(("no position of its own", *answers_too(others))) if others else ""
        case NoAnswer():
            return "no answer"
        case NamedIn(parties=parties, said=others):
            named = f"no reply of its own; named in the reply of {', '.join(parties)}"
            return "; ".join((named, *answers_too(others)))
        case ReplyLeftOut():
            return "reply left out"
        case _:
            assert_never(cell)


def cell_letters(cell: Cell) -> str:
    """Write a cell of the matrix in letters; what was withdrawn or not understood is in round brackets."""
    match cell:
        case Spoke(stances=stances, withdrawn=withdrawn, aside=aside):
            return "".join(
                f"({letter(one.answer.position)})"
                if one.reference in withdrawn or one.reference in aside
                else letter(one.answer.position)
                for one in stances
            )
        case Unspoken(through=through):
            return NAMED if through else UNSPOKEN
        case NoAnswer():
            return NO_ANSWER
        case NamedIn():
            return NAMED
        case ReplyLeftOut():
            return LEFT_OUT
        case _:
            assert_never(cell)


def fate_name(fate: Fate) -> str:
    """Name a fate, so that a count can stand before it: "31 in the text"."""
    match fate:
        case Recorded():
            return "recorded"
        case InText():
            return "in the text"
        case Joined():
            return "joined"
        case MergedWithConsent():
            return "merged with consent"
        case Withdrawn():
            return "withdrawn"
        case Superseded():
            return "superseded"
        case OutOfTime():
            return "out of time"
        case NotUnderstood():
            return "not understood"
        case _:
            assert_never(fate)


def fate_text(fate: Fate) -> str:
    """Write a fate in full: where the unit stands, with whom, or why it does not."""
    match fate:
        case InText(at=at) | MergedWithConsent(at=at):
            return say("{fate}: {provisions}", fate=say(fate_name(fate)), provisions=comma().join(at))
        case Joined(at=at, parties=parties):
            return say(
                "joined: stands as one with {parties} at {provisions}",
                parties=comma().join(parties),
                provisions=comma().join(at),
            )
        case NotUnderstood(finding=finding):
            return say("not understood, kept aside: {why}", why=why(finding))
        case Recorded():
            return say("recorded: puts no words into the text; shown in the matrix")
        case Superseded(by=by):
            return say("superseded by its party's later answer, {answer}", answer=by)
        case Withdrawn() | OutOfTime():
            return say(fate_name(fate))
        case _:
            assert_never(fate)


def contributors(parties: Iterable[Contributor]) -> str:
    """List parties, each with whom it speaks for: "ARD, BOR (for BOR, KES, TAL)"."""
    return ", ".join(
        f"{one.party} (for {', '.join(one.principals)})" if one.principals else one.party for one in parties
    )

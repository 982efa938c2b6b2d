"""Brackets without a mate in the words that an answer proposes: said, never mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

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
    Position,
    Splits,
    Supports,
    Withdraws,
)
from travaux.text.finding import Finding, Place
from travaux.text.notation import marks, mates
from travaux.text.phrase import phrase, phrase_count
from travaux.text.wording import Bracket, Wording

_HINT = phrase(
    "It is kept as it stands. Give it its mate; put a backslash before it where it is meant as a character; "
    "leave it where it is the draft's own."
)


def unpaired(positions: Sequence[Position], place: Place) -> Iterator[Finding]:
    """Say that words which are proposed have a bracket that never closes, or one that closes nothing.

    Of *positions* on neighbouring provisions, one may open a bracket and another close it.
    """
    opening, closing = _left([mark for one in positions for mark in _marks(one)])
    if opening:
        yield Finding(
            code="bracket-unclosed",
            message=phrase_count(
                'The words proposed have a "[" that never closes.',
                'The words proposed have a "[" that never closes, {count} times.',
                opening,
            ),
            place=place,
            hint=_HINT,
        )
    if closing:
        yield Finding(
            code="bracket-stray",
            message=phrase_count(
                'The words proposed have a "]" that closes no bracket.',
                'The words proposed have a "]" that closes no bracket, {count} times.',
                closing,
            ),
            place=place,
            hint=_HINT,
        )


def _left(those: Sequence[str]) -> tuple[int, int]:
    """Count the opening and the closing ones that have no mate among *those*."""
    opened = closing = 0
    for one in those:
        if one == "[":
            opened += 1
        elif opened:
            opened -= 1
        else:
            closing += 1
    return opened, closing


def _marks(position: Position) -> Iterator[str]:
    """Go through the brackets that have no mate in their own provision, in order."""
    match position:
        case Amends(words=words) | Editorial(words=words) | Merges(words=words):
            yield from _in(words)
        case AcceptsExcept(words=words) | Moves(words=words):
            yield from () if words is None else _in(words)
        case Adds(provisions=those) | Splits(parts=those):
            for one in those:
                yield from _in(one.words)
        case AmendsWords(edits=edits):
            for edit in edits:
                new = _alone(edit.new)
                if new != _alone(edit.old):  # what takes the place of such a bracket may have it again
                    yield from new
        case Accepts() | Asks() | Deletes() | Holds() | Opposes() | Supports() | Withdraws():
            return
        case _:
            assert_never(position)


def _in(words: Wording) -> Iterator[str]:
    return (part.mark for part in words.parts if isinstance(part, Bracket))


def _alone(text: str) -> list[str]:
    """List the brackets in *text* that have no mate in it."""
    pairs = mates(text)
    paired = {*pairs, *pairs.values()}
    return [text[at] for at in marks(text) if at not in paired]

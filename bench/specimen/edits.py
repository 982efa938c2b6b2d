"""Rewordings of a provision: where its words are cut, and what is put there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bench.specimen.prose import MARKS, Author, Prose, prose
from bench.specimen.word import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """In a `Prose`, ``words`` stand for the words from ``start`` to ``stop`` (half-open)."""

    start: int
    stop: int
    words: tuple[str, ...]


HOW_MANY: Final = (1, 1, 1, 2, 2, 3)
"""Cuts in one rewording: one and a half on average, or a little more."""
SORTS: Final = {
    "phrase": 28,
    "qualifier": 20,
    "dropped": 12,
    "word": 24,
    "sentence": 8,
    "rewritten": 8,
}
"""What a hundred cuts do. One in four is of a single word, not of a phrase."""


def drawn(own: Prose, author: Author, dice: Random) -> tuple[Edit, ...]:
    """Think of a rewording; the result has other words than *own*."""
    edits: tuple[Edit, ...] = ()
    for _ in range(dice.choice(HOW_MANY)):
        edits = further(edits, own, author, dice)
    return edits


def further(edits: tuple[Edit, ...], own: Prose, author: Author, dice: Random) -> tuple[Edit, ...]:
    """Cut once more where nothing is cut yet; *edits* where no place is left."""
    for _ in range(12):
        edit = _edit(own, author, dice, alone=not edits)
        clear = all(edit.stop < other.start or other.stop < edit.start for other in edits)
        if clear and edit.words != own.words[edit.start : edit.stop]:
            return tuple(sorted((*edits, edit)))
    return edits


def _edit(own: Prose, author: Author, dice: Random, *, alone: bool) -> Edit:
    last = len(own.words) - 1
    if len(own.phrases) < 3:  # noqa: PLR2004 - a heading: one phrase
        at = dice.choice([at for at, word in enumerate(own.words) if word != "and"])
        return Edit(at, at + 1, (author.noun(dice).capitalize(),))
    sort = dice.choices(list(SORTS), list(SORTS.values()))[0]
    place = dice.randrange(1, len(own.phrases) - 1)
    start, stop = own.phrases[place], own.phrases[place + 1]
    match sort:
        case "qualifier":
            return Edit(start, start, _cut(author.qualifier(dice)))
        case "dropped" if own.words[start] != ".":
            return Edit(start, stop, ())
        case "word":
            at = dice.choice([at for at, word in enumerate(own.words) if word not in MARKS])
            return Edit(
                at, at + 1, (str(dice.randrange(2, 99)) if own.words[at].isdigit() else author.noun(dice),)
            )
        case "sentence" if own.words[last] == ".":
            at = dice.choice((*own.sentences, last + 1))
            return Edit(at, at, prose(author.sentence(dice)).words)
        case "rewritten" if alone:
            other = author.paragraph(dice) if own.words[last] == "." else author.point(dice)
            return Edit(0, last, other.words[:-1])
        case _:
            mark = own.words[start : start + 1] if own.words[start] in MARKS else ()
            new = author.setting(dice) if dice.random() < 0.5 else author.noun_phrase(dice)  # noqa: PLR2004
            return Edit(start, stop, (*mark, *_cut(new)) if mark != (".",) else (".",))


def _cut(phrase: str) -> tuple[str, ...]:
    return prose([phrase]).words


def marked(
    own: Prose, edits: Sequence[Edit], start: int = 0, stop: int | None = None
) -> Iterator[tuple[Mark, str]]:
    """Give the words from *start* to *stop*, kept, removed and added; edits reach beyond neither."""
    stop = len(own.words) if stop is None else stop
    at = start
    for edit in edits:
        if edit.start < start or edit.stop > stop or (edit.start == stop < len(own.words)):
            continue
        yield from ((Mark.KEPT, word) for word in own.words[at : edit.start])
        yield from ((Mark.REMOVED, word) for word in own.words[edit.start : edit.stop])
        yield from ((Mark.ADDED, word) for word in edit.words)
        at = edit.stop
    yield from ((Mark.KEPT, word) for word in own.words[at:stop])


def applied(own: Prose, edits: Sequence[Edit]) -> Prose:
    """Give the words as edited, for a new proposal; its phrases are not followed."""
    kept = tuple(word for mark, word in marked(own, edits) if mark is not Mark.REMOVED)
    return Prose(kept, own.phrases if len(kept) == len(own.words) else tuple(range(len(kept))))

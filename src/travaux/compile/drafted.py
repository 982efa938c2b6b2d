"""A reply in which nothing stands as the draft's words that is not in the draft: that is kept, unread.

A table of answers repeats the draft beside its columns. Who types there means to say something, and
nothing in that column is an answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.answers.answer import Unread
from travaux.text.finding import Finding, Place, Severity
from travaux.text.notation import plain_characters, show
from travaux.text.phrase import phrase
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.answers.answer import Drafted, Reply
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision


def as_drafted(reply: Reply, draft: Text) -> Reply:
    """Give *reply* with what it shows as the words of *draft*, and is not, among what is unread."""
    if not reply.drafted:
        return reply
    found = (_unread(one, reply.source) for one in reply.drafted if not _in_draft(one, draft))
    return replace(reply, drafted=(), unread=(*reply.unread, *found))


def _unread(one: Drafted, source: str) -> Unread:
    if one.provision:
        message = phrase(
            "Cell {cell} has other words than the draft at “{name}”. Its column shows the draft, and nothing "
            "in it was read as an answer.",
            cell=one.cell,
            name=one.provision,
        )
    else:
        message = phrase(
            "Cell {cell} has other words than the draft. Its column shows the draft, and nothing in it was "
            "read as an answer.",
            cell=one.cell,
        )
    finding = Finding(
        code="draft-column-changed",
        message=message,
        severity=Severity.ERROR,
        place=Place(source=source, line=one.line, excerpt=one.provision),
        hint=phrase(
            "Put the words you propose into the column Words, with the position amends. If nothing was "
            "meant, give the cell its words back."
        ),
    )
    return Unread(words=one.words, finding=finding)


def _in_draft(one: Drafted, draft: Text) -> bool:
    """Whether these are words of the draft where they stand.

    White space is set aside, and what an ellipsis leaves out. Beside an article its whole text may stand;
    beside no provision, any of them.
    """
    said = [_close(part) for part in one.words.replace("...", "…").split("…")]
    places = resolve(one.provision, draft) if one.provision else range(len(draft.provisions))
    return any(_says(said, words) for place in places for words in _printed(draft, place))


def _printed(draft: Text, place: int) -> Iterator[str]:
    """Go through the ways in which a provision may be shown: with its number or without, or all of it."""
    own = draft.provisions[place]
    for written in (_bracketed, _plain):
        yield written(own)
        yield _close(f"{own.label}{written(own)}")
        yield _close("".join(f"{it.label}{written(it)}" for it in draft.provisions[place : draft.end(place)]))


def _bracketed(one: Provision) -> str:
    return _close(show(one.words))


def _plain(one: Provision) -> str:
    return _close(plain_characters(one.words))


def _says(said: list[str], words: str) -> bool:
    """Whether *words* are what was *said*, in one piece or in pieces in this order."""
    if len(said) == 1:
        return said[0] == words
    if not (words.startswith(said[0]) and words.endswith(said[-1])):
        return False
    at = 0
    for part in said:
        at = words.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _close(words: str) -> str:
    """Write words with no white space."""
    return "".join(words.split())

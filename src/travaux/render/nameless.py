"""A consolidated text in whose tabled brackets nobody is named, to be cut into words that are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.text.wording import Choice, Wording

if TYPE_CHECKING:
    from travaux.text.instrument import Text


def nameless(text: Text) -> Text:
    """Leave out the names in brackets that are words; choices made by compiling keep theirs.

    Pieces of such words can then be shown to those who are not to know: a name in half a bracket could no
    longer be told from a word.
    """
    return replace(
        text, provisions=tuple(replace(one, words=_nameless(one.words)) for one in text.provisions)
    )


def _nameless(wording: Wording) -> Wording:
    if wording.settled:
        return wording
    return Wording(tuple(_without(part) if isinstance(part, Choice) else part for part in wording.parts))


def _without(choice: Choice) -> Choice:
    inner = tuple(replace(one, words=_nameless(one.words)) for one in choice.alternatives)
    if not choice.tabled:
        return replace(choice, alternatives=inner)
    bare = tuple(
        replace(one, sponsors=(), supporters=(), opponents=(), excepting=(), printed=None) for one in inner
    )
    return replace(choice, alternatives=bare, gaps=None)

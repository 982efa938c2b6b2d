"""Words in bracket notation → a wording, with choices put in where they belong, inside its brackets too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.text.notation import parse
from travaux.text.wording import Choice, Part, Wording, words

if TYPE_CHECKING:
    from collections.abc import Iterable


def read(text: str) -> Wording:
    """Read words in bracket notation; most have nothing to read."""
    return parse(text) if "[" in text or "]" in text or "\\" in text else words(text)


def unused(text: str) -> str:
    """Find a private-use character that does not stand in *text*, to hold the place of a choice."""
    return next(mark for mark in map(chr, range(0xE000, 0xF8FF)) if mark not in text)


def filled(wording: Wording, stand_in: str, contested: Iterable[Wording]) -> Wording:
    """Put *contested* wordings, in order, where *stand_in* holds their places."""
    waiting = iter(contested)

    def fill(inner: Wording) -> Wording:
        parts: list[Part] = []
        for part in inner.parts:
            match part:
                case str():
                    head, *rest = part.split(stand_in)
                    parts.append(head)
                    for piece in rest:
                        parts += [*next(waiting).parts, piece]
                case Choice():
                    inner_alternatives = tuple(
                        replace(one, words=fill(one.words)) for one in part.alternatives
                    )
                    parts.append(replace(part, alternatives=inner_alternatives))
                case _:
                    parts.append(part)
        return words(*parts)

    return fill(wording)

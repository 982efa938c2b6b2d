"""The marks that adjoin a choice set apart from its line: they stand with it; no line begins with a stop."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from travaux.render.columns import breadth
from travaux.render.label import HALF_LINE
from travaux.text.wording import Part

_CLOSE: Final = regex.compile(
    r"(?:[\xa0\u202f]?(?:[\p{Pe}\p{Pf}\"'’.,;:!?…،؛؟、。，；：！？%٪]|\[\^[^\[\]\s]+\]))+(?!\w)",
    regex.VERSION1,
)
_OPEN: Final = regex.compile(r"(?<!\w)(?:[\p{Ps}\p{Pi}\"„][\xa0\u202f]?)+\Z", regex.VERSION1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjoined:
    """A part of a wording as it is written: a choice set apart with the marks around it, or what is left."""

    part: Part
    at: int
    """The place of the part among the parts."""
    start: int = 0
    """The first of its own characters that are left, of a string."""
    before: str = ""
    after: str = ""


def adjoined(parts: Sequence[Part], apart: Collection[int], *, tail: bool = False) -> Iterator[Adjoined]:
    """Give *parts* in order, those *apart* with the marks that adjoin them, which leave their neighbours.

    With *tail*, the last words go with a choice right before them if they are at most half a line. Put end
    to end, ``before``, part and ``after`` are the same characters.
    """
    cut: dict[int, tuple[int, int]] = {}
    for at, part in enumerate(parts):
        if not isinstance(part, str):
            continue
        first, last = 0, len(part)
        if at - 1 in apart:
            if tail and at == len(parts) - 1 and breadth(part) <= HALF_LINE:
                first = last
            elif closing := _CLOSE.match(part):
                first = last if not part[closing.end() :].strip() else closing.end()
        if at + 1 in apart and (opening := _OPEN.search(part, first)):
            last = opening.start()
        cut[at] = first, last
    for at, part in enumerate(parts):
        if isinstance(part, str):
            first, last = cut[at]
            if first < last:
                yield Adjoined(part=part[first:last], at=at, start=first)
        elif at in apart:
            ahead, behind = parts[at - 1] if at else "", parts[at + 1] if at + 1 < len(parts) else ""
            yield Adjoined(
                part=part,
                at=at,
                before=ahead[cut[at - 1][1] :] if isinstance(ahead, str) and at else "",
                after=behind[: cut[at + 1][0]] if isinstance(behind, str) and behind else "",
            )
        else:
            yield Adjoined(part=part, at=at)

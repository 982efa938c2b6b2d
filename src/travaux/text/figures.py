"""Figures of a text, with the rule by which they are counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.language import is_mark, words
from travaux.text.notation import marks, show
from travaux.text.printed import enclosure, printed

RULE: Final = (
    "Provisions are counted by kind, headings and blocks included. Words are those of the provisions, "
    "numbers, footnote marks and layout left out; a Han character is a word. Brackets are counted mark by "
    "mark, twice over: once the brackets of the negotiation, which leaves out footnote marks such as "
    "[^1], Markdown links and escaped brackets; and once every square bracket among the characters of the "
    "text. A pair is an opening mark and the closing mark that a reader matches with it from the inside "
    "out, through the whole text; depth is the most pairs and unclosed marks open at one place. Adjacent: "
    "a closing mark followed at once, or after one space, by an opening one. Options are the paragraphs "
    "numbered as such (Option 1, Alt. 2); choices the places among words where alternatives stand, those "
    "within alternatives included."
)
"""How `figures` counts; print it beside the figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brackets:
    """A count of brackets; see RULE."""

    opening: int
    closing: int
    pairs: int
    depth: int
    unclosed: int
    stray: int
    adjacent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one text; see RULE."""

    provisions: tuple[tuple[Kind, int], ...]
    """In the order of `Kind`; kinds that do not occur are left out."""
    words: int
    brackets: Brackets
    """Those of the negotiation."""
    marks: Brackets
    """All of them, as characters."""
    options: int
    choices: int


def figures(text: Text) -> Figures:
    """Count *text* by RULE."""
    kinds = Counter(provision.kind for provision in text.provisions)
    shown = [show(provision.words) for provision in text.provisions]
    enclosed = [enclosure(provision.standing) for provision in text.provisions]
    negotiated = "\n".join(
        f"{before}{said}{after}" for (before, after), said in zip(enclosed, shown, strict=True)
    )
    characters = printed(text)
    return Figures(
        provisions=tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
        words=sum(not is_mark(word) for said in shown for word in words(_FOOTNOTE.sub("", said))),
        brackets=_count(negotiated, marks(negotiated)),
        marks=_count(characters, (found.start() for found in _MARK.finditer(characters))),
        options=kinds[Kind.ALTERNATIVE],
        choices=sum(1 for provision in text.provisions for _ in provision.words.choices()),
    )


_FOOTNOTE: Final = re.compile(r"\[\^[^\[\]\s]+\]")
_MARK: Final = re.compile(r"[\[\]]")


def _count(text: str, places: Iterable[int]) -> Brackets:
    opening = closing = pairs = stray = depth = deepest = adjacent = 0
    last = -1
    for at in places:
        if text[at] == "[":
            opening += 1
            depth += 1
            deepest = max(deepest, depth)
            adjacent += last >= 0 and text[last : at + 1] in ("][", "] [")
        else:
            closing += 1
            pairs += depth > 0
            stray += depth == 0
            depth = max(depth - 1, 0)
        last = at
    return Brackets(
        opening=opening,
        closing=closing,
        pairs=pairs,
        depth=deepest,
        unclosed=depth,
        stray=stray,
        adjacent=adjacent,
    )

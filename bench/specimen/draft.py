"""The draft of an invented negotiation: parts, articles, paragraphs and points, numbered as Word would."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count as counting
from typing import TYPE_CHECKING, Final

from travaux.text.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from bench.specimen.prose import Author, Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a negotiation is. The figures of the three are those of the first measurements."""

    name: str
    provisions: int
    parties: int
    changed: float
    """Which part of the draft's provisions a party does something to."""
    part: int
    """Articles in a part; 0: the draft has no parts."""


SIZES: Final = {
    size.name: size
    for size in (
        Size(name="small", provisions=55, parties=6, changed=0.25, part=0),
        Size(name="medium", provisions=371, parties=40, changed=0.15, part=12),
        Size(name="large", provisions=2_402, parties=193, changed=0.10, part=15),
    )
}
MOST_POINTS: Final = 5
"""Points below a paragraph: with those proposed they stay before (i), which could be a Roman one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One provision of the draft. ``end`` is the offset behind the last that stands in it."""

    kind: Kind
    prose: Prose
    label: str
    parent: int
    end: int


_BELOW: Final = {Kind.PART: 0, Kind.ARTICLE: 1, Kind.PARAGRAPH: 2, Kind.POINT: 3}


def written(size: Size, author: Author, dice: Random) -> tuple[Unit, ...]:
    """Write a draft of *size*."""
    found: list[tuple[Kind, Prose]] = []
    articles = counting()
    while len(found) < size.provisions:
        if size.part and next(articles) % size.part == 0:
            found.append((Kind.PART, author.heading(dice)))
        found.append((Kind.ARTICLE, author.heading(dice)))
        for _ in range(dice.choice((2, 3, 4, 5))):
            found.append((Kind.PARAGRAPH, author.paragraph(dice)))
            if dice.random() < 0.22:  # noqa: PLR2004 - one paragraph in five has points
                found += [(Kind.POINT, author.point(dice)) for _ in range(dice.randrange(2, MOST_POINTS + 1))]
    kinds = [kind for kind, _ in found[: size.provisions]]
    ends, parents = _nested(kinds)
    return tuple(
        Unit(kind=kind, prose=prose, label=label, parent=parent, end=end)
        for (kind, prose), label, parent, end in zip(found, labels(kinds), parents, ends, strict=False)
    )


def _nested(kinds: Sequence[Kind]) -> tuple[list[int], list[int]]:
    ends = [len(kinds)] * len(kinds)
    parents: list[int] = []
    above: list[int] = []
    for at, kind in enumerate(kinds):
        while above and _BELOW[kinds[above[-1]]] >= _BELOW[kind]:
            ends[above.pop()] = at
        parents.append(above[-1] if above else -1)
        above.append(at)
    return ends, parents


_ROMAN: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def labels(kinds: Sequence[Kind]) -> list[str]:
    """Number provisions as Word would: articles run through, the rest begins anew in each."""
    parts = articles = paragraphs = points = 0
    printed: list[str] = []
    for kind in kinds:
        match kind:
            case Kind.PART:
                parts += 1
                printed.append(f"Part {('', 'X', 'XX', 'XXX')[parts // 10]}{_ROMAN[parts % 10]}")
            case Kind.ARTICLE:
                articles, paragraphs, points = articles + 1, 0, 0
                printed.append(f"Article {articles}")
            case Kind.PARAGRAPH:
                paragraphs, points = paragraphs + 1, 0
                printed.append(f"{paragraphs}.")
            case _:
                points += 1
                printed.append(f"({chr(ord('a') + points - 1)})")
    return printed

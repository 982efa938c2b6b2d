"""How the provisions below an article stand in it: found out once for all articles built alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from travaux.read.soundness import numbering
from travaux.text.address import Stand, addresses
from travaux.text.kind import Kind
from travaux.text.provision import Address, Provision, WId

if TYPE_CHECKING:
    from travaux.read.row import Row
    from travaux.text.language import Tally

_LOOSE: Final = frozenset({Kind.ALTERNATIVE, Kind.FOOTNOTE, Kind.BLOCK, Kind.HEADING})
"""Kinds whose place is not settled by the rows of their article alone."""
_NOWHERE: Final = -1
"""The build of a row that is of one of these kinds, or has its depth from its source."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Below:
    """What stands below an article."""

    stands: tuple[Stand, ...]
    """Depths count from the article's own."""
    steps: tuple[str, ...]
    """What follows the article's address in theirs."""
    sound: bool
    """Their numbers go on as they should."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Inside:
    """What stands below an article in several texts, words and all."""

    below: Below
    tally: Tally
    doubtful: tuple[int, ...]
    """Which of its provisions are not sound in their brackets or characters; see `Outlines`."""
    provisions: dict[tuple[Address, int], tuple[Provision, ...]] = field(default_factory=dict)
    """What it has been outlined as, by the article's address and depth."""


@dataclass(slots=True, eq=False)
class Builds:
    """Articles by their build: by everything about their rows that `Nesting` goes by, words left out."""

    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)
    _below: dict[tuple[object, ...], Below] = field(default_factory=dict)
    insides: dict[tuple[object, ...], Inside] = field(default_factory=dict)
    """By what `inside` says of them."""

    def key(self, rows: Sequence[Row], start: int, stop: int) -> tuple[object, ...] | None:
        """Name the build of the article at *start* with what follows it up to *stop*.

        None where more than these rows decides how they nest.
        """
        inside = rows[start + 1 : stop]
        builds = tuple([self._build(row) if row.build is None else row.build for row in inside])
        article = rows[start]
        if article.line.depth is not None or _NOWHERE in builds:
            return None
        return (article.line.indent, article.ends_sentence, builds)

    @staticmethod
    def inside(rows: Sequence[Row], start: int, stop: int) -> tuple[object, ...]:
        """Name what stands below the article at *start*, up to *stop*."""
        article = rows[start]
        return (article.line.depth, article.line.indent, article.ends_sentence, *rows[start + 1 : stop])

    def get(self, key: tuple[object, ...]) -> Below | None:
        return self._below.get(key)

    def keep(self, key: tuple[object, ...], rows: Sequence[Row], placed: Sequence[Stand]) -> Below:
        """Remember how an article's *rows*, itself first, have been *placed*."""
        depth = placed[0].depth
        stands = [Stand(kind=one.kind, depth=one.depth - depth, number=one.number) for one in placed]
        eids = addresses(stands)
        below = Below(
            stands=tuple(stands[1:]),
            steps=tuple(eid[len(eids[0]) :] for eid in eids[1:]),
            sound=_sound(rows, placed),
        )
        self._below[key] = below
        return below

    def _build(self, row: Row) -> int:
        if row.kind in _LOOSE or row.line.depth is not None:
            row.build = _NOWHERE
        else:
            row.build = self._numbers.setdefault(_build(row), len(self._numbers))
        return row.build


def _build(row: Row) -> tuple[object, ...]:
    return (
        row.kind,
        row.label is not None,
        row.label.form if row.label else None,
        row.readings,
        row.number,
        row.line.indent,
        row.heading,
        row.ends_sentence,
        not row.opening.words.strip(),
        row.opening.standing.base,
    )


def _sound(rows: Iterable[Row], placed: Iterable[Stand]) -> bool:
    """Whether nothing is to be said of the numbers below an article."""
    provisions = [
        Provision(
            wid=WId(""),
            eid=Address(""),
            kind=one.kind,
            depth=one.depth,
            number=one.number,
            standing=row.opening.standing,
        )
        for row, one in zip(rows, placed, strict=True)
    ]
    return next(numbering(provisions, [0] * len(provisions), ""), None) is None

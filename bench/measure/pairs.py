"""The distinct rewordings of a negotiation, in tokens, and where they were really cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.specimen.edits import applied
from bench.specimen.prose import MARKS
from travaux.compare.tokens import Tokens, tokenised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measure.case import Case
    from bench.specimen.edits import Edit
    from bench.specimen.prose import Prose

Span = tuple[int, int, int, int]
"""Words and marks from, to in the old wording; from, to in the new one; white space is not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """A provision of the draft and other words for it."""

    provision: int
    old: Tokens
    new: Tokens
    cuts: tuple[Span, ...]
    """Where the party really cut both, and what it put there."""
    seams: frozenset[int]
    """Where the old words have a seam: between phrases, and beside a mark."""

    def solid(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give both wordings without their white space."""
        return self.old.words, self.new.words


def rewordings(case: Case) -> Iterator[Rewording]:
    """Give each distinct rewording once, in the order in which parties come up with them."""
    negotiation = case.negotiation()
    draft = negotiation.draft
    old = [tokenised(unit.prose.text) for unit in draft]
    seen: set[tuple[int, tuple[Edit, ...]]] = set()
    for redraft in negotiation.redrafts(case.parties):
        for at, edits in redraft.reworded:
            if (at, edits) in seen:
                continue
            seen.add((at, edits))
            prose = draft[at].prose
            if len(old[at].words) != len(prose.words):
                msg = f"{prose.text!r} is not cut into the words it was made of"
                raise AssertionError(msg)
            yield Rewording(
                provision=at,
                old=old[at],
                new=tokenised(applied(prose, edits).text),
                cuts=tuple(_spans(edits)),
                seams=_seams(prose),
            )


def _spans(edits: tuple[Edit, ...]) -> Iterator[Span]:
    longer = 0
    for edit in edits:
        start = edit.start + longer
        yield edit.start, edit.stop, start, start + len(edit.words)
        longer += len(edit.words) - (edit.stop - edit.start)


def _seams(prose: Prose) -> frozenset[int]:
    beside = {at + step for at, word in enumerate(prose.words) if word in MARKS for step in (0, 1)}
    return frozenset({0, len(prose.words), *prose.phrases, *beside})

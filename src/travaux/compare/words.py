"""Which words changed inside one provision, cut where a reader would cut.

The longest common run of tokens is right and unreadable: it keeps every "the" two rewritten sentences
happen to share. What follows it here decides which kept words are worth a bracket.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import LCSseq

from travaux.compare.edges import Span, joined, length, settled, trimmed
from travaux.compare.tokens import WORD, Tokens, tokenised

__all__ = ["Change", "Tokens", "changes", "tokenised"]

# Every figure below was set on invented articles of 8 to 120 words in six languages
# (tests/compare/test_words.py holds the telling ones), never on what a party wrote.

MAX_IDLE: Final = 4
"""Kept words between two changes that say nothing by themselves go with the changes, up to so many:
"of the", ", in the" is no landmark; five of them ("as well as in the") begin to be one."""
MAX_FEW: Final = 2 * WORD
"""Up to two telling words go with the changes around them, if both changes are at least as long."""
DWARFED: Final = 4
"""One telling word goes with a change beside it that is this many times longer: the "of this Convention"
that a rewritten sentence happens to share."""
REWRITTEN: Final = 0.35
"""A passage that keeps less than this part of its words, crumbs aside, was rewritten: it is one change."""
LANDMARK: Final = 8 * WORD
"""A kept run of so many telling words is a clause or a sentence: what stands before and after it are
two passages, however little else is kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """Tokens ``[old_start, old_end)`` of the old text became ``[new_start, new_end)`` of the new one."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def changes(old: Tokens, new: Tokens) -> tuple[Change, ...]:
    """List what changed from *old* to *new*, in order.

    No change is empty on both sides, no two touch. Outside them the keys are equal one to one:
    putting each change's new side for its old side in *old* gives *new*, up to white space. No word,
    number or defined term is cut in two.
    """
    if old.keys == new.keys:
        return ()
    spans = _different(old, new)
    if len(spans) > 1:
        spans = [trimmed(span, old, new) for span in joined(spans, old)]
        spans = _without_crumbs(_without_islands(spans, old, new), old, new)
    return tuple(Change(*span) for span in settled(spans, old, new))


def _different(old: Tokens, new: Tokens) -> list[Span]:
    """List what is outside a longest common subsequence."""
    spans: list[Span] = []
    at = to = 0
    for block in LCSseq.opcodes(old.keys, new.keys).as_matching_blocks():
        if at < block.a or to < block.b:
            spans.append((at, block.a, to, block.b))
        at, to = block.a + block.size, block.b + block.size
    return spans


def _over(first: Span, last: Span) -> Span:
    return first[0], last[1], first[2], last[3]


def _without_crumbs(spans: list[Span], old: Tokens, new: Tokens) -> list[Span]:
    """Make one change of each passage that was rewritten; landmarks part the passages.

    Where words were only added, or only taken away, the passage survives whole: it was not rewritten.
    """
    found: list[Span] = []
    first = 0
    for at, span in enumerate(spans):
        last = at + 1 == len(spans)
        if not last and old.telling[spans[at + 1][0]] - old.telling[span[1]] < LANDMARK:
            continue
        passage = spans[first : at + 1]
        first = at + 1
        whole = _over(passage[0], span)
        kept = sum(old.solid[after[0]] - old.solid[before[1]] for before, after in pairwise(passage))
        rewritten = kept < REWRITTEN * length(whole, old, new)
        one_way = all(_one_way(span, other) for other in passage)
        found += [whole] if rewritten and not one_way else passage
    return found


def _without_islands(spans: list[Span], old: Tokens, new: Tokens) -> list[Span]:
    """Join changes across kept words that are no landmark to a reader."""
    found: list[Span] = []
    for span in spans:
        grown = span
        while found and _is_island(found[-1], grown, old, new):
            grown = _over(found.pop(), grown)
        found.append(grown)
    return found


def _is_island(before: Span, after: Span, old: Tokens, new: Tokens) -> bool:
    telling = old.telling[after[0]] - old.telling[before[1]]
    if telling > MAX_FEW:
        return False
    kept = old.solid[after[0]] - old.solid[before[1]]
    if telling < WORD:
        return kept <= MAX_IDLE
    here, there = length(before, old, new), length(after, old, new)
    if _one_way(before, after):
        return DWARFED * kept <= min(here, there)
    return kept <= min(here, there) or (telling <= WORD and DWARFED * kept <= max(here, there))


def _one_way(before: Span, after: Span) -> bool:
    """Whether both only add words or both only take some away: joined, they would repeat kept words."""
    return (before[0] == before[1] and after[0] == after[1]) or (
        before[2] == before[3] and after[2] == after[3]
    )

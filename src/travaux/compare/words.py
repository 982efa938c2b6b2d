"""Which words changed inside one provision, cut where a reader would cut.

The longest common run of words is right and unreadable: it keeps every "the" two rewritten sentences
happen to share. What follows it here weighs what each kept word costs a reader, in brackets and out of
them. Everything is counted in words; white space is given its side when the cuts are known.
docs/decisions/0009 says what was weighed, bench/README.md what it comes to.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import LCSseq

from travaux.compare.edges import SENTENCE_MARKS, Span, end_grown, grown, length, slid, start_grown
from travaux.compare.tokens import WORD, Tokens, printed, telling, tokenised, weight

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Change", "Tokens", "changes", "tokenised"]

# Every figure below was set on invented articles of 8 to 120 words in six languages
# (tests/compare/test_words.py holds the telling ones), never on what a party wrote.

CRUMB: Final = 2 * WORD
"""Kept words between two changes, so few or all stop words and marks, are a crumb: no reader finds his
place again at "of the" or at one noun."""
DWARFED: Final = 3
"""One telling word with its stop words is a crumb too beside a change this many times longer: the
"of this Convention" that a rewritten sentence happens to share."""
APART: Final = 1
"""What it costs a reader that there are two brackets and not one, in words printed (`WORD`)."""
CRUMBLED: Final = 9
"""What a crumb left standing costs. Between two additions, or two deletions, it costs nothing: nobody has
other words for what is kept."""
LANDMARK: Final = 18
"""Words (of signs, nine words' worth) that no cost above reaches: they always stand."""

REWRITTEN: Final = 0.25
"""A passage cut in three places or more that keeps less than this part of what it says was rewritten: it
is one change. Stop words and marks do not count, for they survive by coincidence."""
CUTS: Final = 3
CLAUSE: Final = 8 * WORD
"""A kept run that says so much is a clause or a sentence: what stands before and after it are two
passages, however little else is kept."""


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
    spans = slid(_sentences_whole(_different(old, new), old, new), old, new)
    if len(spans) > 1:
        spans = _without_rewritten(_without_crumbs(spans, old, new), old, new)
    return tuple([_placed(span, old, new) for span in grown(spans, old, new)])


def _different(old: Tokens, new: Tokens) -> list[Span]:
    """List what is outside a longest common subsequence of words, and white space that differs in it."""
    spans: list[Span] = []
    at = to = 0
    for block in LCSseq.opcodes(old.words, new.words).as_matching_blocks():
        if at < block.a or to < block.b:
            spans.append((at, block.a, to, block.b))
        at, to = block.a + block.size, block.b + block.size
        spans += _gaps(old, new, block.a, block.b, block.size)
    return spans


def _sentences_whole(spans: list[Span], old: Tokens, new: Tokens) -> list[Span]:
    """Part a changed word from a sentence that was added, or taken away, behind it.

    "[sea / land. A sentence]." keeps the last full stop; "[sea / land].[ A sentence.]" the first.
    """
    found: list[Span] = []
    for at, (a, b, c, d) in enumerate(spans):
        following = spans[at + 1][0] if at + 1 < len(spans) else len(old.words) + 1
        if a < b < len(old.words) and c < d and old.words[b] in SENTENCE_MARKS and b + 1 < following:
            mark = old.words[b]
            if mark in new.words[c:d]:
                stop = new.words.index(mark, c, d)
                found += [(a, b, c, stop), (b + 1, b + 1, stop + 1, d + 1)]
                continue
            if mark in old.words[a:b]:
                stop = old.words.index(mark, a, b)
                found += [(a, stop, c, d), (stop + 1, b + 1, d + 1, d + 1)]
                continue
        found.append((a, b, c, d))
    return found


def _gaps(old: Tokens, new: Tokens, start: int, other: int, size: int) -> Iterator[Span]:
    """Go through the gaps that differ in *size* words kept from *start* in the old and *other* in the new.

    The outer ones belong to the changes beside them, where there are any.
    """
    first = 0 if start == other == 0 else 1
    last = size if start + size == len(old.words) and other + size == len(new.words) else size - 1
    if first > last:
        return
    before, after = old.gap(start + first)[0], old.gap(start + last)[1]
    here, there = new.gap(other + first)[0], new.gap(other + last)[1]
    if old.keys[before:after] == new.keys[here:there]:
        return
    for step in range(first, last + 1):
        here, there = start + step, other + step
        if _between(old, here) != _between(new, there):
            yield here, here, there, there


def _between(text: Tokens, at: int) -> tuple[str, ...]:
    start, end = text.gap(at)
    return text.keys[start:end]


def _without_crumbs(spans: list[Span], old: Tokens, new: Tokens) -> list[Span]:
    """Join changes where the kept words between them would cost a reader more outside the brackets."""
    found = spans[:1]
    for span in spans[1:]:
        if _is_crumb(found[-1], span, old, new):
            found[-1] = _over(found[-1], span)
        else:
            found.append(span)
    return found


def _is_crumb(before: Span, after: Span, old: Tokens, new: Tokens) -> bool:
    """Weigh the words kept between two changes, printed twice, against what they cost where they stand."""
    first, last = before[1], after[0]
    if last - first > LANDMARK or (old.words[last - 1] in SENTENCE_MARKS and _adds_or_takes(after)):
        return False
    kept = old.words[first:last]
    together = 2 * printed(kept) // WORD
    right, left = end_grown(before, last, old, new), start_grown(after, first, old, new)
    stands = last - left.words - first - right.words
    if stands <= 0:
        return True
    apart = APART + right.cost + left.cost
    rest = old.words[first + right.words : last - left.words]
    small = DWARFED * len(kept) <= max(length(before), length(after)) and telling(kept) <= WORD
    if _one_way(before, after):
        return together < apart
    if small or printed(rest) <= CRUMB or not any(map(weight, rest)):
        apart += CRUMBLED
    return together < apart


def _without_rewritten(spans: list[Span], old: Tokens, new: Tokens) -> list[Span]:
    """Make one change of each passage that was rewritten; clauses kept part the passages.

    Where words were only added, or only taken away, the passage survives whole: it was not rewritten.
    """
    if len(spans) < CUTS:
        return spans
    found: list[Span] = []
    first = 0
    for at, span in enumerate(spans):
        if at + 1 < len(spans) and telling(old.words[span[1] : spans[at + 1][0]]) < CLAUSE:
            continue
        passage = spans[first : at + 1]
        first = at + 1
        found += passage if len(passage) < CUTS else _one_if_rewritten(passage, old, new)
    return found


def _one_if_rewritten(passage: list[Span], old: Tokens, new: Tokens) -> list[Span]:
    whole = _over(passage[0], passage[-1])
    kept = sum(telling(old.words[before[1] : after[0]]) for before, after in pairwise(passage))
    said = max(telling(old.words[whole[0] : whole[1]]), telling(new.words[whole[2] : whole[3]]))
    if kept >= REWRITTEN * said or all(_one_way(passage[0], other) for other in passage):
        return passage
    return [whole]


def _adds_or_takes(span: Span) -> bool:
    return span[0] == span[1] or span[2] == span[3]


def _over(first: Span, last: Span) -> Span:
    return first[0], last[1], first[2], last[3]


def _one_way(before: Span, after: Span) -> bool:
    """Whether both only add words or both only take some away: joined, they would repeat kept words."""
    return (before[0] == before[1] and after[0] == after[1]) or (
        before[2] == before[3] and after[2] == after[3]
    )


def _placed(span: Span, old: Tokens, new: Tokens) -> Change:
    """Say which tokens a change of words takes: with them, the white space that is not the same beside it.

    White space goes with the word that follows it, so that all that is added after one word is added
    at one place, "[, as appropriate]" and "[ promptly]" alike.
    """
    a, b, c, d = span
    (old_start, old_first), (old_last, old_end) = old.gap(a), old.gap(b)
    (new_start, new_first), (new_last, new_end) = new.gap(c), new.gap(d)
    if a < b and c < d:
        if old.keys[old_start:old_first] == new.keys[new_start:new_first]:
            old_start, new_start = old_first, new_first
        if old.keys[old_last:old_end] == new.keys[new_last:new_end]:
            old_end, new_end = old_last, new_last
    elif a < b or c < d:
        text, bare, ends = (old, new, (new_start, new_end)) if a < b else (new, old, (old_start, old_end))
        start, first, last, end = (
            (old_start, old_first, old_last, old_end) if a < b else (new_start, new_first, new_last, new_end)
        )
        gap = bare.keys[ends[0] : ends[1]]
        if text.keys[last:end] == gap:
            end, ends = last, (ends[0], ends[0])
        elif text.keys[start:first] == gap:
            start, ends = first, (ends[1], ends[1])
        if a < b:
            return Change(start, end, *ends)
        return Change(*ends, start, end)
    return Change(old_start, old_end, new_start, new_end)

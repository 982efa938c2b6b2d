"""Where a change may begin and end: at phrases and clauses, never inside a term or a number.

A change here is counted in words, white space left out.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from travaux.compare.tokens import SIGN, WORD, Tokens, breadth, weight
from travaux.text.language import (
    AUXILIARIES,
    CLAUSE_MARKS,
    CONJUNCTIONS,
    GENITIVES,
    is_mark,
    is_minor,
)

Span = tuple[int, int, int, int]
"""A change while it is being cut: from and to in the old words, from and to in the new ones."""

MAX_GROWTH: Final = 3
"""How many words a change may grow at either end to reach a better edge."""
LONG: Final = 12
LONG_CHANGE: Final = 2
"""The edges of a change of twelve words or more count twice: a word more to read matters less there."""
MAX_TERM: Final = 6
"""More capitalised words in a row are a heading in capitals, not a defined term."""
MAX_LINK: Final = 2
"""Small words in a row that link a term: "of the" in "Conference of the Parties"."""
THOUSANDS: Final = 3
"""Digits in a group of a number written with spaces: "9 000"."""

SENTENCE_MARKS: Final = frozenset(".;:!?؛؟۔。；：！？")

# What an edge costs a reader, in words printed; a change grows where the words it takes in, printed
# twice, cost less than the edge they save.

AT_SEAM: Final = 0
"""At a mark, or before a conjunction or an auxiliary, which begin a phrase; beside a number, which is
bracketed by itself ("within [30 / 60] days")."""
AFTER_AUXILIARY: Final = 1
"""After "shall" a verb begins, after "and" the next member: near enough to a seam."""
AFTER_WORD: Final = 2
"""Between two words of which nothing is known: they may be one phrase, or two."""
BEFORE_SMALL: Final = 2
"""Before an article or a preposition, which may begin a phrase or go on with one: "review / of the"."""
INSIDE_PHRASE: Final = 4
"""After an article or a preposition: "of the [soil and of the ]sea"."""

TEXT_EDGE, SENTENCE_EDGE, BEFORE_MARK, AFTER_MARK, WORD_EDGE = 12, 10, 8, 6, 4
"""How good a place is for words that were only added, or only taken away; nothing but the order matters.
A comma belongs to the item it brings in ("a, b[, c] and d"), so before a mark is better than after it."""
PHRASE_EDGE: Final = 5
"""Before an article or a preposition, which begins a phrase."""
WITHIN_PHRASE: Final = 0
"""After an article or a preposition."""


class Growth(NamedTuple):
    """By how many words an edge best moves outwards, and what is paid for it and for the edge there."""

    words: int
    cost: int


def length(span: Span) -> int:
    """Count the words and marks on the longer side."""
    return max(span[1] - span[0], span[3] - span[2])


def grown(spans: list[Span], old: Tokens, new: Tokens) -> list[Span]:
    """Widen changes, none of them touching another, until each has the edges a reader expects."""
    for fit in (_to_seams, _around_terms):
        if len(spans) == 1:
            spans = [fit(spans[0], 0, len(old.words), old, new)]
            continue
        stops = [0, *[span[1] for span in spans[:-1]]]
        starts = [*[span[0] for span in spans[1:]], len(old.words)]
        spans = joined(
            [fit(span, low, high, old, new) for span, low, high in zip(spans, stops, starts, strict=True)]
        )
    return spans


def joined(spans: list[Span]) -> list[Span]:
    """Join changes that touch or overlap."""
    found = spans[:1]
    for span in spans[1:]:
        last = found[-1]
        if span[0] <= last[1]:
            found[-1] = (last[0], max(last[1], span[1]), last[2], max(last[3], span[3]))
        else:
            found.append(span)
    return found


# -- words that were only added, or only taken away


def slid(spans: list[Span], old: Tokens, new: Tokens) -> list[Span]:
    """Move words that were only added, or only taken away, along equal words to the best edges."""
    found: list[Span] = []
    for at, span in enumerate(spans):
        a, b, c, d = span
        if (a < b) == (c < d):
            found.append(span)
            continue
        # The side that has words, in a span: 0 old, 2 new. One kept word stays on either side of
        # them, so that no two changes touch.
        side = 2 if a == b else 0
        text = (new if a == b else old).words
        low = found[-1][side + 1] + 1 if found else 0
        high = spans[at + 1][side] - 1 if at + 1 < len(spans) else len(text)
        by = _best_slide(text, span[side], span[side + 1], low, high)
        found.append((a + by, b + by, c + by, d + by))
    return found


def _best_slide(words: tuple[str, ...], start: int, stop: int, low: int, high: int) -> int:
    """Say by how many words ``[start, stop)`` best moves; the leftmost of equally good places."""
    left = 0
    while start - left > low and words[start - left - 1] == words[stop - left - 1]:
        left += 1
    right = 0
    while stop + right < high and words[start + right] == words[stop + right]:
        right += 1
    if not left and not right:
        return 0
    return max(range(-left, right + 1), key=lambda by: (_place(words, start + by, stop + by), -by))


def _place(words: tuple[str, ...], start: int, stop: int) -> int:
    """Rank the place ``[start, stop)`` for words added or taken away: more is better."""
    return _start_edge(words[start - 1] if start else "", words[start]) + _end_edge(
        words[stop - 1], words[stop] if stop < len(words) else ""
    )


@lru_cache(maxsize=1 << 14)
def _start_edge(outside: str, first: str) -> int:
    if not outside:
        return TEXT_EDGE
    if outside in SENTENCE_MARKS:
        return SENTENCE_EDGE
    if first in CLAUSE_MARKS or first.lower() in CONJUNCTIONS:
        return BEFORE_MARK
    if outside in CLAUSE_MARKS:
        return AFTER_MARK
    if is_minor(outside):
        return WITHIN_PHRASE
    return PHRASE_EDGE if is_minor(first) else WORD_EDGE


@lru_cache(maxsize=1 << 14)
def _end_edge(last: str, beyond: str) -> int:
    if not beyond:
        return TEXT_EDGE
    if last in SENTENCE_MARKS:
        return SENTENCE_EDGE
    if last in CLAUSE_MARKS:
        return AFTER_MARK
    if is_minor(last):
        return WITHIN_PHRASE
    if beyond in CLAUSE_MARKS or beyond.lower() in CONJUNCTIONS:
        return BEFORE_MARK
    return PHRASE_EDGE if is_minor(beyond) else WORD_EDGE


# -- words that took the place of others


def start_grown(span: Span, low: int, old: Tokens, new: Tokens) -> Growth:
    """Say by how many words the start of *span* best grows, down to *low* in the old words.

    Words that were only added or taken away keep their edges: grown, they would repeat what is kept.
    """
    a, b, c, d = span
    if a == b or c == d:
        return _AS_IT_IS
    dear = LONG_CHANGE if length(span) >= LONG else 1
    return _best_growth(old.words, new.words, a, c, -1, a - low, dear)


def end_grown(span: Span, high: int, old: Tokens, new: Tokens) -> Growth:
    """Say by how many words the end of *span* best grows, up to *high* in the old words."""
    a, b, c, d = span
    if a == b or c == d:
        return _AS_IT_IS
    dear = LONG_CHANGE if length(span) >= LONG else 1
    return _best_growth(old.words, new.words, b, d, 1, high - b, dear)


_AS_IT_IS: Final = Growth(0, 0)


def _best_growth(
    old: tuple[str, ...], new: tuple[str, ...], at: int, to: int, way: int, room: int, dear: int
) -> Growth:
    best, least, paid = 0, dear * max(_edge(old, at), _edge(new, to)), 0
    for step in range(1, min(room, MAX_GROWTH) + 1):
        taken = old[at - step] if way < 0 else old[at + step - 1]
        paid += 2 * breadth(taken) // WORD
        if paid >= least:
            break
        cost = paid + dear * _edge(old, at + way * step)
        if cost < least:
            best, least = step, cost
    return Growth(best, least)


def _edge(words: tuple[str, ...], at: int) -> int:
    """Say what it costs a reader that a change begins or ends before word *at*.

    The ends of a text are no aim: a part of a provision is compared as if it were a text.
    """
    return _edge_between(words[at - 1], words[at]) if 0 < at < len(words) else AFTER_WORD


@lru_cache(maxsize=1 << 16)
def _edge_between(left: str, right: str) -> int:
    if is_mark(left) or is_mark(right) or left[0].isnumeric() or right[0].isnumeric():
        return AT_SEAM
    before, after = left.lower(), right.lower()
    joint = before in CONJUNCTIONS or before in AUXILIARIES
    if is_minor(left) and not joint:
        return INSIDE_PHRASE
    if after in CONJUNCTIONS or after in AUXILIARIES:
        return AT_SEAM
    if joint:
        return AFTER_AUXILIARY
    if breadth(left) == breadth(right) == SIGN:
        return SIGN
    return BEFORE_SMALL if is_minor(right) else AFTER_WORD


def _to_seams(span: Span, low: int, high: int, old: Tokens, new: Tokens) -> Span:
    return _wider(span, start_grown(span, low, old, new).words, end_grown(span, high, old, new).words)


def _wider(span: Span, left: int, right: int) -> Span:
    return span[0] - left, span[1] + right, span[2] - left, span[3] + right


# -- terms and numbers


def _around_terms(span: Span, low: int, high: int, old: Tokens, new: Tokens) -> Span:
    """Let a change grow until neither edge cuts a defined term or a number, on either side."""
    a, b, c, d = span
    start, other_start = _term_at(old, a), _term_at(new, c)
    end = start if a == b else _term_at(old, b)
    other_end = other_start if c == d else _term_at(new, d)
    left, right = max(start[0], other_start[0]), max(end[1], other_end[1])
    return _wider(span, min(left, a - low), min(right, high - b)) if left or right else span


def _term_at(text: Tokens, at: int) -> tuple[int, int]:
    """Count the words before and from *at* that are of one term or number; none where none goes on there.

    In a heading, where every telling word has a capital, none is a term.
    """
    words = text.words
    if not 0 < at < len(words) or not _may_go_on(words[at - 1], words[at]):
        return 0, 0
    first, last = _head_before(words, at), _head_after(words, at)
    if not _is_linked(text, first, last):
        return 0, 0
    while _is_linked(text, before := _head_before(words, first), first):
        first = before
    while _is_linked(text, last, after := _head_after(words, last + 1)):
        last = after
    if last - first >= MAX_TERM or (
        words[first][0].isupper() and all(word[0].isupper() for word in words if weight(word))
    ):
        return 0, 0
    return at - first, last + 1 - at


@lru_cache(maxsize=1 << 16)
def _may_go_on(left: str, right: str) -> bool:
    """Whether a term or number may have *right* after *left*."""
    if left[0].isnumeric():
        return right[0].isnumeric()
    return (left[0].isupper() or _is_link(left)) and (right[0].isupper() or _is_link(right))


def _head_before(words: tuple[str, ...], at: int) -> int:
    """Give the word before *at*, small words that may link a term passed over; -1 before the start."""
    before = at - 1
    while before >= 0 and at - before <= MAX_LINK and _is_link(words[before]):
        before -= 1
    return before


def _head_after(words: tuple[str, ...], at: int) -> int:
    """Give the word from *at* on, small words that may link a term passed over."""
    after = at
    while after < len(words) and after - at < MAX_LINK and _is_link(words[after]):
        after += 1
    return after


@lru_cache(maxsize=1 << 14)
def _is_link(word: str) -> bool:
    return word.islower() and is_minor(word) and word not in CONJUNCTIONS


def _is_linked(text: Tokens, one: int, other: int) -> bool:
    """Whether two words are of one term or number: "States Parties", "Conference of the Parties", "9 000".

    Nothing or small words stand between them, of which the first says whose, or of what.
    """
    if one < 0 or other >= len(text.words):
        return False
    left, right = text.words[one], text.words[other]
    if left[0].isupper():
        close = other == one + 1 or text.words[one + 1] in GENITIVES
        return close and right[0].isupper() and not is_minor(left) and not is_minor(right)
    if other > one + 1:
        return False
    if text.places[other] == text.places[one] + 1:
        return _is_numeral(left) and _is_numeral(right)
    return left.isdecimal() and right.isdecimal() and len(right) == THOUSANDS


def _is_numeral(word: str) -> bool:
    return len(word) == 1 and word.isnumeric() and not word.isdecimal()

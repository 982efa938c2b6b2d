"""Where a change may begin and end: at phrases and clauses, never inside a term or a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from travaux.compare.tokens import Tokens
from travaux.text.language import CLAUSE_MARKS, CONJUNCTIONS, is_minor, is_space

Span = tuple[int, int, int, int]
"""A change while it is being cut: start and end in the old tokens, start and end in the new ones."""

MAX_SNAP: Final = 3
"""How many words a change may grow at either end to reach the edge of its clause."""
MAX_TERM: Final = 6
"""More capitalised words in a row are a heading in capitals, not a defined term."""
THOUSANDS: Final = 3
"""Digits in a group of a number written with spaces: "9 000"."""

SENTENCE_MARKS: Final = frozenset(".;:!?؛؟۔。；：！？")

TEXT_EDGE, SENTENCE_EDGE, BEFORE_MARK, AFTER_MARK, WORD_EDGE = 12, 10, 8, 6, 4
"""How good an edge is for a change, ranked only: nothing but the order matters. A comma belongs to
the item it brings in ("a, b[, c] and d"), so before a mark is better than after it."""
PHRASE_EDGE: Final = 5
"""Before an article or a preposition, which begins a phrase."""
INSIDE_PHRASE: Final = 0
"""After an article or a preposition: "of the [soil and of the ]sea"."""


def settled(spans: list[Span], old: Tokens, new: Tokens) -> list[Span]:
    """Move and widen changes, none of them touching another, until each has the edges a reader expects."""
    spans = _slid([trimmed(span, old, new) for span in spans], old, new)
    for fit in (_snapped, _around_terms):
        spans = joined([fit(span, room, old, new) for span, room in _in_rooms(spans, old)], old)
    return spans


def length(span: Span, old: Tokens, new: Tokens) -> int:
    """Count the words and marks on the longer side."""
    return max(old.solid[span[1]] - old.solid[span[0]], new.solid[span[3]] - new.solid[span[2]])


def trimmed(span: Span, old: Tokens, new: Tokens) -> Span:
    """Leave out what both sides begin or end with."""
    a, b, c, d = span
    while a < b and c < d and old.keys[a] == new.keys[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old.keys[b - 1] == new.keys[d - 1]:
        b, d = b - 1, d - 1
    return a, b, c, d


def joined(spans: list[Span], old: Tokens) -> list[Span]:
    """Join changes that touch, overlap, or have only white space between them."""
    found = spans[:1]
    for span in spans[1:]:
        last = found[-1]
        if old.solid[span[0]] <= old.solid[last[1]]:
            found[-1] = (last[0], max(last[1], span[1]), last[2], max(last[3], span[3]))
        else:
            found.append(span)
    return found


def _slid(spans: list[Span], old: Tokens, new: Tokens) -> list[Span]:
    """Move words that were only added, or only taken away, along equal words to the best edges."""
    found: list[Span] = []
    for at, (a, b, c, d) in enumerate(spans):
        if a < b and c < d:
            found.append((a, b, c, d))
            continue
        # The side that has words, in a span: 0 old, 2 new. One kept token stays on either side of
        # them, so that no two changes touch.
        side = 2 if a == b else 0
        text = new if a == b else old
        low = found[-1][side + 1] + 1 if found else 0
        high = spans[at + 1][side] - 1 if at + 1 < len(spans) else len(text.keys)
        by = _best_slide(text, spans[at][side], spans[at][side + 1], low, high)
        found.append((a + by, b + by, c + by, d + by))
    return found


def _best_slide(text: Tokens, start: int, stop: int, low: int, high: int) -> int:
    """Say by how many tokens ``[start, stop)`` best moves; the leftmost of equally good places."""
    keys = text.keys
    left = 0
    while start - left > low and keys[start - left - 1] == keys[stop - left - 1]:
        left += 1
    right = 0
    while stop + right < high and keys[start + right] == keys[stop + right]:
        right += 1
    if not left and not right:
        return 0
    return max(range(-left, right + 1), key=lambda by: (_edges(text, start + by, stop + by), -by))


def _edges(text: Tokens, start: int, stop: int) -> int:
    """Rank the place ``[start, stop)`` for words added or taken away: more is better."""
    cut = text.tokens
    first, last = _solid_after(text, start), _solid_before(text, stop)
    outside, beyond = _solid_before(text, start), _solid_after(text, stop)
    # White space goes with the word that follows it, so that all that is added after one word is
    # added at one place, "[, as appropriate]" and "[ promptly]" alike.
    led = int(start > 0 and is_space(cut[start]) and not is_space(cut[stop - 1]))
    return _start_edge(outside, first) + _end_edge(last, beyond) + led


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
        return INSIDE_PHRASE
    return PHRASE_EDGE if is_minor(first) else WORD_EDGE


def _end_edge(last: str, beyond: str) -> int:
    if not beyond:
        return TEXT_EDGE
    if last in SENTENCE_MARKS:
        return SENTENCE_EDGE
    if last in CLAUSE_MARKS:
        return AFTER_MARK
    if is_minor(last):
        return INSIDE_PHRASE
    if beyond in CLAUSE_MARKS or beyond.lower() in CONJUNCTIONS:
        return BEFORE_MARK
    return PHRASE_EDGE if is_minor(beyond) else WORD_EDGE


def _solid_before(text: Tokens, at: int) -> str:
    """Give the word or mark that ends at *at*, white space between them aside; "" at the start."""
    while at and is_space(text.tokens[at - 1]):
        at -= 1
    return text.tokens[at - 1] if at else ""


def _solid_after(text: Tokens, at: int) -> str:
    while at < len(text.tokens) and is_space(text.tokens[at]):
        at += 1
    return text.tokens[at] if at < len(text.tokens) else ""


def _in_rooms(spans: list[Span], old: Tokens) -> Iterator[tuple[Span, tuple[int, int]]]:
    """Put to each change the offsets of *old* between which it can grow without meeting its neighbours."""
    stops = [0, *(span[1] for span in spans)]
    starts = [*(span[0] for span in spans[1:]), len(old.keys)]
    return zip(spans, zip(stops, starts, strict=False), strict=True)


def _snapped(span: Span, room: tuple[int, int], old: Tokens, new: Tokens) -> Span:
    """Let a long replacement grow to the edge of its clause, by at most a third of what it replaces."""
    if span[0] == span[1] or span[2] == span[3]:
        return span
    most = min(MAX_SNAP, length(span, old, new) // 3)
    if not most:
        return span
    return _grown(
        span,
        _words_to_clause_start(old, span[0], room[0], most),
        _words_to_clause_end(old, span[1], room[1], most),
    )


def _words_to_clause_start(text: Tokens, at: int, low: int, most: int) -> int:
    start, walked = at, 0
    while _solid_before(text, start) not in CLAUSE_MARKS:
        if start == low:
            return at - start if start == 0 else 0
        start -= 1
        if is_space(text.tokens[start]):
            continue
        walked += 1
        if walked > most:
            return 0
        if text.tokens[start].lower() in CONJUNCTIONS:
            break
    return at - start


def _words_to_clause_end(text: Tokens, at: int, high: int, most: int) -> int:
    stop, walked = at, 0
    while (beyond := _solid_after(text, stop)) not in CLAUSE_MARKS and beyond.lower() not in CONJUNCTIONS:
        if stop == high:
            return stop - at if not beyond else 0
        walked += not is_space(text.tokens[stop])
        stop += 1
        if walked > most:
            return 0
    while stop > at and is_space(text.tokens[stop - 1]):
        stop -= 1
    return stop - at


def _around_terms(span: Span, room: tuple[int, int], old: Tokens, new: Tokens) -> Span:
    """Let a change grow until neither edge cuts a defined term or a number, on either side."""
    left = max(_term_before(old, span[0]), _term_before(new, span[2]))
    right = max(_term_after(old, span[1]), _term_after(new, span[3]))
    if not left and not right:
        return span
    return _without_outer_space(
        _grown(span, min(left, span[0] - room[0]), min(right, room[1] - span[1])), old, new
    )


def _grown(span: Span, left: int, right: int) -> Span:
    return span[0] - left, span[1] + right, span[2] - left, span[3] + right


def _without_outer_space(span: Span, old: Tokens, new: Tokens) -> Span:
    """Leave out white space that both sides begin or end with."""
    a, b, c, d = span
    if a == b or c == d:
        return span
    first = is_space(old.tokens[a]) and is_space(new.tokens[c])
    last = is_space(old.tokens[b - 1]) and is_space(new.tokens[d - 1])
    return _grown(span, -first, -last)


def _term_before(text: Tokens, at: int) -> int:
    """Count the tokens before *at* that belong to a term which goes on after it; 0 where none does."""
    start, found = _word_before(text, at), 1
    if not _is_one_term(text, start, _word_after(text, at)):
        return 0
    while _is_one_term(text, before := _word_before(text, start), start):
        start, found = before, found + 1
    return at - start if found < MAX_TERM else 0


def _term_after(text: Tokens, at: int) -> int:
    """Count the tokens after *at* that belong to a term which began before it; 0 where none did."""
    last, found = _word_after(text, at), 1
    if not _is_one_term(text, _word_before(text, at), last):
        return 0
    while _is_one_term(text, last, after := _word_after(text, last + 1)):
        last, found = after, found + 1
    return last + 1 - at if found < MAX_TERM else 0


def _word_before(text: Tokens, at: int) -> int:
    """Give the offset of the token before *at*, white space skipped; -1 at the start."""
    return at - 2 if at and is_space(text.tokens[at - 1]) else at - 1


def _word_after(text: Tokens, at: int) -> int:
    return at + 1 if at < len(text.tokens) and is_space(text.tokens[at]) else at


def _is_one_term(text: Tokens, one: int, other: int) -> bool:
    """Whether neighbouring words are a defined term or a number: "States Parties", "9 000", 三十."""
    if one < 0 or other >= len(text.tokens):
        return False
    left, right = text.tokens[one], text.tokens[other]
    if left[0].isupper():
        return right[0].isupper() and not is_minor(left) and not is_minor(right)
    if other == one + 1:
        return _is_numeral(left) and _is_numeral(right)
    return left.isdecimal() and right.isdecimal() and len(right) == THOUSANDS


def _is_numeral(token: str) -> bool:
    return len(token) == 1 and token.isnumeric() and not token.isdecimal()

"""Where words quoted from a text stand in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def sought(quoted: str) -> re.Pattern[str]:
    """Give the pattern of words quoted from a text: white space counts as white space of any length."""
    pattern = r"\s+".join(re.escape(word) for word in quoted.split()) or re.escape(quoted)
    lead, tail = quoted[: len(quoted) - len(quoted.lstrip())], quoted[len(quoted.rstrip()) :]
    return re.compile((r"\s+" if lead and pattern else "") + pattern + (r"\s+" if tail and pattern else ""))


def quoted_in(quoted: str, candidates: Sequence[str]) -> tuple[tuple[int, int, int], ...]:
    """List where quoted words stand: in which candidate, from where to where in it."""
    pattern = sought(quoted)
    return tuple(
        (at, *match.span()) for at, words in enumerate(candidates) for match in pattern.finditer(words)
    )


def whole_words(quoted: str, words: str) -> Iterator[tuple[int, int]]:
    """Go through where quoted words stand in *words*, and do not begin or end within a longer word."""
    for match in sought(quoted).finditer(words):
        start, end = match.span()
        if not _within(words, start) and not _within(words, end):
            yield start, end


def _within(words: str, at: int) -> bool:
    """Whether *at* is between two characters of a word, in a script that parts words."""
    return 0 < at < len(words) and all(
        (one.isalnum() and one.lower() != one.upper()) or one.isdigit() for one in words[at - 1 : at + 1]
    )

"""Which space goes with words that are struck: the one that nobody would have written without them."""

from __future__ import annotations

from typing import Final

import regex

_OPENING: Final = regex.compile(r"(?:\A|[\n(\[“‘¿¡]|«\s?)\Z", regex.VERSION1)
_CLOSING: Final = regex.compile(r"\s|\Z|[,;:.!?)\]»”’،؛؟、，。；]", regex.VERSION1)


def struck_with(words: str, first: int, last: int) -> tuple[int, int]:
    """Give the span that goes where these words are struck: with one space beside them, if one is over.

    Of two spaces one goes, and so does one before a mark that has none, or at an end. Where the struck words
    have white space of their own at an end, or stand beside the stroke of alternatives, exactly they go.
    """
    gone, before, after = words[first:last], words[:first], words[last:]
    if gone != gone.strip() or before.rstrip().endswith("/") or after.lstrip().startswith("/"):
        return first, last
    if _OPENING.search(before) and after[:1].isspace() and after[:1] != "\n":
        return first, last + 1
    if before[-1:].isspace() and before[-1:] != "\n" and _CLOSING.match(after):
        return first - 1, last
    return first, last

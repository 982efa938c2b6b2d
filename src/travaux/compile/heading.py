"""What is a heading and what is text in the words that a party gives for a provision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from travaux.text.kind import HEADED, Kind

if TYPE_CHECKING:
    from travaux.compile.version import Item

_LENGTH: Final = 90
"""Longer than any article heading met in the treaties of the corpus, shorter than their sentences."""


def like_a_heading(words: str, label: str) -> bool:
    """Tell whether *words* are a heading rather than the text below: short, no sentence, or numbered."""
    return (bool(label) and words.startswith(label)) or (
        len(words) <= _LENGTH and words.rstrip()[-1:] not in ".;:。；：؛" and "\n" not in words
    )


def with_headings_apart(new: list[Item]) -> list[Item]:
    """Put the text of a new article given without paragraphs into a paragraph of its own."""
    laid: list[Item] = []
    for at, item in enumerate(new):
        alone = at + 1 == len(new) or new[at + 1].depth <= item.depth
        if item.kind in HEADED and item.words and alone and not like_a_heading(item.words, item.label):
            body = replace(item, kind=Kind.PARAGRAPH, label="", depth=item.depth + 1)
            laid += [replace(item, words=""), body]
        else:
            laid.append(item)
    return laid


def without_label(words: str, label: str) -> str:
    """Leave out the number a delegate typed again before the words of a provision that bears it."""
    if label and words.startswith(label):
        rest = words[len(label) :]
        if rest[:1].isspace():
            return rest.lstrip()
    return words

"""Words as elements of a page: exactly the characters; those that cannot be seen are shown and inert."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

import regex

from travaux.render import element as h
from travaux.render.tongue import comma
from travaux.text.language import concealed

FOOTNOTE_MARK: Final = regex.compile(r"\[\^[^\[\]\s]+\]")
"""A footnote mark of Markdown, ``[^1]``, which leads to the footnote of that number."""
_NO_CHARACTER: Final = regex.compile(r"[\p{Cs}\p{Noncharacter_Code_Point}]", regex.VERSION1)
"""Surrogates and code points that are no characters: HTML cannot hold the first and may drop the others."""

_CARRIAGE_RETURN: Final = h.Written("&#13;")
"""A bare one would be read as a line feed; the reference is the same for every page."""


def unseen(text: str) -> dict[int, str]:
    """Tell which characters of *text* a reader of the page could not see, and their code points by name."""
    if text.isascii() and text.isprintable():
        return {}
    found = {
        at: f"U+{ord(text[at]):04X}"
        for at, name in concealed(text)
        if name.endswith(f"U+{ord(text[at]):04X}")
    }
    return found | {match.start(): f"U+{ord(match[0]):04X}" for match in _NO_CHARACTER.finditer(text)}


def characters(text: str) -> list[h.Node]:
    """Write *text* so that a page holds its exact characters.

    A character that cannot be seen stands in an element of its own, isolated, with its code point as
    ``data-char``; the element is empty where HTML cannot hold the character.
    """
    hidden = unseen(text)
    if not hidden and "\r" not in text:
        return [text]
    nodes: list[h.Node] = []
    at = 0
    for place in sorted({*hidden, *(index for index, char in enumerate(text) if char == "\r")}):
        nodes.append(text[at:place])
        at = place + 1
        if place in hidden:
            holds = unicodedata.category(text[place]) == "Cf"
            nodes.append(h.span(".hid", data_char=hidden[place])[text[place] if holds else ""])
        else:
            nodes.append(_CARRIAGE_RETURN)
    nodes.append(text[at:])
    return nodes


def plain(text: str) -> str:
    """Write *text* for an attribute or a title: characters that cannot be seen by their code points."""
    hidden = unseen(text)
    if not hidden:
        return text
    return "".join(f"⟨{hidden[at]}⟩" if at in hidden else char for at, char in enumerate(text))


def quoted(text: str) -> h.Element:
    """Quote what a party says outside the text: its reason, its question, its condition.

    Several lines stand apart, along a rule of their own: none of them can be taken for a line of ours.
    """
    return h.q(".w.several" if "\n" in text else ".w", dir="auto")[raised(text)]


def raised(text: str) -> list[h.Node]:
    """Write characters, the marks of footnotes raised: the footnotes themselves stand elsewhere."""
    nodes: list[h.Node] = []
    at = 0
    for mark in FOOTNOTE_MARK.finditer(text) if "[^" in text else ():
        nodes += [*characters(text[at : mark.start()]), h.span(".fn")[sign(mark[0])]]
        at = mark.end()
    return [*nodes, *characters(text[at:])]


def sign(mark: str) -> list[h.Node]:
    """Write a footnote mark, ``[^1]``, so that its number is seen and its characters are all there."""
    return [h.span(".fs")[mark[:2]], *characters(mark[2:-1]), h.span(".fs")[mark[-1:]]]


def name(text: str) -> h.Element:
    """Write a name of whatever script, so that it moves nothing around it."""
    return h.bdi[characters(text)]


def listed(items: list[h.Node], between: str | None = None) -> Iterator[h.Node]:
    """Put *between* between the items, or the comma of the language that is spoken."""
    between = comma() if between is None else between
    for at, item in enumerate(items):
        if at:
            yield between
        yield item

"""Text in columns of a terminal: how wide characters are, lines that wrap, cells that line up."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from travaux.text.language import is_mark, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH: Final = 100
"""Columns, where nobody says otherwise."""

_WIDE: Final = frozenset("WF")
_WITHOUT_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})


def breadth(text: str) -> int:
    """Count the columns *text* takes: two for a wide character, none for a combining one or a joiner."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


@cache
def _columns(char: str) -> int:
    if unicodedata.category(char) in _WITHOUT_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def harmless(text: str) -> str:
    """Show controls by their pictures and direction overrides by their names: they command terminals.

    Line ends and tabs become spaces.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_harmless(char) for char in text)


def _harmless(char: str) -> str:
    code = ord(char)
    if char in "\n\r\t\u2028\u2029":
        return " "
    if code < 0x20:  # noqa: PLR2004  the C0 controls, whose pictures start at U+2400
        return chr(0x2400 + code)
    if unicodedata.category(char) in {"Cc", "Cs"} or unicodedata.bidirectional(char) in _OVERRIDES:
        return f"<U+{code:04X}>"
    return char


_OVERRIDES: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def padded(text: str, columns: int) -> str:
    """Fill *text* with spaces up to *columns*; longer text stays as it is."""
    return text + " " * (columns - breadth(text))


def clipped(text: str, columns: int) -> str:
    """Cut *text* to *columns*, between words where it can, and say so by an ellipsis."""
    if breadth(text) <= columns:
        return text
    kept = ""
    for token in tokens(text):
        if breadth(kept) + breadth(token) > columns - 1:
            break
        kept += token
    if not kept:
        for char in text:
            if breadth(kept) + breadth(char) > columns - 1:
                break
            kept += char
    return kept.rstrip() + "…"


def wrapped(text: str, columns: int, *, indent: str = "", first: str | None = None) -> list[str]:
    """Break *text* into lines of at most *columns*, each after *indent*, the first after *first*.

    White space at a break is dropped and is one space elsewhere. Marks stay with the word before them;
    a word longer than a line is broken where the line ends.
    """
    lines: list[str] = []
    line = indent if first is None else first
    start = breadth(line)
    for unit, spaced in _units(text):
        rest = unit
        if breadth(line) > start:
            if breadth(line) + spaced + breadth(unit) <= columns:
                line += " " * spaced
            else:
                lines.append(line.rstrip())
                line, start = indent, breadth(indent)
        while breadth(line) + breadth(rest) > columns:
            piece = _fitting(rest, columns - breadth(line))
            lines.append(line + piece)
            rest = rest[len(piece) :]
            line, start = indent, breadth(indent)
        line += rest
    return [*lines, line.rstrip()]


def _units(text: str) -> Iterator[tuple[str, bool]]:
    """Cut *text* into what a line may begin with; each with whether white space stands before it."""
    for number, chunk in enumerate(text.split()):
        spaced = number > 0
        if breadth(chunk) == len(chunk):
            yield chunk, spaced
            continue
        unit = ""
        for token in tokens(chunk):
            if unit and not is_mark(token):
                yield unit, spaced
                unit, spaced = "", False
            unit += token
        yield unit, spaced


def _fitting(text: str, columns: int) -> str:
    kept = ""
    for char in text:
        if kept and breadth(kept) + breadth(char) > columns:
            break
        kept += char
    return kept


def table(rows: Sequence[Sequence[str]], *, gap: str = "  ", indent: str = "") -> list[str]:
    """Set *rows* in columns as wide as their widest cell; the last column is not filled up."""
    if not rows:
        return []
    widths = [max(breadth(row[at]) for row in rows if at < len(row)) for at in range(max(map(len, rows)))]
    return [
        (indent + gap.join(padded(cell, widths[at]) for at, cell in enumerate(row))).rstrip() for row in rows
    ]

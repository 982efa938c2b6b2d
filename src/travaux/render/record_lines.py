"""A page about the record as a terminal shows it: their words in quotation marks, ours without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.render.columns import WIDTH, harmless, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from travaux.render.told import Line, Said, Told

STEP = "  "


def told_lines(told: Told, *, width: int = WIDTH, ansi: bool = False) -> list[str]:
    """Write a page as lines of plain text, without colour unless *ansi*."""

    def bold(lines: Iterable[str]) -> Iterator[str]:
        return (f"\x1b[1m{one}\x1b[0m" if ansi else one for one in lines)

    found = list(bold(wrapped(harmless(_plain(told.title)), width)))
    for one in told.head:
        found += _lines(one, width, "")
    for section in told.sections:
        found.append("")
        found += bold(wrapped(harmless(section.title), width))
        if section.rule:
            found += wrapped(harmless(section.rule), width, indent=STEP)
        for one in section.lines:
            found += _lines(one, width, STEP)
    return found


def _lines(one: Line, width: int, indent: str) -> Iterator[str]:
    first = f"{indent}{one.mark} " if one.mark else indent
    inside = indent + STEP
    yield from wrapped(harmless(_said(one.said)), width, indent=inside, first=first)
    for below in one.below:
        yield from _lines(below, width, inside)


def _plain(said: Sequence[Said]) -> str:
    return "".join(one if isinstance(one, str) else one.words for one in said)


def _said(said: Sequence[Said]) -> str:
    return "".join(one if isinstance(one, str) else f"“{one.words}”" for one in said)

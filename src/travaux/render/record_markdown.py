"""A page about the record as Markdown: their words in quotation marks, none of them taken for a mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from travaux.render.told import Theirs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.render.told import Line, Said, Told

_MARKS: Final = re.compile(r"([\\`*_\[\]<>|~#&])")


def told_markdown(told: Told) -> bytes:
    """Write a page as Markdown: a heading for each section, a list item for each line."""
    found = [f"# {_plain(told.title)}", ""]
    for one in told.head:
        found += [_said(one.said, ""), ""]
    for section in told.sections:
        found += [f"## {_escaped(section.title)}", ""]
        if section.rule:
            found += [_escaped(section.rule), ""]
        for one in section.lines:
            found += _items(one, "")
        found.append("")
    return ("\n".join(found).rstrip() + "\n").encode()


def _items(one: Line, indent: str) -> Iterator[str]:
    mark = f"{one.mark} " if one.mark else ""
    yield f"{indent}- {mark}{_said(one.said, indent + '  ')}"
    for below in one.below:
        yield from _items(below, indent + "  ")


def _said(said: Sequence[Said], indent: str) -> str:
    return "".join(
        f"“{_lines(one.words, indent)}”" if isinstance(one, Theirs) else _lines(one, indent) for one in said
    )


def _plain(said: Sequence[Said]) -> str:
    return " ".join("".join(one.words if isinstance(one, Theirs) else one for one in said).split())


def _lines(text: str, indent: str) -> str:
    """Escape *text*; a line break in it stays one, and begins nothing new."""
    return f"\\\n{indent}".join(_escaped(one) for one in text.split("\n"))


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)

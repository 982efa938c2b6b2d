"""A page about the record before it has a form: sections of lines in two voices, never confused.

What is told once can be shown in a terminal, as Markdown and as a page to print: `record_lines`,
`record_markdown` and `record_page`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Theirs:
    """Somebody's own words, character for character; every form sets them apart from ours."""

    words: str


Said: TypeAlias = str | Theirs
"""Our words, or theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A provision that a line speaks of, and by which of our words: a page makes them the way to it."""

    words: str
    draft: int
    """The number of the draft."""
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing told, and what is told below it."""

    said: tuple[Said, ...]
    below: tuple[Line, ...] = ()
    mark: str = ""
    """A shape before it: ✓ agreed, ◐ held, ○ open. The words say the same."""
    of: Named | None = None
    """The provision that it speaks of, where it is one; only pages that can lead there make use of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str
    rule: str = ""
    """What is counted or listed here, and what is not."""
    lines: tuple[Line, ...] = ()
    folded: bool = False
    """A list behind a figure: a page shows it when it is asked for, paper and terminal always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A whole page."""

    title: tuple[Said, ...]
    head: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()


def line(*said: Said | None, below: tuple[Line, ...] = (), mark: str = "", of: Named | None = None) -> Line:
    """Make a line of what there is to say; None is nothing."""
    told = tuple(one for one in said if one is not None and one != "")
    return Line(said=told, below=below, mark=mark, of=of)


def words_of(line_: Line) -> Iterator[str]:
    """Go through all that a line tells, in order, as one reads it."""
    yield "".join(one if isinstance(one, str) else f"“{one.words}”" for one in line_.said)
    for one in line_.below:
        yield from words_of(one)

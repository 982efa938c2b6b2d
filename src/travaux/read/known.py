"""What has been read before, by its content: kept by the caller while it reads documents that are alike."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from operator import is_
from typing import TYPE_CHECKING, Final

from travaux.read.automatic import Lists, Numbering, read_lists
from travaux.read.body import Manners, Plain
from travaux.read.markup import Markup
from travaux.read.outline import Outlines
from travaux.read.style import Styles, read_styles

if TYPE_CHECKING:
    from collections.abc import Callable

    from travaux.read.line import Line
    from travaux.read.package import Element
    from travaux.read.tracked import Block
    from travaux.text.instrument import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Paragraphs one after the other, and the lines they are; ``origins`` tell which each begins with."""

    blocks: tuple[Plain | Block, ...]
    lines: tuple[Line, ...]
    origins: tuple[int, ...]
    tail: str


_PAGES: Final = 16
"""Texts whose lines are kept as a whole: a draft, and what stands in for it."""


@dataclass(slots=True, eq=False)
class Known:
    """What the documents read with it have in common is read once, and is the same object in all of them.

    What comes back from a reader never depends on what is known: whatever is taken from here is what
    would have been made. It grows with what is different in the documents. It may be let go at any time.
    """

    whole: bool = False
    """Parse each main text as a whole, known or not: the way against which the other is held."""
    _styles: dict[bytes | None, Styles] = field(default_factory=dict)
    _lists: dict[bytes | None, Lists] = field(default_factory=dict)
    _manners: dict[tuple[int, int], Manners] = field(default_factory=dict)
    _markups: dict[tuple[str, int], Markup] = field(default_factory=dict)
    _counted: list[int] = field(default_factory=list)
    _lines: dict[Line, Line] = field(default_factory=dict)
    _pages: dict[int, Page] = field(default_factory=dict)
    _outlines: dict[tuple[frozenset[str], bool, bool], Outlines] = field(default_factory=dict)
    _texts: dict[tuple[object, ...], Text] = field(default_factory=dict)

    def let_go(self) -> None:
        """Forget everything; the next document is read like the first."""
        self._styles.clear()
        self._lists.clear()
        self._manners.clear()
        self._markups.clear()
        self._counted.clear()
        self._lines.clear()
        self._pages.clear()
        self._outlines.clear()
        self._texts.clear()

    def styles(self, part: bytes | None, parsed: Callable[[bytes], Element]) -> Styles:
        """Read the part of styles."""
        if part not in self._styles:
            self._styles[part] = read_styles(None if part is None else parsed(part))
        return self._styles[part]

    def lists(self, part: bytes | None, parsed: Callable[[bytes], Element]) -> Lists:
        """Read the part of numbering."""
        if part not in self._lists:
            self._lists[part] = read_lists(None if part is None else parsed(part))
        return self._lists[part]

    def manners(self, styles: Styles, lists: Lists) -> Manners:
        """Give the manners of *styles* and *lists* that were read here."""
        key = (id(styles), id(lists))
        if key not in self._manners:
            self._manners[key] = Manners(styles=styles, numbering=Numbering(lists, styles))
        return self._manners[key]

    def markup(self, prologue: str, manners: Manners) -> Markup:
        """Give what is known of main texts that begin with *prologue*."""
        key = (prologue, id(manners))
        if key not in self._markups:
            self._markups[key] = Markup(prologue=prologue, manners=manners)
        return self._markups[key]

    def counted(self, most: int) -> Sequence[int]:
        """Give the numbers from 1 to *most*, or further: each as one object, which many readings hold."""
        self._counted += range(len(self._counted) + 1, most + 1)
        return self._counted

    def line(self, line: Line) -> Line:
        """Give the line that is equal to *line*."""
        return self._lines.setdefault(line, line)

    def page(self, blocks: Sequence[Plain | Block]) -> Page | None:
        """Find what the very same paragraphs have been."""
        page = self._pages.get(hash(tuple(map(id, blocks))))
        if page is None or len(page.blocks) != len(blocks) or not all(map(is_, page.blocks, blocks)):
            return None
        return page

    def keep(self, page: Page) -> None:
        """Keep what paragraphs have been, if nothing but plain ones are there and there is room."""
        if len(self._pages) < _PAGES and all(isinstance(block, Plain) for block in page.blocks):
            self._pages[hash(tuple(map(id, page.blocks)))] = page

    def outlines(self, parties: Collection[str], *, ours: bool, laid_out: bool) -> Outlines:
        """Give the outlines made by these rules."""
        key = (frozenset(parties), ours, laid_out)
        if key not in self._outlines:
            self._outlines[key] = Outlines(parties=parties, ours=ours, laid_out=laid_out)
        return self._outlines[key]

    def text(self, text: Text) -> Text:
        """Give the text with the very provisions of *text* and equal to it in all else."""
        said = (text.title, text.draft, text.language, text.head, text.tail, id(text.provisions))
        known = self._texts.setdefault(said, text)
        return known if known.provisions is text.provisions else text

"""The main text of a Word document, in which a paragraph that was read before need not be read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, assert_never

from travaux.read.tracked import (
    Block,
    Characters,
    On,
    Paragraph,
    Properties,
    Revision,
    Run,
    Story,
    Table,
    TrackedChange,
    Unread,
    changes,
    changes_in,
    is_tracked,
    is_whole,
    revised,
    survives,
    view,
)

if TYPE_CHECKING:
    from travaux.read.automatic import Label, Numbering, Place
    from travaux.read.line import Line
    from travaux.read.style import Styles

_FREE: Final = 3_000
"""Paragraphs of one manner that are kept at first sight; beyond, one is kept when it is met again."""
_COLUMN: Final = 120
"""Twips in a column: a character of a twelve-point letter is about that wide."""


@dataclass(slots=True, eq=False)
class Manner:
    """Everything but its words and its number that makes a paragraph the line it is."""

    properties: Properties
    place: Place | None
    """Where it stands in the automatic numbers."""
    twips: int | None
    """How far it says itself that it is indented; None where it leaves that to its number and its style."""
    style_twips: int | None
    heading: int
    title: bool
    plains: dict[str, Plain] = field(default_factory=dict)
    """The paragraphs set in this manner, by their words."""
    met: set[int] = field(default_factory=set)
    """Those that were met once and are not kept, by the hash of their words."""

    def plain(self, text: str) -> Plain:
        """Give the paragraph of these words; ones that were met before are mostly the same object."""
        known = self.plains.get(text)
        if known is None:
            known = Plain(text, self)
            key = hash(text)
            if len(self.plains) < _FREE or key in self.met:
                self.plains[text] = known
                known.kept = True
            else:
                self.met.add(key)
        return known

    def indent(self, label: Label | None) -> int:
        """Tell its indentation in columns."""
        said = (self.twips, label.indent if label else None, self.style_twips)
        return max(0, next((twips for twips in said if twips is not None), 0) // _COLUMN)


@dataclass(slots=True, eq=False)
class Manners:
    """The manners of one set of styles and lists."""

    styles: Styles
    numbering: Numbering
    _known: dict[Properties, Manner] = field(default_factory=dict)

    def __getitem__(self, properties: Properties) -> Manner:
        known = self._known.get(properties)
        if known is None:
            styles = self.styles
            known = self._known[properties] = Manner(
                properties=properties,
                place=self.numbering.place(properties),
                twips=properties.indent,
                style_twips=styles.indent(properties.style),
                heading=styles.heading(properties),
                title=styles.name(properties.style).casefold() == "title",
            )
        return known


@dataclass(slots=True, eq=False)
class Plain:
    """A paragraph of words that anybody sees, of which nothing is tracked."""

    text: str
    manner: Manner
    kept: bool = False
    lines: dict[tuple[int, str], Line | str] = field(default_factory=dict)
    """The line it has been, or what it has added to the empty paragraphs before the next line; by the
    identity of its label and the empty paragraphs before it."""

    def paragraph(self, position: int) -> Paragraph:
        content = Characters(text=self.text)
        runs = (Run(content=content),) if self.text else ()
        return Paragraph(runs=runs, properties=self.manner.properties, position=position)


@dataclass(slots=True, eq=False)
class Leaf:
    """A plain paragraph as it is cut into runs."""

    plain: Plain
    lengths: tuple[int, ...]
    inside: str = ""
    """What stands between its tags, where that is kept."""
    next: Leaf | None = None
    """What followed it where it was first read."""

    @property
    def manner(self) -> Manner:
        return self.plain.manner

    def runs(self) -> Iterator[Run]:
        at = 0
        for length in self.lengths:
            yield Run(content=Characters(text=self.plain.text[at : at + length]))
            at += length


@dataclass(slots=True, eq=False)
class TrackedLeaf:
    """A paragraph of words that anybody sees, with the changes tracked in it."""

    texts: tuple[str, ...]
    revisions: tuple[tuple[Revision, ...], ...]
    """Those that each of ``texts`` stands in."""
    mark: tuple[Revision, ...]
    manner: Manner
    before: Manner | None
    shown: tuple[str, str]
    """Its words with all changes rejected, and with all accepted."""

    def runs(self) -> Iterator[Run]:
        for text, revisions in zip(self.texts, self.revisions, strict=True):
            yield Run(content=Characters(text=text), revisions=revisions)

    def plain(self, *, accept: bool) -> Plain:
        manner = self.manner if accept or self.before is None else self.before
        return manner.plain(self.shown[accept])


Part = Leaf | TrackedLeaf | Block


@dataclass(frozen=True, kw_only=True)
class Body:
    """The main text of a document: its paragraphs and tables, and the paragraph each begins at, from 0."""

    parts: Sequence[Part]
    at: Sequence[int]

    @cached_property
    def _others(self) -> dict[int, TrackedLeaf | Block]:
        """Everything that is no plain paragraph, by its index."""
        return {at: part for at, part in enumerate(self.parts) if not isinstance(part, Leaf)}

    @cached_property
    def _plains(self) -> list[Plain]:
        """The plain paragraphs, each at its index; between them anything."""
        filler = next((part.plain for part in self.parts if isinstance(part, Leaf)), None)
        if filler is None:
            return []
        return [part.plain if isinstance(part, Leaf) else filler for part in self.parts]

    @property
    def story(self) -> Story:
        return tuple(_block(part, position) for part, position in zip(self.parts, self.at, strict=True))

    @property
    def tracked(self) -> bool:
        """Whether its two views can differ."""
        return any(isinstance(part, TrackedLeaf) or is_tracked((part,)) for part in self._others.values())

    @property
    def changes(self) -> Iterator[TrackedChange]:
        """List every tracked change in the order in which they begin."""
        for part, position in zip(self.parts, self.at, strict=True):
            if isinstance(part, TrackedLeaf):
                texts = zip(part.texts, part.revisions, strict=True)
                yield from changes_in(texts, part.mark, position)
            elif not isinstance(part, Leaf):
                yield from changes((part,))

    @property
    def revised(self) -> Iterator[tuple[Revision, On]]:
        """List who did what on what, as `changes` does, without the words."""
        for part in self._others.values():
            if isinstance(part, TrackedLeaf):
                yield from ((revision, On.WORDS) for revision in revised(part.revisions))
                yield from ((revision, On.MARK) for revision in part.mark)
            else:
                for change in changes((part,)):
                    yield Revision(sort=change.kind, author=change.author), change.on

    def view(self, *, accept: bool) -> tuple[Sequence[Plain | Block], Sequence[int]]:
        """Read it as if every change had been accepted, or every one rejected; see `tracked.view`.

        A paragraph of words alone comes back as what it is in any document; beside them, where they begin.
        """
        others = self._others
        if any(not isinstance(part, TrackedLeaf) and not is_whole(part) for part in others.values()):
            story = view(self.story, accept=accept)  # a field that spans paragraphs may hide some whole
            return story, [0] * len(story)
        shown: list[Plain | Block] = []
        at: list[int] = []
        pending: list[tuple[Part, int]] = []

        def settle() -> None:
            for one, begins in _settled(pending, accept=accept):
                shown.append(one)
                at.append(begins)
            pending.clear()

        done = 0
        for index, part in others.items():
            if pending and done < index:
                pending.append((self.parts[done], self.at[done]))
                settle()
                done += 1
            shown += self._plains[done:index]
            at += self.at[done:index]
            done = index + 1
            if not pending and isinstance(part, TrackedLeaf) and survives(part.mark, accept=accept):
                shown.append(part.plain(accept=accept))
                at.append(self.at[index])
            elif not isinstance(part, Table) or view((part,), accept=accept):
                pending.append((part, self.at[index]))
                if survives(_mark(part), accept=accept):
                    settle()
        if pending and done < len(self.parts):
            pending.append((self.parts[done], self.at[done]))
            done += 1
        settle()
        shown += self._plains[done:]
        at += self.at[done:]
        return shown, at


def _settled(pending: Sequence[tuple[Part, int]], *, accept: bool) -> Iterator[tuple[Plain | Block, int]]:
    """Read paragraphs of which all but the last lose their marks, or paragraphs before something else."""
    if not pending:
        return
    last, position = pending[-1]
    if all(isinstance(part, Leaf | TrackedLeaf) for part, _ in pending):
        text = "".join(
            part.plain.text if isinstance(part, Leaf) else part.shown[accept]
            for part, _ in pending
            if isinstance(part, Leaf | TrackedLeaf)
        )
        if text or survives(_mark(last), accept=accept):
            yield _manner(last, accept=accept).plain(text), position
        return
    for block in view(tuple(_block(part, begins) for part, begins in pending), accept=accept):
        yield block, 0


def _manner(part: Part, *, accept: bool) -> Manner:
    match part:
        case Leaf():
            return part.plain.manner
        case TrackedLeaf():
            return part.manner if accept or part.before is None else part.before
        case _:
            raise TypeError(part)


def _mark(part: Part) -> tuple[Revision, ...]:
    match part:
        case TrackedLeaf() | Paragraph():
            return part.mark
        case Leaf() | Table() | Unread():
            return ()
        case _:
            assert_never(part)


def _block(part: Part, position: int) -> Block:
    match part:
        case Leaf():
            return Paragraph(
                runs=tuple(part.runs()), properties=part.plain.manner.properties, position=position
            )
        case TrackedLeaf():
            return Paragraph(
                runs=tuple(part.runs()),
                mark=part.mark,
                properties=part.manner.properties,
                before=None if part.before is None else part.before.properties,
                position=position,
            )
        case _:
            return part

"""Paragraphs with their insertions, deletions and moves: who, when, which words; and the two views."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never


class Sort(StrEnum):
    """What a revision did to what it stands on."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One tracked change on some characters, a paragraph mark, a row or a cell.

    ``author`` is free text, exactly as written ("EU", "J. Smith"); so is ``date``. ``name`` joins the
    two ends of a move and is "" where the other end is missing, which then reads as a plain insertion
    or deletion.
    """

    sort: Sort
    author: str
    date: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Characters:
    """Characters that a reader of the page sees, unless they are hidden."""

    text: str
    hidden: bool = False
    number: bool = False
    """They are the number of a provision in a document of our own."""
    said: bool = False
    """They are what a bracket of ours says, in a document of our own."""
    words: bool = False
    """No characters, but the place in a document of our own where the words of a provision begin."""


class Bound(StrEnum):
    """The three marks of a field: its instruction stands before SEPARATE, what it shows after it."""

    BEGIN = "begin"
    SEPARATE = "separate"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The place where a footnote or endnote is called."""

    endnote: bool
    id: str
    own_mark: bool = False
    """The mark is typed after it; Word then prints no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A text box: paragraphs of their own, anchored here."""

    story: "Story"


Content = Characters | Bound | Reference | Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One content with every revision it stands in, outermost first."""

    content: Content
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a paragraph says of itself; None where it leaves that to its style."""

    style: str = ""
    """The id of its style; "" means the default style."""
    list: str | None = None
    """The ``numId`` of its numbering; "0" takes the numbering of the style away."""
    level: int | None = None
    outline: int | None = None
    indent: int | None = None
    """Twips from the margin to the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Characters up to a paragraph mark. ``position`` counts the paragraphs of the source from 0.

    ``before`` is what its properties were before a tracked change of them.
    """

    runs: tuple[Run, ...] = ()
    mark: tuple[Revision, ...] = ()
    properties: Properties = Properties()
    before: Properties | None = None
    position: int = 0

    @property
    def text(self) -> str:
        """Its characters, tracked or not, hidden or not, in the order of the source."""
        return "".join(run.content.text for run in self.runs if isinstance(run.content, Characters))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    blocks: "Story"
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    cells: tuple[Cell, ...]
    revisions: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something that stands between paragraphs and is not read: a document embedded whole."""

    position: int = 0


Block = Paragraph | Table | Unread
Story = tuple[Block, ...]
"""What runs on in one stream: the main text, one note, one text box, one cell."""


class On(StrEnum):
    """What a tracked change stands on."""

    WORDS = "words"
    MARK = "paragraph mark"
    """Inserted, it split a paragraph; deleted, it joined two."""
    ROW = "row"
    CELL = "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedChange:
    """One change by one author. ``words`` is "" for a mark, and all that it holds for a row or cell."""

    author: str
    date: str
    kind: Sort
    on: On
    words: str
    paragraph: int
    """The position of the paragraph in the source, from 0; for a row or cell, of its first one."""


def is_tracked(story: Story) -> bool:
    """Whether the two views of *story* can differ."""
    return any(True for _ in changes(story)) or any(
        paragraph.before is not None for paragraph in paragraphs(story)
    )


def view(story: Story, *, accept: bool) -> Story:
    """Read *story* as if every change had been accepted, or every one rejected.

    What comes back holds no revision and no field mark: of a field it holds what the field shows. A
    paragraph mark that goes joins its paragraph to the one that follows, whose properties the joined
    one keeps (ECMA-376-1, 17.13.5.15); before a table and at the end there is nothing to join, and
    what is left stays a paragraph if it has any content.
    """
    return _shown(_settled(story, accept=accept))


def paragraphs(story: Story) -> Iterator[Paragraph]:
    """Go through the paragraphs of *story* in reading order, those of tables and text boxes included."""
    for block in story:
        match block:
            case Paragraph():
                yield block
                for run in block.runs:
                    if isinstance(run.content, Box):
                        yield from paragraphs(run.content.story)
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield from paragraphs(cell.blocks)
            case Unread():
                pass
            case _:
                assert_never(block)


def changes(story: Story) -> Iterator[TrackedChange]:
    """List every tracked change of *story* in the order in which they begin.

    Characters that stand in two revisions (a deletion by one author in an insertion by another) are in
    two changes. Adjacent characters under the same revision are one change, within a paragraph.
    """
    for block in story:
        match block:
            case Paragraph():
                yield from _in_paragraph(block)
            case Table():
                for row in block.rows:
                    inside = tuple(paragraph for cell in row.cells for paragraph in paragraphs(cell.blocks))
                    yield from _on_all(row.revisions, On.ROW, inside)
                    for cell in row.cells:
                        yield from _on_all(cell.revisions, On.CELL, tuple(paragraphs(cell.blocks)))
                        yield from changes(cell.blocks)
            case Unread():
                pass
            case _:
                assert_never(block)


def survives(revisions: Sequence[Revision], *, accept: bool) -> bool:
    """Whether what stands in *revisions* is there when all of them are accepted, or all rejected."""
    gone = (Sort.DELETED, Sort.MOVED_FROM) if accept else (Sort.INSERTED, Sort.MOVED_TO)
    return not revisions or not any(revision.sort in gone for revision in revisions)


def _settled(story: Story, *, accept: bool) -> Story:
    settled: list[Block] = []
    pending: list[Run] = []
    last: Paragraph | None = None

    def stand_alone() -> None:
        if last is not None and pending:
            settled.append(_as(last, pending, accept=accept))
            pending.clear()

    for block in story:
        match block:
            case Paragraph():
                pending.extend(_kept(block.runs, accept=accept))
                last = block
                if survives(block.mark, accept=accept):
                    settled.append(_as(block, pending, accept=accept))
                    pending.clear()
            case Table():
                rows = tuple(
                    Row(cells=cells)
                    for row in block.rows
                    if survives(row.revisions, accept=accept) and (cells := _cells(row, accept=accept))
                )
                if rows:
                    stand_alone()
                    settled.append(Table(rows=rows))
            case Unread():
                stand_alone()
                settled.append(block)
            case _:
                assert_never(block)
    stand_alone()
    return tuple(settled)


def _as(paragraph: Paragraph, runs: Sequence[Run], *, accept: bool) -> Paragraph:
    former = paragraph.before
    properties = paragraph.properties if accept or former is None else former
    return Paragraph(runs=tuple(runs), properties=properties, position=paragraph.position)


def _kept(runs: Sequence[Run], *, accept: bool) -> Iterator[Run]:
    for run in runs:
        if not survives(run.revisions, accept=accept):
            continue
        if isinstance(run.content, Box):
            yield Run(content=Box(story=_settled(run.content.story, accept=accept)))
        else:
            yield replace(run, revisions=()) if run.revisions else run


def _cells(row: Row, *, accept: bool) -> tuple[Cell, ...]:
    return tuple(
        Cell(blocks=_settled(cell.blocks, accept=accept))
        for cell in row.cells
        if survives(cell.revisions, accept=accept)
    )


def _shown(story: Story) -> Story:
    """Take the instructions of fields out of a settled *story*; a field may span paragraphs.

    A mark without its fellows (a field cut in two by a rejected change) hides nothing.
    """
    runs = [run for paragraph in _stream(story) for run in paragraph.runs]
    if not any(isinstance(run.content, Bound | Box) for run in runs):
        return story
    shown = [True] * len(runs)
    begins: list[int] = []
    separates: dict[int, int] = {}
    for index, run in enumerate(runs):
        match run.content:
            case Bound.BEGIN:
                begins.append(index)
            case Bound.SEPARATE if begins:
                separates.setdefault(begins[-1], index)
            case Bound.END if begins:
                begin = begins.pop()
                for hidden in range(begin, separates.get(begin, index)):
                    shown[hidden] = False
            case _:
                pass
    flags = iter(shown)
    return _without(story, flags)


def _stream(story: Story) -> Iterator[Paragraph]:
    """Go through the paragraphs of one stream: those of its tables, not those of its text boxes."""
    for block in story:
        match block:
            case Paragraph():
                yield block
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield from _stream(cell.blocks)
            case Unread():
                pass
            case _:
                assert_never(block)


def _without(story: Story, flags: Iterator[bool]) -> Story:
    blocks: list[Block] = []
    for block in story:
        match block:
            case Paragraph():
                runs: list[Run] = []
                for run in block.runs:
                    keep = next(flags)
                    if keep and isinstance(run.content, Box):
                        runs.append(Run(content=Box(story=_shown(run.content.story))))
                    elif keep and not isinstance(run.content, Bound):
                        runs.append(run)
                blocks.append(replace(block, runs=tuple(runs)))
            case Table():
                rows = tuple(
                    Row(cells=tuple(Cell(blocks=_without(cell.blocks, flags)) for cell in row.cells))
                    for row in block.rows
                )
                blocks.append(Table(rows=rows))
            case Unread():
                blocks.append(block)
            case _:
                assert_never(block)
    return tuple(blocks)


def revised(revisions: Iterable[tuple[Revision, ...]]) -> Iterator[Revision]:
    """Go through the changes that begin in a paragraph, given the revisions of its characters in order."""
    going: tuple[Revision, ...] = ()
    for each in revisions:
        if each is not going:
            yield from (revision for revision in dict.fromkeys(each) if revision not in going)
            going = each


def changes_in(
    texts: Iterable[tuple[str, tuple[Revision, ...]]], mark: Sequence[Revision], position: int
) -> Iterator[TrackedChange]:
    """List the changes of one paragraph: on its characters, each with their revisions, then on its *mark*."""
    begun: list[tuple[Revision, list[str]]] = []
    going: dict[Revision, list[str]] = {}
    for text, revisions in texts:
        if going or revisions:
            going = {revision: parts for revision, parts in going.items() if revision in revisions}
            for revision in dict.fromkeys(revisions):
                if revision not in going:
                    going[revision] = []
                    begun.append((revision, going[revision]))
                going[revision].append(text)
    for revision, parts in begun:
        yield _change(revision, On.WORDS, "".join(parts), position)
    for revision in mark:
        yield _change(revision, On.MARK, "", position)


def is_whole(block: Block) -> bool:
    """Whether no field begins in one paragraph of *block* and ends in another, in neither view."""
    for paragraph in _stream((block,)):
        depth = 0
        for run in paragraph.runs:
            match run.content:
                case Bound() if run.revisions:
                    return False
                case Bound.BEGIN:
                    depth += 1
                case Bound.END:
                    depth -= 1
                case _:
                    pass
            if depth < 0:
                return False
        if depth:
            return False
    return True


def _in_paragraph(paragraph: Paragraph) -> Iterator[TrackedChange]:
    runs = [run for run in paragraph.runs if not isinstance(run.content, Bound)]
    texts = ((run.content.text if isinstance(run.content, Characters) else "", run.revisions) for run in runs)
    yield from changes_in(texts, paragraph.mark, paragraph.position)
    for run in runs:
        if isinstance(run.content, Box):
            yield from changes(run.content.story)


def _on_all(revisions: Sequence[Revision], on: On, inside: Sequence[Paragraph]) -> Iterator[TrackedChange]:
    for revision in revisions:
        words = "\n".join(paragraph.text for paragraph in inside)
        yield _change(revision, on, words, inside[0].position if inside else 0)


def _change(revision: Revision, on: On, words: str, paragraph: int) -> TrackedChange:
    return TrackedChange(
        author=revision.author,
        date=revision.date,
        kind=revision.sort,
        on=on,
        words=words,
        paragraph=paragraph,
    )

"""A Word document with all tracked changes accepted, or all rejected, as lines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from travaux.read.automatic import Counting, Label
from travaux.read.body import Manner, Plain
from travaux.read.document import Document
from travaux.read.known import Known, Page
from travaux.read.line import Line
from travaux.read.number_format import numeral
from travaux.read.own_bracket import in_notation
from travaux.read.own_row import first_cell, row_of
from travaux.read.own_style import STEP, is_apparatus, own_kind, parted
from travaux.read.story import PICTURE
from travaux.read.tracked import (
    Block,
    Bound,
    Box,
    Characters,
    Paragraph,
    Reference,
    Run,
    Story,
    Table,
    Unread,
    paragraphs,
    view,
)
from travaux.text.finding import Finding, Place
from travaux.text.kind import Kind
from travaux.text.phrase import phrase

NOTE_MARK: Final = "※"
"""What stands in the words where a note is called: REFERENCE MARK.

The document holds no number there, and a number would make one new note a change of every provision
that has a later one. The note's own line follows, with its number as Word prints it.
"""
_TAB: Final = 6
"""Columns to Word's tab stops, half an inch apart unless somebody sets others."""
_EXCERPT: Final = 80
"""Characters of hidden text that a finding shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The lines of one view, for `outline`; ``tail`` is the empty paragraphs after the last."""

    lines: tuple[Line, ...]
    at: tuple[int, ...]
    """The paragraph of the document, from 1, where each begins; 0 for a note."""
    tail: str
    findings: tuple[Finding, ...]


def docx_view(document: Document, *, accept: bool, name: str = "", known: Known | None = None) -> View:
    """Give the paragraphs of *document* with all changes accepted, or all rejected, as lines.

    A row of a table is one line, a note another, after the paragraph or table that calls it; the
    paragraphs of a text box follow the one it is anchored in. White space around the words of a
    paragraph, empty paragraphs before it and its mark (a line end) are layout. Lines that are *known*
    are the same objects.
    """
    known = Known() if known is None else known
    blocks, at = document.body.view(accept=accept)
    page = known.page(blocks)
    if page is not None:
        counted = known.counted(max(at, default=0) + 1)
        begin = tuple([counted[at[index]] for index in page.origins])
        return View(lines=page.lines, at=begin, tail=page.tail, findings=())
    lines = _Lines(document=document, accept=accept, name=name, known=known)
    lines.body(blocks, at)
    shown = View(
        lines=tuple(lines.lines), at=tuple(lines.at), tail=lines.blank, findings=tuple(lines.findings)
    )
    if not shown.findings:
        index = {position + 1: index for index, position in enumerate(at)}
        origins = tuple([index.get(each, 0) for each in shown.at])
        known.keep(Page(blocks=tuple(blocks), lines=shown.lines, origins=origins, tail=shown.tail))
    return shown


@dataclass(slots=True)
class _Lines:
    """Makes the lines of one view, in reading order."""

    document: Document
    accept: bool
    name: str
    known: Known
    findings: list[Finding] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    blank: str = ""
    """The empty paragraphs since the last line."""
    _called: Counter[bool] = field(default_factory=Counter)
    _counting: Counting = field(init=False)

    def __post_init__(self) -> None:
        self._counting = Counting(self.document.manners.numbering)

    def body(self, blocks: Sequence[Plain | Block], at: Sequence[int]) -> None:
        """Take the main text; *at* is where each plain paragraph stands."""
        counted = self.known.counted(max(at, default=0) + 1)
        for block, position in zip(blocks, at, strict=True):
            if not isinstance(block, Plain):
                self._block(block)
                continue
            manner = block.manner
            label = None if manner.place is None else self._counting.label(manner.place)
            if label is not None and label.unknown:
                self._say_unknown(label, position)
            laid = block.lines.get((id(label), self.blank)) or self._laid(block, label)
            if isinstance(laid, str):
                self.blank = laid
            else:
                self.lines.append(laid)
                self.at.append(counted[position])
                self.blank = ""

    def _laid(self, plain: Plain, label: Label | None) -> Line | str:
        """Make a line of *plain*, or one more empty paragraph, and keep it."""
        laid = _laid(_line(plain.text, plain.manner, label), self.blank)
        if plain.kept:
            laid = laid if isinstance(laid, str) else self.known.line(laid)
            plain.lines[id(label), self.blank] = laid
        return laid

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._paragraph(block)
            case Table() if all(is_apparatus(each.properties) for each in paragraphs((block,))):
                pass
            case Table() if (like := first_cell(block)) is not None:
                for row in block.rows:
                    self._paragraph(row_of(row, like, self._number))
            case Table():
                notes: list[Reference] = []
                for text in self._rows(block, notes):
                    self._add(Line(text=text, kind=Kind.TABLE), _first_position(block) + 1)
                self._notes(notes)
            case Unread():
                self._add(Line(text=PICTURE, kind=Kind.UNREAD), block.position + 1)
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if is_apparatus(paragraph.properties):
            return
        notes: list[Reference] = []
        boxes: list[Box] = []
        own = own_kind(paragraph.properties)
        if own is None:
            words = self._words(paragraph, notes, boxes)
            manner = self.document.manners[paragraph.properties]
            self._add(_line(words, manner, self._label(paragraph)), paragraph.position + 1)
        else:
            self._add_own(self._own_line(paragraph, own, notes, boxes), paragraph.position + 1)
        self._notes(notes)
        for box in boxes:
            for block in box.story:
                self._block(block)

    def _own_line(self, paragraph: Paragraph, kind: Kind, notes: list[Reference], boxes: list[Box]) -> Line:
        def words(runs: Sequence[Run]) -> str:
            return self._words(replace(paragraph, runs=tuple(runs)), notes, boxes)

        before, number, behind = parted(_in_notation(paragraph.runs))
        opened = None if before is None else words(before)
        label, text = words(number), words(behind)
        between = "\t" if label and text.startswith("\t") else ""
        return Line(
            text=text[len(between) :],
            label=label,
            between=between,
            opened=opened,
            kind=kind,
            depth=max(0, paragraph.properties.indent or 0) // STEP,
        )

    def _add(self, line: Line, at: int) -> None:
        """Add *line*, which begins *at*; keep an empty one for the next."""
        laid = _laid(line, self.blank)
        if isinstance(laid, str):
            self.blank = laid
        else:
            self.lines.append(self.known.line(laid))
            self.at.append(at)
            self.blank = ""

    def _add_own(self, line: Line, at: int) -> None:
        """Add a line of a document of our own, in which the white space around the words is theirs."""
        if line.text or line.label or line.opened is not None:
            self.lines.append(self.known.line(replace(line, before=self.blank, after="\n")))
            self.at.append(at)
            self.blank = ""
        else:
            self.blank += "\n"

    def _words(self, paragraph: Paragraph, notes: list[Reference], boxes: list[Box]) -> str:
        """Give the characters of *paragraph*, a mark for each note; collect its notes and text boxes."""
        parts: list[str] = []
        hidden: list[str] = []
        for run in paragraph.runs:
            match run.content:
                case Characters(text=text):
                    parts.append(text)
                    if run.content.hidden:
                        hidden.append(text)
                case Reference():
                    notes.append(run.content)
                    if not run.content.own_mark:
                        parts.append(NOTE_MARK)
                case Box():
                    boxes.append(run.content)
                case Bound():
                    pass
                case _:
                    assert_never(run.content)
        if concealed := "".join(hidden):
            self._find(
                "hidden-text",
                phrase(
                    "Words are hidden: Word neither shows nor prints them. They are kept as words of the "
                    "text."
                ),
                paragraph.position,
                concealed if len(concealed) <= _EXCERPT else f"{concealed[:_EXCERPT]}…",
                phrase("Ask who sent the document whether they belong to it."),
            )
        return "".join(parts)

    def _label(self, paragraph: Paragraph) -> Label | None:
        label = self._counting.label(self.document.manners[paragraph.properties].place)
        if label is not None and label.unknown:
            self._say_unknown(label, paragraph.position)
        return label

    def _number(self, paragraph: Paragraph) -> str:
        """Give the automatic number that somebody gave a paragraph in a cell; ours have none."""
        label = None if own_kind(paragraph.properties) else self._label(paragraph)
        return f"{label.text}{label.gap}" if label and label.text else ""

    def _say_unknown(self, label: Label, position: int) -> None:
        self._find(
            "unknown-number-format",
            phrase(
                "The format {format} of the automatic number {number} is not known; it is printed in "
                "figures.",
                format=repr(label.unknown),
                number=repr(label.text),
            ),
            position,
            label.text,
            phrase("Compare the number with the document."),
        )

    def _rows(self, table: Table, notes: list[Reference]) -> Iterator[str]:
        for row in table.rows:
            yield "| " + "\t| ".join(self._cell(cell.blocks, notes) for cell in row.cells)

    def _cell(self, story: Story, notes: list[Reference]) -> str:
        """Give the paragraphs of a cell, its text boxes and the rows of its tables, each on a line."""
        lines: list[str] = []
        for block in story:
            match block:
                case Paragraph():
                    boxes: list[Box] = []
                    label = self._label(block)
                    words = self._words(block, notes, boxes)
                    lines.append(f"{label.text}{label.gap}{words}" if label and label.text else words)
                    lines += [self._cell(box.story, notes) for box in boxes]
                case Table():
                    lines += self._rows(block, notes)
                case Unread():
                    lines.append(PICTURE)
                case _:
                    assert_never(block)
        return "\n".join(lines)

    def _notes(self, notes: list[Reference]) -> None:
        for note in notes:
            label = ""
            if not note.own_mark:
                self._called[note.endnote] += 1
                count = self._called[note.endnote]
                label = numeral(count, self.document.note_form[note.endnote]) or str(count)
            story = self.document.notes.get((note.endnote, note.id))
            if story is None:
                self.findings.append(
                    Finding(
                        code="note-missing",
                        message=phrase(
                            "Note {number} is called in the text, but the document does not hold it.",
                            number=label,
                        ),
                        place=Place(source=self.name),
                        hint=phrase("Ask who sent the document for a copy with its notes."),
                    )
                )
                continue
            inner: list[Reference] = []
            text = self._cell(view(story, accept=self.accept), inner)
            words = text.lstrip()
            self._add(
                Line(
                    text=words if label else text,
                    label=label,
                    between=text[: len(text) - len(words)] if label else "",
                    kind=Kind.FOOTNOTE,
                ),
                0,
            )

    def _find(self, code: str, message: str, position: int, excerpt: str, hint: str) -> None:
        place = Place(source=self.name, line=position + 1, excerpt=excerpt)
        self.findings.append(Finding(code=code, message=message, place=place, hint=hint))


def _line(text: str, manner: Manner, label: Label | None) -> Line:
    """Make the line of a paragraph that is not one of our own, white space around its words included."""
    return Line(
        text=text,
        label=label.text if label else "",
        between=label.gap if label and label.text else "",
        indent=manner.indent(label),
        heading=manner.heading,
        kind=Kind.TITLE if manner.title and text.strip() else None,
    )


def _laid(line: Line, blank: str) -> Line | str:
    """Take the white space around *line* for layout, and put the empty paragraphs before it.

    An empty line gives one more of them.
    """
    text = line.text
    if line.kind in (Kind.TABLE, Kind.UNREAD):
        return replace(line, before=blank, after="\n")
    start = 0 if line.label else len(text) - len(text.lstrip())
    stop = max(start, len(text.rstrip()))
    if start == stop and not line.label:
        return f"{blank}{text}\n"
    return replace(
        line,
        text=text[start:stop],
        indent=line.indent + sum(_TAB if char == "\t" else 1 for char in text[:start]),
        before=blank + text[:start],
        after=f"{text[stop:]}\n",
    )


def _first_position(table: Table) -> int:
    """Tell where the first paragraph of *table* stands in the source."""
    for row in table.rows:
        for cell in row.cells:
            for block in cell.blocks:
                match block:
                    case Paragraph() | Unread():
                        return block.position
                    case Table():
                        return _first_position(block)
                    case _:
                        assert_never(block)
    return 0


def _in_notation(runs: Sequence[Run]) -> list[Run]:
    """Give the runs of a paragraph of our own, what its brackets say in bracket notation."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if (
            last is not None
            and isinstance(last.content, Characters)
            and isinstance(run.content, Characters)
            and (last.content.said and run.content.said)
            and (last.revisions, last.content.hidden) == (run.revisions, run.content.hidden)
        ):
            found[-1] = replace(
                last, content=replace(last.content, text=last.content.text + run.content.text)
            )
        else:
            found.append(run)
    return [
        replace(run, content=replace(run.content, text=in_notation(run.content.text)))
        if isinstance(run.content, Characters) and run.content.said
        else run
        for run in found
    ]

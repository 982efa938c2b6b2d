"""Word → Text: paragraphs and automatic numbers to provisions, in the two views of tracked changes."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from travaux.read.automatic import Counting, Label
from travaux.read.body import OURS, Manner, Plain
from travaux.read.document import Document, open_document
from travaux.read.known import Known, Page
from travaux.read.line import Line
from travaux.read.number_format import numeral
from travaux.read.outline import Outline, has_layout
from travaux.read.package import PARAGRAPH_LIMIT, TooLarge
from travaux.read.reading import Format, Reading
from travaux.read.story import PICTURE
from travaux.read.tracked import (
    Block,
    Bound,
    Box,
    Characters,
    On,
    Paragraph,
    Reference,
    Run,
    Story,
    Table,
    Unread,
    paragraphs,
    view,
)
from travaux.text.finding import Finding, Place, Severity
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.language import folded
from travaux.text.notation import show
from travaux.text.phrase import phrase

NOTE_MARK: Final = "※"
"""What stands in the words where a note is called: REFERENCE MARK.

The document holds no number there, and a number would make one new note a change of every provision
that has a later one. The note's own line follows, with its number as Word prints it.
"""
APPARATUS: Final = f"{OURS}apparatus"
"""The style of paragraphs of ours that are no words of the text."""
STEP: Final = 284
"""Twips of indentation for each depth in documents of our own: half a centimetre."""

_TAB: Final = 6
"""Columns to Word's tab stops, half an inch apart unless somebody sets others."""
_EXCERPT: Final = 80
"""Characters of hidden text that a finding shows."""


def read_docx(
    data: bytes, *, name: str = "", parties: Collection[str] = (), known: Known | None = None
) -> Reading:
    """Read a .docx as it stands with all tracked changes accepted, and with all rejected.

    ``reject_all`` is None where nothing is tracked. *name* is named in the findings, whose line is
    the paragraph, from 1. What is *known* from other documents is taken from there; the reading is the
    same without. Raises NotReadable (travaux.read.package) on what is no .docx, is locked, damaged,
    holds macros, or passes the limits.
    """
    known = Known() if known is None else known
    document = open_document(data, name=name, known=known)
    shown = docx_view(document, accept=True, name=name, known=known)
    if len(shown.lines) > PARAGRAPH_LIMIT:
        raise TooLarge(
            phrase(
                "{name} has {count} paragraphs; at most {most} are read. Split the "
                "document and read its parts.",
                name=name or phrase("The file"),
                count=f"{len(shown.lines):,}",
                most=f"{PARAGRAPH_LIMIT:,}",
            )
        )
    accepted, outlined = _text(document, shown, parties=parties, name=name, known=known)
    rejected: Text | None = None
    rejected_lines: tuple[int, ...] = ()
    if document.tracked:
        under = docx_view(document, accept=False, name=name, known=known)
        rejected, outlined_under = _text(document, under, parties=parties, name=name, known=known)
        rejected_lines = outlined_under.at
    return Reading(
        format=Format.DOCX,
        text=accepted,
        reject_all=rejected,
        lines=outlined.at,
        reject_all_lines=rejected_lines,
        consolidated=document.front.consolidated,
        findings=(
            *document.findings,
            *_authors(document, name),
            *shown.findings,
            *outlined.findings,
        ),
    )


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


def _text(
    document: Document, shown: View, *, parties: Collection[str], name: str, known: Known
) -> tuple[Text, Outline]:
    front = document.front
    outlines = known.outlines(parties, ours=front.consolidated, laid_out=has_layout(shown.lines))
    outlined = outlines.outline(shown.lines, at=shown.at, source=name)
    titles = (folded(show(each.words)) for each in outlined.provisions if each.kind is Kind.TITLE)
    text = Text(
        title=front.title or next(titles, ""),
        draft=front.draft,
        language=front.language or outlined.language,
        provisions=outlined.provisions,
        tail=shown.tail,
    )
    return known.text(text), outlined


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
            case Table() if all(_is_apparatus(each) for each in paragraphs((block,))):
                pass
            case Table():
                notes: list[Reference] = []
                for row in self._rows(block, notes):
                    self._add(Line(text=row, kind=Kind.TABLE), _first_position(block) + 1)
                self._notes(notes)
            case Unread():
                self._add(Line(text=PICTURE, kind=Kind.UNREAD), block.position + 1)
            case _:
                assert_never(block)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if _is_apparatus(paragraph):
            return
        notes: list[Reference] = []
        boxes: list[Box] = []
        own = _own_kind(paragraph)
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

        runs = paragraph.runs
        begin = next((at for at, run in enumerate(runs) if _is_words(run.content)), None)
        start = 0
        if begin is not None:
            while start < begin and not _is_number(runs[start].content):
                start += 1
        stop = start
        while stop < len(runs) and _is_number(runs[stop].content):
            stop += 1
        opened, label, text = words(runs[:start]), words(runs[start:stop]), words(runs[stop:])
        between = "\t" if label and text.startswith("\t") else ""
        return Line(
            text=text[len(between) :],
            label=label,
            between=between,
            opened=None if begin is None else opened,
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
                "Words are hidden: Word neither shows nor prints them. They are kept as words of the text.",
                paragraph.position,
                concealed if len(concealed) <= _EXCERPT else f"{concealed[:_EXCERPT]}…",
                "Ask who sent the document whether they belong to it.",
            )
        return "".join(parts)

    def _label(self, paragraph: Paragraph) -> Label | None:
        label = self._counting.label(self.document.manners[paragraph.properties].place)
        if label is not None and label.unknown:
            self._say_unknown(label, paragraph.position)
        return label

    def _say_unknown(self, label: Label, position: int) -> None:
        self._find(
            "unknown-number-format",
            f"The format {label.unknown!r} of the automatic number {label.text!r} is not known; "
            "it is printed in figures.",
            position,
            label.text,
            "Compare the number with the document.",
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
                        message=f"Note {label} is called in the text, but the document does not hold it.",
                        place=Place(source=self.name),
                        hint="Ask who sent the document for a copy with its notes.",
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


def _is_apparatus(paragraph: Paragraph) -> bool:
    return paragraph.properties.style == APPARATUS


def _own_kind(paragraph: Paragraph) -> Kind | None:
    """Tell the kind of a paragraph of our own; None for a paragraph of anybody else's."""
    style = paragraph.properties.style
    if not style.startswith(OURS):
        return None
    return next((kind for kind in Kind if kind.value == style.removeprefix(OURS)), None)


def _is_words(content: object) -> bool:
    return isinstance(content, Characters) and content.words


def _is_number(content: object) -> bool:
    return isinstance(content, Characters) and content.number


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


def _authors(document: Document, name: str) -> Iterator[Finding]:
    """Say of each author what they changed, in the order in which they first appear."""
    counts: dict[str, Counter[str]] = {}
    for (author, sort, on), number in Counter(
        (revision.author, revision.sort, on) for revision, on in document.revised
    ).items():
        what = sort.value if on is On.WORDS else f"{on.value} {sort.value}"
        counts.setdefault(author, Counter())[what] += number
    for author, count in counts.items():
        said = ", ".join(f"{what}: {number}" for what, number in count.items())
        yield Finding(
            code="tracked-changes",
            message=f"Tracked changes by {author or 'nobody named'}: {said}.",
            severity=Severity.NOTE,
            place=Place(source=name),
        )

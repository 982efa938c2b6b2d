"""WordprocessingML → Story: every character with the tracked changes it stands in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from travaux.read.own_style import NUMBER, SAID, WORDS
from travaux.read.package import Element
from travaux.read.style import Styles, W, is_hidden, is_on, number, read_properties, value
from travaux.read.symbol import symbol
from travaux.read.tracked import (
    Block,
    Bound,
    Box,
    Cell,
    Characters,
    Paragraph,
    Properties,
    Reference,
    Revision,
    Row,
    Run,
    Sort,
    Story,
    Table,
    Unread,
)
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import phrase

PICTURE: Final = "\ufffc"
"""What stands for a picture: OBJECT REPLACEMENT CHARACTER."""

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

_SORTS: Final = {
    f"{W}ins": Sort.INSERTED,
    f"{W}del": Sort.DELETED,
    f"{W}moveFrom": Sort.MOVED_FROM,
    f"{W}moveTo": Sort.MOVED_TO,
    f"{W}cellIns": Sort.INSERTED,
    f"{W}cellDel": Sort.DELETED,
}
_UNPAIRED: Final = {Sort.MOVED_FROM: Sort.DELETED, Sort.MOVED_TO: Sort.INSERTED}
_RANGES: Final = {f"{W}moveFromRangeStart": Sort.MOVED_FROM, f"{W}moveToRangeStart": Sort.MOVED_TO}
_FIXED: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_TRANSPARENT: Final = frozenset(
    f"{W}{name}"
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo")
)
"""What may stand around whole paragraphs, rows and cells and is none itself."""
_WORDLESS: Final = frozenset(
    f"{W}{name}"
    for name in (
        *("rPr", "pPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "tblPr", "tblGrid", "trPr", "tcPr"),
        *("instrText", "delInstrText", "fldData", "tblPrEx", "sectPr", "rt", "rubyPr"),
    )
) | {f"{_MATH}{name}" for name in ("rPr", "ctrlPr")}
"""Elements whose characters, if any, are not on the page."""
_CHANGING: Final = frozenset(
    f"{W}{name}"
    for name in ("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "pgNum")
)


def read_story(
    container: Element, *, styles: Styles, source: str = "", first: int = 0
) -> tuple[Story, tuple[Finding, ...]]:
    """Read the paragraphs in *container*: a body, a note, a text box.

    Paragraphs count from *first*. A place in a finding has the paragraph, from 1, as its line. A move
    without its other end in *container* reads as an insertion or a deletion.
    """
    reader = StoryReader(container, styles=styles, source=source)
    return reader.read(container, first=first), tuple(reader.findings)


class StoryReader:
    """Goes through one container in the order of the document, at once or piece by piece."""

    def __init__(self, container: Element, *, styles: Styles, source: str = "") -> None:
        """Prepare to read in *container*, whose moves are paired."""
        self.findings: list[Finding] = []
        self.next = 0
        """How many paragraphs have been read or passed over."""
        self._styles = styles
        self._source = source
        self._position = 0
        self._paragraph_style = ""
        self._hidden = False
        self._number = False
        self._said = False
        self._forms: list[str] = []
        self._moving: dict[Sort, str] = {}
        ends = {
            sort: {start.get(f"{W}name", "") for start in container.iter(tag)}
            for tag, sort in _RANGES.items()
        }
        self._paired = (ends[Sort.MOVED_FROM] & ends[Sort.MOVED_TO]) - {""}
        self._special: dict[str, Callable[[Element, list[Run], tuple[Revision, ...]], None]] = {
            f"{W}r": self._run,
            f"{W}sym": self._symbol,
            f"{W}fldChar": self._field,
            f"{W}footnoteReference": self._reference,
            f"{W}endnoteReference": self._reference,
            f"{W}drawing": self._picture,
            f"{W}pict": self._picture,
            f"{W}object": self._picture,
            f"{W}subDoc": self._outside,
            f"{_MC}AlternateContent": self._alternate,
            f"{_MATH}oMath": self._formula,
            f"{W}ruby": self._ruby,
        }

    def read(self, children: Iterable[Element], *, first: int) -> Story:
        """Read some *children* of the container, whose paragraphs count from *first*."""
        if first != self.next:
            self.next = self._position = first
        return self._story(children)

    def pass_over(self, paragraphs: int, *, style: str) -> None:
        """Go on behind *paragraphs* of the document that need not be read, the last of them in *style*."""
        self.next, self._position, self._paragraph_style = paragraphs, paragraphs - 1, style

    def _story(self, container: Iterable[Element], revisions: tuple[Revision, ...] = ()) -> Story:
        blocks: list[Block] = []
        for child in container:
            if child.tag == f"{W}p":
                blocks.append(self._paragraph(child, revisions))
            elif child.tag == f"{W}tbl":
                blocks.append(Table(rows=tuple(self._rows(child, revisions))))
            elif child.tag == f"{_MC}AlternateContent":
                blocks.extend(self._story(_chosen(child), revisions))
            elif child.tag == f"{W}altChunk":
                blocks.append(self._embedded())
            elif child.tag in _TRANSPARENT and any(True for _ in child.iter(f"{W}p", f"{W}tbl")):
                blocks.extend(self._story(child, self._within(child, revisions)))
            elif child.tag in _RANGES:
                self._start_move(child)
            elif child.tag not in _WORDLESS and (runs := self._stray(child, revisions)):
                blocks.append(Paragraph(runs=runs, position=self._position))
        return tuple(blocks)

    def _paragraph(self, element: Element, revisions: tuple[Revision, ...]) -> Paragraph:
        self._position = position = self.next
        self.next += 1
        ppr = element.find(f"{W}pPr")
        properties = read_properties(ppr)
        self._paragraph_style = properties.style
        runs: list[Run] = []
        self._inline(element, runs, revisions)
        self._position = position
        rpr = None if ppr is None else ppr.find(f"{W}rPr")
        return Paragraph(
            runs=tuple(runs),
            mark=revisions + self._own_revisions(rpr),
            properties=properties,
            before=None if ppr is None else _former(ppr, properties),
            position=position,
        )

    def _rows(self, container: Element, revisions: tuple[Revision, ...]) -> Iterator[Row]:
        for child in container:
            if child.tag == f"{W}tr":
                own = revisions + self._own_revisions(child.find(f"{W}trPr"))
                yield Row(cells=tuple(self._cells(child, revisions)), revisions=own)
            elif child.tag in _TRANSPARENT:
                yield from self._rows(child, self._within(child, revisions))
            elif child.tag in _RANGES:
                self._start_move(child)

    def _cells(self, container: Element, revisions: tuple[Revision, ...]) -> Iterator[Cell]:
        for child in container:
            if child.tag == f"{W}tc":
                own = self._own_revisions(child.find(f"{W}tcPr"))
                yield Cell(blocks=self._story(child, revisions), revisions=own)
            elif child.tag in _TRANSPARENT:
                yield from self._cells(child, self._within(child, revisions))
            elif child.tag in _RANGES:
                self._start_move(child)

    def _stray(self, child: Element, revisions: tuple[Revision, ...]) -> tuple[Run, ...]:
        """Read what should stand in a paragraph and does not."""
        runs: list[Run] = []
        self._element(child, runs, revisions)
        if runs:
            self._find(
                "words-outside-paragraph",
                phrase("Words stand outside any paragraph; they are kept as a paragraph of their own."),
                hint=phrase("Open the document in Word and save it again."),
            )
        return tuple(runs)

    def _inline(self, element: Element, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        for child in element:
            self._element(child, runs, revisions)

    def _element(self, child: Element, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        tag = str(child.tag)
        if tag in (f"{W}t", f"{W}delText", f"{_MATH}t"):
            self._add(child.text or "", runs, revisions)
            if tag == f"{W}delText" and not revisions:
                self._find(
                    "deleted-words-without-author",
                    phrase("Words are marked as deleted but stand in no tracked deletion; they are kept."),
                    excerpt=child.text or "",
                    hint=phrase("Look at the place in Word and delete or keep the words there."),
                )
        elif (handle := self._special.get(tag)) is not None:
            handle(child, runs, revisions)
        elif (fixed := _FIXED.get(tag)) is not None:
            self._add(fixed, runs, revisions)
        elif tag in _RANGES:
            self._start_move(child)
        elif tag in _CHANGING:
            self._find(
                "changing-words-left-out",
                phrase(
                    "A date or page number that changes each day or page ({element}) is left out.",
                    element=tag.removeprefix(W),
                ),
                hint=phrase("If it belongs to the text, type it as plain words."),
            )
        elif tag not in _WORDLESS:
            self._inline(child, runs, self._within(child, revisions))

    def _add(self, text: str, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        if text:
            content = Characters(text=text, hidden=self._hidden, number=self._number, said=self._said)
            runs.append(Run(content=content, revisions=revisions))

    def _run(self, element: Element, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        rpr = element.find(f"{W}rPr")
        style = "" if rpr is None else value(rpr, "rStyle") or ""
        said = is_hidden(rpr)
        before = self._hidden, self._number, self._said
        self._hidden = self._styles.hidden(style, self._paragraph_style) if said is None else said
        self._number, self._said = style == NUMBER, style == SAID
        if style == WORDS:
            runs.append(Run(content=Characters(text="", words=True), revisions=revisions))
        self._inline(element, runs, revisions + self._own_revisions(rpr))
        self._hidden, self._number, self._said = before

    def _symbol(self, element: Element, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        font = element.get(f"{W}font", "")
        code = _hexadecimal(element.get(f"{W}char", ""))
        sign = symbol(code, font)
        if sign is None:
            self._find(
                "unknown-symbol",
                phrase(
                    "The symbol {code} of the font {font} has no known meaning; its code is kept.",
                    code=f"{code:04X}",
                    font=repr(font),
                ),
                hint=phrase("Type the character itself in place of the symbol."),
            )
        self._add(sign or (chr(code) if code else "\ufffd"), runs, revisions)

    def _field(self, element: Element, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        bound = {each.value: each for each in Bound}.get(element.get(f"{W}fldCharType", ""))
        if bound is None:
            return
        runs.append(Run(content=bound, revisions=revisions))
        if bound is Bound.BEGIN:
            self._forms.append(_form(element))
        elif bound is Bound.END and self._forms:
            self._add(self._forms.pop(), runs, revisions)

    def _reference(self, element: Element, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        content = Reference(
            endnote=element.tag == f"{W}endnoteReference",
            id=element.get(f"{W}id", ""),
            own_mark=is_on(element.get(f"{W}customMarkFollows", "0")),
        )
        runs.append(Run(content=content, revisions=revisions))

    def _picture(self, element: Element, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        boxes = list(_outermost(element))
        diagrams = any(True for _ in element.iter(f"{_DIAGRAM}relIds", f"{_CHART}chart"))
        if diagrams or not boxes or any(True for _ in element.iter(f"{_PIC}pic", f"{_VML}imagedata")):
            said = (each.get("descr") or each.get("title") or "" for each in element.iter(f"{_DRAWING}docPr"))
            self._find(
                "diagram-not-read" if diagrams else "picture-not-read",
                phrase("A diagram or chart stands here; words in it are not read.")
                if diagrams
                else phrase("A picture stands here; words in it are not read."),
                excerpt=next(said, ""),
                hint=phrase("If it holds words of the instrument, ask for them as text."),
            )
            self._add(PICTURE, runs, revisions)
        for box in boxes:
            style, position = self._paragraph_style, self._position
            self._find(
                "text-box",
                phrase("A text box stands here; its words follow the paragraph it is anchored in."),
                severity=Severity.NOTE,
            )
            runs.append(Run(content=Box(story=self._story(box)), revisions=revisions))
            self._paragraph_style, self._position = style, position

    def _alternate(self, element: Element, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        self._inline(_chosen(element), runs, revisions)

    def _formula(self, element: Element, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        self._find(
            "formula-flattened",
            phrase(
                "A formula is read as its characters in a row; fractions, powers and roots lose their shape."
            ),
            excerpt="".join(each.text or "" for each in element.iter(f"{_MATH}t")),
            hint=phrase("Compare the formula with the document."),
        )
        self._inline(element, runs, revisions)

    def _ruby(self, element: Element, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        self._find(
            "reading-aid-left-out",
            phrase("The reading printed above some characters is left out; the characters are kept."),
            excerpt="".join(each.text or "" for rt in element.iter(f"{W}rt") for each in rt.iter(f"{W}t")),
            severity=Severity.NOTE,
        )
        self._inline(element, runs, revisions)

    def _outside(self, _element: Element, runs: list[Run], revisions: tuple[Revision, ...]) -> None:
        self._not_read()
        self._add(PICTURE, runs, revisions)

    def _embedded(self) -> Unread:
        self._not_read()
        return Unread(position=self.next)

    def _not_read(self) -> None:
        self._find(
            "embedded-document-not-read",
            phrase("Another document is embedded here whole; its words are not read."),
            severity=Severity.ERROR,
            hint=phrase("Open the document in Word and save it again: Word takes the other document in."),
        )

    def _within(self, element: Element, revisions: tuple[Revision, ...]) -> tuple[Revision, ...]:
        revision = self._revision(element)
        return revisions if revision is None else (*revisions, revision)

    def _own_revisions(self, properties: Element | None) -> tuple[Revision, ...]:
        """Read the revisions that a row, cell, run or paragraph mark says it stands in."""
        if properties is None:
            return ()
        found = (self._revision(child) for child in properties)
        return tuple(revision for revision in found if revision is not None)

    def _revision(self, element: Element) -> Revision | None:
        sort = _SORTS.get(str(element.tag))
        if sort is None:
            return None
        name = self._moving.get(sort, "")
        if sort in _UNPAIRED and name not in self._paired:
            sort, name = _UNPAIRED[sort], ""
        author, date = element.get(f"{W}author", ""), element.get(f"{W}date", "")
        return Revision(sort=sort, author=author, date=date, name=name)

    def _start_move(self, element: Element) -> None:
        self._moving[_RANGES[str(element.tag)]] = element.get(f"{W}name", "")

    def _find(
        self,
        code: str,
        message: str,
        *,
        excerpt: str = "",
        severity: Severity = Severity.WARNING,
        hint: str = "",
    ) -> None:
        place = Place(source=self._source, line=self._position + 1, excerpt=excerpt)
        finding = Finding(code=code, message=message, severity=severity, place=place, hint=hint)
        self.findings.append(finding)


def _former(ppr: Element, properties: Properties) -> Properties | None:
    """Read what the properties were before they were changed with tracking; None if they were not."""
    change = ppr.find(f"{W}pPrChange")
    former = properties if change is None else read_properties(change.find(f"{W}pPr"))
    if ppr.find(f"{W}numPr/{W}ins") is not None and change is None:
        former = replace(former, list=None, level=None)
    return former if former != properties else None


def _chosen(alternate: Element) -> Element:
    """Take one of several forms of the same content: the first, unless only a later one has words."""
    forms = alternate.findall(f"{_MC}Choice") + alternate.findall(f"{_MC}Fallback")
    worded = [form for form in forms if any(True for _ in form.iter(f"{W}t", f"{W}delText", f"{_MATH}t"))]
    return next(iter(worded or forms), alternate)


def _outermost(element: Element) -> Iterator[Element]:
    """Find the contents of text boxes in *element*, those inside another left to it."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from _outermost(_chosen(child))
        else:
            yield from _outermost(child)


def _form(begin: Element) -> str:
    """Give what a form field shows that stands in no run: a ticked box, the chosen entry of a list."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        said = [box.find(f"{W}{name}") for name in ("checked", "default")]
        ticked = next((is_on(each.get(f"{W}val", "1")) for each in said if each is not None), False)
        return "☒" if ticked else "☐"
    choices = begin.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [each.get(f"{W}val", "") for each in choices.findall(f"{W}listEntry")]
    chosen = number(value(choices, "result") or value(choices, "default")) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def _hexadecimal(text: str) -> int:
    """Read the code of a symbol; 0 where it is none that Unicode could have."""
    digits = text.casefold()
    valid = 0 < len(digits) <= 4 and set(digits) <= set("0123456789abcdef")  # noqa: PLR2004 - ST_ShortHexNumber
    code = int(digits, 16) if valid else 0
    return 0 if 0xD800 <= code <= 0xDFFF else code  # noqa: PLR2004 - surrogates are no characters

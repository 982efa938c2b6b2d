"""A comment table in a workbook (.xlsx) → Reply: a row is an answer, a row that is not understood is listed.

docs/formats/xlsx.md says which columns are read.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from travaux.answers.answer import Drafted
from travaux.read.package import Element, NotReadable, Package, open_package
from travaux.read.reading import Format, Reading
from travaux.read.sheet import Entry, Section, SheetReader
from travaux.read.vocabulary import Field, field_called, title_party
from travaux.text.language import folded
from travaux.text.phrase import phrase

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK: Final = "xl/workbook.xml"
_HEADER: Final = (Field.PARTY, Field.IN_ANSWER_TO, Field.ON_BEHALF_OF)
_PLACE: Final = frozenset(
    {
        *("provision", "article", "paragraph", "reference", "place"),
        *("disposition", "paragraphe", "disposición", "artículo", "положение", "статья"),
        *("الحكم", "المادة", "条款", "条文"),
    }
)
"""What the column is called that names the provision."""
_DRAFTED: Final = frozenset(
    {
        *("in the draft", "text of the draft", "draft text", "current text", "text proposed"),
        *("dans le projet", "en el proyecto", "в проекте", "في المشروع", "草案案文"),
    }
)
"""What the column is called that repeats the draft's words: it says nothing, and is held to the draft."""
_PROPOSER: Final = frozenset({"proposal of", "the proposal of"})
"""What the column is called that names whose proposal is supported or opposed."""
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_COLUMN: Final = re.compile(r"([A-Z]+)")


def is_workbook(data: bytes) -> bool:
    """Whether an Office document is a workbook: by the names of its parts, of which nothing is unpacked."""
    return _BOOK.encode() in data and b"word/document.xml" not in data


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    number: int
    """From 1, as programs show it."""
    cells: Mapping[int, str]
    """By column, from 0; those with nothing in them are left out."""
    marked: bool = False
    """Whether words in it are struck or underlined."""

    @property
    def raw(self) -> str:
        return "\t".join(self.cells[at] for at in sorted(self.cells))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heads:
    """What stands in which column."""

    row: int
    place: int
    fields: Mapping[int, Field]
    party: int | None
    drafted: frozenset[int]
    others: Mapping[int, str]


def read_workbook(data: bytes, *, name: str = "", parties: Iterable[str] = ()) -> Reading:
    """Read the first table of answers in a workbook; every row is an answer, unread, or says nothing.

    Raises NotReadable, also where there is no such table.
    """
    package = open_package(data)
    sheet = SheetReader(source=name, parties=frozenset(parties))
    found: _Heads | None = None
    for title, rows in _tables(package):
        heads = _heads(rows)
        if found is not None or heads is None:
            about = [_front(sheet, row) for row in rows]
            if rows and not any(about):
                sheet.report(
                    "sheet-unread",
                    f"The sheet “{title}” has no table of answers, or is a second one. It is not read.",
                    line=1,
                    hint="Put all answers into one table, with the heads Provision and Position.",
                )
            continue
        found = heads
        _read(sheet, rows, heads)
    if found is None:
        raise NotReadable(
            phrase(
                "The file is an Excel workbook with no table of answers in it. Expected a row with "
                "the heads “Provision” and “Position”, and below it a row for each answer."
            )
        )
    return Reading(
        format=Format.WORKBOOK,
        reply=sheet.reply(),
        parties=tuple(sheet.names.values()),
        findings=tuple(sheet.findings),
    )


def _read(sheet: SheetReader, rows: Sequence[_Row], heads: _Heads) -> None:
    for row in rows:
        if row.number < heads.row:
            _front(sheet, row)
        elif row.number > heads.row:
            before = len(sheet.unread)
            _answer(sheet, row, heads)
            if len(sheet.unread) == before:
                sheet.drafted += _drafted(row, heads)
    for at, head in heads.others.items():
        filled = [row.number for row in rows if row.number > heads.row and row.cells.get(at, "").strip()]
        if filled:
            sheet.report(
                "column-unread",
                f"The column “{head}” is not read, and has words in row {filled[0]}.",
                line=heads.row,
                hint=f"Call it one of: Provision, {', '.join(one.capitalize() for one in Field)}.",
            )


def _drafted(row: _Row, heads: _Heads) -> Iterator[Drafted]:
    """Go through what stands as words of the draft in a row that is not kept unread as a whole."""
    place = row.cells.get(heads.place, "").strip()
    for at in sorted(heads.drafted):
        if (words := row.cells.get(at, "")).strip():
            yield Drafted(cell=f"{_letters(at)}{row.number}", line=row.number, provision=place, words=words)


def _front(sheet: SheetReader, row: _Row) -> bool:
    """Read what stands above the table or on a sheet of its own: who answers, which draft, in whose name."""
    first, *rest = (row.cells[at] for at in sorted(row.cells))
    field = field_called(first.rstrip(":： "))
    if field in _HEADER and rest:
        sheet.header(Section(entries=(Entry(field=field, inline=rest[0], line=row.number, raw=row.raw),)))
    elif (who := title_party(first)) is not None:
        sheet.answers_for(who)
    else:
        return False
    return True


def _answer(sheet: SheetReader, row: _Row, heads: _Heads) -> None:
    said = {at: text for at, text in row.cells.items() if at in heads.fields and text.strip()}
    if not said:
        return
    place = row.cells.get(heads.place, "").strip()
    if not place:
        sheet.leave_unread(
            "provision-missing",
            f"Row {row.number} answers something and does not say what.",
            row.raw,
            line=row.number,
            hint="Give the provision in its column, or “The whole text”.",
        )
        return
    who = row.cells.get(heads.party, "").strip() if heads.party is not None else ""
    if who and not sheet.party:
        sheet.answers_for(who)
    own = sheet.names.get(sheet.party)
    if who and sheet.party not in re.split(r"[\s()]+", who) and (own is None or own.name != who):
        sheet.leave_unread(
            "another-party",
            f"Row {row.number} is of {who}, and the table is the answer of {sheet.party}.",
            row.raw,
            line=row.number,
            hint="Send the answer of each party as a table of its own.",
        )
        return
    entries = tuple(one for at, text in sorted(said.items()) for one in _entries(heads.fields[at], text, row))
    if row.marked:
        sheet.report(
            "marks-unread",
            f"In row {row.number} words are struck or underlined. The marks are not read, the words are.",
            line=row.number,
            hint="Give the words as they should read, without marks.",
        )
    sheet.section(Section(heading=place, entries=entries, line=row.number, raw=row.raw))


def _entries(field: Field, text: str, row: _Row) -> Iterator[Entry]:
    match field:
        case Field.POSITION:
            yield Entry(field=field, inline=text.strip(), line=row.number, raw=text)
        case Field.CONDITION:
            for one in text.split("\n"):
                if one.strip():
                    yield Entry(field=field, quoted=(one,), line=row.number, raw=one)
        case _:
            yield Entry(field=field, quoted=tuple(text.split("\n\n")), line=row.number, raw=text)


def _heads(rows: Sequence[_Row]) -> _Heads | None:
    """Find the row of heads: the first that names a provision and a position."""
    for row in rows:
        called = {at: folded(text.strip().rstrip(":：")).casefold() for at, text in row.cells.items()}
        place = next((at for at, head in called.items() if head in _PLACE), None)
        fields = {at: found for at, head in called.items() if (found := _field(head)) is not None}
        if place is None or Field.POSITION not in fields.values():
            continue
        party = next(
            (at for at, found in fields.items() if called[at] not in _PROPOSER and found in _HEADER), None
        )
        drafted = frozenset(at for at, head in called.items() if head in _DRAFTED)
        known = {*drafted, place, *fields}
        return _Heads(
            row=row.number,
            place=place,
            fields={at: one for at, one in fields.items() if called[at] in _PROPOSER or one not in _HEADER},
            party=party if party is not None and fields[party] is Field.PARTY else None,
            drafted=drafted,
            others={at: text for at, text in row.cells.items() if at not in known},
        )
    return None


def _field(head: str) -> Field | None:
    if head in _PROPOSER:
        return Field.PARTY
    return None if head in _DRAFTED else field_called(head)


def _tables(package: Package) -> Iterator[tuple[str, tuple[_Row, ...]]]:
    """Go through the sheets of the workbook, each with what it is called."""
    if _BOOK not in package.names:
        raise NotReadable(phrase("The file is no workbook: its part xl/workbook.xml is not there."))
    targets = {}
    if "xl/_rels/workbook.xml.rels" in package.names:
        for one in package.xml("xl/_rels/workbook.xml.rels"):
            targets[one.get("Id")] = posixpath.normpath(posixpath.join("/xl", one.get("Target", "")))
    shared = _shared(package)
    for one in package.xml(_BOOK).iter(f"{_MAIN}sheet"):
        part = targets.get(one.get(_REL), "").removeprefix("/")
        if part in package.names:
            yield one.get("name", ""), tuple(_rows(package.xml(part), shared))


def _shared(package: Package) -> list[tuple[str, bool]]:
    part = "xl/sharedStrings.xml"
    if part not in package.names:
        return []
    return [_string(one) for one in package.xml(part).iter(f"{_MAIN}si")]


def _string(element: Element) -> tuple[str, bool]:
    """Give the words of a cell, and whether some of them are struck or underlined."""
    texts = [
        one.text or ""
        for one in element.iter(f"{_MAIN}t")
        if (above := one.getparent()) is None or above.tag != f"{_MAIN}rPh"
    ]
    marked = any(True for tag in ("strike", "u") for _ in element.iter(f"{_MAIN}{tag}"))
    words = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(texts))
    return words.replace("\r\n", "\n"), marked


def _rows(sheet: Element, shared: Sequence[tuple[str, bool]]) -> Iterator[_Row]:
    number = 0
    for row in sheet.iter(f"{_MAIN}row"):
        number = int(row.get("r") or number + 1)
        cells: dict[int, str] = {}
        marked = False
        at = -1
        for cell in row.iter(f"{_MAIN}c"):
            found = _COLUMN.match(cell.get("r") or "")
            at = _number(found[1]) if found else at + 1
            text, marks = _cell(cell, shared)
            if text:
                cells[at] = text
                marked = marked or marks
        if cells:
            yield _Row(number=number, cells=cells, marked=marked)


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1


def _letters(at: int) -> str:
    """Name a column, from 0, as programs do."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _cell(cell: Element, shared: Sequence[tuple[str, bool]]) -> tuple[str, bool]:
    value = cell.findtext(f"{_MAIN}v") or ""
    match cell.get("t"):
        case "s":
            return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ("", False)
        case "inlineStr":
            inline = cell.find(f"{_MAIN}is")
            return ("", False) if inline is None else _string(inline)
        case _:
            return value, False

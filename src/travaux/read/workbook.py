"""A comment table in a workbook (.xlsx) → Reply: a row is an answer, a row that is not understood is listed.

docs/formats/xlsx.md says which columns are read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from travaux.answers.answer import Drafted
from travaux.read.package import NotReadable, open_package
from travaux.read.reading import Format, Reading
from travaux.read.sheet import Entry, Section, SheetReader
from travaux.read.vocabulary import Field, field_called, title_party
from travaux.read.worksheet import BOOK, Row, letters, tables
from travaux.text.finding import Severity
from travaux.text.language import folded
from travaux.text.phrase import listed, phrase

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


def is_workbook(data: bytes) -> bool:
    """Whether an Office document is a workbook: by the names of its parts, of which nothing is unpacked."""
    return BOOK.encode() in data and b"word/document.xml" not in data


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
    for title, rows in tables(package):
        heads = _heads(rows)
        if found is not None or heads is None:
            about = [_front(sheet, row) for row in rows]
            if rows and not any(about):
                sheet.report(
                    "sheet-unread",
                    phrase(
                        "The sheet “{title}” has no table of answers, or is a second one. It is not read.",
                        title=title,
                    ),
                    line=1,
                    hint=phrase("Put all answers into one table, with the heads Provision and Position."),
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


def _read(sheet: SheetReader, rows: Sequence[Row], heads: _Heads) -> None:
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
                phrase(
                    "The column “{head}” is not read, and has words in row {row}.", head=head, row=filled[0]
                ),
                line=heads.row,
                hint=phrase(
                    "Call it one of: {heads}.",
                    heads=listed(("Provision", *(one.capitalize() for one in Field))),
                ),
            )


def _drafted(row: Row, heads: _Heads) -> Iterator[Drafted]:
    """Go through what stands as words of the draft in a row that is not kept unread as a whole."""
    place = row.cells.get(heads.place, "").strip()
    for at in sorted(heads.drafted):
        if (words := row.cells.get(at, "")).strip() and at not in row.empty:
            yield Drafted(cell=f"{letters(at)}{row.number}", line=row.number, provision=place, words=words)


def _left_unread(sheet: SheetReader, row: Row, read: Collection[int]) -> bool:
    """Keep a row unread, whole, where a formula says what nobody can read; say where one was worked out."""
    for at in sorted(row.empty.keys() & read):
        sheet.leave_unread(
            "formula-unread",
            phrase(
                "The cell {cell} holds the formula “{formula}” and not what it comes to. Row {row} is not "
                "read.",
                cell=f"{letters(at)}{row.number}",
                formula=row.empty[at],
                row=row.number,
            ),
            row.raw,
            line=row.number,
            hint=phrase(
                "Give the words themselves instead of a formula. Words that begin with = are entered with an "
                "apostrophe before them."
            ),
        )
        return True
    for at in sorted(row.reckoned & frozenset(read)):
        sheet.report(
            "formula-read",
            phrase(
                "The cell {cell} holds a formula. What it came to when the file was saved is read.",
                cell=f"{letters(at)}{row.number}",
            ),
            line=row.number,
            hint=phrase("Give the words themselves instead of a formula."),
            severity=Severity.NOTE,
        )
    return False


def _front(sheet: SheetReader, row: Row) -> bool:
    """Read what stands above the table or on a sheet of its own: who answers, which draft, in whose name."""
    first, *rest = (row.cells[at] for at in sorted(row.cells))
    field = field_called(first.rstrip(":： "))
    if field in _HEADER and rest and _left_unread(sheet, row, row.cells.keys()):
        return True
    if field in _HEADER and rest:
        sheet.header(Section(entries=(Entry(field=field, inline=rest[0], line=row.number, raw=row.raw),)))
    elif (who := title_party(first)) is not None:
        sheet.answers_for(who)
    else:
        return False
    return True


def _answer(sheet: SheetReader, row: Row, heads: _Heads) -> None:
    said = {at: text for at, text in row.cells.items() if at in heads.fields and text.strip()}
    read = {heads.place, *heads.fields, *(() if heads.party is None else (heads.party,))}
    if not said or _left_unread(sheet, row, read):
        return
    place = row.cells.get(heads.place, "").strip()
    if not place:
        sheet.leave_unread(
            "provision-missing",
            phrase("Row {row} answers something and does not say what.", row=row.number),
            row.raw,
            line=row.number,
            hint=phrase("Give the provision in its column, or “The whole text”."),
        )
        return
    who = row.cells.get(heads.party, "").strip() if heads.party is not None else ""
    if who and not sheet.party:
        sheet.answers_for(who)
    own = sheet.names.get(sheet.party)
    if who and sheet.party not in re.split(r"[\s()]+", who) and (own is None or own.name != who):
        sheet.leave_unread(
            "another-party",
            phrase(
                "Row {row} is of {other}, and the table is the answer of {party}.",
                row=row.number,
                other=who,
                party=sheet.party,
            ),
            row.raw,
            line=row.number,
            hint=phrase("Send the answer of each party as a table of its own."),
        )
        return
    entries = tuple(one for at, text in sorted(said.items()) for one in _entries(heads.fields[at], text, row))
    if row.marked:
        sheet.report(
            "marks-unread",
            phrase(
                "In row {row} words are struck or underlined. The marks are not read, the words are.",
                row=row.number,
            ),
            line=row.number,
            hint=phrase("Give the words as they should read, without marks."),
        )
    sheet.section(Section(heading=place, entries=entries, line=row.number, raw=row.raw))


def _entries(field: Field, text: str, row: Row) -> Iterator[Entry]:
    match field:
        case Field.POSITION:
            yield Entry(field=field, inline=text.strip(), line=row.number, raw=text)
        case Field.CONDITION:
            for one in text.split("\n"):
                if one.strip():
                    yield Entry(field=field, quoted=(one,), line=row.number, raw=one)
        case _:
            yield Entry(field=field, quoted=tuple(text.split("\n\n")), line=row.number, raw=text)


def _heads(rows: Sequence[Row]) -> _Heads | None:
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

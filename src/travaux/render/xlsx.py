"""Tables → the bytes of a workbook: the same tables, the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import regex
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.xml.functions import tostring

from travaux.render.columns import breadth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: what stands at its head, and its width in characters."""

    head: str
    width: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with one row of heads. ``frozen`` columns stay in sight with the heads."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | int, ...], ...]
    frozen: int = 1


EPOCH: Final = datetime(1980, 1, 1)  # noqa: DTZ001  a ZIP entry's time has no zone
"""The earliest time a ZIP archive can hold stands for all times in the file: none is asked of a clock."""

CELL: Final = 32_767
"""Characters a cell of the format holds; ECMA-376, part 1, clause 18.18.93, and the programs that read it."""

_CORE: Final = "docProps/core.xml"


def written(sheets: Sequence[Sheet], *, right_to_left: bool, title: str = "") -> bytes:
    """Write *sheets*, in order, all running *right_to_left* or none.

    The library writes the book and its sheets without their rows; the rows, of which there may be a
    million cells, are written here, one string each.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in (_WORDS, _HEAD, _COUNT):
        book.add_named_style(_styled(style))
    for sheet in sheets:
        _begin(book.create_sheet(sheet.title), sheet, right_to_left=right_to_left)
    styles = _styles(book)
    book.properties.title = cell_text(title)
    book.properties.creator = "Travaux"
    made = BytesIO()
    book.save(made)
    book.properties.created = book.properties.modified = EPOCH
    replaced = {_CORE: tostring(book.properties.to_tree())}
    rows = {
        f"xl/worksheets/sheet{number}.xml": _rows(sheet, styles)
        for number, sheet in enumerate(sheets, start=1)
    }
    return _settled(made.getvalue(), replaced, rows)


_WORDS, _HEAD, _COUNT, _QUOTED = "Words", "Head", "Count", "Quoted"
"""The styles of cells; words that begin as a formula would are marked to be none."""


def _styled(name: str) -> NamedStyle:
    style = NamedStyle(name=name)
    style.alignment = Alignment(wrap_text=True, vertical="top")
    if name == _HEAD:
        style.font = Font(bold=True)
        style.border = Border(bottom=Side(style="medium"))
    if name == _COUNT:
        style.alignment = Alignment(horizontal="left", vertical="top")
    return style


def _styles(book: Workbook) -> dict[str, int]:
    """Give the number of each style in the book's list, from cells that have them until rows are put in."""
    found: dict[str, int] = {}
    for column, name in enumerate((_WORDS, _HEAD, _COUNT, _QUOTED), start=1):
        cell = book.worksheets[0].cell(1, column)
        cell.style = _WORDS if name == _QUOTED else name
        cell.quotePrefix = name == _QUOTED
        found[name] = cell.style_id
    return found


def _begin(into: Worksheet, sheet: Sheet, *, right_to_left: bool) -> None:
    into.sheet_view.rightToLeft = right_to_left
    for number, column in enumerate(sheet.columns, start=1):
        into.column_dimensions[get_column_letter(number)].width = column.width
    into.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    if sheet.rows:
        into.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    _print(into, sheet)


_WIDEST: Final = 240
"""Characters of all columns that can still be read on one sheet of paper beside one another, lying across."""


def _print(into: Worksheet, sheet: Sheet) -> None:
    """Have each sheet of paper bear the heads and its number; what is too wide for one goes over several.

    On each of these the columns stand that stay in sight.
    """
    into.print_title_rows = "1:1"
    into.page_setup.orientation = "landscape"
    if sum(column.width for column in sheet.columns) <= _WIDEST:
        into.page_setup.fitToHeight = 0
        into.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    else:
        into.print_title_cols = f"A:{get_column_letter(sheet.frozen)}"
        into.page_setup.scale = _SCALE
        into.page_setup.pageOrder = "overThenDown"
    into.print_options.gridLines = True
    margin = into.page_margins
    margin.left = margin.right = _MARGIN
    margin.top = margin.bottom = 2 * _MARGIN
    into.oddHeader.left.text = "&A"  # type: ignore[union-attr]  # a new sheet has both
    into.oddFooter.right.text = "&P / &N"  # type: ignore[union-attr]


_SCALE: Final = 65
"""Per cent of its size at which a table is printed that goes over several sheets of paper."""
_MARGIN: Final = 0.4
"""Inches."""


def _rows(sheet: Sheet, styles: dict[str, int]) -> bytes:
    """Write the rows of *sheet*; a cell without words is not written."""
    letters = [get_column_letter(number) for number in range(1, len(sheet.columns) + 1)]
    heads = tuple(column.head for column in sheet.columns)
    widths = [max(1, column.width - 2) for column in sheet.columns]
    made: list[str] = ["<sheetData>"]
    for line, row in enumerate((heads, *sheet.rows), start=1):
        words = styles[_WORDS if line > 1 else _HEAD]
        lines = 1
        cells: list[str] = []
        for letter, value, width in zip(letters, row, widths, strict=True):
            if value == "":
                continue
            place = f"{letter}{line}"
            if isinstance(value, int):
                cells.append(f'<c r="{place}" s="{styles[_COUNT]}"><v>{value}</v></c>')
                continue
            lines = max(lines, _lines(value, width))
            style = styles[_QUOTED] if value[0] in _BEGINS_A_FORMULA else words
            text = escape(cell_text(value))
            cells.append(
                f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
            )
        height = min(TALLEST, LINE * lines)
        made.append(f'<row r="{line}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>')
    made.append("</sheetData>")
    return "".join(made).encode()


LINE: Final = 15.0
"""Points of a line in the standard font, 11 point."""
TALLEST: Final = 409.0
"""Points of the tallest row; ECMA-376, part 1, clause 18.3.1.73, and the programs that read it."""


def _lines(text: str, width: int) -> int:
    """Say how many lines a cell needs to show its words whole: not every program finds out by itself."""
    if "\n" not in text and max(text) < _WIDE:
        return -(-len(text) // width)
    return sum(-(-max(1, breadth(paragraph)) // width) for paragraph in text.split("\n"))


_WIDE: Final = "\u2e80"
"""Where characters that are two columns wide begin, but for the old letters of Korean."""


_BEGINS_A_FORMULA: Final = frozenset("=+-@\t\r")
_NOT_IN_XML: Final = regex.compile(r"[\x00-\x08\x0B-\x1F\uD800-\uDFFF\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)")


def cell_text(text: str) -> str:
    """Write *text* as a cell holds it.

    What XML cannot hold, and what would be taken for it, is written as ``_x0000_`` (ECMA-376, part 1,
    clause 22.9.2.19), which programs show as the character. What is longer than a cell is cut, and says so.
    """
    written_out = _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(written_out) <= CELL:
        return written_out
    notice = f" […] [cut here: {len(text):,} characters do not fit in a cell; the JSON has all of them]"
    return written_out[: CELL - len(notice)] + notice


def _settled(data: bytes, replaced: dict[str, bytes], rows: dict[str, bytes]) -> bytes:
    """Pack an archive again with one time for all entries, some *replaced*, and *rows* put into sheets."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w") as new:
        for entry in old.infolist():
            own = ZipInfo(entry.filename, EPOCH.timetuple()[:6])
            own.compress_type = ZIP_DEFLATED
            content = replaced.get(entry.filename, old.read(entry))
            if (own_rows := rows.get(entry.filename)) is not None:
                before, after = _SHEET_DATA.split(content, maxsplit=1)
                content = before + own_rows + after
            new.writestr(own, content)
    return made.getvalue()


_SHEET_DATA: Final = regex.compile(rb"<sheetData\s*/>|<sheetData>.*?</sheetData>", regex.DOTALL)

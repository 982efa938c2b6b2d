"""Which format a document is in, told by its content; and the reading of it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from travaux.read.columns import is_columns, read_columns
from travaux.read.docx import read_docx
from travaux.read.html import read_html
from travaux.read.known import Known
from travaux.read.package import OLE
from travaux.read.plain import decode, read_plain
from travaux.read.reading import Format, Reading
from travaux.read.sheet import is_sheet, read_sheet
from travaux.read.workbook import is_workbook, read_workbook
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import phrase

_ZIP: Final = b"PK\x03\x04"
_HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON: Final = re.compile(r"\ufeff?\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")


def format_of(data: bytes) -> Format:
    """Tell the format by the bytes alone; what is nothing else is plain text.

    Old binary Word files count as DOCX: its reader says what to do with them. Raises NotText.
    """
    if data.startswith(_ZIP) and is_workbook(data):
        return Format.WORKBOOK
    if data.startswith((_ZIP, OLE)):
        return Format.DOCX
    if _HTML.match(data):
        return Format.HTML
    text, _ = decode(data)
    if is_sheet(text):
        return Format.SHEET
    return Format.COLUMNS if is_columns(text) else Format.PLAIN


def read(
    data: bytes, *, name: str = "", parties: Collection[str] = (), known: Known | None = None
) -> Reading:
    """Read a document of any format, told by its content; *name* stands in the findings alone.

    What is *known* from other documents is taken from there, and the reading is the same without it.
    Raises NotReadable, whose message says what was found and what to do.
    """
    match format_of(data):
        case Format.DOCX:
            return read_docx(data, name=name, parties=parties, known=known)
        case Format.WORKBOOK:
            return read_workbook(data, name=name, parties=parties)
        case Format.HTML:
            return read_html(data, name=name, parties=parties)
        case Format.SHEET:
            return read_sheet(data, name=name, parties=parties)
        case Format.COLUMNS:
            return read_columns(data, name=name)
        case Format.PLAIN:
            reading = read_plain(data, name=name, parties=parties)
            kind = _data(decode(data)[0])
            return replace(reading, findings=(_as_lines(kind, name), *reading.findings)) if kind else reading


def _data(text: str) -> str:
    """Name the format of data for programs that *text* is in; "" for prose."""
    if _JSON.match(text):
        return "JSON"
    first = [line.count("\t") for line in text.splitlines()[:3]]
    return phrase("tab-separated values") if len(first) > 1 and first[0] > 1 and len(set(first)) == 1 else ""


def _as_lines(kind: str, name: str) -> Finding:
    return Finding(
        code="read-as-lines",
        message=phrase(
            "The file is {kind}, which is data for programs: it is read as plain text, line by line.",
            kind=kind,
        ),
        severity=Severity.NOTE,
        place=Place(source=name),
        hint=phrase("Give the text itself, as plain text, Markdown, HTML or Word."),
    )

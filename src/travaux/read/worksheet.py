"""The sheets of a workbook (.xlsx) → rows of cells, with what their formulas came to.

docs/formats/xlsx.md says what is read of a cell.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from travaux.read.package import Element, NotReadable, Package
from travaux.text.phrase import phrase

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BOOK: Final = "xl/workbook.xml"
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_COLUMN: Final = re.compile(r"([A-Z]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    number: int
    """From 1, as programs show it."""
    cells: Mapping[int, str]
    """By column, from 0; those with nothing in them are left out."""
    marked: bool = False
    """Whether words in it are struck or underlined."""
    reckoned: frozenset[int] = frozenset()
    """The columns where a formula stands with what it came to."""
    empty: Mapping[int, str] = field(default_factory=dict)
    """The formulas by column of which nothing says what they come to; each stands in its cell as well."""

    @property
    def raw(self) -> str:
        return "\t".join(self.cells[at] for at in sorted(self.cells))


def tables(package: Package) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Go through the sheets of the workbook, each with what it is called."""
    if BOOK not in package.names:
        raise NotReadable(phrase("The file is no workbook: its part xl/workbook.xml is not there."))
    targets = {}
    if "xl/_rels/workbook.xml.rels" in package.names:
        for one in package.xml("xl/_rels/workbook.xml.rels"):
            targets[one.get("Id")] = posixpath.normpath(posixpath.join("/xl", one.get("Target", "")))
    shared = _shared(package)
    for one in package.xml(BOOK).iter(f"{_MAIN}sheet"):
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


def _rows(sheet: Element, shared: Sequence[tuple[str, bool]]) -> Iterator[Row]:
    number = 0
    for row in sheet.iter(f"{_MAIN}row"):
        number = int(row.get("r") or number + 1)
        cells: dict[int, str] = {}
        reckoned: set[int] = set()
        empty: dict[int, str] = {}
        marked = False
        at = -1
        for cell in row.iter(f"{_MAIN}c"):
            found = _COLUMN.match(cell.get("r") or "")
            at = _number(found[1]) if found else at + 1
            text, marks = _cell(cell, shared)
            if (formula := cell.find(f"{_MAIN}f")) is not None:
                if _came_to_nothing(cell, text):
                    text = empty[at] = f"={formula.text or ''}"
                else:
                    reckoned.add(at)
            if text:
                cells[at] = text
                marked = marked or marks
        if cells:
            yield Row(number=number, cells=cells, marked=marked, reckoned=frozenset(reckoned), empty=empty)


def _came_to_nothing(cell: Element, text: str) -> bool:
    """Whether nothing says what the formula of a cell comes to: no value, or only that it is at fault.

    A formula that came to no words (the value is there, and is empty) says nothing, and that is known.
    """
    is_known = cell.get("t") == "str" and cell.find(f"{_MAIN}v") is not None
    return cell.get("t") == "e" or (not text and not is_known)


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found - 1


def letters(at: int) -> str:
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

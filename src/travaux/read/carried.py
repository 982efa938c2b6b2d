"""What a file of Word or Excel carries beside its words, and hands on to whoever is given the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from travaux.read.document import open_document
from travaux.read.package import NotPackage, NotReadable, Package, open_package
from travaux.read.tracked import Characters, changes, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from travaux.read.document import Document
    from travaux.read.package import Element
    from travaux.read.tracked import Story, TrackedChange

_AT_CELLS: Final = re.compile(r"xl/(?:comments|threadedComments)[^/]*(?:/[^/]+)?\.xml")
_WROTE: Final = ("creator", "lastModifiedBy", "Manager", "Company")
_PROGRAMS: Final = frozenset({"openpyxl", "python-docx", "Travaux"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What is in a file and in no text that is read out of it."""

    comments: int = 0
    """Comments in Word; comments and notes at cells in Excel."""
    by: tuple[str, ...] = ()
    """Who wrote them, as the file says."""
    changes: tuple[TrackedChange, ...] = ()
    hidden: int = 0
    """Runs of words that are marked as hidden."""
    sheets: tuple[str, ...] = ()
    """Sheets of a workbook that are hidden."""
    names: tuple[str, ...] = ()
    """Who made it and changed it last, and for whom they work, as its properties say."""


@lru_cache(maxsize=2)
def carried(data: bytes) -> Carried:
    """Look into a file for it; what is no readable package of Word or Excel carries nothing that is known."""
    if not data.startswith(b"PK"):
        return Carried()
    try:
        return _in_package(open_package(data), data)
    except NotReadable:
        return Carried()


def _in_package(package: Package, data: bytes) -> Carried:
    try:
        document = open_document(data)
    except NotPackage:
        return _in_cells(package)
    return _in_words(document, package)


def _in_words(document: Document, package: Package) -> Carried:
    stories = (document.body.story, *document.notes.values(), *document.running)
    return Carried(
        comments=len(document.comments),
        by=tuple(dict.fromkeys(filter(None, document.comments))),
        changes=(*document.changes, *(change for story in document.running for change in changes(story))),
        hidden=sum(map(_hidden, stories)),
        names=tuple(dict.fromkeys(_names(package))),
    )


def _hidden(story: Story) -> int:
    contents = (run.content for paragraph in paragraphs(story) for run in paragraph.runs)
    return sum(isinstance(one, Characters) and one.hidden and bool(one.text.strip()) for one in contents)


def _in_cells(package: Package) -> Carried:
    comments, by = _at_cells(package)
    return Carried(
        comments=comments,
        by=by,
        sheets=tuple(_hidden_sheets(package)),
        names=tuple(dict.fromkeys(_names(package))),
    )


def _at_cells(package: Package) -> tuple[int, tuple[str, ...]]:
    """Count the comments, and list their authors; Excel keeps a comment in threads as a note too."""
    counts = {"comment": 0, "threadedComment": 0}
    by: list[str] = []
    for name in package.names:
        if not _AT_CELLS.fullmatch(name):
            continue
        for one in package.xml(name).iter():
            if _local(one) in counts:
                counts[_local(one)] += 1
            elif _local(one) == "author":
                by.append(one.text or "")
    names = (one for one in by if one and not one.startswith("tc="))
    return max(counts.values()), tuple(dict.fromkeys(names))


def _hidden_sheets(package: Package) -> Iterator[str]:
    if "xl/workbook.xml" in package.names:
        for one in package.xml("xl/workbook.xml").iter():
            if _local(one) == "sheet" and _attribute(one, "state") in {"hidden", "veryHidden"}:
                yield _attribute(one, "name")


def _names(package: Package) -> Iterable[str]:
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name in package.names:
            for one in package.xml(name).iter():
                said = (one.text or "").strip()
                if _local(one) in _WROTE and said and said not in _PROGRAMS:
                    yield said


def _local(one: Element) -> str:
    return str(one.tag).rpartition("}")[2]


def _attribute(one: Element, name: str) -> str:
    return next((str(said) for key, said in one.attrib.items() if str(key).rpartition("}")[2] == name), "")

"""What a file of Word or Excel carries beside its words, and hands on to whoever is given the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.read.package import NotReadable, Package, open_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from travaux.read.package import Element

_COMMENTS: Final = re.compile(r"(?:word|xl)/(?:comments|threadedComments)[^/]*(?:/[^/]+)?\.xml")
_WORDS: Final = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_CHANGES: Final = {"ins": "inserted", "del": "deleted", "moveFrom": "moved from here", "moveTo": "moved here"}
_WROTE: Final = ("creator", "lastModifiedBy", "Manager", "Company")
_PROGRAMS: Final = frozenset({"openpyxl", "python-docx", "Travaux"})
_OFF: Final = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A tracked change that is open: what happened to which words, by whom."""

    sort: str
    """ "inserted", "deleted", "moved from here", "moved here"."""
    words: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What is in a file and in no text that is read out of it."""

    comments: int = 0
    """Comments in Word; comments and notes at cells in Excel."""
    by: tuple[str, ...] = ()
    """Who wrote them, as the file says."""
    changes: tuple[Change, ...] = ()
    hidden: int = 0
    """Runs of words that are marked as hidden."""
    sheets: tuple[str, ...] = ()
    """Sheets of a workbook that are hidden."""
    names: tuple[str, ...] = ()
    """Who made it and changed it last, and for whom they work, as its properties say."""


def carried(data: bytes) -> Carried:
    """Look into a file for it; what is no readable package of Word or Excel carries nothing that is known."""
    if not data.startswith(b"PK"):
        return Carried()
    try:
        return _carried(open_package(data))
    except NotReadable:
        return Carried()


def _carried(package: Package) -> Carried:
    comments, by = _comments(package)
    parts = [package.xml(one) for one in package.names if _WORDS.fullmatch(one)]
    return Carried(
        comments=comments,
        by=by,
        changes=tuple(change for part in parts for change in _changes(part)),
        hidden=sum(_hidden(part) for part in parts),
        sheets=tuple(_hidden_sheets(package)),
        names=tuple(dict.fromkeys(_names(package))),
    )


def _comments(package: Package) -> tuple[int, tuple[str, ...]]:
    """Count them, and list their authors; Excel keeps a comment in threads as a note too."""
    counts = {"comment": 0, "threadedComment": 0}
    by: list[str] = []
    for name in package.names:
        if not _COMMENTS.fullmatch(name):
            continue
        for one in package.xml(name).iter():
            if _local(one) in counts:
                counts[_local(one)] += 1
                by.append(_attribute(one, "author"))
            elif _local(one) == "author":
                by.append(one.text or "")
    names = (one for one in by if one and not one.startswith("tc=") and not one.isdigit())
    return max(counts.values()), tuple(dict.fromkeys(names))


def _changes(part: Element) -> Iterator[Change]:
    for one in part.iter():
        sort = _CHANGES.get(_local(one))
        if sort is None:
            continue
        words = "".join(each.text or "" for each in one.iter() if _local(each) in {"t", "delText"})
        yield Change(sort=sort, words=words, author=_attribute(one, "author"))


def _hidden(part: Element) -> int:
    runs = (one for one in part.iter() if _local(one) == "r")
    return sum(any(_is_on(each) for each in run.iter()) and _has_words(run) for run in runs)


def _is_on(one: Element) -> bool:
    return _local(one) == "vanish" and _attribute(one, "val") not in _OFF


def _has_words(run: Element) -> bool:
    return any(_local(each) == "t" and bool((each.text or "").strip()) for each in run.iter())


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

"""WordprocessingML: elements, and characters as runs, in the order its schema wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from lxml import etree

from travaux.read.package import Element

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

HANG: Final = 680
"""Twips that a number hangs out to the left of its words: room for "4 bis." in eleven points."""

Direction = Literal["ltr", "rtl"]


class UnwritableCharacter(ValueError):
    """A character that XML cannot hold stands in some words: which, where, and what to do."""


def made(name: str, *children: Element, **attributes: str | int) -> Element:
    """Make the element ``w:name``; a trailing underscore in an attribute's name is dropped."""
    element = etree.Element(f"{{{W}}}{name}", nsmap={"w": W, "r": R} if name in _ROOTS else None)
    for key, value in attributes.items():
        element.set(f"{{{W}}}{key.removesuffix('_')}", str(value))
    element.extend(children)
    return element


_ROOTS: Final = frozenset({"document", "hdr", "ftr", "styles", "settings", "fonts"})

UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
_PIECE: Final = re.compile("[\t\n\u2011\u00ad]|[^\t\n\u2011\u00ad]+")
_AS_ELEMENT: Final = {"\t": "tab", "\n": "br", "\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}


def checked(text: str, place: str) -> str:
    """Give *text* back; *place* is named where XML cannot hold a character of it.

    Raises UnwritableCharacter.
    """
    if (found := UNWRITABLE.search(text)) is not None:
        around = text[max(0, found.start() - 20) : found.end() + 20]
        raise UnwritableCharacter(
            f"{place}: U+{ord(found[0]):04X} at character {found.start()} ({around!r}) cannot stand in a "
            "Word document. Expected characters that XML 1.0 allows. Take it out of the words, or write "
            "another format."
        )
    return text


def run(text: str, style: str = "", *marks: Element, rtl: bool = False, deleted: bool = False) -> Element:
    """Make one run of *text* in the character style *style*.

    *marks* are elements of its ``w:rPr`` in the order of the schema, bar the style and ``w:rtl``.
    """
    made_run = made("r")
    properties = [
        *((made("rStyle", val=style),) if style else ()),
        *(mark for mark in marks if mark.tag not in _AFTER_RTL),
        *((made("rtl"),) if rtl else ()),
        *(mark for mark in marks if mark.tag in _AFTER_RTL),
    ]
    if properties:
        made_run.append(made("rPr", *properties))
    for piece in _PIECE.findall(text):
        if (name := _AS_ELEMENT.get(piece)) is not None:
            made_run.append(made(name))
            continue
        words = made("delText" if deleted else "t")
        words.text = piece
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made_run.append(words)
    return made_run


_AFTER_RTL: Final = frozenset(
    f"{{{W}}}{name}" for name in ("cs", "em", "lang", "eastAsianLayout", "specVanish")
)


def directed(text: str, base: Direction) -> Iterator[tuple[str, bool]]:
    """Cut *text* into stretches that run one way: each with whether it runs from right to left.

    What runs against *base* is a stretch from its first letter to its last, with what stands between.
    """
    against = _RIGHT if base == "ltr" else _LEFT
    at = 0
    for found in against.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], base == "rtl"
        yield found[0], base == "ltr"
        at = found.end()
    if at < len(text):
        yield text[at:], base == "rtl"


_RTL_LETTERS: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_LTR_LETTERS: Final = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0370-\u0373\u0376-\u058f\u0900-\u1fff"
    "\u2c00-\u2de4\u3040-\ud7ff\uf900-\ufaff"
)
"""Blocks rather than each letter's bidirectional class: what is taken for the wrong one is still shown, by
Word's own algorithm, as the class of its letters says."""
_RIGHT: Final = re.compile(rf"[{_RTL_LETTERS}](?:[^{_LTR_LETTERS}]*[{_RTL_LETTERS}])*")
_LEFT: Final = re.compile(rf"[{_LTR_LETTERS}](?:[^{_RTL_LETTERS}]*[{_LTR_LETTERS}])*")


def runs(
    text: str,
    style: str = "",
    *marks: Element,
    base: Direction = "ltr",
    place: str = "",
    deleted: bool = False,
) -> list[Element]:
    """Make runs of *text*, one for each direction in it; *place* is named where XML cannot hold it."""
    return [
        run(piece, style, *(_copy(mark) for mark in marks), rtl=rtl, deleted=deleted)
        for piece, rtl in directed(checked(text, place), base)
    ]


def _copy(element: Element) -> Element:
    copied = etree.Element(element.tag, dict(element.attrib))
    copied.extend(_copy(child) for child in element)
    return copied


def paragraph(
    style: str,
    content: Iterable[Element],
    *properties: Element,
    base: Direction = "ltr",
    mark: Iterable[Element] = (),
) -> Element:
    """Make a paragraph; *properties* of its ``w:pPr`` in any order, *mark* what its ``w:rPr`` holds."""
    given = [made("pStyle", val=style), *properties, *((made("bidi"),) if base == "rtl" else ())]
    marks = list(mark)
    if marks:
        given.append(made("rPr", *marks))
    given.sort(key=lambda one: PARAGRAPH_ORDER.index(etree.QName(one).localname))
    return made("p", made("pPr", *given), *content)


PARAGRAPH_ORDER: Final = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "suppressLineNumbers"),
    *(
        "pBdr",
        "shd",
        "tabs",
        "bidi",
        "spacing",
        "ind",
        "contextualSpacing",
        "jc",
        "outlineLvl",
        "rPr",
        "sectPr",
    ),
)
"""The children of ``w:pPr`` that are used here, in the order of its schema (ECMA-376-1, A.1, CT_PPr)."""


def serialised(root: Element) -> bytes:
    """Write a part: UTF-8, with an XML declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

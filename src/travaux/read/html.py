"""Treaties published as web pages → Text: the text of block elements, tags and attributes left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import count, repeat
from typing import Final

import lxml.html
from lxml import etree

from travaux.read.line import Line
from travaux.read.outline import outline
from travaux.read.package import NotReadable
from travaux.read.reading import Format, Reading
from travaux.text.finding import Finding, Place, Severity
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.language import folded
from travaux.text.notation import show
from travaux.text.numeral import in_letters, in_roman
from travaux.text.phrase import phrase


class NotHtml(NotReadable):
    """The bytes are no HTML page with text in it."""


_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCKS: Final = frozenset(
    {
        *_HEADINGS,
        *(
            "html",
            "body",
            "header",
            "footer",
            "main",
            "article",
            "section",
            "nav",
            "aside",
            "div",
            "p",
            "ul",
            "ol",
        ),
        *(
            "li",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "table",
            "thead",
            "tbody",
            "tr",
            "td",
            "th",
            "caption",
            "br",
        ),
        *("hr", "figure", "figcaption", "address", "form", "fieldset", "hgroup", "title", "head"),
    }
)
_WORDLESS: Final = frozenset({"script", "style", "template", "noscript", "title", "head"})


@dataclass(slots=True)
class _Paragraph:
    """The characters gathered for one paragraph."""

    text: str = ""
    heading: int = 0
    indent: int = 0
    line: int = 0
    marker: str = ""


_CONSOLIDATED: Final = "boolean(//*[@data-eid]) and boolean(//*[@id='figures'])"
"""What a page of ours has that shows everybody's words: provisions, and how much is in brackets."""


_LAID_IN: Final = (
    "boolean(//*[@data-choice='compiled']) or boolean(//*[@data-eid][not(@data-tabled)]"
    "[@data-proposed or @data-sponsors or @data-supporters or @data-opponents or @data-deleted-by])"
)
"""What such a page has where somebody said something: the names beside it are no words of the text."""


def read_html(data: bytes, *, name: str = "", parties: Collection[str] = ()) -> Reading:
    """Read the visible text of a page, each block element a paragraph, list items with their numbers.

    White space between words is kept as it stands inside a block, and left out around it. The finding
    ``html-tags`` says that tags and attributes are not kept. Raises NotHtml.
    """
    parser = lxml.html.HTMLParser(
        encoding=_encoding(data), huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        page = lxml.html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, LookupError) as fault:
        raise NotHtml(
            f"{name or 'The file'} has no HTML that can be read ({fault}). "
            "Save the page again, or its text as UTF-8."
        ) from fault
    paragraphs = _paragraphs(page)
    lines = [_line(paragraph) for paragraph in paragraphs]
    outlined = outline(lines, at=[one.line for one in paragraphs], parties=parties, source=name)
    note = Finding(
        code="html-tags",
        message=phrase("The text of the page is read; its tags, attributes and scripts are left out."),
        severity=Severity.NOTE,
        place=Place(source=name),
    )
    text = Text(
        title=next((folded(show(one.words)) for one in outlined.provisions if one.kind is Kind.TITLE), ""),
        language=page.get("lang") or "und",
        provisions=outlined.provisions,
    )
    return Reading(
        format=Format.HTML,
        text=text,
        lines=outlined.at,
        consolidated=bool(page.xpath(_CONSOLIDATED)),
        laid_in=bool(page.xpath(_LAID_IN)),
        findings=(note, *outlined.findings),
    )


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are; else what the page declares."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _line(paragraph: _Paragraph) -> Line:
    return Line(
        text=paragraph.text.strip(),
        label=paragraph.marker,
        heading=paragraph.heading,
        indent=paragraph.indent,
    )


def _paragraphs(page: lxml.html.HtmlElement) -> list[_Paragraph]:
    """The paragraphs of the page in order, those without characters left out."""
    found = [_Paragraph()]

    def begin(element: lxml.html.HtmlElement, indent: int, marker: str = "") -> None:
        before = found[-1]
        heading = _HEADINGS.get(str(element.tag), 0)
        line = element.sourceline or 0
        if before.text.strip():
            found.append(_Paragraph(heading=heading, indent=indent, line=line, marker=marker))
        else:
            found[-1] = _Paragraph(heading=heading, indent=indent, line=line, marker=marker or before.marker)

    def walk(element: lxml.html.HtmlElement, indent: int, marker: str = "") -> None:
        if element.tag in _WORDLESS:
            return
        block = element.tag in _BLOCKS
        outside = element.getparent()
        if block:
            begin(element, indent, marker)
        found[-1].text += element.text or ""
        inner = indent + _LIST_INDENT if element.tag in ("ol", "ul") else indent
        markers = _markers(element)
        for child in element:
            walk(child, inner, next(markers, "") if child.tag == "li" else "")
            found[-1].text += child.tail or ""
        if block and outside is not None:
            begin(outside, indent)

    walk(page, 0)
    return [paragraph for paragraph in found if paragraph.text.strip()]


_LIST_INDENT: Final = 4


def _markers(element: lxml.html.HtmlElement) -> Iterator[str]:
    """The numbers a browser would show before the items of a list."""
    if element.tag == "ul":
        yield from repeat("•")
    if element.tag != "ol":
        return
    start = element.get("start", "1")
    shown = _COUNTED.get(str(element.get("type")), str)
    for number in count(int(start) if start.isdecimal() else 1):
        yield f"{shown(number)}."


_COUNTED: Final[dict[str, Callable[[int], str]]] = {
    "a": in_letters,
    "A": lambda number: in_letters(number).upper(),
    "i": lambda number: in_roman(number).lower(),
    "I": in_roman,
}

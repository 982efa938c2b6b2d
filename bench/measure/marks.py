"""What a Word document says when some authors' tracked changes are accepted and the rest rejected.

Written apart from the program's own reader, so that peers and the program are judged by a third.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Accepts = Callable[[str], bool]
    """Whether the changes of the author of this name are accepted."""

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COME: Final = frozenset({f"{_W}ins", f"{_W}moveTo"})
_GONE: Final = frozenset({f"{_W}del", f"{_W}moveFrom"})
_TEXT: Final = frozenset({f"{_W}t", f"{_W}delText"})
_SPACE: Final = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr"})


def everybody(_: str) -> bool:
    return True


def nobody(_: str) -> bool:
    return False


def paragraphs(document: bytes, accepts: Accepts) -> tuple[tuple[str, ...], ...]:
    """Give the words of each paragraph that has any; where a paragraph's mark is gone, it runs on."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    found: list[str] = []
    open_ = ""
    for paragraph in root.iter(f"{_W}p"):
        open_ += "".join(_said(paragraph, accepts))
        mark = paragraph.find(f"{_W}pPr/{_W}rPr")
        if mark is None or all(_stays(one, accepts) for one in mark):
            found.append(open_)
            open_ = ""
    return tuple(tuple(one.split()) for one in (*found, open_) if one.split())


def words(document: bytes, accepts: Accepts) -> tuple[str, ...]:
    """Give all words, wherever paragraphs end."""
    return tuple(word for paragraph in paragraphs(document, accepts) for word in paragraph)


def _said(element: etree._Element, accepts: Accepts) -> Iterator[str]:
    for child in element:
        if child.tag in _TEXT:
            yield child.text or ""
        elif child.tag in _SPACE:
            yield " "
        elif child.tag != f"{_W}pPr" and _stays(child, accepts):
            yield from _said(child, accepts)


def _stays(element: etree._Element, accepts: Accepts) -> bool:
    author = element.get(f"{_W}author") or ""
    if element.tag in _COME:
        return accepts(author)
    return element.tag not in _GONE or not accepts(author)

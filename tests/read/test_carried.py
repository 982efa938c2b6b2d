"""What a workbook carries beside what its shown cells say."""

import io
import zipfile
from dataclasses import replace

import pytest

from tests.docx_builder import docx
from travaux.read.carried import Carried, carried


def workbook(parts: dict[str, str]) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as package:
        for name, content in {"[Content_Types].xml": "<Types/>", **parts}.items():
            package.writestr(name, content)
    return found.getvalue()


def test_notes_at_cells_and_hidden_sheets_are_found() -> None:
    """Excel keeps a comment in threads as a note too: it is one."""
    data = workbook(
        {
            "xl/workbook.xml": '<w><sheet name="Answers"/><sheet name="Ours" state="veryHidden"/></w>',
            "xl/comments1.xml": "<c><authors><author>tc={1}</author></authors><comment/></c>",
            "xl/threadedComments/threadedComment1.xml": "<t><threadedComment/></t>",
            "docProps/core.xml": "<p><creator>Clerk</creator><lastModifiedBy>Clerk</lastModifiedBy></p>",
        }
    )
    assert carried(data) == Carried(comments=1, sheets=("Ours",), names=("Clerk",))


def test_open_changes_and_hidden_words_are_found() -> None:
    found = carried(docx("a {+AA: b+}{-BB: c-} {~d}"))
    assert [(one.kind, one.words, one.author) for one in found.changes] == [
        ("inserted", "b", "AA"),
        ("deleted", "c", "BB"),
    ]
    assert replace(found, changes=()) == Carried(hidden=1)


def test_what_stands_in_the_header_of_a_page_is_found() -> None:
    header = (
        '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:del w:id="1" '
        'w:author="AA"><w:r><w:delText>Ours</w:delText></w:r></w:del></w:p></w:hdr>'
    )
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" '
        'Target="header1.xml"/></Relationships>'
    )
    data = docx("a", parts={"word/header1.xml": header, "word/_rels/document.xml.rels": related})
    assert [(one.kind, one.words) for one in carried(data).changes] == [("deleted", "Ours")]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", b"%PDF-1.7", b"# Text"])
def test_what_is_no_readable_package_carries_nothing_known(data: bytes) -> None:
    assert carried(data) == Carried()

"""What a workbook carries beside what its shown cells say."""

import io
import zipfile

import pytest

from tests.docx_builder import docx
from travaux.read.carried import Carried, Change, carried


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
    assert carried(docx("a {+AA: b+}{-BB: c-} {~d}")) == Carried(
        changes=(
            Change(sort="inserted", words="b", author="AA"),
            Change(sort="deleted", words="c", author="BB"),
        ),
        hidden=1,
    )


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", b"%PDF-1.7", b"# Text"])
def test_what_is_no_readable_package_carries_nothing_known(data: bytes) -> None:
    assert carried(data) == Carried()

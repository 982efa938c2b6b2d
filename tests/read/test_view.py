"""The lines of a Word document: numbers, notes, tables."""

import pytest

from tests.docx_builder import docx, level, style
from travaux.read.document import open_document
from travaux.read.line import Line
from travaux.read.view import NOTE_MARK, docx_view
from travaux.text.kind import Kind

TREATY = {
    "1": [level("decimal", "Article %1"), level("decimal", "%2."), level("lowerLetter", "(%3)")],
}
STYLES = (
    style("Normal", default=True)
    + style("Title", name="Title")
    + style("Heading1", '<w:outlineLvl w:val="0"/>', name="heading 1")
    + style("Mine", '<w:ind w:left="720"/>', based_on="Heading1")
)


def lines(data: bytes, *, accept: bool = True) -> list[tuple[int, Line]]:
    """Give the lines of one view, each with the paragraph it begins in."""
    shown = docx_view(open_document(data), accept=accept)
    return list(zip(shown.at, shown.lines, strict=True))


LINES = [
    ("Words.", [(1, Line(text="Words.", after="\n"))]),
    ("  1.\tWords. ", [(1, Line(text="1.\tWords.", before="  ", after=" \n", indent=2))]),
    ("<w:p/>\n<w:p/>\nWords.", [(3, Line(text="Words.", before="\n\n", after="\n"))]),
    ("a⏎b", [(1, Line(text="a\nb", after="\n"))]),
    (
        "%1.0 Objet\n%1.1 Les Parties\n%1.2",
        [
            (1, Line(text="Objet", label="Article 1", between="\t", after="\n")),
            (2, Line(text="Les Parties", label="1.", between="\t", after="\n")),
            (3, Line(text="", label="(a)", between="\t", after="\n")),
        ],
    ),
    ("@Title اتفاق", [(1, Line(text="اتفاق", kind=Kind.TITLE, after="\n"))]),
    ("@Heading1 第一章", [(1, Line(text="第一章", heading=1, after="\n"))]),
    ("@Mine Глава", [(1, Line(text="Глава", heading=1, indent=6, after="\n"))]),
    (
        "| a | %1.1 b\n| ⏎ | d\nend",
        [
            (1, Line(text="| a\t| 1.\tb", kind=Kind.TABLE, after="\n")),
            (1, Line(text="| \n\t| d", kind=Kind.TABLE, after="\n")),
            (5, Line(text="end", after="\n")),
        ],
    ),
    (
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r>"
            "</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
        ),
        [(1, Line(text="| a\n| b\n", kind=Kind.TABLE, after="\n"))],
    ),
    ("<w:altChunk/>", [(1, Line(text="\ufffc", kind=Kind.UNREAD, after="\n"))]),
]


@pytest.mark.parametrize(("given", "expected"), LINES)
def test_paragraphs_become_lines(given: str, expected: list[tuple[int, Line]]) -> None:
    """Nothing is normalised, straightened, trimmed or improved: white space around words is layout."""
    assert lines(docx(given, lists=TREATY, styles=STYLES)) == expected


def test_notes_follow_the_paragraph_that_calls_them_and_deleted_ones_do_not_count() -> None:
    data = docx(
        "Water{-AA: {^2}-} is shared{^3}.\n| a{^4} | b\nEnd.",
        notes={"2": " Deleted.", "3": " 见第三条。", "4": " In a {-AA: small-}{+AA: large+} table."},
    )
    assert lines(data, accept=True) == [
        (1, Line(text=f"Water is shared{NOTE_MARK}.", after="\n")),
        (0, Line(text="见第三条。", label="1", between=" ", kind=Kind.FOOTNOTE, after="\n")),
        (2, Line(text=f"| a{NOTE_MARK}\t| b", kind=Kind.TABLE, after="\n")),
        (0, Line(text="In a large table.", label="2", between=" ", kind=Kind.FOOTNOTE, after="\n")),
        (4, Line(text="End.", after="\n")),
    ]
    assert [line.text for _, line in lines(data, accept=False)] == [
        f"Water{NOTE_MARK} is shared{NOTE_MARK}.",
        "Deleted.",
        "见第三条。",
        f"| a{NOTE_MARK}\t| b",
        "In a small table.",
        "End.",
    ]


OWN = """
@Travaux-apparatus Compiled for the parties.
<w:p><w:pPr><w:pStyle w:val="Travaux-article"/><w:ind w:left="284"/></w:pPr><w:r><w:rPr><w:rStyle w:val="TravauxNumber"/></w:rPr><w:t>Article 1</w:t></w:r><w:r><w:tab/><w:t>Scope</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Travaux-point"/><w:ind w:left="852"/></w:pPr><w:r><w:t>[AA: no number]</w:t></w:r></w:p>
"""  # noqa: E501


def test_our_own_paragraphs_say_what_they_are() -> None:
    assert lines(docx(OWN)) == [
        (2, Line(text="Scope", label="Article 1", between="\t", kind=Kind.ARTICLE, depth=1, after="\n")),
        (3, Line(text="[AA: no number]", kind=Kind.POINT, depth=3, after="\n")),
    ]

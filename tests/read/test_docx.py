"""Word documents read into texts, in both views, and what is found on the way."""

import pytest

from tests.docx_builder import docx, level, zipped
from travaux.read.document import open_document
from travaux.read.docx import read_docx
from travaux.read.package import BadXml, NotPackage
from travaux.text.finding import Finding
from travaux.text.instrument import Text
from travaux.text.printed import printed

TREATY = {
    "1": [level("decimal", "Article %1"), level("decimal", "%2."), level("lowerLetter", "(%3)")],
}


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [each.code for each in findings]


def text(data: bytes) -> Text:
    read = read_docx(data).text
    assert read is not None
    return read


def test_empty_paragraphs_at_the_end_are_the_tail() -> None:
    read = text(docx("Words.\n<w:p/>\n<w:p/>"))
    assert (printed(read), read.tail) == ("Words.\n\n\n", "\n\n")


def test_both_views_become_texts() -> None:
    data = docx(
        "%1.0 Use\n%1.1 {-AA: Old-}{+AA: New+} words.\n%1.1 {+BB: More.+}¶+BB\n%1.1 End.", lists=TREATY
    )
    reading = read_docx(data, name="AA.docx")
    assert reading.text is not None
    assert reading.reject_all is not None
    assert printed(reading.text) == "Article 1\tUse\n1.\tNew words.\n2.\tMore.\n3.\tEnd.\n"
    assert printed(reading.reject_all) == "Article 1\tUse\n1.\tOld words.\n2.\tEnd.\n"
    assert [str(each) for each in reading.findings] == [
        "note: AA.docx: Tracked changes by AA: deleted: 1, inserted: 1. [tracked-changes]",
        "note: AA.docx: Tracked changes by BB: inserted: 1, paragraph mark inserted: 1. [tracked-changes]",
    ]
    assert [(each.author, each.words) for each in open_document(data).changes] == [
        ("AA", "Old"),
        ("AA", "New"),
        ("BB", "More."),
        ("BB", ""),
    ]


def test_a_document_without_tracked_changes_has_one_view() -> None:
    assert read_docx(docx("Words.")).reject_all is None


FOUND = [
    ("a {~hidden clause} b", ["hidden-text"]),
    ("⟦<w:drawing><pic:pic/></w:drawing>⟧", ["picture-not-read"]),
    ('⟦<w:sym w:font="Nobody" w:char="F041"/>⟧', ["unknown-symbol"]),
    ("a⟦<w:pgNum/>⟧", ["changing-words-left-out"]),
    ("a⟦<w:delText>b</w:delText>⟧", ["deleted-words-without-author"]),
    ("<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>", ["formula-flattened"]),
    ("<w:altChunk/>", ["embedded-document-not-read"]),
    ("a{^9}", ["note-missing"]),
    ("<w:r><w:t>a</w:t></w:r>", ["words-outside-paragraph"]),
]


@pytest.mark.parametrize(("given", "expected"), FOUND)
def test_what_is_doubtful_is_found(given: str, expected: list[str]) -> None:
    """Every reader keeps what it could not understand in place, and says so."""
    assert codes(read_docx(docx(given)).findings) == expected


def test_a_finding_says_what_where_and_what_to_do() -> None:
    found = read_docx(docx("a\nb {~except Party C} d"), name="draft.docx").findings
    assert [str(each) for each in found] == [
        (
            "warning: draft.docx, line 2: Words are hidden: Word neither shows nor prints them. "
            "They are kept as words of the text. [hidden-text] "
            "Hint: Ask who sent the document whether they belong to it."
        ),
    ]
    assert found[0].place.excerpt == "except Party C"


def test_an_unknown_number_format_is_printed_in_figures_and_found() -> None:
    reading = read_docx(docx("%1.0 a", lists={"1": [level("vietnameseCounting", "%1)")]}))
    assert codes(reading.findings) == ["unknown-number-format"]
    assert reading.text is not None
    assert printed(reading.text) == "1)\ta\n"


def test_comments_and_page_headers_are_left_out_and_found() -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    words = "<w:p><w:r><w:t>Restricted</w:t></w:r></w:p>"
    rels = "".join(
        f'<Relationship Id="{it}" Type="{kinds}{it}" Target="{it}.xml"/>' for it in ("comments", "header")
    )
    data = docx(
        "Words.",
        parts={
            "word/comments.xml": (
                f'<w:comments {w}><w:comment w:author="وفد">{words}</w:comment></w:comments>'
            ),
            "word/header.xml": f"<w:hdr {w}>{words}</w:hdr>",
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>'
            ),
        },
    )
    found = read_docx(data).findings
    assert [(each.code, each.message, each.place.excerpt) for each in found] == [
        ("comment-left-out", "A comment by وفد is no part of the text.", "Restricted"),
        ("header-left-out", "The page header is no part of the text.", "Restricted"),
    ]


def test_strict_open_xml_is_the_same_document() -> None:
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    body = f"<w:document {strict}><w:body><w:p><w:r><w:t>条约</w:t></w:r></w:p></w:body></w:document>"
    assert printed(text(docx("", parts={"word/document.xml": body}))) == "条约\n"


def test_an_entity_attack_is_refused() -> None:
    attack = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
    with pytest.raises(BadXml, match=r"^The part word/document.xml declares a document type"):
        read_docx(docx("", parts={"word/document.xml": attack}))


def test_a_package_without_a_word_document_is_refused() -> None:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    with pytest.raises(NotPackage, match=r"^The file is an Office package without a Word document in it"):
        read_docx(zipped({"[Content_Types].xml": types}))
    with pytest.raises(NotPackage, match=r"^The part word/document.xml is no Word document"):
        read_docx(docx("", parts={"word/document.xml": "<html/>"}))

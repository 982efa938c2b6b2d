"""The two ways into a main text, by its pieces and as a whole, say the same of every document."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from bench.negotiation import SIZES, Negotiation
from tests.corpora import corpora
from tests.docx_builder import NAMESPACES, docx, level, style, zipped
from travaux.read.document import open_document
from travaux.read.docx import read_docx
from travaux.read.known import Known
from travaux.read.package import NotReadable

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "corpora"
DOCUMENTS = sorted(str(file.relative_to(FOLDER)) for file in FOLDER.rglob("*.docx")) or ["none"]
MAIN = "word/document.xml"
MUTATIONS = 250
"""Enough that each kind of mutation meets each kind of markup; a thousand take a minute."""


def said(data: bytes, known: Known) -> tuple[object, ...]:
    """Give everything that is read from a document, or how it is refused."""
    try:
        document = open_document(data, name="x.docx", known=known)
    except NotReadable as refused:
        return type(refused), str(refused)
    body = document.body
    return (
        *(body.story, document.notes, document.note_form, document.findings, document.changes),
        [(revision.author, revision.sort, on) for revision, on in document.revised],
        read_docx(data, name="x.docx", known=known),
    )


def both(data: bytes, known: Known) -> None:
    """Hold the two ways together: at first sight, when its markup is met again, and when it is known."""
    whole = said(data, Known(whole=True))
    assert said(data, known) == whole
    assert said(data, known) == whole


@pytest.fixture(scope="module")
def known() -> Known:
    """What all documents of this file have in common."""
    return Known()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_real_and_hostile_documents(name: str, known: Known) -> None:
    both((corpora() / name).read_bytes(), known)


LISTS = {"1": [level("decimal", "Article %1"), level("decimal", "%2."), level("lowerLetter", "(%3)")]}
STYLES = style("Normal", default=True) + style("Heading1", '<w:outlineLvl w:val="0"/>', name="heading 1")
SPECIMENS = (
    "Water is shared.\nМежду сторонами\nالمياه\n水",
    "<w:p/>\n<w:p></w:p>\nWords.\n<w:p/>",
    "%1.0 Scope\n%1.1 Each Party\n%1.2 one\n%1.2 two\n%1.1 And",
    "@Heading1 Scope\na⏎b\tc\nEnd &amp; <w:t>",
    "Each {-AA: Party may-}{+BB: State shall+} notify.¶+AA\nin writing¶-BB\nat once.",
    "A {+FR: sealed {-US: and signed-}+} note.\n| a | {+AA: b+}\n|+AA c | d\nEnd.",
    "One{^2} two{^3}.\n{~hidden} words\n{=REF x|shown} field",
    "{<AA m1: moved away-}\n{>AA m1: moved away+}\nStays.",
    "⟦<w:r><w:rPr><w:vanish/></w:rPr><w:t>gone</w:t></w:r>⟧ and here",
    "⟦<w:r><w:t>before</w:t><w:rPr><w:vanish/></w:rPr></w:r>⟧ the properties",
    "⟦<w:r><w:t>a</w:t></w:r><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>⟧ a style too late",
    "⟦<w:smartTag><w:r><w:t>in a</w:t></w:r></w:smartTag>⟧ tag",
    "⟦<w:hyperlink w:anchor='x'><w:r><w:t>in a</w:t></w:r></w:hyperlink>⟧ link",
    "⟦<mc:AlternateContent><mc:Choice><w:r><w:t>one</w:t></w:r></mc:Choice></mc:AlternateContent>⟧",
    "⟦<w:r w:rsidR='00000001' w:rsidR='00000002'><w:t>twice</w:t></w:r>⟧",
    '⟦<w:r w:rsidR="00000001" w:rsidRPr="00000002"><w:t>saved</w:t></w:r>⟧',
    "⟦<!-- a remark --><![CDATA[<w:t>data</w:t>]]>⟧",
    "{+A &amp; B: by two of them+} and {+\ue0000: by somebody odd+}",
)


@pytest.mark.parametrize("specimen", SPECIMENS)
def test_specimens(specimen: str, known: Known) -> None:
    both(docx(specimen, lists=LISTS, styles=STYLES, notes={"2": "two", "3": "three"}), known)


def test_paragraphs_that_differ_in_their_style_alone_are_told_apart() -> None:
    hidden = style("Hidden", name="Hidden").replace("</w:style>", "<w:rPr><w:vanish/></w:rPr></w:style>")
    both(docx("Words.\n@Hidden Words.\nWords.\n@Hidden Words.", styles=STYLES + hidden), Known())


def raw(body: str, namespaces: str = NAMESPACES, before: str = "") -> bytes:
    """Give a document with the markup *body* as its main text."""
    main = f"{before}<w:document {namespaces}><w:body>{body}</w:body></w:document>"
    return docx("x", parts={MAIN: main})


def words(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


KNOWN = words("Article 1") + words("Each Party shall notify.")
OPENS, CLOSES = "<w:p><!-- </w:p>", "<w:p> --></w:p>"
HIDING = (
    f"{OPENS}{words('Each Party shall notify.')}{CLOSES}<w:travauxMark/>",
    f"{OPENS}{CLOSES}<w:travauxMark><w:r><w:t>Words.</w:t></w:r></w:travauxMark>",
    f"{OPENS}{CLOSES}<w:travauxMark>{words('Words.')}</w:travauxMark>",
    f"{OPENS}{words('Each Party shall notify.')}{CLOSES}",
    "<w:p><w:r><w:t><![CDATA[</w:t></w:r></w:p><w:p>]]></w:t></w:r></w:p><w:travauxMark/>",
    f"<w:p><?x </w:p>{words('Each Party shall notify.')}<w:p>?></w:p><w:travauxMark/>",
    f"<w:travauxMark>{words('Words.')}</w:travauxMark>",
)


def test_words_behind_a_comment_or_in_a_mark_like_ours_are_neither_lost_nor_shown() -> None:
    known = Known()
    for hiding in HIDING:
        both(raw(f"{KNOWN}{hiding}{words('End.')}"), known)
    for hiding in HIDING:
        both(raw(f"{KNOWN}{hiding}{words('End.')}"), known)


def test_what_stands_before_the_main_text_may_hide_some_too() -> None:
    known = Known()
    declared = "<?xml version='1.0' encoding='UTF-8'?>"
    for before in (declared, f"\ufeff{declared}", f"{declared}<!-- <w:body> -->", "<?x <w:body>?>"):
        both(raw(KNOWN, before=before), known)


DATED = 'w:id="1" w:author="AA" w:date="2031-05-17T09:00:00Z"'
BY_BB = DATED.replace("AA", "BB")
WORD = "<w:r><w:t>new words</w:t></w:r>"
MOVED = (
    '<w:p><w:r><w:t>First words.</w:t></w:r><w:moveFromRangeStart w:id="1" w:name="m"/></w:p>'
    f'<w:p><w:moveFrom {DATED}>{WORD}</w:moveFrom></w:p><w:moveFromRangeEnd w:id="1"/>'
    f'<w:moveToRangeStart w:id="2" w:name="m"/><w:p><w:moveTo {DATED}>{WORD}</w:moveTo></w:p>'
)
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/math"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/math"
FORMULA = "<w:p><w:r><w:t>a </w:t></w:r><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath></w:p>"


@pytest.mark.parametrize("author", ["\ue0000", "&#xe000;5", "&#xe000;x", "&#57344;0"])
def test_an_author_who_is_named_like_a_place_for_authors(author: str) -> None:
    change = f"<w:ins {DATED.replace('AA', author)}>{WORD}</w:ins>"
    other = f"<w:ins {DATED}>{WORD}</w:ins>"
    both(raw("".join(f"<w:p>{change}{other}<w:r><w:t>{at}</w:t></w:r></w:p>" for at in range(7))), Known())


@pytest.mark.parametrize(
    "inner",
    [
        f"<w:ins {DATED}><w:del {BY_BB}><w:ins {DATED}>{WORD}</w:ins></w:del></w:ins>",
        f"<w:ins {DATED}><w:r><w:rPr><w:ins {DATED}/></w:rPr><w:t>new words</w:t></w:r></w:ins>",
        f"<w:ins {DATED}>{WORD}</w:ins><w:ins {DATED}>{WORD}</w:ins>",
    ],
)
def test_a_change_within_itself_is_one_change_of_words_that_stand_there_once(inner: str) -> None:
    data = raw(f"<w:p>{inner}</w:p>")
    both(data, Known())
    changes = [each for each in open_document(data).changes if each.author == "AA"]
    assert [each.words for each in changes] == ["new words" * inner.count("new words")]


def test_a_move_that_begins_in_a_plain_paragraph_is_one_at_every_reading() -> None:
    both(raw(f"{KNOWN}{MOVED}{words('End.')}"), Known())


def test_a_formula_is_read_in_whichever_namespace_it_stands() -> None:
    both(raw(f"{KNOWN}{FORMULA}", NAMESPACES.replace(TRANSITIONAL, STRICT)), Known())


LONG = 200_000


@pytest.mark.parametrize(
    "unclosed",
    [
        *("<w:" + "a" * LONG, "<w:tbl " + "/" * LONG, "<w:tbl " + "x/" * LONG, "<w:tbl" + " " * LONG),
        *(f"<w:p>{'>' * (2**17 - 1)}</w:p>", f"<w:p>{'>a' * 2**16}</w:p>", "<w:p>" * 300 + "x" * LONG),
        *(f'<w:p><w:ins w:id="1" w:author="{"a" * LONG}</w:p>', "<w:p w:rsidR=" + '"' * LONG),
    ],
    ids=lambda text: text[:16],
)
def test_long_runs_of_one_character_are_read_or_refused_like_short_ones(unclosed: str) -> None:
    both(raw(f"{KNOWN}{unclosed}"), Known())


@pytest.mark.parametrize("text", ["a>b", ">", ">>", "a>", ">b", "]]>", "a]]>b", "<w:tab/>>", "><w:tab/>"])
def test_the_end_of_a_tag_may_stand_among_words(text: str) -> None:
    both(raw(words(text) * 4 + words(f"x{text}") * 4 + f"<w:p>{text}</w:p>" * 4), Known())


def packages() -> list[dict[str, bytes]]:
    """Give the parts of the documents of an invented negotiation, tracked and clean."""
    negotiation = Negotiation(SIZES["small"], seed=5)
    documents = [negotiation.document(), *map(negotiation.document_of, negotiation.redrafts(6))]
    found: list[dict[str, bytes]] = []
    for document in documents:
        with zipfile.ZipFile(io.BytesIO(document)) as archive:
            found.append({name: archive.read(name) for name in archive.namelist()})
    return found


INTRUDERS = (
    *(b"<w:tab/>", b"<w:p/>", b"</w:p>", b"<w:p>", b"<w:r>", b"</w:r>", b"<w:t>", b"</w:t>", b"</w:ins>"),
    *(
        b"<!-- x -->",
        b"<![CDATA[x]]>",
        b"<?pi x?>",
        b"&amp;",
        b"&#8217;",
        b"&nbsp;",
        b"]]>",
        b">",
        b"<",
        b'"',
    ),
    *(b" ", b"\n", b"\r", b"\x00", b"\x01", b"\xff", b"\xc2\xa0", b"\xee\x80\x80", b"\xef\xbf\xbe", b"x"),
    *(b"<w:rPr><w:vanish/></w:rPr>", b"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", b"<w:sdt>"),
    *(b'<w:fldChar w:fldCharType="begin"/>', b'<w:fldChar w:fldCharType="end"/>', b' w:rsidR="00000000"'),
    *(b'<w:ins w:id="7" w:author="A" w:date="2020-01-01T00:00:00Z">', b'<w:footnoteReference w:id="2"/>'),
    *(b'<w:moveFromRangeStart w:id="9" w:name="move1"/>', b'<w:pPr><w:pStyle w:val="TreatyPoint"/></w:pPr>'),
)


def mutated(xml: bytes, dice: Random) -> bytes:
    """Damage *xml* at one place: a bit turned, the end cut off, a tag gone or doubled, something put in."""
    at = dice.randrange(len(xml))
    tags = [(at + tag.start(), at + tag.end()) for tag in re.finditer(rb"<[^<>]*>", xml[at : at + 400])]
    start, stop = dice.choice(tags or [(at, at)])
    match dice.randrange(7):
        case 0:
            return xml[:at] + bytes([xml[at] ^ 1 << dice.randrange(8)]) + xml[at + 1 :]
        case 1:
            return xml[:at]
        case 2:
            return xml[:start] + xml[stop:]
        case 3:
            return xml[:stop] + xml[start:stop] + xml[stop:]
        case 4:
            return xml[:at] + xml[at + dice.randrange(1, 300) :]
        case _:
            place = dice.choice((at, start, stop))
            return xml[:place] + dice.choice(INTRUDERS) + xml[place:]


def damaged() -> Iterator[bytes]:
    dice = Random(3)  # noqa: S311  damage, not secrets
    whole = packages()
    for _ in range(MUTATIONS):
        parts = dice.choice(whole)
        xml = parts[MAIN]
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            xml = mutated(xml, dice)
        yield zipped({**parts, MAIN: xml})


def test_damaged_documents_are_read_or_refused_alike(known: Known) -> None:
    for parts in packages():
        both(zipped(parts), known)
    for data in damaged():
        both(data, known)

"""Rows of a text are a table in Word, whose cells have no bars, and read back with them."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.builders import provision, text
from tests.render.wordprocessing import W, faults
from travaux.read.docx import read_docx
from travaux.render.docx import text_document
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import show
from travaux.text.provision import Standing
from travaux.text.wording import PartyCode

ROWS = (
    "| Lock | Width |",
    "|---|---|",
    "| Upper | [base: 12 / BOR: 10] m |",
    "| Lower \\| old[^1] | |",
    "| Lowest |  no space before |",
    "| Middle |  |",
    "| [base: one | two / BOR: three] | four |",
)


def annex(*rows: str) -> Text:
    return text(
        provision(Kind.ANNEX, "Annex", "Locks"),
        provision(Kind.PARAGRAPH, "1.", "Reported are:", 1),
        *(provision(Kind.TABLE, "", row, 1) for row in rows),
        provision(Kind.PARAGRAPH, "2.", "Nothing else is.", 1),
    )


def body_of(data: bytes) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))


def seen(cell: etree._Element) -> str:
    small = etree.XPath("string(w:rPr/w:sz/@w:val)", namespaces={"w": W[1:-1]})
    return "".join("".join(run.itertext()) for run in cell.iter(f"{W}r") if small(run) != "2")


def read(data: bytes) -> list[str]:
    back = read_docx(data).text
    assert back is not None
    return [show(one.words) for one in back.provisions if one.kind is Kind.TABLE]


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        ("| Lock\t| Width", "| Upper\t| 12"),
        ("| سد\t| عرض\t| ", "| العلوي\t| ١٢\t| م"),
        ("|闸|宽|", "|上闸|十二|"),
    ],
)
def test_rows_are_a_table_and_read_back_as_they_were(rows: tuple[str, ...]) -> None:
    given = annex(*rows)
    written = text_document(given)
    assert faults(written) == []
    assert len(body_of(written).findall(f".//{W}tbl")) == 1
    back = read_docx(written).text
    assert back is not None
    assert [(one.kind, one.depth, one.label, show(one.words)) for one in back.provisions] == [
        (one.kind, one.depth, one.label, show(one.words)) for one in given.provisions
    ]


def test_no_bar_is_seen_but_one_that_is_a_word_or_stands_in_a_choice() -> None:
    rows = body_of(text_document(annex(*ROWS))).iter(f"{W}tr")
    assert [[seen(cell) for cell in row.iter(f"{W}tc")] for row in rows] == [
        ["Lock", "Width"],
        [""],
        ["Upper", "[base: 12 / BOR: 10] m"],
        ["Lower \\| old1", ""],
        ["Lowest", " no space before"],
        [" Middle ", "  "],
        ["| [base: one | two / BOR: three] | four |"],
    ]


def test_a_row_with_a_bracket_around_it_goes_over_all_columns_with_its_bars() -> None:
    new = Standing(base=False, sponsors=(PartyCode("BOR"),))
    row = replace(provision(Kind.TABLE, "", "| Lower | 9 |", 1), standing=new)
    given = text(provision(Kind.TABLE, "", "| Upper | 12 |", 1), row)
    written = text_document(given)
    assert [seen(cell) for cell in body_of(written).iter(f"{W}tc")] == ["Upper", "12", "[BOR: | Lower | 9 |]"]
    back = read_docx(written).text
    assert back is not None
    assert [(one.standing, one.words) for one in back.provisions] == [
        (one.standing, one.words) for one in given.provisions
    ]


def test_a_text_that_ends_in_a_table_has_a_paragraph_behind_it() -> None:
    written = text_document(text(provision(Kind.TABLE, "", "| Lock | Width |")))
    (body,) = body_of(written)
    assert [etree.QName(one).localname for one in body] == ["tbl", "p", "sectPr"]
    assert read(written) == ["| Lock | Width |"]


def typed(words: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}t").text = words
    return run


def _cleared(row: etree._Element) -> list[etree._Element]:
    found = list(row.iter(f"{W}p"))
    for paragraph in found:
        for run in paragraph.findall(f"{W}r"):
            paragraph.remove(run)
    return found


def _emptied(row: etree._Element) -> None:
    _cleared(row[-1])


def _replaced(row: etree._Element) -> None:
    for paragraph, words in zip(_cleared(row), ("Middle", "11"), strict=True):
        paragraph.append(typed(words))


def _in_two_lines(row: etree._Element) -> None:
    (paragraph,) = row[-1].iter(f"{W}p")
    paragraph.append(typed(" or"))
    paragraph.addnext(etree.Element(f"{W}p"))
    row[-1][-1].append(typed("13"))


def _pasted(row: etree._Element) -> None:
    for paragraph, words in zip(_cleared(row), ("Middle", "11"), strict=True):
        paragraph.remove(paragraph[0])
        paragraph.append(typed(words))


@pytest.mark.parametrize(
    ("done", "row"),
    [
        (_emptied, "| Upper | |"),
        (_replaced, "| Middle | 11 |"),
        (_in_two_lines, "| Upper | 12 or\n13 |"),
        (_pasted, "| Middle | 11 |"),
    ],
)
def test_what_somebody_does_to_a_row_stays_in_its_cells(
    done: Callable[[etree._Element], None], row: str
) -> None:
    written = text_document(annex("| Lock | Width |", "| Upper | 12 |"))
    root = body_of(written)
    done(list(root.iter(f"{W}tr"))[1])
    changed = BytesIO()
    with ZipFile(BytesIO(written)) as old, ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, etree.tostring(root) if name == "word/document.xml" else old.read(name))
    assert read(changed.getvalue()) == ["| Lock | Width |", row]

"""Comment tables in workbooks."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from travaux.answers.party import Party
from travaux.answers.position import Accepts, Amends, Deletes, Supports
from travaux.read.format import format_of, read
from travaux.read.package import NotReadable
from travaux.read.reading import Format, Reading
from travaux.render.answer_table import answer_table
from travaux.text.notation import parse, show
from travaux.text.wording import PartyCode

HEADS = ("Provision", "In the draft", "Position", "Words", "Reason", "If")


def book(*rows: tuple[str | int, ...]) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    into = BytesIO()
    made.save(into)
    return into.getvalue()


def of(*rows: tuple[str | int, ...]) -> Reading:
    return read(book(*rows), name="BOR.xlsx", parties=("ARD", "BOR"))


def test_a_row_is_an_answer() -> None:
    found = of(
        ("Party", "Bordavia (BOR)"),
        ("In answer to", "Third draft"),
        (),
        HEADS,
        ("Article 4(1)", "shall", "amends", "Each Party [should / may] …", "Why  not", "Article 6 stays\nB"),
        ("Article 5", "shall"),
        ("Article 6", "", "SUP", "", "Too long."),
    )
    reply = found.reply
    assert found.format is Format.WORKBOOK
    assert reply is not None
    assert (reply.party, reply.in_answer_to, reply.unread) == ("BOR", "Third draft", ())
    assert [(one.provision, one.position, one.reason, one.place.line) for one in reply.answers] == [
        ("Article 4(1)", Amends(words=parse("Each Party [should / may] …")), "Why  not", 5),
        ("Article 6", Deletes(), "Too long.", 7),
    ]
    assert [one.words for one in reply.answers[0].conditions] == ["Article 6 stays", "B"]


@pytest.mark.parametrize(
    "words", [" Each  Party\t“shall” ", "تُخطر كل دولة", "- 1 _x0041_", "a\n\nb\nc", "\\[sic\\]"]
)
def test_words_in_a_cell_are_kept_to_the_character(words: str) -> None:
    """Exact words: what a party submitted is kept character for character."""
    reply = of(HEADS, ("Article 4", "", "amends", words.replace("_x", "_x005F_x"))).reply
    assert reply is not None
    (answer,) = reply.answers
    assert isinstance(answer.position, Amends)
    assert show(answer.position.words) == words


def test_a_row_that_is_not_understood_is_listed_whole() -> None:
    found = of(
        HEADS,
        ("Article 4", "", "perhaps", "", "Why"),
        ("", "", "deletes"),
        ("Article 5", "", "", "Other words"),
        ("Article 6", "", "accepts"),
    )
    assert found.reply is not None
    assert [one.position for one in found.reply.answers] == [Accepts()]
    assert [(one.words, one.finding.code, one.finding.place.line) for one in found.reply.unread] == [
        ("Article 4\tperhaps\tWhy", "position-unknown", 2),
        ("deletes", "provision-missing", 3),
        ("Article 5\tOther words", "position-missing", 4),
    ]


def test_a_row_of_another_party_is_no_answer_of_the_first() -> None:
    reply = of(
        ("Provision", "Party", "Position", "Proposal of"),
        ("Article 4", "BOR", "supports", "ARD"),
        ("Article 5", "ARD", "deletes", ""),
    ).reply
    assert reply is not None
    assert reply.party == "BOR"
    assert [one.position for one in reply.answers] == [Supports(party=PartyCode("ARD"))]
    assert [one.finding.code for one in reply.unread] == ["another-party"]


def test_a_column_or_a_sheet_that_is_not_read_is_said() -> None:
    found = of(("Provision", "Position", "Urgency"), ("Article 4", "accepts", "high"))
    assert [one.code for one in found.findings] == ["column-unread"]


def test_marks_in_a_cell_are_said_not_to_be_read() -> None:
    rich = CellRichText("shall ", TextBlock(InlineFont(strike=True), "not "), "sail")
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(HEADS)
    sheet.append(("Article 4", "", "amends", rich))
    into = BytesIO()
    made.save(into)
    found = read(into.getvalue(), name="BOR.xlsx")
    assert [one.code for one in found.findings if one.code == "marks-unread"] == ["marks-unread"]


def test_a_workbook_without_a_table_of_answers_is_refused_with_what_was_expected() -> None:
    data = book(("Budget", 3))
    assert format_of(data) is Format.WORKBOOK
    with pytest.raises(NotReadable, match="no table of answers"):
        read(data)


def test_the_table_that_is_given_to_be_filled_in_says_nothing_yet() -> None:
    draft = read(b"# Treaty\n\n## Article 1\n\n1. Ships sail.\n\n2. [They / All] rest.\n").text
    assert draft is not None
    data = answer_table(draft, Party(code=PartyCode("BOR"), name="Bordavia"))
    reading = read(data, name="BOR.xlsx")
    assert reading.reply is not None
    assert (reading.reply.party, reading.reply.answers, reading.reply.unread) == ("BOR", (), ())
    assert draft.identity in reading.reply.in_answer_to
    assert reading.findings == ()


def stored(data: bytes, formula: str, cell: str) -> bytes:
    """Give a workbook in which the cell of a formula is another, as programs that reckon save it."""
    into = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(into, "w") as new:
        for part in old.namelist():
            sheet = old.read(part).decode()
            found = re.search(
                rf'<c r="([A-Z]+\d+)"[^>]*><f>{re.escape(formula)}</f><v ?/?>(</v>)?</c>', sheet
            )
            if found:
                sheet = sheet.replace(found[0], cell.format(at=found[1]))
            new.writestr(part, sheet)
    return into.getvalue()


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (("Article 4", "", "accepts", "", "", "=A1"), "F3"),
        (("Article 4", "", "amends", '=CONCAT("a","b")', "So."), "D3"),
        (("Article 4", "", '="amends"', "Words", "So."), "C3"),
        (('="Article 4"', "", "amends", "Words", "So."), "A3"),
        (("Article 4", "", "amends", "= as before", "So."), "D3"),
    ],
)
def test_a_row_with_a_formula_that_came_to_nothing_is_kept_unread(row: tuple[str, ...], cell: str) -> None:
    """Were its cell read as empty, an acceptance on a condition would be one without."""
    found = of(("Party", "Bordavia (BOR)"), HEADS, row, ("Article 5", "", "accepts"))
    reply = found.reply
    assert reply is not None
    assert [one.provision for one in reply.answers] == ["Article 5"]
    assert [(one.finding.code, one.finding.severity) for one in reply.unread] == [("formula-unread", "error")]
    assert f"The cell {cell} holds the formula" in str(reply.unread[0].finding)
    assert next(each for each in row if each.startswith("=")) in reply.unread[0].words


@pytest.mark.parametrize(
    ("cell", "conditions", "codes"),
    [
        ('<c r="{at}" t="str"><f>A1</f><v>Article 6 stays</v></c>', ["Article 6 stays"], ["formula-read"]),
        ('<c r="{at}" t="str"><f>A1</f><v></v></c>', [], ["formula-read"]),
        ('<c r="{at}" t="e"><f>A1</f><v>#REF!</v></c>', None, ["formula-unread"]),
    ],
)
def test_what_a_formula_came_to_is_read_and_that_it_is_one_is_said(
    cell: str, conditions: list[str] | None, codes: list[str]
) -> None:
    made = book(("Party", "Bordavia (BOR)"), HEADS, ("Article 4", "", "accepts", "", "", "=A1"))
    found = read(stored(made, "A1", cell), name="BOR.xlsx", parties=("ARD", "BOR"))
    assert found.reply is not None
    assert [one.code for one in found.findings] == codes
    read_back = [[each.words for each in one.conditions] for one in found.reply.answers]
    assert read_back == ([] if conditions is None else [conditions])


def test_words_that_begin_with_an_equals_sign_are_words_where_the_cell_is_text() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (("Party", "Bordavia (BOR)"), HEADS, ("Article 4", "", "amends", "x", "So.")):
        sheet.append(row)
    sheet["D3"].value = "= as before"
    sheet["D3"].data_type = "s"
    into = BytesIO()
    made.save(into)
    reply = read(into.getvalue(), name="BOR.xlsx", parties=("BOR",)).reply
    assert reply is not None
    assert [one.position for one in reply.answers] == [Amends(words=parse("= as before"))]


def test_a_formula_that_names_the_party_names_nobody() -> None:
    found = of(("Party", "=A9"), HEADS, ("Article 4", "", "accepts"))
    assert found.reply is not None
    assert (found.reply.party, [one.finding.code for one in found.reply.unread]) == ("", ["formula-unread"])

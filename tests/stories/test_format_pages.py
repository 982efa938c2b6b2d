"""The specimens on the pages of docs/formats are what the pages say they are."""

import re
from pathlib import Path

import pytest

from travaux.answers.answer import Reply, title
from travaux.read.sheet import is_sheet, read_sheet
from travaux.read.vocabulary import Field, Stance, field_called, stance_called
from travaux.text.notation import parse, show

PAGES = Path(__file__).resolve().parents[2] / "docs" / "formats"


def blocks(page: str, kind: str) -> list[str]:
    text = (PAGES / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    "specimen", [line for block in blocks("bracket-notation.md", "brackets") for line in block.splitlines()]
)
def test_a_specimen_of_the_bracket_notation_prints_back(specimen: str) -> None:
    assert show(parse(specimen)) == specimen


def sheets() -> list[Reply]:
    replies = []
    for specimen in blocks("answer-sheet.md", "markdown"):
        assert is_sheet(specimen)
        reading = read_sheet(specimen.encode(), name="specimen")
        assert reading.findings == ()
        assert reading.reply is not None
        replies.append(reading.reply)
    return replies


def test_the_specimens_of_the_answer_sheet_read_as_the_page_says() -> None:
    assert [
        (
            reply.party,
            reply.principals,
            reply.in_answer_to,
            [(it.provision, title(it.position)) for it in reply.answers],
        )
        for reply in sheets()
    ] == [
        (
            "BOR",
            ("BOR", "KES", "TAL"),
            "Third draft, 3f0c-91d2-77ab",
            [
                ("Article 4, paragraph 1", "amends"),
                ("Article 4, paragraph 2", "amends"),
                ("Article 6", "accepts"),
            ],
        ),
        ("KES", (), "第三稿", [("第四条第一款", "amends"), ("第六条", "accepts")]),
        ("TAL", (), "المشروع الثالث", [("المادة ٤، الفقرة ١", "amends")]),
    ]


def rows() -> list[list[str]]:
    """List the rows of the page's table of languages, the heading row left out."""
    text = (PAGES / "answer-sheet.md").read_text(encoding="utf-8")
    table = text.split("| English |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table]


@pytest.mark.parametrize("row", rows()[1:], ids=lambda row: row[0])
def test_the_words_of_the_answer_sheet_mean_the_same_in_every_language(row: list[str]) -> None:
    read = field_called if row[0][0].isupper() else stance_called
    meanings = [[read(name) for name in re.split("[,،] ", cell)] for cell in row]
    assert meanings == [meanings[0]] * 5
    assert None not in meanings[0]


def test_every_position_has_its_row() -> None:
    text = (PAGES / "answer-sheet.md").read_text(encoding="utf-8")
    table = text.split("| Position | Means |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    assert [row.split("`")[1] for row in table] == [str(stance) for stance in Stance]


def test_every_field_is_named_on_the_page() -> None:
    text = (PAGES / "answer-sheet.md").read_text(encoding="utf-8")
    assert [
        field
        for field in Field
        if f"*{field.capitalize()}*" not in text and f"{field.capitalize()}: " not in text
    ] == []

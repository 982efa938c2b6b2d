"""Tables written as a workbook, and read back by another program's reader."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from travaux.render.xlsx import CELL, Column, Sheet, cell_text, written


def sheet(*cells: str | int) -> Sheet:
    return Sheet(title="One", columns=(Column(head="Head"),), rows=tuple((cell,) for cell in cells))


def read(data: bytes, title: str = "One") -> Worksheet:
    found = load_workbook(BytesIO(data))[title]
    assert isinstance(found, Worksheet)
    return found


WORDS = (
    "Article 4 bis",
    "Каждая Сторона",
    "« non »",
    "يخطر كل طرف",
    "各方应通知",
    " space ",
    "two\nlines",
    "a\ttab",
)


@pytest.mark.parametrize("words", WORDS)
def test_words_come_back_as_they_were(words: str) -> None:
    assert read(written([sheet(words)], right_to_left=False))["A2"].value == words


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "\t=1"])
def test_words_are_never_a_formula(words: str) -> None:
    data = written([sheet(words)], right_to_left=False)
    cell = read(data)["A2"]
    assert (cell.data_type, cell.value) == ("s", words)
    assert cell.quotePrefix == (words[0] in "=+-@\t")
    assert b"<f>" not in ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a\x00b", "a_x0000_b"),
        ("a\x0bb", "a_x000B_b"),
        ("a\r\nb", "a_x000D_\nb"),
        ("a\ud800b", "a_xD800_b"),
        ("a\uffffb", "a_xFFFF_b"),
        ("_x0041_", "_x005F_x0041_"),
        ("snake_case_x", "snake_case_x"),
    ],
)
def test_what_a_cell_cannot_hold_is_written_out(words: str, expected: str) -> None:
    assert cell_text(words) == expected
    assert read(written([sheet(words)], right_to_left=False))["A2"].value == expected


def test_what_is_longer_than_a_cell_says_that_it_is_cut() -> None:
    shown = cell_text("x" * 40_000)
    assert len(shown) == CELL
    assert shown.endswith(
        "x […] [cut here: 40,000 characters do not fit in a cell; the JSON has all of them]"
    )


def test_numbers_stay_numbers() -> None:
    cell = read(written([sheet(42)], right_to_left=False))["A2"]
    assert (cell.data_type, cell.value) == ("n", 42)


def test_heads_stay_in_sight_and_words_wrap() -> None:
    found = read(written([sheet("x")], right_to_left=False))
    assert (found.freeze_panes, found.print_title_rows) == ("B2", "$1:$1")
    assert (found["A1"].font.bold, found["A2"].alignment.wrap_text) == (True, True)


def test_right_to_left_sheets() -> None:
    assert read(written([sheet("x")], right_to_left=True)).sheet_view.rightToLeft is True
    assert not read(written([sheet("x")], right_to_left=False)).sheet_view.rightToLeft


def test_a_row_is_as_tall_as_its_tallest_cell() -> None:
    found = read(written([sheet("x" * 30, "各方" * 7, "one line")], right_to_left=False))
    assert [found.row_dimensions[at].height for at in (2, 3, 4)] == [45.0, 30.0, 15.0]


def test_no_time_stands_in_the_file() -> None:
    with ZipFile(BytesIO(written([sheet("x")], right_to_left=False))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert core.count(":00Z") == 2


@pytest.mark.parametrize(("width", "columns", "scale"), [(40, None, None), (100, "$A:$B", 65)])
def test_a_table_too_wide_for_paper_goes_over_several_sheets_with_its_first_columns(
    width: int, columns: str | None, scale: int | None
) -> None:
    wide = Sheet(
        title="Wide",
        columns=tuple(Column(head=head, width=width) for head in "ABC"),
        rows=(("a", "b", "c"),),
        frozen=2,
    )
    book = load_workbook(BytesIO(written([wide], right_to_left=False)))
    found = book["Wide"]
    setup = found.sheet_properties.pageSetUpPr
    assert bool(setup is not None and setup.fitToPage) is (scale is None)
    assert (found.print_title_cols, found.page_setup.scale) == (columns, scale)
    assert (found.print_title_rows, str(found.oddFooter)) == ("$1:$1", "&R&P / &N")

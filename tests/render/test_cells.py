"""A table's row stands in its cells, and what is read back of the page has its bars."""

import re

import pytest

from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Amends
from travaux.compare.comparison import compare
from travaux.compile.compiling import compiled
from travaux.read.plain import read_plain
from travaux.render.cells import cells
from travaux.render.comparison_page import comparison_page
from travaux.render.html import compilation_page, read_back
from travaux.render.profile import Profile
from travaux.render.sections import sections
from travaux.render.setting import Setting
from travaux.render.side_by_side import side_by_side
from travaux.text.notation import parse, show
from travaux.text.wording import PartyCode, Wording

DRAFT = """# Locks

## Annex

1. Reported are:

| Lock | Width |
|---|---|
| Upper | 12 |
"""
BRACKETED = "| [base: a | b / BOR: c] | d |"


@pytest.mark.parametrize(
    ("row", "between"),
    [
        ("| Lock | Width |", [" Lock ", " Width "]),
        ("|闸|宽|", ["闸", "宽"]),
        ("| Upper | [base: 12 / BOR: 10] m |", [" Upper ", " [base: 12 / BOR: 10] m "]),
        ("| or \\| and | |", [" or \\| and ", " "]),
        ("| Lock\t| Width [base: m / BOR: ft]", [" Lock\t", " Width [base: m / BOR: ft]"]),
        ("| Lock\t| Width\t| ", [" Lock\t", " Width\t", " "]),
        ("| Lock\t| Width | m", []),
        ("Lock | Width |", []),
        ("| Lock | Width", []),
        ("|", []),
        ("Lock", []),
        (BRACKETED, []),
    ],
)
def test_a_row_has_what_stands_between_its_bars(row: str, between: list[str]) -> None:
    words = parse(row, {"BOR"})
    assert [show(one) for one in cells(words)] == between


def test_a_row_is_shown_in_cells_and_read_back_with_its_bars() -> None:
    draft = read_plain(DRAFT.encode()).text
    assert draft is not None
    row = next(one.eid for one in draft.provisions if "Upper" in show(one.words))
    bor = Reply(
        party=PartyCode("BOR"),
        answers=(Answer(provision=row, position=Amends(words=Wording(("| Upper | 10 |",)))),),
        source="BOR.md",
    )
    page = compilation_page(compiled(draft, [bor]))
    shown = re.findall(
        r'<span class="cell">(.*?)(?=<span class="cell">|</span></div>)', page.decode(), re.DOTALL
    )
    seen = [
        " ".join(re.sub(r'<span class="(?:w fs|vh)">.*?</span>|<[^>]+>', "", one).split()) for one in shown
    ]
    assert seen == ["Lock", "Width", "Upper", "[12draft / 10BOR]"]
    back = [show(one.words) for one in read_back(page).provisions if one.kind.value == "table"]
    assert back == ["| Lock | Width |", "|---|---|", "| Upper | [base: 12 / BOR: 10] |"]


def test_rows_of_two_drafts_are_compared_in_their_cells() -> None:
    old = read_plain(DRAFT.encode()).text
    new = read_plain(DRAFT.replace("12", "10").encode()).text
    assert old is not None
    assert new is not None
    page = comparison_page(compare(old, new)).decode()
    shown = re.findall(r'<span class="cell">(.*?)(?=<span class="cell">|</span></div>)', page, re.DOTALL)
    seen = [
        " ".join(re.sub(r'<span class="(?:w fs|vh)">.*?</span>|<[^>]+>', "", one).split()) for one in shown
    ]
    assert seen == ["Lock", "Width", "Upper", "1210"]
    assert page.count(' k-table ruled"') == 1


def test_side_by_side_a_row_stands_in_its_cells_what_differs_in_bold() -> None:
    draft = read_plain(DRAFT.encode()).text
    assert draft is not None
    row = next(one.eid for one in draft.provisions if "Upper" in show(one.words))
    bor = Reply(
        party=PartyCode("BOR"),
        answers=(Answer(provision=row, position=Amends(words=Wording(("| Upper | 10 |",)))),),
        source="BOR.md",
    )
    setting = Setting(compilation=compiled(draft, [bor]), profile=Profile.ATTRIBUTED)
    shown = str(side_by_side(setting, sections(setting)[-1]))
    assert re.findall(r'<span class="cell"><span class="w">(.*?)</span></span>', shown) == [
        " Upper ",
        " <b>12</b> ",
        " Upper ",
        " <b>10</b> ",
    ]
    assert "|" not in shown

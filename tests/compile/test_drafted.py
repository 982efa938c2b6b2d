"""The column of a table of answers that shows the draft: what is typed there is no answer, and is kept."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from travaux.answers.party import Party
from travaux.compile.base import base_of
from travaux.compile.hearing import Hearing, hear
from travaux.read.format import read
from travaux.render.answer_table import answer_table
from travaux.text.wording import PartyCode

DRAFT = read(
    b"# Treaty\n\n## Article 1\n\nRest\n\n1. Ships shall sail [at dawn / at dusk].\n\n2. All rest\\[sic\\].\n"
).text
assert DRAFT is not None
PROVISIONS = DRAFT.provisions


def heard(**cells: str) -> Hearing:
    """Hear the table that is given to be filled in, with these cells overwritten."""
    assert DRAFT is not None
    book = load_workbook(BytesIO(answer_table(DRAFT, Party(code=PartyCode("BOR"), name="Bordavia"))))
    sheet = book.worksheets[0]
    for cell, words in cells.items():
        sheet[cell] = words
    into = BytesIO()
    book.save(into)
    reply = read(into.getvalue(), name="BOR.xlsx").reply
    assert reply is not None
    found = hear(reply, base_of(DRAFT))
    assert isinstance(found, Hearing)
    return found


def unread(found: Hearing) -> list[tuple[str, str, int]]:
    return [(one.words, one.finding.code, one.finding.place.line) for one in found.reply.unread]


ROW = next(at for at, one in enumerate(PROVISIONS, 3) if one.label == "1.")
"""The row of paragraph 1: below the heads and “The whole text”."""


def test_words_typed_over_the_drafts_are_kept_unread_and_the_cell_is_named() -> None:
    """Conservation: nothing that was submitted goes missing."""
    found = heard(**{f"B{ROW}": "1. Ships may sail [at dawn / at dusk].", f"C{ROW + 1}": "accepts"})
    assert unread(found) == [("1. Ships may sail [at dawn / at dusk].", "draft-column-changed", ROW)]
    (one,) = found.reply.unread
    assert one.finding.message == (
        f"Cell B{ROW} has other words than the draft at “Article 1, paragraph 1”. Its column "
        "shows the draft, and nothing in it was read as an answer."
    )
    assert [each.answer.place.line for each in found.heard] == [ROW + 1]


def test_beside_an_answer_too_and_beside_no_provision_of_the_draft() -> None:
    found = heard(**{f"B{ROW}": "Ships rest.", f"C{ROW}": "accepts", "A40": "Article 9", "B40": "New."})
    assert [words for words, _, _ in unread(found)] == ["Ships rest.", "New."]
    assert len(found.heard) == 1


def test_what_is_unread_as_a_whole_row_is_not_listed_twice() -> None:
    found = heard(**{f"B{ROW}": "Ships rest.", f"C{ROW}": "perhaps"})
    assert [code for _, code, _ in unread(found)] == ["position-unknown"]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Ships shall sail [at dawn / at dusk].",
        "1.\n Ships  shall sail [at dawn / at dusk].",
        "Ships shall … dusk].",
        "Ships shall sail...",
    ],
)
def test_the_drafts_words_however_they_are_laid_out_say_nothing(words: str) -> None:
    assert unread(heard(**{f"B{ROW}": words})) == []


@pytest.mark.parametrize("words", ["Ships shall sail", "Ships … shall rest …", "… Ships may …"])
def test_fewer_words_than_the_drafts_are_others(words: str) -> None:
    assert [one for one, _, _ in unread(heard(**{f"B{ROW}": words}))] == [words]


def test_an_article_may_be_shown_with_all_that_stands_in_it() -> None:
    article = next(at for at, one in enumerate(PROVISIONS, 3) if one.label == "Article 1")
    whole = "Article 1 Rest\n1. Ships shall sail [at dawn / at dusk].\n2. All rest[sic]."
    assert unread(heard(**{f"B{article}": whole})) == []

"""The place of a move or a merger is told in words, also where a document gives it by an address."""

import pytest

from travaux.answers.position import Merges, Moves, Position
from travaux.render.phrases import said
from travaux.text.notation import parse


@pytest.mark.parametrize(
    ("position", "told"),
    [
        (Moves(after="fn_1"), "after footnote 1"),
        (Moves(after="preamble__formula_1", label="3."), "after Preamble, enacting words 1, as 3."),
        (Moves(after="art_6__para_2"), "after Article 6, paragraph 2"),
        (Moves(after="Article 6"), "after Article 6"),
        (Moves(after="المادة ٦"), "after المادة ٦"),
        (
            Merges(others=("art_6__para_2", "Article 7"), words=parse("Both."), label="2."),
            "with Article 6, paragraph 2; Article 7, as 2.: “Both.”",
        ),
    ],
)
def test_where_it_is_moved_or_what_it_is_merged_with(position: Position, told: str) -> None:
    assert said(position) == told

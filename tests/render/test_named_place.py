"""Where an answer names another provision, it is named in the language spoken here."""

from __future__ import annotations

import pytest

from travaux.answers.position import Merges, Moves
from travaux.read.plain import read_plain
from travaux.render.answer_told import named_position
from travaux.render.place import named_place
from travaux.render.tongue import speaking
from travaux.text.notation import parse

MOVED = Moves(after="Article 12, paragraph 1")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "moves: after Article 12, paragraph 1"),
        ("fr", "déplace\N{NO-BREAK SPACE}: après article 12, paragraphe 1"),
        ("es", "traslada: después de artículo 12, párrafo 1"),
        ("ru", "переносит: после: статья 12, пункт 1"),
        ("ar", "ينقل: بعد المادة 12، الفقرة 1"),
        ("zh-hans", "移动：置于第 12 条第 1 款之后"),
    ],
)
def test_a_move_names_the_provision_it_is_after(language: str, said: str) -> None:
    with speaking(language):
        assert "".join(str(one) for one in named_position(MOVED)) == said


def test_a_merger_names_the_others() -> None:
    merged = Merges(others=("Article 3", "art_5__para_2"), words=parse("One rule."))
    with speaking("fr"):
        assert named_position(merged)[0] == "fusionne\xa0: avec article 3\xa0; article 5, paragraphe 2\xa0: "


def test_a_name_of_another_sort_stays_as_its_party_gave_it() -> None:
    with speaking("fr"):
        assert [named_place(one) for one in ("art_9__para_2", "Article 9(2)", "the annex on costs")] == [
            "article 9, paragraphe 2",
            "Article 9(2)",
            "the annex on costs",
        ]


def test_where_the_draft_is_at_hand_it_is_named_as_that_has_it() -> None:
    draft = read_plain(b"# Agreement\n\n## Article 9\n\n1. One.\n\n2. Two.\n").text
    with speaking("fr"):
        assert [named_place(one, draft) for one in ("Article 9(2)", "art_9", "Article 30")] == [
            "article 9, paragraphe 2",
            "article 9",
            "article 30",
        ]

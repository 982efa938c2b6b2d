"""What comes after an article comes after all that the draft has in it, though somebody deletes its end."""

from __future__ import annotations

import pytest

from tests.compile.restraint import DRAFT, laid, new, said
from travaux.answers.position import Adds, Amends, Deletes, Moves, Position
from travaux.compile.compiling import compiled
from travaux.compile.matrix import matrix
from travaux.text.kind import Kind
from travaux.text.notation import parse

BIS = Adds(
    provisions=(
        new(Kind.ARTICLE, "Article 1 bis", "Bureau"),
        new(Kind.PARAGRAPH, "1.", "A Bureau sits.", depth=1),
    )
)
OTHER = said("ALD", ("Article 1(2)", Amends(words=parse("Nothing in this Agreement ends self-defence."))))


@pytest.mark.parametrize(
    ("at", "position", "after"),
    [
        ("Article 1", BIS, ["[FEN: Article 1 bis: Bureau]", "[FEN: 1. A Bureau sits.]"]),
        ("Article 1(1)", Adds(provisions=(new(Kind.PARAGRAPH, "1 bis.", "It is mutual."),)), []),
    ],
)
def test_what_is_added_behind_a_deleted_paragraph(at: str, position: Position, after: list[str]) -> None:
    """A paragraph that is added after the one before the deleted stays before it."""
    found = laid(said("FEN", ("Article 1(2)", Deletes()), (at, position)), OTHER)
    deleted = "[base; FEN deletes: 2. Nothing in this Agreement [base: limits / ALD: ends] self-defence.]"
    place = found.index(deleted)
    assert found[place + 1 : place + 1 + len(after)] == after
    assert found[:place] == [
        "Article 1: Restraint",
        "1. Each Party shall exercise restraint.",
        *([] if after else ["[FEN: 1 bis. It is mutual.]"]),
    ]


def test_what_is_moved_behind_a_deleted_paragraph() -> None:
    found = laid(
        said("FEN", ("Article 2(1)", Deletes()), ("Article 1", Moves(after="Article 2"))),
    )
    assert [one.partition(": ")[2] for one in found[-5:]] == [
        "Notification",
        "Each Party shall notify the others of any exercise.]",
        "Article 1: Restraint]",
        "1. Each Party shall exercise restraint.]",
        "2. Nothing in this Agreement limits self-defence.]",
    ]


def test_the_deleted_paragraph_keeps_its_name() -> None:
    compilation = compiled(DRAFT, (said("FEN", ("Article 1(2)", Deletes()), ("Article 1", BIS)), OTHER))
    assert [row.citation for row in matrix(compilation).rows if "paragraph" in row.citation] == [
        "Article 1, paragraph 1",
        "Article 1, paragraph 2",
        "Article 1 bis, paragraph 1",
        "Article 2, paragraph 1",
    ]

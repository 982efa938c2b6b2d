"""Who only supports a deletion, a move or a merger is said to support it, wherever it is told."""

from __future__ import annotations

import re

import pytest

from tests.compile.restraint import DRAFT, said
from travaux.answers.answer import Reply
from travaux.answers.position import Deletes, Merges, Moves, Position, Supports
from travaux.compile.compilation import Compilation
from travaux.compile.compiling import compiled
from travaux.compile.disagreement import disagreements
from travaux.render.brief import brief
from travaux.render.holders import apart
from travaux.render.html import compilation_page
from travaux.render.profile import Profile
from travaux.text.notation import parse
from travaux.text.wording import PartyCode

FIRST, SECOND = "Article 1, paragraph 1", "Article 1, paragraph 2"
MOVES = Moves(after="Article 2")
MERGES = Merges(others=(SECOND,), words=parse("Restraint limits nothing."))


def supports(party: str, other: str) -> Reply:
    return said(party, (FIRST, Supports(party=PartyCode(other))))


def compiling(position: Position) -> Compilation:
    return compiled(DRAFT, [said("BOR", (FIRST, position)), supports("ARD", "BOR"), supports("KES", "ARD")])


def captions(page: bytes) -> list[str]:
    found = re.findall(r'<p class="cap(?: kicker)?"[^>]*>(.*?)</p>', page.decode())
    return [re.sub("<[^>]+>", "", one) for one in found]


@pytest.mark.parametrize(
    ("position", "told", "briefly"),
    [
        (Deletes(), ["BOR deletes this · ARD KES support"], ["deleted (BOR; joined by ARD KES)"]),
        (
            MOVES,
            [
                "BOR moves this to after Article 2, paragraph 1 · ARD KES support",
                "Moved here from Article 1, paragraph 1 by BOR · ARD KES support",
            ],
            ["moved to after Article 2, paragraph 1 (BOR; joined by ARD KES)"],
        ),
        (
            MERGES,
            [
                "BOR merges Article 1, paragraph 2 into this · ARD KES support",
                "BOR merges this into Article 1, paragraph 1 · ARD KES support",
            ],
            [
                "merged with Article 1, paragraph 2 (BOR; joined by ARD KES)",
                "merged into Article 1, paragraph 1 (BOR; joined by ARD KES)",
            ],
        ),
    ],
)
def test_pages_and_brief_tell_supporters_apart(
    position: Position, told: list[str], briefly: list[str]
) -> None:
    compilation = compiling(position)
    assert captions(compilation_page(compilation)) == told
    whole = brief(compilation).decode()
    assert [one for one in briefly if one not in whole] == []


def test_in_a_side_table_supporters_have_a_reference_of_their_own() -> None:
    assert captions(compilation_page(compiling(Deletes()), Profile.SIDE_TABLE)) == [
        "N1 deletes this",
        "N2 supports what N3 proposes here",
        "N4 supports what N5 proposes here",
    ]


def test_without_names_nothing_is_said_of_supporters() -> None:
    assert captions(compilation_page(compiling(Deletes()), Profile.UNATTRIBUTED)) == ["Deletion proposed"]


def test_a_workbook_lists_supporters_apart() -> None:
    (one,) = disagreements(compiling(MOVES).text)[:1]
    assert [apart(move.parties, move.joined) for move in one.moves] == ["BOR; joined by ARD KES"]

"""Of several additions of one party behind one provision, others oppose the one that they name alone."""

from __future__ import annotations

import pytest

from tests.compile.by_hand import compiling, laid

DRAFT = """Article 2

1. Lakes are protected.

2. Reports are made.

Article 3

Costs are borne.
"""


def says(position: str, on: str, words: str = "") -> str:
    told = f"Words:\n\n> {words}\n\n" if words else ""
    return f"## {on}\n\nPosition: {position}\n\n{told}Reason: r\n\n"


ARTICLE = says("adds", "Article 2", "Article 2 bis\n>\n> Islands are land.")
THIRD = says("adds", "Article 2, paragraph 2", "3. Reports are public.")
FOURTH = says("adds", "Article 2", "4. Reports are kept.")


@pytest.mark.parametrize(
    ("on", "opposed"),
    [
        ("Article 2, paragraph 3", ["3. Reports are public.]"]),
        ("Article 2, paragraph 2", ["3. Reports are public.]"]),
        ("Article 2, paragraph 4", ["4. Reports are kept.]"]),
        ("Article 2 bis", ["Article 2 bis]", "Islands are land.]"]),
        ("Article 2", ["3. Reports are public.]", "4. Reports are kept.]"]),
    ],
)
def test_opposition_is_marked_at_what_is_named_and_at_nothing_that_stands_beside_it(
    on: str, opposed: list[str]
) -> None:
    found = compiling(DRAFT, CEL=THIRD + FOURTH + ARTICLE, KES=says("opposes CEL", on))
    assert [one.partition("KES opposes: ")[2] for one in laid(found) if "KES" in one] == opposed

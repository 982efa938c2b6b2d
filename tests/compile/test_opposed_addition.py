"""A party opposes what another adds under a number, who supports an addition of that number as well."""

from __future__ import annotations

import pytest

from tests.compile.by_hand import compiling, found, laid

DRAFT = """Article 5

1. First words here.

2. Second words there.
"""
NAME = "Article 5(2 bis)"


def says(position: str, on: str, *more: str) -> str:
    return "\n\n".join((f"## {on}", f"Position: {position}", *more, "Reason: r\n\n"))


LAMP = says("adds", "Article 5, paragraph 2", "Words:\n\n> 2 bis. A lamp is lit by the keeper.")
BOATS = says("adds", "Article 5, paragraph 2", "Words:\n\n> 2 bis. Boats of the town wait outside.")


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (
            says("opposes ARD", NAME),
            [
                "[ARD; BOR opposes: 2 bis. A lamp is lit by the keeper.]",
                "[CEL; ARD supports: 2 bis. Boats of the town wait outside.]",
            ],
        ),
        (
            says("supports CEL", NAME) + says("opposes ARD", NAME),
            [
                "[ARD; BOR opposes: 2 bis. A lamp is lit by the keeper.]",
                "[CEL; ARD, BOR support: 2 bis. Boats of the town wait outside.]",
            ],
        ),
        (
            says("opposes CEL", NAME),
            [
                "[ARD: 2 bis. A lamp is lit by the keeper.]",
                "[CEL; ARD supports; BOR opposes: 2 bis. Boats of the town wait outside.]",
            ],
        ),
    ],
)
def test_its_own_addition_is_meant(said: str, lines: list[str]) -> None:
    compilation = compiling(DRAFT, ARD=LAMP + says("supports CEL", NAME), CEL=BOATS, BOR=said)

    assert found(compilation) == []
    assert laid(compilation)[3:] == lines


def test_what_it_only_supports_is_meant_where_it_adds_nothing_of_its_own() -> None:
    compilation = compiling(DRAFT, ARD=says("supports CEL", NAME), CEL=BOATS, BOR=says("opposes ARD", NAME))

    assert found(compilation) == []
    assert laid(compilation)[3:] == [
        "[CEL; ARD supports; BOR opposes: 2 bis. Boats of the town wait outside.]"
    ]

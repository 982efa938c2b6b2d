"""Where a provision stands that is moved after one of another kind."""

from __future__ import annotations

import pytest

from tests.compile.by_hand import compiling, found, sheet
from travaux.compile.project import project
from travaux.text.printed import characters
from travaux.text.wording import PartyCode

DRAFT = """# Agreement

Preamble

The Parties,

## Article 5

1. Five one.

2. Five two.

## Article 6

1. Six one.

2. Six two.

## Article 7

Seven.
"""
PREAMBLE = ["Agreement", "Preamble", ". The Parties,"]
FIVE = ["Article 5", ". 1. Five one.", ". 2. Five two."]
SIX = ["Article 6", ". 1. Six one.", ". 2. Six two."]
SEVEN = ["Article 7", ". Seven."]


def moved(what: str, after: str, *more: str) -> list[str]:
    """Give the party's text, what stands in something set in by a point."""
    text = "\n\n".join((f"## {what}", "Position: moves", f"After: {after}", *more, "Reason: r\n"))
    assert sheet("ARD", text).unread == ()
    compilation = compiling(DRAFT, ARD=text)
    assert found(compilation) == []
    own = project(compilation.text, PartyCode("ARD")).provisions
    return [". " * each.depth + characters(each) for each in own]


@pytest.mark.parametrize(
    ("what", "after", "more", "expected"),
    [
        (
            "Article 5(1)",
            "Article 6",
            (),
            [*PREAMBLE, FIVE[0], FIVE[2], *SIX, ". 1. Five one.", *SEVEN],
        ),
        (
            "Article 5(1)",
            "Article 6",
            ("Number: 1 bis",),
            [*PREAMBLE, FIVE[0], FIVE[2], *SIX[:2], ". 1 bis. Five one.", SIX[2], *SEVEN],
        ),
        ("Article 5(1)", "Article 5", (), [*PREAMBLE, FIVE[0], FIVE[2], FIVE[1], *SIX, *SEVEN]),
        ("Article 7(1)", "Article 6(1)", (), [*PREAMBLE, *FIVE, *SIX[:2], SEVEN[1], SIX[2], SEVEN[0]]),
        ("Article 7", "Article 5(1)", (), [*PREAMBLE, *FIVE, *SEVEN, *SIX]),
        ("Article 7", "Preamble", (), [*PREAMBLE, *SEVEN, *FIVE, *SIX]),
        ("Article 7", "Article 5", (), [*PREAMBLE, *FIVE, *SEVEN, *SIX]),
    ],
)
def test_where_it_stands(what: str, after: str, more: tuple[str, ...], expected: list[str]) -> None:
    assert moved(what, after, *more) == expected

"""Columns in every script: what is as wide as it looks, and lines that break where a reader would."""

import pytest

from travaux.render.columns import breadth, clipped, harmless, padded, table, wrapped


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Article 4", 9),
        ("é", 1),
        ("e\u0301", 1),
        ("第五条", 6),
        ("المادة", 6),
        ("الـمَـادّة", 8),
        ("Статья", 6),
        ("a\u200bb", 2),
        ("（一）", 6),
    ],
)
def test_breadth(text: str, columns: int) -> None:
    assert breadth(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("Each Party shall notify", 12, "Each Party…"),
        ("各方应以书面形式通知", 9, "各方应以…"),
        ("Каждая Сторона", 9, "Каждая…"),
        ("antidisestablishment", 5, "anti…"),
        ("short", 5, "short"),
    ],
)
def test_clipped(text: str, columns: int, expected: str) -> None:
    assert clipped(text, columns) == expected


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("one two, three", 8, ["one two,", "three"]),
        ("各方应以书面形式，通知其他各方。", 12, ["各方应以书面", "形式，通知其", "他各方。"]),
        ("يجتمع الأطراف كل سنة", 13, ["يجتمع الأطراف", "كل سنة"]),
        ("Les Parties « se réunissent »", 14, ["Les Parties «", "se réunissent", "»"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 4, [""]),
    ],
)
def test_wrapped(text: str, columns: int, expected: list[str]) -> None:
    assert wrapped(text, columns) == expected


def test_wrapped_lines_hang_below_the_first() -> None:
    assert wrapped("one two three", 9, first="  · ", indent="    ") == ["  · one", "    two", "    three"]


def test_controls_do_not_reach_the_terminal() -> None:
    assert harmless("a\x1b[31mb\nc\u202ed\x9be\udc80") == "a␛[31mb c<U+202E>d<U+009B>e<U+DC80>"
    assert harmless("المادة 第五条") == "المادة 第五条"


def test_cells_line_up_whatever_their_script() -> None:
    assert table([["第五条", "x"], ["Art.", "y"]]) == ["第五条  x", "Art.    y"]
    assert padded("第", 4) == "第  "

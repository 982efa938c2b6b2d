"""A position is understood in the words that docs/formats/answer-sheet.md lists, and in no others."""

import re
from pathlib import Path

import pytest

from travaux.read import vocabulary
from travaux.read.vocabulary import Stance, stance_called

_GUIDE = Path(__file__).parents[2] / "docs" / "formats" / "answer-sheet.md"
_ROW = re.compile(r"\| `(?P<stance>[a-z ]+)` \| (?P<words>[^|]+) \|")


def listed() -> dict[str, list[str]]:
    """Give what the guide lists under “Read as well”."""
    _, table = _GUIDE.read_text(encoding="utf-8").split("| Position | Read as well |\n")
    rows = table.split("\n\n")[0]
    return {one["stance"]: one["words"].split(", ") for one in _ROW.finditer(rows)}


def alternatives(pattern: str) -> list[str]:
    """Cut a pattern where another way to say the same begins."""
    found, depth = [""], 0
    for each in pattern:
        depth += (each in "([") - (each in ")]")
        if each == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += each
    return found


@pytest.mark.parametrize("stance", Stance)
def test_the_words_that_are_listed_are_understood(stance: Stance) -> None:
    words = [one.replace("…", "this") for one in listed()[stance]]
    assert {one: stance_called(one) for one in words} == dict.fromkeys(words, (stance, ""))


@pytest.mark.parametrize(("stance", "pattern"), vocabulary.STANCES)
def test_no_words_are_understood_that_are_not_listed(stance: Stance, pattern: str) -> None:
    words = [one.replace("…", "this").casefold() for one in listed()[stance]]
    unlisted = [one for one in alternatives(pattern) if not any(re.fullmatch(one, each) for each in words)]
    assert unlisted == []

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


@pytest.mark.parametrize(
    "said",
    [
        *("opposes ARD", "Opposes ARD's proposal", "opposes ARD’s proposal", "objects to ARD's proposal"),
        *("opposes the proposal of ARD", "does not accept ARD's proposal", "cannot accept ARD"),
        *("s'oppose à ARD", "s’oppose à la proposition d’ARD", "S'oppose à la proposition de ARD"),
        *("rejette la proposition d'ARD", "n'accepte pas la proposition d'ARD"),
        *("se opone a ARD", "se opone a la propuesta de ARD", "rechaza la propuesta de ARD", "no acepta ARD"),
        *("возражает против ARD", "возражает против предложения ARD", "против предложения ARD"),
        *("отклоняет предложение ARD", "не принимает предложение ARD"),
        *("يعارض ARD", "يعارض اقتراح ARD", "لا يقبل اقتراح ARD", "يرفض مقترح ARD"),
        *("反对ARD", "反对 ARD", "反对ARD的提案", "反对 ARD 的提案", "不接受ARD的提案", "不赞成 ARD 的提案"),
    ],
)
def test_opposition_to_a_partys_proposal(said: str) -> None:
    assert stance_called(said) == (Stance.OPPOSES, "ARD")


@pytest.mark.parametrize(
    "said",
    [
        *("supports BOR", "Supports BOR's proposal", "supports the proposal of BOR", "joins BOR"),
        *("soutient BOR", "appuie la proposition de BOR", "soutient la proposition de BOR"),
        *("apoya a BOR", "apoya la propuesta de BOR", "respalda a BOR"),
        *("поддерживает BOR", "поддерживает: BOR", "поддерживает предложение BOR"),
        *("يؤيد BOR", "يؤيد اقتراح BOR", "支持BOR", "支持 BOR", "支持 BOR 的提案"),
    ],
)
def test_support_of_a_partys_proposal(said: str) -> None:
    assert stance_called(said) == (Stance.SUPPORTS, "BOR")


def test_what_is_no_party_is_not_read_as_one() -> None:
    others = ["opposes", "s'oppose", "se opone", "возражает", "反对", "supports", "opposes the words of ARD"]
    assert [stance_called(one) for one in others] == [
        *[(Stance.OPPOSES, "")] * 5,
        (Stance.SUPPORTS, ""),
        None,
    ]

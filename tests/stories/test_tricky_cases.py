"""The cases of docs/concepts/tricky-cases.md are compiled, and come out as the page says."""

import re
from pathlib import Path

import pytest

from travaux.answers.answer import Reply
from travaux.answers.party import party_code
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.read.plain import read_plain
from travaux.text.instrument import Text
from travaux.text.printed import characters

PAGE = Path(__file__).resolve().parents[2] / "docs" / "concepts" / "tricky-cases.md"
BLOCK = re.compile(r"^## ([^\n]+)\n(?:(?!^## ).)*?^```case\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CASES = [(title, block) for title, block in BLOCK.findall(PAGE.read_text(encoding="utf-8"))]


def article(paragraphs: list[str]) -> Text:
    """Read an article of these paragraphs."""
    text = read_plain("\n\n".join(["## Article 1", *paragraphs, ""]).encode()).text
    assert text is not None
    return text


def sides(block: str) -> dict[str, list[str]]:
    """Give what stands beside each name: "draft", the codes of parties, "text"."""
    found: dict[str, list[str]] = {}
    for line in block.splitlines():
        name, words = line[:7].strip(), line[7:]
        found.setdefault(name, []).append(words)
    return found


def lines(text: Text) -> list[str]:
    return [characters(provision) for provision in text.provisions]


@pytest.mark.parametrize("block", [pytest.param(block, id=title) for title, block in CASES])
def test_a_case_comes_out_as_the_page_says(block: str) -> None:
    case = sides(block)
    expected = case.pop("text")
    draft = article(case.pop("draft"))
    redrafts = {party_code(code): article(paragraphs) for code, paragraphs in case.items()}
    text = compiled(draft, [Reply(party=code, text=own) for code, own in redrafts.items()]).text
    assert lines(text) == ["Article 1", *expected]
    for code, own in redrafts.items():
        assert lines(project(text, code)) == lines(own)


def test_the_page_has_cases() -> None:
    assert len(CASES) == 10

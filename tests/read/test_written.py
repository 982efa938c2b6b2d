"""The specimens of docs/formats/plain-text.md, and the canonical layout."""

import re
from pathlib import Path

from tests.read.outlined import lines_of, outlined
from travaux.answers.party import Party
from travaux.read.plain import read_plain
from travaux.read.written import written
from travaux.text.wording import PartyCode

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formats" / "plain-text.md"


def specimens() -> list[str]:
    page = PAGE.read_text(encoding="utf-8")
    return re.findall(r"^```markdown\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def test_the_specimen_of_the_front_matter_says_what_the_page_says() -> None:
    reading = read_plain(specimens()[0].encode())
    assert reading.text is not None
    assert (reading.text.title, reading.text.draft, reading.consolidated) == (
        "Model Agreement on Coastal Waters",
        "Third draft",
        True,
    )
    assert [one.code for one in reading.parties] == ["ARD", "BOR", "KES"]


def test_the_specimen_of_the_canonical_layout_reads_as_the_page_says() -> None:
    assert outlined(specimens()[1]) == [
        "article Article 4 Notice",
        ".paragraph 1. Each Party shall give notice:",
        "..point (a) of closures;",
        "..point (b) of seasons,",
        "..closing in writing.",
        "block Done at Porto Vell.",
    ]


def test_a_text_is_written_with_its_front_matter_and_reads_back() -> None:
    reading = read_plain("Договор\n\nСтатья 1\n\n1) Слова:\n(а) раз;\nдва.\n".encode())
    assert reading.text is not None
    shown = written(reading.text, parties=[Party(code=PartyCode("ARD"), name="Ардония")], consolidated=True)
    assert shown.startswith(
        "---\ntravaux: consolidated text\ntitle: Договор\nlanguage: ru\nparties: ARD (Ардония)\n---\n\n"
        "# Договор\n\n"
    )
    again = read_plain(shown.encode())
    assert again.text == reading.text
    assert again.text is not None
    assert lines_of(again.text) == lines_of(reading.text)

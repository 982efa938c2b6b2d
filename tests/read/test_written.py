"""The canonical layout, as it is written and read back."""

import pytest

from tests.read.outlined import lines_of, outlined
from travaux.answers.party import Party
from travaux.read.front import front_matter, front_of
from travaux.read.plain import read_plain
from travaux.read.written import written
from travaux.text.instrument import Text
from travaux.text.wording import PartyCode

SPECIMEN = """### Article 4: Notice

1. Each Party shall give notice:

    (a) of closures;

    (b) of seasons,

    in writing.

<!-- block 0 -->
Done at Porto Vell.
"""


def test_the_canonical_layout_reads_as_it_looks() -> None:
    assert outlined(SPECIMEN) == [
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


def named(value: str) -> list[tuple[str, str]]:
    return [(party.code, party.name) for party in front_matter(f"---\nparties: {value}\n---\n").parties]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("UK (GBR)", [("GBR", "UK")]),
        ('GBR ("UK")', [("GBR", "UK")]),
        ("ASEAN (ASN), EU (EU), The EU (EUR)", [("ASN", "ASEAN"), ("EU", "EU"), ("EUR", "The EU")]),
        ('KOR ("Korea, Republic of"), ARD (Ardenia)', [("KOR", "Korea, Republic of"), ("ARD", "Ardenia")]),
        ('EGY ("مصر، العربية")', [("EGY", "مصر، العربية")]),
        ('ARD ("The ""Old"" (one)"), BOR', [("ARD", 'The "Old" (one)'), ("BOR", "")]),
        ("ARD: Ardenia", [("ARD", "Ardenia")]),
    ],
)
def test_parties_are_read_by_code_and_name(value: str, expected: list[tuple[str, str]]) -> None:
    assert named(value) == expected


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ardenia", "ARD (Ardenia)"),
        ("Ардония", "ARD (Ардония)"),
        ("UK", 'ARD ("UK")'),
        ("X", 'ARD ("X")'),
        ("Korea, Republic of", 'ARD ("Korea, Republic of")'),
        ("The (Old) One", 'ARD ("The (Old) One")'),
    ],
)
def test_a_name_stands_in_quotes_where_it_would_not_be_read_alike(name: str, shown: str) -> None:
    front = front_of(Text(title="", draft="", language=""), [Party(code=PartyCode("ARD"), name=name)])
    assert front == f"---\nparties: {shown}\n---\n\n"
    assert named(shown) == [("ARD", name)]

"""The canonical layout, as it is written and read back."""

from tests.read.outlined import lines_of, outlined
from travaux.answers.party import Party
from travaux.read.plain import read_plain
from travaux.read.written import written
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

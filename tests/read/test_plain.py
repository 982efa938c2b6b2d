import pytest

from travaux.answers.party import Party
from travaux.read.plain import NotText, read_plain
from travaux.read.reading import Reading
from travaux.text.finding import Severity
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import show
from travaux.text.printed import printed
from travaux.text.wording import PartyCode


def text(reading: Reading) -> Text:
    assert reading.text is not None
    return reading.text


FRONT = """---
travaux: consolidated text
title: "Договор: проект"
draft: Third draft
language: ru
parties: Ardonia (ARD), BOR
other: kept
---

Статья 1

Слова.
"""


def test_the_front_matter_is_the_head_and_says_what_the_text_is() -> None:
    reading = read_plain(FRONT.encode())
    found = text(reading)
    assert (found.title, found.draft, found.language) == ("Договор: проект", "Third draft", "ru")
    assert reading.consolidated
    assert reading.parties == (
        Party(code=PartyCode("ARD"), name="Ardonia"),
        Party(code=PartyCode("BOR")),
    )
    assert found.head == FRONT[: FRONT.index("\nСтатья")]
    assert printed(found) == FRONT


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\n\n",
        "one",
        "Article 1\r\n\r\n1. One;\r\n2. two.\r\n",
        "\ufeffArticle 1\n\nWords. \t\n  \n\n",
        "Article 1\n\n    1.  [a][b]  \\[c\\] and\\ d [e\n\n## [Article 2] *(x)*\n",
        "المادة 1\n\n١. [كل طرف][الأطراف] يخطر.\n",
        "第一条\n　　一、各方[应][可]通知。\n",
        "[ARD: 4. x] y]\n\n[[5. a] b]\n\n[[ARD supports: (a) c]]\n",
        "**Option 1**: a\n\n**Option 2:**\nb\n---\n",
        "<!-- closing 3 -->\nwords\n\n<!-- unknown -->\n\n<!-- point 1 cut 0 9 9 -->\nab\n",
    ],
)
def test_every_character_is_in_the_head_the_provisions_or_the_tail(source: str) -> None:
    """Exact words: nothing is normalised, straightened, trimmed or improved."""
    assert printed(text(read_plain(source.encode()))) == source


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"Article 1\nA\0B",
            (
                "draft.txt: character 11 (line 2) is a NUL, which no text has. "
                "The file may be damaged or no text at all; open it, check it and save it as UTF-8 text."
            ),
        ),
        (
            "Статья 1".encode("cp1251"),
            (
                "draft.txt: byte 0 (line 1) is 0xD1, which is not valid UTF-8 there. "
                "Save the file as UTF-8 and send it again."
            ),
        ),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(data: bytes, message: str) -> None:
    with pytest.raises(NotText) as refused:
        read_plain(data, name="draft.txt")
    assert str(refused.value) == message


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_a_note(encoding: str) -> None:
    reading = read_plain("\ufeffСтатья 1\n\nСлова.\n".encode(encoding))
    assert [(one.code, one.severity) for one in reading.findings] == [("utf-16", Severity.NOTE)]
    assert [one.label for one in text(reading).provisions] == ["Статья 1", ""]


def test_wrapped_lines_are_one_paragraph_and_keep_their_line_ends() -> None:
    source = "Article 1\n\n1. Each Party\nshall notify\n   the others.\n2. Two.\n"
    found = text(read_plain(source.encode())).provisions
    assert [show(one.words) for one in found] == ["", "Each Party\nshall notify\n   the others.", "Two."]


def test_where_one_line_is_longer_than_any_margin_every_line_is_a_paragraph() -> None:
    long = "Each Party shall notify " + "the other Parties " * 8 + "of it."
    found = text(read_plain(f"Article 1\n{long}\nIt shall do so at once.\n".encode())).provisions
    assert [show(one.words) for one in found] == ["", long, "It shall do so at once."]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Each\u202e Party.", "RIGHT-TO-LEFT OVERRIDE U+202E at character 5"),
        ("Each Par\u200bty.", "ZERO WIDTH SPACE U+200B at character 9"),
        ("Each Pаrty.", 'word that mixes Cyrillic and Latin letters: "Pаrty" at character 6'),
    ],
)
def test_what_a_reader_cannot_see_is_said_and_kept(words: str, said: str) -> None:
    reading = read_plain(f"Article 1\n\n{words}\n".encode(), name="d")
    assert show(text(reading).provisions[1].words) == words
    (finding,) = reading.findings
    assert finding.message == f"The words hold what a reader cannot see: {said}."
    assert (finding.code, finding.place.address, finding.place.line) == (
        "concealed-character",
        "art_1__para_1",
        3,
    )


def test_a_marker_says_what_the_notation_cannot() -> None:
    source = "Article 1\n\n1. x:\n\n<!-- closing 2 -->\nwords\n\n<!-- unread -->\nlost\n"
    found = text(read_plain(source.encode())).provisions
    assert [(one.kind, one.depth) for one in found[2:]] == [(Kind.CLOSING, 2), (Kind.UNREAD, 1)]

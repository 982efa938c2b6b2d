"""Words in each script, their direction and language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.language import concealed, direction, folded, guess, is_mark, is_minor, key, tokens, words

CUT = [
    ("The co-operation of States.", "The| |co-operation| |of| |States|."),
    ("Party’s 9,000 or 1.5%", "Party’s| |9,000| |or| |1.5%"),
    ("2/CP.17, CO2, 2020-2030", "2|/|CP|.|17|,| |CO2|,| |2020|-|2030"),
    ("l'Organisation d’un État", "l'|Organisation| |d’|un| |État"),
    ("aujourd'hui qu'il", "aujourd'hui| |qu'|il"),
    ("Статья 5 «Вода»", "Статья| |5| |«|Вода|»"),
    ("المادة ٥، الفقرة", "المادة| |٥|،| |الفقرة"),
    ("مُعَيَّنة", "مُعَيَّنة"),
    ("第五条，各国", "第|五|条|，|各|国"),
    ("サーバー", "サ|ー|バ|ー"),
    ("กำน้ำ", "กำ|น้ำ"),
    ("a\u00a0 b", "a|\u00a0 |b"),
    ("a\u202eb\u200bc", "a|\u202e|b|\u200b|c"),
    ("e\u0301te\u0301", "e\u0301te\u0301"),
    ("shall… [not]", "shall|…| |[|not|]"),
]


@pytest.mark.parametrize(("text", "cut"), CUT)
def test_words_are_cut(text: str, cut: str) -> None:
    assert tokens(text) == tuple(cut.split("|"))


LETTERS = st.text(st.sampled_from("abÉ'’-.,59% \u00a0\t[]ж第条ـمٌกำ\u200b\u0301"), max_size=30)


@given(st.text() | LETTERS)
def test_nothing_is_lost(text: str) -> None:
    """Exact words: put end to end, the tokens are the text."""
    assert "".join(tokens(text)) == text
    assert words(text) == tuple(it for it in tokens(text) if not it.isspace())
    assert all(it.isspace() or not any(char.isspace() for char in it) for it in tokens(text))


@given(st.text() | LETTERS, st.text() | LETTERS)
def test_white_space_parts_words(one: str, other: str) -> None:
    one, other = one.strip(), other.strip()
    assert tokens(f"{one} {other}") == (*tokens(one), " ", *tokens(other)) or not one or not other


def test_the_key_folds_white_space_and_nothing_else() -> None:
    assert [key(it) for it in ("\u00a0\u00a0", "\t", "É", "E\u0301", "“", "shall")] == [
        " ",
        " ",
        "É",
        "E\u0301",
        "“",
        "shall",
    ]


def test_folded() -> None:
    assert folded(" the\u00a0 river\n") == "the river"


def test_marks_and_minor_words() -> None:
    assert [is_mark(it) for it in (",", "[", "«", "。", "a", " ", "5")] == [
        True,
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    said = ("The", "d’", "DE", "из", "من", "的", "river", "eau", "вода", "ماء", "水")
    assert [is_minor(it) for it in said] == [True] * 6 + [False] * 5


@pytest.mark.parametrize(
    ("text", "way", "tag"),
    [
        ("The Parties shall protect the river.", "ltr", "en"),
        ("Les Parties protègent la rivière et les eaux.", "ltr", "fr"),
        ("Las Partes protegerán el río y las aguas.", "ltr", "es"),
        ("Die Parteien schützen den Fluss und das Wasser.", "ltr", "de"),
        ("Стороны охраняют реку.", "ltr", "ru"),
        ("تحمي الأطراف النهر (river)", "rtl", "ar"),
        ("各缔约国保护河流。", "ltr", "zh"),
        ("ARD, BOR", "ltr", "und"),
        ("5 (1)", "ltr", "und"),
        ("", "ltr", "und"),
    ],
)
def test_direction_and_language(text: str, way: str, tag: str) -> None:
    assert (direction(text), guess(text)) == (way, tag)


def test_at_a_tie_the_first_letter_decides() -> None:
    assert (direction("a ب"), direction("ب a")) == ("ltr", "rtl")


def test_what_cannot_be_seen_is_named() -> None:
    assert concealed("the P\u0430rty\u202e may\u200b\0\ufeff") == (
        (4, 'word that mixes Cyrillic and Latin letters: "P\u0430rty"'),
        (9, "RIGHT-TO-LEFT OVERRIDE U+202E"),
        (14, "ZERO WIDTH SPACE U+200B"),
        (15, "control character U+0000"),
        (16, "ZERO WIDTH NO-BREAK SPACE U+FEFF"),
    )


def test_honest_words_are_not_reported() -> None:
    assert concealed("5 μg of IT-системы\tمی\u200cخواهم\r\n第五条 Статья “l'eau”") == ()


def test_a_word_of_a_million_letters_is_gone_through_once() -> None:
    """Trying anew from each of its letters would take hours, on a server that others wait for."""
    assert concealed("x" * 1_000_000) == ()
    assert concealed("中" * 1_000_000 + "ж") == ()
    assert concealed("Pарty") == ((0, 'word that mixes Cyrillic and Latin letters: "Pарty"'),)

"""Numbers: parsed, ordered, printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpora import corpora
from travaux.text.kind import Kind
from travaux.text.number import (
    Form,
    Number,
    Style,
    candidates,
    follows,
    numbered_like,
    read_label,
    readings,
    same,
)
from travaux.text.numeral import LATIN, in_letters, in_roman

KEYWORDS = [
    ("Article 5 bis", "Article 5 bis", Kind.ARTICLE, "5bis"),
    ("Article 5bis: Scope", "Article 5bis", Kind.ARTICLE, "5bis"),
    ("ARTICLE 5-ter. Scope", "ARTICLE 5-ter", Kind.ARTICLE, "5ter"),
    ("Article 12 [Scope]", "Article 12", Kind.ARTICLE, "12"),
    ("Article 1 *(definitions)*", "Article 1", Kind.ARTICLE, "1"),
    ("Article 3bis] *(forests)*", "Article 3bis", Kind.ARTICLE, "3bis"),
    ("Article 4 a (new)", "Article 4 a", Kind.ARTICLE, "4a"),
    ("Article 18a Reports", "Article 18a", Kind.ARTICLE, "18a"),
    ("Article 7 Each Party shall report.", "Article 7", Kind.ARTICLE, "7"),
    ("Article IV – Water", "Article IV", Kind.ARTICLE, "iv"),
    ("Chapter II", "Chapter II", Kind.CHAPTER, "ii"),
    ("Part One", "Part One", Kind.PART, "1"),
    ("Title III", "Title III", Kind.DIVISION, "iii"),
    ("Section D", "Section D", Kind.SECTION, "d"),
    ("Annex I", "Annex I", Kind.ANNEX, "i"),
    ("Option 1: [Each Party shall report]", "Option 1", Kind.ALTERNATIVE, "1"),
    ("Alt. 2", "Alt. 2", Kind.ALTERNATIVE, "2"),
    ("Recital 3", "Recital 3", Kind.RECITAL, "3"),
    ("Article premier", "Article premier", Kind.ARTICLE, "1"),
    ("Article 1er", "Article 1er", Kind.ARTICLE, "1"),
    ("Article unique", "Article unique", Kind.ARTICLE, "1"),
    ("Article 12 bis AA", "Article 12 bis AA", Kind.ARTICLE, "12bis-aa"),
    ("PREMIÈRE PARTIE", "PREMIÈRE PARTIE", Kind.PART, "1"),
    ("Artículo 5 ter", "Artículo 5 ter", Kind.ARTICLE, "5ter"),
    ("Artikel 3 Begriffe", "Artikel 3", Kind.ARTICLE, "3"),
    ("Статья 5", "Статья 5", Kind.ARTICLE, "5"),
    ("Статья 5-бис", "Статья 5-бис", Kind.ARTICLE, "5bis"),
    ("Глава первая", "Глава первая", Kind.CHAPTER, "1"),
    ("Глава ІХ: Вода", "Глава ІХ", Kind.CHAPTER, "ix"),
    ("Приложение II", "Приложение II", Kind.ANNEX, "ii"),
    ("المادة ٥", "المادة ٥", Kind.ARTICLE, "5"),
    ("المـادة (5)", "المـادة (5)", Kind.ARTICLE, "5"),
    ("المادة 5 مكررا", "المادة 5 مكررا", Kind.ARTICLE, "5bis"),
    ("المادة 5 مكررا ثانيا", "المادة 5 مكررا ثانيا", Kind.ARTICLE, "5ter"),
    ("الفصل الثاني: المياه", "الفصل الثاني", Kind.CHAPTER, "2"),
    ("الفصل الثاني عشر", "الفصل الثاني عشر", Kind.CHAPTER, "12"),
    ("الفصل الحادي والعشرون", "الفصل الحادي والعشرون", Kind.CHAPTER, "21"),
    ("الفصل الثلاثون", "الفصل الثلاثون", Kind.CHAPTER, "30"),
    ("المرفق ألف", "المرفق ألف", Kind.ANNEX, "1"),
    ("第五条", "第五条", Kind.ARTICLE, "5"),
    ("第一百一十一条", "第一百一十一条", Kind.ARTICLE, "111"),
    ("第二〇条 报告", "第二〇条", Kind.ARTICLE, "20"),
    ("第 5 条", "第 5 条", Kind.ARTICLE, "5"),
    ("第五条之二", "第五条之二", Kind.ARTICLE, "5bis"),
    ("第一章：水", "第一章", Kind.CHAPTER, "1"),
    ("第一章总则", "第一章", Kind.CHAPTER, "1"),
    ("附件一", "附件一", Kind.ANNEX, "1"),
    ("备选案文 2", "备选案文 2", Kind.ALTERNATIVE, "2"),
]


@pytest.mark.parametrize(("line", "printed", "kind", "slug"), KEYWORDS)
def test_a_keyword_and_its_number(line: str, printed: str, kind: Kind, slug: str) -> None:
    label = read_label(line)
    assert label is not None
    assert label.number is not None
    assert (label.printed, label.kind, label.number.slug(), label.form) == (printed, kind, slug, Form.KEYWORD)
    assert line[: label.end] == label.printed


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Preamble", Kind.PREAMBLE),
        ("PRÉAMBULE", Kind.PREAMBLE),
        ("Преамбула", Kind.PREAMBLE),
        ("الديباجة", Kind.PREAMBLE),
        ("序言", Kind.PREAMBLE),
        ("Annex: List of rivers", Kind.ANNEX),
        ("附件", Kind.ANNEX),
    ],
)
def test_a_keyword_that_stands_alone(line: str, kind: Kind) -> None:
    label = read_label(line)
    assert label is not None
    assert (label.kind, label.number, label.form) == (kind, None, Form.KEYWORD)


MARKS = [
    ("1. The Parties", "1.", Form.DOT, Style.DIGITS, "1"),
    ("1.The Parties", "1.", Form.DOT, Style.DIGITS, "1"),
    ("1.2. Reports", "1.2.", Form.DOT, Style.DIGITS, "1.2"),
    ("a. the river", "a.", Form.DOT, Style.LETTERS, "a"),
    ("IV. Water", "IV.", Form.DOT, Style.ROMAN, "iv"),
    ("I. – Les Parties", "I.", Form.DOT, Style.ROMAN, "i"),
    ("一、各缔约国", "一、", Form.DOT, Style.HAN, "1"),
    ("十二、各缔约国", "十二、", Form.DOT, Style.HAN, "12"),
    ("١- تتعهد", "١-", Form.DOT, Style.DIGITS, "1"),
    ("1 - تتعهد", "1 -", Form.DOT, Style.DIGITS, "1"),
    ("(a) the river", "(a)", Form.PAREN, Style.LETTERS, "a"),
    ("(aa) the river", "(aa)", Form.PAREN, Style.LETTERS, "aa"),
    ("(iv) the river", "(iv)", Form.PAREN, Style.ROMAN, "iv"),
    ("(1) the river", "(1)", Form.PAREN, Style.DIGITS, "1"),
    ("(18 a) the river", "(18 a)", Form.PAREN, Style.DIGITS, "18a"),
    ("(a bis) the river", "(a bis)", Form.PAREN, Style.LETTERS, "a-bis"),
    ("（一）维持", "（一）", Form.PAREN, Style.HAN, "1"),
    ("(乙) 维持", "(乙)", Form.PAREN, Style.LETTERS, "乙"),
    ("(ب) المياه", "(ب)", Form.PAREN, Style.LETTERS, "ب"),
    ("(هـ) المياه", "(هـ)", Form.PAREN, Style.LETTERS, "ه"),
    ("а) вода", "а)", Form.CLOSE, Style.LETTERS, "а"),
    ("a) l'eau", "a)", Form.CLOSE, Style.LETTERS, "a"),
    ("1) вода", "1)", Form.CLOSE, Style.DIGITS, "1"),
    ("1bis Each Party", "1bis", Form.BARE, Style.DIGITS, "1bis"),
    ("3 bis. in force", "3 bis.", Form.BARE, Style.DIGITS, "3bis"),
    ("١ مكررا- لا يسري", "١ مكررا-", Form.BARE, Style.DIGITS, "1bis"),
    ("١ مكررا لا يسري", "١ مكررا", Form.BARE, Style.DIGITS, "1bis"),
    ("3.3quat Each Party", "3.3quat", Form.BARE, Style.DIGITS, "3.3quater"),
    ("3.3 In accordance", "3.3", Form.BARE, Style.DIGITS, "3.3"),
    ("1° les eaux", "1°", Form.BARE, Style.DIGITS, "1"),
    ("§ 2 The river", "§ 2", Form.BARE, Style.DIGITS, "2"),
    ("– the river", "–", Form.BULLET, Style.NONE, ""),
    ("* (a) the river", "*", Form.BULLET, Style.NONE, ""),
]


@pytest.mark.parametrize(("line", "printed", "form", "style", "slug"), MARKS)
def test_a_number_set_off_by_marks(line: str, printed: str, form: Form, style: Style, slug: str) -> None:
    label = read_label(line)
    assert label is not None
    assert label.number is not None
    assert (label.printed, label.form, label.kind) == (printed, form, None)
    assert (label.number.style, label.number.slug()) == (style, slug)


@pytest.mark.parametrize(
    "line",
    [
        "Article 5 of the Convention provides that",
        "Article 5(1) provides that",
        "Article 5 (1) of the Convention",
        "Article 5, paragraph 2, provides",
        "Article 4 a party shall",
        "Articles 4 and 5 apply",
        "Annex I Parties shall",
        "Article 5 " + "Each Party and every Party " * 5,
        "article 5",
        "Les Parties",
        "L'article 5 est supprimé",
        "Article 5 du Protocole",
        "Статья 5 Конвенции предусматривает, что",
        "المادة 5 من الاتفاقية",
        "第五条规定",
        "第五条各缔约国应当报告",
        "第一款",
        "Preamble to the Convention",
        "5 was a good year",
        "12 Parties",
        "1945 was",
        "1945. In that year",
        "(2030) targets",
        "1.5 million",
        "3 bis of the Convention",
        "(and) the river",
        "(s)he",
        "e.g. the river",
        "U.S. Parties",
        "No. 5",
        "p. 5",
        "Mix. the waters",
        "-5 degrees",
        "",
    ],
)
def test_what_is_no_label(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("(i) the", [("roman", 1), ("letters", 9)]),
        ("(c) the", [("letters", 3), ("roman", 100)]),
        ("(ii) the", [("roman", 2), ("letters", 9 * 26 + 9)]),
        ("(cc) the", [("letters", 3 * 26 + 3), ("roman", 200)]),
        ("(b) the", [("letters", 2)]),
        ("1. the", [("digits", 1)]),
        ("– the", []),
    ],
)
def test_the_readings_of_a_label(line: str, found: list[tuple[str, int]]) -> None:
    label = read_label(line)
    assert label is not None
    assert [(it.style.value, it.order[0][0]) for it in candidates(label) if it.order] == found


def number(printed: str) -> Number:
    return readings(printed)[0]


def test_numbers_in_order() -> None:
    listed = ["5", "5 a", "5 b", "5 bis", "5 bis a", "5 ter", "5 quater", "5 quinquies", "5 novovicies", "6"]
    assert [it.printed for it in sorted(map(number, reversed(listed)), key=lambda it: it.order)] == listed
    listed = list("абвгдеёжзийкл")
    assert [it.printed for it in sorted(map(number, reversed(listed)), key=lambda it: it.order)] == listed
    listed = list("أبجدهوزحطيك")
    assert [it.printed for it in sorted(map(number, reversed(listed)), key=lambda it: it.order)] == listed
    assert number("z").order < number("aa").order


def test_the_same_number_in_every_script() -> None:
    assert {number(it).order for it in ("5", "٥", "۵", "五", "V", "fifth", "الخامس", "пятая", "戊")} == {
        ((5, ""),)
    }
    assert {number(it).order for it in ("5 bis", "5bis", "5-bis", "五条之二", "5 مكررا", "5-бис")} == {
        ((5, ""), (2, "bis"))
    }
    assert same(number("i"), readings("i")[1])
    assert not same(number("1"), number("a"))


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("5", "6", True),
        ("5", "5 bis", True),
        ("5 bis", "5 ter", True),
        ("5 ter", "6", True),
        ("5", "5 ter", False),
        ("5", "7", False),
        ("premier", "2", True),
        ("z", "aa", True),
        ("aa", "bb", True),
        ("aa", "ab", True),
        ("h", "i", False),
        ("a", "2", False),
        ("1.1", "1.2", True),
        ("1", "1.1", True),
        ("1.9", "2", True),
        ("и", "й", True),
        ("и", "к", True),
        ("й", "к", True),
        ("十九", "二十", True),
        ("ط", "ي", True),
        ("18", "18 a", True),
        ("18 a", "18 b", True),
    ],
)
def test_what_follows(earlier: str, later: str, expected: bool) -> None:  # noqa: FBT001  a row of the table
    assert follows(number(later), number(earlier)) is expected


def test_i_follows_h_as_a_letter() -> None:
    assert [follows(it, number("h")) for it in readings("i")] == [False, True]


NUMERALS = st.builds(
    lambda head, tail: head + tail,
    st.one_of(
        st.integers(1, 999).map(str),
        st.integers(1, 300).map(in_roman),
        st.integers(1, 60).map(in_letters),
        st.sampled_from(["五", "十二", "٤", "а", "б", "أ", "ب"]),
    ),
    st.one_of(st.just(""), st.sampled_from(sorted(LATIN.values())).map(lambda it: " " + it)),
).filter(lambda it: bool(readings(it)))


@given(NUMERALS, NUMERALS)
def test_what_follows_comes_after(one: str, other: str) -> None:
    """The order is total, and whatever follows is greater."""
    for first in readings(one):
        for second in readings(other):
            assert (first.order < second.order) + (first.order == second.order) + (
                first.order > second.order
            ) == 1
            if follows(second, first):
                assert first.order < second.order


@given(NUMERALS, NUMERALS)
def test_different_numbers_have_different_slugs(one: str, other: str) -> None:
    first, second = number(one), number(other)
    same_script = one[0].isascii() == other[0].isascii()
    if first.style is second.style and same_script:
        assert (first.slug() == second.slug()) == (first.order == second.order)


@given(NUMERALS)
def test_a_label_is_the_line_up_to_its_end(numeral: str) -> None:
    for line in (
        f"({numeral}) The river",
        f"Article {numeral}",
        f"{numeral}. The river",
        f"{numeral}) The river",
    ):
        label = read_label(line)
        if label is not None:
            assert line.startswith(label.printed)
            assert label.end == len(label.printed)
            assert label.number is not None
            assert label.number.printed in label.printed


@given(st.text())
def test_any_line_is_read(line: str) -> None:
    """Whatever is read of a line is its beginning, exactly."""
    label = read_label(line)
    assert label is None or line[: label.end] == label.printed != ""


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_the_charter_has_111_articles_in_19_chapters(language: str) -> None:
    lines = (corpora() / "treaties" / f"un_charter_{language}.txt").read_text("utf-8").splitlines()
    labels = [it for it in (read_label(line.strip()) for line in lines) if it is not None]
    for kind, count in ((Kind.ARTICLE, 111), (Kind.CHAPTER, 19)):
        numbers = [it.number.order for it in labels if it.kind is kind and it.number is not None]
        assert numbers == [((value, ""),) for value in range(1, count + 1)]


@pytest.mark.parametrize(
    ("label", "given", "set_off"),
    [
        ("Article 2", "6 bis", "Article 6 bis"),
        ("Article premier", "2", "Article 2"),
        ("Статья 5", "6-бис", "Статья 6-бис"),
        ("المادة ٥", "٦ مكررا", "المادة ٦ مكررا"),
        ("第五条", "六之二", "第六条之二"),
        ("第五条之二", "七", "第七条"),
        ("Annex I", "II", "Annex II"),
        ("Annex", "II", "Annex II"),
        ("2.", "3", "3."),
        ("(b)", "c", "(c)"),
        ("一、", "二", "二、"),
        ("Article 2", "Article 6", "Article 6"),
        ("2.", "3)", "3)"),
        ("第五条", "6 bis", "6 bis"),
        ("•", "3", "3"),
        ("", "3", "3"),
        ("Article 2", "another", "another"),
    ],
)
def test_a_number_alone_is_set_off_as_another_is(label: str, given: str, set_off: str) -> None:
    assert numbered_like(label, given) == set_off

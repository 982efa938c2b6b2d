"""References: read as people write them, found among words, resolved in a text, cited."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import provision, text
from travaux.text.kind import Kind
from travaux.text.provision import Standing
from travaux.text.reference import Reference, cite, find_references, read_reference, resolve


def steps(reference: Reference | None) -> str:
    """Write the steps of a reference: ``article 4 > · 1``."""
    if reference is None:
        return ""
    return " > ".join(
        f"{kind.value if kind else '·'} {number.printed if number else ''}".strip()
        for kind, number in reference.steps
    )


READ = [
    ("Article 4", "article 4"),
    ("Article 4(1)(b)", "article 4 > · 1 > · b"),
    ("Article 4, paragraph 1, point (b)", "article 4 > paragraph 1 > point b"),
    ("art. 4 para 2", "article 4 > paragraph 2"),
    ("4", "· 4"),
    ("4(1)", "· 4 > · 1"),
    ("4 bis(2)", "· 4 bis > · 2"),
    ("(b)", "· b"),
    ("Annex I, section 2", "annex I > section 2"),
    ("Annex I(3)", "annex I > · 3"),
    ("Preamble", "preamble"),
    ("Preamble, recital 3", "preamble > recital 3"),
    ("Preamble, paragraph 3", "preamble > recital 3"),
    ("Preamble, enacting words", "preamble > formula"),
    ("Recital 2 a", "recital 2 a"),
    ("Title", "title"),
    ("Title II", "division II"),
    ("Chapter II", "chapter II"),
    ("paragraph 3 of Article 4", "article 4 > paragraph 3"),
    ("point (b) of paragraph 1 of Article 4", "article 4 > paragraph 1 > point b"),
    ("the first paragraph of Article 2", "article 2 > paragraph first"),
    ("Article 4, Option 1, paragraph 2", "article 4 > alternative 1 > paragraph 2"),
    ("Article 5 – paragraph 1 a (new) – point b", "article 5 > paragraph 1 a > point b"),
    ("Draft article 4:", "article 4"),
    ("art_4__para_1", "article 4 > paragraph 1"),
    ("art_5bis__point_a", "article 5bis > point a"),
    ("article 4, paragraphe 1", "article 4 > paragraph 1"),
    ("paragraphe 3 de l'article 4", "article 4 > paragraph 3"),
    ("Article premier", "article premier"),
    ("artículo 4, párrafo 1", "article 4 > paragraph 1"),
    ("párrafo 3 del artículo 4", "article 4 > paragraph 3"),
    ("Artikel 4 Absatz 2", "article 4 > paragraph 2"),
    ("Статья 4, пункт 1", "article 4 > paragraph 1"),
    ("пункт 3 статьи 4", "article 4 > paragraph 3"),
    ("подпункт a) пункта 3 статьи 4", "article 4 > paragraph 3 > point a"),
    ("المادة 4، الفقرة 1", "article 4 > paragraph 1"),
    ("الفقرة 1 من المادة 4", "article 4 > paragraph 1"),
    ("المادة 4(1)", "article 4 > · 1"),
    ("第四条第一款", "article 四 > paragraph 一"),
    ("第四条第一款（二）项", "article 四 > paragraph 一 > · 二"),
    ("第五条之二", "article 五之二"),
    ("序言第三段", "preamble > recital 三"),
    ("附件一第三条", "annex 一 > article 三"),
    ("the Agreement", ""),
    ("Article 4 and", ""),
    ("of", ""),
    ("The Parties shall cooperate.", ""),
    ("", ""),
]


@pytest.mark.parametrize(("written", "expected"), READ)
def test_a_reference_is_read(written: str, expected: str) -> None:
    assert steps(read_reference(written)) == expected


FOUND = [
    ("accepts if Article 9(2) stays", ["Article 9(2) = article 9 > · 2"]),
    ("Articles 4, 5 and 6(2) go", ["Articles 4 = article 4", "5 = article 5", "6(2) = article 6 > · 2"]),
    (
        "paragraphs 1 and 2 of Article 4 stay",
        ["paragraphs 1 = article 4 > paragraph 1", "2 = article 4 > paragraph 2"],
    ),
    ("within Article 4 30 days", ["Article 4 = article 4"]),
    ("Article 5 of the Vienna Convention and Article 7 of this Convention", ["Article 7 = article 7"]),
    ("si l'article 9, paragraphe 2, est maintenu", ["article 9, paragraphe 2 = article 9 > paragraph 2"]),
    ("si se mantiene el artículo 9", ["artículo 9 = article 9"]),
    ("если статьи 4 и 5 остаются", ["статьи 4 = article 4", "5 = article 5"]),
    ("если пункт 2 статьи 9 остаётся", ["пункт 2 статьи 9 = article 9 > paragraph 2"]),
    (
        "إذا بقيت الفقرة 2 من المادة 9 والمادة 4",
        ["الفقرة 2 من المادة 9 = article 9 > paragraph 2", "المادة 4 = article 4"],
    ),
    ("如果第九条第二款和第四条保留", ["第九条第二款 = article 九 > paragraph 二", "第四条 = article 四"]),
    ("《公约》第五条", []),
    ("as part of the title of a section", []),
]


@pytest.mark.parametrize(("written", "expected"), FOUND)
def test_references_are_found_among_words(written: str, expected: list[str]) -> None:
    found = find_references(written)
    assert [f"{it.printed} = {steps(it)}" for it in found] == expected
    assert all(written[it.start : it.end] == it.printed for it in found)


@given(st.text())
def test_any_words_are_searched(written: str) -> None:
    """What is found stands where it is said to stand, in order, and nothing twice."""
    found = find_references(written)
    assert all(written[it.start : it.end] == it.printed for it in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


ADDED = Standing(base=False)
TREATY = text(
    provision(Kind.TITLE, words="Agreement on the River", eid="title"),
    provision(Kind.PREAMBLE, eid="preamble"),
    provision(Kind.RECITAL, words="Recalling the river,", depth=1, eid="preamble__rec_1"),
    provision(Kind.RECITAL, words="Noting the sea,", depth=1, eid="preamble__rec_2"),
    provision(Kind.FORMULA, words="Have agreed as follows:", depth=1),
    provision(Kind.CHAPTER, "Chapter I", "Water"),
    provision(Kind.ARTICLE, "Article 1", depth=1, eid="art_1"),
    provision(Kind.PARAGRAPH, "1.", "Each Party:", depth=2, eid="art_1__para_1"),
    provision(Kind.POINT, "(a)", "reports;", depth=3),
    provision(Kind.SUBPOINT, "(i)", "yearly;", depth=4),
    provision(Kind.CLOSING, words="and publishes.", depth=3),
    provision(Kind.PARAGRAPH, "1 bis.", "No Party pollutes.", depth=2, standing=ADDED),
    provision(Kind.ARTICLE, "Article 2", depth=1),
    provision(Kind.PARAGRAPH, words="The river is free.", depth=2),
    provision(Kind.PARAGRAPH, words="The sea is open.", depth=2),
    provision(Kind.PARAGRAPH, words="The lake is closed.", depth=2, standing=ADDED),
    provision(Kind.CHAPTER, "Chapter II", "Sea"),
    provision(Kind.ARTICLE, "第三条之二", depth=1),
    provision(Kind.ALTERNATIVE, "Option 1", depth=2),
    provision(Kind.PARAGRAPH, "1.", "Yes.", depth=3),
    provision(Kind.ALTERNATIVE, "Option 2", depth=2),
    provision(Kind.PARAGRAPH, "1.", "No.", depth=3),
    provision(Kind.ANNEX, "Annex I"),
    provision(Kind.SECTION, "Section 1", depth=1),
    provision(Kind.PARAGRAPH, "1.", "The river.", depth=2),
    provision(Kind.ARTICLE, "Article 1", depth=1),
    provision(Kind.ANNEX, "Annex II"),
    provision(Kind.PARAGRAPH, words="The sea.", depth=1),
)
CITED = [
    "Title",
    "Preamble",
    "Preamble, recital 1",
    "Preamble, recital 2",
    "Preamble, enacting words",
    "Chapter I",
    "Article 1",
    "Article 1, paragraph 1",
    "Article 1, paragraph 1, point (a)",
    "Article 1, paragraph 1, point (a), subpoint (i)",
    "Article 1, paragraph 1, closing words",
    "Article 1, paragraph 1 bis",
    "Article 2",
    "Article 2, paragraph 1",
    "Article 2, paragraph 2",
    "Article 2, new paragraph after paragraph 2",
    "Chapter II",
    "Article 3 bis",
    "Article 3 bis, Option 1",
    "Article 3 bis, Option 1, paragraph 1",
    "Article 3 bis, Option 2",
    "Article 3 bis, Option 2, paragraph 1",
    "Annex I",
    "Annex I, Section 1",
    "Annex I, Section 1, paragraph 1",
    "Annex I, Article 1",
    "Annex II",
    "Annex II, paragraph 1",
]


def test_each_provision_is_cited() -> None:
    assert [cite(TREATY, index) for index in range(len(TREATY.provisions))] == CITED


def test_what_is_cited_is_found() -> None:
    places = [resolve(it, TREATY) for it in CITED]
    assert places == [(index,) if "new" not in it else () for index, it in enumerate(CITED)]


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        ("preamble__rec_1", ["Preamble, recital 1"]),
        ("art_1__para_1", ["Article 1, paragraph 1"]),
        ("art_2__para_2", ["Article 2, paragraph 2"]),
        ("Recital 2", ["Preamble, recital 2"]),
        ("1", ["Article 1"]),
        ("Article one", ["Article 1"]),
        ("Article 1(1)(a)(i)", ["Article 1, paragraph 1, point (a), subpoint (i)"]),
        ("Article 1.1", ["Article 1, paragraph 1"]),
        ("Article 1(1 bis)", ["Article 1, paragraph 1 bis"]),
        ("Chapter I, Article 2", ["Article 2"]),
        ("Chapter II, Article 2", []),
        ("Chapter 2", ["Chapter II"]),
        ("Annex I, Article 1", ["Annex I, Article 1"]),
        ("Annex 2", ["Annex II"]),
        ("Annex I(1)", ["Annex I, Section 1, paragraph 1"]),
        ("Article 3 bis", ["Article 3 bis"]),
        (
            "Article 3 bis, paragraph 1",
            ["Article 3 bis, Option 1, paragraph 1", "Article 3 bis, Option 2, paragraph 1"],
        ),
        ("Option 2 of Article 3 bis", ["Article 3 bis, Option 2"]),
        ("article 2, deuxième paragraphe", ["Article 2, paragraph 2"]),
        ("deuxième paragraphe de l'article 2", ["Article 2, paragraph 2"]),
        ("пункт 2 статьи 2", ["Article 2, paragraph 2"]),
        ("المادة ٢، الفقرة ٢", ["Article 2, paragraph 2"]),
        ("第二条第二款", ["Article 2, paragraph 2"]),
        ("第三条之二", ["Article 3 bis"]),
        ("Article 2, paragraph 3", []),
        ("Article 9", []),
        ("the river", []),
    ],
)
def test_a_reference_is_resolved(written: str, cited: list[str]) -> None:
    assert [cite(TREATY, index) for index in resolve(written, TREATY)] == cited


def test_articles_numbered_anew_in_each_chapter_are_told_apart_by_it() -> None:
    treaty = text(
        provision(Kind.CHAPTER, "Chapter I"),
        provision(Kind.ARTICLE, "Article 1", depth=1),
        provision(Kind.CHAPTER, "Chapter II"),
        provision(Kind.ARTICLE, "Article 1", depth=1),
    )
    assert [cite(treaty, it) for it in resolve("Article 1", treaty)] == [
        "Chapter I, Article 1",
        "Chapter II, Article 1",
    ]


LISTED = text(
    provision(Kind.ARTICLE, "Article 5"),
    provision(Kind.PARAGRAPH, "1.", depth=1),
    provision(Kind.INDENT, "–", depth=2),
    provision(Kind.INDENT, "–", depth=2),
)


@pytest.mark.parametrize(
    "written",
    ["Article 5, paragraph 1, indent 2", "Article 5, paragraphe 1, tiret 2", "Статья 5, пункт 1, абзац 2"],
)
def test_indents_with_bullets_are_counted(written: str) -> None:
    assert resolve(written, LISTED) == (3,)
    assert cite(LISTED, 3) == "Article 5, paragraph 1, indent 2"

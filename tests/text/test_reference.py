"""References: read as people write them, found among words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.text.reference import Reference, find_references, read_reference


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
    ("if Article 13 (CEL) stays and Article 4 too", ["Article 4 = article 4"]),
    ("if Article 13 (CEL), paragraph 2, stays", []),
    ("if Article 13 (G77), paragraph 2, stays", []),
    ("if Article 13 (G77) of Part I stays", ["Part I = part I"]),
    ("if Articles 12 and 13 (CEL) stay", ["Articles 12 = article 12"]),
    ("если статья 13 (CEL) остаётся", []),
    ("Article 13 (II) stays", ["Article 13 (II) = article 13 > · II"]),
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


def test_what_a_party_adds_is_given_with_the_party_where_it_is_asked_for() -> None:
    found = find_references("Article 2, Article 13 (CEL), paragraph 2, and Article 5", added=True)
    assert [it.printed for it in found] == ["Article 2", "Article 13 (CEL), paragraph 2", "Article 5"]
    found = find_references("Article 2, Article 13 (G77), paragraph 2, and Article 5", added=True)
    assert [it.printed for it in found] == ["Article 2", "Article 13 (G77), paragraph 2", "Article 5"]


@given(st.text())
def test_any_words_are_searched(written: str) -> None:
    """What is found stands where it is said to stand, in order, and nothing twice."""
    found = find_references(written)
    assert all(written[it.start : it.end] == it.printed for it in found)
    assert all(one.end <= other.start for one, other in pairwise(found))

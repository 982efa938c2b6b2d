"""The provisions that a reference names."""

import pytest

from tests.builders import provision, text
from tests.text.treaty import CITED, TREATY
from travaux.text.kind import Kind
from travaux.text.provision_name import cite
from travaux.text.resolve import resolve


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

"""A reference follows its provision: under its new number it is the same reference."""

import pytest

from tests.builders import provision, text
from travaux.compare.comparison import Reworded, Segment, compare
from travaux.text.instrument import Text
from travaux.text.kind import Kind

TONGUES = {
    "en": (
        "Article {}",
        "Floods are reported as set out in {}.",
        "Article 2, paragraph 1",
        "Article 3, paragraph 1",
    ),
    "fr": (
        "Article {}",
        "Les crues sont notifiées selon l'{}.",
        "article 2, paragraphe 1",
        "article 3, paragraphe 1",
    ),
    "es": (
        "Artículo {}",
        "Las crecidas se notifican según el {}.",
        "artículo 2, párrafo 1",
        "artículo 3, párrafo 1",
    ),
    "ru": ("Статья {}", "О паводках сообщают согласно {}.", "пункту 1 статьи 2", "пункту 1 статьи 3"),
    "ar": ("المادة {}", "يُخطر بالفيضانات وفقا لأحكام {}.", "الفقرة 1 من المادة 2", "الفقرة 1 من المادة 3"),
    "zh": ("第{}条", "应按照{}通报洪水。", "第二条第一款", "第三条第一款"),
}
NUMERALS = {"zh": "一二三四"}


def draft(language: str, contents: list[str]) -> Text:
    """Number articles of one paragraph each."""
    label = TONGUES[language][0]
    found = []
    for at, said in enumerate(contents):
        number = NUMERALS.get(language, "1234")[at]
        found += [
            provision(Kind.ARTICLE, label.format(number), "", 0, eid=f"art_{at + 1}"),
            provision(Kind.PARAGRAPH, "1.", said, 1, eid=f"art_{at + 1}__para_1"),
        ]
    return text(*found, language=language)


WORDS = {
    "en": ("The Secretariat keeps a register.", "Ships of war are left out of this Convention."),
    "fr": ("Le Secrétariat tient un registre.", "Les navires de guerre ne sont pas visés."),
    "es": ("La Secretaría lleva un registro.", "Los buques de guerra quedan excluidos."),
    "ru": ("Секретариат ведёт реестр.", "Военные корабли исключены из сферы действия."),
    "ar": ("تحتفظ الأمانة بسجل.", "تستثنى السفن الحربية من هذه الأحكام."),
    "zh": ("秘书处应保存登记册。", "军舰不受约束。"),
}


@pytest.mark.parametrize("language", TONGUES)
def test_a_reference_that_follows_the_renumbering_is_the_same(language: str) -> None:
    _, frame, before, after = TONGUES[language]
    register, ships = WORDS[language]
    old = draft(language, [frame.format(before), register])
    new = draft(language, [frame.format(after), ships, register])
    (reworded,) = [change for change in compare(old, new).changes if isinstance(change, Reworded)]
    assert [(each.old.printed, each.new.printed) for each in reworded.references] == [(before, after)]
    assert reworded.follows


@pytest.mark.parametrize("language", TONGUES)
def test_a_reference_to_another_provision_is_a_change(language: str) -> None:
    _, frame, before, after = TONGUES[language]
    register, ships = WORDS[language]
    old = draft(language, [frame.format(before), register, ships])
    new = draft(language, [frame.format(after), register, ships])
    (reworded,) = [change for change in compare(old, new).changes if isinstance(change, Reworded)]
    assert reworded.references == ()
    assert not reworded.follows


def test_what_else_changes_beside_the_reference_is_a_change() -> None:
    old = draft("en", ["Floods shall be reported under Article 2.", *WORDS["en"][:1]])
    new = draft("en", ["Floods may be reported under Article 3.", *reversed(WORDS["en"])])
    (reworded,) = [change for change in compare(old, new).changes if isinstance(change, Reworded)]
    assert reworded.segments == (
        Segment(kind="same", text="Floods "),
        Segment(kind="deleted", text="shall"),
        Segment(kind="inserted", text="may"),
        Segment(kind="same", text=" be reported under Article "),
        Segment(kind="deleted", text="2", follows=True),
        Segment(kind="inserted", text="3", follows=True),
        Segment(kind="same", text="."),
    )
    assert not reworded.follows


def test_a_paragraph_of_this_article_is_the_nearest_one() -> None:
    ice = "The period in paragraph {} does not run while the river is closed by ice."
    costs = (
        provision(Kind.ARTICLE, "Article 2", "Costs", 0),
        provision(Kind.PARAGRAPH, "1.", "Each bears its own.", 1),
    )
    reported = "Floods are reported in thirty days."
    old = text(
        provision(Kind.ARTICLE, "Article 1", "Floods", 0),
        provision(Kind.PARAGRAPH, "1.", reported, 1),
        provision(Kind.PARAGRAPH, "2.", ice.format(1), 1),
        *costs,
    )
    new = text(
        provision(Kind.ARTICLE, "Article 1", "Floods", 0),
        provision(Kind.PARAGRAPH, "1.", "Lakes are treated as rivers are.", 1),
        provision(Kind.PARAGRAPH, "2.", reported, 1),
        provision(Kind.PARAGRAPH, "3.", ice.format(2), 1),
        *costs,
    )
    (reworded,) = [change for change in compare(old, new).changes if isinstance(change, Reworded)]
    assert [(each.old.printed, each.new.printed) for each in reworded.references] == [
        ("paragraph 1", "paragraph 2")
    ]
    assert reworded.follows

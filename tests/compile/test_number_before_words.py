"""A number before the words of an answer is a number: it is not put into the words, and not lost."""

from __future__ import annotations

import pytest

from tests.compile.by_hand import compiling, found, own, sheet
from travaux.answers.position import Amends, Editorial, Merges, Moves
from travaux.text.notation import parse, show

DRAFT = """Article 5

1. First words here.

2. Second words there.

3. Third words.

Article 6

1. Six one.

2. Six two.
"""


def answer(on: str, position: str, words: str, *more: str) -> str:
    return "\n\n".join((f"## {on}", f"Position: {position}", *more, f"Words:\n\n> {words}", "Reason: r\n"))


@pytest.mark.parametrize(
    ("words", "read"),
    [("1. Both together.", "1. Both together."), ("2. Both together.", "2. Both together.")],
)
def test_merged_words_with_a_number(words: str, read: str) -> None:
    merging = answer("Article 5, paragraph 1", "merges", words, "With: Article 5, paragraph 2")
    compilation = compiling(DRAFT, ARD=merging)

    assert found(compilation) == []
    assert own(compilation, "ARD")[:3] == ["Article 5", read, "3. Third words."]


@pytest.mark.parametrize(
    ("words", "read"),
    [("3. Third word.", "3. Third word."), ("1 bis. Third word.", "1 bis. Third word.")],
)
def test_moved_words_with_a_number(words: str, read: str) -> None:
    moving = answer("Article 5, paragraph 3", "moves", words, "After: Article 6, paragraph 1")
    compilation = compiling(DRAFT, ARD=moving)

    assert found(compilation) == []
    assert own(compilation, "ARD")[3:] == ["Article 6", "1. Six one.", read, "2. Six two."]


@pytest.mark.parametrize(
    ("language", "heading", "merges", "field", "others", "words", "label"),
    [
        ("fr", "Article 5, paragraphe 1", "fusionne", "Avec", "Article 5, paragraphe 2", "2. Un.", "2."),
        ("ru", "Статья 5, пункт 1", "объединяет", "С", "Статья 5, пункт 2", "2. Один.", "2."),
        ("ar", "المادة ٥، الفقرة ١", "يدمج", "مع", "المادة ٥، الفقرة ٢", "٢. واحد.", "٢."),
        ("zh", "第五条第一款", "合并", "与", "第五条第二款", "二、一个。", "二、"),
    ],
)
def test_the_number_before_merged_words_in_other_languages(
    language: str, heading: str, merges: str, field: str, others: str, words: str, label: str
) -> None:
    text = f"## {heading}\n\nPosition: {merges}\n\nWith: {others}\n\nWords:\n\n> {words}\n"
    (position,) = (each.position for each in sheet("ARD", text).answers)

    assert isinstance(position, Merges), (language, field)
    assert (position.label, show(position.words)) == (label, words.removeprefix(label).lstrip())


def test_what_is_no_number_stays_with_the_words() -> None:
    merging = answer("Article 5, paragraph 1", "merges", "30 days go by.", "With: Article 5, paragraph 2")

    assert own(compiling(DRAFT, ARD=merging), "ARD")[1] == "1. 30 days go by."


def test_the_number_may_stand_in_its_field_and_before_the_words() -> None:
    for position, more in (("amends", ()), ("moves", ("After: Article 6, paragraph 1",))):
        text = answer("Article 5, paragraph 3", position, "4. Third.", "Number: 4", *more)
        (one,) = (each.position for each in sheet("ARD", text).answers)

        assert isinstance(one, Amends | Moves)
        assert (one.label, one.words) == ("4", parse("Third."))


@pytest.mark.parametrize("position", ["amends", "moves", "merges"])
def test_two_numbers_are_told_and_the_section_kept(position: str) -> None:
    more = {"moves": "After: Article 6", "merges": "With: Article 6, paragraph 1"}.get(position)
    reply = sheet(
        "ARD", answer("Article 5, paragraph 3", position, "4. Third.", "Number: 7", *([more] if more else []))
    )

    assert reply.answers == ()
    assert [each.finding.code for each in reply.unread] == ["number-twice"]
    assert [str(each.finding.message) for each in reply.unread] == [
        '"Article 5, paragraph 3": it gives the number "7", and its words begin with "4.".'
    ]


@pytest.mark.parametrize("position", ["editorial", "accepts except"])
def test_a_position_that_does_not_renumber_says_so_and_loses_nothing(position: str) -> None:
    compilation = compiling(DRAFT, ARD=answer("Article 5, paragraph 3", position, "4. Third."))

    called = {"accepts except": "accepts with an exception"}.get(position, position)
    assert found(compilation) == [
        (
            "renumbers-too",
            f'The words for Article 5, paragraph 3 begin with "4.", and "{called}" gives no other number.',
        )
    ]
    assert own(compilation, "ARD")[3] == "3. Third words."
    (stance,) = compilation.stances
    if isinstance(stance.answer.position, Editorial):
        assert show(stance.answer.position.words) == "4. Third."


@pytest.mark.parametrize("position", ["editorial", "accepts except"])
def test_its_own_number_is_left_out_where_nothing_is_renumbered(position: str) -> None:
    compilation = compiling(DRAFT, ARD=answer("Article 5, paragraph 3", position, "3. Third."))

    assert found(compilation) == []
    assert own(compilation, "ARD")[3] == "3. Third."

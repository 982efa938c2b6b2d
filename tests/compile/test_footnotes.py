"""A footnote goes with the paragraph that calls it, and stays where another does."""

from __future__ import annotations

from tests.compile.by_hand import compiling, found, laid, own
from tests.docx_builder import docx
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Deletes, Moves
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.read.docx import read_docx
from travaux.text.printed import characters
from travaux.text.wording import PartyCode

DRAFT = """Article 5

1. First words[^1] here.

2. Second words there.

[^1]: The note.

Article 6

1. Six one.
"""
REST = ["Article 6", "1. Six one."]


def says(position: str, on: str, *more: str) -> str:
    return "\n\n".join((f"## {on}", f"Position: {position}", *more, "Reason: r\n\n"))


ONE, TWO = "Article 5, paragraph 1", "Article 5, paragraph 2"


def test_it_stays_where_what_it_stands_in_is_deleted() -> None:
    compilation = compiling(DRAFT, ARD=says("deletes", TWO))

    assert own(compilation, "ARD") == ["Article 5", "1. First words[^1] here.", "[^1]: The note.", *REST]
    assert laid(compilation)[2:4] == ["[base; ARD deletes: 2. Second words there.]", "[^1]: The note."]


def test_it_goes_where_the_paragraph_that_calls_it_is_deleted() -> None:
    compilation = compiling(DRAFT, ARD=says("deletes", ONE), BOR=says("supports ARD", ONE))

    for party in ("ARD", "BOR"):
        assert own(compilation, party) == ["Article 5", "2. Second words there.", *REST]
    assert laid(compilation)[3] == "[base; ARD deletes; BOR supports ARD: [^1]: The note.]"


def test_it_stays_where_another_provision_calls_it_too() -> None:
    draft = DRAFT.replace("Six one.", "Six one[^1].")
    compilation = compiling(draft, ARD=says("deletes", ONE), BOR=says("deletes", "Article 5"))

    assert own(compilation, "ARD") == [
        *("Article 5", "2. Second words there.", "[^1]: The note.", "Article 6", "1. Six one[^1].")
    ]
    assert own(compilation, "BOR") == ["[^1]: The note.", "Article 6", "1. Six one[^1]."]


def test_it_moves_with_the_paragraph_that_calls_it() -> None:
    compilation = compiling(
        DRAFT, ARD=says("moves", ONE, "After: Article 6, paragraph 1"), BOR=says("supports ARD", ONE)
    )

    for party in ("ARD", "BOR"):
        assert own(compilation, party) == [
            *("Article 5", "2. Second words there.", *REST, "1. First words[^1] here.", "[^1]: The note.")
        ]
    assert found(compilation) == []


def test_it_stays_where_what_it_stands_in_is_moved() -> None:
    compilation = compiling(DRAFT, ARD=says("moves", TWO, "After: Article 6, paragraph 1"))

    assert own(compilation, "ARD") == [
        *("Article 5", "1. First words[^1] here.", "[^1]: The note.", *REST, "2. Second words there.")
    ]


def test_it_stays_where_merged_words_call_it() -> None:
    merging = says("merges", TWO, f"With: {ONE}", "Words: Both[^1] of them.")
    compilation = compiling(DRAFT, ARD=merging)

    assert own(compilation, "ARD") == ["Article 5", "2. Both[^1] of them.", "[^1]: The note.", *REST]


def test_in_the_list_at_the_end_it_goes_when_its_call_is_deleted_and_stays_when_it_is_moved() -> None:
    draft = DRAFT.replace("[^1]: The note.\n\n", "") + "\n[^1]: The note.\n"
    compilation = compiling(
        draft, ARD=says("deletes", ONE), BOR=says("moves", ONE, "After: Article 6, paragraph 1")
    )

    assert own(compilation, "ARD") == ["Article 5", "2. Second words there.", *REST]
    assert own(compilation, "BOR") == [
        *("Article 5", "2. Second words there.", *REST, "1. First words[^1] here.", "[^1]: The note.")
    ]


def test_two_footnotes_of_one_mark_are_left_with_what_they_stand_in() -> None:
    draft = f"{DRAFT}\n[^1]: Another note.\n"

    assert own(compiling(draft, ARD=says("deletes", TWO)), "ARD") == [
        *("Article 5", "1. First words[^1] here.", *REST, "[^1]: Another note.")
    ]


def test_the_last_footnote_of_a_word_document() -> None:
    draft = read_docx(
        docx("Article 5\n1. First{^1} here.\nArticle 6\n1. Six{^2} one.", notes={"1": " one", "2": " two"})
    ).text
    assert draft is not None
    replies = [
        Reply(party=PartyCode("ARD"), answers=(Answer(provision="Article 6(1)", position=Deletes()),)),
        Reply(
            party=PartyCode("BOR"),
            answers=(Answer(provision="Article 6(1)", position=Moves(after="Article 5(1)")),),
        ),
    ]
    text = compiled(draft, replies).text
    own_texts = [
        [characters(each) for each in project(text, PartyCode(party)).provisions] for party in ("ARD", "BOR")
    ]

    assert own_texts == [
        ["Article 5", "1. First※ here.", "1 one", "Article 6"],
        ["Article 5", "1. First※ here.", "1 one", "1. Six※ one.", "2 two", "Article 6"],
    ]

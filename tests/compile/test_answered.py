"""What each answer of a reply does to the draft."""

from __future__ import annotations

from tests.compile.restraint import DRAFT, laid, new, said
from travaux.answers.position import (
    Accepts,
    Adds,
    Amends,
    Deletes,
    Holds,
    Merges,
    Moves,
    Splits,
    Supports,
)
from travaux.compile.compiling import compiled
from travaux.compile.fate import InText, NotUnderstood
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.printed import characters
from travaux.text.wording import PartyCode


def test_an_article_s_only_paragraph_is_meant_where_the_article_is_named() -> None:
    found = laid(
        said("ARD", ("Article 2", Amends(words=parse("Each Party may notify the others of any exercise."))))
    )

    assert found[3:] == [
        "Article 2: Notification",
        "Each Party [base: shall / ARD: may] notify the others of any exercise.",
    ]


def test_a_new_article_given_in_one_paragraph_has_its_text_below_it() -> None:
    addition = Adds(
        provisions=(new(Kind.ARTICLE, "Article 1 bis", "The Parties shall meet every year to review it."),)
    )

    found = laid(said("ARD", ("Article 1", addition)))

    assert found[3:5] == ["[ARD: Article 1 bis]", "[ARD: The Parties shall meet every year to review it.]"]


def test_a_number_typed_again_before_merged_words_is_not_taken_for_words() -> None:
    merging = Merges(others=("Article 1(2)",), words=parse("1. Restraint does not limit self-defence."))

    found = laid(said("ARD", ("Article 1(1)", merging)))

    assert found[1] == (
        "[base; ARD merges with art_1__para_2: "
        "1. [base: Each Party shall exercise restraint / ARD: Restraint does not limit self-defence].]"
    )


def test_merged_and_split() -> None:
    found = laid(
        said(
            "ARD",
            (
                "Article 1(1)",
                Merges(others=("Article 1(2)",), words=parse("Restraint does not limit self-defence.")),
            ),
        ),
        said(
            "BOR",
            (
                "Article 2",
                Splits(
                    parts=(
                        new(Kind.ARTICLE, "Article 2", "Notice"),
                        new(Kind.ARTICLE, "Article 3", "Exercises"),
                    )
                ),
            ),
        ),
    )

    assert found == [
        "Article 1: Restraint",
        (
            "[base; ARD merges with art_1__para_2: "
            "1. [base: Each Party shall exercise restraint / ARD: Restraint does not limit self-defence].]"
        ),
        "[base; ARD merges into art_1__para_1: 2. Nothing in this Agreement limits self-defence.]",
        "Article 2: [base: Notification / BOR: Notice]",
        "Each Party shall notify the others of any exercise.",
        "[BOR: Article 3: Exercises]",
    ]


def test_two_wordings_for_one_provision_in_one_reply_are_not_both_followed() -> None:
    compilation = compiled(
        DRAFT,
        [
            said(
                "ARD",
                ("Article 1(1)", Amends(words=parse("One."))),
                ("Article 1(1)", Amends(words=parse("Other."))),
            )
        ],
    )

    assert [type(unit.fate) for unit in compilation.units] == [InText, NotUnderstood]
    assert [finding.code for finding in compilation.findings] == ["answered-twice"]


def test_an_answer_on_the_whole_text() -> None:
    should = Amends(words=parse("Each Party should exercise restraint."))
    compilation = compiled(
        DRAFT,
        [
            said("ARD", ("Article 1(1)", should)),
            said("BOR", ("", Accepts())),
            said("CEL", ("", Supports(party=PartyCode("ARD")))),
            said("KES", ("", Holds()), ("", Deletes())),
        ],
    )

    assert characters(compilation.text.provisions[1]) == (
        "1. Each Party [base, BOR: shall / ARD; CEL supports: should] exercise restraint."
    )
    assert [finding.message for finding in compilation.findings] == [
        '"deletes" is said of the whole text; it needs the provision it is meant for.'
    ]


def test_what_a_party_moves_is_what_moves() -> None:
    found = laid(said("ARD", ("Article 1", Moves(after="Article 2"))))

    assert found == [
        "[base; ARD moves after art_2__para_1: Article 1: Restraint]",
        "[base; ARD moves after art_2__para_1: 1. Each Party shall exercise restraint.]",
        "[base; ARD moves after art_2__para_1: 2. Nothing in this Agreement limits self-defence.]",
        "Article 2: Notification",
        "Each Party shall notify the others of any exercise.",
        "[ARD; ARD moves from art_1: Article 1: Restraint]",
        "[ARD; ARD moves from art_1__para_1: 1. Each Party shall exercise restraint.]",
        "[ARD; ARD moves from art_1__para_2: 2. Nothing in this Agreement limits self-defence.]",
    ]


def test_who_accepts_an_article_and_amends_a_paragraph_of_it_accepts_the_rest() -> None:
    found = laid(
        said(
            "ARD",
            ("Article 1", Accepts()),
            ("Article 1(1)", Amends(words=parse("Each Party should exercise restraint."))),
        ),
        said("BOR", ("Article 1(2)", Amends(words=parse("Nothing in this Agreement limits rights.")))),
    )

    assert found[1:3] == [
        "1. Each Party [base: shall / ARD: should] exercise restraint.",
        "2. Nothing in this Agreement limits [base, ARD: self-defence / BOR: rights].",
    ]


def test_a_number_alone_is_set_off_as_the_drafts_are() -> None:
    moved = laid(said("ARD", ("Article 1", Moves(after="Article 2", label="6 bis"))))
    added = laid(
        said("ARD", ("Article 1", Adds(provisions=(new(Kind.ARTICLE, "1 bis", "Costs"),)))),
        said("BOR", ("Article 1(2)", Adds(provisions=(new(Kind.PARAGRAPH, "3", "This is so."),)))),
    )

    assert moved[5] == "[ARD; ARD moves from art_1: Article 6 bis: Restraint]"
    assert added[3:5] == ["[BOR: 3. This is so.]", "[ARD: Article 1 bis: Costs]"]


def test_a_paragraph_of_the_article_before_stands_before_another_partys_new_article() -> None:
    article = Adds(
        provisions=(
            new(Kind.ARTICLE, "Article 1 bis", "Costs"),
            new(Kind.PARAGRAPH, "", "Each pays.", depth=1),
        )
    )
    paragraph = Adds(provisions=(new(Kind.PARAGRAPH, "3.", "This is so."),))
    replies = (said("ARD", ("Article 1", article)), said("BOR", ("Article 1(2)", paragraph)))

    for order in (("ARD", "BOR"), ("BOR", "ARD")):
        assert laid(*replies, order=order)[2:6] == [
            "2. Nothing in this Agreement limits self-defence.",
            "[BOR: 3. This is so.]",
            "[ARD: Article 1 bis: Costs]",
            "[ARD: Each pays.]",
        ]

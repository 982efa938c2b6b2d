"""An answer to an article speaks of all its provisions; an article and its only paragraph are one place."""

import pytest

from travaux.answers.answer import Answer, Reply
from travaux.answers.position import (
    Accepts,
    Adds,
    Merges,
    NewProvision,
    Opposes,
    Position,
    Supports,
    Withdraws,
)
from travaux.compile.compiling import compiled
from travaux.compile.matrix import matrix
from travaux.compile.passed_over import passed_over
from travaux.read.plain import read_plain
from travaux.text.instrument import Text
from travaux.text.wording import PartyCode, words

CANAL = """\
---
title: Treaty on the Canal
---

# Chapter I – The canal

## Article 1

The canal is open.

## Article 2

1. Tolls are equal:

(a) by day;

(b) by night.

2. They are public.

# Chapter II – Disputes

## Article 3

Disputes are settled.
"""


@pytest.fixture
def canal() -> Text:
    text = read_plain(CANAL.encode()).text
    assert text is not None
    return text


def told(text: Text, *spoken: str) -> list[str]:
    those = passed_over(text, spoken)
    return [f"opening words of {one.citation}" if one.opening else one.citation for one in those]


def test_each_article_counts_once_with_its_paragraphs(canal: Text) -> None:
    assert told(canal) == ["Article 1", "Article 2", "Article 3"]


def test_who_speaks_of_an_article_speaks_of_all_of_it(canal: Text) -> None:
    assert told(canal, "art_2") == ["Article 1", "Article 3"]


def test_who_speaks_of_a_chapter_speaks_of_its_articles(canal: Text) -> None:
    assert told(canal, "chp_i") == ["Article 3"]


def test_of_what_is_spoken_in_part_the_rest_is_told(canal: Text) -> None:
    assert told(canal, "art_1__para_1", "art_2__para_1__point_a") == [
        "opening words of Article 2, paragraph 1",
        "Article 2, paragraph 1, point (b)",
        "Article 2, paragraph 2",
        "Article 3",
    ]


def test_all_is_spoken_of(canal: Text) -> None:
    assert told(canal, "art_1", "art_2__para_1", "art_2__para_2", "chp_ii") == []


ARD, BOR = PartyCode("ARD"), PartyCode("BOR")


def passed(canal: Text, *answers: tuple[str, Position], beside: tuple[Reply, ...] = ()) -> list[str]:
    """Give what a matrix of ARD's *answers* counts, by the rule of docs/reference/counting.md."""
    reply = Reply(party=ARD, answers=tuple(Answer(provision=at, position=said) for at, said in answers))
    found = matrix(compiled(canal, (reply, *beside))).passed_over
    return [f"opening words of {one.citation}" if one.opening else one.citation for one in found]


NEW = Adds(provisions=(NewProvision(kind="paragraph", label="1 bis.", words=words("They are due at noon.")),))
REST = ["Article 1", "Article 3"]


def test_an_article_that_is_accepted_as_a_whole_is_spoken_of_with_its_paragraphs(canal: Text) -> None:
    assert passed(canal, ("Article 2", Accepts())) == REST


def test_what_is_added_says_nothing_of_the_paragraph_that_it_follows(canal: Text) -> None:
    assert passed(canal, ("Article 2(2)", NEW), ("Article 2(1)", Accepts())) == [
        "Article 1",
        "Article 2, paragraph 2",
        "Article 3",
    ]


def test_who_opposes_an_addition_speaks_of_the_addition(canal: Text) -> None:
    adding = Reply(party=BOR, answers=(Answer(provision="Article 2(2)", position=NEW),))
    opposing = ("Article 2(2)", Opposes(proposal_of=BOR))
    assert passed(canal, opposing, beside=(adding,)) == [
        "Article 1",
        "Article 2, paragraph 1",
        "Article 2, paragraph 2",
        "Article 3",
    ]


def test_a_merger_speaks_of_each_provision_that_it_merges(canal: Text) -> None:
    merges = Merges(others=("Article 2(2)",), words=words("Tolls are equal and public."))
    assert passed(canal, ("Article 2(1)", merges)) == REST


def test_what_was_taken_back_is_not_spoken_of_and_what_was_not_understood_is(canal: Text) -> None:
    assert passed(canal, ("Article 2", Accepts()), ("Article 2", Withdraws())) == [
        "Article 1",
        "Article 2",
        "Article 3",
    ]
    assert passed(canal, ("Article 2", Supports(party=PartyCode("KES")))) == REST


def test_an_answer_to_the_whole_is_on_no_provision_by_itself(canal: Text) -> None:
    assert passed(canal, ("", Accepts())) == ["Article 1", "Article 2", "Article 3"]

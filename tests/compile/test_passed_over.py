"""An answer to an article speaks of all its provisions; an article and its only paragraph are one place."""

import pytest

from travaux.compile.passed_over import passed_over
from travaux.read.plain import read_plain
from travaux.text.instrument import Text

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

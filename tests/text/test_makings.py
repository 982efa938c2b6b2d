"""What a sentence was made of is kept whole as data."""

from __future__ import annotations

import json

import pytest

from travaux.render.found import found
from travaux.render.tongue import said_again, speaking
from travaux.text.finding import Finding, Place, Severity
from travaux.text.makings import made_again, makings
from travaux.text.phrase import Phrase, cited, entry_named, listed, phrase, phrase_count

SENTENCES = (
    "Nobody knows what this is made of.",
    entry_named(12),
    phrase("{code} is listed twice. Expected each code once.", code="ARD"),
    phrase_count(
        '"{name}" names {count} provision of the draft: {names}.',
        '"{name}" names {count} provisions of the draft: {names}.',
        2,
        name="1 bis",
        names=listed([cited("Article 1, paragraph 2"), cited("Article 2")], "; "),
    ),
    phrase("{code} is not a member of this negotiation. Members: {members}.", code="X", members=("A", "B")),
)


def kept(one: Finding | str) -> Finding | str:
    return made_again(json.loads(json.dumps(makings(one))))


@pytest.mark.parametrize("words", SENTENCES)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_sentence_is_said_the_same_after_it_was_kept(words: str, language: str) -> None:
    again = kept(words)
    assert isinstance(again, str)
    assert (again, isinstance(again, Phrase)) == (words, isinstance(words, Phrase))
    with speaking(language):
        assert said_again(again) == said_again(words)


def test_what_was_found_is_told_the_same_after_it_was_kept() -> None:
    one = Finding(
        code="words-missing",
        severity=Severity.ERROR,
        message=SENTENCES[3],
        hint=SENTENCES[2],
        place=Place(source=entry_named(4), line=7, address="art_1", excerpt="Each Party"),
    )
    assert kept(one) == one
    with speaking("ru"):
        assert found(kept(one)) == found(one)

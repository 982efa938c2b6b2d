"""Changes of some words: each quotes the draft, and two of the same words are told, never added up."""

from __future__ import annotations

import pytest

from tests.compile.restraint import DRAFT, said
from travaux.answers.position import AmendsWords, Edit
from travaux.compile.base import base_of
from travaux.compile.hearing import Hearing, hear

Pair = tuple[str, str]


def heard(*answers: tuple[str, tuple[Pair, ...]]) -> tuple[str, list[str]]:
    """Give ARD's words of Article 2(1), and the codes of what could not be followed."""
    given = [(at, AmendsWords(edits=tuple(Edit(old=a, new=b) for a, b in pairs))) for at, pairs in answers]
    found = hear(said("ARD", *given), base_of(DRAFT))
    assert isinstance(found, Hearing)
    words = found.version.items[4].words
    return words, [one.fault.code for one in found.heard if one.fault is not None]


WHERE = "Article 2(1)"
OLD = "Each Party shall notify the others of any exercise."


@pytest.mark.parametrize(
    ("pairs", "own"),
    [
        (
            (("Each Party", "the others"), ("the others", "Each Party")),
            "the others shall notify Each Party of any exercise.",
        ),
        (
            (("any", "any large"), ("exercise", "exercise at sea")),
            "Each Party shall notify the others of any large exercise at sea.",
        ),
        ((("shall ", ""), ("of any exercise", "")), "Each Party notify the others."),
        (
            (("notify", "at once notify"), ("notify", "notify in writing")),
            "Each Party shall at once notify in writing the others of any exercise.",
        ),
    ],
)
def test_all_changes_are_made_to_the_words_of_the_draft(pairs: tuple[Pair, ...], own: str) -> None:
    assert heard((WHERE, pairs)) == (own, [])
    assert heard(*((WHERE, (pair,)) for pair in pairs)) == (own, [])


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (("any", "each"), ("each exercise", "each drill"), "words-not-found"),
        (("any exercise", "each drill"), ("exercise", "drill"), "answered-twice"),
        (("any", "any large"), ("of any", "of any big"), "answered-twice"),
        (("any", "each"), ("any", "each"), "answered-twice"),
    ],
)
def test_two_changes_of_the_same_words_are_told(first: Pair, second: Pair, code: str) -> None:
    """The earlier answer stands; one answer that says both says neither."""
    own = OLD.replace(*first)
    assert heard((WHERE, (first,)), (WHERE, (second,))) == (own, [code])
    assert heard((WHERE, (first,)), ("Article 2", (second,))) == (own, [code])
    assert heard((WHERE, (first, second))) == (OLD, [code])


def test_what_could_not_be_followed_stands_in_nobodys_way() -> None:
    assert heard((WHERE, (("any", "each"), ("nowhere", "here"))), (WHERE, (("any", "some"),))) == (
        "Each Party shall notify the others of some exercise.",
        ["words-not-found"],
    )

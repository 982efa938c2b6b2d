"""Proposals to merge: near-identical wordings, and who would have to agree to which words."""

import pytest

from tests.builders import provision, text
from travaux.compile.merger import mergers
from travaux.text.instrument import Text
from travaux.text.kind import Kind


def paragraph(words: str) -> Text:
    return text(provision(Kind.PARAGRAPH, "1.", words, eid="para_1"))


def told(of: Text) -> list[str]:
    """Each merger in bracket notation."""
    found = []
    for one in mergers(of):
        wanted = " / ".join(" ".join((each.words, *each.parties)) for each in one.wanted)
        found.append(f"{one.before} [{wanted}] {one.after}")
    return found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "[base: in time / ARD: without delay, in twelve hours / BOR: without delay, in ten hours]",
            ["without delay, in [twelve ARD / ten BOR] hours"],
        ),
        (
            "[base: in time / ARD: at once, in writing, by day / BOR, CEL: at once, in writing]",
            ["once, in writing [, by day ARD /  BOR CEL] "],
        ),
        (
            "[base: وقت / ARD: دون إبطاء وخلال عشر ساعات / BOR: دون إبطاء وخلال ست ساعات]",
            ["دون إبطاء وخلال [عشر ARD / ست BOR] ساعات"],
        ),
    ],
)
def test_near_identical_wordings_are_listed_with_the_words_between_them(words: str, found: list[str]) -> None:
    assert told(paragraph(words)) == found


@pytest.mark.parametrize(
    "words",
    [
        "within [base: forty / ARD: thirty / BOR: sixty] days",
        "[base: in time / ARD: at once and in writing / BOR: at once and in writing or by word of mouth]",
        "within [base: forty days / ARD: forty-one days]",
        "as [ARD: tabled and read out / BOR: tabled and read through]",
    ],
)
def test_what_is_no_nearer_to_another_than_to_the_draft_is_no_proposal_to_merge(words: str) -> None:
    assert told(paragraph(words)) == []

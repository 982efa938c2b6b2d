"""The same wordings, backed by others: only names change."""

from __future__ import annotations

import pytest

from travaux.compile.arrange import Variant, arranged
from travaux.compile.backed import backed_by_others, backed_otherwise
from travaux.compile.operation import Backers, Reword
from travaux.text.notation import show
from travaux.text.provision import WId
from travaux.text.wording import PartyCode

DRAFT = "Parties shall, within two years, report to the Secretariat on the measures taken."
ORDER = tuple(map(PartyCode, ("ARD", "BOR", "CAL", "DUN")))
RANK = {code: at for at, code in enumerate(ORDER)}


def rewords(own: dict[str, str]) -> list[Reword]:
    return [
        Reword(
            provision=WId("art_1"),
            words=words,
            backers=Backers(sponsors=tuple(map(PartyCode, names.split()))),
        )
        for names, words in own.items()
    ]


def arrangement(own: dict[str, str]) -> str:
    variants = [Variant(words=one.words, backers=one.backers) for one in rewords(own)]
    return show(arranged(DRAFT, variants, order=ORDER))


SHOULD = "Parties should, within two years, report to the Secretariat on the measures taken."
YEARLY = "Parties shall, every year, report to the Secretariat on the measures taken."


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        pytest.param(
            {"ARD": SHOULD, "BOR": YEARLY},
            {"ARD DUN": SHOULD, "BOR": YEARLY},
            "Parties [base: shall / ARD, DUN: should], [base: within two years / BOR: every year], report to "
            "the Secretariat on the measures taken.",
            id="one more has the same words",
        ),
        pytest.param(
            {"ARD CAL": SHOULD, "BOR": YEARLY},
            {"ARD": SHOULD, "BOR CAL": YEARLY},
            "Parties [base: shall / ARD: should], [base: within two years / BOR, CAL: every year], report to "
            "the Secretariat on the measures taken.",
            id="one has the other's words now",
        ),
        pytest.param(
            {"ARD CAL": SHOULD},
            {"ARD": SHOULD},
            "Parties [base: shall / ARD: should], within two years, report to the Secretariat on the "
            "measures taken.",
            id="one has left",
        ),
    ],
)
def test_others_stand_where_the_first_does(was: dict[str, str], now: dict[str, str], expected: str) -> None:
    variants = [Variant(words=one.words, backers=one.backers) for one in rewords(was)]
    wording = arranged(DRAFT, variants, order=ORDER)

    for one in backed_by_others(rewords(was), rewords(now), RANK):
        wording = backed_otherwise(wording, one, RANK)

    assert show(wording) == arrangement(now) == expected


def test_where_another_comes_first_words_are_arranged_again() -> None:
    assert backed_by_others(rewords({"BOR": SHOULD}), rewords({"ARD BOR": SHOULD}), RANK) == []


def test_names_in_words_that_were_submitted_are_words() -> None:
    tabled = "Parties [ARD: shall / CAL: should] report."
    (one,) = backed_by_others(rewords({"ARD": tabled}), rewords({"ARD DUN": tabled}), RANK)
    wording = arranged("Parties report.", [Variant(words=tabled, backers=one.before)], order=ORDER)

    assert (
        show(backed_otherwise(wording, one, RANK))
        == "Parties[base: no text / ARD, DUN:  [ARD: shall / CAL: should]] report."
    )

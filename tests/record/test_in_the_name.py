"""Nobody answers in the name of a party behind its back."""

from __future__ import annotations

import pytest

from tests.record.admitting import not_sequenced, sequenced
from tests.record.writing import Writer
from travaux.record import act
from travaux.record.refusal import Code
from travaux.text.wording import PartyCode

ARD, BOR, KES = PartyCode("ARD"), PartyCode("BOR"), PartyCode("KES")
TOGETHER = act.AnswersQuestion(words="Together.", principals=(BOR, KES))


@pytest.fixture
def w() -> Writer:
    writer = Writer()
    writer.opens("SEC", parties=("ARD", "BOR", "KES"))
    return writer


def test_a_reply_in_the_name_of_a_party_that_may_not_read_it_is_refused(w: Writer) -> None:
    question = w.does("ARD", act.AsksQuestion(to=(BOR,), words="Which?"), vis="to:ARD,BOR")
    code, why = not_sequenced(w, w.composed("BOR", TOGETHER, question, vis="to:ARD,BOR"))
    assert code is Code.AUDIENCE
    assert why == (
        "it is given in the name of KES too, and KES is not among those who may read it. Let KES read it, "
        "or do not name it."
    )
    sequenced(w, w.composed("BOR", TOGETHER, question, vis="to:ARD,BOR,KES"))

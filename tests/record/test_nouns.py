"""What entries are called in refusals."""

from __future__ import annotations

from travaux.record import act
from travaux.record.act import TYPES
from travaux.record.nouns import either, noun


def test_every_type_has_a_name_of_its_own_that_is_none_of_the_code_s() -> None:
    names = [noun(kind) for kind in TYPES.values()]
    assert len(set(names)) == len(TYPES)
    assert not any("." in name for name in names)


def test_one_of_several() -> None:
    assert either([act.EntersHold]) == "a hold"
    assert either([act.SendsNote, act.AsksQuestion, act.EntersHold]) == "a paper, a question or a hold"

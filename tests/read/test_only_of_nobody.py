"""`only` parts words that several parties have. In words of nobody's it was tabled, as any bracket is."""

from __future__ import annotations

from tests.compile.restraint import said
from travaux.answers.position import Accepts
from travaux.compile.compiling import compiled
from travaux.compile.held import held
from travaux.read.plain import read_plain
from travaux.text.notation import parse, show

DRAFT = b"### Article 1: Bells\n\n1. A bell is [ALD, BRN only: kept].\n"


def test_it_is_read_and_kept_as_it_stands() -> None:
    draft = read_plain(DRAFT).text
    assert draft is not None
    paragraph = draft.provisions[1]
    text = compiled(draft, (said("ALD", ("Article 1(1)", Accepts())),)).text
    assert [show(one.words) for one in (paragraph, text.provisions[1])] == [
        "A bell is [ALD, BRN only: kept]."
    ] * 2
    assert [one.words for one in held(paragraph, ())] == ["A bell is [ALD, BRN only: kept]."]


def test_in_the_words_of_parties_it_parts_them() -> None:
    outer, inner = parse("A bell [base: is / ALD, BRN: shall be [BRN only: well]] kept.").choices()
    assert (outer.tabled, inner.tabled) == (False, False)

"""A bracketed text taken over: who is named inside words of others is told, for no position has that."""

from __future__ import annotations

import pytest

from travaux.compile.taken_over import taken_over
from travaux.read.plain import read_plain

HEAD = "---\nparties: ALD, BRN, COR\n---\n\n### Article 1: Bells\n\n"


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        (
            "1. A bell is [ALD: loud [BRN: and clear]] at noon.",
            [("named-within", "BRN is named at “and clear”")],
        ),
        (
            "1. A bell is [quiet / ALD: soft [BRN supports: and low / COR: and dim]].",
            [("named-within", "BRN is named at “and low”"), ("named-within", "COR is named at “and dim”")],
        ),
        ("[BRN: 1. A clapper is [ALD: iron] long.]", [("named-within", "ALD is named at “iron”")]),
        ("1. It is [base: old / DUN: new].", [("alternative-of-nobody", "“DUN: new” stands")]),
        ("1. A bell is rung [thrice [ALD: a day] / BRN: once].", []),
        ("1. A bell is [ALD, BRN: loud [BRN: and clear]].", []),
        ("1. A bell is [loud / clear] and [ALD: low / BRN: dim].", []),
    ],
)
def test_words_that_no_position_has_are_told(paragraph: str, told: list[tuple[str, str]]) -> None:
    text = read_plain((HEAD + paragraph + "\n").encode()).text
    assert text is not None
    found = taken_over(text).left_out
    said = [(one.code, one.message[: len(words)]) for one, (_, words) in zip(found, told, strict=True)]
    assert said == told

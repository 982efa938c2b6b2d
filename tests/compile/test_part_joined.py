"""A part of what is added cannot stand without what it stands in, and is not joined without it."""

from __future__ import annotations

import pytest

from tests.compile.restraint import DRAFT, laid, new, said
from travaux.answers.answer import Reply
from travaux.answers.position import Adds, Supports
from travaux.compile.compiling import compiled
from travaux.compile.fate import NotUnderstood
from travaux.text.kind import Kind
from travaux.text.wording import PartyCode

ARD, VEL = PartyCode("ARD"), PartyCode("VEL")
BIS = Adds(
    provisions=(
        new(Kind.ARTICLE, "Article 1 bis", "Eels"),
        new(Kind.PARAGRAPH, "1.", "Eels may pass.", depth=1),
        new(Kind.PARAGRAPH, "2.", "Cod may not.", depth=1),
    )
)
ADDED = said(ARD, ("Article 1", BIS))


def supports(*where: str) -> Reply:
    return said(VEL, *((one, Supports(party=ARD)) for one in where))


@pytest.mark.parametrize(
    "parts",
    [
        ("Article 1 bis, paragraph 1",),
        ("Article 1 bis, paragraph 2",),
        ("Article 1 bis, paragraph 1", "Article 1 bis, paragraph 2"),
    ],
)
def test_support_of_parts_alone_is_not_understood_and_takes_nothing_out(parts: tuple[str, ...]) -> None:
    assert laid(ADDED, supports(*parts)) == laid(ADDED)
    found = compiled(DRAFT, [ADDED, supports(*parts)])
    codes = [it.fate.finding.code for it in found.units if isinstance(it.fate, NotUnderstood)]
    assert codes == ["part-of-an-addition"] * len(parts)


@pytest.mark.parametrize(
    "order",
    [("Article 1 bis", "Article 1 bis, paragraph 1"), ("Article 1 bis, paragraph 1", "Article 1 bis")],
)
def test_beside_support_of_the_whole_it_says_the_same_again(order: tuple[str, str]) -> None:
    assert laid(ADDED, supports(*order)) == laid(ADDED, supports("Article 1 bis"))

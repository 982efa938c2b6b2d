"""An article opposed as a whole: every provision of it stands in brackets, from its heading to its last."""

import pytest

from travaux.answers.answer import Reply
from travaux.compile.compilation import Compilation
from travaux.compile.compiling import compiled
from travaux.compile.convergence import convergence
from travaux.compile.project import project
from travaux.read.format import read
from travaux.render.plain import consolidated_text
from travaux.text.notation import show
from travaux.text.wording import PartyCode

ARD = PartyCode("ARD")

DRAFT = """\
---
draft: First draft
---

# Treaty

## Article 1 – Hours

1. The locks are worked by day.

2. Closures are published:

(a) on paper;

(b) by radio.

## Article 2 – Fees

The fee is two marks.
"""


def reply(*answers: tuple[str, str]) -> Reply:
    rows = "\n".join(f"## {where}\n\nPosition: {said}\n\nReason: Ours.\n" for where, said in answers)
    found = read(
        f"# Answer of Ardane (ARD)\n\nIn answer to: First draft\n\n{rows}".encode(), name="a.md"
    ).reply
    assert found is not None
    return found


def compilation(*answers: tuple[str, str]) -> Compilation:
    draft = read(DRAFT.encode(), name="draft.md").text
    assert draft is not None
    return compiled(draft, [reply(*answers)])


def lines(found: Compilation) -> list[str]:
    """The articles as printed, without blank lines."""
    text = consolidated_text(found).decode().split("# Treaty\n", 1)[1]
    return [line.strip() for line in text.splitlines() if line.strip()]


WHOLE = "Article 1", "opposes"
HEAD = "### [base; ARD opposes: Article 1: Hours]"
ONE, TWO = "1. The locks are worked by day.", "2. Closures are published:"
A, B = "(a) on paper;", "(b) by radio."
REST = ["### Article 2: Fees", "The fee is two marks."]


def opposed(*provisions: str) -> list[str]:
    return [f"[base; ARD opposes: {one}]" for one in provisions]


CASES: dict[str, tuple[tuple[tuple[str, str], ...], list[str]]] = {
    "alone": ((WHOLE,), [HEAD, *opposed(ONE, TWO, A, B)]),
    "a paragraph of it, with all that stands in it": (
        (("Article 1, paragraph 2", "opposes"),),
        ["### Article 1: Hours", ONE, *opposed(TWO, A, B)],
    ),
    "other words for a paragraph": (
        (WHOLE, ("Article 1, paragraph 1", "amends\n\nWords:\n\n> The locks are worked.")),
        [HEAD, "1. The locks are worked[base:  by day / ARD: no text].", *opposed(TWO, A, B)],
    ),
    "a paragraph accepted by itself, and all that stands in it": (
        (WHOLE, ("Article 1, paragraph 2", "accepts")),
        [HEAD, *opposed(ONE), TWO, A, B],
    ),
    "a paragraph taken out": (
        (WHOLE, ("Article 1, paragraph 1", "deletes")),
        [HEAD, f"[base; ARD deletes: {ONE}]", *opposed(TWO, A, B)],
    ),
    "a paragraph opposed by itself as well": (
        (WHOLE, ("Article 1, paragraph 1", "opposes")),
        [HEAD, *opposed(ONE, TWO, A, B)],
    ),
    "a hold on a paragraph leaves it opposed": (
        (WHOLE, ("Article 1, paragraph 1", "holds")),
        [HEAD, "<!-- note: ARD holds (general) -->", *opposed(ONE, TWO, A, B)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_opposed_as_a_whole_is_bracketed_to_its_last_provision(name: str) -> None:
    answers, expected = CASES[name]
    assert lines(compilation(*answers)) == [*expected, *REST]


def test_it_is_one_answer_and_its_words_stay_in_its_party_s_text() -> None:
    found = compilation(WHOLE)
    assert [unit.reference for unit in found.units] == ["ARD/1"]
    assert [one.provision for one in found.stances] == ["art_1"]
    own, base = project(found.text, ARD), found.draft
    assert [show(one.words) for one in own.provisions] == [show(one.words) for one in base.provisions]


def test_none_of_it_counts_as_without_brackets() -> None:
    """Open: something in the provision is held in brackets, or it is bracketed, opposed … as a whole."""
    figures = {one.name: one.opens for one in convergence(compilation(WHOLE).text).figures}
    assert figures["provisions open"] == (
        *("art_1", "art_1__para_1", "art_1__para_2"),
        *("art_1__para_2__point_a", "art_1__para_2__point_b"),
    )

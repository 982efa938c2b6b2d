"""What is at issue, on a page of Markdown."""

import pytest

from tests.render.negotiation import ARD, BOR, VEL, answer, edit, negotiation
from travaux.answers.answer import Reply
from travaux.answers.position import Deletes, Opposes
from travaux.render.brief import brief
from travaux.render.phrases import numbered
from travaux.render.profile import Profile

BRIEF = brief(negotiation()).decode().splitlines()
OPEN = BRIEF.index("## Holds, questions and conditions")


def test_each_contested_provision_is_one_line_in_the_order_of_the_text() -> None:
    assert [line for line in BRIEF[:OPEN] if line.startswith("- **")] == [
        "- **Article 2, paragraph 1** (1 other wording): “winter” (ARD) / “summer” (CEL)",
        "- **Article 2, paragraph 2**: opposed (THA)",
        (
            "- **Article 2, paragraph 3** (proposed): moved from Article 4, paragraph 4: "
            "“Closures caused by ice are not subject to notification.” (VEL)"
        ),
        "- **Article 3, paragraph 1** (1 other wording): “on working days” / “at any hour” (CEL)",
        (
            "- **Article 4, paragraph 1** (3 other wordings): “shall” (ARD) / “should” (BOR); "
            "“twelve” (ARD) / “thirty-six” (BOR VEL); “forty-two” (ARD) / “thirty” (VEL) / “sixty” (THA); "
            "no text (ARD) / “, as far as possible” (VEL)"
        ),
        "- **Article 4, paragraph 2** (1 other wording): “, the duration” / no text (VEL)",
        (
            "- **Article 4, paragraph 3** (2 other wordings): “within forty-eight hours” / "
            "“without delay and in any case within twelve hours” (ARD; joined by CEL) / "
            "“as soon as the state of the ice allows” (BOR)"
        ),
        "- **Article 4, paragraph 4**: moved to after Article 2, paragraph 2 (VEL)",
        (
            "- **Article 4, paragraph 4 bis** (proposed): “No lock shall be closed within three days before "
            "a public holiday.” (ARD); opposed (BOR)"
        ),
        "- **Article 6, paragraph 2**: deleted (VEL)",
    ]


def test_who_replied_and_who_did_not_is_said_at_the_top() -> None:
    assert BRIEF[4] == (
        "Replied: ARD, BOR (for BOR, KES, TAL), CEL, THA, VEL. Named in another's reply only: KES, TAL. "
        "No answer: AUR. No answer is not a position."
    )


def test_nobody_is_said_to_have_replied_where_nobody_did() -> None:
    assert brief(negotiation(())).decode().splitlines()[4] == (
        "No answer: ARD, AUR, BOR, CEL, KES, TAL, THA, VEL. No answer is not a position."
    )


def test_holds_questions_and_conditions_are_told_also_where_no_words_differ() -> None:
    assert [line for line in BRIEF[OPEN:] if line.startswith("- **")] == [
        (
            "- **Article 1, paragraph 1, point (b)**: "
            "ARD asks: “Is a day on which a lock is manned by night a working day?”"
        ),
        "- **Article 3**: BOR holds (scrutiny)",
        ("- **Article 5**: ARD accepts on condition: “if Article 6(2) stays”; CEL holds (parliamentary)"),
        "- **Article 6, paragraph 1**: THA asks: “May a visit be made under ice?”",
    ]


def test_answers_that_were_not_understood_are_counted() -> None:
    astray = Reply(party=ARD, source="ard.md", answers=(answer("Article 88", Deletes()),))
    lines = brief(negotiation((astray,))).decode().splitlines()
    assert lines[6] == ("1 answer was not understood and is kept aside: what it says is not told here.")


def test_every_count_has_its_rule() -> None:
    assert "- 3 provisions with one other wording" in BRIEF
    assert any(line.startswith("Other wordings: different wordings") for line in BRIEF)


def test_an_unattributed_brief_names_nobody() -> None:
    bare = brief(negotiation(), Profile.UNATTRIBUTED).decode()
    assert [code for code in negotiation().order if code in bare] == []


def test_what_is_opposed_of_another_partys_proposal_is_told_with_whose_it_is() -> None:
    ours = answer("Article 4(2)", edit((", the duration", ""), ("reach", "place")))
    theirs = answer("Article 4(2)", Opposes(proposal_of=BOR))
    given = (Reply(party=BOR, source="", answers=(ours,)), Reply(party=VEL, source="", answers=(theirs,)))
    lines = brief(negotiation(given)).decode().splitlines()
    assert [line for line in lines if line.startswith("- **")] == [
        (
            "- **Article 4, paragraph 2** (1 other wording): “, the duration and the reach” / "
            "“and the place” (BOR); VEL opposes BOR's proposal “and the place”"
        )
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "1 provision with more"), (2, "2 provisions with more"), (1200, "1,200 provisions with more")],
)
def test_one_provision_is_said_in_the_singular(value: int, said: str) -> None:
    assert numbered(value, "provisions with more") == said

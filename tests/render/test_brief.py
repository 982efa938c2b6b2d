"""What is at issue, on a page of Markdown."""

from tests.render.negotiation import negotiation
from travaux.render.brief import brief
from travaux.render.profile import Profile

BRIEF = brief(negotiation()).decode().splitlines()


def test_each_contested_provision_is_one_line_in_the_order_of_the_text() -> None:
    assert [line for line in BRIEF if line.startswith("- **")] == [
        "- **Article 2, paragraph 1** (1 other wording): “winter” (ARD) / “summer” (CEL)",
        "- **Article 2, paragraph 2**: opposed (THA)",
        "- **Article 3, paragraph 1** (1 other wording): “on working days” / “at any hour” (CEL)",
        (
            "- **Article 4, paragraph 1** (3 other wordings): “shall” (ARD) / “should” (BOR); "
            "“twelve” (ARD) / “thirty-six” (BOR VEL); “forty-two” (ARD) / “thirty” (VEL) / “sixty” (THA); "
            "no text (ARD) / “, as far as possible” (VEL)"
        ),
        "- **Article 4, paragraph 2** (1 other wording): “, the duration” / no text (VEL)",
        (
            "- **Article 4, paragraph 3** (2 other wordings): “within forty-eight hours” / "
            "“without delay and in any case within twelve hours” (ARD CEL) / "
            "“as soon as the state of the ice allows” (BOR)"
        ),
        "- **Article 4, paragraph 4**: moved (VEL)",
        "- **Article 6, paragraph 2**: deleted (VEL)",
    ]


def test_every_count_has_its_rule() -> None:
    assert "- 3 provisions with one other wording" in BRIEF
    assert any(line.startswith("Other wordings: different wordings") for line in BRIEF)


def test_an_unattributed_brief_names_nobody() -> None:
    bare = brief(negotiation(), Profile.UNATTRIBUTED).decode()
    assert [code for code in negotiation().order if code in bare] == []

"""What a party adds by redrafting is joined and opposed like what it adds in a sheet, whatever names it."""

import pytest

from travaux.answers.answer import Reply
from travaux.compile.compiling import compiled
from travaux.read.format import read
from travaux.render.plain import consolidated_text
from travaux.text.wording import PartyCode

ARD, BOR = PartyCode("ARD"), PartyCode("BOR")
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


def line(redraft: str, where: str, says: str) -> tuple[str, list[str]]:
    """The line of ARD's addition to the draft when BOR *says* so of it, and what was found."""
    draft, own = (read(one.encode(), name="draft.md").text for one in (DRAFT, redraft))
    sheet = f"# Answer of Bordavia (BOR)\n\nIn answer to: First draft\n\n## {where}\n\nPosition: {says} ARD\n"
    reply = read(f"{sheet}\nReason: Ours.\n".encode(), name="b.md").reply
    assert draft is not None
    assert reply is not None
    found = compiled(draft, [Reply(party=ARD, text=own), reply])
    text = consolidated_text(found).decode()
    return next(one for one in text.splitlines() if "night" in one), [
        one.code for one in found.findings if one.code != "no-reason"
    ]


LAST = DRAFT.replace("(b) by radio.\n", "(b) by radio.\n\n3. At night nobody is let through.\n")
BETWEEN = DRAFT.replace("2. Closures", "1 bis. At night nobody is let through.\n\n2. Closures")


@pytest.mark.parametrize(
    ("redraft", "where"),
    [
        (LAST, "Article 1"),
        (LAST, "Article 1, paragraph 2"),
        (LAST, "Article 1, paragraph 3"),
        (BETWEEN, "Article 1"),
        (BETWEEN, "Article 1, paragraph 1"),
        (BETWEEN, "Article 1, paragraph 1 bis"),
    ],
)
@pytest.mark.parametrize("says", ["supports", "opposes"])
def test_it_is_found_where_it_stands_and_after_what_it_follows(redraft: str, where: str, says: str) -> None:
    label = "3." if redraft == LAST else "1 bis."

    assert line(redraft, where, says) == (
        f"[ARD; BOR {says}: {label} At night nobody is let through.]",
        [],
    )


@pytest.mark.parametrize("where", ["Article 2", "Article 1, paragraph 2, point (a)"])
def test_elsewhere_nothing_is_proposed(where: str) -> None:
    assert line(LAST, where, "opposes") == ("[ARD: 3. At night nobody is let through.]", ["opposes-nothing"])

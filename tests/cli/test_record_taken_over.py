"""A negotiation that comes in the middle: a bracketed text is taken over, and one party answers."""

from __future__ import annotations

import html
import json

from tests.cli.recorder import Recorder
from travaux.answers.shown import NOT_OWN
from travaux.cli import exit_codes

SECOND = """\
---
draft: Second draft
language: en
---

# Agreement on Tides

Second draft

## Article 1 – Scope

1. This Agreement applies to the Meridian Sea[ARD, BOR: and the straits].

[CEL: 2. It does not apply to rivers.]

## Article 2 – Notice

Each Party shall give notice [forty / ARD: thirty; VEL: ten] days before.

## Article 3 – Costs

[BOR opposes: Each Party shall bear its own costs.]
""".replace("; VEL: ten", " / VEL: ten")


def taken(tides: Recorder) -> str:
    tides.file("second.md", SECOND)
    return tides.does('table second.md --title "Second draft" --taken-over --as CHR')


def rows(tides: Recorder) -> dict[str, list[str]]:
    """What the matrix says at each provision, party by party."""
    lines = json.loads(tides.does("matrix --json"))["sections"][0]["lines"]
    return {row["said"][0]: ["".join(map(str, one["said"])) for one in row.get("below", ())] for row in lines}


def test_it_fills_the_matrix_and_an_answer_changes_what_it_answers(tides: Recorder) -> None:
    said = taken(tides)
    assert "It names ARD, BOR, CEL, VEL (no member)." in " ".join(said.split())

    before = rows(tides)
    assert [one.partition(", as shown")[0] for one in before["Article 2, paragraph 1"]] == [
        "ARD",
        "VEL (no member of this record)",
    ]
    assert all(NOT_OWN in one for those in before.values() for one in those)
    status = " ".join(tides.does("status").split())
    assert f"BOR, {NOT_OWN}: opposes" in status
    assert "2 positions as shown in the text taken over" in status
    assert NOT_OWN in " ".join(tides.does('history "Article 2"').split())
    assert "not submitted" in " ".join(tides.does("fates").split())

    tides.does('answer "Article 2, paragraph 1" --position accepts --as ARD')
    after = rows(tides)
    assert {name for name in before if before[name] != after[name]} == {"Article 2, paragraph 1"}
    assert after["Article 2, paragraph 1"] == ["ARD: accepts", before["Article 2, paragraph 1"][1]]

    tides.does_anyway("compile -o second.html -o second.json -o second.docx -o second.xlsx")
    assert NOT_OWN in html.unescape((tides.folder / "second.html").read_text())
    projected = tides.does("project second.json ARD")
    assert "the Meridian Seaand the straits" in projected
    assert "notice forty days" in projected


def test_what_is_shown_is_no_answer(tides: Recorder) -> None:
    taken(tides)
    tides.does("rules declare First --asked ARD,BOR,CEL --as CHR")
    owed = tides.does("owed")
    assert NOT_OWN not in owed
    told = tides.does("matrix")
    silent = " ".join(told[told.index("No answer of their own") :].split())
    assert "3 parties (ARD, BOR, CEL) were asked by CHR to answer draft 2" in silent, owed + told
    assert silent.count("no answer has come") == 1


def test_what_is_shown_is_not_given_again_by_anybody(tides: Recorder) -> None:
    taken(tides)
    tides.file("third.md", SECOND.replace("Second draft", "Third draft").replace("forty", "fifty"))
    tides.does_anyway('table third.md --title "Third draft" --as CHR')
    assert NOT_OWN in " ".join(tides.does("standing BOR").split())
    said = tides.run("retable --as BOR")
    assert said.code != exit_codes.DONE
    assert "What a text taken over shows of it is not its answer" in " ".join(said.err.split())

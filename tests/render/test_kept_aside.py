"""What was not understood stands in every rendering that names parties, with its words and why."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from tests.compile.restraint import DRAFT
from travaux.compile.compiling import compiled
from travaux.read.sheet import read_sheet
from travaux.render.docx import compilation_document
from travaux.render.kept_aside import kept_aside
from travaux.render.plain import consolidated_text
from travaux.render.profile import Profile
from travaux.render.told import words_of

SHEET = b"""# Answer of Ardenia (ARD)

## Article 2
Position: perhaps
Words: Nobody knows.

## Article 9
Position: deletes
Reason: It is over.

## Article 1
Position: accepts
Words: With pleasure.
"""
READING = read_sheet(SHEET)
assert READING.reply is not None
COMPILATION = compiled(DRAFT, (READING.reply,))

UNREAD = (
    "not understood, kept aside: “## Article 2 Position: perhaps Words: Nobody knows.”. "
    '"perhaps" is no position. Expected one of: accepts, accepts except, amends, adds, deletes, moves, '
    "merges, splits, editorial, opposes, holds, asks, supports, withdraws; or NOC, MOD, ADD, SUP."
)
UNPLACED = (
    'not understood, kept aside: "Article 9" is not in the draft, which has 2 articles, from Article 1 to '
    'Article 2. Name a provision of the draft, such as "Article 1, paragraph 1"; to propose a new one, '
    'answer the one before it with "adds".'
)
BESIDE = (
    "not understood, kept aside: “Words: With pleasure.”. "
    '"Words" is not used by the position "accepts" on "Article 1". '
    "Take the line out, or give the position it belongs to in a section of its own."
)


def test_what_stands_beside_no_answer_is_told_with_its_words() -> None:
    told = [
        [(unit.reference, " ".join("".join(words_of(line)).split())) for unit, line in those]
        for those in (kept_aside(COMPILATION, answers=True), kept_aside(COMPILATION, answers=False))
    ]
    assert told == [[("ARD/1", UNPLACED), ("ARD/3", UNREAD)], [("ARD/3", UNREAD)]]


def test_bracket_text_names_all_of_it_in_its_front_matter() -> None:
    front = consolidated_text(COMPILATION).decode().split("---\n")[1].splitlines()
    assert [one for one in front if "kept aside" in one] == [
        f"ARD/2, Article 1: {BESIDE}",
        f"ARD/1, Article 9, deletes: {UNPLACED}",
        f"ARD/3: {UNREAD}",
    ]


def test_a_word_document_lists_it_behind_the_positions() -> None:
    packed = ZipFile(BytesIO(compilation_document(COMPILATION))).read("word/document.xml").decode()
    shown = " ".join(re.sub("<[^>]+>", "", re.sub("</w:p>|<w:br/>", "\n", packed)).split())
    listed = shown.partition("Not understood, kept aside ")[2].partition(" Traceability")[0]
    assert listed == f"Party Unit Words, and why ARD ARD/3 {UNREAD}"


def test_a_rendering_that_names_nobody_tells_none_of_it() -> None:
    assert b"kept aside" not in consolidated_text(COMPILATION, Profile.UNATTRIBUTED)

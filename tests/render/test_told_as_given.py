"""An answer is told as what it is in every form of the consolidated text, and never as something nearby."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from travaux.answers.answer import Answer, Reply
from travaux.answers.position import AcceptsExcept, Amends, Position
from travaux.compile.compiling import compiled
from travaux.read.plain import read_plain
from travaux.render.brief import brief
from travaux.render.docx import compilation_document
from travaux.render.html import compilation_page
from travaux.render.plain import consolidated_text
from travaux.render.profile import Profile
from travaux.render.readback import read_back
from travaux.render.table import workbook
from travaux.text.notation import parse, show
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from travaux.compile.compilation import Compilation

DRAFT = b"""# Agreement on the Locks

## Article 4: Notice

1. Each Party shall announce a closure in writing and in advance.

2. Each Party shall announce a new lock.
"""


def told(*answers: tuple[str, str, Position]) -> Compilation:
    """Compile one answer for each party."""
    replies = [
        Reply(
            party=PartyCode(party),
            answers=(Answer(provision=where, position=position, reason="So."),),
            source=f"{party}.md",
        )
        for party, where, position in answers
    ]
    draft = read_plain(DRAFT).text
    assert draft is not None
    return compiled(draft, replies)


def in_one_line(marked: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|w:p)>", " ", marked))).split())


def words(compilation: Compilation) -> list[str]:
    """The paragraphs of the text in bracket notation, as the file has them."""
    lines = consolidated_text(compilation).decode().splitlines()
    return [line for line in lines if re.match(r"(\[.*: )?[12]\. ", line)]


def on_page(compilation: Compilation, profile: Profile = Profile.ATTRIBUTED) -> str:
    return in_one_line(compilation_page(compilation, profile=profile).decode())


def in_word(compilation: Compilation) -> str:
    with zipfile.ZipFile(io.BytesIO(compilation_document(compilation))) as package:
        return in_one_line(package.read("word/document.xml").decode())


def rows(compilation: Compilation, sheet: str) -> list[list[str]]:
    book = load_workbook(io.BytesIO(workbook(compilation)))
    return [[str(cell or "") for cell in row] for row in book[sheet].iter_rows(min_row=2, values_only=True)]


@pytest.fixture(scope="module")
def excepting() -> Compilation:
    """ARD accepts paragraph 1 but for two words of it, in which BOR would change another."""
    other = "Each Party should announce a closure in writing and in advance."
    return told(
        ("ARD", "Article 4(1)", AcceptsExcept(exception="and in advance")),
        ("BOR", "Article 4(1)", Amends(words=parse(other))),
    )


def test_an_acceptance_with_an_exception_is_told_as_such_in_the_text(excepting: Compilation) -> None:
    assert words(excepting) == [
        (
            "1. Each Party [base, ARD: shall / BOR: should] announce a closure in writing "
            "[base; ARD accepts except: and in advance]."
        ),
        "2. Each Party shall announce a new lock.",
    ]


def test_and_on_the_page_from_which_it_comes_back(excepting: Compilation) -> None:
    page = on_page(excepting)
    assert "and in advancedraft · ARD accepts all but this" in page
    assert "ARD opposes" not in page
    again = read_back(compilation_page(excepting))
    assert [show(one.words) for one in again.provisions] == [
        show(one.words) for one in excepting.text.provisions
    ]
    assert "and in advancedraft · all but this accepted" in on_page(excepting, Profile.UNATTRIBUTED)


def test_and_in_word(excepting: Compilation) -> None:
    text = in_word(excepting)
    assert "[base; ARD accepts except: and in advance]" in text
    assert "accepted, these words excepted: and in advance" in text
    assert "ARD opposes" not in text


def test_and_in_the_workbook(excepting: Compilation) -> None:
    issues = [row[3:] for row in rows(excepting, "At issue") if "ARD" in row]
    assert issues == [["excepted", "and in advance", "ARD"]]
    traced = [row[4:] for row in rows(excepting, "Traceability") if row[4] == "ARD"]
    assert traced == [["ARD", "", "", "accepted, these words excepted", "and in advance", "", "ARD/1: “So.”"]]


def test_and_in_the_brief(excepting: Compilation) -> None:
    (line,) = (one for one in brief(excepting).decode().splitlines() if one.startswith("- **Article 4"))
    assert line == (
        "- **Article 4, paragraph 1** (1 other wording): “shall” (ARD) / “should” (BOR); "
        "ARD accepts all but “and in advance”"
    )
    assert "all but this accepted: “and in advance”" in brief(excepting, Profile.UNATTRIBUTED).decode()


def test_an_exception_with_other_words_is_those_words() -> None:
    other = parse("Each Party shall announce a closure in writing.")
    assert words(told(("ARD", "Article 4(1)", AcceptsExcept(words=other))))[0] == (
        "1. Each Party shall announce a closure in writing[base:  and in advance / ARD: no text]."
    )

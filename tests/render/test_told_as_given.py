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
from travaux.answers.position import AcceptsExcept, Amends, Asks, Deletes, Merges, Opposes, Position
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.compile.taken_over import taken_over
from travaux.read.plain import read_plain
from travaux.render.brief import brief
from travaux.render.docx import compilation_document
from travaux.render.html import compilation_page
from travaux.render.plain import consolidated_text
from travaux.render.profile import Profile
from travaux.render.proved import proved
from travaux.render.readback import read_back
from travaux.render.table import workbook
from travaux.text.notation import parse, show
from travaux.text.provision import ORDINARY
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


@pytest.fixture(scope="module")
def merging() -> Compilation:
    """ARD merges the two paragraphs."""
    one = parse("Each Party shall announce a closure and a new lock in writing and in advance.")
    return told(("ARD", "Article 4(1)", Merges(others=("Article 4(2)",), words=one)))


def test_a_merger_is_told_at_both_provisions_in_the_text(merging: Compilation) -> None:
    assert words(merging) == [
        (
            "[base; ARD merges with art_4__para_2: 1. Each Party shall announce a closure"
            "[base: no text / ARD:  and a new lock] in writing and in advance.]"
        ),
        "[base; ARD merges into art_4__para_1: 2. Each Party shall announce a new lock.]",
    ]


def test_and_it_is_so_on_the_page(merging: Compilation) -> None:
    page = on_page(merging)
    assert "ARD merges Article 4, paragraph 2 into this" in page
    assert "ARD merges this into Article 4, paragraph 1" in page
    assert "ARD merges it with Article 4, paragraph 2" in page
    assert "ARD merges it into Article 4, paragraph 1" in page
    assert not re.search(r"ARD deletes|Deletion proposed", page)
    again = read_back(compilation_page(merging))
    assert [one.standing for one in again.provisions] == [one.standing for one in merging.text.provisions]
    bare = on_page(merging, Profile.UNATTRIBUTED)
    assert "Proposed to be merged into Article 4, paragraph 1" in bare
    assert "Proposed to be merged with Article 4, paragraph 2" in bare


def test_and_in_word_without_being_struck(merging: Compilation) -> None:
    text = in_word(merging)
    assert "[base; ARD merges into Article 4, paragraph 1: 2." in text
    assert "merged into Article 4, paragraph 1" in text
    assert "deletes" not in text
    assert "deleted" not in text


def test_and_in_the_workbook_as_well(merging: Compilation) -> None:
    issues = [row[3:] for row in rows(merging, "At issue") if row[3] == "whole"]
    assert issues == [
        ["whole", "(merged with Article 4, paragraph 2)", "ARD"],
        ["whole", "(merged into Article 4, paragraph 1)", "ARD"],
    ]
    done = [(row[1], row[7]) for row in rows(merging, "Traceability")]
    assert ("art_4__para_1", "merged with Article 4, paragraph 2") in done
    assert ("art_4__para_2", "merged into Article 4, paragraph 1") in done
    figures = {row[0]: row[1] for row in rows(merging, "Figures")}
    assert (figures["provisions proposed to be merged"], figures["provisions proposed for deletion"]) == (
        "1",
        "",
    )


def test_and_in_the_brief_too(merging: Compilation) -> None:
    lines = [one for one in brief(merging).decode().splitlines() if one.startswith("- **Article 4")]
    assert lines == [
        (
            "- **Article 4, paragraph 1** (1 other wording): no text / “and a new lock” (ARD); "
            "merged with Article 4, paragraph 2 (ARD)"
        ),
        "- **Article 4, paragraph 2**: merged into Article 4, paragraph 1 (ARD)",
    ]


def test_what_is_opposed_excepted_and_asked_stands_with_the_unit() -> None:
    compilation = told(
        ("ARD", "Article 4(1)", AcceptsExcept(exception="and in advance")),
        ("BOR", "Article 4(1)", Opposes(words="in writing")),
        ("CEL", "Article 4(1)", Asks(question="By which means?")),
        ("KES", "Article 4(2)", Opposes()),
    )
    assert [(row[1], row[3], row[4]) for row in rows(compilation, "Units and fates")] == [
        ("ARD", "accepts with an exception", "and in advance"),
        ("BOR", "opposes", "in writing"),
        ("CEL", "asks", "By which means?"),
        ("KES", "opposes", ""),
    ]
    assert in_word(compilation).count("By which means?") == 1


def test_who_opposes_that_a_provision_goes_is_told_at_it() -> None:
    compilation = told(
        ("ARD", "Article 4(2)", Deletes()),
        ("BOR", "Article 4(2)", Opposes(proposal_of=PartyCode("ARD"))),
        ("CEL", "Article 4(1)", Opposes(proposal_of=PartyCode("ARD"))),
    )
    assert words(compilation)[1] == (
        "[base; ARD deletes; BOR opposes ARD: 2. Each Party shall announce a new lock.]"
    )
    page = on_page(compilation)
    assert "BOR opposes what ARD proposes here" in page
    assert "BOR opposes ARD's proposal" in page.replace("’", "'")
    assert "opposes ARD's proposal · 2" in page
    again = read_back(compilation_page(compilation))
    assert [one.standing for one in again.provisions] == [one.standing for one in compilation.text.provisions]
    assert "That is opposed" in on_page(compilation, Profile.UNATTRIBUTED)
    assert "ARD deletes; BOR opposes ARD:" in in_word(compilation)
    assert [row[3:] for row in rows(compilation, "At issue")] == [
        ["opposed", "(a proposal)", "BOR, of ARD's proposal"],
        ["whole", "(deleted)", "ARD"],
    ]


@pytest.fixture(scope="module")
def numbering() -> Compilation:
    """ARD's redraft has another number for paragraph 2 and the same words; BOR opposes that."""
    draft, other = read_plain(DRAFT).text, read_plain(DRAFT.replace(b"2. Each", b"3. Each")).text
    assert draft is not None
    opposes = Answer(provision="Article 4(2)", position=Opposes(proposal_of=PartyCode("ARD")), reason="So.")
    return compiled(
        draft,
        [
            Reply(party=PartyCode("ARD"), text=other, source="ARD.md"),
            Reply(party=PartyCode("BOR"), answers=(opposes,), source="BOR.md"),
        ],
    )


def test_who_opposes_another_number_is_told_at_the_provision(numbering: Compilation) -> None:
    body = consolidated_text(numbering).decode()
    assert (
        "<!-- note: ARD numbers this 3. -->\n"
        "[base; BOR opposes ARD: 2. Each Party shall announce a new lock.]\n" in body
    )
    assert "ARD numbers this 3. BOR opposes what ARD proposes here" in on_page(numbering)
    assert "[base; BOR opposes ARD: 2.Each Party shall announce a new lock.]" in in_word(numbering)
    (told_at_issue,) = rows(numbering, "At issue")
    assert told_at_issue[3:] == ["opposed", "(a proposal)", "BOR, of ARD's proposal"]


@pytest.mark.parametrize("party", [PartyCode("ARD"), PartyCode("BOR"), None])
def test_and_everybody_s_own_text_and_number_come_out_again(
    numbering: Compilation, party: PartyCode | None
) -> None:
    own = project(numbering.text, party)
    assert [one.label for one in own.provisions][-1] == ("3." if party == "ARD" else "2.")
    assert [one.standing for one in own.provisions] == [ORDINARY] * len(own.provisions)


def test_opposition_to_a_number_that_is_seen_at_other_words_is_not_told_twice() -> None:
    draft = read_plain(DRAFT).text
    other = read_plain(DRAFT.replace(b"2. Each Party shall", b"3. Each Party should")).text
    assert draft is not None
    opposes = Answer(provision="Article 4(2)", position=Opposes(proposal_of=PartyCode("ARD")), reason="So.")
    compilation = compiled(
        draft,
        [
            Reply(party=PartyCode("ARD"), text=other, source="ARD.md"),
            Reply(party=PartyCode("BOR"), answers=(opposes,), source="BOR.md"),
        ],
    )
    assert words(compilation)[-1] == (
        "2. Each Party [base: shall / ARD; BOR opposes: should] announce a new lock."
    )


def test_a_consolidated_text_taken_over_shows_the_same_answers(
    excepting: Compilation, merging: Compilation
) -> None:
    """Who accepts but for some words, or merges, is shown to have done that, and not what is nearby."""
    (ard, _) = taken_over(excepting.text).replies
    assert [one.position for one in ard.answers] == [AcceptsExcept(exception="and in advance")]
    (ard,) = taken_over(merging.text).replies
    assert [(one.provision, type(one.position)) for one in ard.answers] == [("art_4__para_1", Merges)]
    going = compiled(taken_over(merging.text).base, [ard])
    assert going.text.provisions == merging.text.provisions


TABLED = b"""# Agreement on the Locks

## Article 4: Notice

1. [Each Party shall announce a closure. / BOR: Each Party shall announce a closure and a new lock.]

[BOR merges into art_4__para_1: 2. Each Party shall announce a new lock.]

[ARD: 3. Locks are green.]

[BOR deletes; ARD opposes BOR: 4. Locks are closed at night.]
"""


@pytest.fixture(scope="module")
def on_the_table() -> Compilation:
    """A draft in whose brackets parties propose, merge and delete, before anybody has answered."""
    draft = read_plain(TABLED).text
    assert draft is not None
    return compiled(draft, ())


def test_a_bracket_tabled_around_a_provision_is_seen_on_the_page(on_the_table: Compilation) -> None:
    page = on_page(on_the_table)
    for told_there in (
        "[Each Party shall announce a new lock.]BOR merges this into Article 4, paragraph 1",
        "[ARD: Locks are green.]",
        "[Locks are closed at night.]BOR deletes this ARD opposes what BOR proposes here",
    ):
        assert told_there in page


@pytest.mark.parametrize("ending", [".md", ".html", ".docx", ".json"])
@pytest.mark.parametrize("profile", Profile)
def test_and_such_a_text_comes_back_from_every_form(
    on_the_table: Compilation, profile: Profile, ending: str
) -> None:
    assert proved(on_the_table, ending, profile)


def test_names_in_the_bracket_of_a_provision_are_left_out_with_the_others(on_the_table: Compilation) -> None:
    assert b"BOR" not in consolidated_text(on_the_table, Profile.UNATTRIBUTED)
    beside = consolidated_text(on_the_table, Profile.SIDE_TABLE).decode()
    assert [line for line in beside.splitlines() if line.startswith("[")] == [
        "[base: [N2 merges into art_4__para_1: 2. Each Party shall announce a new lock.]]",
        "[base: [N3: 3. Locks are green.]]",
        "[base: [N4 deletes; N5 opposes N6: 4. Locks are closed at night.]]",
    ]


def test_what_was_tabled_in_brackets_is_at_issue_where_somebody_has_said_so(
    on_the_table: Compilation,
) -> None:
    assert rows(on_the_table, "At issue") == []
    opposes = Answer(provision="Article 4(3)", position=Opposes(), reason="So.")
    reply = Reply(party=PartyCode("CEL"), answers=(opposes,), source="CEL.md")
    (told_at_issue,) = rows(compiled(on_the_table.draft, [reply]), "At issue")
    assert told_at_issue == ["Article 4, paragraph 3", "art_4__para_3", "", "whole", "(opposed)", "CEL"]

"""What is told of a negotiation of many: shortened, and nobody lost or guessed."""

from lxml import html

from tests.record.views.meridian import MARCH_20
from tests.record.writing import Writer
from tests.render.negotiation import answer, draft
from tests.render.test_docx import tables
from travaux.answers.answer import Reply
from travaux.answers.position import Accepts, Opposes
from travaux.answers.round import Capacity, Rules, SilenceMeans
from travaux.compile.compiling import compiled
from travaux.record.entry import Entered
from travaux.record.views.disclosed import Disclosed, disclosed, everything
from travaux.record.views.docket import docket
from travaux.record.views.positions import silent_on
from travaux.record.views.questions import questions
from travaux.render.all_but import all_but, counted_all_but
from travaux.render.docket import docket_told
from travaux.render.docx import compilation_document
from travaux.render.html import compilation_page
from travaux.render.positions import alike
from travaux.render.profile import Profile
from travaux.render.record_lines import told_lines
from travaux.render.status import status
from travaux.render.telling import Teller
from travaux.text.wording import PartyCode

AT = "2026-03-28T10:00:00Z"
ALL = tuple(PartyCode(f"P{number:02}") for number in range(1, 15))
"""Fourteen parties: more than are named one by one."""


def opened() -> tuple[Writer, Entered]:
    """Fourteen parties, and a draft on the table."""
    w = Writer()
    w.opens("SEC", parties=ALL)
    return w, w.tables("SEC", "First draft")


def known_of(w: Writer) -> Disclosed:
    return disclosed(w.negotiation, everything)


def section(told: list[str], title: str) -> list[str]:
    """Give the lines below a heading."""
    found = told[told.index(title) + 1 :]
    return found[: found.index("")] if "" in found else found


def test_many_are_all_but_those_that_are_not_among_them() -> None:
    """Nobody is lost: a list that cannot be said exactly as all but some is given in full."""
    w, _ = opened()
    known = known_of(w)
    named = {
        "all": ALL,
        "but two": (*ALL[:2], *ALL[4:]),
        "few": ALL[2:],
        "another": (*ALL, PartyCode("OBS")),
        "nobody": (),
    }
    assert {name: all_but(those, known) for name, those in named.items()} == {
        "all": "all 14 parties",
        "but two": "P01, P02, P05, P06, P07, P08, P09, P10, P11, P12, P13, P14",
        "few": "P03, P04, P05, P06, P07, P08, P09, P10, P11, P12, P13, P14",
        "another": "P01, P02, P03, P04, P05, P06, P07, P08, P09, P10, P11, P12, P13, P14, OBS",
        "nobody": "",
    }
    assert all_but((*ALL[:3], *ALL[4:]), known) == "all 14 parties but P04"
    assert counted_all_but(ALL[:3], known) == "3 parties (P01, P02, P03)"
    assert counted_all_but(ALL[1:], known) == "all 14 parties but P01"


def test_all_are_those_that_are_parties_now() -> None:
    """Whoever has left is among all no more: where it was asked, everybody is named."""
    w, draft = opened()
    w.declares("SEC", Rules(name="one", asked=ALL), draft)
    w.removes("P14")
    assert all_but(ALL[:13], known_of(w)) == "all 13 parties"
    assert all_but(ALL, known_of(w)) == ", ".join(ALL)


def test_a_round_on_a_draft_that_is_on_the_table_no_more_is_one_line() -> None:
    w, first = opened()
    nothing, national = SilenceMeans.NOTHING, Capacity.NATIONAL
    w.declares("SEC", Rules(name="one", asked=ALL[1:], silence=nothing, capacity=national), first)
    second = w.tables("SEC", "Second draft", follows=first)
    w.declares("SEC", Rules(name="two", asked=ALL, silence=nothing), second)
    known = known_of(w)
    told = told_lines(status(questions(known, at=AT), Teller(known=known)), width=100)
    assert section(told, "2. Who may speak to it") == [
        f"  Parties: {', '.join(ALL)}",
        "  Secretariat: SEC (Secretariat)",
        "  Rules of the round “two” on draft 2, “Second draft”, declared by SEC, 2 March 2026, 09:32 UTC,",
        "    entry 32:",
        "    Asked: all 14 parties",
        "    What silence means: nothing",
        "    In which capacity one answers: not declared",
        "    Who may put words in brackets: not declared",
        "    How the round is decided: not declared",
        "    By when answers are asked for: not declared",
        "    What becomes of answers after the time: not declared",
        "  No meeting is convened.",
        "  Of rounds on drafts that are on the table no more, what was declared:",
        "    Rules of the round “one” on draft 1, “First draft”, declared by SEC, 2 March 2026, 09:30 UTC,",
        "      entry 30: Asked: all 14 parties but P01 · What silence means: nothing · In which capacity one",
        "      answers: national",
    ]


def test_what_many_owe_in_one_round_is_one_entry_that_names_each() -> None:
    """Who is silent, who answered and who answered in part stay apart; the draft on the table comes first."""
    w, first = opened()
    w.declares("SEC", Rules(name="one", asked=ALL), first)
    w.answers("P02", first)
    second = w.tables("SEC", "Second draft", follows=first)
    w.declares("SEC", Rules(name="two", asked=ALL, due=MARCH_20), second)
    w.answers("P01", second, "art_1")
    w.answers("P02", second, "art_2", "art_3")
    w.answers("SEC", second, on_behalf="P03")
    known = known_of(w)
    told = told_lines(docket_told(docket(known, at=AT), Teller(known=known)), width=100)
    assert section(told, "Open")[6:] == [
        "  All 14 parties but P03 were asked by SEC to answer draft 2, “Second draft” in the round “two”",
        "    since 2 March 2026, 09:33 UTC, entry 33",
        "    due 20 March 2026, 18:00 Europe/Zurich (17:00 UTC); the time ended 7 days 17 hours ago",
        "    without an answer: 11 parties (P04, P05, P06, P07, P08, P09, P10, P11, P12, P13, P14); overdue",
        "      by 7 days 17 hours",
        "    answers in part have come from 2 parties: P01, entry 34; P02, entry 35",
        "      to which provisions, is told of each party by itself",
    ]
    assert section(told, "Settled")[3:] == [
        "  P03 was asked by SEC to answer draft 2, “Second draft” in the round “two”",
        "    since 2 March 2026, 09:33 UTC, entry 33",
        "    due 20 March 2026, 18:00 Europe/Zurich (17:00 UTC); the time ended 7 days 17 hours ago",
        "    came from P03 (recorded by SEC, not signed by P03), 2 March 2026, 09:36 UTC, entry 36",
        "  All 14 parties were asked by SEC to answer draft 1, “First draft” in the round “one”",
        "    since 2 March 2026, 09:30 UTC, entry 30",
        "    no time was set",
        "    an answer has come from 1 party: P02, entry 31",
        "    all 14 parties but P02:",
        "      no answer came before another draft followed, by SEC, 2 March 2026, 09:32 UTC, entry 32",
        "      asked to answer a later draft, by SEC, 2 March 2026, 09:33 UTC, entry 33",
    ]


def test_those_who_have_given_no_answer_stand_together() -> None:
    """Each is named; whoever has promised one stands apart, with what it promised."""
    w, draft = opened()
    w.declares("SEC", Rules(name="one", asked=ALL), draft)
    w.answers("P01", draft)
    w.promises("P14", "An answer by May.")
    known = known_of(w)
    found = silent_on(docket(known, at=AT), known.drafts[draft.leaf])[1]
    assert [[one.party for one in each] for each in alike(found)] == [list(ALL[1:13]), ["P14"]]


def test_at_a_provision_many_without_a_position_are_all_that_are_not_named_there() -> None:
    """Who gave no answer at all is listed once; who answered and is silent here is exactly all the others."""
    given = [Reply(party=code, answers=(answer("Article 5", Accepts()),)) for code in ALL[1:]]
    given.append(Reply(party=ALL[0], answers=(answer("Article 6", Opposes()),)))
    none = tuple(PartyCode(f"Q{number:02}") for number in range(1, 14))
    compilation = compiled(draft(), given, order=(*ALL, *none))
    positions = tables(compilation_document(compilation))[1]
    at = positions.index(["Article 6"])
    assert positions[at : at + 3] == [
        ["Article 6"],
        ["P01", "opposes", "", "gives no reason"],
        [
            "",
            (
                "no position: 13, all that have answered and are not named here; "
                "○ no answer: the 13 listed so under “Who has answered”"
            ),
        ],
    ]
    page = html.document_fromstring(compilation_page(compilation, Profile.ATTRIBUTED, "").decode())
    silent = page.xpath("//aside[contains(@aria-label, 'Article 6')]//tr[@class='sil']")
    assert [" ".join(one.text_content().split()) for one in silent] == [
        "13 parties: all that have answered and are not named hereno answer on this",
        "13 parties that the list at the head names as without an answerno answer",
    ]

"""What is told of a negotiation of many: shortened, and nobody lost or guessed."""

from tests.record.writing import Writer
from travaux.answers.round import Capacity, Rules, SilenceMeans
from travaux.record.entry import Entered
from travaux.record.views.disclosed import Disclosed, disclosed, everything
from travaux.record.views.questions import questions
from travaux.render.all_but import all_but, counted_all_but
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

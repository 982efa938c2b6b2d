"""What a party adds, and what is said of it, stands at one place: in the four questions as in the matrix."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.record.views.room import Room
from travaux.compile.matrix import Spoke, matrix
from travaux.record.consolidation import consolidation
from travaux.record.views.places import Places

PARTIES = ("ARD", "BOR", "KES")
CLERK = "Position: adds\n\nWords:\n\n> Article 2 bis. Clerk\n>\n> There is a clerk.\n\nReason: So."
BOATS = CLERK.replace("Clerk", "Boats").replace("There is a clerk", "Nobody buys boats")
MEET = "Position: adds\n\nWords:\n\n> 1 bis. They meet.\n\nReason: So."
LAST = "Position: adds\n\nWords:\n\n> They meet.\n\nReason: So."

Said = tuple[str, str, str]
"""Who says what, and where."""


def heard(said: Iterable[Said]) -> Room:
    """Give the record of this, all that a party says in one sheet."""
    room = Room()
    sheets: dict[str, list[str]] = {}
    for party, position, where in said:
        sheets.setdefault(party, []).append(f"## {where}\n\n{position}")
    for party, those in sheets.items():
        sheet = "In answer to: First draft\n\n" + "\n\n".join(those)
        room.w.answers(party, room.draft, docs=[room.w.document(sheet, name=f"{party}.md")])
    return room


def told(*said: Said) -> dict[str, list[str]]:
    """Give who has an answer where, in the four questions."""
    room = heard(said)
    (on,) = room.found().proposals.drafts
    return {one.provision: [it.party for it in one.given] for one in on.undecided if one.given}


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ([("ARD", CLERK, "Article 2")], {"art_2bis": ["ARD"]}),
        (
            [("ARD", CLERK, "Article 2"), ("BOR", "Position: supports ARD", "Article 2")],
            {"art_2bis": ["ARD", "BOR"]},
        ),
        (
            [("ARD", CLERK, "Article 2"), ("BOR", "Position: opposes ARD\n\nReason: No.", "Article 2")],
            {"art_2bis": ["ARD", "BOR"]},
        ),
        (
            # Through another who supports it.
            [
                ("ARD", CLERK, "Article 2"),
                ("BOR", "Position: supports ARD", "Article 2"),
                ("KES", "Position: supports BOR", "Article 2"),
            ],
            {"art_2bis": ["ARD", "BOR", "KES"]},
        ),
        (
            # Several would add something else under one number.
            [
                ("ARD", CLERK, "Article 2"),
                ("BOR", BOATS, "Article 2"),
                ("KES", "Position: opposes BOR\n\nReason: No.", "Article 2"),
            ],
            {"art_2bis@ARD": ["ARD"], "art_2bis@BOR": ["BOR", "KES"]},
        ),
        ([("ARD", CLERK, "Article 2"), ("BOR", CLERK, "Article 2")], {"art_2bis": ["ARD", "BOR"]}),
        (
            # Its author has other words for the article too: who names that means these.
            [
                ("ARD", "Position: amends\n\nWords:\n\n> They meet.", "Article 2"),
                ("ARD", CLERK, "Article 2"),
                ("BOR", "Position: supports ARD", "Article 2"),
            ],
            {"art_2": ["ARD", "BOR"], "art_2bis": ["ARD"]},
        ),
        (
            # Of the whole of Article 1 both are meant.
            [
                ("ARD", "Position: amends\n\nWords:\n\n> Tolls differ.", "Article 1, paragraph 2"),
                ("ARD", MEET, "Article 1, paragraph 1"),
                ("BOR", "Position: supports ARD", "Article 1"),
            ],
            {"art_1": ["BOR"], "art_1__para_1bis": ["ARD", "BOR"], "art_1__para_2": ["ARD"]},
        ),
        (
            # What is of the article stays there.
            [
                ("ARD", CLERK, "Article 2"),
                ("BOR", "Position: accepts", "Article 2"),
                ("KES", "Position: asks\n\nQuestion: Why?", "Article 2"),
            ],
            {"art_2": ["BOR", "KES"], "art_2bis": ["ARD"]},
        ),
        # What has no number has no place but that after which it would stand.
        (
            [("ARD", LAST, "Article 3"), ("BOR", "Position: supports ARD", "Article 3")],
            {"art_3": ["ARD", "BOR"]},
        ),
    ],
)
def test_an_addition_has_one_place(said: list[Said], stands: dict[str, list[str]]) -> None:
    assert told(*said) == stands


def test_what_is_withdrawn_stands_nowhere_and_what_was_said_of_it_where_it_was_said() -> None:
    room = Room()
    given = room.answers("ARD", CLERK, "Article 2")
    room.answers("BOR", "Position: supports ARD", "Article 2")
    room.w.withdraws("ARD", given)
    (on,) = room.found().proposals.drafts
    assert {one.provision: [it.party for it in one.given] for one in on.undecided} == {"art_2": ["BOR"]}


def test_what_is_added_to_an_agreed_provision_is_not_agreed_with_it() -> None:
    room = Room()
    room.w.agrees("CHR", room.draft, "art_1")
    room.answers("ARD", MEET, "Article 1, paragraph 1")
    assert "Article 1, paragraph 1 bis: 1 answer ARD" in room.told()


def test_it_stands_behind_what_it_follows() -> None:
    amends = "Position: amends\n\nWords:\n\n> Tolls differ."
    assert [*told(("ARD", amends, "Article 1, paragraph 2"), ("BOR", MEET, "Article 1, paragraph 1"))] == [
        "art_1__para_1bis",
        "art_1__para_2",
    ]


WHERE = ("Article 1", "Article 1, paragraph 1", "Article 1, paragraph 2", "Article 2", "Article 3")
NAMES = ("Article 2 bis", "Article 1, paragraph 1 bis")
WORDS = {"ARD": "There is in every port", "BOR": "Nobody has", "KES": "There are two who see"}
OTHERS = (
    "Position: accepts",
    "Position: deletes\n\nReason: No.",
    "Position: amends\n\nWords:\n\n> Other words.",
)


@st.composite
def saying(draw: st.DrawFn) -> Said:
    party = draw(st.sampled_from(PARTIES))
    other = draw(st.sampled_from([one for one in PARTIES if one != party]))
    match draw(st.integers(0, 3)):
        case 0:
            added, where = draw(st.sampled_from([(CLERK, "Article 2"), (MEET, "Article 1, paragraph 1")]))
            return party, added.replace("There is", WORDS[party]).replace("They", WORDS[party]), where
        case 1:
            return party, f"Position: supports {other}", draw(st.sampled_from(WHERE + NAMES))
        case 2:
            named = draw(st.sampled_from([*WHERE, *(f"{name} ({other})" for name in NAMES)]))
            return party, f"Position: opposes {other}\n\nReason: No.", named
        case _:
            return party, draw(st.sampled_from(OTHERS)), draw(st.sampled_from(WHERE[1:]))


@settings(max_examples=40)
@given(st.lists(saying(), min_size=1, max_size=6))
def test_the_four_questions_and_the_matrix_have_every_answer_at_one_place(said: list[Said]) -> None:
    # Nobody is against what it adds itself: that is told to its party, and marked nowhere.
    adding = {party for party, position, _ in said if "adds" in position}
    assume(not any(party in adding and "opposes" in position for party, position, _ in said))
    room = heard(said)
    (on,) = room.found().proposals.drafts
    text = room.library.text(on.draft)
    places = Places(text)
    found: set[tuple[str, str]] = {
        (one.provision.partition("@")[0], it.party)
        for one in on.undecided
        for it in one.given
        if it.answers or it.aside
    }
    rows = matrix(consolidation(room.known, room.library, on.draft).compilation)
    there = {
        (places.place(re.sub(r"~[0-9]+", "", row.address)), party)
        for row in rows.rows
        for party, cell in zip(rows.parties, row.cells, strict=True)
        if isinstance(cell, Spoke) and any(it.reference not in cell.withdrawn for it in cell.stances)
    }
    # What is said of what nobody adds is under the whole text in the matrix.
    nowhere = {party for at, party in there if not at}
    gone = {(at, who) for at, who in found - there if who in nowhere and text.index(at) is None}
    assert found - gone == {(at, who) for at, who in there if at}

"""The rows of the docket where many owe the same."""

import re

from tests.record.writing import Writer
from travaux.answers.round import Rules
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.docket import docket
from travaux.render.docket import parts_of
from travaux.render.telling import Teller
from travaux.text.wording import PartyCode
from travaux.web.reads.docketed import Docketed
from travaux.web.reads.owing import rows
from travaux.web.room import Room
from travaux.web.seat import Seat


def test_what_many_owe_in_one_round_is_a_row_with_what_the_reader_can_do_of_it(room: Room) -> None:
    """P05 has not answered, and can; P01 has answered in part, and can; P15 was not asked."""
    asked = tuple(PartyCode(f"P{number:02}") for number in range(1, 15))
    w = Writer()
    w.opens("SEC", parties=(*asked, "P15"))
    draft = w.tables("SEC")
    w.declares("SEC", Rules(name="one", asked=asked), draft)
    w.answers("P01", draft, "art_1")
    known = disclosed(w.negotiation, everything)
    teller = Teller(known=known)
    found = docket(known, at="2026-03-28T10:00:00Z")
    (row,) = rows(Docketed(found), found.open, teller, seat=Seat(room=room), own=None)
    assert row.told == parts_of(found.open, teller)
    # What came of them has the breadth of the table: a row of its own.
    assert re.findall(r"<t[rd][^>]*>", row.shown) == [
        '<td data-of="Since">',
        '<td colspan="2">',
        '<tr class="came">',
        '<td colspan="4" data-of="What came">',
    ]
    steps = {
        code: [
            [step.label for step in one.steps]
            for one in rows(
                Docketed(found), found.open, teller, seat=Seat(room=room, party=PartyCode(code)), own=None
            )
        ]
        for code in ("P01", "P05", "P15")
    }
    assert steps == {"P01": [["Answer"]], "P05": [["Answer"]], "P15": [[]]}

"""An answer that cannot be read was given all the same: its party is not silent."""

import pytest

from tests.record.views.room import AT, Room
from travaux.record.consolidation import consolidation
from travaux.record.entry import Entered, Reference
from travaux.record.library import Library
from travaux.record.views.docket import docket
from travaux.record.views.positions import positions
from travaux.render.docket import docket_told
from travaux.render.html import compilation_page
from travaux.render.position_matrix import position_matrix
from travaux.render.positions import positions_told
from travaux.render.profile import Profile
from travaux.render.record_lines import told_lines
from travaux.render.setting import Setting
from travaux.render.telling import Teller
from travaux.render.terminal import summary_lines

UNLESS = "2 provisions of which nobody speaks, unless in what could not be read"


def redacted(room: Room, given: Entered) -> str:
    by = room.w.redacts("SEC", Reference(leaf=given.leaf, doc=given.entry.docs[0].h))
    return f"its answer (entry {given.index}) was redacted by SEC (entry {by.index})"


def missing(room: Room, given: Entered) -> str:
    del room.w.documents[given.entry.docs[0].h]
    return f"its answer (entry {given.index}) cannot be read"


def library_of(room: Room) -> Library:
    kept = room.w.documents
    return Library(
        lambda h: kept[h].data if h in kept else None, room.known.order, tuple(room.known.redactions)
    )


def matrix_of(room: Room) -> tuple[list[str], str]:
    """Give the lines of the matrix, and the table that a page has."""
    library = library_of(room)
    found = positions(consolidation(room.known, library), docket(room.known, at=AT), room.known)
    teller = Teller(known=room.known, texts=library.texts(room.known))
    setting = Setting(compilation=consolidation(room.known, library).compilation, profile=Profile.ATTRIBUTED)
    lines = [one.strip() for one in told_lines(positions_told(found, teller), width=200)]
    return lines, str(position_matrix(setting, found))


@pytest.mark.parametrize("gone", [redacted, missing])
def test_one_to_the_whole_draft_has_a_row_and_leaves_open_of_what_it_speaks(gone: object) -> None:
    room = Room()
    room.answers("ARD", "Position: accepts", "Article 1")
    given = room.answers("BOR", "Position: accepts", "Article 3")
    assert callable(gone)
    words = gone(room, given)
    lines, table = matrix_of(room)
    at = lines.index("The text as a whole, and what names no single provision")
    assert lines[at + 1] == f"BOR: {words}"
    assert f"{UNLESS}." in lines
    assert (words in table, UNLESS in table) == (True, True)
    compilation = consolidation(room.known, library_of(room)).compilation
    assert any(UNLESS in one for one in summary_lines(compilation))
    assert UNLESS in compilation_page(compilation).decode()


def test_words_that_are_not_in_the_provision_are_told_at_that_provision() -> None:
    """The draft has the provision; it is the words to be replaced that it has not."""
    room = Room()
    room.answers("BOR", "Position: amends\n\nReplace: war\n\nWith: peace\n\nReason: R.", "Article 3")
    room.answers("KES", "Position: amends\n\nReplace: war\n\nWith: peace\n\nReason: R.", "Article 9")
    told = room.told()
    assert (
        "Article 3: 1 answer BOR, 2 March 2026, 09:10 UTC, entry 10: amends, not understood and kept aside "
        'The quoted words "war" do not stand in the provision, which reads: "Disputes shall be settled by '
        'negotiation." Quote the words exactly as they stand in the draft.'
    ) in told
    compilation = consolidation(room.known, room.library).compilation
    page = compilation_page(compilation).decode()
    text = page[page.index('id="art_3"') : page.index('id="figures"')]
    assert "not understood, kept aside" in text
    assert "Quote the words exactly as they stand in the draft." in text
    lines, _ = matrix_of(room)
    at = lines.index("BOR: not understood, kept aside: amends: “war” → “peace”, said of “Article 3”")
    assert lines[at + 1].startswith('The quoted words "war" do not stand in the provision')
    assert "entry 11: said of “Article 9”, which the draft has not or does not tell apart" in told


def test_who_owes_an_answer_is_told_how_much_of_the_one_that_came_was_not_understood() -> None:
    """Whole or in part: what is not understood is no position, and settles nothing of what it says."""
    room = Room()
    room.asks("ARD", "BOR")
    every = ("Article 1", "Article 2", "Article 3")
    room.answers("ARD", "Position: accepts", *every)
    room.answers("BOR", "Position: amends\n\nReplace: war\n\nWith: peace\n\nReason: R.", "Article 3")
    library = library_of(room)
    texts = library.texts(room.known)
    found = docket(room.known, at=AT, texts=texts, library=library)
    lines = [
        one.strip()
        for one in told_lines(docket_told(found, Teller(known=room.known, texts=texts)), width=200)
    ]
    came = [
        (one.partition(",")[0], below.startswith("1 piece"))
        for one, below in zip(lines, [*lines[1:], ""], strict=True)
        if one.startswith("came")
    ]
    assert came == [("came from ARD", False), ("came from BOR", True)]
    assert lines.count("1 piece of it not understood") == 1

"""What is worked out of a draft for several questions of one page is of what its reader knows then."""

from tests.record.views.room import Room
from travaux.record.sayings import said_on

ADDS = "Position: adds\n\nWords:\n\n> 1 bis. They meet.\n\nReason: So."


def test_it_is_worked_out_again_once_more_is_known() -> None:
    room = Room()
    library = room.library
    room.answers("ARD", ADDS, "Article 1, paragraph 1")
    before = room.known
    (draft,) = before.drafts.values()
    assert [one.party for one in said_on(before, library, draft)] == ["ARD"]
    assert said_on(before, library, draft) is said_on(before, library, draft)
    room.answers("BOR", "Position: supports ARD", "Article 1, paragraph 1")
    assert [one.party for one in said_on(room.known, library, draft)] == ["ARD", "BOR"]
    assert [one.party for one in said_on(before, library, draft)] == ["ARD"]

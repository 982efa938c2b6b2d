"""The calendar takes back a time for answers to a draft that another followed before that time."""

import pytest

from tests.record.views.meridian import FIRST, MARCH_27
from tests.record.views.room import Room
from travaux.web.reads.agenda import dates


@pytest.mark.parametrize(("days", "gone"), [(1, True), (40, False)])
def test_a_time_that_was_still_to_come_is_taken_back(days: int, gone: bool) -> None:  # noqa: FBT001  a column
    room = Room()
    room.asks(due=MARCH_27)
    (before,) = dates(room.known)
    assert (before.gone, before.times) == (False, 0)
    room.w.passes(days=days)
    room.w.tables("SEC", follows=room.draft, docs=[room.w.document(FIRST, name="second.md")])
    (after,) = dates(room.known)
    assert (after.name, after.gone, after.times) == (before.name, gone, int(gone))

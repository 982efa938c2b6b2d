"""When a change may be proposed: on what is on the table, and not on what another draft has followed."""

from tests.record.views.meridian import FIRST, MARCH_27
from tests.record.views.room import AT, Room
from tests.record.writing import due
from travaux.record import act


def test_a_round_on_a_draft_that_another_followed_is_not_ahead() -> None:
    room = Room()
    room.asks(due=MARCH_27)
    assert room.found().occasions.ahead == 1
    w = room.w
    second = w.tables("SEC", follows=room.draft, docs=[w.document(FIRST, name="second.md")])
    found = room.found().occasions
    assert (found.ahead, found.times, [one.of.draft.number for one in found.off_table if one.of.draft]) == (
        0,
        (),
        [1],
    )
    assert (
        "Of what is on the table nothing has been declared: no time for answers, no silence procedure, no "
        "meeting. On drafts that are on the table no more, and no occasion: draft 1, “First draft”: answers "
        "were asked for by 27 March 2026" in room.told()
    )
    room.asks(due=MARCH_27, draft=second)
    assert room.found().occasions.ahead == 1


def test_a_silence_whose_time_is_over_is_not_ahead_though_nobody_has_noted_it() -> None:
    room = Room()
    room.w.does("CHR", act.OpensSilence(ends=due("2026-03-09T12:00:00Z"), means="Taken."), room.draft)
    assert room.found("2026-03-08T12:00:00Z").occasions.ahead == 1
    assert room.found(AT).occasions.ahead == 0


def test_what_was_reopened_on_an_earlier_draft_is_no_occasion() -> None:
    room = Room()
    w = room.w
    w.agrees("CHR", room.draft, "art_2")
    w.reopens("CHR", room.draft, "art_2")
    w.tables("SEC", follows=room.draft, docs=[w.document(FIRST, name="second.md")])
    found = room.found().occasions
    assert (found.reopened, [one.provision for one in found.reopened_before]) == ((), ["art_2"])

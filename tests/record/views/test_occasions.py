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


def test_a_silence_that_was_broken_is_told_with_who_broke_it_and_is_no_occasion() -> None:
    """It is told where it was opened, and stays where another draft has followed."""
    room = Room()
    w = room.w
    silence = w.does("CHR", act.OpensSilence(ends=due("2026-04-09T12:00:00Z"), means="Taken."), room.draft)
    broken = w.does("ARD", act.BreaksSilence(words="We cannot."), silence)
    by = room.teller.by
    told = (
        "Silence procedure on the whole text of draft 1, “First draft”, until 9 April 2026, 12:00 UTC; "
        f"opened by {by(silence)}. If not broken: “Taken.” "
        f"broken by {by(broken)}: “We cannot.”"
    )
    assert room.found().occasions.ahead == 0
    assert f"3. When a change may be proposed {told}" in room.told()
    w.tables("SEC", follows=room.draft, docs=[w.document(FIRST, name="second.md")])
    assert f"On drafts that are on the table no more, and no occasion: {told}" in room.told()


def test_a_silence_that_was_noted_as_unbroken_is_told() -> None:
    room = Room()
    w = room.w
    silence = w.does("CHR", act.OpensSilence(ends=due("2026-03-09T12:00:00Z"), means="Taken."), room.draft)
    w.passes(days=8)
    noted = w.does("CHR", act.NotesSilenceElapsed(), silence)
    assert f"noted as unbroken by {room.teller.by(noted)}" in room.told()

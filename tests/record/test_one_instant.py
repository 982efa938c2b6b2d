"""A time that is set is one instant said twice: what people read, and what is judged by."""

from __future__ import annotations

import pytest

from tests.record.admitting import admits, not_sequenced, opened, sequenced
from tests.record.writing import Target, Writer
from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.record import act
from travaux.record.act import TYPES, Act
from travaux.record.dates import dues
from travaux.record.refusal import Code
from travaux.text.wording import PartyCode

ARD = (PartyCode("ARD"),)


@pytest.fixture
def w() -> Writer:
    return opened()


def setting(w: Writer, due: Due) -> list[tuple[str, Act, tuple[Target, ...]]]:
    """List one act of each kind that sets a time: who does it, and to what."""
    return [
        ("SEC", act.DeclaresRules(rules=Rules(name="first", due=due)), ()),
        ("BOR", act.AsksQuestion(to=ARD, words="Which?", due=due), ()),
        ("BOR", act.MakesPromise(words="A text.", due=due), ()),
        ("BOR", act.ExtendsPromise(due=due), (w.promises("BOR", "A text."),)),
        ("BOR", act.ConvenesMeeting(place="Geneva", forum="plenary", begins=due, at_table=()), ()),
        ("SEC", act.OpensSilence(ends=due, means="Adopted."), (w.tables("SEC"),)),
    ]


def test_every_act_that_sets_a_time_is_here(w: Writer) -> None:
    due = Due(local="2026-03-20T18:00", zone="Europe/Athens", utc="2026-03-20T16:00:00Z")
    those = {type(what) for _, what, _ in setting(w, due)}

    assert those == {one for one in TYPES.values() if "Due" in str(one.__annotations__)} | {act.DeclaresRules}
    assert [each for _, what, _ in setting(w, due) for each in dues(what)] == [
        ("due", due),
        ("due", due),
        ("due", due),
        ("due", due),
        ("begins", due),
        ("ends", due),
    ]


@pytest.mark.parametrize(
    ("local", "zone", "utc"),
    [
        ("2026-03-20T18:00", "Europe/Athens", "2026-03-20T16:00:00Z"),
        ("2026-07-20T18:00", "Europe/Athens", "2026-07-20T15:00:00Z"),
        ("2026-03-15", "Europe/Athens", "2026-03-15T22:00:00Z"),
        ("2026-03-20T18:00", "Asia/Kathmandu", "2026-03-20T12:15:00Z"),
        ("2026-03-20T18:00", "UTC", "2026-03-20T18:00:00Z"),
        ("2026-10-25T03:30", "Europe/Athens", "2026-10-25T00:30:00Z"),
        ("2026-10-25T03:30", "Europe/Athens", "2026-10-25T01:30:00Z"),
    ],
    ids=["winter", "summer", "a day, until it ends", "quarters", "UTC", "twice, first", "twice, then"],
)
def test_what_is_one_instant_is_recorded(w: Writer, local: str, zone: str, utc: str) -> None:
    for who, what, concerns in setting(w, Due(local=local, zone=zone, utc=utc)):
        sequenced(w, w.composed(who, what, *concerns))


@pytest.mark.parametrize(
    ("local", "zone", "utc", "said"),
    [
        (
            "2026-03-20T18:00",
            "Europe/Athens",
            "2026-03-20T09:00:00Z",
            "2026-03-20T18:00 in Europe/Athens is 2026-03-20T16:00:00Z.",
        ),
        (
            "2026-03-20T18:00",
            "Europe/Athens",
            "2026-03-20T15:00:00Z",
            "2026-03-20T18:00 in Europe/Athens is 2026-03-20T16:00:00Z.",
        ),
        (
            "2026-03-15",
            "Europe/Athens",
            "2026-03-15T09:00:00Z",
            "2026-03-15 ends in Europe/Athens at 2026-03-15T22:00:00Z.",
        ),
        (
            "2026-03-20T18:00",
            "UTC",
            "2026-03-20T18:00:01Z",
            "2026-03-20T18:00 in UTC is 2026-03-20T18:00:00Z.",
        ),
        ("2026-03-29T03:30", "Europe/Athens", "2026-03-29T01:30:00Z", "which the clocks there never show"),
        ("2026-03-29T03:30", "Europe/Athens", "2026-03-29T00:30:00Z", "which the clocks there never show"),
        (
            "2026-03-28",
            "Asia/Beirut",
            "2026-03-28T22:00:00Z",
            "at a midnight which the clocks there never show",
        ),
        ("2026-10-25T03:30", "Europe/Athens", "2026-10-25T02:30:00Z", "is 2026-10-25T00:30:00Z."),
        (
            "2026-03-20T18:00",
            "Europe/Atlantis",
            "2026-03-20T16:00:00Z",
            "is in zone 'Europe/Atlantis', which is not in the time zone tables of the machine that records",
        ),
        ("2026-03-20T18:00", "localtime", "2026-03-20T18:00:00Z", "is in zone 'localtime', which is not in"),
        ("2026-03-20T18:00", "europe/athens", "2026-03-20T16:00:00Z", "which is not in the time zone tables"),
        ("9999-12-31", "Pacific/Kiritimati", "9999-12-31T10:00:00Z", "no time zone has a calendar for that"),
    ],
)
def test_what_is_two_is_refused_wherever_it_stands_and_read_where_it_is(
    w: Writer, local: str, zone: str, utc: str, said: str
) -> None:
    """A record that has it is in order: what is read from it is the same by the tables of any year."""
    for who, what, concerns in setting(w, Due(local=local, zone=zone, utc=utc)):
        code, why = not_sequenced(w, w.composed(who, what, *concerns))
        assert (code, said in why) == (Code.BAD_TIME, True), why


def test_a_silence_is_not_noted_as_unbroken_while_it_is_shown_to_run(w: Writer) -> None:
    """Shown to end at 18:00 in Athens, it would have ended at 09:00 UTC, and been noted at 10:00."""
    draft = w.tables("SEC")
    ends = Due(local="2026-03-20T18:00", zone="Europe/Athens", utc="2026-03-20T09:00:00Z")
    twofold = w.composed("SEC", act.OpensSilence(ends=ends, means="Adopted."), draft)
    assert not_sequenced(w, twofold)[0] is Code.BAD_TIME

    ends = Due(local="2026-03-20T18:00", zone="Europe/Athens", utc="2026-03-20T16:00:00Z")
    silence = w.does("SEC", act.OpensSilence(ends=ends, means="Adopted."), draft)
    w.now = "2026-03-20T15:59:59.999Z"
    early = w.composed("SEC", act.NotesSilenceElapsed(), silence)
    code, why = not_sequenced(w, early)
    assert code is Code.BAD_TIME
    assert why == (
        f"the silence procedure of entry {silence.index} runs until 2026-03-20T18:00 Europe/Athens "
        "(2026-03-20T16:00:00Z), and can be broken until then. Note it once that has passed."
    )

    w.now = "2026-03-20T16:00:00.001Z"
    sequenced(w, w.composed("SEC", act.NotesSilenceElapsed(), silence))


def test_a_silence_that_had_ended_before_it_was_recorded_is_never_noted_as_unbroken(w: Writer) -> None:
    """Silence is not a position: nobody could have broken it here."""
    draft = w.tables("SEC")
    w.now = "2026-03-20T16:00:00.000Z"
    ends = Due(local="2026-03-20T18:00", zone="Europe/Athens", utc="2026-03-20T16:00:00Z")
    silence = w.does("SEC", act.OpensSilence(ends=ends, means="Adopted."), draft)
    w.now = "2026-03-21T09:00:00.000Z"
    code, why = not_sequenced(w, w.composed("SEC", act.NotesSilenceElapsed(), silence))
    assert code is Code.BAD_TIME
    assert why == (
        f"the silence procedure of entry {silence.index} was recorded when its time, 2026-03-20T18:00 "
        "Europe/Athens (2026-03-20T16:00:00Z), had ended: nobody could break it here. Whether it was broken "
        "elsewhere is not for this record to say. Record the papers with travaux send."
    )


def test_verification_asks_no_tables(w: Writer) -> None:
    """Of an entry alone it is asked whether its two times can be one: no place is 15 hours from UTC."""
    due = Due(local="2026-03-20T18:00", zone="Europe/Atlantis", utc="2026-03-20T09:00:00Z")

    assert admits(w, w.composed("BOR", act.MakesPromise(words="A text.", due=due)))

"""Times that cannot be, and whoever was not meant: said when it is recorded."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.cli.recorder import ANSWER, DRAFT_AT, Recorder
from travaux.cli.deadline import due, instant
from travaux.cli.refusal import Refused


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('promise make "x" --done-at 2030-01-01T00:00Z', "which has not come"),
        ("receive 8 --as ARD --on 2027-01-01", "which has not come"),
        ('redact 9 --grounds "x" --gone-by 2020-01-01 --yes', "which has passed"),
    ],
)
def test_a_time_that_cannot_be_is_refused(tides: Recorder, line: str, said: str) -> None:
    """What is said to be done was done; what is to be gone is to be gone yet."""
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    found = tides.run(line)
    assert (found.code, tides.size()) == (6, DRAFT_AT + 2), found.err
    assert said in found.err


@pytest.mark.parametrize(
    "line",
    [
        'rules declare First --due "2026-03-01 18:00" --zone UTC',
        'promise make "x" --due 2026-02-28 --zone UTC --as BOR',
        'ask "Which?" --to BOR --due 2026-02-28 --zone UTC --as ARD',
    ],
)
def test_a_deadline_that_has_passed_is_told_when_it_is_set(tides: Recorder, line: str) -> None:
    """A time set that is over already is recorded as it was given, and whoever sets it is told."""
    found = tides.run(line)
    assert (found.code, "has passed already" in found.err) == (0, True)


def test_what_is_said_to_be_done_before_what_it_is_on_is_told(tides: Recorder) -> None:
    found = tides.run("receive 8 --as ARD --done-at 2020-01-01T00:00Z")
    assert (found.code, "what it is on, entry 8, was recorded at 2026-03-02" in found.err) == (0, True)
    said = "(said to be done 1 January 2020, 00:00 UTC, before entry 8, which it concerns)"
    assert said in " ".join(tides.does("log --last 1").split())


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("2026-03-02T10:00Z", " (said to be done 2 March 2026, 10:00 UTC)"),
        ("2026-03-03T22:59Z", ""),
        (
            "2026-03-01T22:59Z",
            " (said to be done 1 March 2026, 22:59 UTC, before entry 8, which it concerns)",
        ),
    ],
)
def test_a_history_tells_what_is_said_of_a_time_that_is_days_apart_or_before_what_it_is_on(
    tides: Recorder, claimed: str, told: str
) -> None:
    tides.machine.at += timedelta(days=2)
    for line in (
        'hold enter "Article 2" --kind scrutiny --as ARD',
        'answer "Article 2" --position accepts --as BOR',
    ):
        assert tides.run(f"{line} --done-at {claimed}").code == 0
    history = " ".join(tides.does('history "Article 2"').split())
    assert f"entry 9{told}: enters a hold" in history
    assert f"entry 10{told} answers:" in history
    assert history.count("said to be done") == (2 if told else 0)


def test_what_is_owed_tells_of_an_answer_that_is_said_to_be_from_before_its_draft(tides: Recorder) -> None:
    tides.does('rules declare First --due "2026-11-20 18:00" --zone UTC --asked BOR --as CHR')
    tides.does_anyway('answer "Article 1" --position accepts --as BOR --done-at 2026-03-01T22:59Z')
    assert (
        "entry 10 (said to be done 1 March 2026, 22:59 UTC, before entry 8, which it concerns)"
        in " ".join(tides.does("owed BOR").split())
    )


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2026-02-27", " (the paper was recorded 2 March 2026, 09:07 UTC and is dated “2026-03-01”)"),
        ("2026-02-28", " (the paper was recorded 2 March 2026, 09:07 UTC and is dated “2026-03-01”)"),
        ("2026-03-01", ""),
    ],
)
def test_a_receipt_from_before_its_paper_is_told_in_the_log(tides: Recorder, on: str, told: str) -> None:
    tides.file("note.txt", "x")
    tides.does("send note.txt --to ARD --kind letter --dated 2026-03-01 --as CHR")
    found = tides.run(f"receive 9 --as ARD --on {on}")
    assert (found.code, f"received on {on}, and the paper, entry 9, was" in found.err) == (0, bool(told))
    said = f"cknowledges receipt of entry 9, received “{on}”{told}"
    assert " ".join(tides.does("log --last 1").split()).endswith(said)


def test_what_was_written_down_long_after_is_no_doubt_where_all_of_it_was(tides: Recorder) -> None:
    """A record made of old papers: each says when it was done, and none is before what it concerns."""
    tides.file("old.md", "# Treaty\n\n## Article 1\n\nThe Parties shall pay.\n")
    tides.does("table old.md --title Old --beside --done-at 2021-12-17T10:00Z")
    found = tides.run('answer "Article 1" --draft 9 --position accepts --for ARD --done-at 2021-12-20T10:00Z')
    assert (found.code, "what it is on" in found.err) == (0, False)
    assert "(said to be done 20 December 2021, 10:00 UTC)" in " ".join(tides.does("log --last 1").split())


def test_nobody_asks_itself(tides: Recorder) -> None:
    """A question is put to another."""
    said = tides.run('ask "Which?" --to ARD,BOR --as ARD')
    assert (said.code, "ARD would ask itself" in said.err) == (2, True)


def test_a_mistaken_draft_is_taken_off_the_table_by_whoever_tabled_it(tides: Recorder) -> None:
    """A draft that is withdrawn stays in the record, and the one before it is the one that is answered."""
    tides.does('table draft.md --title "A mistake"')
    tides.does('withdraw 9 --words "Tabled by mistake."')
    tides.does('answer "Article 2" --position accepts --as BOR')
    assert tides.last()["re"][0]["leaf"] == tides.entries()[DRAFT_AT]["leaf"]
    assert "A mistake" not in tides.does("matrix")


def test_whoever_answers_after_the_time_is_told_that_it_is_out(tides: Recorder) -> None:
    """An answer after the time is out where the round was declared so; it is recorded all the same."""
    tides.does('rules declare First --due "2026-03-02 09:30" --zone UTC --late-is-out')
    tides.machine.at += timedelta(days=1)
    found = tides.run('answer "Article 2" --position accepts --as BOR')
    assert (found.code, "by the rule of entry 9 an answer after it is out of time" in found.err) == (0, True)


def test_a_year_in_which_nobody_negotiates_is_refused() -> None:
    with pytest.raises(Refused, match="a year from 1900 to 2199 was expected"):
        due("0001-01-01", "Europe/Athens")
    with pytest.raises(Refused, match="a year from 1900 to 2199 was expected"):
        instant("9999-12-31T23:59:59Z")


def test_a_silence_that_was_recorded_too_late_is_shown_as_that_to_every_later_reader(tides: Recorder) -> None:
    ends = '--ends "2026-02-27 12:00" --zone UTC'
    tides.does_anyway(f'silence open {ends} --means "The text is adopted." --as CHR')
    at = tides.size() - 1
    assert tides.run(f"silence elapse {at} --as CHR").code == 6
    tides.does_anyway(f'silence break {at} --words "We object." --as ARD')
    said = " ".join(tides.does('history "Article 1"').split())
    assert "if not broken: “The text is adopted.” (recorded when its time had ended)" in said
    assert "“We object.” (recorded when its time had ended)" in said


def test_what_breaks_a_silence_late_and_the_note_that_it_was_unbroken_name_each_other(
    tides: Recorder,
) -> None:
    """Whoever reads the one reads of the other; the record says of neither that it counts."""
    tides.does('silence open --ends "2026-03-02 12:00" --zone UTC --means "The text is adopted." --as CHR')
    at = tides.size() - 1
    tides.machine.at += timedelta(days=1)
    tides.does(f"silence elapse {at} --as CHR")
    assert "noted as unbroken by CHR" in tides.does("status")
    tides.does(f'silence break {at} --words "We object." --as ARD')
    for where in ("log", 'history "Article 1"'):
        said = " ".join(tides.does(where).split())
        assert (
            f"otes that the silence was not broken, of entry {at} (broken after that by entry {at + 2}, "
            "recorded when its time had ended)" in said
        ), where
        assert (
            f"reaks the silence of entry {at}: “We object.” (recorded when its time had ended) (recorded "
            f"after entry {at + 1}, which notes it as unbroken)" in said
        ), where
    said = re.sub(r", \d\d:\d\d UTC", "", " ".join(tides.does("status").split()))
    assert (
        f"entry {at}. If not broken: “The text is adopted.” noted as unbroken by CHR, 3 March 2026, entry "
        f"{at + 1} broken by ARD, 3 March 2026, entry {at + 2}: “We object.” (recorded when its time had "
        "ended) Both stand. Which of them counts is not for the record to say." in said
    )
    found = tides.run('adopt --how "by consensus" --as CHR --dry-run')
    assert f"The silence procedure of entry {at} was noted as unbroken and broken after that" in found.err
    tides.does(f"withdraw {at + 2} --as ARD")
    assert "(broken after that" not in tides.does("log")


def test_a_deadline_in_another_zone_moves_no_other_time(tides: Recorder) -> None:
    """The time of the conference is settled once; a deadline is shown in its own zone."""
    tides.does('rules declare First --due "2026-11-20 18:00" --zone Europe/Athens')
    second = tides.run('rules declare Second --due "2026-11-28 09:00" --zone America/New_York')
    told = (
        "The time of this round is that of America/New_York. All other moments stay in that of "
        "Europe/Athens, in which the first round was set.\n"
    )
    assert (second.code, second.err) == (0, told)
    assert "28 November 2026, 09:00 America/New_York (14:00 UTC)" in tides.does("show 10")
    assert tides.does("status").splitlines()[1] == (
        "As of 2 March 2026, 11:10 Europe/Athens (09:10 UTC). The record has 11 entries."
    )

"""What is said when an act is recorded, refused or listed: whose, for whom, and nothing before its time."""

from __future__ import annotations

import pytest

from tests.cli.recorder import Recorder


@pytest.mark.parametrize(
    "line",
    ["hold lift 9 --as BOR", "receive 1 --as BOR", "withdraw 9 --as BOR", 'close "Article 1" --as BOR'],
)
def test_an_act_that_is_refused_is_not_shown_as_if_it_were_done(tides: Recorder, line: str) -> None:
    """Shown is what is recorded: a refusal comes before it, and alone."""
    tides.does('hold enter "Article 1" --kind scrutiny --as ARD')
    said = tides.run(line)
    assert (said.code, said.out) == (6, "")
    assert "nothing was recorded." in said.err
    assert not any(
        name in said.err for name in ("hold.lift", "note.receive", "member.add", "provision.close")
    )


def test_who_leads_records_what_is_agreed_and_a_party_says_that_it_agrees(tides: Recorder) -> None:
    """Agreed ad referendum comes from who leads alone; a party's word is its own."""
    by_chair = tides.does('agree "Article 1" --as CHR --dry-run')
    by_party = tides.does('agree "Article 1" --as ARD --dry-run')
    written_down = tides.does('agree "Article 1" --for ARD --dry-run')
    assert by_chair.splitlines()[0] == "Records as agreed ad referendum"
    assert by_party.splitlines()[0] == "Says that it agrees ad referendum"
    assert written_down.splitlines()[0] == "Says that it agrees ad referendum"


def test_the_log_says_for_whom_an_entry_is(tides: Recorder) -> None:
    """For whom an entry is stands in it, and is said with it."""
    tides.does("party group SOUTH=South ARD CEL")
    tides.does('promise make "x" --as ARD --audience to:BOR')
    tides.does('promise make "y" --as ARD --audience group:SOUTH')
    tides.does('promise make "z" --as ARD --audience public')
    said = " ".join(tides.does("log --last 3").split())
    assert "“x” (for BOR, its author and the keeper)" in said
    assert "“y” (for the group SOUTH: ARD, CEL, and the keeper)" in said
    assert "“z” (for everybody)" in said


def test_nobody_asks_itself(tides: Recorder) -> None:
    """A question is put to others."""
    said = tides.run('ask "Why?" --to ARD,BOR --as ARD')
    assert (said.code, "ARD would ask itself" in said.err) == (2, True)
    assert "ARD would ask itself" in tides.run('ask "Why?" --to ARD --for ARD').err
    tides.does('ask "Why?" --to ARD --as BOR')


def test_a_receipt_by_whom_a_paper_was_not_sent_to_is_remarked(tides: Recorder) -> None:
    """Whoever may read a paper may say that it came; that it was sent to others is said."""
    note = tides.file("note.md", "A note.")
    tides.does(f"send {note} --kind letter --to BOR --as ARD")
    said = tides.run("receive 9 --as CHR")
    assert (said.code, "Entry 9 was sent to BOR, not to CHR." in said.err) == (0, True)
    tides.does("receive 9 --as BOR")


def test_the_watch_says_that_all_is_well(tides: Recorder) -> None:
    """Silence is no news: what was looked at is said."""
    assert tides.does("watch --once --as ARD").endswith(
        "9 entries; goes on from the 0 that were last seen. No alarm.\n"
    )
    tides.does('promise make "x" --as BOR')
    assert "10 entries; goes on from the 9 that were last seen. No alarm." in tides.does(
        "watch --once --as ARD"
    )
    assert (
        tides.does("watch --once --as ARD")
        == "10 entries, as they were last seen from this desk. No alarm.\n"
    )

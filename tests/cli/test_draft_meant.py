"""An answer says which draft it is to by that draft's name, and several drafts may have the name."""

from pathlib import Path
from typing import cast

import pytest

from tests.cli.recorder import ANSWER, DRAFT, DRAFT_AT, Recorder
from tests.record.writing import Writer
from travaux.cli.desk import Desk
from travaux.cli.machine import Machine
from travaux.record.may import Verb, may
from travaux.record.views.disclosed import disclosed
from travaux.store.sqlite import SqliteStore
from travaux.text.wording import PartyCode

SECOND_AT = DRAFT_AT + 1
ON_THE_SECOND = ANSWER.replace("Replace: forty", "Replace: fifty")


@pytest.fixture
def twice(tides: Recorder) -> Recorder:
    """Give a record with a second draft that still calls itself the first."""
    tides.file("second.md", DRAFT.replace("forty", "fifty"))
    tides.does_anyway('table second.md --title "Second draft" --as CHR')
    return tides


def told(err: str) -> str:
    return " ".join(err.split())


def test_a_name_that_two_drafts_have_says_of_neither_that_it_is_answered(twice: Recorder) -> None:
    twice.file("ARD.md", ON_THE_SECOND)
    said = twice.run("answer ARD.md --as ARD")
    assert (said.code, twice.size()) == (6, SECOND_AT + 1)
    assert told(said.err) == (
        "ARD.md says that it answers “First draft”. That is the name of draft 1, “First draft” (entry "
        "8), and of draft 2, “Second draft” (entry 9), whose text calls itself so. "
        "travaux answer: nothing was recorded: ARD.md does not say for certain which draft it answers. Say "
        "it, with --draft 8 or --draft 9."
    )
    said = twice.run(f"answer ARD.md --as ARD --draft {SECOND_AT}")
    assert (said.code, twice.size()) == (0, SECOND_AT + 2)
    assert twice.last()["re"][0]["leaf"] == twice.entries()[SECOND_AT]["leaf"]
    twice.file("BOR.md", ANSWER.replace("Ardane (ARD)", "Bordavia (BOR)"))
    twice.does_anyway(f"answer BOR.md --as BOR --draft {DRAFT_AT}")
    assert twice.last()["re"][0]["leaf"] == twice.entries()[DRAFT_AT]["leaf"]


@pytest.mark.parametrize("name", ["Second draft", "Draft 2", "entry 9", "the second draft of 3 March"])
def test_a_draft_is_known_by_the_name_it_was_tabled_under_and_by_its_number(
    twice: Recorder, name: str
) -> None:
    """Its own front matter calls it “First draft”; the record does not."""
    twice.file("ARD.md", ON_THE_SECOND.replace("First draft", name))
    twice.does("answer ARD.md --as ARD")
    assert twice.last()["re"][0]["leaf"] == twice.entries()[SECOND_AT]["leaf"]
    assert "thirty" in twice.does("matrix")


def test_an_answer_by_name_to_the_draft_before_is_not_taken_for_one_to_a_draft_without_name(
    tides: Recorder,
) -> None:
    tides.file("second.md", DRAFT.split("---\n\n")[1].replace("First draft\n", "").replace("forty", "fifty"))
    tides.does_anyway('table second.md --title "Second draft" --as CHR')
    tides.file("ARD.md", ON_THE_SECOND)
    said = tides.run("answer ARD.md --as ARD")
    assert (said.code, tides.size()) == (6, SECOND_AT + 1)
    assert (
        "That is the name of draft 1, “First draft” (entry 8), and what is to be answered here is draft 2, "
        "“Second draft” (entry 9)." in told(said.err)
    )


def test_a_sheet_made_here_says_for_certain_which_draft_it_answers(twice: Recorder) -> None:
    twice.does('answer "Article 2" --position amends --replace fifty --with thirty --reason So. --as ARD')
    sheet = (
        twice.does(f"show {SECOND_AT + 1} --documents out")
        and (twice.folder / f"out/{SECOND_AT + 1}-1-ARD.md").read_text()
    )
    assert sheet.splitlines()[2].startswith("In answer to: Second draft, ")
    twice.file("BOR.md", sheet.replace("Ardane (ARD)", "Bordavia (BOR)"))
    twice.does("answer BOR.md --as BOR")
    assert twice.run(f"answer BOR.md --as BOR --draft {DRAFT_AT}").code == 6


def test_a_redraft_says_by_its_front_matter_which_draft_it_was_made_of(twice: Recorder) -> None:
    twice.file("ARD.md", DRAFT.replace("forty", "thirty"))
    said = twice.run("answer ARD.md --as ARD")
    assert (said.code, twice.size()) == (6, SECOND_AT + 1)
    assert "ARD.md says that it answers “First draft”." in told(said.err)
    assert twice.run(f"answer ARD.md --as ARD --draft {SECOND_AT}").code == 0


def test_a_draft_has_the_number_that_its_party_counts_whoever_reads(tmp_path: Path) -> None:
    """The desk of one reader, or of a past moment, still knows by which number the others know a draft."""
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR", "KES"))
    w.tables("BOR", "Sketch", basis=False, vis="to:KES")
    tabled = w.tables("SEC")
    state = w.negotiation
    whole = Desk(
        path=tmp_path, machine=Machine(), store=cast("SqliteStore", None), head=w.frontier, state=state
    )
    known = disclosed(state, lambda one: may(PartyCode("ARD"), Verb.READ, one, state).allowed)
    for desk in (whole.with_state(known), whole.with_state(known).with_state(known)):
        draft = desk.state.drafts[tabled.leaf]
        numbers = [desk.library.numbers(draft, PartyCode(one)) for one in ("ARD", "BOR", "SEC")]
        assert (draft.number, numbers) == (1, [("draft 1",), ("draft 2",), ("draft 2",)])

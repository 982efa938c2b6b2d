"""For whom an act is where nobody says so: whoever may read what it is about, and nobody else."""

from __future__ import annotations

import pytest

from tests.cli.recorder import ANSWER, DRAFT, DRAFT_AT, Recorder

AT = DRAFT_AT + 1
BETWEEN_US = (
    'answer "Article 2" --position amends --replace forty --with "thirty" --reason r '
    "--audience to:BOR --as ARD"
)


@pytest.mark.parametrize(
    ("line", "vis"),
    [
        (f'sponsor join {AT} "Article 2" --as BOR', "to:ARD"),
        (f"withdraw {AT} --as ARD", "to:BOR"),
        (f"correct {AT} thirty --as ARD", "to:BOR"),
        (f"receive {AT} --as BOR", "to:ARD"),
        (f"send --subject Yes --re {AT} --to ARD --as BOR", "to:ARD"),
        (f"send --subject Yes --re {AT}", "to:BOR,ARD"),
        (f"send --subject Yes --re {AT} --re {DRAFT_AT} --as ARD", "to:BOR"),
        (f"send --subject Yes --re {DRAFT_AT} --as ARD", "all"),
    ],
)
def test_an_act_on_a_restricted_entry_is_for_its_circle(tides: Recorder, line: str, vis: str) -> None:
    """An act about a restricted entry is by default for the same circle."""
    tides.does(BETWEEN_US)
    tides.does(line)
    assert tides.last()["vis"] == vis


def test_who_widens_the_circle_is_told_before(tides: Recorder) -> None:
    tides.does(BETWEEN_US)
    said = tides.run(f"withdraw {AT} --audience all --as ARD --dry-run")
    assert said.code == 0
    assert " ".join(said.err.split()) == (
        f"Entry {AT} is for BOR, its author and the keeper. This is for all members: they will read what is "
        "said here of it."
    )


def test_a_group_and_what_is_for_oneself_alone_stay_so(tides: Recorder) -> None:
    tides.does('party group "EAST=The East" ARD BOR')
    tides.does('answer "Article 2" --position deletes --reason r --audience group:EAST --as ARD')
    group = tides.last()["vis"]
    at = tides.size() - 1
    tides.does('party group "EAST=The East" ARD CEL')
    tides.does(f'sponsor join {at} "Article 2" --as BOR')
    assert tides.last()["vis"] == group
    tides.does('answer "Article 3" --position accepts --audience party --as ARD')
    tides.does(f"withdraw {tides.size() - 1} --as ARD")
    assert tides.last()["vis"] == "party"


def test_a_question_and_its_reply_have_one_circle(tides: Recorder) -> None:
    tides.does('ask "Why?" --on "Article 2" --to BOR --audience to:BOR --as ARD')
    at = tides.size() - 1
    tides.does(f'reply {at} "Because." --as BOR')
    assert tides.last()["vis"] == "to:ARD"


def retabled(tides: Recorder, line: str) -> list[tuple[str, list[str]]]:
    """Table a second draft, give answers again, and list the entries: for whom, on which provisions."""
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft"')
    since = tides.size()
    tides.does_anyway(line)
    entries = [one["entry"] for one in tides.entries()[since:]]
    return [(one["vis"], [it["article"] for it in one["re"]]) for one in entries]


def test_each_answer_given_again_keeps_its_audience(tides: Recorder) -> None:
    """Words that were for one party alone are never for all because there is a new draft."""
    tides.does('party group "EAST=The East" ARD BOR')
    group = f"group:{tides.entries()[-1]['leaf']}"
    tides.does('answer "Article 1(1)" --position accepts --as ARD')
    tides.does('answer "Article 2" --position deletes --reason r --audience to:BOR --as ARD')
    tides.does('answer "Article 3" --position deletes --reason r --audience group:EAST --as ARD')
    tides.does('answer "Article 1(2)" --position deletes --reason r --audience party --as ARD')
    assert retabled(tides, "retable --as ARD") == [
        ("all", ["art_1__para_1"]),
        ("to:BOR", ["art_2"]),
        (group, ["art_3"]),
        ("party", ["art_1__para_2"]),
    ]


def test_several_entries_are_one_list_of_json(tides: Recorder) -> None:
    """A program reads one document, whether there is one entry or several."""
    tides.does(BETWEEN_US)
    tides.does('answer "Article 3" --position accepts --as ARD')
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft"')
    size = tides.size()
    tried = tides.run("retable --as ARD --json --dry-run").json
    assert [(one["recorded"], one["entry"]["vis"]) for one in tried] == [(False, "to:BOR"), (False, "all")]
    assert [one["index"] for one in tides.run("retable --as ARD --json").json] == [size, size + 1]
    done = tides.run(f"retable ARD/{AT}.1 --draft {size - 1} --as ARD --json").json
    assert [one["index"] for one in done] == [size + 2]


def test_another_audience_is_chosen_outright_and_told(tides: Recorder) -> None:
    tides.does(BETWEEN_US)
    tides.does('answer "Article 3" --position accepts --as ARD')
    assert retabled(tides, "retable --audience all --as ARD") == [("all", ["art_2", "art_3"])]
    said = tides.run("retable --audience all --draft 11 --as ARD --dry-run")
    assert f"Entry {AT} is for BOR, its author and the keeper. This is for all members" in said.err
    said = tides.run("retable --draft 11 --as ARD --dry-run")
    assert "They are not all for the same readers. So there are 2 entries, for: BOR, its author" in said.out


def test_an_answer_in_whole_stays_one_beside_what_is_for_some(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    tides.does('answer "Article 3" --position deletes --reason r --audience to:BOR --as ARD')
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft"')
    tides.does("retable --as ARD")
    entries = [one["entry"] for one in tides.entries()[-2:]]
    assert [(one["vis"], [it.get("article") for it in one["re"]]) for one in entries] == [
        ("all", [None]),
        ("to:BOR", ["art_3"]),
    ]


@pytest.mark.parametrize(
    "position",
    ['supports --party ARD --reason "So."', 'opposes --party ARD --reason "So."'],
)
def test_an_answer_that_speaks_of_a_restricted_proposal_is_for_its_circle(
    tides: Recorder, position: str
) -> None:
    """It names no entry, and gives the proposal away all the same."""
    tides.does(BETWEEN_US)
    said = tides.run(f'answer "Article 2" --position {position} --as BOR')
    assert said.code == 0, said.err
    assert tides.last()["vis"] == "to:ARD"
    assert " ".join(said.err.split()) == (
        f"It speaks of entry {AT}, which is for BOR, its author and the keeper. So all of it is for ARD, its "
        "author and the keeper, unless you choose who may read it."
    )
    said = tides.run(f'answer "Article 2" --position {position} --audience all --as BOR --dry-run')
    assert f"Entry {AT} is for BOR, its author and the keeper. This is for all members" in said.err


@pytest.mark.parametrize(
    "line",
    [
        "answer bor.md --as BOR",
        'hold enter "Article 1(1 bis)" --kind scrutiny --as BOR',
        'ask Which? --to ARD --on "Article 1(1 bis)" --as BOR',
    ],
)
def test_what_is_said_of_a_restricted_addition_is_for_its_circle(tides: Recorder, line: str) -> None:
    added = "## Article 1(1)\n\nPosition: adds\n\nWords:\n\n> 1 bis. Lakes too.\n\nReason: So.\n"
    tides.file("ard.md", f"# Answer of Ardane (ARD)\n\nIn answer to: First draft\n\n{added}")
    tides.does("answer ard.md --audience to:BOR --as ARD")
    sheet = "## Article 1(1 bis)\n\nPosition: asks\n\nQuestion: Which lakes?\n"
    tides.file("bor.md", f"# Answer of Bordavia (BOR)\n\nIn answer to: First draft\n\n{sheet}")
    tides.does_anyway(line)
    assert tides.last()["vis"] == "to:ARD"


@pytest.mark.parametrize(
    "line",
    [
        'answer "Article 3" --position supports --party ARD --reason "So." --as BOR',
        'answer "Article 2" --position deletes --reason "So." --as BOR',
        'answer "Article 2" --position supports --party ARD --reason "So." --from CEL --anyway',
    ],
)
def test_one_that_speaks_of_what_all_may_read_is_for_all(tides: Recorder, line: str) -> None:
    """Whoever may not read a proposal learns nothing of it from whom an answer of its own is for."""
    tides.does('answer "Article 3" --position deletes --reason r --as ARD')
    tides.does(BETWEEN_US)
    tides.does_anyway(line)
    assert tides.last()["vis"] == "all"

"""For whom an act is where nobody says so: whoever may read what it is about, and nobody else."""

from __future__ import annotations

import pytest

from tests.cli.recorder import DRAFT_AT, Recorder

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
    tides.does('answer "Article 2" --position accepts --audience group:EAST --as ARD')
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

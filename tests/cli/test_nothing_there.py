"""What speaks of a proposal that was not made, or of words that do not stand there, is not recorded."""

import pytest

from tests.cli.recorder import ANSWER, DRAFT_AT, Recorder
from travaux.cli import exit_codes

NOTHING = 'ARD proposes nothing on "Article 1, paragraph 1".'


@pytest.fixture
def proposed(tides: Recorder) -> Recorder:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    return tides


@pytest.mark.parametrize("position", ["opposes", "supports"])
def test_an_answer_to_what_nobody_proposes_is_not_recorded(proposed: Recorder, position: str) -> None:
    size = proposed.size()
    said = proposed.run(f'answer "Article 1(1)" --position {position} --party ARD --as BOR')
    assert said.code == exit_codes.NOT_RECORDED
    assert NOTHING in " ".join(said.err.split())
    assert proposed.size() == size
    proposed.does_anyway(f'answer "Article 1(1)" --position {position} --party ARD --as BOR --anyway')


@pytest.mark.parametrize("position", ["opposes", "supports"])
def test_an_answer_to_what_is_proposed_is(proposed: Recorder, position: str) -> None:
    proposed.does(f'answer "Article 2" --position {position} --party ARD --as BOR')


def test_who_supports_a_supporter_joins_the_words_behind_it(proposed: Recorder) -> None:
    proposed.does('answer "Article 2" --position supports --party ARD --as BOR')
    proposed.does('answer "Article 2" --position supports --party BOR --for CEL')


def test_nobody_joins_what_nobody_proposes(proposed: Recorder) -> None:
    said = proposed.run(f'sponsor join {DRAFT_AT + 1} "Article 1(1)" --as BOR')
    assert said.code == exit_codes.NOT_RECORDED
    assert "ARD proposes nothing on Article 1, paragraph 1: there is nothing to join." in " ".join(
        said.err.split()
    )
    proposed.does(f'sponsor join {DRAFT_AT + 1} "Article 2" --as BOR')


@pytest.mark.parametrize(
    ("where", "defective", "expected"),
    [
        ("Article 2", "fifty", "“fifty” does not stand in Article 2 of draft 1, which was adopted."),
        ("Article 2", "fort", "“fort” does not stand in Article 2 of draft 1, which was adopted."),
        ("Article 3", "forty", "“forty” does not stand in Article 3 of draft 1, which was adopted."),
        ("Article 1", "to", "“to” stands 2 times in Article 1. Quote more of the words around the error"),
    ],
)
def test_words_that_do_not_stand_there_once_are_not_rectified(
    tides: Recorder, where: str, defective: str, expected: str
) -> None:
    tides.does('adopt --how "By consensus."')
    said = tides.run(f'rectify "{where}" --defective "{defective}" --corrected fourteen')
    assert (said.code, expected in " ".join(said.err.split())) == (exit_codes.NOT_RECORDED, True), said.err


def test_what_was_rectified_is_what_stands_there(tides: Recorder) -> None:
    tides.does('adopt --how "By consensus."')
    tides.does('rectify "Article 2" --defective forty --corrected fourty')
    tides.does('rectify "Article 2" --defective fourty --corrected fourteen')
    assert tides.run('rectify "Article 2" --defective forty --corrected ten').code == exit_codes.NOT_RECORDED

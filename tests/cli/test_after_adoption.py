"""An answer to an adopted text is told so before it is signed, and shown as given after that."""

import pytest

from tests.cli.recorder import Recorder

ADOPTED = 9


@pytest.fixture
def adopted(tides: Recorder) -> Recorder:
    tides.does('adopt --how "By consensus."')
    return tides


def words(text: str) -> str:
    return " ".join(text.split())


def test_whoever_answers_is_told(adopted: Recorder) -> None:
    said = adopted.run('answer "Article 2" --position deletes --as ARD')
    assert said.code == 0
    assert (
        f"Draft 1 was adopted (entry {ADOPTED}, 2026-03-02): an answer changes no word of it, and is shown "
        "as given after that. An error in it is rectified; an amendment is another text."
    ) in words(said.out + said.err)


def test_it_is_shown_as_given_after_that(adopted: Recorder) -> None:
    before = f"Given after the text was adopted (entry {ADOPTED}), and changes no word of it: ARD"
    assert before not in words(adopted.does("matrix"))
    adopted.does_anyway('answer "Article 2" --position deletes --as ARD')
    assert before in words(adopted.does("matrix"))
    assert before in words(adopted.does("status"))
    assert f"ARD answered after the text was adopted (entry {ADOPTED})." in words(
        adopted.does_anyway("compile")
    )


def test_an_answer_before_it_is_not(tides: Recorder) -> None:
    tides.does('answer "Article 2" --position deletes --as ARD')
    tides.does_anyway('adopt --how "By vote."')
    assert "Given after" not in tides.does("matrix") + tides.does("status")

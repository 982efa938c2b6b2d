"""A party that has joined a wording and proposes other words there itself: its own words are what it says."""

import pytest

from tests.cli.recorder import Recorder


@pytest.fixture
def joined(tides: Recorder) -> Recorder:
    """A record in which BOR joins the words of ARD at Article 2, and proposes others after that."""
    tides.does("key new CEL --enrol")
    tides.does('answer "Article 2" --position amends --replace forty --with thirty --reason r --as ARD')
    tides.does(f'sponsor join {tides.size() - 1} "Article 2" --as BOR')
    tides.does('answer "Article 2" --position amends --replace shall --with should --reason r --as BOR')
    return tides


def article(recorder: Recorder) -> str:
    """Give Article 2 of the consolidated text."""
    recorder.run("compile -o all.md --quiet")
    text = (recorder.folder / "all.md").read_text()
    return text.partition("### Article 2: Notice\n\n")[2].partition("\n\n###")[0]


def test_who_opposes_it_opposes_its_own_words_and_whoever_it_joined_can_go(joined: Recorder) -> None:
    """Silence is never consent, and opposition is to what was opposed: not to what a dead join led to."""
    joined.does('answer "Article 2" --position opposes --party BOR --reason "It must be shall." --as CEL')
    words = "Each Party [base: shall / BOR; CEL opposes: should] give notice "
    assert article(joined) == words + "[base: forty / ARD: thirty] days before."
    joined.does('answer "Article 2" --position accepts --as ARD')
    words = words.replace("base: shall", "base, ARD: shall")
    assert article(joined) == words + "forty days before."
    assert "CEL: opposes BOR" in " ".join(joined.does("matrix").split())


def test_who_supports_it_supports_its_own_words(joined: Recorder) -> None:
    joined.does('answer "Article 2" --position supports --party BOR --as CEL')
    words = "Each Party [base: shall / BOR; CEL supports: should] give notice "
    assert article(joined) == words + "[base: forty / ARD: thirty] days before."

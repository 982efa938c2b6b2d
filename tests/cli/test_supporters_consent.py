"""Who supports a proposal that would be merged says for itself whether it consents; nobody else does."""

import pytest

from tests.cli.recorder import ANSWER, DRAFT_AT, Recorder
from travaux.cli import exit_codes

MERGER = DRAFT_AT + 5


@pytest.fixture
def merging(tides: Recorder) -> Recorder:
    tides.does("party add DUN=Dunmark")
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    tides.does('answer "Article 2" --position amends --replace forty --with fifty --as BOR')
    tides.does('answer "Article 2" --position supports --party ARD --for CEL')
    tides.does(
        f'merge propose {DRAFT_AT + 2} {DRAFT_AT + 3} --at "Article 2" '
        '--wording "Each Party shall give notice forty-five days before." --as CHR'
    )
    return tides


def test_a_supporter_consents_for_itself(merging: Recorder) -> None:
    merging.does(f"merge answer {MERGER} --consents --as ARD")
    merging.does(f"merge answer {MERGER} --consents --as BOR")
    before = merging.does_anyway("compile")
    assert "CEL joined" in before or "has not consented to the merger" in " ".join(before.split())
    merging.does(f"merge answer {MERGER} --consents --for CEL")
    assert "has not consented" not in " ".join(merging.does_anyway("compile").split())


def test_who_supports_none_of_them_has_no_say(merging: Recorder) -> None:
    said = merging.run(f"merge answer {MERGER} --consents --for DUN")
    assert said.code == exit_codes.NOT_RECORDED
    assert "those whose proposals would be merged, or who support them, answer" in " ".join(said.err.split())
    merging.does('answer "Article 3" --position deletes --for DUN')
    said = merging.run(f"merge answer {MERGER} --consents --for DUN")
    assert "and DUN supports none of them there" in " ".join(said.err.split())

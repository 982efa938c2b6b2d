"""A later answer takes the place of its like: in what is told before a redaction, and of who may join."""

from __future__ import annotations

import pytest

from tests.cli.recorder import DRAFT, DRAFT_AT, Recorder
from travaux.cli.exit_codes import NOT_RECORDED

ADDS = 'answer "Article 2" --position adds --words "Lakes too." --reason So. --as ARD'
AMENDS = 'answer "Article 2" --position amends --replace forty --with twenty --reason So. --as ARD'
SHEET = "# Answer of Ardane (ARD)\n\nIn answer to: First draft\n\n## Article 2\n\nPosition: accepts\n"
STANDS = "This is a standing answer of ARD"


def warned(tides: Recorder, at: int) -> bool:
    """Whether the redaction of an entry's document is warned of: what it says is said still."""
    said = tides.run(f"redact {at} --document ARD.md --grounds So. --dry-run --as ARD")
    assert said.code == 0, said.err
    return STANDS in " ".join(said.err.split())


def test_what_stands_beside_a_later_answer_is_lost_with_its_document(tides: Recorder) -> None:
    tides.does(ADDS)
    tides.does(AMENDS)
    assert [warned(tides, at) for at in (DRAFT_AT + 1, DRAFT_AT + 2)] == [True, True]


def test_what_a_later_answer_undid_is_not_lost_with_its_document(tides: Recorder) -> None:
    """The later one is on the article, the earlier on a paragraph of it: their names differ."""
    tides.does('answer "Article 1, paragraph 2" --position deletes --reason So. --as ARD')
    tides.does('answer "Article 1" --position accepts --as ARD')
    assert [warned(tides, at) for at in (DRAFT_AT + 1, DRAFT_AT + 2)] == [False, True]


def test_what_stands_beside_a_later_answer_can_be_joined(tides: Recorder) -> None:
    tides.does(ADDS)
    tides.does(AMENDS)
    tides.does(f'sponsor join {DRAFT_AT + 1} "Article 2" --as BOR')
    assert "BOR" in tides.does("history art_2")
    said = tides.run(f'sponsor join {DRAFT_AT + 1} "Article 2" --as BOR')
    assert said.code == 0


def test_what_a_later_answer_undid_is_not_joined(tides: Recorder) -> None:
    tides.does(AMENDS)
    tides.does('answer "Article 2" --position deletes --reason So. --as ARD')
    size = tides.size()
    said = tides.run(f'sponsor join {DRAFT_AT + 1} "Article 2" --as BOR')
    assert "which was taken back or ended before" in " ".join(said.err.split())
    assert tides.size() == size


@pytest.mark.parametrize(("later", "told"), [(ADDS, True), (AMENDS, False)])
def test_a_redacted_answer_is_told_until_its_provision_is_answered(
    tides: Recorder, later: str, *, told: bool
) -> None:
    """What is added beside it, or asked, says nothing of the words of the provision."""
    tides.does(AMENDS)
    tides.does_anyway(f"redact {DRAFT_AT + 1} --document ARD.md --grounds So. --yes --as ARD")
    tides.does(later)
    words = f"its answer (entry {DRAFT_AT + 1}) was redacted by ARD"
    assert (words in " ".join(tides.does_anyway("matrix").split())) is told


def test_what_is_to_another_draft_and_takes_the_place_of_nothing_is_recorded(tides: Recorder) -> None:
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft" --as CHR')
    second = tides.size() - 1
    tides.does('answer "Article 2" --position asks --question Why? --as ARD')
    tides.file("ARD.md", SHEET)
    said = tides.run('answer ARD.md --only "Article 2" --as ARD --anyway --dry-run')
    assert "it would take the place of" not in " ".join(said.err.split())
    assert (said.code, second) == (0, DRAFT_AT + 1)


def test_a_sheet_with_one_answer_more_does_not_undo_the_others_unasked(tides: Recorder) -> None:
    """A reply in whole is all that its party has to say: what it passes over would stand no more."""
    tides.does(AMENDS)
    tides.does('answer "Article 1, paragraph 2" --position deletes --reason So. --as ARD')
    size = tides.size()
    tides.file("ARD.md", SHEET)

    said = tides.run("answer ARD.md --as ARD")

    assert (said.code, tides.size()) == (NOT_RECORDED, size)
    assert " ".join(said.err.split()).endswith(
        "nothing was recorded: ARD.md is the answer of ARD to the draft in whole and says nothing of "
        f"Article 1, paragraph 2, where ARD has answered (entry {size - 1}); that would stand no more. "
        'To answer only what ARD.md names, add --only "Article 2"; to keep all in one, say it there too; '
        "to let go of the rest, --anyway."
    )


def test_that_a_sheet_would_not_be_recorded_unasked_is_foretold(tides: Recorder) -> None:
    """A dry run shows what would be recorded, then ends as the run would."""
    tides.does(AMENDS)
    tides.does('answer "Article 1, paragraph 2" --position deletes --reason So. --as ARD')
    size = tides.size()
    tides.file("ARD.md", SHEET)

    said = tides.run("answer ARD.md --as ARD --dry-run")
    real = tides.run("answer ARD.md --as ARD")

    assert "Nothing was recorded: --dry-run." in said.out
    assert (said.code, real.code, tides.size()) == (NOT_RECORDED, NOT_RECORDED, size)
    assert said.err == real.err
    assert tides.run("answer ARD.md --as ARD --anyway --dry-run").code == 0


def test_with_only_what_it_names_the_others_stand(tides: Recorder) -> None:
    tides.does('answer "Article 1, paragraph 2" --position deletes --reason So. --as ARD')
    tides.file("ARD.md", SHEET)
    tides.does('answer ARD.md --only "Article 2" --as ARD')

    assert warned(tides, DRAFT_AT + 1)


def test_a_sheet_that_says_all_of_it_again_is_recorded(tides: Recorder) -> None:
    tides.does(AMENDS)
    tides.file("ARD.md", SHEET)

    tides.does("answer ARD.md --as ARD")

"""A consolidated text sent back as an answer: everybody's words do not become its sender's."""

import json

import pytest

from tests.cli.recorder import DRAFT, Recorder


@pytest.mark.parametrize("ending", [".docx", ".html", ".md", ".txt"])
def test_everybodys_words_are_nobodys_answer(tides: Recorder, ending: str) -> None:
    tides.does('answer "Article 3" --position amends --replace own --with fair --reason Fair. --as ARD')
    tides.does_anyway(f"compile -o all{ending}")
    size = tides.size()
    said = tides.run(f"answer all{ending} --as BOR")
    told = " ".join(said.err.split())
    assert (said.code, "says that it is a consolidated text" in told) == (6, True), told
    assert "Write the answer into the draft itself" in told
    assert tides.size() == size
    anyway = tides.run(f"answer all{ending} --as BOR --anyway")
    assert (anyway.code, "are BOR's answer, with --anyway neither" in " ".join(anyway.err.split())) == (
        6,
        True,
    )
    assert tides.size() == size


def test_the_draft_in_its_own_format_is_an_answer(tides: Recorder) -> None:
    tides.file("mine.md", DRAFT.replace("forty", "thirty"))
    tides.does("answer mine.md --as BOR")
    assert "BOR: amends" in tides.does("matrix")


def test_a_consolidated_text_that_was_tabled_can_be_answered_on(tides: Recorder) -> None:
    """Its brackets are words of the draft: whoever changes something else leaves them as they are."""
    tides.does('answer "Article 3" --position amends --replace own --with fair --reason Fair. --as ARD')
    tides.does_anyway("compile -o all.md")
    tides.does_anyway('table all.md --title "Second draft" --as CHR')
    again = (tides.folder / "all.md").read_text().replace("forty", "thirty")
    tides.file("mine.md", again)
    tides.does_anyway("answer mine.md --as BOR")
    found = tides.run("matrix --json").json["matrix"]["rows"]
    said = {row["address"]: row["cells"]["BOR"]["is"] for row in found}
    assert [address for address, what in said.items() if what == "spoke"] == ["art_2__para_1"], json.dumps(
        said
    )


@pytest.mark.parametrize("ending", [".docx", ".html", ".md", ".txt"])
def test_a_draft_that_has_brackets_of_its_own_lets_nobody_elses_words_in(
    tides: Recorder, ending: str
) -> None:
    tides.file("bracketed.md", DRAFT.replace("forty", "[forty / thirty]"))
    tides.does_anyway('table bracketed.md --title "Second draft" --as CHR')
    tides.does('answer "Article 3" --position amends --replace own --with fair --reason Fair. --as ARD')
    tides.does_anyway(f"compile -o all{ending}")
    said = tides.run(f"answer all{ending} --as BOR")
    assert (said.code, "[everybodys-words]" in said.err) == (6, True), said.err


@pytest.mark.parametrize("position", ["adds --words More.", "opposes"])
def test_a_page_is_known_by_what_is_proposed_or_opposed_in_whole(tides: Recorder, position: str) -> None:
    """The names beside it on a page are no words of the text, and are not asked for."""
    tides.file("bracketed.md", DRAFT.replace("forty", "[forty / thirty]"))
    tides.does_anyway('table bracketed.md --title "Second draft" --as CHR')
    tides.does(f'answer "Article 1(2)" --position {position} --reason No. --as ARD')
    tides.does_anyway("compile -o all.html")
    assert "[everybodys-words]" in tides.run("answer all.html --as BOR").err

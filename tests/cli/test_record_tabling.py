"""What is no draft is not tabled unawares, and what is another's is nobody else's answer."""

from __future__ import annotations

from tests.cli.recorder import ANSWER, DRAFT, DRAFT_AT, Recorder


def test_an_empty_file_is_no_draft(tides: Recorder) -> None:
    tides.file("empty.md", "\n")
    said = tides.run('table empty.md --title "Empty" --beside --anyway')
    assert (said.code, tides.size()) == (6, DRAFT_AT + 1)
    assert "nothing was recorded: empty.md is empty" in said.err


def test_a_draft_in_which_no_article_is_seen_is_tabled_only_anyway(tides: Recorder) -> None:
    """A draft after one with articles, itself without any, is a mistake until somebody says it is not."""
    tides.file("flat.md", DRAFT.replace("## Article", "- Article"))
    said = tides.run('table flat.md --title "Flat"')
    assert (said.code, tides.size()) == (6, DRAFT_AT + 1)
    assert "no article was recognised in it, and draft 1 before it had 3" in " ".join(said.err.split())
    assert tides.run('table flat.md --title "Flat" --anyway').code == 0


def test_a_text_put_beside_is_not_the_one_that_is_answered(tides: Recorder) -> None:
    """Answers go to the text on the table; one put beside it has to be named."""
    tides.file("other.md", DRAFT.replace("forty", "fifty"))
    said = tides.does('table other.md --title "Another text" --beside --as CHR')
    assert "Answers go to draft 1, unless this one is named" in said
    tides.does('answer "Article 2" --position accepts --as BOR')
    assert tides.last()["re"][0]["leaf"] == tides.entries()[DRAFT_AT]["leaf"]
    tides.does('answer "Article 2" --position accepts --draft 9 --as BOR')
    assert tides.last()["re"][0]["leaf"] == tides.entries()[9]["leaf"]


def test_a_text_tabled_word_for_word_again_is_told(tides: Recorder) -> None:
    assert "This is word for word draft 1 (entry 8)." in tides.does('table draft.md --title "Second draft"')


def test_a_sheet_that_names_another_party_is_nobody_else_s_answer(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    said = tides.run("answer ARD.md --from CEL --anyway")
    assert (said.code, tides.size()) == (6, DRAFT_AT + 1)
    assert "It is recorded in nobody else's name" in " ".join(said.err.split())


def test_a_draft_that_another_follows_waits_for_no_answer(tides: Recorder) -> None:
    """What is asked on a later draft is not overdue on the one before it."""
    tides.does('rules declare First --due "2026-03-02 18:00" --zone UTC')
    tides.file("second.md", DRAFT.replace("forty", "fifty"))
    assert "overdue by" in tides.does("owed BOR --at 2026-03-04T00:00Z")
    tides.does('table second.md --title "Second draft"')
    said = tides.does("owed BOR --at 2026-03-04T00:00Z")
    assert ("overdue by" in said, "no answer came before another draft followed" in said) == (False, True)


def test_rules_before_any_draft_are_declared_as_such(desk: Recorder) -> None:
    """Rules that nobody said are of the next draft are not made rules of it."""
    desk.does('open x.travaux --title "Agreement" --parties ARD=Ardane')
    said = desk.run("rules declare First")
    assert (said.code, "--before-a-draft" in said.err) == (2, True)
    desk.does("rules declare First --before-a-draft")

"""What is added inside a provision is given again inside it."""

from __future__ import annotations

from tests.cli.recorder import DRAFT, Recorder


def test_an_addition_inside_an_article_stands_there_in_the_new_draft(tides: Recorder) -> None:
    words = "(0) “water” means fresh water;"
    given = f'--position adds --inside "Article 1" --words "{words}" --reason r --as ARD'
    tides.does(f'answer "Article 1" {given}')
    tides.does("compile -o first.md --quiet")
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft" --as CHR')
    said = tides.does("retable --as ARD")
    tides.does("compile -o second-all.md --quiet")
    first, second = ((tides.folder / name).read_text() for name in ("first.md", "second-all.md"))
    assert "Inside: Article 1" in said
    assert second.partition("### Article 1")[2] == first.partition("### Article 1")[2]
    assert f"[ARD: {words}]" in second

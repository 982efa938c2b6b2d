"""A party says that its position is not shown rightly: that stands wherever its position stands."""

from __future__ import annotations

from tests.cli.recorder import Recorder

SAID = "its position is not shown rightly: “Not so.”"


def once(text: str) -> str:
    return " ".join(text.split())


def test_it_stands_beside_the_position_until_the_party_says_otherwise(tides: Recorder) -> None:
    tides.does('answer "Article 2" --position deletes --reason r --as ARD')
    tides.does('validate "Article 2" --wrongly "Not so." --as ARD')
    at = tides.size() - 1
    tides.does("compile -o all.md -o all.html --quiet")
    shown = (tides.does("matrix"), *((tides.folder / name).read_text() for name in ("all.md", "all.html")))
    assert [f"ARD, entry {at}: its position is not shown rightly" in once(each) for each in shown] == [
        True
    ] * 3
    assert SAID in once(tides.does("status"))
    owed = "ARD says to SEC that its position on Article 2 of draft 1, “First draft” is not shown rightly"
    assert owed in once(tides.does("owed"))
    assert owed in once(tides.does("since SEC --from 5"))
    tides.does('validate "Article 2" --rightly --as ARD')
    assert "not shown rightly" not in once(tides.does("matrix") + tides.does("owed") + tides.does("status"))


def test_once_another_draft_followed_it_is_told_as_not_put_right_there_and_is_owed_no_more(
    tides: Recorder,
) -> None:
    tides.does('validate "Article 2" --wrongly "Not so." --as ARD')
    (tides.folder / "second.md").write_text((tides.folder / "draft.md").read_text() + "\nMore.\n")
    tides.does('table second.md --title "Second draft" --follows 8 --as SEC')

    owed = once(tides.does("owed"))

    open_, _, settled = owed.partition("not put right before another draft followed, by SEC")
    assert settled
    assert "position on Article 2 of draft 1, “First draft” is not shown rightly: “Not so.”" in open_
    assert "shown rightly on Article 2 of draft 1, “First draft”: “Not so.”" in once(
        tides.does('history "Article 2"')
    )
    assert SAID not in once(tides.does("status"))
    tides.does('validate "Article 2" --wrongly "Nor here." --as ARD')
    assert "not shown rightly: “Nor here.”" in once(tides.does("status"))


def test_it_stands_also_where_nothing_of_its_party_is_shown(tides: Recorder) -> None:
    tides.does('answer "Article 3" --position accepts --as BOR')
    tides.does('validate "Article 2" --wrongly "Not so." --as ARD')
    tides.does("compile -o all.md --quiet")
    assert SAID in once((tides.folder / "all.md").read_text())


def test_who_may_read_no_draft_is_not_told_that_none_is_there(tides: Recorder) -> None:
    for verb in ("matrix", 'history "Article 2"'):
        said = tides.run(f"{verb} --as public")
        assert "No draft that this reader may read is on the table" in said.err

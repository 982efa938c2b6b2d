"""Answers given again to a new draft: each in the names it was given in, and in no others."""

import json

import pytest

from tests.cli.recorder import DRAFT, Recorder


def second(tides: Recorder) -> None:
    tides.file("second.md", DRAFT.replace("First", "Second"))
    tides.does('table second.md --title "Second draft" --as CHR')


def given(tides: Recorder, since: int) -> list[tuple[list[str], list[str]]]:
    """List what was answered since an entry: on which provisions, in whose names."""
    return [
        ([one["article"] for one in it["entry"]["re"] if "article" in one], it["entry"]["body"]["principals"])
        if "principals" in it["entry"]["body"]
        else ([one["article"] for one in it["entry"]["re"] if "article" in one], [])
        for it in tides.entries()[since:]
    ]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_no_name_is_added_to_an_answer_given_again_and_none_is_dropped(
    tides: Recorder, order: tuple[int, int]
) -> None:
    alone = 'answer "Article 2" --position amends --replace forty --with thirty --reason Own. --as ARD'
    joint = 'answer "Article 3" --position accepts --principals ARD,CEL --as ARD'
    for at in order:
        tides.does((alone, joint)[at])
    second(tides)
    since = tides.size()
    said = tides.does("retable --as ARD")
    expected = [(["art_2"], []), (["art_3"], ["ARD", "CEL"])]
    assert given(tides, since) == [expected[at] for at in order]
    names = [("ARD", "ARD, CEL")[at] for at in order]
    assert said.splitlines()[:2] == [
        "They were not all given in the same names. So there are 2 entries, in the name of: "
        + "; ".join(names)
        + ".",
        "  | # Answer of Ardane (ARD)",
    ]
    assert said.count("On behalf of: Ardane (ARD), Celandria (CEL)") == 1


def test_those_named_alone_are_given_again_in_their_own_names(tides: Recorder) -> None:
    """Naming one answer does not give it the names of the others."""
    tides.does('answer "Article 3" --position accepts --principals ARD,CEL --as ARD')
    tides.does('answer "Article 2" --position deletes --reason Own. --as ARD')
    second(tides)
    since = tides.size()
    assert "In the name of ARD, CEL, as they were given." in tides.does("retable ARD/9.1 --as ARD")
    assert "in the name of" not in tides.does("retable ARD/10.1 --as ARD").lower()
    assert given(tides, since) == [(["art_3"], ["ARD", "CEL"]), (["art_2"], [])]


def test_one_in_its_own_name_is_in_its_name_however_it_says_so(tides: Recorder) -> None:
    tides.does('answer "Article 3" --position accepts --principals ARD --as ARD')
    tides.does('answer "Article 2" --position deletes --reason Own. --as ARD')
    second(tides)
    since = tides.size()
    tides.does("retable --as ARD")
    assert given(tides, since) == [(["art_3", "art_2"], ["ARD"])]


def test_what_is_said_of_an_article_does_not_take_the_place_of_what_is_said_in_it(tides: Recorder) -> None:
    """The later one is recorded later, though another in the same names is older than both."""
    tides.does('answer "Article 2" --position accepts --as ARD')
    tides.does('answer "Article 1" --position accepts --principals ARD,CEL --as ARD')
    tides.does('answer "Article 1(2)" --position deletes --reason Own. --as ARD')
    second(tides)
    since = tides.size()
    tides.does("retable --as ARD")
    assert given(tides, since) == [
        (["art_2"], []),
        (["art_1"], ["ARD", "CEL"]),
        (["art_1__para_2"], []),
    ]


def test_two_on_one_provision_in_different_names_are_not_given_again_together(tides: Recorder) -> None:
    tides.does('answer "Article 3" --position accepts --principals ARD,CEL --as ARD')
    tides.does('hold enter "Article 3" --kind scrutiny --as ARD')
    second(tides)
    since = tides.size()
    said = tides.run("retable --as ARD")
    assert (said.code, "were given in different names" in said.err) == (2, True)
    assert tides.size() == since
    tides.does("retable ARD/9.1 --as ARD")
    assert given(tides, since) == [(["art_3"], ["ARD", "CEL"])]


def test_several_entries_are_not_signed_at_once_to_be_sent_on(tides: Recorder) -> None:
    tides.does('answer "Article 3" --position accepts --principals ARD,CEL --as ARD')
    tides.does('answer "Article 2" --position deletes --reason Own. --as ARD')
    second(tides)
    said = tides.run("retable --as ARD --out mine.entry.zip")
    assert (said.code, "ARD/9.1 in the name of ARD, CEL; ARD/10.1 in the name of ARD" in said.err) == (
        2,
        True,
    )
    assert not (tides.folder / "mine.entry.zip").exists()
    told = tides.does("retable ARD/9.1 --as ARD --out mine.entry.zip --json")
    assert json.loads(told) == [{"recorded": False, "written": "mine.entry.zip"}]

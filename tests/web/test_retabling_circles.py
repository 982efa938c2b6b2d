"""Answers given again on the page: each for whom it was, unless another audience is chosen."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests.cli.recorder import DRAFT
from travaux.cli.main import main
from travaux.store.sqlite import SqliteStore
from travaux.web.accounts.models import Prepared
from travaux.web.room import Room, enter

Sitting = Callable[..., Client]


@pytest.fixture
def room(tmp_path: Path, people: None) -> Iterator[Room]:
    """A record in which ARD answered the draft before, at one article for CEL alone."""
    assert people is None
    record = tmp_path / "tides.travaux"
    (tmp_path / "first.md").write_text(DRAFT)
    (tmp_path / "second.md").write_text(DRAFT.replace("First", "Second"))

    def does(*arguments: str) -> None:
        assert main([*arguments, "--record", str(record)]) == 0, arguments

    members = "ARD=Ardane,BOR=Bordavia,CEL=Celandria"
    assert main(["open", str(record), "--title", "Tides", "--parties", members]) == 0
    does("key", "new", "ARD", "--enrol")
    does("table", str(tmp_path / "first.md"), "--title", "First draft")
    own = ("--position", "deletes", "--reason", "Own.", "--as", "ARD")
    does("answer", "Article 2", *own, "--audience", "to:CEL")
    does("answer", "Article 3", *own)
    does("table", str(tmp_path / "second.md"), "--title", "Second draft")
    served = Room(SqliteStore.open(record), path=record)
    enter(served)
    yield served
    served.close()


def test_each_is_for_whom_it_was_and_the_page_says_for_whom(room: Room, sitting: Sitting) -> None:
    assert room.state.size
    browser = sitting("ARD")
    page = browser.get("/retable/").content.decode()
    assert re.findall(r">(For [^<]+)</p>", page) == ["For CEL, its author and the keeper."]
    assert re.findall(r'<option value="([^"]*)" selected>([^<]*)<', page) == [("", "Each as it was")]
    browser.post("/retable/", {"every": "on", "vis": ""})
    assert [one.vis for one in Prepared.objects.order_by("pk")] == ["to:CEL", "all"]


def test_who_chooses_more_readers_is_told_what_they_will_read(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    answer = browser.post("/retable/", {"every": "on", "vis": "all"})
    kept = Prepared.objects.get()
    restricted = next(one for one in room.state.entries if one.entry.vis == "to:CEL")
    assert kept.vis == "all"
    assert f"Entry {restricted.index} is for CEL" in browser.get(answer["Location"]).content.decode()

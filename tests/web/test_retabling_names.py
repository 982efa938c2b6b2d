"""Answers given again on the page: each in the names it was given in, shown before it is signed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from tests.cli.recorder import DRAFT
from travaux.cli.main import main
from travaux.record.act import GivesAnswer
from travaux.store.sqlite import SqliteStore
from travaux.web.accounts.models import Prepared
from travaux.web.acts.preparing import act_of
from travaux.web.room import Room, enter

Sitting = Callable[..., Client]


@pytest.fixture
def room(tmp_path: Path, people: None) -> Iterator[Room]:
    """A record in which ARD answered the draft before alone at one article, and with CEL at another."""
    assert people is None
    record = tmp_path / "tides.travaux"
    (tmp_path / "first.md").write_text(DRAFT)
    (tmp_path / "second.md").write_text(DRAFT.replace("First", "Second"))

    def does(*arguments: str) -> None:
        assert main([*arguments, "--record", str(record)]) == 0, arguments

    assert main(["open", str(record), "--title", "Tides", "--parties", "ARD=Ardane,CEL=Celandria"]) == 0
    does("key", "new", "ARD", "--enrol")
    does("table", str(tmp_path / "first.md"), "--title", "First draft")
    does("answer", "Article 2", "--position", "deletes", "--reason", "Own.", "--as", "ARD")
    does("answer", "Article 3", "--position", "accepts", "--principals", "ARD,CEL", "--as", "ARD")
    does("table", str(tmp_path / "second.md"), "--title", "Second draft")
    served = Room(SqliteStore.open(record), path=record)
    enter(served)
    yield served
    served.close()


def principals(one: Prepared) -> tuple[str, ...]:
    act = act_of(one)
    assert isinstance(act, GivesAnswer)
    return act.principals


def test_each_set_of_names_is_an_entry_of_its_own_and_says_so_first(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    page = browser.get("/retable/").content.decode()
    assert re.findall(r"<span>(Article [^<]+)</span></label>", page) == [
        "Article 2: deletes",
        "Article 3: accepts, in the name of ARD, CEL",
    ]
    assert browser.post("/retable/", {"every": "on"})["Location"] == "/today/"
    kept = list(Prepared.objects.order_by("pk"))
    assert [principals(one) for one in kept] == [(), ("ARD", "CEL")]
    pages = [browser.get(f"/prepared/{one.pk}/").content.decode() for one in kept]
    assert ["ARD, CEL" in one for one in pages] == [False, True]
    size = room.state.size
    for one in kept:
        browser.post(f"/prepared/{one.pk}/", {"nonce": one.nonce, "version": one.version})
    acts = [one.act for one in room.state.entries[size:]]
    assert [one.principals for one in acts if isinstance(one, GivesAnswer)] == [(), ("ARD", "CEL")]


def test_one_of_them_is_changed_by_itself(room: Room, sitting: Sitting) -> None:
    assert room.state.size
    browser = sitting("ARD")
    browser.post("/retable/", {"every": "on"})
    joint = Prepared.objects.order_by("pk").last()
    assert joint is not None
    page = browser.get(f"/retable/?prepared={joint.pk}").content.decode()
    (ticked,) = re.findall(r'name="again" value="([^"]+)" checked', page)
    browser.post("/retable/", {"again": [ticked], "prepared": joint.pk, "version": joint.version})
    kept = Prepared.objects.order_by("pk")
    assert [principals(one) for one in kept] == [(), ("ARD", "CEL")]

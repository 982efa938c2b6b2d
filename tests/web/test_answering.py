"""Answers given on a page: from what is typed to the entry and the compiled text."""

from collections.abc import Callable

from django.test import Client

from travaux.record.act import GivesAnswer
from travaux.text.notation import show
from travaux.web.room import Room

Sitting = Callable[..., Client]

WHERE = "art_4__para_1"


def words_of(room: Room, address: str) -> str:
    draft = room.state.latest_draft()
    assert draft is not None
    provision = room.library(room.state).text(draft).at(address)
    assert provision is not None
    return show(provision.words)


def tabled(browser: Client, where: str, **fields: object) -> int:
    """Answer on the page, table what was prepared, and give the place of the entry."""
    answer = browser.post(f"/article/{where}/answer/", {"on": where, **fields})
    assert answer.status_code == 302, answer.content.decode()
    prepared = answer["Location"]
    assert browser.get(prepared).status_code == 200
    done = browser.post(prepared, {"anyway": "on"})
    assert done.status_code == 302, browser.get(prepared).content.decode()
    return int(done["Location"].split("/")[2])


def test_an_amendment_goes_from_the_page_to_the_record_and_the_text(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")
    before = words_of(room, WHERE)
    words = before.replace("shall", "should", 1)
    assert words != before
    place = tabled(browser, WHERE, position="amends", words=words, reason="Not always known earlier.")
    act = room.state.entries[place].act
    assert isinstance(act, GivesAnswer)

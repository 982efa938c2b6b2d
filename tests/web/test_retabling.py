"""Answers to the draft before, given again to the new one."""

import re
from collections.abc import Callable

from django.test import Client

from travaux.record.act import GivesAnswer
from travaux.web.accounts.models import Prepared
from travaux.web.room import Room

Sitting = Callable[..., Client]


def ticked(page: str) -> list[str]:
    return re.findall(r'name="again" value="([^"]+)"', page)


def test_each_earlier_answer_is_shown_with_what_became_of_it(sitting: Sitting) -> None:
    page = sitting("ARD").get("/retable/").content.decode()
    became = re.findall(r"<p><b>([\w ]+)</b>", page)
    assert set(became) == {"unchanged", "moved", "in need of confirmation", "void"}
    assert len(ticked(page)) == sum(one in {"unchanged", "moved"} for one in became)
    assert "Answer it anew" in page


def test_those_that_are_ticked_are_given_again_word_for_word(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    names = ticked(browser.get("/retable/").content.decode())
    answer = browser.post("/retable/", {"again": names[:1]})
    assert answer.status_code == 302, answer.content.decode()
    address = answer["Location"]
    size = room.state.size
    browser.post(address, {"anyway": "on"})
    assert room.state.size == size + 1
    act = room.state.entries[size].act
    draft = room.state.latest_draft()
    assert isinstance(act, GivesAnswer)
    assert draft is not None
    assert room.state.entries[size].entry.re[0].leaf == draft.tabled.leaf


def test_all_that_is_as_it_was_is_given_again_by_one_press(sitting: Sitting) -> None:
    browser = sitting("BOR")
    page = browser.get("/retable/").content.decode()
    assert re.findall(r'name="again" value="[^"]+" checked', page) == []
    answer = browser.post("/retable/", {"every": "on"})
    assert answer.status_code == 302, answer.content.decode()
    said = Prepared.objects.get().documents.get()
    assert bytes(said.data).decode().count("\nPosition: ") == len(ticked(page))


def test_what_was_given_again_says_so_and_is_not_offered_as_if_it_were_not(
    room: Room, sitting: Sitting
) -> None:
    browser = sitting("BOR")
    before = browser.get("/retable/").content.decode()
    assert "You have answered this on the new draft" not in before
    browser.post(browser.post("/retable/", {"every": "on"})["Location"], {"anyway": "on"})
    entry = f'<a href="/record/{room.state.size - 1}/">Entry {room.state.size - 1}</a>'
    after = browser.get("/retable/").content.decode()
    assert after.count("You have answered this on the new draft") == len(ticked(before))
    assert after.count(entry) == len(ticked(before))
    assert ("Give again all" in before, "Give again all" in after) == (True, False)
    assert ticked(after) == ticked(before), "they may still be chosen"


def test_nothing_ticked_is_nothing_given(sitting: Sitting) -> None:
    page = sitting("ARD").post("/retable/", {})
    assert page.status_code == 422
    assert "Tick the answers that you give again" in page.content.decode()
    assert not Prepared.objects.exists()


def test_a_draft_that_follows_none_says_so(sitting: Sitting) -> None:
    assert "follows no draft" in sitting("ARD").get("/retable/", {"draft": "1"}).content.decode()
    assert "had no answer" in sitting("AUR").get("/retable/").content.decode()

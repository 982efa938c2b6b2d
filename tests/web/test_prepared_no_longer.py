"""A page of what is prepared no longer: what became of it is said, and nothing written there is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from travaux.web.accounts.models import Prepared
from travaux.web.room import Room

Sitting = Callable[..., Client]
LETTER = {"kind": "letter", "subject": "First", "sealing": "unsigned", "whom": ["BOR"]}
ANSWER = {"on": "art_4__para_1", "position": "amends", "words": "Each Party tells the others."}
PAGES: dict[str, dict[str, Any]] = {"/notes/send/": LETTER, "/article/art_4__para_1/answer/": ANSWER}


def kept(browser: Client, page: str) -> Prepared:
    assert browser.post(page, PAGES[page]).status_code == 302
    return Prepared.objects.get()


@pytest.mark.parametrize("page", PAGES)
def test_the_form_of_what_was_tabled_leads_to_the_entry(room: Room, sitting: Sitting, page: str) -> None:
    browser, other = sitting("ARD"), sitting("BOR")
    one = kept(browser, page)
    address = f"{page}?prepared={one.pk}&on=art_4__para_1&position=amends"
    assert browser.get(address).status_code == 200
    browser.post(f"/prepared/{one.pk}/", {"version": "1", "nonce": one.nonce})
    place = room.state.size - 1
    answer = browser.get(address, follow=True)
    assert answer.redirect_chain == [(f"/prepared/{one.pk}/", 302), (f"/record/{place}/", 302)]
    assert other.get(address).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_form_of_what_was_thrown_away_says_so(sitting: Sitting, page: str) -> None:
    browser = sitting("ARD")
    one = kept(browser, page)
    for _ in "twice":
        browser.post(f"/prepared/{one.pk}/discard/")
    answer = browser.get(f"{page}?prepared={one.pk}", follow=True)
    assert answer.status_code == 410
    assert "Your delegation prepared it and threw it away." in answer.content.decode()
    assert browser.post(f"/prepared/{one.pk}/discard/").status_code == 410
    assert browser.get(f"{page}?prepared={one.pk + 1}").status_code == 404


def test_what_was_written_meanwhile_is_kept_beside_it(room: Room, sitting: Sitting) -> None:
    browser = sitting("ARD")
    one = kept(browser, "/notes/send/")
    browser.post(f"/prepared/{one.pk}/", {"version": "1", "nonce": one.nonce})
    again = {**LETTER, "subject": "Second", "prepared": str(one.pk), "version": "1"}
    answer = browser.post(f"/notes/send/?prepared={one.pk}", again, follow=True)
    assert [each.given["subject"] for each in Prepared.objects.all()] == ["Second"]
    assert "Nothing is lost" in answer.content.decode()
    assert room.state.size == room.state.entries[-1].index + 1


def test_what_is_not_tabled_is_told_on_its_page_and_not_in_answer_to_what_was_sent(
    room: Room, sitting: Sitting
) -> None:
    browser = sitting("ARD")
    one = kept(browser, "/notes/send/")
    size = room.state.size
    answer = browser.post(f"/prepared/{one.pk}/", {"version": "7", "nonce": one.nonce}, follow=True)
    assert answer.redirect_chain == [(f"/prepared/{one.pk}/", 302)]
    assert "changed it while you looked" in answer.content.decode()
    answer = browser.post(f"/prepared/{one.pk}/elsewhere/", {"key": "none"}, follow=True)
    assert answer.redirect_chain == [(f"/prepared/{one.pk}/elsewhere/", 302)]
    assert room.state.size == size

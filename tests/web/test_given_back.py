"""What somebody types is not lost with the session, and is never taken for another seat than its own."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from travaux.web.accounts.models import Person, Prepared, Seat
from travaux.web.room import Room
from travaux.web.seat import CHOSEN, Capacity

Sitting = Callable[..., Client]

PAGE = "/article/art_4/answer/"
WORDS = "\nEach Party shall “publish” \u202eits\u202c readings\r\n<b>within</b> a year. "
TEMPLATES = Path(__file__).parents[2] / "src" / "travaux" / "web" / "templates" / "web"


def answer(client: Client, party: str = "ARD", **more: str) -> dict[str, str]:
    """Give the fields of an answer, as the page of *client* has them, filled in for *party*."""
    page = client.get(f"{PAGE}?on=art_4__para_1&position=amends").content.decode()
    fields = {
        name: html.unescape(value)
        for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    }
    assert fields["for_seat"] == party
    return {**fields, "words": WORDS, "reason": "", "conditions": "", "capacity": "", "vis": "all", **more}


def hidden(page: str) -> dict[str, str]:
    form = page.partition('class="act"')[2]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
    return {name: html.unescape(value) for name, value in found}


def two_seats(client: Client) -> None:
    Seat.objects.create(person=Person.objects.get(), party="BOR", capacity=Capacity.HEAD)
    client.get("/")


def kept() -> list[tuple[str, str]]:
    return [(one.party, one.given["words"]) for one in Prepared.objects.all()]


def test_words_sent_after_the_session_ended_come_back_and_are_kept_once_sent_again(sitting: Sitting) -> None:
    client = sitting("ARD")
    sent = answer(client)
    Session.objects.all().delete()
    back = client.post(PAGE, sent)
    page = back.content.decode()
    assert (back.status_code, Prepared.objects.count()) == (403, 0)
    assert "You are signed in no more" in page
    again = hidden(page)
    assert {name: again[name] for name in sent if name != "csrfmiddlewaretoken"} == {
        name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"
    }
    assert "&lt;b&gt;within&lt;/b&gt;" in page
    client.force_login(Person.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(PAGE, again).status_code == 302
    assert kept() == [("ARD", WORDS.replace("\r\n", "\n"))]


def test_the_page_of_an_earlier_sign_in_gives_the_words_back_with_a_new_proof(sitting: Sitting) -> None:
    person = sitting("ARD")
    client = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    client.cookies = person.cookies
    sent = answer(client)
    client.force_login(Person.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["csrftoken"] = "a" * 32
    back = client.post(PAGE, sent)
    assert (back.status_code, Prepared.objects.count()) == (403, 0)
    assert "You signed in again" in back.content.decode()
    assert client.post(PAGE, hidden(back.content.decode())).status_code == 302
    assert kept() == [("ARD", WORDS.replace("\r\n", "\n"))]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {},
        {"referer": "http://testserver.elsewhere.example/"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
    ],
)
def test_what_another_server_has_a_browser_send_is_not_offered(
    sitting: Sitting, headers: dict[str, str]
) -> None:
    person = sitting("ARD")
    client = Client(enforce_csrf_checks=True)
    client.cookies = person.cookies
    sent = {**answer(client), "csrfmiddlewaretoken": "b" * 32, "words": "Theirs."}
    back = client.post(PAGE, sent, headers=headers)
    assert (back.status_code, "Theirs." in back.content.decode()) == (403, False)
    assert "Not from here" in back.content.decode()


def test_a_form_filled_in_for_one_seat_is_not_taken_from_another(sitting: Sitting) -> None:
    client = sitting("ARD")
    two_seats(client)
    sent = answer(client)
    client.post("/sit/", {"party": "BOR"})
    back = client.post(PAGE, sent)
    page = back.content.decode()
    assert (back.status_code, Prepared.objects.count()) == (409, 0)
    assert "This was written for ARD, and you sit for BOR by now" in page
    assert (
        '<button class="first" name="take_seat" value="ARD">Sit for ARD again, and send it</button>' in page
    )
    assert client.post(PAGE, {**hidden(page), "take_seat": "ARD"}).status_code == 302
    assert (client.session[CHOSEN], kept()) == ("ARD", [("ARD", WORDS.replace("\r\n", "\n"))])


def test_a_seat_that_one_has_not_is_not_taken_back(sitting: Sitting) -> None:
    client = sitting("ARD")
    sent = answer(client)
    Seat.objects.update(party="BOR")
    back = client.post(PAGE, {**sent, "take_seat": "ARD"})
    assert (back.status_code, Prepared.objects.count()) == (409, 0)
    assert "you have no seat for ARD" in back.content.decode()


def test_what_is_taken_away_by_one_click_is_held_to_its_seat_as_well(sitting: Sitting) -> None:
    client = sitting("ARD")
    two_seats(client)
    client.post(PAGE, answer(client))
    number = Prepared.objects.get().pk
    client.post("/sit/", {"party": "BOR"})
    assert client.post(f"/prepared/{number}/discard/", {"for_seat": "ARD"}).status_code == 409
    assert Prepared.objects.count() == 1


def test_files_are_asked_for_again_and_passphrases_stand_nowhere(sitting: Sitting) -> None:
    client = sitting("ARD")
    Session.objects.all().delete()
    file = SimpleUploadedFile("note <verbale>.txt", b"Words.")
    page = client.post("/answer/", {"for_seat": "ARD", "file": file}).content.decode()
    assert "<bdi>note &lt;verbale&gt;.txt</bdi>" in page
    assert '<input type="file" id="file-file" name="file" multiple>' in page
    secret = {"for_seat": "ARD", "passphrase": "open sesame", "again": "open sesame"}
    assert "sesame" not in client.post("/keys/make/", secret).content.decode()


def test_every_form_that_acts_says_for_which_seat_it_is() -> None:
    """But those of whoever has no seat yet, and what is of a person alone."""
    without = {
        (file.name, form)
        for file in TEMPLATES.glob("*.html")
        for form in re.findall(r'<form method="post"[^>]*>(?:(?!</form>).)*', file.read_text(), re.DOTALL)
        if "{% for_seat %}" not in form
    }
    assert {name for name, _ in without} == {"invitation.html", "given_back.html", "today.html"}
    assert ["{% url 'zone' %}" in form for name, form in without if name == "today.html"] == [True]


def test_another_language_leaves_one_on_the_same_page_with_what_it_asks(room: Room) -> None:
    assert room.state.size
    client = Client()
    page = client.get("/matrix/?draft=1&at=5").content.decode()
    there = '<input type="hidden" name="next" value="/matrix/?draft=1&amp;at=5"><label for="speak">'
    assert there in page
    answer = client.post("/language/", {"language": "fr", "next": "/matrix/?draft=1&at=5"})
    assert answer.headers["Location"] == "/matrix/?draft=1&at=5"
    assert client.post("/language/", {"next": "//elsewhere.example/?a=1"}).headers["Location"] == "/"

"""Why something is refused is said in the language of the page on which it was asked for."""

import json
import re
from collections.abc import Callable

import pytest
from django.test import Client

from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Person
from travaux.web.api.access import made_for
from travaux.web.room import Room

Sitting = Callable[..., Client]
_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
_MEMBER = {"name": "Ardane", "role": "party", "vis": "all"}


def shown(page: str) -> tuple[str, bool]:
    """Give in which language the page is, and whether anything ours on it is marked as English."""
    language = re.search(r'<html lang="([^"]*)"', page)
    assert language is not None
    body = "".join(_MAIN.findall(page)) + "".join(re.findall(r'<div class="messages".*?</div>', page))
    return language[1], 'lang="en"' in body


def speaking(client: Client, language: str) -> Client:
    client.post("/language/", {"language": language, "next": "/"})
    return client


def plainly(page: str) -> str:
    """Give the words of a page without what keeps their direction, and with ordinary spaces."""
    return re.sub(r"\s+", " ", re.sub(r"</?(bdi|span)[^>]*>", "", page).replace("&#x27;", "'"))


def test_what_the_record_would_refuse_is_said_in_french_on_a_french_page(
    room: Room, sitting: Sitting
) -> None:
    client = speaking(sitting("SEC"), "fr")
    answer = client.post("/secretariat/members/add/", {"code": "ARD", **_MEMBER})
    page = answer.content.decode()
    assert answer.status_code == 422
    since = room.state.members[PartyCode("ARD")].since
    assert f"ARD est membre depuis l’inscription {since}." in plainly(page)
    assert shown(page) == ("fr", False)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", '"4 you" cannot be a party\'s code. Expected a letter'),
        ("fr", "« 4 you » ne peut être le code d’une partie. Attendu : une lettre"),
        ("es", "«4 you» no puede ser el código de una parte."),
        ("ru", "«4 you» не может быть кодом стороны."),
        ("ar", "لا يجوز أن يكون «4 you» رمزا لطرف."),
        ("zh-hans", "“4 you”不能用作当事方代码。"),
    ],
)
def test_what_a_form_cannot_take_is_said_in_each_language(sitting: Sitting, language: str, said: str) -> None:
    client = speaking(sitting("SEC"), language)
    answer = client.post("/secretariat/members/add/", {"code": "4 you", **_MEMBER})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in plainly(page).replace("&quot;", '"')
    assert shown(page) == (language, False)


def test_a_place_that_is_not_in_the_draft_is_said_in_french(sitting: Sitting) -> None:
    client = speaking(sitting("CHR"), "fr")
    fields = {"draft": "2", "provisions": "Article 99", "state": "agree", "vis": "all"}
    page = client.post("/secretariat/settle/", fields).content.decode()
    assert "« Article 99 » n’est pas dans « " in plainly(page)
    assert "Attendu : une de ses dispositions, par exemple « " in plainly(page)


def test_another_moment_that_there_is_not_is_said_in_french(sitting: Sitting) -> None:
    page = speaking(sitting("ARD"), "fr").get("/docket/?at=2026-03-20 18:00 Nowhere").content.decode()
    assert "« Nowhere » n’est pas dans les tables de fuseaux horaires de cette machine." in plainly(page)
    assert shown(page)[0] == "fr"


def test_a_program_that_asks_for_a_language_is_refused_in_it(room: Room, sitting: Sitting) -> None:
    sitting("ARD")
    _, key = made_for(Person.objects.get(), PartyCode("ARD"), "a test")
    program = Client(headers={"Authorization": f"Bearer {key}"})
    wanted = json.dumps({"type": "member.add", "body": {"party": "ISL", "name": "Isles", "role": "observer"}})
    said = [
        plainly(
            program.post("/api/entries/compose", wanted, "application/json", headers=asked).json()["said"]
        )
        for asked in ({}, {"Accept-Language": "fr"}, {"Accept-Language": "ru"})
    ]
    assert said == [
        (
            "ARD may not record the addition of a member: ARD is a party; "
            "the addition of a member is for the keeper of the record."
        ),
        (
            "ARD ne peut pas inscrire l’ajout d’un membre : ARD est partie ; "
            "l’ajout d’un membre relève de : qui tient le registre."
        ),
        (
            "ARD не может внести запись «включение участника»: ARD — сторона; "
            "на «включение участника» имеют право: держатель реестра."
        ),
    ]
    assert room.state.size == 49

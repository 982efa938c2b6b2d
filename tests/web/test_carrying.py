"""What is filled in on a page is there still when the page is asked for in another language."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.web.crawl import addresses
from travaux.web.accounts.models import Prepared
from travaux.web.room import Room

Sitting = Callable[..., Client]

ANSWER = "/article/art_4/answer/?on=art_4__para_1&position=amends"
WORDS = "\nEach Party shall “publish” its\r\n<b>readings</b>. "


def carried(client: Client, page: str, **filled: object) -> tuple[int, str]:
    """Ask for the page in French with all this filled in, as its own script has the browser do."""
    opened = client.get(page).content.decode()
    main = opened.partition('<main id="main"')[2]
    hidden = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', main)
    fields = {name: html.unescape(value) for name, value in hidden}
    sent = {**fields, **filled, "language": "fr", "next": page, "carried": "on"}
    answer = client.post("/language/", sent)
    assert (answer.status_code, answer.headers["Location"]) == (307, page)
    assert answer.cookies["django_language"].value == "fr"
    client.cookies["django_language"] = "fr"
    shown = client.post(page, sent)
    return shown.status_code, shown.content.decode()


def in_field(page: str, name: str) -> str:
    found = re.search(rf'<textarea name="{name}"[^>]*>\r?\n(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


def ticked(page: str, name: str) -> list[str]:
    return re.findall(rf'<input type="checkbox" name="{name}" value="([^"]*)"[^>]* checked', page)


def test_words_come_with_the_language_and_nothing_is_kept(sitting: Sitting) -> None:
    status, page = carried(sitting("ARD"), ANSWER, words=WORDS, reason="R", vis="to", to=["BOR", "CEL"])
    assert (status, Prepared.objects.count()) == (200, 0)
    assert 'lang="fr"' in page
    assert (in_field(page, "words"), in_field(page, "reason")) == (WORDS, "R")
    assert ticked(page, "to") == ["BOR", "CEL"]
    assert '<option value="to" selected>' in page


def test_what_was_unticked_stays_unticked(sitting: Sitting) -> None:
    """A page that ticks something from the start does not tick it again."""
    client = sitting("SEC")
    opened = client.get("/secretariat/rules/").content.decode()
    assert len(ticked(opened, "asked")) > 2
    _, page = carried(client, "/secretariat/rules/", name="Second reading", asked=["CEL"])
    assert ticked(page, "asked") == ["CEL"]
    assert 'value="Second reading"' in page
    _, page = carried(client, "/secretariat/table/", title="Fourth draft")
    assert re.search(r'<input type="checkbox" name="basis"[^>]* checked', page) is None


def test_what_was_refused_is_carried_too(sitting: Sitting) -> None:
    """The page of a refusal has the address of its form, and all else in its fields."""
    client = sitting("ARD")
    sent = {"on": "art_4__para_1", "position": "amends", "draft": "1", "words": "", "reason": "Because."}
    refused = client.post("/article/art_4/answer/", sent)
    assert refused.status_code == 422
    assert "data-unsaved" in refused.content.decode()
    sent |= {"language": "fr", "next": "/article/art_4/answer/", "carried": "on"}
    page = client.post("/article/art_4/answer/", sent).content.decode()
    assert in_field(page, "reason") == "Because."
    assert "data-unsaved" in page


def test_it_is_carried_for_its_own_seat_alone(sitting: Sitting) -> None:
    sent = {"for_seat": "BOR", "words": "Ours.", "language": "fr", "next": ANSWER, "carried": "on"}
    answer = sitting("ARD").post(ANSWER, sent)
    assert (answer.status_code, "was written for BOR" in answer.content.decode()) == (409, True)


def test_it_leads_to_this_server_alone(sitting: Sitting) -> None:
    sent = {"language": "fr", "next": "//elsewhere.example/", "carried": "on", "words": "Ours."}
    assert sitting("ARD").post("/language/", sent).headers["Location"] == "/"


@pytest.mark.parametrize("party", ["ARD", "SEC"])
def test_without_a_script_the_heads_choices_open_beside_what_is_filled_in(
    room: Room, sitting: Sitting, party: str
) -> None:
    client = sitting(party)
    wrong = {}
    seen = set()
    for name, where in addresses(room):
        if name in seen or name in {"live", "download", "document", "bundle", "entry"}:
            continue
        answer = client.get(where)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        seen.add(name)
        head, _, main = answer.content.decode().partition('<main id="main"')
        asks = re.search(r"<textarea|data-carries", main) is not None
        if (
            asks
            and '<form method="post" action="/language/" data-head="language" target="_blank">' not in head
        ):
            wrong[name] = urlsplit(where).path
    assert len(seen) > 20
    assert wrong == {}

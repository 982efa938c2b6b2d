"""Where nothing is, where one may not, or where something broke, a page says what to do."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from tests.web.looking import looked
from travaux.web.around import limits
from travaux.web.room import Room

Sitting = Callable[..., Client]


def said(page: str) -> tuple[list[str], bool, bool]:
    """Give the headings of a page, and whether it has the languages and the way home."""
    return re.findall(r"<h1>(.*?)</h1>", page), 'id="speak"' in page, 'class="button first" href="/"' in page


@pytest.mark.parametrize("reader", ["ARD", None])
def test_what_is_not_there_has_a_page_that_says_what_to_do(sitting: Sitting, reader: str | None) -> None:
    answer = sitting(reader).get("/nowhere/")
    page = answer.content.decode()
    assert (answer.status_code, *said(page)) == (404, ["Nothing is here for you"], True, True)
    assert "nowhere" not in page


def test_it_speaks_the_language_of_its_reader(sitting: Sitting) -> None:
    page = sitting(None).get("/nowhere/", headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="fr" dir="ltr">' in page
    assert "Nothing is here for you" not in page


def test_what_was_not_sent_from_a_page_of_this_session_says_how_to_go_on(room: Room) -> None:
    assert room.state.size
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "fr"})
    assert (answer.status_code, *said(answer.content.decode())) == (403, ["Not from here"], True, True)


def test_what_cannot_be_read_says_so(sitting: Sitting) -> None:
    fields = {f"f{at}": "x" for at in range(2000)}
    answer = sitting("ARD").post("/today/read/", fields)
    assert (answer.status_code, *said(answer.content.decode())) == (400, ["That cannot be read"], True, True)


def test_an_address_that_is_only_sent_to_has_a_page_as_well(sitting: Sitting) -> None:
    answer = sitting("ARD").get("/today/read/")
    heads = ["Nothing can be read here"]
    assert (answer.status_code, *said(answer.content.decode())) == (405, heads, True, True)
    assert answer["Allow"] == "POST"


def test_one_person_who_floods_reads_what_to_do(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setitem(limits.ACTING, "person", 0)
    answer = sitting("ARD").post("/language/", {"language": "en"})
    cache.clear()
    assert (answer.status_code, *said(answer.content.decode())) == (429, ["Too much at once"], True, True)
    assert "Wait a minute" in answer.content.decode()


def test_what_breaks_says_so_and_shows_nothing_of_it(
    room: Room, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sitting("ARD")
    client.raise_request_exception = False

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("words of a text")

    monkeypatch.setattr(room, "library", broken)
    answer = client.get("/article/art_4/history/")
    page = answer.content.decode()
    assert (answer.status_code, *said(page)) == (500, ["Something went wrong here"], True, True)
    assert "words of a text" not in page
    monkeypatch.setattr(Room, "known", broken)
    answer = client.get("/record/")
    assert (answer.status_code, answer.content) == (
        500,
        b"Something went wrong here. It is noted for whoever runs this server.",
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [
        *[(f"/{one}/?at={'9' * 5000}", 400) for one in ("text", "docket", "matrix")],
        (f"/today/?since={'9' * 5000}", 400),
        (f"/validate/?prepared={'9' * 5000}", 404),
        (f"/record/?before={'9' * 5000}", 200),
        (f"/text/?draft={'9' * 5000}", 404),
        (f"/text/{'9' * 5000}/", 404),
    ],
)
def test_a_number_of_any_length_is_answered(sitting: Sitting, address: str, status: int) -> None:
    assert looked(sitting("ARD"), address).status_code == status

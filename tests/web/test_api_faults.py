"""What a program is told where nothing is done: a fault in JSON, whatever stood in its way."""

import json
from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client

from travaux.store.fault import Damaged, InUse, StoreFault
from travaux.store.writer import Stopped, Unsettled
from travaux.web.api.faults import of
from travaux.web.room import Room

Sitting = Callable[..., Client]


@pytest.mark.parametrize("reader", ["ARD", None])
@pytest.mark.parametrize("path", ["nowhere", "entries/", "entries/5000", "negotiation/nowhere/", ""])
def test_where_nothing_is(path: str, reader: str | None, sitting: Sitting) -> None:
    answer = sitting(reader).get(f"/api/{path}")
    assert (answer.status_code, answer["Content-Type"], answer.json()) == (
        404,
        "application/json",
        {"code": "not-here", "said": "There is nothing here that you may read."},
    )


@pytest.mark.parametrize(
    ("method", "path", "takes"),
    [
        ("DELETE", "entries", "GET, POST"),
        ("POST", "negotiation", "GET"),
        ("GET", "parcels", "POST"),
        ("POST", "openapi.json", "GET, HEAD"),
    ],
)
def test_a_method_that_is_not_taken(method: str, path: str, takes: str, sitting: Sitting) -> None:
    answer = sitting("ARD").generic(method, f"/api/{path}")
    assert (answer.status_code, answer["Content-Type"], answer["Allow"], answer.json()) == (
        405,
        "application/json",
        takes,
        {"code": "method", "said": f"This address is not asked so. It takes {takes}."},
    )


def test_what_a_browser_sends_without_the_token_of_a_page(sitting: Sitting) -> None:
    signed_in = sitting("ARD")
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in.cookies
    for path in ("entries", "openapi.json"):
        answer = browser.post(f"/api/{path}", "{}", content_type="application/json")
        assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (
            403,
            "application/json",
            "not-from-here",
        )


def test_it_is_said_in_the_language_that_was_asked_for(sitting: Sitting) -> None:
    answer = sitting(None).get("/api/nowhere", headers={"accept-language": "fr"})
    assert answer["Content-Language"] == "fr"
    assert answer.json()["said"] != "There is nothing here that you may read."


@pytest.mark.parametrize(
    ("raised", "status", "code", "again"),
    [
        (OperationalError("kettle"), 503, "away", "5"),
        (StoreFault("kettle"), 503, "record", "30"),
        (RuntimeError("kettle"), 500, "fault", None),
    ],
)
def test_what_breaks_is_a_fault_as_well(
    raised: Exception,
    status: int,
    code: str,
    again: str | None,
    sitting: Sitting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise raised

    client = sitting("ARD")
    client.raise_request_exception = False
    monkeypatch.setattr(Room, "known", broken)
    answer = client.get("/api/negotiation")
    assert (answer.status_code, answer.json()["code"], answer.headers.get("Retry-After")) == (
        status,
        code,
        again,
    )
    assert "kettle" not in answer.content.decode()


@pytest.mark.parametrize(
    ("raised", "status", "title"),
    [
        (OperationalError("kettle"), 503, "The server cannot answer just now"),
        (StoreFault("kettle"), 503, "The server cannot answer just now"),
        (TimeoutError("kettle"), 503, "The server cannot answer just now"),
        (Damaged("kettle"), 500, "Something went wrong here"),
    ],
)
def test_a_page_says_that_the_database_is_away_and_not_that_something_is_broken(
    raised: Exception, status: int, title: str, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise raised

    client = sitting("ARD")
    client.raise_request_exception = False
    monkeypatch.setattr("travaux.web.views.docket.moment_of", broken)
    answer = client.get("/docket/")
    page = answer.content.decode()
    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, "5" if status == 503 else None)
    assert f"<h1>{title}</h1>" in page
    assert "kettle" not in page


class TestTheMomentAskedFor:
    @pytest.mark.parametrize("path", ["questions", "docket"])
    def test_it_is_obeyed_as_on_the_page(self, path: str, sitting: Sitting) -> None:
        program = sitting("ARD")
        early, late = (program.get(f"/api/{path}?at={size}").json() for size in (12, 40))
        assert early != late
        assert program.get(f"/api/{path}?at=2026-03-16T08:00Z").json() != early

    @pytest.mark.parametrize("at", ["5000", "0", "soon", "9" * 5000])
    def test_one_that_is_none_is_refused(self, at: str, sitting: Sitting) -> None:
        answer = sitting("ARD").get(f"/api/questions?at={at}")
        assert (answer.status_code, answer.json()["code"]) == (422, "not-done")

    @pytest.mark.parametrize("path", ["negotiation", "drafts", "drafts/1/matrix", "entries", "notes"])
    def test_it_is_refused_where_the_record_is_told_as_it_is_now(self, path: str, sitting: Sitting) -> None:
        answer = sitting("ARD").get(f"/api/{path}?at=12")
        assert (answer.status_code, answer.json()) == (
            422,
            {
                "code": "not-done",
                "said": "Here the record is told as it is now. Leave out at, which is not obeyed.",
            },
        )


@pytest.mark.parametrize(
    ("method", "path", "said"),
    [
        ("GET", "negotiation?wrods=ship", 'This address knows no "wrods". It takes: nothing.'),
        (
            "GET",
            "entries?words=ship&acts=answer.give",
            'This address knows no "acts". It takes: act, article, before, by, words.',
        ),
        ("GET", "docket?At=5", 'This address knows no "At". It takes: at, party.'),
        ("GET", "entries/3?full=1", 'This address knows no "full". It takes: nothing.'),
        ("GET", "documents/0?name=x", 'This address knows no "name". It takes: nothing.'),
        ("GET", "drafts/1/text?lang=fr", 'This address knows no "lang". It takes: nothing.'),
    ],
)
def test_a_word_in_the_query_that_is_not_known(method: str, path: str, said: str, sitting: Sitting) -> None:
    answer = sitting("ARD").generic(method, f"/api/{path}")
    assert (answer.status_code, answer.json()["said"]) == (422, said)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            InUse("another session writes"),
            (
                "another session writes: one at a time writes to a record. Try again when that has ended, or "
                "send the entry to the server that holds the record."
            ),
        ),
        (
            Unsettled("Whether this was recorded is not known yet."),
            "Whether this was recorded is not known yet.",
        ),
        (Stopped("Nothing more is recorded."), "Nothing more is recorded."),
    ],
)
def test_why_nothing_is_recorded_here_now_is_told_as_it_is(fault: StoreFault, said: str) -> None:
    found = of(fault)
    assert (found.status_code, json.loads(found.content)) == (503, {"code": "record", "said": said})


def test_a_page_says_so_too(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object, **__: object) -> None:
        raise InUse("another session writes")

    client = sitting("ARD")
    client.raise_request_exception = False
    monkeypatch.setattr("travaux.web.views.docket.moment_of", held)
    answer = client.get("/docket/")
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "<h1>Nothing is recorded here just now</h1>" in page
    assert "another session writes: one at a time writes to a record." in page

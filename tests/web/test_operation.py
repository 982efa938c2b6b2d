"""What whoever runs the server sees of it, and what keeps one who floods from slowing the rest."""

import json
import logging
import sys
from collections.abc import Callable, MutableMapping
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.web.recorded import in_a_loop, published, sent_to_all
from travaux.cli.keyring import LOG
from travaux.store.sqlite import SqliteStore
from travaux.web.accounts.models import Person
from travaux.web.around import limits
from travaux.web.around.logs import Quiet
from travaux.web.asgi import Receive, Send, bounded
from travaux.web.heads import head_signed
from travaux.web.room import Room

Sitting = Callable[..., Client]
WORDS = "Kanarienvogel"
SAID = b"The request is larger than this server takes. Send less at once.\n"


class TestHealth:
    def test_it_says_how_far_the_head_is_signed(self, room: Room) -> None:
        sent_to_all(room, "ARD", WORDS)
        published(room)
        answer = Client().get("/health/")
        assert (answer.status_code, answer.json()) == (
            200,
            {
                "record": "open",
                "database": "answers",
                "accounts": "answer",
                "size": 50,
                "signed": 50,
                "behind": 0,
            },
        )

    def test_what_a_killed_server_left_unsigned_is_signed_at_the_next_start(self, room: Room) -> None:
        key = room.keyring.path(LOG)
        key.rename(key.with_name("aside"))
        sent_to_all(room, "ARD", WORDS)
        room.close()
        key.with_name("aside").rename(key)
        again = Room(SqliteStore.open(room.path), path=room.path)
        published(again)
        after = again.store.latest_checkpoint()
        again.close()
        assert after is not None
        assert after.size == again.state.size

    def test_without_the_key_of_the_record_entries_are_taken_and_no_head_is_signed(self, room: Room) -> None:
        published(room)
        room.keyring.path(LOG).unlink()
        index = sent_to_all(room, "ARD", WORDS)
        head_signed(room.store, room.keyring)
        answer = Client().get("/health/").json()
        assert (answer["record"], answer["size"], answer["signed"]) == ("open", index + 1, index)

    def test_a_record_that_takes_nothing_is_not_well(self, room: Room) -> None:
        room.sequencer.close()
        answer = Client().get("/health/")
        assert (answer.status_code, answer.json()["record"]) == (503, "closed")


class TestMetrics:
    def test_they_are_for_this_machine_and_for_operators(self, sitting: Sitting) -> None:
        assert Client().get("/metrics/").status_code == 200
        browser = sitting("ARD")
        for client in (Client(REMOTE_ADDR="192.0.2.7"), Client(HTTP_X_FORWARDED_FOR="192.0.2.7")):
            assert client.get("/metrics/").status_code == 404
            client.cookies = browser.cookies
            assert client.get("/metrics/").status_code == 404
        Person.objects.update(is_staff=True)
        assert client.get("/metrics/").status_code == 200

    def test_they_count_requests_by_page(self, sitting: Sitting) -> None:
        browser = sitting("ARD")
        browser.get(f"/record/?words={WORDS}")
        lines = browser.get("/metrics/").content.decode().splitlines()
        assert "travaux_entries 49" in lines
        assert [one for one in lines if one.startswith('travaux_requests_total{page="record",method="GET"')]
        assert [one for one in lines if WORDS in one] == []


class TestLogs:
    def test_a_line_has_the_page_and_nothing_that_was_asked(
        self, sitting: Sitting, caplog: pytest.LogCaptureFixture
    ) -> None:
        logger = logging.getLogger("travaux.web")
        logger.addHandler(caplog.handler)
        caplog.set_level(logging.INFO, "travaux.web")
        sitting("ARD").get(f"/record/?words={WORDS}")
        logger.removeHandler(caplog.handler)
        (line,) = {Quiet().format(one) for one in caplog.records}
        told = json.loads(line)
        assert {name: told[name] for name in ("event", "page", "method", "status")} == {
            "event": "request",
            "page": "record",
            "method": "GET",
            "status": 200,
        }
        assert WORDS not in line

    def test_what_went_wrong_is_told_without_its_words(self) -> None:
        try:
            int(WORDS)
        except ValueError:
            record = logging.LogRecord(
                "django.request", logging.ERROR, __file__, 1, f"/a/{WORDS}", (), sys.exc_info()
            )
        told = json.loads(Quiet().format(record))
        assert told["exception"] == "builtins.ValueError"
        assert told["lines"][0].startswith("test_operation.py:")
        assert WORDS not in json.dumps(told)

    @pytest.mark.parametrize(
        ("name", "event"),
        [
            ("psycopg.pool", "a connection to a database was lost, or could not be made"),
            ("uvicorn.error", "a connection or a request could not be served"),
            ("asyncio", "something went wrong elsewhere"),
        ],
    )
    def test_what_others_log_has_an_event_and_none_of_its_words(self, name: str, event: str) -> None:
        record = logging.LogRecord(name, logging.WARNING, "/there/pool.py", 7, WORDS, (), None, "tried")
        told = json.loads(Quiet().format(record))
        assert {one: told[one] for one in ("from", "event", "lines")} == {
            "from": name,
            "event": event,
            "lines": ["pool.py:7 tried"],
        }
        assert WORDS not in json.dumps(told)


@pytest.mark.usefixtures("room")
class TestFromNoAddress:
    def test_it_is_refused_with_a_reason_and_the_log_says_so(self, caplog: pytest.LogCaptureFixture) -> None:
        logger = logging.getLogger("travaux.web")
        logger.addHandler(caplog.handler)
        nowhere = Client(REMOTE_ADDR="no address")
        page, fault = nowhere.get("/accounts/login/"), nowhere.get("/api/negotiation")
        logger.removeHandler(caplog.handler)
        said = "X-Forwarded-For has to name the address that this comes from, and names none."
        assert (page.status_code, page.content.decode()) == (400, said)
        assert (fault.status_code, fault.json()) == (400, {"code": "no-address", "said": said})
        assert {one.getMessage() for one in caplog.records if one.levelname == "WARNING"} == {
            "a request was refused: X-Forwarded-For names no address; see what the reverse proxy sets"
        }
        assert Client(REMOTE_ADDR="192.0.2.7:4711").get("/accounts/login/").status_code == 200
        assert Client(REMOTE_ADDR="2001:db8::7").get("/accounts/login/").status_code == 200


class TestLimits:
    def test_one_person_who_floods_is_refused_and_others_are_not(
        self, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache.clear()
        monkeypatch.setitem(limits.ACTING, "person", 5)
        flooding, other = sitting("ARD"), sitting("BOR")
        found = [flooding.post("/language/", {"language": "fr"}).status_code for _ in range(12)]
        refused = flooding.post("/api/entries/compose", "{}", content_type="application/json")
        cache.clear()
        assert set(found) == {302, 429}
        assert (refused.status_code, refused["Retry-After"], refused.json()["code"]) == (
            429,
            "60",
            "too-many",
        )
        assert other.post("/language/", {"language": "en"}).status_code == 302
        assert flooding.get("/record/").status_code == 200

    def test_a_delegation_has_a_limit_of_its_own(
        self, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache.clear()
        monkeypatch.setitem(limits.ACTING, "party", 5)
        flooding = [sitting("ARD"), sitting("ARD", "delegate")]
        found = {one.post("/language/", {"language": "en"}).status_code for _ in range(6) for one in flooding}
        cache.clear()
        assert found == {302, 429}


class TestTheLargestRequest:
    @staticmethod
    def sent(
        chunks: list[bytes], headers: list[tuple[bytes, bytes]], largest: int, path: str = "/notes/send/"
    ) -> tuple[int, int, bytes]:
        """Send a request to an application that reads all; give the status, how much it read, the answer."""
        read = 0
        said: list[MutableMapping[str, Any]] = []
        waiting = [
            {"type": "http.request", "body": one, "more_body": at + 1 < len(chunks)}
            for at, one in enumerate(chunks)
        ]

        async def app(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
            nonlocal read
            assert scope["type"] == "http"
            more = True
            while more:
                message = await receive()
                read += len(message["body"])
                more = message["more_body"]
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        async def receive() -> MutableMapping[str, Any]:
            return waiting.pop(0)

        async def send(message: MutableMapping[str, Any]) -> None:
            said.append(message)

        async def request() -> None:
            scope = {"type": "http", "path": path, "headers": headers}
            await bounded(app, largest)(scope, receive, send)

        in_a_loop(request())
        return int(said[0]["status"]), read, bytes(said[1]["body"])

    def test_what_says_that_it_is_larger_is_not_read(self) -> None:
        assert self.sent([b"12345678901"], [(b"content-length", b"11")], 10) == (413, 0, SAID)

    def test_a_program_is_told_so_in_json(self) -> None:
        *_, said = self.sent([b"12345678901"], [(b"content-length", b"11")], 10, "/api/parcels")
        assert json.loads(said) == {"code": "too-large", "said": SAID.decode().strip()}

    def test_what_does_not_say_it_is_read_no_further(self) -> None:
        assert self.sent([b"12345", b"12345", b"1", b"12345"], [], 10) == (413, 10, SAID)

    def test_what_fits_is_taken(self) -> None:
        assert self.sent([b"12345", b"12345"], [], 10) == (200, 10, b"")

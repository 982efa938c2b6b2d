"""What open pages are told while they are open."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import cast

import pytest
from django.http import StreamingHttpResponse
from django.test import AsyncClient, Client

from tests.web.recorded import in_a_loop, sent_between, sent_to_all
from travaux.cli.asking import teller_of
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Seat
from travaux.web.around.language import spoken
from travaux.web.room import Room
from travaux.web.seat import Seat as SeatOf
from travaux.web.streams import EACH, PLACES, event_of

Sitting = Callable[..., Client]
SOON = 20.0


def as_async(browser: Client) -> AsyncClient:
    client = AsyncClient()
    client.cookies = browser.cookies
    return client


async def opened(browser: Client, **headers: str) -> StreamingHttpResponse:
    answer = await as_async(browser).get("/live/?since=49", headers=headers)
    return cast("StreamingHttpResponse", answer)


async def next_event(events: AsyncIterator[bytes]) -> tuple[str, dict[str, object]]:
    """Wait for the next event; signs of life and settings are none."""
    while True:
        lines = (await asyncio.wait_for(anext(events), SOON)).decode().splitlines()
        named = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
        if named:
            (data,) = (line.removeprefix("data: ") for line in lines if line.startswith("data: "))
            return named[0], json.loads(data)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "the round “Fourth reading” on draft 2, “Fourth draft” (chair's text) (entry 48)."),
        ("fr", "«\xa0Fourth draft\xa0» (texte de la présidence)) (inscription 48)."),
        ("es", "«Fourth draft» (texto de la presidencia)) (asiento 48)."),
        ("ru", "«Fourth draft» (текст Председателя)) (запись 48)."),
        ("ar", "«Fourth draft» (نص الرئاسة) (القيد 48)."),
        ("zh-hans", "“Fourth draft”（主席案文））（条目 48）。"),
    ],
)
def test_what_is_told_quotes_as_the_language_of_the_page_does(room: Room, language: str, said: str) -> None:
    seat = SeatOf(room=room, party=PartyCode("ARD"))
    with spoken(language):
        event = event_of(room.state.entries[48], teller_of(seat.known, room.desk(seat.known)))
    assert str(event["said"]).endswith(said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "proposes to merge Article 4, paragraph 1 in entry 23; Article 4, paragraph 1 in entry 27"),
        (
            "ru",
            "предлагает объединение: статья 4, пункт 1, запись 23; статья 4, пункт 1, запись 27",
        ),
    ],
)
def test_a_merger_is_told_whole_and_without_its_wording(room: Room, language: str, said: str) -> None:
    seat = SeatOf(room=room, party=PartyCode("ARD"))
    with spoken(language):
        event = event_of(room.state.entries[45], teller_of(seat.known, room.desk(seat.known)))
    assert str(event["said"]).removeprefix("CHR ").rpartition(" (")[0] == said


def test_an_open_page_is_told_what_was_recorded(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")

    async def story() -> tuple[str, dict[str, object]]:
        answer = await opened(browser)
        assert answer["X-Accel-Buffering"] == "no"
        events = aiter(answer)
        await asyncio.to_thread(sent_to_all, room, "ARD", "On Article 4")
        found = await next_event(events)
        answer.close()
        return found

    event, told = in_a_loop(story())
    assert event == "entry"
    assert told == {
        "place": 49,
        "by": "ARD",
        "what": "note.send",
        "articles": [],
        "said": "ARD sends all a letter (unsigned) (entry 49).",
        "to": "/record/49/",
    }


def test_nothing_is_told_of_what_is_for_others(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")

    async def story() -> dict[str, object]:
        answer = await opened(browser)
        events = aiter(answer)
        await asyncio.to_thread(sent_between, room, "ARD", "CEL", "In confidence")
        await asyncio.to_thread(sent_to_all, room, "ARD", "For all")
        _, told = await next_event(events)
        answer.close()
        return told

    assert in_a_loop(story())["place"] == 50


def test_what_came_while_the_line_was_down_is_told_after_it(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")
    for number in range(3):
        sent_to_all(room, "ARD", f"Letter {number}")

    async def story() -> list[object]:
        answer = await opened(browser, **{"Last-Event-ID": "49"})
        events = aiter(answer)
        found = [(await next_event(events))[1]["place"] for _ in range(2)]
        answer.close()
        return found

    assert in_a_loop(story()) == [50, 51]


def test_whoever_sits_there_no_more_is_told_nothing_more(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")

    def ended() -> None:
        Seat.objects.filter(party="BOR").update(ended="2026-03-25T00:00:00Z")
        sent_to_all(room, "ARD", "After that")

    async def story() -> tuple[str, bool]:
        answer = await opened(browser)
        events = aiter(answer)
        await asyncio.to_thread(ended)
        event, told = await next_event(events)
        over = [one async for one in events] == []
        answer.close()
        assert "do not sit here any more" in str(told["said"])
        return event, over

    assert in_a_loop(story()) == ("over", True)


def test_whoever_signed_out_is_told_nothing_more(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")

    def revoked() -> None:
        browser.session.flush()
        sent_to_all(room, "ARD", "After that")

    async def story() -> str:
        answer = await opened(browser)
        events = aiter(answer)
        await asyncio.to_thread(revoked)
        event, _ = await next_event(events)
        answer.close()
        return event

    assert in_a_loop(story()) == "over"


def test_one_person_has_so_many_streams_and_gives_them_back(sitting: Sitting) -> None:
    browser = sitting("BOR")
    before = PLACES.count

    async def story() -> tuple[int, str]:
        answers = [await opened(browser) for _ in range(EACH)]
        refused = await as_async(browser).get("/live/")
        for answer in answers:
            answer.close()
        return refused.status_code, refused["Retry-After"]

    assert in_a_loop(story()) == (503, "60")
    assert PLACES.count == before


def test_a_page_asks_from_the_last_entry_that_it_shows(sitting: Sitting) -> None:
    assert 'data-live="/live/?since=49"' in sitting("ARD").get("/record/").content.decode()

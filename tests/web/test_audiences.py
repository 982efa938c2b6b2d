"""Audience classes end to end: a word for some is on no page, in no address, count or header of another."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.circle import CANARIES, is_for
from tests.web.crawl import addresses
from travaux.web.room import Room

READERS = (None, "operator", "OBS", "ARD", "BOR", "CEL", "VEL", "AUD", "CHR", "SEC")
_CANARY = re.compile(rb"Canary[a-j]{3}")
_NOT_ASKED = {"live", "enter"}
"""What does not end by itself, and what lets in."""


Browser = Callable[[str | None], Client]


def seen_in(client: Client, address: str) -> set[str]:
    """Give the canaries in what is answered: in its body, in its headers, in its address."""
    answer = client.get(address)
    body = b"".join(iter(answer)) if answer.streaming else answer.content
    assert answer.status_code < 500, f"{address}: {answer.status_code}"
    headers = "".join(f"{name}: {value}\n" for name, value in answer.headers.items())
    return {one.decode() for one in _CANARY.findall(body + headers.encode())}


@pytest.mark.parametrize("reader", READERS)
def test_words_never_cross_an_audience(reader: str | None, circled: Room, browser: Browser) -> None:
    """Audience classes end to end: page, search, counts, live events, exports, error texts."""
    client = browser(reader)
    party = None if reader == "operator" else reader
    allowed = {one.word for one in CANARIES if is_for(one, party)}
    seen: set[str] = set()
    leaks = {}
    for name, address in addresses(circled):
        if name in _NOT_ASKED:
            continue
        found = seen_in(client, address)
        seen |= found
        if found - allowed:
            leaks[address] = sorted(found - allowed)
    assert leaks == {}
    assert seen == allowed, "and nothing is kept from whom it is for"

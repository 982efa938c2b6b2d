"""What is ticked where a party says that it is shown wrongly is what is recorded."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from travaux.render.place import place
from travaux.text.provision_name import cite_address
from travaux.web.room import Room

Sitting = Callable[..., Client]
BOX = re.compile(r'<input type="checkbox" name="provisions" value="([^"]*)"[^>]*>\s*([^<]*)<')


def boxes(page: str) -> dict[str, str]:
    return {value: html.unescape(label).strip() for value, label in BOX.findall(page)}


@pytest.mark.parametrize("party", ["ARD", "BOR", "CEL", "VEL"])
def test_each_box_has_the_name_of_what_is_recorded_and_no_two_the_same(
    room: Room, sitting: Sitting, party: str
) -> None:
    found = boxes(sitting(party).get("/validate/?draft=1").content.decode())
    first = next(iter(room.state.drafts.values()))
    text = room.library(room.state).text(first)
    assert found
    for address, label in found.items():
        assert label.partition(" (shown at ")[0] == place(cite_address(address, text))
    assert len(set(found.values())) == len(found)


def test_where_the_words_stand_elsewhere_that_is_said(room: Room, sitting: Sitting) -> None:
    assert room.state.size
    found = boxes(sitting("ARD").get("/validate/?draft=1").content.decode())
    assert found["art_10__para_4"] == (
        "Article 10, paragraph 4 (shown at Article 10, paragraph 4; Article 11, paragraph 2 bis)"
    )

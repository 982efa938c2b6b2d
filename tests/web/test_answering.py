"""Answers given on a page: from what is typed to the entry and the compiled text."""

from collections.abc import Callable

import pytest
from django.test import Client

from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    Asks,
    Deletes,
    Editorial,
    HoldKind,
    Holds,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Splits,
    Supports,
)
from travaux.record.act import GivesAnswer
from travaux.record.entry import Reference
from travaux.text.notation import parse, show
from travaux.text.wording import PartyCode
from travaux.web.answer_forms import USES
from travaux.web.room import Room

Sitting = Callable[..., Client]

WHERE = "art_4__para_1"
BOR = PartyCode("BOR")


def words_at(room: Room, address: str) -> str:
    draft = room.state.latest_draft()
    assert draft is not None
    provision = room.library(room.state).text(draft).at(address)
    assert provision is not None
    return show(provision.words)


def prepared(browser: Client, where: str, **fields: object) -> str:
    """Answer on the page, and give the address of what was prepared."""
    answer = browser.post(f"/article/{where}/answer/", {"on": where, **fields})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def tabled(browser: Client, address: str) -> int:
    """Table what was prepared, and give the place of the entry."""
    shown = browser.get(address)
    assert shown.status_code == 200, shown.content.decode()
    done = browser.post(address, {"anyway": "on"})
    assert done.status_code == 302, browser.get(address).content.decode()
    return int(done["Location"].split("/")[2])


def said(room: Room, party: str, where: str) -> list[Position]:
    """Give what stands for a party at a provision in the compiled text, as any member sees it."""
    draft = room.state.latest_draft()
    assert draft is not None
    known = room.known(PartyCode("ARD"))
    found = room.compiled(PartyCode("ARD"), known, draft, wait=60).found
    text = room.library(room.state).text(draft)
    place = text.index(where)
    return [
        one.answer.position
        for hearing in found.heard
        if hearing.party == party
        for one in hearing.heard
        if one.provision == place and one.fault is None
    ]


NEW = "The Secretariat shall keep a list of them."
CASES: dict[str, tuple[dict[str, object], Position]] = {
    "accepts": ({}, Accepts()),
    "accepts except": ({"exception": "in writing"}, AcceptsExcept(exception="in writing")),
    "amends": (
        {"words": "Each Party [shall / should] give notice.", "reason": "So that it is known.\nIn time."},
        Amends(words=parse("Each Party [shall / should] give notice.")),
    ),
    "editorial": ({"words": "Notice is given."}, Editorial(words=parse("Notice is given."))),
    "adds": (
        {"words": NEW, "number": "1 bis."},
        Adds(provisions=(NewProvision(kind="paragraph", label="1 bis.", words=parse(NEW)),)),
    ),
    "deletes": ({}, Deletes()),
    "moves": ({"after": "art_4__para_2"}, Moves(after="Article 4, paragraph 2")),
    "merges": (
        {"merged": ["art_4__para_2"], "words": "All of it."},
        Merges(others=("Article 4, paragraph 2",), words=parse("All of it.")),
    ),
    "splits": (
        {"words": "1. Notice is given.\n\n1 bis. It is given in time."},
        Splits(
            parts=(
                NewProvision(kind="paragraph", label="1.", words=parse("Notice is given.")),
                NewProvision(kind="paragraph", label="1 bis.", words=parse("It is given in time.")),
            )
        ),
    ),
    "opposes": ({}, Opposes()),
    "supports": ({"proposer": "ARD"}, Supports(party=PartyCode("ARD"))),
    "holds": ({"kind": "linguistic"}, Holds(kind=HoldKind.LINGUISTIC)),
    "asks": ({"question": "Which ones?"}, Asks(question="Which ones?")),
}


def test_there_is_a_case_for_each_position() -> None:
    assert CASES.keys() == USES.keys()


@pytest.mark.parametrize("position", CASES)
def test_a_position_goes_from_the_page_to_the_record_and_the_text(
    room: Room, sitting: Sitting, position: str
) -> None:
    fields, expected = CASES[position]
    browser = sitting("BOR")
    asked = browser.get(f"/article/{WHERE}/answer/", {"on": WHERE, "position": position})
    assert asked.status_code == 200
    if position == "accepts except":
        fields = {"exception": words_at(room, WHERE)[:10]}
        expected = AcceptsExcept(exception=words_at(room, WHERE)[:10])
    place = tabled(browser, prepared(browser, WHERE, position=position, **fields))
    entry = room.state.entries[place].entry
    draft = room.state.latest_draft()
    assert draft is not None
    assert entry.act == GivesAnswer()
    assert entry.re == (Reference(leaf=draft.tabled.leaf, article=WHERE),)
    assert said(room, "BOR", WHERE) == [expected]

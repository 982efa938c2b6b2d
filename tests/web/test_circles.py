"""For whom an act is, in the pages, where nobody chose: whoever may read what it is about."""

import base64
import json
import re
from collections.abc import Callable

import pytest
from django.test import Client

from travaux.record.act import GivesAnswer
from travaux.record.entry import Entered
from travaux.web.accounts.models import Prepared
from travaux.web.room import Room

Browser = Callable[[str | None], Client]


def own_answer(room: Room) -> Entered:
    """Find an answer of ARD for some members, by name."""
    return next(
        one
        for one in room.state.entries
        if isinstance(one.act, GivesAnswer) and one.author == "ARD" and one.entry.vis.startswith("to:")
    )


def preset(page: str) -> list[str]:
    """List who may read it as the page has it when it opens: the audience, and the members named."""
    whom = re.search(r'<select name="vis".*?</select>', page, re.DOTALL)
    assert whom is not None
    named = re.findall(r'name="to" value="(\w+)"[^>]* checked', page)
    return [*re.findall(r'<option value="([^"]*)" selected', whom[0]), *named]


@pytest.mark.parametrize("page", ["/record/{at}/correct/", "/record/{at}/withdraw/", "/notes/send/?re={at}"])
def test_a_page_about_a_restricted_entry_opens_with_its_circle(
    circled: Room, browser: Browser, page: str
) -> None:
    one = own_answer(circled)
    found = browser("ARD").get(page.format(at=one.index)).content.decode()
    assert one.entry.vis == "to:ARD,VEL"
    assert preset(found) == ["to", "VEL"]  # ARD, whose page it is, always may


def test_nobody_chosen_is_the_circle_and_who_widens_it_is_told(circled: Room, browser: Browser) -> None:
    one = own_answer(circled)
    client = browser("ARD")
    client.post(f"/record/{one.index}/withdraw/", {"words": "No more."})
    kept = Prepared.objects.get()
    assert (kept.vis, kept.said) == (one.entry.vis, [])
    kept.delete()
    client.post(f"/record/{one.index}/withdraw/", {"words": "No more.", "vis": "all"})
    kept = Prepared.objects.get()
    assert kept.vis == "all"
    assert f"Entry {one.index} is for " in kept.said[0]
    assert "This is for all members" in client.get(f"/prepared/{kept.pk}/").content.decode()


@pytest.mark.parametrize("position", ["supports", "opposes"])
def test_an_answer_that_speaks_of_a_restricted_proposal_is_for_its_circle(
    circled: Room, browser: Browser, position: str
) -> None:
    """It names no entry, and gives the proposal away all the same."""
    one = own_answer(circled)
    client = browser("VEL")
    page = f"/article/art_2/answer/?position={position}"
    assert preset(client.get(page).content.decode()) == [""]
    given = {"position": position, "proposer": "ARD", "reason": "So."}
    client.post(page, {**given, "vis": ""})
    kept = Prepared.objects.get()
    assert (kept.vis, len(kept.said)) == ("to:ARD", 1)
    assert kept.said[0].startswith(f"It speaks of entry {one.index}, which is for ARD, VEL, its author")
    kept.delete()
    client.post(page, {**given, "vis": "all"})
    kept = Prepared.objects.get()
    assert kept.vis == "all"
    assert kept.said[0].startswith(f"Entry {one.index} is for ARD, VEL, its author")


def test_of_several_proposals_the_one_that_the_party_may_read_counts(circled: Room, browser: Browser) -> None:
    """BOR does not read the last that ARD proposes; what it reads as the last is for the north."""
    assert own_answer(circled).entry.vis == "to:ARD,VEL"
    client = browser("BOR")
    page = "/article/art_2/answer/?position=supports"
    client.post(page, {"position": "supports", "proposer": "ARD", "reason": "So.", "vis": ""})
    assert Prepared.objects.get().vis.startswith("group:")


def test_an_answer_that_a_program_sends_is_for_the_circle_of_what_it_speaks_of(
    circled: Room, browser: Browser
) -> None:
    one = own_answer(circled)
    program = browser("VEL")
    sheet = (
        "# Answer of Velsund (VEL)\n\nIn answer to: First draft\n\n## Article 2\n\nPosition: supports ARD\n"
    )
    wanted = {
        "type": "answer.give",
        "body": {},
        "re": [{"leaf": next(iter(circled.state.drafts))}],
        "documents": [{"name": "answer.md", "data": base64.b64encode(sheet.encode()).decode()}],
    }
    said = []
    for more in ({}, {"vis": "all"}):
        sent = json.dumps({**wanted, **more})
        found = program.post("/api/entries/compose", sent, content_type="application/json").json()
        said.append((json.loads(found["line"])["vis"], found["findings"][-1].split(". ")[0]))
    assert said == [
        ("to:ARD", f"It speaks of entry {one.index}, which is for ARD, VEL, its author and the keeper"),
        ("all", f"Entry {one.index} is for ARD, VEL, its author and the keeper"),
    ]

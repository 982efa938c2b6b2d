"""Three hundred payloads in every text field execute nothing, with the browser's own guard taken away."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext

from tests.web.crawl import addresses
from tests.web.payloads import ALL, PAYLOADS
from travaux.cli.demo_record import Story
from travaux.cli.main import main
from travaux.store.sqlite import SqliteStore
from travaux.web.room import Room, enter

NOTED = ALL.translate(dict.fromkeys(map(ord, "[]\u2028")))
"""The same for words in bracket notation: a bracket there is a mark, and a line separator another line."""
NAMED = ALL.translate({ord("\u2028"): None})
"""The same for names and titles, which stand on one line."""
DRAFT = f"""\
---
draft: First draft
language: en
---

# Agreement {NOTED}

First draft

## Article 1 – {NOTED}

1. Each Party shall {NOTED} at once.

2. It does not apply to rivers.
"""


NOT_PAGES = {"live", "download", "document", "bundle"}
"""What does not end, and files."""


def told(folder: Path) -> Path:
    """Record all of it, each payload in each field that takes words."""
    record = folder / "meridian.travaux"
    draft = folder / "draft.md"
    draft.write_text(DRAFT, encoding="utf-8")
    paper = folder / "a paper.txt"
    paper.write_text(ALL, encoding="utf-8")
    machine = Story()
    machine.at = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def does(verb: str, *given: str) -> None:
        machine.at += timedelta(minutes=1)
        where = () if verb == "open" else ("--record", str(record))
        assert main([verb, *given, *where], machine) == 0, (verb, given)

    at_ten = ("--begins", "2026-03-19 10:00", "--zone", "Europe/Athens", "--at-table", "ARD,BOR")
    does("open", str(record), "--title", NAMED, "--parties", "ARD=Ardane,BOR=Bordavia")
    does("party", "add", f"OBS={NOTED}", "--role", "observer")
    does("party", "group", f"NORTH={NOTED}", "ARD", "BOR")
    for code in ("ARD", "BOR"):
        does("key", "new", code, "--enrol", "--holder", ALL)
    does("table", str(draft), "--title", NAMED, "--audience", "public")
    does("table", str(draft), "--title", "Second draft", "--understanding", ALL, "--anyway")
    does("rules", "declare", NAMED, "--asked", "ARD,BOR")
    does("rules", "declare", "Reading", "--asked", "ARD,BOR", "--late", ALL)
    does("rules", "declare", "Reading", "--asked", "ARD,BOR", "--words", ALL)
    for field in ("--subject", "--reference", "--status"):
        does("send", str(paper), field, ALL, "--as", "ARD")
    does("hold", "enter", "Article 1(1)", "--kind", "scrutiny", "--words", ALL, "--as", "ARD")
    does("ask", ALL, "--to", "ARD", "--on", "Article 1(2)", "--as", "BOR")
    does("ask", "What?", "--to", "ARD", "--on", "Article 1(2)", "--capacity", ALL, "--as", "BOR")
    does("promise", "make", ALL, "--to", "BOR", "--as", "ARD")
    does("meet", "--place", ALL, "--forum", "Plenary", *at_ten)
    does("meet", "--place", "Port Halvar", "--forum", ALL, *at_ten)
    said = ("--words", f"Each Party shall {NOTED}.", "--reason", NOTED, "--if", NOTED)
    does("answer", "Article 1(1)", "--position", "amends", *said, "--as", "BOR")
    return record


@pytest.fixture
def room(tmp_path: Path, people: None) -> Iterator[Room]:
    assert people is None
    path = told(tmp_path)
    served = Room(SqliteStore.open(path), path=path)
    enter(served)
    yield served
    served.close()


def test_nothing_that_was_written_is_run(
    room: Room, sitting: Callable[..., Client], opened: Callable[..., BrowserContext]
) -> None:
    """300 injection payloads in every text field execute nothing."""
    assert len(PAYLOADS) == 300
    client = sitting("ARD")
    context = opened(client, bypass_csp=True)
    hits: list[str] = []
    page = context.new_page()
    page.expose_function("hit", lambda: hits.append(page.url))
    page.on("dialog", lambda dialog: hits.append(f"{page.url} {dialog.message}"))
    searched = [f"/record/?words={ALL[:4000]}", f"/docket/?party={ALL[:4000]}"]
    asked = [where for name, where in addresses(room) if name not in NOT_PAGES]
    for where in [*asked, *searched]:
        answer = client.get(where)
        if answer.content and answer.headers["Content-Type"].startswith("text/html"):
            page.goto(where, wait_until="load")
    assert hits == []

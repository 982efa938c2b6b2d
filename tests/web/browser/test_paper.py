"""Pages of the application as they are printed."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext

from tests.web.test_joining import tabled
from travaux.web.room import Room

TITLE = "Agreement on Restraint and Transparency between the States of the Meridian Sea"
Printed = Callable[[str, str], list[str]]


@pytest.fixture
def printed(sitting: Callable[..., Client], opened: Callable[..., BrowserContext], tmp_path: Path) -> Printed:
    """Print a page as a delegation has it, and give the words of each sheet."""

    def sheets(party: str, address: str) -> list[str]:
        page = opened(sitting(party)).new_page()
        while (answer := page.goto(address)) is not None and answer.status == 202:
            page.wait_for_timeout(200)
        page.pdf(path=tmp_path / "page.pdf", format="A4")
        return subprocess.run(
            ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], check=True, capture_output=True, text=True
        ).stdout.split("\f")[:-1]

    return sheets


def test_the_morning_is_two_sheets_for_every_party(room: Room, printed: Printed) -> None:
    counted = {code: len(printed(code, "/today/")) for code in room.state.members}
    assert {code: sheets for code, sheets in counted.items() if sheets > 2} == {}


def test_each_sheet_bears_the_title_and_its_number(printed: Printed) -> None:
    sheets = printed("ARD", "/article/art_4/?draft=1")
    assert len(sheets) > 1
    assert [TITLE in sheet for sheet in sheets] == [True] * len(sheets)
    assert [f"{at}/{len(sheets)}" in "".join(sheet.split()) for at, sheet in enumerate(sheets, 1)] == [
        True
    ] * len(sheets)


@pytest.mark.parametrize("where", ["/article/art_4/?draft=1", "/article/art_4/hold/", "/docket/", "/record/"])
def test_what_one_acts_with_is_not_printed(printed: Printed, where: str) -> None:
    said = " ".join(" ".join(printed("ARD", where)).split())
    assert [
        one
        for one in ("Answer this article", "Where it stands", "Keep for the", "Show", "Contents")
        if one in said
    ] == []


def test_a_long_table_repeats_its_head(printed: Printed) -> None:
    sheets = printed("SEC", "/docket/")
    assert len(sheets) > 1
    assert ["What, of whom" in sheet for sheet in sheets] == [True] * len(sheets)


def test_what_became_of_a_proposal_is_printed_with_what_was_said_of_it(
    sitting: Callable[..., Client], printed: Printed
) -> None:
    """On the page it is the line by which the words are opened."""
    author, other = sitting("ARD"), sitting("VEL")
    given = {"on": "art_4", "position": "adds", "words": "Article 4 bis. Haste.", "reason": "So."}
    entry = tabled(author, "/article/art_4/answer/", given)
    tabled(other, "/article/art_4/answer/", {"on": "art_4", "position": "opposes", "proposer": "ARD"})
    went = tabled(author, f"/record/{entry}/withdraw/", {})
    said = " ".join(" ".join(printed("BOR", "/matrix/")).split())
    assert f"ARD no longer proposes that (entry {went})" in said

"""What nobody should read on a page: a mark of the notation left as it is typed, an address of ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Final

import pytest
from django.test import Client

from tests.web.looking import page_of

Sitting = Callable[..., Client]

VOID: Final = {"br", "input", "meta", "link", "hr", "col", "img"}
OURS: Final = re.compile(r"\b(?:art|chp|sec|part|annex|fn)_\d+(?:__\w+)*")
AS_RECORDED: Final = {"pre", "code", "textarea", "script", "style"}
"""Elements in which a document, or a line of the record, stands character for character."""
PAGES: Final = (
    *("/", "/today/", "/docket/", "/text/1/", "/text/2/", "/matrix/?draft=1", "/compare/", "/record/"),
    *("/record/23/", "/record/27/", "/validate/?draft=1"),
    *("/article/art_4/?draft=1", "/article/art_4/history/", "/article/art_4/join/?draft=1"),
    *("/article/art_4/answer/", "/article/fn_1/", "/article/fn_1/ask/", "/article/fn_1/history/"),
)


class Left(HTMLParser):
    """Gathers the marks of footnotes that are not raised, and the addresses that stand among words."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.within.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag in AS_RECORDED for tag, _ in self.within):
            return
        raised = any("fn" in classes.split() for _, classes in self.within)
        self.found += [] if raised else re.findall(r"\S*\[\^\S*", data)
        self.found += OURS.findall(data)


@pytest.mark.parametrize("address", PAGES)
def test_no_mark_and_no_address_is_left_as_it_is_typed(sitting: Sitting, address: str) -> None:
    reader = Left()
    reader.feed(page_of(sitting("ARD"), address))
    assert reader.found == []


def test_the_menu_shows_which_page_is_above(sitting: Callable[..., Client]) -> None:
    browser = sitting("ARD")
    page = browser.get("/article/art_4/").content.decode()
    assert '<a href="/text/" aria-current="true">' in page
    assert '<a href="/text/" aria-current="page">' in browser.get("/text/").content.decode()
    assert '<a href="/record/" aria-current="true">' in browser.get("/record/3/").content.decode()


def test_every_column_of_where_one_is_signed_in_has_its_name(sitting: Callable[..., Client]) -> None:
    page = sitting("ARD").get("/accounts/sessions/").content.decode()
    row = page.partition("<tbody>")[2].partition("</tr>")[0]
    assert page.count('<th scope="col">') == 4
    assert row.count("<td>") in {0, 4}

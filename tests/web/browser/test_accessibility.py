"""WCAG 2.2 AA on every page: what can be checked by a machine."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import BrowserContext

from tests.record.soak import SOAK
from tests.web.crawl import addresses
from travaux.web.room import Room

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
NOT_PAGES = {"live", "download", "document", "bundle"}


def one_of_each(room: Room, client: Client) -> list[str]:
    """Give an address of each page that there is for this reader, the first with each status."""
    found: dict[str, str] = {}
    for name, where in addresses(room):
        if name in NOT_PAGES or name in found:
            continue
        answer = client.get(where)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            found[name] = where
    return list(found.values())


@pytest.mark.parametrize(
    ("party", "language", "given"),
    [
        ("ARD", "en", {"viewport": {"width": 1280, "height": 900}}),
        ("SEC", "en", {"viewport": {"width": 320, "height": 800}}),
        ("ARD", "ar", {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}),
    ],
)
def test_no_page_has_a_violation(
    room: Room,
    sitting: Callable[..., Client],
    opened: Callable[..., BrowserContext],
    party: str,
    language: str,
    given: dict[str, object],
) -> None:
    """No violation is found on any page by axe-core; nothing is wider than a telephone."""
    client = sitting(party)
    client.post("/language/", {"language": language, "next": "/"})
    page = opened(client, **given).new_page()
    said: list[str] = []
    page.on("console", lambda one: said.append(f"{page.url}: {one.text}") if one.type == "error" else None)
    wrong = {}
    each = 2 if language == "ar" and not SOAK else 1  # right to left and in the dark, every other page
    for where in list(one_of_each(room, client))[::each]:
        page.goto(where)
        found = Axe().run(page, options=RULES).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if found or wide:
            wrong[where] = [
                *(f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found),
                *(["wider than the window"] if wide else []),
            ]
    assert wrong == {}
    assert said == [], "and the content security policy refuses nothing"

"""What is inserted and what is struck is seen to be so on every page that shows words against the draft's."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from playwright.sync_api import BrowserContext

PAGES = {
    "SEC": ("/secretariat/merge/?draft=1&provision=Article 4, paragraph 1", "/merger/45/"),
    "ARD": ("/article/art_4/join/?draft=1", "/merger/45/", "/retable/"),
}
LINES = """() => Array.from(document.querySelectorAll("main :is(ins, del)"), (one) => {
  const shown = [one, ...one.querySelectorAll(".w")].map((it) => getComputedStyle(it).textDecorationLine);
  return [one.localName, shown.find((line) => line !== "none") || "none"];
})"""


def test_inserted_words_are_underlined_and_struck_words_crossed_out(
    sitting: Callable[..., Client], opened: Callable[..., BrowserContext]
) -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for party, pages in PAGES.items():
        page = opened(sitting(party)).new_page()
        for where in pages:
            page.goto(where)
            found[f"{party} {where}"] = {(name, line) for name, line in page.evaluate(LINES)}
    seen = {("ins", "underline"), ("del", "line-through")}
    assert {where: marks for where, marks in found.items() if marks != seen} == {}


def test_where_words_need_not_be_given_nothing_is_marked_until_some_are(
    sitting: Callable[..., Client], opened: Callable[..., BrowserContext]
) -> None:
    """Who moves an article and gives no words leaves its words as they are: they are not shown struck."""
    page = opened(sitting("ARD")).new_page()
    page.goto("/article/art_4/answer/?on=art_4__para_1&position=moves")
    preview, words = page.locator(".preview"), page.locator("textarea.theirs").first
    seen = [preview.is_visible()]
    words.fill("Each Party tells.")
    seen.append(preview.is_visible())
    words.fill("")
    seen.append(preview.is_visible())
    assert seen == [False, True, False]

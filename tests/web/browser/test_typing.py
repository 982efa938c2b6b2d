"""Somebody who has typed half an answer turns elsewhere: nothing of it is lost unasked."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from playwright.sync_api import BrowserContext, Dialog, Page

from travaux.web.accounts.models import Person, Seat
from travaux.web.seat import Capacity

Sitting = Callable[..., Client]
Opened = Callable[..., BrowserContext]

ANSWER = "/article/art_4/answer/?on=art_4__para_1&position=amends"
WORDS = "\n  Each Party shall\n“publish”. "


def answering(client: Client, opened: Opened) -> Page:
    page = opened(client).new_page()
    page.goto(ANSWER)
    return page


def choose(page: Page, field: str, value: str) -> None:
    page.locator("details.me > summary").click()
    page.locator(field).select_option(value)
    page.locator(f"form:has({field}) button").click()


def test_the_language_changes_under_what_is_typed(sitting: Sitting, opened: Opened) -> None:
    page = answering(sitting("ARD"), opened)
    page.locator("#id_words").fill(WORDS)
    page.locator("#id_reason").fill("Because.")
    choose(page, "#speak", "fr")
    page.wait_for_url("**/article/art_4/answer/**")
    page.locator("html[lang=fr]").wait_for()
    assert page.locator("#id_words").input_value() == WORDS
    assert page.locator("#id_reason").input_value() == "Because."
    choose(page, "#speak", "ar")
    page.locator("html[lang=ar]").wait_for()
    assert page.locator("#id_words").input_value() == WORDS
    assert len(page.context.pages) == 1


def test_nothing_typed_opens_nothing_beside(sitting: Sitting, opened: Opened) -> None:
    page = answering(sitting("ARD"), opened)
    choose(page, "#speak", "fr")
    page.locator("html[lang=fr]").wait_for()
    assert (len(page.context.pages), page.url.endswith(ANSWER)) == (1, True)


def test_another_seat_is_taken_in_another_tab(sitting: Sitting, opened: Opened) -> None:
    client = sitting("ARD")
    Seat.objects.create(person=Person.objects.get(), party="BOR", capacity=Capacity.HEAD)
    page = answering(client, opened)
    page.locator("#id_words").fill(WORDS)
    with page.context.expect_page() as other:
        choose(page, "#sit-for", "BOR")
    other.value.locator("details.me > summary", has_text="BOR").wait_for()
    assert page.locator("#id_words").input_value() == WORDS


def test_a_file_that_was_chosen_stays_where_it_is(sitting: Sitting, opened: Opened) -> None:
    page = opened(sitting("ARD")).new_page()
    page.goto("/answer/")
    page.locator("#id_reply").set_input_files({"name": "r.md", "mimeType": "text/plain", "buffer": b"Words."})
    with page.context.expect_page() as other:
        choose(page, "#speak", "fr")
    other.value.locator("html[lang=fr]").wait_for()
    assert page.locator("#id_reply").input_value().endswith("r.md")


def test_the_browser_asks_before_what_was_typed_is_left(sitting: Sitting, opened: Opened) -> None:
    page = answering(sitting("ARD"), opened)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator("#id_words").press_sequentially("!")
    with page.expect_event("dialog"):
        page.locator("nav.ways a").nth(2).click()
    assert (asked, page.url.endswith(ANSWER)) == (["beforeunload"], True)
    page.locator("form.act button.first").click()
    page.wait_for_url("**/prepared/**")
    assert asked == ["beforeunload"]


def test_without_scripts_the_language_opens_beside(sitting: Sitting, opened: Opened) -> None:
    page = opened(sitting("ARD"), java_script_enabled=False).new_page()
    page.goto(ANSWER)
    page.locator("#id_words").fill(WORDS)
    with page.context.expect_page() as other:
        choose(page, "#speak", "fr")
    other.value.locator("html[lang=fr]").wait_for()
    assert page.locator("#id_words").input_value() == WORDS

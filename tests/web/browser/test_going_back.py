"""Whoever goes back in the browser sees the page again, and is not asked to send something once more."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from playwright.sync_api import BrowserContext, expect

Sitting = Callable[..., Client]
Opened = Callable[..., BrowserContext]


def test_after_a_form_was_put_right(sitting: Sitting, opened: Opened) -> None:
    page = opened(sitting("ARD")).new_page()
    page.goto("/promise/")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.locator("form.act button.first").click()
    page.get_by_role("heading", name="There is something to put right").wait_for()
    page.locator("#id_words").fill("A chart of the locks.")
    page.locator("form.act button.first").click()
    page.wait_for_url("**/prepared/**")
    page.go_back()
    page.wait_for_url("**/promise/")
    expect(page.locator("#id_words")).to_be_visible()
    assert page.locator("[data-refused]").count() == 0


def test_after_it_was_not_recorded(sitting: Sitting, opened: Opened) -> None:
    page = opened(sitting("ARD")).new_page()
    page.goto("/promise/")
    page.locator("#id_words").fill("A chart of the locks.")
    page.locator("form.act button.first").click()
    page.wait_for_url("**/prepared/**")
    prepared = page.url
    page.evaluate("document.querySelector('[name=version]').value = '7'")
    page.locator("form button.first").first.click()
    page.get_by_text("changed it while you looked").wait_for()
    page.goto("/today/")
    page.go_back()
    expect(page).to_have_url(prepared)
    expect(page.get_by_role("heading", level=1)).to_be_visible()

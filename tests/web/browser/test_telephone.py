"""What stands above the words on a telephone, and on a wide screen."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext


@pytest.mark.parametrize(("width", "open_", "seen"), [(360, 0, True), (1280, 1, False)])
def test_what_else_could_be_read_is_one_click_away_on_a_telephone(
    sitting: Callable[..., Client],
    opened: Callable[..., BrowserContext],
    width: int,
    open_: int,
    seen: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    page = opened(sitting("ARD")).new_page()
    page.set_viewport_size({"width": width, "height": 800})
    while (answer := page.goto("/text/?draft=1")) is not None and answer.status == 202:
        page.wait_for_timeout(200)
    summary = page.locator(".choose > summary")
    assert (page.locator(".choose[open]").count(), summary.is_visible()) == (open_, seen)
    if seen:
        summary.click()
    assert page.locator("#whose").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width

"""A reader who looks at a page, as often as it says that what it shows is still being made."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

OFTEN: Final = 60
"""Each look waits a while by itself: a page says after some seconds only that a text is being made."""


def looked(browser: Client, address: str) -> HttpResponse:
    """Give the page, once it is no more one that says to look again."""
    for _ in range(OFTEN):
        answer = cast("HttpResponse", browser.get(address))
        if answer.status_code != 202:
            break
    return answer


def page_of(browser: Client, address: str) -> str:
    answer = looked(browser, address)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def words_of(page: str) -> str:
    """Give what one reads of a page: its tags gone, quotations between marks, its white space folded."""
    body = re.sub(r"<(style|script)\b.*?</\1>", " ", page, flags=re.DOTALL)
    body = re.sub(r"</(?:th|td|p|li|div|h\d|summary)>", " ", body)
    body = re.sub(r"</q>", "”", re.sub(r"<q\b[^>]*>", "“", body))
    return " ".join(unescape(re.sub(r"<[^>]+>", "", body)).split())


def words_shown(browser: Client, address: str) -> str:
    return words_of(page_of(browser, address))

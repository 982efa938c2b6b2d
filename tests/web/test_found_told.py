"""What is found in a reply before it is recorded is told in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

SHEET = """# Answer of Borland (BOR)

## Article 4, paragraph 1
- Position: amends

## Article 99
- Position: deletes
- Reason: It is not needed.
"""


def test_what_is_found_in_a_sheet_is_told_in_the_language_of_the_page(
    sitting: Callable[..., Client],
) -> None:
    browser = sitting("BOR")
    browser.post("/language/", {"language": "fr", "next": "/"})
    sent = SimpleUploadedFile("bor.md", SHEET.encode())
    page = browser.post("/answer/?draft=1", {"reply": sent}, follow=True).content.decode()
    assert "Erreur, bor.md, ligne 4 : « Article 4, paragraph 1 » : à la position « amends »" in page
    assert "« Article 99 » n’est pas dans le projet, qui a " in page
    assert "[words-missing]" in page
    assert "Hint:" not in page

"""What is found in a reply before it is recorded is told in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from travaux.web.accounts.models import Prepared
from travaux.web.seat import Capacity

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
    assert (
        "Erreur, bor.md, ligne 4\xa0: «\xa0Article 4, paragraph 1\xa0»\xa0: à la position «\xa0amends\xa0»"
        in page
    )
    assert "«\xa0Article 99\xa0» n’est pas dans le projet, qui a " in page
    assert "[words-missing]" in page
    assert "Hint:" not in page


def test_a_colleague_reads_what_was_found_in_her_own_language(sitting: Callable[..., Client]) -> None:
    browser = sitting("BOR")
    browser.post("/language/", {"language": "fr", "next": "/"})
    sent = SimpleUploadedFile("bor.md", SHEET.encode())
    browser.post("/answer/?draft=1", {"reply": sent})
    one = Prepared.objects.get()
    colleague = sitting("BOR", Capacity.DELEGATE)
    page = colleague.get(f"/prepared/{one.pk}/").content.decode()
    assert "Error, bor.md, line 4:" in page
    assert "is not in the draft, which has" in page
    assert "Erreur" not in page


def test_what_was_kept_as_a_sentence_before_is_shown_as_it_was_kept(sitting: Callable[..., Client]) -> None:
    browser = sitting("BOR")
    browser.post("/answer/?draft=1", {"reply": SimpleUploadedFile("bor.md", SHEET.encode())})
    Prepared.objects.update(said=["Erreur : quelque chose. [words-missing]"])
    page = browser.get(f"/prepared/{Prepared.objects.get().pk}/").content.decode()
    assert "Erreur : quelque chose. [words-missing]" in page

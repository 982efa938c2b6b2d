"""What an uploaded file carries beside its words is said on the page where it would be signed."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cli.test_record_carried import TEXT, commented
from tests.docx_builder import docx
from travaux.web.accounts.models import Prepared
from travaux.web.room import Room

Sitting = Callable[..., Client]


def test_a_reply_with_comments_says_so_before_it_is_signed(room: Room, sitting: Sitting) -> None:
    assert room.state.size
    browser = sitting("ARD")
    answer = browser.post("/answer/", {"reply": SimpleUploadedFile("reply.docx", commented(TEXT))})
    page = browser.get(answer["Location"]).content.decode()
    assert "reply.docx carries 2 comments by Envoy" in page
    size = room.state.size
    browser.post(answer["Location"])
    assert (room.state.size, 'name="anyway"' in page) == (size, True)


def test_a_draft_with_open_changes_needs_a_tick_of_its_own(room: Room, sitting: Sitting) -> None:
    browser = sitting("CHR")
    size = room.state.size
    given = {"title": "New", "status": "draft", "documents": SimpleUploadedFile("new.docx", docx(TEXT))}
    address = browser.post("/secretariat/table/", given)["Location"]
    page = browser.get(address).content.decode()
    assert "new.docx has 1 tracked change that is neither accepted nor rejected." in page
    assert 'name="anyway"' in page
    browser.post(address)
    assert room.state.size == size
    assert Prepared.objects.get().errors == 1

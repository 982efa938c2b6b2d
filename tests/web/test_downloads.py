"""What is handed out: renderings of what a reader may see, and documents as they came."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client

from tests.web.looking import looked
from travaux.read.docx import read_docx
from travaux.record.act import Redacts
from travaux.record.entry import Reference
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Person
from travaux.web.acts.preparing import Wanted, keep
from travaux.web.room import Room
from travaux.web.seat import Seat

Sitting = Callable[..., Client]


@pytest.mark.parametrize(
    ("name", "query", "called"),
    [
        ("consolidated.docx", "?draft=1", "consolidated-draft-1.docx"),
        ("consolidated.html", "", "consolidated-draft-2.html"),
        ("consolidated.md", "?draft=1&profile=unattributed", "consolidated-draft-1-unattributed.md"),
        ("consolidated.txt", "?at=30", "consolidated-draft-1-at-30.txt"),
        ("consolidated.json", "?draft=1", "consolidated-draft-1.json"),
        ("consolidated.xlsx", "?draft=1&profile=side-table", "consolidated-draft-1-side-table.xlsx"),
        ("matrix.xlsx", "?draft=1", "matrix-draft-1.xlsx"),
        ("text.docx", "?draft=1&whose=BOR", "text-BOR-draft-1.docx"),
        ("text.md", "?draft=1&whose=draft", "text-draft-draft-1.md"),
    ],
)
def test_a_rendering_is_a_file_with_a_name_that_tells_what_is_in_it(
    sitting: Sitting, name: str, query: str, called: str
) -> None:
    answer = looked(sitting("ARD"), f"/download/{name}{query}")
    assert (answer.status_code, answer["Content-Disposition"]) == (200, f'attachment; filename="{called}"')
    assert "sandbox" in answer["Content-Security-Policy"]


def test_what_is_no_rendering_is_not_there(sitting: Sitting) -> None:
    browser = sitting("ARD")
    for address in (
        "consolidated.pdf",
        "matrix.docx",
        "nonsense.docx",
        "consolidated.json?profile=unattributed",
        "text.docx?draft=1",
        "text.docx?draft=1&whose=AUR",
        "text.xlsx?draft=1&whose=BOR",
    ):
        assert looked(browser, f"/download/{address}").status_code == 404, address


def test_a_partys_text_is_read_again_from_the_file(sitting: Sitting) -> None:
    data = looked(sitting("ARD"), "/download/text.docx?draft=1&whose=BOR").content
    text = read_docx(data).text
    assert text is not None
    words = [str(part) for one in text.provisions for part in one.words.parts]
    assert any("Each Party should notify the other Parties, through the Secretariat," in one for one in words)


def test_a_file_without_names_names_nobody(sitting: Sitting) -> None:
    data = looked(sitting("ARD"), "/download/consolidated.docx?draft=1&profile=unattributed").content
    with zipfile.ZipFile(BytesIO(data)) as package:
        inside = b"".join(package.read(one) for one in package.namelist()).decode("utf-8", "replace")
    assert [
        code for code in ("ARD", "BOR", "CEL", "VEL") if f">{code}" in inside or f" {code} " in inside
    ] == []


def test_a_document_is_given_byte_for_byte_and_never_shown_as_a_page(room: Room, sitting: Sitting) -> None:
    (doc,) = room.state.entries[23].entry.docs
    answer = sitting("BOR").get(f"/document/{doc.h}/")
    assert answer.content == room.document(doc.h)
    assert (
        answer["Content-Disposition"],
        answer["Content-Security-Policy"],
        answer["X-Content-Type-Options"],
    ) == (
        "attachment; filename=\"ARD.md\"; filename*=UTF-8''ARD.md",
        "sandbox; default-src 'none'",
        "nosniff",
    )


def test_a_document_of_an_entry_for_others_is_not_there(room: Room, sitting: Sitting) -> None:
    (doc,) = room.state.entries[23].entry.docs
    public = sitting(None).get(f"/document/{doc.h}/")
    nowhere = sitting(None).get(f"/document/{'0' * 64}/")
    assert (public.status_code, nowhere.status_code) == (404, 404)
    assert sitting("ARD").get("/document/nonsense/").status_code == 404


def test_a_document_that_was_redacted_is_not_there(room: Room, sitting: Sitting) -> None:
    paper = room.state.entries[31]
    (doc,) = paper.entry.docs
    keeper = sitting("SEC")
    assert keeper.get(f"/document/{doc.h}/").status_code == 200
    wanted = Wanted(act=Redacts(grounds="It names a person."), re=(Reference(leaf=paper.leaf, doc=doc.h),))
    seat = Seat(room=room, party=PartyCode("SEC"))
    one = keep(wanted, seat, Person.objects.get(), size=room.state.size)
    assert keeper.post(f"/prepared/{one.pk}/").status_code == 302
    assert keeper.get(f"/document/{doc.h}/").status_code == 404

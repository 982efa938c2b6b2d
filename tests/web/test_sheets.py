"""A reply to a whole draft sent as a file, and what is taken along to write one."""

import hashlib
import html
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.test import Client
from openpyxl import load_workbook

from tests.web.looking import looked
from travaux.read.format import read
from travaux.record.act import GivesAnswer
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Prepared
from travaux.web.room import Room

Sitting = Callable[..., Client]

SHEET = """# Answer of Velsund (VEL)

On behalf of: Velsund (VEL), Talmark (TAL)

## Article 4, paragraph 1

Position: amends

Replace: forty

With: thirty

Reason: A closure is not always known earlier.

## Article 4, paragraph 2

Position: perhaps

## Article 99

Position: deletes

Reason: It is not needed.
"""


def sent(browser: Client, data: bytes, name: str, **fields: object) -> str:
    answer = browser.post("/answer/", {"reply": SimpleUploadedFile(name, data), **fields})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def tabled(browser: Client, address: str) -> int:
    done = browser.post(address, {"anyway": "on", "lets_go": "on"})
    assert done.status_code == 302, browser.get(address).content.decode()
    return int(done["Location"].split("/")[2])


def test_what_was_found_in_a_sheet_is_shown_before_anything_is_tabled(room: Room, sitting: Sitting) -> None:
    browser = sitting("VEL")
    size = room.state.size
    address = sent(browser, SHEET.encode(), "VEL.md")
    page = browser.get(address).content.decode()
    assert room.state.size == size
    assert "Article 4, paragraph 1: amends" in page
    assert "What was not understood" in page
    assert "Position: perhaps" in page
    assert "Article 99" in page
    assert browser.post(address)["Location"] == address
    assert room.state.size == size
    place = tabled(browser, address)
    entry = room.state.entries[place].entry
    assert entry.act == GivesAnswer(principals=(PartyCode("VEL"), PartyCode("TAL")))
    assert entry.addresses == ()
    assert room.document(entry.docs[0].h) == SHEET.encode()


def test_a_word_document_with_tracked_changes_is_an_answer(told: Path, room: Room, sitting: Sitting) -> None:
    data = (told / "answers" / "VEL.docx").read_bytes()
    browser = sitting("VEL")
    third = next(one for one in room.state.drafts.values() if one.number == 1)
    place = tabled(browser, sent(browser, data, "VEL.docx", draft="1"))
    entry = room.state.entries[place].entry
    assert entry.re[0].leaf == third.tabled.leaf
    assert room.document(entry.docs[0].h) == data


def test_a_pdf_is_kept_and_said_to_be_unread(room: Room, sitting: Sitting) -> None:
    data = b"%PDF-1.7\nwords nobody reads\n%%EOF\n"
    browser = sitting("VEL")
    address = sent(browser, data, "reply.pdf")
    page = browser.get(address).content.decode()
    assert "reply.pdf cannot be read. It is a PDF, whose words are not read." in page
    assert "Its words are not read; it is kept as it came" in page
    place = tabled(browser, address)
    assert room.document(room.state.entries[place].entry.docs[0].h) == data


def test_a_sheet_for_an_earlier_draft_takes_the_place_of_no_newer_answer_unless_that_is_said(
    room: Room, sitting: Sitting
) -> None:
    """Ticking that it is recorded as it is says nothing of the answer to the draft on the table."""
    browser = sitting("VEL")
    fill = "\n## Article 4, paragraph 1\n\nPosition: accepts\n"
    old = browser.get("/answer/sheet/?draft=1").content.decode() + fill
    new = browser.get("/answer/sheet/").content.decode() + fill
    valid = tabled(browser, sent(browser, new.encode(), "answer-VEL.md"))
    size = room.state.size
    address = sent(browser, old.encode(), "answer-VEL.md")
    page = browser.get(address).content.decode()
    assert [
        one
        for one in (
            "It was written for draft 1, “Third draft”",
            "Here it would be recorded as an answer to draft 2, “Fourth draft”.",
            "You have answered draft 2 already.",
            f'<a href="/record/{valid}/">Entry {valid}</a>',
        )
        if one not in page
    ] == []
    refused = browser.post(address, {"anyway": "on"}, follow=True)
    assert "you have answered this one since. Nothing was recorded" in refused.content.decode()
    assert room.state.size == size
    assert room.state.answers[room.state.entries[valid].leaf].is_last
    number = Prepared.objects.get().pk
    instead = f"/answer/?prepared={number}&draft=1"
    assert instead.replace("&", "&amp;") in page
    assert "“Third draft”" in browser.get(instead).content.decode()
    assert browser.post(address, {"anyway": "on", "replaces": "on"}).status_code == 302
    assert not room.state.answers[room.state.entries[valid].leaf].is_last


def test_a_sheet_for_an_earlier_draft_goes_to_that_draft_where_this_is_chosen(
    room: Room, sitting: Sitting
) -> None:
    browser = sitting("VEL")
    fill = "\n## Article 4, paragraph 1\n\nPosition: accepts\n"
    old = browser.get("/answer/sheet/?draft=1").content.decode() + fill
    sent(browser, old.encode(), "answer-VEL.md")
    one = Prepared.objects.get()
    address = browser.post("/answer/", {"prepared": one.pk, "version": one.version, "draft": "1"})["Location"]
    page = browser.get(address).content.decode()
    assert "It was written for draft" not in page
    assert "Article 4, paragraph 1: accepts" in page
    assert "It is not the one on the table." in page
    place = tabled(browser, address)
    first = next(each for each in room.state.drafts.values() if each.number == 1)
    assert room.state.entries[place].entry.re[0].leaf == first.tabled.leaf


def test_a_reply_of_another_party_is_refused(sitting: Sitting) -> None:
    browser = sitting("BOR")
    page = browser.post("/answer/", {"reply": SimpleUploadedFile("x.md", SHEET.encode())})
    assert page.status_code == 422
    assert "says it is the answer of VEL" in page.content.decode()
    assert "have it given in the name of the party that it names." in page.content.decode()
    assert "compile again" not in page.content.decode()
    assert not Prepared.objects.exists()


@pytest.mark.parametrize("ending", ["docx", "html", "md", "txt"])
def test_the_consolidated_text_sent_back_is_refused_and_the_way_out_is_said(
    sitting: Sitting, ending: str
) -> None:
    """Everybody's words are in it: no tick makes them the answer of whoever sends it."""
    browser = sitting("BOR")
    data = looked(browser, f"/download/consolidated.{ending}?draft=1")
    sent = SimpleUploadedFile(f"all.{ending}", data.getvalue())
    page = browser.post("/answer/?draft=1", {"reply": sent})
    assert page.status_code == 422
    told = html.unescape(page.content.decode())
    assert "says that it is a consolidated text" in told
    assert "Write the answer into the draft itself" in told
    assert not Prepared.objects.exists()


def test_a_file_that_is_too_large_is_not_taken(sitting: Sitting, settings_small: None) -> None:
    assert settings_small is None
    page = sitting("BOR").post("/answer/", {"reply": SimpleUploadedFile("x.md", b"x" * 200_000)})
    assert page.status_code == 422
    assert "is larger than 0 megabytes" in page.content.decode()
    assert not Prepared.objects.exists()


@pytest.fixture
def settings_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than some kilobytes are taken."""
    monkeypatch.setattr(settings, "LARGEST_UPLOAD", 100_000)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (None, "Choose the file that is your reply"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(sitting: Sitting, data: bytes | None, said: str) -> None:
    fields = {} if data is None else {"reply": SimpleUploadedFile("x.md", data)}
    page = sitting("BOR").post("/answer/", fields)
    assert page.status_code == 422
    assert said in page.content.decode()


def test_a_file_that_was_sent_is_kept_while_the_rest_is_changed(sitting: Sitting) -> None:
    browser = sitting("VEL")
    sent(browser, SHEET.encode(), "VEL.md")
    one = Prepared.objects.get()
    again = browser.get(one.page, {"prepared": one.pk}).content.decode()
    assert "The file that you sent is kept" in again
    browser.post("/answer/", {"prepared": one.pk, "version": one.version, "vis": "public"})
    changed = Prepared.objects.get()
    assert (changed.pk, changed.version, changed.vis) == (one.pk, 2, "public")
    (document,) = changed.documents.all()
    assert (bytes(document.data), document.name) == (SHEET.encode(), "VEL.md")


def test_an_empty_sheet_says_nothing_and_names_its_party_and_its_draft(sitting: Sitting) -> None:
    browser = sitting("VEL")
    answer = browser.get("/answer/sheet/")
    assert answer["Content-Disposition"] == 'attachment; filename="answer-VEL.md"'
    reading = read(answer.content, name="answer-VEL.md", parties=("VEL",))
    assert reading.reply is not None
    assert (reading.reply.party, reading.reply.answers, reading.reply.unread) == ("VEL", (), ())
    assert reading.findings == ()
    assert "<!-- ## Article 4, paragraph 1 -->" in answer.content.decode()
    filled = answer.content.decode() + "\n## Article 4, paragraph 1\n\nPosition: accepts\n"
    address = sent(browser, filled.encode(), "answer-VEL.md")
    assert "Article 4, paragraph 1: accepts" in browser.get(address).content.decode()


def test_a_table_is_filled_in_elsewhere_and_sent_back(room: Room, sitting: Sitting) -> None:
    browser = sitting("VEL")
    answer = browser.get("/answer/sheet/", {"format": "xlsx"})
    book = load_workbook(BytesIO(answer.content))
    sheet = book["Answers"]
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Article 4, paragraph 1")
    row[heads.index("Position")].value = "amends"
    row[heads.index("Words")].value = "Each Party tells the others."
    sheet.append(["Article 4, paragraph 2", "", "perhaps"])
    into = BytesIO()
    book.save(into)
    address = sent(browser, into.getvalue(), "answer-VEL.xlsx")
    page = browser.get(address).content.decode()
    assert "Article 4, paragraph 1: amends" in page
    assert "“perhaps” is no position" in page or "&quot;perhaps&quot; is no position" in page
    place = tabled(browser, address)
    assert room.document(room.state.entries[place].entry.docs[0].h) == into.getvalue()


def test_the_draft_is_taken_along_as_a_word_document(room: Room, sitting: Sitting) -> None:
    answer = sitting("VEL").get("/answer/sheet/", {"format": "docx"})
    text = read(answer.content, name="draft.docx", parties=()).text
    draft = room.state.latest_draft()
    assert draft is not None
    assert text is not None
    assert text.identity == room.library(room.state).text(draft).identity
    assert sitting(None).get("/answer/sheet/").status_code == 302


def sources(page: str) -> list[tuple[str, str]]:
    """Give what the page says of each document: what it is, and what it says."""
    found = re.findall(r"<summary>The document: (.*?)</details>", page, re.DOTALL)
    return [
        (one.partition('<p class="hint">')[2].partition("</p>")[0], one.partition("</p>")[2]) for one in found
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_a_sheet_is_shown_as_it_is_read_in_whatever_encoding_it_comes(
    sitting: Sitting, encoding: str
) -> None:
    browser = sitting("VEL")
    words = SHEET.replace("earlier", "plus tôt, раньше")
    data = f"\ufeff{words}".encode(encoding)
    ((about, said),) = sources(browser.get(sent(browser, data, "VEL.md")).content.decode())
    digest = hashlib.sha256(data).hexdigest()
    assert about == f"text/markdown, {filesizeformat(len(data))}, SHA-256 <code>{digest}</code>"
    assert said == f'<pre class="theirs" dir="auto">{words}</pre>'


def test_of_a_workbook_it_is_said_what_it_is_and_what_was_read_from_it(sitting: Sitting) -> None:
    browser = sitting("VEL")
    book = load_workbook(BytesIO(browser.get("/answer/sheet/?format=xlsx").content))
    sheet = book.worksheets[0]
    row = next(at for at in range(2, 99) if sheet[f"A{at}"].value == "Article 4, paragraph 1")
    sheet[f"B{row}"], sheet[f"C{row}"] = "1. We notify nobody.", "accepts"
    into = BytesIO()
    book.save(into)
    page = browser.get(sent(browser, into.getvalue(), "VEL.xlsx")).content.decode()
    ((about, said),) = sources(page)
    digest = hashlib.sha256(into.getvalue()).hexdigest()
    assert about.endswith(f", {filesizeformat(len(into.getvalue()))}, SHA-256 <code>{digest}</code>")
    assert (
        said
        == "<p>It is no plain text, and is kept as it came. What was read from it is told on this page.</p>"
    )
    assert "Article 4, paragraph 1: accepts" in page
    assert '<pre class="theirs" dir="auto">1. We notify nobody.</pre>' in page
    assert f"Cell B{row} has other words than the draft" in page


def test_no_hash_is_shown_that_will_not_be_the_one_recorded(room: Room, sitting: Sitting) -> None:
    browser = sitting("VEL")
    address = sent(browser, SHEET.encode(), "VEL.md")
    assert '<dd dir="auto">VEL.md (text/markdown)</dd>' in browser.get(address).content.decode()
    place = tabled(browser, address)
    h = room.state.entries[place].entry.docs[0].h
    assert f"VEL.md (text/markdown, {h[:8]})" in browser.get(f"/record/{place}/").content.decode()


def test_what_cannot_be_seen_is_marked_before_and_after_it_is_recorded(sitting: Sitting) -> None:
    browser = sitting("VEL")
    hidden = SHEET.replace("thirty", "thir\u00adty \u202e(30)\u202c").replace("earlier", "ear\u200blier")
    address = sent(browser, hidden.encode(), "VEL.md")
    before = browser.get(address).content.decode()
    after = browser.get(f"/record/{tabled(browser, address)}/").content.decode()
    for mark, times in (("U+00AD", 2), ("U+202E", 2), ("U+200B", 2)):
        assert (before.count(f'data-char="{mark}"'), after.count(f'data-char="{mark}"')) == (times, 1)
    assert [one in before + after for one in ("thir\u00adty", "ear\u200blier")] == [False, False]


def test_a_name_that_two_drafts_have_asks_which_of_them_is_answered(room: Room, sitting: Sitting) -> None:
    """The title of the draft on the table was not changed in its text; a sheet for the one before has it."""
    text = "---\ndraft: Fourth draft\n---\n\n# Agreement\n\n## Article 4\n\nEach Party shall report.\n"
    chair = sitting("CHR")
    fields = {"vis": "all", "title": "Fifth draft", "status": "chair's text", "basis": "on", "follows": "2"}
    document = SimpleUploadedFile("fifth.md", text.encode())
    tabled(chair, chair.post("/secretariat/table/", {**fields, "documents": document})["Location"])
    browser = sitting("VEL")
    fill = "# Answer of Velsund (VEL)\n\nIn answer to: Fourth draft\n\n## Article 4\n\nPosition: accepts\n"
    size = room.state.size
    address = sent(browser, fill.encode(), "VEL.md")
    page = browser.get(address).content.decode()
    assert "VEL.md says that it answers “Fourth draft”. That is the name of draft 2, “Fourth draft”" in page
    assert "It is our answer to draft 3, “Fifth draft”" in page
    number = Prepared.objects.get().pk
    assert f'href="/answer/?prepared={number}&amp;draft=2">Give it as the answer to draft 2 instead' in page
    refused = browser.post(address, {"anyway": "on"}, follow=True)
    assert (
        "does not say for certain which draft it answers. Nothing was recorded." in refused.content.decode()
    )
    assert room.state.size == size
    done = browser.post(address, {"anyway": "on", "answers": "on"})
    assert done.status_code == 302
    third = next(one for one in room.state.drafts.values() if one.number == 3)
    assert room.state.entries[size].entry.re[0].leaf == third.tabled.leaf


def test_a_short_sheet_undoes_what_it_passes_over_only_where_that_is_said(
    room: Room, sitting: Sitting
) -> None:
    """The rule is the command line's: a reply in whole is taken for all that its party has to say."""
    browser = sitting("VEL")
    draft = browser.get("/answer/sheet/").content.decode()
    both = (
        "\n## Article 4, paragraph 1\n\nPosition: deletes\n\nReason: So.\n"
        "\n## Article 5\n\nPosition: deletes\n\nReason: So.\n"
    )
    first = tabled(browser, sent(browser, (draft + both).encode(), "VEL.md"))
    size = room.state.size
    short = draft + "\n## Article 5\n\nPosition: accepts\n"
    address = sent(browser, short.encode(), "VEL.md")
    page = browser.get(address).content.decode()
    assert "It is your answer to the draft in whole, and says nothing of this" in page
    assert "<li><bdi>Article 4, paragraph 1</bdi></li>" in page
    refused = browser.post(address, {"anyway": "on"}, follow=True).content.decode()
    assert "It says nothing of some provisions that you have answered" in refused
    assert room.state.size == size

    assert browser.post(f"{address}narrow/", follow=True).redirect_chain == [(address, 302)]
    page = browser.get(address).content.decode()
    assert "says nothing of this" not in page
    place = tabled(browser, address)
    assert room.state.entries[place].entry.addresses == ("art_5",)
    article = browser.get("/article/art_4/").content.decode()
    assert f"/record/{first}/" in article


def test_a_short_sheet_takes_the_place_of_all_where_that_is_ticked(room: Room, sitting: Sitting) -> None:
    browser = sitting("VEL")
    draft = browser.get("/answer/sheet/").content.decode()
    before = "\n## Article 4, paragraph 1\n\nPosition: deletes\n\nReason: So.\n"
    first = tabled(browser, sent(browser, (draft + before).encode(), "VEL.md"))
    address = sent(browser, (draft + "\n## Article 5\n\nPosition: accepts\n").encode(), "VEL.md")
    done = browser.post(address, {"lets_go": "on"})
    assert done.status_code == 302
    assert not room.state.answers[room.state.entries[first].leaf].is_last


def test_the_words_that_a_sheet_supports_are_shown(sitting: Sitting) -> None:
    browser = sitting("VEL")
    at = "\n## Article 5, paragraph 1\n\nPosition: "
    draft = browser.get("/answer/sheet/").content.decode()
    says = f"{draft}{at}amends\n\nWords: Lakes have no bottom.\n\nReason: So.\n"
    tabled(browser, sent(browser, says.encode(), "VEL.md"))
    browser = sitting("BOR")
    draft = browser.get("/answer/sheet/").content.decode()
    page = browser.get(sent(browser, f"{draft}{at}supports VEL\n".encode(), "BOR.md")).content.decode()
    assert "<h4>These words: amends</h4>" in page
    before, _ = page.split("The document: BOR.md")
    assert "bottom" in before

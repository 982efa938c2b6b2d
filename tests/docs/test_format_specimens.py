"""The specimens on the pages of docs/formats that are drafts, pages, amendments and compilations."""

import json
import re
from pathlib import Path

import pytest

from tests.docx_builder import NAMESPACES, docx
from travaux.answers.answer import title
from travaux.answers.position import Adds, Amends, Deletes
from travaux.compile.carrier import schema, to_json
from travaux.compile.compiling import compiled
from travaux.read.columns import is_columns, read_columns
from travaux.read.docx import read_docx
from travaux.read.html import read_html
from travaux.read.plain import read_plain
from travaux.read.sheet import read_sheet
from travaux.read.written import written
from travaux.text.instrument import Text
from travaux.text.notation import show
from travaux.text.printed import printed

PAGES = Path(__file__).resolve().parents[2] / "docs" / "formats"


def blocks(page: str, kind: str) -> list[str]:
    text = (PAGES / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def outline(text: Text) -> list[list[str]]:
    return [f"{one.eid} {one.kind} {one.label}".split() for one in text.provisions]


def plain(specimen: str) -> Text:
    reading = read_plain(specimen.encode())
    assert reading.text is not None
    assert reading.findings == ()
    return reading.text


def test_the_draft_is_read_as_the_page_says_and_prints_back() -> None:
    (specimen,) = blocks("plain-text.md", "draft")
    (shown,) = blocks("plain-text.md", "outline")

    text = plain(specimen)

    assert outline(text) == [line.split() for line in shown.splitlines()]
    assert printed(text) == specimen


def test_the_draft_stands_in_the_canonical_layout() -> None:
    (specimen,) = blocks("plain-text.md", "draft")

    reading = read_plain(specimen.encode())

    assert reading.text is not None
    assert written(reading.text, parties=reading.parties) == specimen


def test_markers_say_what_the_layout_does_not() -> None:
    (specimen,) = blocks("plain-text.md", "marked")

    text = plain(specimen)

    assert [(one.label, show(one.words)) for one in text.provisions] == [
        ("Article 1", ""),
        ("1.", "A lamp shall burn at night."),
        ("", "2. is not the number of this paragraph."),
        ("2.", "In fog it shall burn\n\nby day."),
    ]
    assert written(text).partition("---\n\n")[2] == specimen


def test_the_web_page_is_read_as_the_page_says() -> None:
    (specimen,) = blocks("html.md", "html")
    (shown,) = blocks("html.md", "outline")

    reading = read_html(specimen.encode())

    assert reading.text is not None
    assert outline(reading.text) == [line.split() for line in shown.splitlines()]


def test_the_amendments_are_read_as_the_page_says() -> None:
    (specimen,) = blocks("two-column.md", "columns")
    page = (PAGES / "two-column.md").read_text(encoding="utf-8")
    rows = page.split("| On | Position | Words |\n|---|---|---|\n", 1)[1].split("\n\n", 1)[0].splitlines()
    assert is_columns(specimen)

    reading = read_columns(specimen.encode())

    assert reading.reply is not None
    found = []
    for answer in reading.reply.answers:
        match answer.position:
            case Amends(words=words):
                said = show(words)
            case Adds(provisions=(one,)):
                said = f"{one.label} {show(one.words)}"
            case position:
                assert isinstance(position, Deletes)
                said = ""
        found.append([answer.provision, title(answer.position), said])
    assert found == [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_the_tracked_change_has_the_two_views_of_the_page() -> None:
    (specimen,) = blocks("word.md", "xml")
    page = (PAGES / "word.md").read_text(encoding="utf-8")
    views = re.findall(r"^\| all (?:accepted|rejected) \| (.*) \|$", page, re.MULTILINE)

    document = f"<w:document {NAMESPACES}><w:body>{specimen}</w:body></w:document>"
    reading = read_docx(docx("", parts={"word/document.xml": document}))

    texts = (reading.text, reading.reject_all)
    assert [show(one.words) for text in texts if text is not None for one in text.provisions] == views


def test_the_compilation_has_the_members_of_the_page() -> None:
    page = (PAGES / "compilation.md").read_text(encoding="utf-8")
    members = re.findall(r"^### `(\w+)`\n.*?^```json\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (draft,) = blocks("compilation.md", "draft")
    base = read_plain(draft.encode(), name="draft.md")
    assert base.text is not None
    order = [party.code for party in base.parties]
    readings = [
        read_sheet(sheet.encode(), name=f"{code}.md")
        for code, sheet in zip(order, blocks("compilation.md", "answer"), strict=False)
    ]
    replies = [reading.reply for reading in readings if reading.reply is not None]
    findings = [finding for reading in readings for finding in reading.findings]

    made = to_json(compiled(base.text, replies, order=order, findings=findings))

    assert [(name, json.loads(value)) for name, value in members] == list(json.loads(made).items())


def test_every_member_of_the_schema_is_on_the_page() -> None:
    page = (PAGES / "compilation.md").read_text(encoding="utf-8")
    described = json.loads(json.dumps(schema()))["$defs"]["carried"]["properties"]
    assert re.findall(r"^### `(\w+)`$", page, re.MULTILINE) == [name for name in described if name != "is"]


def test_the_published_schema_is_the_programs(request: pytest.FixtureRequest) -> None:
    file = PAGES / "compilation.schema.json"
    described = json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--golden"):
        file.write_text(described, encoding="utf-8")
    assert described == file.read_text(encoding="utf-8")

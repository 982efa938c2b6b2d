"""Real Word documents: every one reads, and those with an expected result read as expected.

What is expected of the tracked ones was made by another program's accept and reject; where ours differs,
the test says by how much and why.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpora import corpora
from travaux.read.document import open_document
from travaux.read.docx import read_docx
from travaux.read.package import Damaged, Element, Encrypted, NotPackage, NotReadable, open_package
from travaux.read.style import W
from travaux.read.tracked import Box, Characters, Paragraph, Reference, Story, Table, Unread, view
from travaux.read.view import NOTE_MARK, docx_view
from travaux.text.printed import printed

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "docx"
"""Where the cases are listed; whether they are there is for `corpora` to say."""
DOCUMENTS = sorted(str(file.relative_to(FOLDER)) for file in FOLDER.glob("*/*.docx")) or ["none"]
PAIRS = [name for name in DOCUMENTS if name.endswith(("-Accepted.docx", "-Rejected.docx"))] or ["none"]

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def data(name: str) -> bytes:
    return (corpora() / "docx" / name).read_bytes()


def laid_out(story: Story) -> list[str]:
    """Give a line for each paragraph; rows, cells and text boxes stand in marked lines."""
    lines: list[str] = []
    for block in story:
        match block:
            case Paragraph():
                lines.append("")
                for run in block.runs:
                    match run.content:
                        case Characters(text=text):
                            lines[-1] += text
                        case Reference():
                            lines[-1] += NOTE_MARK
                        case Box(story=inner):
                            lines[-1] += f"<box {laid_out(inner)}>"
                        case _:
                            pytest.fail("a view holds no field marks")
            case Table():
                for row in block.rows:
                    lines.append("<row>")
                    for cell in row.cells:
                        lines += ["<cell>", *laid_out(cell.blocks)]
                lines.append("<end of table>")
            case Unread():
                lines.append("<unread>")
    return lines


MOVED = "The other program leaves the empty paragraph of a moved one behind; in Word it goes with its words."
REJOINED = "The other program leaves a sentence cut where a table inserted into it is rejected."
DIFFERENT = {
    "RP/RP015-MoveFrom-MoveTo-Accepted.docx": (1, MOVED),
    "RP/RP015-MoveFrom-MoveTo-Rejected.docx": (3, MOVED),
    "RP/RP051-Arabic-Rejected.docx": (80, REJOINED),
}
"""Which line of the expected result is one with the next in ours, and why."""


@pytest.mark.parametrize("name", PAIRS)
def test_accepting_and_rejecting_all(name: str) -> None:
    """Projecting on a party gives that party's text, token for token; on the base, the base."""
    accept = name.endswith("-Accepted.docx")
    tracked = name.removesuffix("-Accepted.docx" if accept else "-Rejected.docx") + ".docx"
    ours = laid_out(view(open_document(data(tracked)).body.story, accept=accept))
    expected = laid_out(view(open_document(data(name)).body.story, accept=True))
    if name not in DIFFERENT:
        assert ours == expected
        return
    cut, _ = DIFFERENT[name]
    expected[cut : cut + 2] = ["".join(expected[cut : cut + 2])]
    assert ours == expected


def characters_on_the_page(document: Element) -> Iterator[str]:
    """Read the characters of the accepted main text off its XML alone, text boxes left out."""
    gone = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{MC}Fallback"}
    for element in document.iter(f"{W}t", f"{M}t"):
        if not gone & {str(above.tag) for above in element.iterancestors()}:
            yield from element.text or ""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_reads_and_keeps_every_character_in_order(name: str) -> None:
    """Exact words: what was submitted is kept character for character."""
    received = data(name)
    reading = read_docx(received, name=name)
    assert reading.text is not None
    text = printed(reading.text)
    rest = iter(text)
    document = open_package(received).xml("word/document.xml")
    assert [char for char in characters_on_the_page(document) if char not in rest] == []
    shown = docx_view(open_document(received), accept=True)
    lines = (f"{line.before}{line.label}{line.between}{line.text}{line.after}" for line in shown.lines)
    assert text == "".join(lines) + shown.tail


HOSTILE: dict[str, type[NotReadable] | list[str]] = {
    "51921-Word-Crash067.docx": [],
    "Bug62859.docx": [],
    "CorePropertiesHasEntities.ooxml": [],
    "MultipleBodyBug.docx": ["footer-left-out", "not-one-body"],
    "bug53475-password-is-solrcell.docx": Encrypted,
    "clusterfuzz-testcase-minimized-POIXWPFFuzzer-4791943399604224.docx": Damaged,
    "clusterfuzz-testcase-minimized-POIXWPFFuzzer-5166796835258368.docx": Damaged,
    "clusterfuzz-testcase-minimized-POIXWPFFuzzer-5564805011079168.docx": Damaged,
    "clusterfuzz-testcase-minimized-POIXWPFFuzzer-6061520554164224.docx": Damaged,
    "clusterfuzz-testcase-minimized-POIXWPFFuzzer-6442791109263360.docx": Damaged,
    "crash-517626e815e0afa9decd0ebb6d1dee63fb9907dd.docx": Damaged,
    "documentProtection_forms_no_password.docx": [],
    "documentProtection_trackedChanges_no_password.docx": [],
    "sample.docx": ["picture-not-read"],
}
"""What each is refused as, or what is found in it. The entities in one stand in a part that is not read."""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents(name: str) -> None:
    """Fail closed on bytes; never refuse a readable document."""
    received = (corpora() / "hostile/docx" / name).read_bytes()
    expected = HOSTILE[name]
    if isinstance(expected, list):
        found = {each.code for each in read_docx(received).findings}
        assert sorted(found - {"number-gap"}) == expected
    else:
        with pytest.raises(NotReadable) as refusal:
            read_docx(received)
        assert type(refusal.value) is expected


@pytest.mark.parametrize("name", ["poc-xmlbomb.xlsx", "poc-xmlbomb-empty.xlsx"])
def test_a_workbook_is_refused_as_what_it_is(name: str) -> None:
    with pytest.raises(NotPackage, match=r"^The file is an Excel workbook, not a Word document"):
        read_docx((corpora() / "hostile/ooxml_bombs" / name).read_bytes())

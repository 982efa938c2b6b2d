"""A correction, and a rectification, stand beside the words that they are of in every compiled file."""

import json
import zipfile
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook

from tests.cli.recorder import ANSWER, DRAFT_AT, Recorder
from tests.render.wordprocessing import W
from travaux.compile.carrier import from_json, to_json
from travaux.compile.project import project
from travaux.read.plain import read_plain
from travaux.text.notation import show

ANSWER_AT = DRAFT_AT + 1
CORRECTED = "corrected by ARD, entry 10: “For thirty read thirteen.”"
OF_THE_DRAFT = "Article 3: corrected by SEC, entry 11: “For own read respective.”"
RECTIFIED = (
    "An error was rectified in Article 2: “forty” reads “fourteen” from the beginning; entry 13: “A slip.”"
)


@pytest.fixture
def corrected(tides: Recorder) -> Recorder:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    tides.does(f'correct {ANSWER_AT} "For thirty read thirteen." --as ARD')
    tides.does(f'correct {DRAFT_AT} "For own read respective." --at-provision "Article 3"')
    tides.does_anyway('adopt --how "By consensus."')
    tides.does('rectify "Article 2" --defective forty --corrected fourteen --words "A slip."')
    return tides


def compiled(recorder: Recorder, name: str, more: str = "") -> bytes:
    recorder.does_anyway(f"compile -o {name} {more}")
    return (recorder.folder / name).read_bytes()


def test_bracket_text_says_it_in_its_front_matter(corrected: Recorder) -> None:
    front = compiled(corrected, "text.md").decode().partition("\n---\n")[0].splitlines()
    assert f"ARD/9.1, Article 2: {CORRECTED}" in front
    assert front[-2:] == [OF_THE_DRAFT, RECTIFIED]
    front = (
        compiled(corrected, "bare.md", "--profile unattributed").decode().partition("\n---\n")[0].splitlines()
    )
    assert front[-2:] == [OF_THE_DRAFT.replace("SEC, ", ""), RECTIFIED]


def test_the_brief_says_it_in_a_section_of_its_own(corrected: Recorder) -> None:
    compiled(corrected, "text.json")
    told = told_by(corrected.does("brief text.json"))
    assert told == [f"- ARD/9.1, Article 2: {CORRECTED}", f"- {OF_THE_DRAFT}", f"- {RECTIFIED}"]
    told = told_by(corrected.does("brief text.json --profile unattributed"))
    assert told == [f"- {OF_THE_DRAFT.replace('SEC, ', '')}", f"- {RECTIFIED}"]


def told_by(brief: str) -> list[str]:
    _, _, section = brief.partition("\n## Corrections\n")
    return [line for line in section.partition("\n## ")[0].splitlines() if line.startswith("- ")]


def test_the_words_are_the_corrected_ones_and_a_note_stands_at_them(corrected: Recorder) -> None:
    body = compiled(corrected, "text.md").decode().partition("\n---\n")[2]
    assert (
        f"<!-- note: {RECTIFIED} -->\n"
        "Each Party shall give notice [base: fourteen / ARD: thirty] days before.\n" in body
    )
    reading = read_plain(compiled(corrected, "text.md"))
    assert reading.text is not None
    assert [show(one.words) for one in project(reading.text, None).provisions][5:7] == [
        "Notice",
        "Each Party shall give notice fourteen days before.",
    ]


def test_the_text_as_it_was_tabled_can_be_taken_out(corrected: Recorder) -> None:
    compiled(corrected, "text.json")
    assert "notice forty days" in corrected.does("project text.json --base")


def test_a_page_has_the_corrected_words_in_bold(tides: Recorder) -> None:
    tides.does('adopt --how "By consensus."')
    tides.does('rectify "Article 2" --defective "forty days" --corrected "fourteen days"')
    tides.does('rectify "Article 2" --defective shall --corrected must')
    page = compiled(tides, "text.html").decode()
    assert (
        '<span class="w">Each Party <b>must</b> give notice <b>fourteen days</b> before.</span></div>'
        '<p class="cap"' in page
    )


def test_words_for_which_others_are_proposed_in_part_are_left_and_it_is_said(tides: Recorder) -> None:
    tides.file("ARD.md", ANSWER)
    tides.does("answer ARD.md --as ARD")
    tides.does_anyway('adopt --how "By consensus."')
    tides.does('rectify "Article 2" --defective "forty days" --corrected "fourteen days"')
    written = compiled(tides, "text.md").decode()
    assert "notice [base: forty / ARD: thirty] days before." in written
    assert "It is not made in the words that are shown" in written


def test_word_says_it_below_the_provision_and_beside_the_position(corrected: Recorder) -> None:
    with zipfile.ZipFile(BytesIO(compiled(corrected, "text.docx"))) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    words = ["".join(one.itertext(f"{W}t")) for one in document.iter(f"{W}p")]
    assert [words.count(one) for one in (OF_THE_DRAFT, RECTIFIED, CORRECTED)] == [1, 1, 1]
    at = words.index(RECTIFIED)
    assert words[at - 1] == "Each Party shall give notice [base: fourteen / ARD: thirty] days before."


def test_a_page_says_it_beside_the_section_and_in_the_matrix(corrected: Recorder) -> None:
    page = compiled(corrected, "text.html").decode()
    assert page.count("For thirty read thirteen.") == 2
    assert page.count("For own read respective.") == 1
    assert page.count("A slip.") == 1


def test_a_workbook_says_it_in_its_cells(corrected: Recorder) -> None:
    book = load_workbook(BytesIO(compiled(corrected, "text.xlsx")))
    cells = {
        name: [str(one) for row in book[name].iter_rows(values_only=True) for one in row if one]
        for name in book.sheetnames
    }
    assert any(CORRECTED.capitalize()[:9] in one and "thirteen" in one for one in cells["Positions"])
    assert CORRECTED in cells["Units and fates"]
    assert cells["Corrections of the draft"][3:] == [
        *("Article 3", "art_3", OF_THE_DRAFT),
        *("Article 2, paragraph 1", "art_2__para_1", RECTIFIED),
    ]


@pytest.mark.parametrize("profile", ["attributed", "unattributed"])
def test_a_workbook_says_what_was_rectified_wherever_words_of_the_provision_stand(
    corrected: Recorder, profile: str
) -> None:
    book = load_workbook(BytesIO(compiled(corrected, "text.xlsx", f"--profile {profile}")))
    beside = {
        name: [row[-1] for row in book[name].iter_rows(min_row=2, values_only=True) if row[-1] == RECTIFIED]
        for name in book.sheetnames
        if any(cell.value == "Rectified since" for cell in book[name][1])
    }
    assert {name: len(rows) for name, rows in beside.items()} == {
        "At issue": 2,
        "Positions": 1,
        "Traceability": 1,
    }


@pytest.mark.parametrize("name", ["text.html", "text.docx"])
@pytest.mark.parametrize("profile", ["attributed", "unattributed"])
def test_the_proof_says_that_the_corrected_words_are_shown(
    corrected: Recorder, profile: str, name: str
) -> None:
    data = compiled(corrected, name, f"--profile {profile}")
    if name.endswith(".docx"):
        with zipfile.ZipFile(BytesIO(data)) as package:
            data = package.read("word/document.xml")
    assert b"What was rectified stands in the place of the words that the draft had." in data


def test_json_carries_it(corrected: Recorder) -> None:
    written = compiled(corrected, "text.json")
    data = json.loads(written)
    assert to_json(from_json(written)) == written
    assert [one["corrected"] for one in data["stances"]] == [
        [{"entry": 10, "party": "ARD", "words": "For thirty read thirteen."}]
    ]
    assert data["corrected"] == [
        {"entry": 11, "party": "SEC", "words": "For own read respective.", "at": ["art_3"]}
    ]
    assert data["rectified"] == [
        {"entry": 13, "at": ["art_2"], "old": "forty", "new": "fourteen", "words": "A slip."}
    ]


def test_the_matrix_says_it_below_the_answer(corrected: Recorder) -> None:
    lines = [one.strip() for one in corrected.does("matrix").splitlines()]
    at = lines.index(CORRECTED)
    assert lines[at - 1].startswith("ARD: amends")


def test_what_is_settled_says_that_its_entry_was_corrected(tides: Recorder) -> None:
    tides.does('agree "Article 1" --words "As read out in room 3." --as CHR')
    tides.does(f'correct {DRAFT_AT + 1} "It was room 4." --as CHR')
    assert "corrected by CHR" in tides.does("status")
    assert "“It was room 4.”" in " ".join(tides.does("status").split())

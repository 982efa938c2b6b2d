"""Merged words, wherever they are told: whose wording it is, by whose consent, for what the reason was."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from openpyxl import load_workbook

from tests.record.views.room import AT, Room, amends
from tests.record.views.test_mergers import ONE, PARAGRAPH
from tests.record.writing import at
from travaux.compile.matrix import matrix
from travaux.record import act
from travaux.record.consolidation import Consolidation, consolidation
from travaux.record.views.docket import docket
from travaux.record.views.positions import positions
from travaux.render.docx import compilation_document
from travaux.render.element import written
from travaux.render.html import compilation_page
from travaux.render.position_matrix import position_matrix
from travaux.render.positions import positions_told
from travaux.render.profile import Profile
from travaux.render.record_lines import told_lines
from travaux.render.records import matrix_record
from travaux.render.setting import Setting
from travaux.render.table import workbook
from travaux.render.telling import Teller


class Merged(Room):
    """ARD and BOR merge, KES had joined BOR: the merger is entry 12."""

    def __init__(self, *consenting: str) -> None:
        super().__init__()
        reason = "\n\nReason: {}\n"
        ard = self.answers("ARD", amends("Thirty.") + reason.format("Ours."), ONE)
        bor = self.answers("BOR", amends("Thirty-five.") + reason.format("Five more."), ONE)
        self.w.joins("KES", bor, PARAGRAPH)
        merger = self.w.does(
            "SEC", act.ProposesMerger(wording="Fifty."), *at(ard, PARAGRAPH), *at(bor, PARAGRAPH)
        )
        for party in consenting:
            self.w.does(party, act.AnswersMerger(consents=True), merger)

    @property
    def compiled(self) -> Consolidation:
        return consolidation(self.known, self.library)


@pytest.fixture(scope="module")
def room() -> Merged:
    return Merged("ARD", "BOR", "KES")


def in_one_line(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_the_positions_tell_them_as_the_mergers(room: Merged) -> None:
    found = positions(room.compiled, docket(room.known, at=AT), room.known)
    told = told_lines(positions_told(found, Teller(known=room.known, texts=room.library.texts(room.known))))
    text = " ".join(" ".join(told).split())
    for party, words, reason in (("ARD", "Thirty.", "Ours."), ("BOR", "Thirty-five.", "Five more.")):
        assert (
            f"{party}: amends: “Fifty.” merged with consent: the wording of entry 13; consenting: ARD, BOR, "
            f"KES its own words before that: amends: “{words}” reason given for its own words: “{reason}”"
        ) in text
    assert "KES: supports BOR merged with consent: the wording of entry 13; consenting: ARD, BOR, KES" in text


def test_a_condition_stands_after_the_merger_and_is_said_to_be_of_the_words_before() -> None:
    room = Room()
    condition = amends("Thirty.") + "\n\nReason: Ours.\n\nIf: Article 3 stays\n"
    ard = room.answers("ARD", condition, ONE)
    bor = room.answers("BOR", amends("Thirty-five.") + "\n\nReason: Five more.\n", ONE)
    merger = room.w.does(
        "SEC", act.ProposesMerger(wording="Fifty."), *at(ard, PARAGRAPH), *at(bor, PARAGRAPH)
    )
    for party in ("ARD", "BOR"):
        room.w.does(party, act.AnswersMerger(consents=True), merger)
    found = consolidation(room.known, room.library).compilation
    page = in_one_line(compilation_page(found).decode())
    said = "its condition was set for its own words, and stands: consent to others takes none back"
    assert page.count(said) == 2
    assert "only if: Article 3 stays" in page


def test_the_matrix_of_the_pages_does(room: Merged) -> None:
    laid = position_matrix(Setting(compilation=room.compiled.compilation, profile=Profile.ATTRIBUTED))
    text = in_one_line(written(laid))
    assert (
        "amends merged with consent: the wording of entry 13; consenting: ARD, BOR, KES its own words before "
        "that: amends: Thirty. reason given for its own words: Ours."
    ) in text


def test_the_workbook_does(room: Merged) -> None:
    book = load_workbook(io.BytesIO(workbook(room.compiled.compilation)))
    (row,) = (each for each in book["Positions"].iter_rows(values_only=True) if each[1] == PARAGRAPH)
    cells = [str(each) for each in row if str(each).startswith(("ARD/", "KES/"))]
    consent = "Merged with consent: the wording of entry 13; consenting: ARD, BOR, KES"
    why = "Reason given for its own words: “Ours.”"
    assert cells == [
        f"ARD/10.1 amends: “Fifty.”\n{consent}\nIts own words before that: amends: “Thirty.”\n{why}",
        f"KES/12.1 supports BOR\n{consent}",
    ]
    traced = [each for each in book["Traceability"].iter_rows(values_only=True) if "Fifty" in str(each)]
    assert all("Ours." not in str(each) for each in traced)
    units = [each for each in book["Units and fates"].iter_rows(values_only=True) if each[0] == "ARD/10.1"]
    assert [(each[4], each[5]) for each in units] == [("Thirty.", "Ours.")]


def test_the_record_of_the_matrix_does(room: Merged) -> None:
    found = matrix(room.compiled.compilation)
    laid = json.loads(json.dumps(matrix_record(found)))
    (row,) = (each for each in laid["rows"] if each["address"] == PARAGRAPH)
    (ours,) = row["cells"]["ARD"]["stances"]
    assert (ours["said"], ours["reason"], ours["lacks_reason"]) == ("“Fifty.”", "", False)
    assert (ours["merged"]["entry"], ours["merged"]["consenting"], ours["merged"]["by_entry"]) == (
        13,
        ["ARD", "BOR", "KES"],
        14,
    )
    assert (ours["merged"]["own"]["said"], ours["merged"]["own"]["reason"]) == ("“Thirty.”", "Ours.")


def test_the_document_does(room: Merged) -> None:
    with zipfile.ZipFile(io.BytesIO(compilation_document(room.compiled.compilation))) as package:
        text = in_one_line(package.read("word/document.xml").decode())
    assert (
        "ARD amends Fifty. merged with consent: the wording of entry 13; consenting: ARD, BOR, KES its own "
        "words before that: amends: “ Thirty. ” reason given for its own words: “ Ours. ”"
    ) in text


def test_who_supports_the_earlier_words_still_is_not_named_on_the_page_as_having_proposed_them() -> None:
    page = compilation_page(Merged("ARD", "BOR").compiled.compilation).decode()
    labels = [re.sub(r"<[^>]+>", "", one) for one in re.findall(r'<span class="who[^>]*>.*?</span>', page)]
    assert labels == ["draft", "ARD BOR", "KES supports"]

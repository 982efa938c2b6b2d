import pytest

from tests.builders import provision, text
from tests.render.wordprocessing import W, faults, local, opened, shape
from travaux.read.document import open_document
from travaux.read.docx import read_docx
from travaux.render.word_tracked import tracked_document
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import show

AT = "2031-05-17T09:00:00Z"
DRAFT = text(
    provision(Kind.ARTICLE, "Article 4", "Notification"),
    provision(
        Kind.PARAGRAPH, "1.", "Each Party shall notify the other Parties at least forty-two days ahead.", 1
    ),
    provision(Kind.PARAGRAPH, "2.", "Small harbours are exempt from this Article.", 1),
)


def changed(own: Text, draft: Text = DRAFT) -> bytes:
    return tracked_document(draft, own, author="Ardenmoor", at=AT)


def said(given: Text | None) -> list[tuple[Kind, int, str, str]]:
    assert given is not None
    return [(one.kind, one.depth, one.label, show(one.words)) for one in given.provisions]


CASES = {
    "words": text(
        DRAFT.provisions[0],
        provision(
            Kind.PARAGRAPH, "1.", "Each Party should notify the other Parties at least thirty days ahead.", 1
        ),
        DRAFT.provisions[2],
    ),
    "white space": text(
        DRAFT.provisions[0],
        DRAFT.provisions[1],
        provision(Kind.PARAGRAPH, "2.", "Small  harbours are exempt\u00a0from this Article.", 1),
    ),
    "number": text(
        *DRAFT.provisions[:2], provision(Kind.PARAGRAPH, "1 bis.", show(DRAFT.provisions[2].words), 1)
    ),
    "number taken away": text(
        *DRAFT.provisions[:2], provision(Kind.PARAGRAPH, "", show(DRAFT.provisions[2].words), 1)
    ),
    "added at the end": text(*DRAFT.provisions, provision(Kind.PARAGRAPH, "3.", "Ice is nobody's fault.", 1)),
    "added at the head": text(provision(Kind.TITLE, "", "An agreement on locks"), *DRAFT.provisions),
    "deleted at the end": text(*DRAFT.provisions[:2]),
    "deleted at the head": text(*DRAFT.provisions[1:]),
    "everything deleted": text(),
    "order": text(DRAFT.provisions[0], DRAFT.provisions[2], DRAFT.provisions[1]),
    "depth": text(*DRAFT.provisions[:2], provision(Kind.POINT, "2.", show(DRAFT.provisions[2].words), 2)),
    "brackets": text(
        *DRAFT.provisions[:2], provision(Kind.PARAGRAPH, "2.", "[Small][Great] harbours are exempt.", 1)
    ),
    "other scripts": text(
        provision(Kind.ARTICLE, "المادة 4", "الإخطار"),
        provision(Kind.PARAGRAPH, "一、", "各方应通知其他各方。", 1),
        provision(Kind.PARAGRAPH, "2.", "Малые порты освобождены ; l’avis est dû.", 1),
    ),
    "nothing": DRAFT,
}


@pytest.mark.parametrize("case", CASES)
def test_accepted_it_is_the_party_s_text_and_rejected_the_draft(case: str) -> None:
    own = CASES[case]
    reading = read_docx(changed(own))
    assert said(reading.text) == said(own)
    assert said(reading.reject_all or reading.text) == said(DRAFT)


@pytest.mark.parametrize("case", CASES)
def test_word_has_nothing_to_repair(case: str) -> None:
    assert faults(changed(CASES[case])) == []


def test_a_change_is_the_party_s_and_of_the_given_time_and_no_wider_than_its_words() -> None:
    found = open_document(changed(CASES["words"])).changes
    assert [(one.author, one.date, one.kind.value, one.words) for one in found] == [
        ("Ardenmoor", AT, "deleted", "shall"),
        ("Ardenmoor", AT, "inserted", "should"),
        ("Ardenmoor", AT, "deleted", "forty-two"),
        ("Ardenmoor", AT, "inserted", "thirty"),
    ]


def test_a_text_without_changes_has_none() -> None:
    assert open_document(changed(DRAFT)).changes == ()
    assert read_docx(changed(DRAFT)).reject_all is None


def test_an_added_provision_is_an_inserted_paragraph() -> None:
    *_, added, last = shape(changed(CASES["added at the end"]))
    assert added == (
        "Travaux-paragraph",
        "284",
        [("+TravauxNumber", "3."), ("+", "\t"), ("+", "Ice is nobody's fault.")],
    )
    assert last == ("Travaux-apparatus", "", [])


def test_the_marks_of_whole_paragraphs_are_tracked_and_those_of_others_not() -> None:
    marks = [
        [local(child) for child in paragraph.iterfind(f"{W}pPr/{W}rPr/*")]
        for paragraph in opened(changed(CASES["order"])).xml["word/document.xml"][0].iterfind(f"{W}p")
    ]
    assert sorted(mark for each in marks for mark in each) == ["del", "ins"]


def test_the_same_texts_give_the_same_bytes() -> None:
    assert changed(CASES["words"]) == changed(CASES["words"])

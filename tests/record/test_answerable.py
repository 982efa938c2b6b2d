"""A question can be answered: it is put to others who may read it, and may answer."""

from __future__ import annotations

import pytest

from tests.record.admitting import not_sequenced, opened, sequenced
from tests.record.writing import Writer
from travaux.record import act
from travaux.record.act import Role
from travaux.record.refusal import Code
from travaux.text.wording import PartyCode


@pytest.fixture
def w() -> Writer:
    w = opened()
    w.adds("AUD", Role.AUDITOR)
    return w


def question(*to: str) -> act.AsksQuestion:
    return act.AsksQuestion(to=tuple(map(PartyCode, to)), words="Which depth?")


@pytest.mark.parametrize(
    ("to", "vis", "code", "said"),
    [
        (("BOR",), "all", Code.CONCERNS, "BOR would ask itself; put the question to others alone."),
        (("ARD", "BOR"), "all", Code.CONCERNS, "BOR would ask itself; put the question to others alone."),
        (("AUD",), "all", Code.CONCERNS, "AUD is an auditor, and answers no question; put it to others."),
        (("ARD",), "party", Code.AUDIENCE, "ARD is not among those who may read it"),
        (("ARD",), "to:SEC", Code.AUDIENCE, "ARD is not among those who may read it"),
        (("OBS",), "all", Code.AUDIENCE, "OBS is not among those who may read it"),
    ],
)
def test_what_nobody_could_answer_is_refused_and_read_where_it_is(
    w: Writer, to: tuple[str, ...], vis: str, code: Code, said: str
) -> None:
    found, why = not_sequenced(w, w.composed("BOR", question(*to), vis=vis))
    assert (found, said in why) == (code, True), why


@pytest.mark.parametrize(
    ("to", "vis"),
    [
        (("ARD", "SEC"), "all"),
        (("ARD",), "to:ARD"),
        (("OBS",), "public"),
        (("OBS",), "to:OBS"),
        (("SEC",), "party"),
    ],
)
def test_what_can_be_is_recorded(w: Writer, to: tuple[str, ...], vis: str) -> None:
    """The keeper reads whatever is recorded."""
    sequenced(w, w.composed("BOR", question(*to), vis=vis))


def test_whoever_wrote_a_question_down_may_be_asked_by_it_and_its_author_may_not(w: Writer) -> None:
    sequenced(w, w.composed("SEC", question("SEC"), vis="all", on_behalf="BOR"))
    assert not_sequenced(w, w.composed("SEC", question("BOR"), on_behalf="BOR"))[0] is Code.CONCERNS


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("note\x00.txt", "a control character (U+0000)"),
        ("note.txt\nNote.docx", "a control character (U+000A)"),
        ("note\u202etxt.exe", "right-to-left override (U+202E)"),
    ],
)
def test_the_name_of_a_document_stays_on_its_line(w: Writer, name: str, found: str) -> None:
    letter = act.SendsNote(kind=act.NoteKind.LETTER)
    for paper in (w.document("Words.", name=name), w.document("Words.", media=f"text/{name}")):
        code, why = not_sequenced(w, w.composed("BOR", letter, docs=[paper]))
        assert (code, f"the name of a document has a character in it that no name has: {found}." in why) == (
            Code.UNREADABLE,
            True,
        )

    sequenced(w, w.composed("BOR", letter, docs=[w.document("Words.", name="Note à l’ARD, ملاحظة.docx")]))

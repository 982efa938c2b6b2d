"""A real treaty as the draft, answered by three invented parties in the three ways there are.

One redrafts it in Word, one tracks its changes in Word, one sends a sheet. The words of the answers are
made here; the draft is read from the corpus and compiled as a file would be.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.corpora import corpora
from travaux.answers.answer import Reply
from travaux.compile.carrier import from_json
from travaux.compile.compiling import compiled
from travaux.compile.fate import InText, Recorded
from travaux.compile.project import project
from travaux.read.docx import read_docx
from travaux.read.format import read
from travaux.render.docx import text_document
from travaux.render.proved import proved
from travaux.render.word_tracked import tracked_document
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import parse, show
from travaux.text.wording import PartyCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from travaux.text.provision import Provision

ARD, BOR, CEL = (PartyCode(code) for code in ("ARD", "BOR", "CEL"))

LANGUAGES = {
    "en": ("Article 4", "in consultation with the other Members"),
    "fr": ("Article 4", "en consultation avec les autres Membres"),
    "es": ("Artículo 4", "en consulta con los demás Miembros"),
    "ru": ("Статья 4", "в консультации с другими Членами"),
    "ar": ("المادة 4", "بالتشاور مع سائر الأعضاء"),
    "zh": ("第四条", "并与其他会员国协商"),
}


def charter(language: str) -> Text:
    path = corpora() / "treaties" / f"un_charter_{language}.txt"
    text = read(path.read_bytes(), name=path.name).text
    assert text is not None
    return replace(text, provisions=tuple(replace(one, layout=None) for one in text.provisions))


def last_words(provision: Provision, added: str) -> Provision:
    """Add words before the mark that ends a provision."""
    words = show(provision.words)
    end = len(words.rstrip(".。")) if words.rstrip()[-1:] in ".。" else len(words)
    return replace(provision, words=parse(f"{words[:end]} {added}{words[end:]}"))


def changed(text: Text, at: Callable[[Provision], bool], added: str) -> Text:
    return replace(
        text, provisions=tuple(last_words(one, added) if at(one) else one for one in text.provisions)
    )


def lines(text: Text) -> list[tuple[str, str]]:
    return [(one.label, show(one.words)) for one in text.provisions]


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_kinds_of_answer_to_a_treaty(language: str) -> None:
    article, added = LANGUAGES[language]
    draft = charter(language)
    paragraphs = [one.eid for one in draft.provisions if one.kind is Kind.PARAGRAPH]
    first, second, third = paragraphs[3], paragraphs[40], paragraphs[200]
    clean = changed(draft, lambda one: one.eid in (first, second), added)
    clean = replace(clean, provisions=tuple(one for one in clean.provisions if one.eid != third))
    tracked = changed(draft, lambda one: one.eid == second, added)
    sheet = (
        f"# Answer of Celandria (CEL)\n\nIn answer to: {draft.identity}\n\n"
        f"## {article}\nPosition: holds\nKind: scrutiny\nReason: Not examined yet.\n\n"
        f"## {first}\nPosition: deletes\nReason: Said elsewhere.\n"
    )

    by_word = read_docx(text_document(clean), name="ARD.docx")
    by_track = read_docx(
        tracked_document(draft, tracked, author="BOR", at="2026-03-12T17:40:00Z"), name="BOR.docx"
    )
    by_sheet = read(sheet.encode(), name="CEL.md")
    assert by_sheet.reply is not None
    compilation = compiled(
        draft,
        [
            Reply(party=ARD, text=by_word.text, source="ARD.docx"),
            Reply(party=BOR, text=by_track.text, reject_all=by_track.reject_all, source="BOR.docx"),
            by_sheet.reply,
        ],
    )

    assert compilation.left_out == ()
    assert {unit.reference: type(unit.fate) for unit in compilation.units if unit.party == CEL} == {
        "CEL/1": Recorded,
        "CEL/2": InText,
    }
    assert lines(project(compilation.text, ARD)) == lines(clean)
    assert lines(project(compilation.text, BOR)) == lines(tracked)
    assert lines(project(compilation.text, None)) == lines(draft)
    back = from_json(proved(compilation, ".json"))
    assert lines(project(back.text, ARD)) == lines(clean)
    assert proved(compilation, ".md").decode().count(f"ARD, BOR: {' ' if language != 'zh' else ''}") >= 1
    assert proved(compilation, ".docx")[:2] == b"PK"


def test_a_tracked_answer_to_another_draft_is_left_out() -> None:
    draft = charter("en")
    other = changed(draft, lambda one: one.eid == "art_4__para_1", "or as later agreed")
    document = tracked_document(other, draft, author="BOR", at="2026-03-12T17:40:00Z")
    reading = read_docx(document, name="BOR.docx")

    compilation = compiled(
        draft, [Reply(party=BOR, text=reading.text, reject_all=reading.reject_all, source="BOR.docx")]
    )

    assert [one.finding.code for one in compilation.left_out] == ["another-draft"]
    assert other.identity in compilation.left_out[0].finding.message
    assert draft.identity in compilation.left_out[0].finding.message
    assert "first differs at art_4__para_1" in compilation.left_out[0].finding.message

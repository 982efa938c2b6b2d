from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties import negotiations, strategies
from tests.render.wordprocessing import faults
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.read.docx import read_docx
from travaux.render.docx import compilation_document, text_document
from travaux.render.word_tracked import tracked_document
from travaux.render.word_words import pieces
from travaux.text.instrument import Text
from travaux.text.notation import plain_characters, show
from travaux.text.wording import PartyCode, Wording

pytestmark = pytest.mark.hypothesis
LANGUAGES = st.sampled_from(sorted(negotiations.WORDS))
REDRAFTS = LANGUAGES.flatmap(negotiations.drafts).flatmap(
    lambda draft: st.tuples(st.just(draft), negotiations.redrafts(draft))
)


@given(strategies.texts())
def test_a_text_is_read_back_equal(written: Text) -> None:
    """``read(render(x)) == x``, for DOCX."""
    assert read_docx(text_document(written), parties=strategies.PARTIES).text == written


@given(REDRAFTS)
def test_tracked_changes_accepted_are_the_party_s_text(
    texts: tuple[Text, Text],
) -> None:
    """Invariant 1: what a party submitted is kept character for character; rejected, they are the draft."""
    draft, own = texts
    data = tracked_document(draft, own, author="ARD", at="2031-05-17T09:00:00Z")
    reading = read_docx(data)
    rejected = reading.reject_all or reading.text
    assert reading.text is not None
    assert rejected is not None
    assert reading.text.provisions == own.provisions
    assert rejected.provisions == draft.provisions
    assert faults(data) == []


def spoken(text: Text, party: PartyCode | None) -> list[tuple[str, str]]:
    """Give the numbers and words of a party's text; numbers are the draft's, as the document shows them."""
    shown = [replace(one, renumberings=(), respacings=()) for one in text.provisions]
    own = project(replace(text, provisions=tuple(shown)), party)
    return [(one.label, plain_characters(one.words)) for one in own.provisions]


@given(negotiations.negotiations())
def test_every_party_comes_out_of_the_document_word_for_word(given_: negotiations.Negotiation) -> None:
    """Invariant 2: projecting a compilation on a party gives that party's text; on the base, the base."""
    compilation = compiled(given_.draft, given_.replies, order=negotiations.CODES)
    data = compilation_document(compilation)
    back = read_docx(data, parties=compilation.order).text
    assert back is not None
    for party in (None, *compilation.parties):
        assert spoken(back, party) == spoken(compilation.text, party)
    assert faults(data) == []


@given(strategies.wordings())
def test_the_pieces_of_a_wording_are_its_notation(wording: Wording) -> None:
    assert "".join(piece.text for piece in pieces(wording)) == show(wording)

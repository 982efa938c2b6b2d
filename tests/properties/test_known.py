"""Reading with a memory: what comes back never depends on what was read before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties import negotiations, strategies
from tests.slowly import few
from travaux.read.docx import read_docx
from travaux.read.known import Known
from travaux.read.line import Line
from travaux.read.outline import Outlines, outline
from travaux.render.docx import text_document
from travaux.render.word_tracked import tracked_document
from travaux.text.instrument import Text

pytestmark = pytest.mark.hypothesis
DATE = "2031-05-17T09:00:00Z"
LANGUAGES = st.sampled_from(sorted(negotiations.WORDS))
REDRAFTS = LANGUAGES.flatmap(negotiations.drafts).flatmap(
    lambda draft: st.tuples(st.just(draft), st.lists(negotiations.redrafts(draft), min_size=2, max_size=4))
)


@few(25)  # each reads a dozen documents
@given(REDRAFTS)
def test_a_document_reads_as_it_reads_alone(texts: tuple[Text, list[Text]]) -> None:
    """What comes back from a reader never depends on what is known."""
    draft, own = texts
    documents = [
        text_document(draft),
        *(tracked_document(draft, one, author="ARD", at=DATE) for one in own),
        *map(text_document, own),
    ]
    known = Known()
    for data in documents * 2:
        assert read_docx(data, known=known) == read_docx(data, known=Known(whole=True))


@few(25)  # as above
@given(st.lists(strategies.texts(), min_size=2, max_size=3))
def test_strangers_do_not_change_each_other(texts: list[Text]) -> None:
    """What comes back from a reader never depends on what is known."""
    known = Known()
    for data in [text_document(one) for one in texts] * 2:
        assert read_docx(data, parties=strategies.PARTIES, known=known) == read_docx(
            data, parties=strategies.PARTIES, known=Known(whole=True)
        )


_OPENINGS = (
    *("Article 1", "Article 2", "Article 2 bis", "Article 3 Scope", "Article 4: Duties", "CHAPTER I Lamps"),
    *(
        "1. one",
        "2. two",
        "3. three;",
        "(a) four",
        "(b) five;",
        "(c) six",
        "(h) seven",
        "(i) eight",
        "(ii) x",
    ),
    *(
        "– nine",
        "Option 1: ten",
        "Option 2:",
        "plain words.",
        "plain words",
        "USE OF TERMS",
        "[1. in brackets]",
    ),
    *(
        "[half",
        "over]",
        "Annex I",
        "Preamble",
        "Recalling that,",
        "In witness whereof, we sign.",
        "1\u200b. x",
    ),
)
LINES = st.lists(
    st.builds(
        lambda text, indent, heading: Line(text=text, after="\n", indent=indent, heading=heading),
        st.sampled_from(_OPENINGS),
        st.sampled_from((0, 0, 0, 4)),
        st.sampled_from((0, 0, 0, 3)),
    ),
    max_size=14,
)


@given(st.lists(LINES, min_size=2, max_size=5))
def test_an_outline_is_the_same_after_any_other(texts: list[list[Line]]) -> None:
    """What comes back never depends on what was outlined before."""
    known: dict[Line, Line] = {}
    outlines = Outlines(laid_out=True)
    for lines in texts * 2:
        same = [known.setdefault(line, line) for line in lines]
        at = list(range(1, len(lines) + 1))
        assert outlines.outline(same, at=at, source="x") == outline(lines, at=at, source="x", exact=True)

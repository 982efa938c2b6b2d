"""What documents have in common is the same object in all of them, and a reading is the same without it."""

from tests.docx_builder import docx, level
from travaux.read.docx import read_docx
from travaux.read.known import Known
from travaux.text.instrument import Text
from travaux.text.notation import show

LISTS = {"1": [level("decimal", "Article %1"), level("decimal", "%2.")]}
DRAFT = """
%1.0 Scope
%1.1 This Agreement applies to lamps.
%1.1 A lamp shall burn for ten hours.
%1.0 Duties
%1.1 Each Party shall count its lamps.
%1.1 Each Party shall report.
%1.0 End
%1.1 This Agreement ends.
"""
TRACKED = DRAFT.replace("%1.0 Duties", "%1.1 {+AA: No lamp is counted twice.+}¶+AA\n%1.0 Duties").replace(
    "ten hours", "{-AA: ten-}{+AA: twelve+} hours"
)
TYPED = """
Article 1\tScope
1.\tThis Agreement applies to lamps.
2.\tA lamp shall burn for ten hours.
Article 2\tDuties
1.\tEach Party shall count its lamps, and publish the count.
2.\tEach Party shall report.
Article 3\tEnd
1.\tThis Agreement ends.
"""


def text(text: Text | None) -> Text:
    assert text is not None
    return text


def test_the_draft_below_tracked_changes_is_the_draft_itself() -> None:
    known = Known()
    draft = text(read_docx(docx(DRAFT, lists=LISTS), known=known).text)
    reading = read_docx(docx(TRACKED, lists=LISTS), known=known)

    assert text(reading.reject_all).provisions is draft.provisions
    assert reading.reject_all_lines == (1, 2, 3, 5, 6, 7, 8, 9)


def test_provisions_alike_are_the_same_whether_their_numbers_are_typed_or_not() -> None:
    known = Known()
    draft = text(read_docx(docx(DRAFT, lists=LISTS), known=known).text)
    clean = text(read_docx(docx(TYPED), known=known).text)

    shared = [new is old for new, old in zip(clean.provisions, draft.provisions, strict=True)]
    assert [show(one.words) for one, same in zip(clean.provisions, shared, strict=True) if not same] == [
        "Each Party shall count its lamps, and publish the count."
    ]


def test_parties_change_what_brackets_mean_not_what_is_known() -> None:
    known = Known()
    data = docx("Article 1\n[AA: may][BB: shall] [x9: notify]")

    alone = [read_docx(data, parties=parties) for parties in ((), ("AA", "BB"), ("x9",))]
    assert [read_docx(data, parties=parties, known=known) for parties in ((), ("AA", "BB"), ("x9",))] == alone

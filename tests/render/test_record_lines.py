"""Pages about the record as they stand on the screen: read the goldens as a secretary would."""

from tests.conftest import SameAsGolden
from tests.record.views.meridian import KES, Meridian, meridian, second_reading
from travaux.record.consolidation import consolidation
from travaux.record.entry import Entered
from travaux.record.library import Library
from travaux.record.views.coverage import coverage
from travaux.record.views.disclosed import Disclosed, disclosed, everything
from travaux.record.views.docket import docket
from travaux.record.views.fates import fates
from travaux.record.views.history import history
from travaux.record.views.positions import positions
from travaux.record.views.questions import questions
from travaux.record.views.since import since
from travaux.render.coverage import coverage_line
from travaux.render.docket import docket_told
from travaux.render.history import history_told
from travaux.render.positions import positions_told
from travaux.render.record_lines import told_lines
from travaux.render.record_markdown import told_markdown
from travaux.render.record_page import told_page
from travaux.render.since import since_told
from travaux.render.status import status
from travaux.render.submissions import fates_told
from travaux.render.telling import Teller
from travaux.render.told import Section, Theirs, Told, line

AT = "2026-03-28T10:00:00Z"
LATER = "2026-04-28T10:00:00Z"


def shown(told: Told) -> str:
    return "\n".join(told_lines(told)) + "\n"


def opened(*, second: bool = False) -> tuple[Meridian, Disclosed, Library, Teller]:
    m = meridian()
    if second:
        second_reading(m)
    known = disclosed(m.writer.negotiation, everything)
    kept = m.writer.documents
    library = Library(lambda h: kept[h].data if h in kept else None, known.order)
    return m, known, library, Teller(known=known, texts=library.texts(known))


def test_the_four_questions(same_as_golden: SameAsGolden) -> None:
    _, known, _, teller = opened()
    same_as_golden("status.txt", shown(status(questions(known, at=AT, texts=teller.texts), teller)))


def test_undecided_proposals_by_what_their_documents_speak_of(same_as_golden: SameAsGolden) -> None:
    _, known, library, teller = opened(second=True)
    found = shown(status(questions(known, at=LATER, library=library), teller))
    same_as_golden("undecided.txt", found[found.index("4. Which") :])


def test_the_docket(same_as_golden: SameAsGolden) -> None:
    _, known, _, teller = opened()
    same_as_golden("docket.txt", shown(docket_told(docket(known, at=AT), teller)))


def test_positions_with_silence_as_a_row(same_as_golden: SameAsGolden) -> None:
    m, known, library, teller = opened()
    found = positions(consolidation(known, library, known.drafts[m.draft.leaf]), docket(known, at=AT), known)
    same_as_golden("positions.txt", shown(positions_told(found, teller)))


def test_the_history_of_a_provision(same_as_golden: SameAsGolden) -> None:
    _, known, library, teller = opened(second=True)
    same_as_golden("history.txt", shown(history_told(history(known, library, "art_3"), teller, at=LATER)))


def test_what_became_of_everything(same_as_golden: SameAsGolden) -> None:
    _, known, library, teller = opened(second=True)
    same_as_golden("fates.txt", shown(fates_told(fates(known, library), teller, at=LATER)))


def test_what_changed_for_a_party(same_as_golden: SameAsGolden) -> None:
    _, known, library, teller = opened(second=True)
    same_as_golden("since.txt", shown(since_told(since(known, KES, 28, library, at=LATER), teller)))


def test_what_each_reply_covers(same_as_golden: SameAsGolden) -> None:
    _, known, library, teller = opened(second=True)
    lines = [coverage_line(one, teller) for leaf in known.answers for one in coverage(known, leaf, library)]
    told = Told(title=("Coverage",), sections=(Section(title="Answers", lines=tuple(lines)),))
    same_as_golden("coverage.txt", shown(told))


def test_a_record_with_nothing_in_it_says_so(same_as_golden: SameAsGolden) -> None:
    def nothing(_: Entered) -> bool:
        return False

    known = disclosed(meridian().writer.negotiation, nothing)
    teller = Teller(known=known)
    told = shown(status(questions(known, at=AT), teller)) + shown(docket_told(docket(known, at=AT), teller))
    same_as_golden("status-empty.txt", told)


def test_two_pages_to_print(same_as_golden: SameAsGolden) -> None:
    _, known, library, teller = opened(second=True)
    told = since_told(since(known, KES, 28, library, at=LATER), teller)
    same_as_golden("since.md", told_markdown(told).decode())
    same_as_golden("since.html", told_page(told).decode().partition("</style>")[2].replace("><", ">\n<"))


def test_words_of_a_party_are_not_taken_for_marks_or_elements() -> None:
    """Two voices, never confused: nothing in somebody's words ends their quotation."""
    words = "<script>x</script> *a* [b](c)\n# d & “e”"
    told = Told(
        title=(Theirs(words),), sections=(Section(title="1", lines=(line("ours: ", Theirs(words)),)),)
    )
    markdown = told_markdown(told).decode()
    assert "- ours: “\\<script\\>x\\</script\\> \\*a\\* \\[b\\](c)\\\n  \\# d \\& “e””\n" in markdown
    html = told_page(told).decode()
    assert "<script>x" not in html
    assert (
        ' <q class="w several" dir="auto">&lt;script&gt;x&lt;/script&gt; *a* [b](c)\n# d &amp; “e”</q>'
        in html
    )

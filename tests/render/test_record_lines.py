"""Pages about the record as they stand on the screen: read the goldens as a secretary would."""

from tests.conftest import SameAsGolden
from tests.record.views.meridian import FIRST, meridian
from travaux.read.format import read
from travaux.record.entry import Entered
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.docket import docket
from travaux.record.views.questions import questions
from travaux.render.docket import docket_told
from travaux.render.record_lines import told_lines
from travaux.render.status import status
from travaux.render.telling import Teller
from travaux.render.told import Told

AT = "2026-03-28T10:00:00Z"


def shown(told: Told) -> str:
    return "\n".join(told_lines(told)) + "\n"


def test_the_four_questions(same_as_golden: SameAsGolden) -> None:
    m = meridian()
    known = disclosed(m.writer.negotiation, everything)
    text = read(FIRST.encode(), name="first.md").text
    assert text is not None
    teller = Teller(known=known, texts={m.draft.leaf: text})
    same_as_golden("status.txt", shown(status(questions(known, at=AT, texts=teller.texts), teller)))


def test_the_docket(same_as_golden: SameAsGolden) -> None:
    known = disclosed(meridian().writer.negotiation, everything)
    same_as_golden("docket.txt", shown(docket_told(docket(known, at=AT), Teller(known=known))))


def test_a_record_with_nothing_in_it_says_so(same_as_golden: SameAsGolden) -> None:
    def nothing(_: Entered) -> bool:
        return False

    known = disclosed(meridian().writer.negotiation, nothing)
    teller = Teller(known=known)
    told = shown(status(questions(known, at=AT), teller)) + shown(docket_told(docket(known, at=AT), teller))
    same_as_golden("status-empty.txt", told)

"""The dates of a calendar: what takes one away, and what gives it back."""

from django.utils.translation import override

from tests.record.writing import Writer
from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.record.views.disclosed import disclosed, everything
from travaux.text.wording import PartyCode
from travaux.web.reads.agenda import dates

DUE = Due(local="2027-01-10T12:00", zone="UTC", utc="2027-01-10T12:00:00Z")
TEXT = "# Treaty\n\n## Article 1\n\nWords.\n"


def of_first(w: Writer) -> tuple[bool, int]:
    """Whether the time for answers to the first draft is gone, and how often it turned."""
    with override("en"):
        (one, *_) = dates(disclosed(w.negotiation, everything))
    return one.gone, one.times


def test_a_time_that_turns_is_numbered_higher_each_time() -> None:
    """RFC 5545, 3.8.7.4: a calendar may leave out what comes with a lower number than it has."""
    w = Writer()
    w.opens("SEC", parties=("ARD",))
    draft = w.tables("SEC", docs=[w.document(TEXT, name="first.md", text=TEXT)])
    w.declares("SEC", Rules(name="first", asked=(PartyCode("ARD"),), due=DUE), draft)
    turns = [of_first(w)]
    second = w.tables("SEC", follows=draft, docs=[w.document(TEXT, name="second.md", text=TEXT)])
    turns.append(of_first(w))
    w.withdraws("SEC", second)
    turns.append(of_first(w))
    w.tables("SEC", follows=draft, docs=[w.document(TEXT, name="third.md", text=TEXT)])
    turns.append(of_first(w))
    assert turns == [(False, 0), (True, 1), (False, 2), (True, 3)]


def test_a_time_for_answers_says_what_ends() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD",))
    draft = w.tables("SEC", docs=[w.document(TEXT, name="first.md", text=TEXT)])
    w.declares("SEC", Rules(name="first", asked=(PartyCode("ARD"),), due=DUE), draft)
    with override("en"):
        (one,) = dates(disclosed(w.negotiation, everything))
    assert one.title == "The time for answers to draft 1 ends · first"

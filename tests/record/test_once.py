"""What is recorded once only is refused when it is there already; a record that has it twice is in order."""

from __future__ import annotations

from tests.record.admitting import not_sequenced, opened, sequenced
from tests.record.writing import document_of
from travaux.record import act
from travaux.record.refusal import Code

AGAIN = act.Redacts(grounds="Again.")


def test_an_entry_is_redacted_once() -> None:
    w = opened()
    note = w.sends("BOR", "On depth")
    w.redacts("BOR", note)
    assert not_sequenced(w, w.composed("SEC", AGAIN, note)) == (
        Code.ALREADY,
        f"entry {note.index} was redacted already, by BOR in entry {note.index + 1}.",
    )


def test_a_document_is_redacted_once_and_after_the_entry_in_whole_all_the_same() -> None:
    """Only who names the document has it destroyed."""
    w = opened()
    note = w.sends("BOR", docs=[w.document("One.", name="one.md"), w.document("Two.", name="two.md")])
    w.redacts("BOR", document_of(note))
    assert not_sequenced(w, w.composed("BOR", AGAIN, document_of(note))) == (
        Code.ALREADY,
        f"one.md of entry {note.index} was redacted already, by BOR in entry {note.index + 1}.",
    )
    sequenced(w, w.composed("BOR", AGAIN, document_of(note, 1)))
    w.redacts("BOR", note)
    sequenced(w, w.composed("BOR", AGAIN, document_of(note, 1)))

"""An entry in one line, as it is told on every page."""

from tests.record.writing import Writer
from travaux.record.entry import Entered
from travaux.record.views.disclosed import disclosed, everything
from travaux.render.acts import deed
from travaux.render.telling import Teller


def told(writer: Writer, entered: Entered) -> str:
    teller = Teller(known=disclosed(writer.negotiation, everything))
    return "".join(part if isinstance(part, str) else f"“{part.words}”" for part in deed(entered, teller))


def test_a_paper_that_names_nobody_is_said_to_go_to_those_alone_whom_it_is_for() -> None:
    """12: who reads that a paper was sent to all takes it that all have it."""
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR", "KES"))
    north = w.groups("NORTH", "ARD", "KES")
    assert [
        told(w, w.sends("SEC", vis=vis)) for vis in ("", "to:ARD,BOR", f"group:{north.leaf}", "party")
    ] == [
        "sends all a note verbale (unsigned)",
        "sends ARD, BOR a note verbale (unsigned)",
        "sends NORTH a note verbale (unsigned)",
        "sends SEC a note verbale (unsigned)",
    ]


def test_whom_a_paper_names_is_told_whoever_may_read_it() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD", "BOR", "KES"))
    assert told(w, w.sends("SEC", to=["KES"], vis="to:ARD,BOR,KES")) == "sends KES a note verbale (unsigned)"

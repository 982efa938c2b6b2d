"""Rename the parties by any permutation: every page is the same but for the names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import permutations

import pytest

from tests.record.views.meridian import meridian, second_reading
from travaux.record.consolidation import consolidation
from travaux.record.entry import Entered, read, written
from travaux.record.fold import fold
from travaux.record.library import Library
from travaux.record.views.disclosed import disclosed, everything
from travaux.record.views.docket import docket
from travaux.record.views.fates import fates
from travaux.record.views.history import history
from travaux.record.views.positions import positions
from travaux.record.views.questions import questions
from travaux.record.views.since import since
from travaux.render.docket import docket_told
from travaux.render.history import history_told
from travaux.render.positions import positions_told
from travaux.render.record_lines import told_lines
from travaux.render.since import since_told
from travaux.render.status import status
from travaux.render.submissions import fates_told
from travaux.render.telling import Teller
from travaux.text.wording import PartyCode

PARTIES = ("ARD", "BOR", "KES")
AT = "2026-04-28T10:00:00Z"


def renamed(text: str, names: Mapping[str, str]) -> str:
    return re.sub("|".join(names), lambda found: names[found[0]], text)


def pages(entered: Iterable[Entered], documents: Mapping[str, bytes], party: str) -> dict[str, str]:
    """Every page of the record, very wide: where a line breaks does not matter here."""
    known = disclosed(fold(entered), everything)
    library = Library(documents.get, known.order)
    teller = Teller(known=known, texts=library.texts(known))
    owed = docket(known, at=AT)
    told = {
        "status": status(questions(known, at=AT, texts=teller.texts), teller),
        "docket": docket_told(owed, teller),
        "positions": positions_told(positions(consolidation(known, library), owed, known), teller),
        "history": history_told(history(known, library, "art_3"), teller, at=AT),
        "fates": fates_told(fates(known, library), teller, at=AT),
        "since": since_told(since(known, PartyCode(party), 20, library, at=AT), teller),
    }
    return {name: "\n".join(told_lines(one, width=100_000)) for name, one in told.items()}


@pytest.mark.parametrize("order", list(permutations(PARTIES)), ids="".join)
def test_rename_the_parties_and_only_the_names_change(order: tuple[str, ...]) -> None:
    """Symmetry: the output is the same but for the names and the declared protocol order."""
    m = meridian()
    second_reading(m)
    documents = {h: one.data for h, one in m.writer.documents.items()}
    names = dict(zip(PARTIES, order, strict=True))
    others = [
        replace(one, entry=read(renamed(written(one.entry).decode(), names).encode()))
        for one in m.writer.entered
    ]
    theirs = {h: renamed(data.decode(), names).encode() for h, data in documents.items()}
    expected = pages(m.writer.entered, documents, "KES")
    found = pages(others, theirs, names["KES"])
    assert found == {name: renamed(page, names) for name, page in expected.items()}

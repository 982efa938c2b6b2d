"""The time of the conference is settled by the first round for all that sets one."""

from __future__ import annotations

from tests.record.admitting import opened
from tests.record.writing import Writer
from travaux.answers.round import Rules
from travaux.answers.undertaking import Due
from travaux.record import act
from travaux.record.views.conference_zone import conference_zone

ATHENS = Due(local="2026-03-12T18:00", zone="Europe/Athens", utc="2026-03-12T16:00:00Z")
NEW_YORK = Due(local="2026-11-28T09:00", zone="America/New_York", utc="2026-11-28T14:00:00Z")


def declared(w: Writer, due: Due | None, vis: str = "all") -> str | None:
    w.does("SEC", act.DeclaresRules(rules=Rules(name="A round", due=due)), vis=vis)
    return conference_zone(w.negotiation)


def test_the_first_round_for_all_that_sets_a_time_settles_it() -> None:
    w = opened()
    assert conference_zone(w.negotiation) is None
    assert [
        declared(w, None),
        declared(w, NEW_YORK, vis="to:ARD"),
        declared(w, ATHENS),
        declared(w, NEW_YORK),
        declared(w, None),
    ] == [None, None, *["Europe/Athens"] * 3]

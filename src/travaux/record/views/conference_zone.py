"""In whose time the moments of a record are given: settled once, and moved by no later deadline."""

from __future__ import annotations

from travaux.record.entry import MEMBERS, PUBLIC
from travaux.record.negotiation import Negotiation


def conference_zone(known: Negotiation) -> str | None:
    """Give the zone in which the first round was set that set a time, of those for all; None before that.

    It is a name of the IANA time zone database. A round for some alone counts for nobody: the zone would be
    another from reader to reader.
    """
    for one in known.rounds.values():
        if one.rules.due is not None and one.declared.entry.vis in {PUBLIC, MEMBERS}:
            return one.rules.due.zone
    return None

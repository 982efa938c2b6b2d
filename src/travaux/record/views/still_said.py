"""Of which answers to a draft their parties say something now, and of which provisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.record.latest import Latest
from travaux.record.library import NotHere
from travaux.record.views.places import Places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from travaux.record.entry import LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given, Negotiation
    from travaux.text.wording import PartyCode


def still_said(
    known: Negotiation, library: Library, draft: Draft, party: PartyCode | None = None
) -> Mapping[LeafHash, tuple[str, ...]]:
    """Give the answers to *draft* that stand, each with those of the provisions it names where it does.

    Of *party* alone, where one is given. In the order of their entries; "" for one that names none. A later
    answer takes the place of its like alone. Where the draft cannot be read, nobody knows what is like what:
    then what is named decides.
    """
    answers = [
        one for one in known.answers.values() if one.draft == draft.tabled.leaf and party in {None, one.party}
    ]
    try:
        latest = latest_of(known, library, draft, party) if answers else {}
    except NotHere:
        found = {one.entered.leaf: tuple(filter(one.is_last_at, one.provisions or ("",))) for one in answers}
    else:
        found = {one.entered.leaf: latest[one.party].still_at(one) for one in answers}
    return {leaf: at for leaf, at in found.items() if at}


def latest_of(
    known: Negotiation, library: Library, draft: Draft, party: PartyCode | None = None
) -> Mapping[PartyCode, Latest]:
    """Give what each party that has answered *draft* says of it now; *party* alone, where one is given.

    What a text taken over shows of it comes first. Raises NotHere, where the draft cannot be read.
    """
    places = Places(library.text(draft))
    own: dict[PartyCode, list[Given]] = {}
    for one in (*library.shown(draft), *known.answers.values()):
        if one.draft == draft.tabled.leaf and party in {None, one.party}:
            own.setdefault(one.party, []).append(one)
    return {
        party: Latest([(one, library.heard(known, one, draft)) for one in those], places)
        for party, those in own.items()
    }

"""Which of the words that a party supports or opposes are no longer proposed as they were, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.answers.party import protocol_order
from travaux.answers.position import Opposes, Supports
from travaux.compile.additions import place_said
from travaux.record.library import NotHere
from travaux.record.sayings import sayings
from travaux.record.views.places import Places

if TYPE_CHECKING:
    from travaux.compile.before import Before
    from travaux.record.entry import Entered
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A word of the party's on another's proposal, which is not proposed as it was."""

    draft: Draft
    address: str
    """The provision that it speaks of, of the draft or added to it: see `place_said`."""
    position: Supports | Opposes
    entered: Entered
    """By which the party said it."""
    before: Before
    by: Entered | None
    """The entry since which it is so; None where no single one made it so."""


def changed_under(known: Disclosed, party: PartyCode, size: int, library: Library) -> tuple[Changed, ...]:
    """List, in reading order, what *party* stands by on the latest draft and others changed since *size*."""
    draft = known.latest_draft()
    if draft is None or all(one.author == party for one in known.entries if one.index >= size):
        return ()
    try:
        said = sayings(known, library, draft)
        text = library.text(draft)
    except NotHere:
        return ()
    its = {one.index for one in known.entries if one.author == party}
    everybody = said.by(protocol_order({*said.given, *said.also}, known.order))
    found = [
        (place_said(heard, text), entered, heard.before, position)
        for one in everybody
        if one.party == party and one.hearing is not None
        for heard, entered in zip(one.hearing.heard, one.entries, strict=False)
        if isinstance(position := heard.answer.position, Supports | Opposes)
        and heard.before is not None
        and (heard.before.since is None or heard.before.since >= size)
        and heard.before.since not in its
    ]
    rank = {at: place for place, at in enumerate(Places(text).in_order(at for at, *_ in found))}
    return tuple(
        Changed(
            draft=draft,
            address=at,
            position=position,
            entered=entered,
            before=before,
            by=_entry(known, before.since),
        )
        for at, entered, before, position in sorted(found, key=lambda one: (rank[one[0]], one[1].index))
    )


def _entry(known: Disclosed, index: int | None) -> Entered | None:
    return next((one for one in known.entries if one.index == index), None)

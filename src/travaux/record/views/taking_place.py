"""What a party has said of a draft and would say no more, if it recorded one answer more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.compile.hearing import Hearing
from travaux.record.entry import LeafHash
from travaux.record.latest import Latest
from travaux.record.views.places import Places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.compile.compilation import LeftOut
    from travaux.compile.heard import Heard
    from travaux.record.entry import Entered
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPlace:
    """What of an earlier answer its party would say no more."""

    entered: Entered
    answers: tuple[Heard, ...] = ()
    """None: the answer could not be read, or what of it is gone was not understood."""


def places_taken(
    known: Disclosed,
    library: Library,
    draft: Draft,
    party: PartyCode,
    provisions: Sequence[str],
    heard: Hearing | LeftOut | None,
) -> tuple[TakenPlace, ...]:
    """List what *party* says now of *draft* and would say no more, in the order of its entries.

    *heard*: what it would record, on *provisions* or on all; None where that cannot be read, and so could
    say anything there. Raises NotHere, where the draft cannot be read.
    """
    own = [
        (one, library.heard(known, one, draft))
        for one in (*library.shown(draft), *known.answers.values())
        if one.draft == draft.tabled.leaf and one.party == party
    ]
    if not own:
        return ()
    places = Places(library.text(draft))
    now = Latest(own, places)
    then = Latest([*own, (_to_come(own[-1][0], known.size, provisions), heard)], places)
    found: list[TakenPlace] = []
    for given, its in own:
        if isinstance(its, Hearing):
            eids = [one.eid for one in its.base.draft.provisions]
            where = ["" if one.provision is None else eids[one.provision] for one in its.heard]
            gone = [
                one
                for number, (one, at) in enumerate(zip(its.heard, where, strict=True), start=1)
                if now.fate(given, number, one, at) is None and then.fate(given, number, one, at) is not None
            ]
            more = bool(its.reply.unread or not its.heard)
        else:
            gone, more = [], True
        named = given.provisions or ("",)
        unsaid = more and any(
            now.said_no_more(given, at) is None and then.said_no_more(given, at) is not None for at in named
        )
        if gone or unsaid:
            found.append(TakenPlace(entered=given.entered, answers=tuple(gone)))
    return tuple(found)


def _to_come(like: Given, index: int, provisions: Sequence[str]) -> Given:
    """Give the answer that would be recorded next: one of the same party, with nothing done to it."""
    return replace(
        like,
        entered=replace(like.entered, index=index, leaf=LeafHash("")),
        provisions=tuple(provisions),
        withdrawn=None,
        withdrawn_at=(),
        out_of_time=False,
    )

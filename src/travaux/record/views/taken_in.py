"""The history of a provision that a draft took in from a proposal: it begins where that was made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from travaux.answers.position import Adds
from travaux.compare.comparison import LanguageMismatch
from travaux.compile.additions import additions
from travaux.compile.hearing import Hearing
from travaux.compile.incorporated import Asked, Incorporation
from travaux.compile.lineage import Lineage
from travaux.record.library import NotHere
from travaux.record.views.addition_history import addition_history
from travaux.record.views.changes import inside
from travaux.record.views.history import Done, PassedOver, Said, Version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.record.library import Library
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.history import Event, History


def from_proposals(found: History, known: Disclosed, library: Library) -> History:
    """Give a history with that of the proposals which a draft took in, where that is certain.

    It is where the draft has exactly the words that were to be added, at the place that was asked for: see
    `Incorporation`. What was said of them on the draft before is told there, in the order of the record.
    """
    events = list(found.events)
    told = {(type(one), _index(one)) for one in events}
    for name, older in _proposed(found, known, library):
        added = addition_history(known, library, name, older)
        for one in () if added is None else added.events:
            if (type(one), _index(one)) not in told:
                told.add((type(one), _index(one)))
                events.append(one)
    if len(events) == len(found.events):
        return found
    return replace(found, events=tuple(sorted(events, key=_index)))


def _proposed(found: History, known: Disclosed, library: Library) -> Iterator[tuple[str, Draft]]:
    """Go through the names of what was added to a draft and stands in the next, each with that draft."""
    absent = {one.draft.tabled.leaf for one in found.events if isinstance(one, Version) and not one.addresses}
    for version in found.events:
        if not isinstance(version, Version) or version.draft.follows not in absent:
            continue
        older = known.drafts[version.draft.follows]
        try:
            incorporation = Incorporation(Lineage(comparison=library.comparison(older, version.draft)))
            text = library.text(version.draft)
        except (NotHere, LanguageMismatch):
            continue
        here = inside(text, version.addresses)
        for given in known.answers.values():
            if given.draft != older.tabled.leaf or given.entered.index > version.tabled.index:
                continue
            heard = library.heard(known, given, older)
            if not isinstance(heard, Hearing):
                continue
            for number, one in enumerate(heard.heard):
                if one.fault is not None or not isinstance(one.answer.position, Adds):
                    continue
                items = tuple(item for item in heard.version.items if number in item.said)
                taken = incorporation.found(Asked(one, items, number < heard.amounts))
                if not here.isdisjoint(text.provisions[at].eid for at in taken):
                    for each in additions(heard.version):
                        if number in each.said:
                            yield f"{each.cited} ({given.party})", older


def _index(one: Event) -> int:
    match one:
        case (
            Version(tabled=entered)
            | Said(entered=entered)
            | PassedOver(entered=entered)
            | Done(entered=entered)
        ):
            return entered.index
        case _:
            assert_never(one)

"""What became of a party's provisions in a draft that was tabled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.answers.shown import is_shown
from travaux.compare.comparison import Comparison, Kept, LanguageMismatch
from travaux.compile.proof import LossError
from travaux.compile.succession import succession
from travaux.record.consolidation import consolidation
from travaux.record.library import NotHere
from travaux.record.sayings import sayings
from travaux.record.views.changes import alerts_in, eids, topmost
from travaux.record.views.places import Places
from travaux.text.phrase import said_by

if TYPE_CHECKING:
    from travaux.compare.alert import Alert
    from travaux.compare.comparison import Fate as Change
    from travaux.compile.outcome import EarlierAnswer
    from travaux.record.negotiation import Draft
    from travaux.record.views.own_provisions import OwnProvisions


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraft:
    """A draft that was tabled, and what became in it of the party's provisions of the one before."""

    draft: Draft
    changes: tuple[Change, ...] = ()
    """Nothing for a provision that was kept where it was."""
    answers: tuple[EarlierAnswer, ...] = ()
    """What the draft makes of the party's answers to the draft before: none of them is one to this."""
    alerts: tuple[Alert, ...] = ()
    """Where words on which an obligation may turn were gained, lost or changed by them."""
    kept: tuple[str, ...] = ()
    """The party's provisions, by their addresses in the new draft, that were kept word for word."""
    unread: str = ""


def new_draft(own: OwnProvisions, draft: Draft) -> NewDraft:
    """Say what became of the party's provisions of the draft before."""
    before = None if draft.follows is None else own.known.drafts.get(draft.follows)
    if before is None:
        return NewDraft(draft=draft)
    try:
        comparison = own.library.comparison(before, draft)
    except (NotHere, LanguageMismatch) as fault:
        return NewDraft(draft=draft, unread=said_by(fault))
    return _carried(own, before, draft, comparison)


def carry_on(own: OwnProvisions, draft: Draft) -> None:
    """Count what became in *draft* of the party's provisions of the draft before among its own.

    To be called for each draft in order. Nothing is added, where the two cannot be compared.
    """
    before = None if draft.follows is None else own.known.drafts.get(draft.follows)
    if before is None or not own.its[before.tabled.leaf]:
        return
    try:
        comparison = own.library.comparison(before, draft)
    except (NotHere, LanguageMismatch):
        return
    there = [eid for change in _about(own, before, comparison) for eid in eids(change, new=True)]
    for address in topmost(comparison.new, there):
        own.its[draft.tabled.leaf][address] = None


def _about(own: OwnProvisions, before: Draft, comparison: Comparison) -> list[Change]:
    leaf = before.tabled.leaf
    places, its = own.places[leaf], own.its[leaf]
    return [
        change
        for change in comparison.changes
        if any(places.above(eid).intersection(its) - {""} for eid in eids(change, new=False))
    ]


def _carried(own: OwnProvisions, before: Draft, draft: Draft, comparison: Comparison) -> NewDraft:
    about = _about(own, before, comparison)
    changes = tuple(one for one in about if not isinstance(one, Kept) or one.is_renumbered)
    same = [one.new.eid for one in about if isinstance(one, Kept) and not one.is_renumbered]
    touched = {eid for change in changes for eid in eids(change, new=True)}
    return NewDraft(
        draft=draft,
        changes=changes,
        alerts=alerts_in(changes, comparison),
        answers=_answers_before(own, before, draft, comparison),
        kept=tuple(
            one for one in topmost(comparison.new, same) if not any(one in _above(at) for at in touched)
        ),
    )


def _answers_before(
    own: OwnProvisions, before: Draft, draft: Draft, comparison: Comparison
) -> tuple[EarlierAnswer, ...]:
    """Say what the new draft makes of what the party says of the one before."""
    if not own.its[before.tabled.leaf]:
        return ()
    try:
        heard = consolidation(own.known, own.library, before).heard
    except LossError:
        return ()
    there = sayings(own.known, own.library, draft).heard
    found = succession(comparison.old, comparison.new, heard, there).of(own.party)
    return tuple(one for one in found if not is_shown(one.answer))


def _above(address: str) -> frozenset[str]:
    return Places().above(address)

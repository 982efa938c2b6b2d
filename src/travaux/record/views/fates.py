"""The fate of every proposal that was ever submitted: exactly one each, and counts that add up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from travaux.compile.fate import (
    Fate,
    InText,
    Joined,
    MergedWithConsent,
    NotUnderstood,
    OutOfTime,
    Recorded,
    Superseded,
    Withdrawn,
)
from travaux.record.consolidation import consolidation
from travaux.record.library import NotHere, was_taken_over
from travaux.text.phrase import said_by

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from travaux.record.consolidation import Consolidation, Submitted
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode

FATES: tuple[type[Fate], ...] = (
    InText,
    Joined,
    MergedWithConsent,
    Recorded,
    Superseded,
    Withdrawn,
    OutOfTime,
    NotUnderstood,
)
"""The columns of the count, in the order in which they are always listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """All that one party submitted on one draft, as it was submitted; the figures are lengths of lists."""

    party: PartyCode
    submitted: tuple[Submitted, ...]

    def of(self, fate: type[Fate]) -> tuple[Submitted, ...]:
        return tuple(one for one in self.submitted if isinstance(one.unit.fate, fate))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDraft:
    """All that was submitted on one draft: parties in protocol order."""

    draft: Draft
    tallies: tuple[Tally, ...] = ()
    unread: str = ""
    """Why the draft cannot be read, and so no fate be told of what was submitted on it; "" where it can."""
    answers: tuple[Given, ...] = ()
    """Then, the answers whose units are not told."""

    @property
    def submitted(self) -> tuple[Submitted, ...]:
        return tuple(one for tally in self.tallies for one in tally.submitted)


def fates(
    known: Disclosed,
    library: Library,
    *,
    compiled: Callable[[Disclosed, Library, Draft], Consolidation] = consolidation,
) -> tuple[OnDraft, ...]:
    """Say what became of everything submitted, draft by draft as they were tabled.

    What was submitted on a draft has its fate on that draft. *compiled* gives a consolidation, for whoever
    has it already. Raises LossError.
    """
    found: list[OnDraft] = []
    for leaf, draft in known.drafts.items():
        answers = tuple(one for one in known.answers.values() if one.draft == leaf)
        said = answers or was_taken_over(draft)
        if not said and all(one.draft != leaf for one in known.holds.values()):
            found.append(OnDraft(draft=draft))
            continue
        try:
            made = compiled(known, library, draft)
        except NotHere as fault:
            found.append(OnDraft(draft=draft, unread=said_by(fault), answers=answers))
            continue
        by_party: dict[PartyCode, list[Submitted]] = {}
        for one in made.submitted:
            by_party.setdefault(one.unit.party, []).append(one)
        found.append(
            OnDraft(
                draft=draft,
                tallies=tuple(Tally(party=party, submitted=tuple(own)) for party, own in by_party.items()),
            )
        )
    return tuple(found)


def of_party(found: Sequence[OnDraft], party: PartyCode) -> tuple[OnDraft, ...]:
    """Keep of each draft what this party submitted on it; nothing, where that was nothing."""
    return tuple(
        replace(
            one,
            tallies=tuple(tally for tally in one.tallies if tally.party == party),
            answers=tuple(given for given in one.answers if given.party == party),
        )
        for one in found
    )

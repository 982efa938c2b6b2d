"""Answers to a draft before the last one that may not have been given again: nothing carries them over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.record.entry import Entered
    from travaux.record.negotiation import Draft, Given
    from travaux.record.views.disclosed import Disclosed
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """What one party answered to an earlier draft and has not, by the same names, answered since."""

    party: PartyCode
    draft: Draft
    then: Draft
    """The draft that followed it: to this they can be given again."""
    entries: tuple[Entered, ...]


def left_behind(known: Disclosed, draft: Draft, party: PartyCode | None = None) -> tuple[LeftBehind, ...]:
    """List them for a *draft*, by party and then from the latest draft back; None: of every party.

    Those to the draft right before it are not among them: they are what can be given again to it. An
    answer counts as given again where the party has since answered all of the provisions it names, or a later
    draft in whole; of one to a whole draft, only the latter.
    """
    line = list(_line(known, draft))
    found: list[LeftBehind] = []
    for whose in known.members if party is None else (party,):
        own = [one for one in known.answers.values() if one.party == whose and one.stands]
        for at, old in enumerate(line[2:], start=2):
            since = [one for one in own if any(one.draft == each.tabled.leaf for each in line[:at])]
            left = tuple(
                one.entered for one in own if one.draft == old.tabled.leaf and not _is_said_again(one, since)
            )
            if left:
                found.append(LeftBehind(party=whose, draft=old, then=line[at - 1], entries=left))
    return tuple(found)


def _line(known: Disclosed, draft: Draft) -> Iterator[Draft]:
    """Go from a draft back through those it follows."""
    now: Draft | None = draft
    while now is not None:
        yield now
        now = None if now.follows is None else known.drafts.get(now.follows)


def _is_said_again(one: Given, since: list[Given]) -> bool:
    if any(not each.provisions for each in since):
        return True
    named = {provision for each in since for provision in each.provisions}
    return bool(one.provisions) and named.issuperset(one.provisions)

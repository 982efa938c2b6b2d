"""Whether what an answer of one party speaks of is proposed on the new draft as it was on the old one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from travaux.answers.position import Merges, Moves
from travaux.compile.heard import Heard
from travaux.compile.outcome import Because
from travaux.compile.placed import named_in
from travaux.compile.readdressed import readdressed
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.answers.answer import Answer
    from travaux.answers.position import Position
    from travaux.compile.lineage import Lineage
    from travaux.compile.proposals import Proposals, SpokenOf
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

_Said: TypeAlias = "tuple[str, Position]"
"""What is said, and of which provision of the new draft, by its address: whatever names it goes by."""


class ProposedAgain:
    """Compares what parties propose on two drafts, where another's answer speaks of it."""

    def __init__(self, lineage: Lineage, there: Proposals | None) -> None:
        """Prepare to look on the new draft of *lineage*; *there*: what is proposed on it, None: not known."""
        self._lineage = lineage
        self._there = there

    def because(self, one: Heard, party: PartyCode, spoken: SpokenOf) -> Because | None:
        """Say why *one* of *party*, given again, would not speak of what it spoke of; None: it would.

        Nobody joins or opposes what is not there: where its author says something else, or nothing yet.
        """
        place = spoken.place
        if place is not None and len(self._lineage.to[place]) != 1:
            return Because.SPLIT
        again = readdressed(one.answer, one.provision, self._lineage)
        if one.provision is None and named_in(again.provision, self._lineage.new):
            return Because.OTHER_WORDS
        if spoken.unsaid and self._there is None:
            return Because.NOT_THERE
        if self._there is None:
            return Because.PLACE if one.provision is None and self._is_elsewhere(place) else None
        at = None if one.provision is None else self._lineage.to[one.provision][0]
        now = self._there.spoken_of(Heard(answer=again, provision=at), party)
        if now is None or now.theirs.party != spoken.theirs.party:
            return Because.NOT_THERE
        same = Counter(spoken.unsaid) == Counter(now.unsaid) and _alike(
            [*self._then(spoken)], [*self._now(now)]
        )
        return None if same else Because.NOT_THERE

    def _is_elsewhere(self, place: int | None) -> bool:
        """Whether an addition is named by where it stands, and that has another address now."""
        if place is None:
            return False
        old, new = self._lineage.old.provisions, self._lineage.new.provisions
        return old[place].eid != new[self._lineage.to[place][0]].eid

    def _then(self, spoken: SpokenOf) -> Iterator[_Said]:
        """Go through what was said, as the new draft numbers it."""
        for number in spoken.numbers:
            one = spoken.theirs.heard[number]
            there = () if one.provision is None else self._lineage.to[one.provision]
            again = readdressed(one.answer, one.provision, self._lineage)
            yield _said(again, there[0] if there else None, self._lineage.new)

    def _now(self, spoken: SpokenOf) -> Iterator[_Said]:
        for number in spoken.numbers:
            one = spoken.theirs.heard[number]
            yield _said(one.answer, one.provision, self._lineage.new)


def _alike(then: list[_Said], now: list[_Said]) -> bool:
    return len(then) == len(now) and all(now.count(one) == then.count(one) for one in then)


def _said(answer: Answer, at: int | None, text: Text) -> _Said:
    """Tell what an answer says, the provisions it names told by their addresses."""

    def named(name: str) -> str:
        found = resolve(name, text)
        return text.provisions[found[0]].eid if len(found) == 1 else name

    match answer.position:
        case Moves(after=after) as position:
            position = replace(position, after=named(after))
        case Merges(others=others) as position:
            position = replace(position, others=tuple(sorted(map(named, others))))
        case position:
            pass
    return answer.provision.strip() if at is None else text.provisions[at].eid, position

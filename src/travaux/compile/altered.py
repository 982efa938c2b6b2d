"""What a new draft makes of the provisions that an answer to the draft before it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.compare.alert import alerts_on, language_of
from travaux.compare.comparison import Kept, Merged, Moved, Removed, Reworded, Split
from travaux.compile.outcome import Because, NeedsConfirmation, Relocated, Unchanged
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.answers.answer import Answer
    from travaux.compare.alert import Alert
    from travaux.compare.comparison import Fate
    from travaux.compile.lineage import Lineage
    from travaux.compile.own_words import OwnWords
    from travaux.text.provision import Address


class Altered:
    """Says of provisions of the old draft what is not the same in the new one; each is worked out once."""

    def __init__(self, lineage: Lineage, own: OwnWords) -> None:
        """Prepare to look each provision up once."""
        self._lineage = lineage
        self._own = own
        self._language = language_of(lineage.new, lineage.old)
        self._alerts: dict[int, tuple[Alert, ...]] = {}
        self._same: dict[tuple[int, bool], Because | None] = {}

    def at(self, place: int, named: Iterable[int]) -> Unchanged | Relocated:
        """Say that an answer at *place*, which speaks of those *named*, is the same, and where."""
        old, new = self._lineage.old.provisions, self._lineage.new.provisions
        here = new[self._lineage.to[place][0]].eid
        stays = all(
            old[at].eid == new[self._lineage.to[at][0]].eid and not isinstance(self._lineage.fates[at], Moved)
            for at in named
        )
        return Unchanged(provision=here) if stays else Relocated(old=old[place].eid, provision=here)

    def changed(self, at: int, *, exact: bool) -> Because | None:
        """Say why the provision at *at* is not the same in the new draft; *exact*: its white space too."""
        key = at, exact
        if key not in self._same:
            self._same[key] = _difference(self._lineage.fates[at], exact=exact)
        return self._same[key]

    def is_same(self, at: int) -> bool:
        return len(self._lineage.to[at]) == 1 and self.changed(at, exact=False) is None

    def is_enlarged(self, covered: Sequence[int]) -> bool:
        """Whether something stands now within what was answered as a whole that did not before."""
        if len(covered) < 2:  # noqa: PLR2004  one provision has nothing within it
            return False
        places = [self._lineage.to[at][0] for at in covered]
        top = places[0]
        inside = self._lineage.new.end(top) - top
        return self._lineage.old.end(covered[0]) - covered[0] == len(covered) and inside != len(covered)

    def conditions(self, answer: Answer) -> NeedsConfirmation | None:
        """Show what changed, or has another number, of what an answer depends on: not what it answers."""
        changed: dict[int, None] = {}
        renumbered: dict[int, None] = {}
        for condition in answer.conditions:
            for reference in condition.references:
                named = resolve(reference, self._lineage.old)
                for at in named:
                    within = range(at, self._lineage.old.end(at))
                    other = [each for each in within if not self.is_same(each)]
                    changed.update(dict.fromkeys(other or ((at,) if self.is_enlarged(within) else ())))
                if len(named) == 1 and self._own.leads_elsewhere(reference):
                    renumbered[named[0]] = None
        if changed:
            return self.confirm(Because.CONDITION, changed)
        return self.confirm(Because.CONDITION_NUMBER, renumbered) if renumbered else None

    def confirm(self, because: Because, spoken: Iterable[int]) -> NeedsConfirmation:
        """Show what changed of the provisions *spoken* of."""
        fates: dict[int, Fate] = {}
        places: dict[int, None] = {}
        for at in spoken:
            fate = self._lineage.fates[at]
            places.update(dict.fromkeys(self._lineage.to[at]))
            if self.changed(at, exact=True) is not None:
                fates[id(fate)] = fate
        return NeedsConfirmation(
            because=because,
            provisions=self.addresses(places),
            fates=tuple(fates.values()),
            alerts=tuple(alert for fate in fates.values() for alert in self._alerts_on(fate)),
        )

    def _alerts_on(self, fate: Fate) -> tuple[Alert, ...]:
        known = self._alerts.get(id(fate))
        if known is None:
            known = self._alerts[id(fate)] = tuple(alerts_on(fate, self._language))
        return known

    def addresses(self, places: Iterable[int]) -> tuple[Address, ...]:
        return tuple(self._lineage.new.provisions[at].eid for at in places)


def _difference(fate: Fate, *, exact: bool) -> Because | None:
    match fate:
        case Kept() | Moved(is_reworded=False) if fate.is_restated:
            return Because.RESTATED
        case Kept(is_respaced=True) if exact:
            return Because.REWORDED
        case Kept() | Moved(is_reworded=False):
            return None
        case Reworded() | Moved():
            return Because.REWORDED
        case Split():
            return Because.SPLIT
        case Merged():
            return Because.MERGED
        case Removed():
            return Because.PARTLY_GONE
        case _:
            msg = "A provision of the old draft cannot be added to the new one."
            raise AssertionError(msg)

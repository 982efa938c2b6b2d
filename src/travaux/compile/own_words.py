"""What a party says in its own words and numbers: whether the new draft has made something else of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Editorial,
    Holds,
    Merges,
    Moves,
    Opposes,
    Splits,
    Supports,
    Withdraws,
)
from travaux.compile.outcome import Because
from travaux.text.notation import show
from travaux.text.reference import find_references
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.answers.answer import Answer
    from travaux.answers.position import Position
    from travaux.compile.heard import Heard
    from travaux.compile.lineage import Lineage


class OwnWords:
    """Looks for provisions that own words name, and for numbers they give, in the new draft."""

    def __init__(self, lineage: Lineage) -> None:
        """Prepare to look each wording up once."""
        self._lineage = lineage
        self._stale: dict[str, bool] = {}

    def because(self, one: Heard) -> Because | None:
        """Say why what a party says in its own words and numbers may no longer be what it means."""
        return self._words(one.answer) or self._number(one)

    def _words(self, answer: Answer) -> Because | None:
        """Say whether the words a party gives name a provision by a number that is another's now."""
        if self._lineage.is_settled:
            return None
        stale = any(self._names_another(words) for words in _given(answer.position))
        return Because.OWN_REFERENCE if stale else None

    def _names_another(self, words: str) -> bool:
        known = self._stale.get(words)
        if known is None:
            printed = (one.printed for one in find_references(words))
            known = self._stale[words] = any(map(self.leads_elsewhere, printed))
        return known

    def leads_elsewhere(self, reference: str) -> bool:
        """Whether a reference to a provision of the old draft names another in the new one, or none."""
        before = resolve(reference, self._lineage.old)
        return len(before) == 1 and resolve(reference, self._lineage.new) != self._lineage.to[before[0]]

    def _number(self, one: Heard) -> Because | None:
        """Say whether numbers that a party gives no longer fit: what they follow is numbered otherwise."""
        labels = _labels(one.answer.position)
        if not labels or one.provision is None:
            return None
        old = self._lineage.old.provisions[one.provision]
        there = self._lineage.to[one.provision]
        new = self._lineage.new
        if old.label != new.provisions[there[0]].label:
            return Because.OWN_NUMBER
        if isinstance(one.answer.position, Moves) and self._is_renumbered(one.answer.position.after):
            return Because.OWN_NUMBER
        if isinstance(one.answer.position, Adds):
            parent = new.parent(there[0])
            beside = new.children(parent) if parent is not None else range(len(new.provisions))
            taken = {
                new.provisions[at].label
                for at in (*beside, *new.children(there[0]))
                if not self._lineage.origin[at]
            }
            if taken & labels:
                return Because.OWN_NUMBER
        return None

    def _is_renumbered(self, after: str) -> bool:
        """Whether what something is to be moved behind, and numbered after, has another number now."""
        before = resolve(after, self._lineage.old)
        there = self._lineage.to[before[0]] if len(before) == 1 else ()
        if len(there) != 1:
            return False
        return self._lineage.old.provisions[before[0]].label != self._lineage.new.provisions[there[0]].label


def _given(position: Position) -> Iterator[str]:
    """Go through the words that a position brings, in bracket notation."""
    match position:
        case Amends(words=words) | Editorial(words=words) | Merges(words=words):
            yield show(words)
        case AcceptsExcept(words=words) | Moves(words=words):
            if words is not None:
                yield show(words)
        case AmendsWords(edits=edits):
            yield from (edit.new for edit in edits)
        case Adds(provisions=several) | Splits(parts=several):
            yield from (show(one.words) for one in several)
        case Asks(question=question):
            yield question
        case Accepts() | Deletes() | Opposes() | Holds() | Supports() | Withdraws():
            return
        case _:
            assert_never(position)


def _labels(position: Position) -> frozenset[str]:
    """List the numbers that a position gives."""
    match position:
        case Amends(label=label) | Moves(label=label):
            return frozenset({label}) if label else frozenset()
        case Adds(provisions=several) | Splits(parts=several):
            return frozenset(one.label for one in several if one.label)
        case _:
            return frozenset()

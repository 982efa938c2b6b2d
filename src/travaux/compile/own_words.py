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
from travaux.compile.answered import host_of
from travaux.compile.outcome import Because
from travaux.text.kind import Kind
from travaux.text.notation import show
from travaux.text.reference import find_references
from travaux.text.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from travaux.answers.answer import Answer
    from travaux.answers.position import Position
    from travaux.compile.heard import Heard
    from travaux.compile.lineage import Lineage
    from travaux.compile.version import Item
    from travaux.text.instrument import Text


class OwnWords:
    """Looks for provisions that own words name, and for numbers they give, in the new draft."""

    def __init__(self, lineage: Lineage) -> None:
        """Prepare to look each wording up once."""
        self._lineage = lineage
        self._stale: dict[str, bool] = {}

    def because(self, one: Heard, items: Sequence[Item]) -> Because | None:
        """Say why what a party says in its own words and numbers may no longer be what it means.

        *items*: its version of the earlier draft.
        """
        return self._words(one.answer) or self._number(one, items)

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

    def _number(self, one: Heard, items: Sequence[Item]) -> Because | None:
        """Say whether numbers that a party gives no longer fit: what they follow is numbered otherwise."""
        position, labels = one.answer.position, _labels(one.answer.position)
        if not labels or one.provision is None:
            return None
        beside = self._numbered_after(one.provision, position)
        there = self._lineage.to[beside]
        old, new = self._lineage.old, self._lineage.new
        if len(there) != 1 or old.provisions[beside].label != new.provisions[there[0]].label:
            return Because.OWN_NUMBER
        match position:
            case Moves(after=after) if self._is_renumbered(after):
                return Because.OWN_NUMBER
            case Adds():
                around = {*_siblings(new, there[0]), *new.children(self._lineage.to[one.provision][0])}
                taken = {new.provisions[at].label for at in around if not self._had(at)}
                return Because.OWN_NUMBER if taken & labels else None
            case Amends():
                kept = self._kept_numbers(there[0], items)
                return Because.OWN_NUMBER if kept & labels else None
            case _:
                return None

    def _numbered_after(self, at: int, position: Position) -> int:
        """Give what the numbers of *position* go on from: of a new article, the article before it."""
        if not isinstance(position, Adds) or position.inside:
            return at
        return host_of(self._lineage.old, at, Kind(position.provisions[0].kind))

    def _had(self, new: int) -> bool:
        """Whether the earlier draft had a provision of the new one in its place, with its number."""
        origin = self._lineage.origin[new]
        if len(origin) != 1 or self._lineage.to[origin[0]] != (new,):
            return False
        then, now = self._lineage.old.parent(origin[0]), self._lineage.new.parent(new)
        same = then is None if now is None else then is not None and now in self._lineage.to[then]
        return (
            same and self._lineage.old.provisions[origin[0]].label == self._lineage.new.provisions[new].label
        )

    def _kept_numbers(self, new: int, items: Sequence[Item]) -> frozenset[str]:
        """List the numbers beside *new* that are still borne there once a party's answers are given again.

        A redraft, in *items*, numbers through what it changes in nothing else: that is no answer, and so
        is not given again.
        """
        by_base = {item.base: item for item in items if item.base is not None}
        kept: set[str] = set()
        for at in _siblings(self._lineage.new, new):
            origin, label = self._lineage.origin[at], self._lineage.new.provisions[at].label
            item = by_base.get(origin[0]) if len(origin) == 1 else None
            if at != new and (not origin or (item is not None and item.label != label and not item.said)):
                kept.add(label)
        return frozenset(kept)

    def _is_renumbered(self, after: str) -> bool:
        """Whether what something is to be moved behind, and numbered after, has another number now."""
        before = resolve(after, self._lineage.old)
        there = self._lineage.to[before[0]] if len(before) == 1 else ()
        if len(there) != 1:
            return False
        return self._lineage.old.provisions[before[0]].label != self._lineage.new.provisions[there[0]].label


def _siblings(text: Text, at: int) -> Iterable[int]:
    """List the provisions that stand beside the one at *at*, it among them."""
    parent = text.parent(at)
    if parent is not None:
        return text.children(parent)
    depth = text.provisions[at].depth
    return (place for place, one in enumerate(text.provisions) if one.depth == depth)


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

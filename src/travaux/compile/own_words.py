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
        """Say whether numbers that a party gives no longer fit.

        What they go on from has another number now, or they are another's.
        """
        position, labels = one.answer.position, _labels(one.answer.position)
        if not labels or one.provision is None:
            return None
        beside = self._gone_on_from(one.provision, position)
        if any(map(self._is_renumbered, beside)):
            return Because.OWN_NUMBER
        new, to = self._lineage.new, self._lineage.to
        around = {at for there in to[beside[-1]] for at in _siblings(new, there)}
        if isinstance(position, Adds):
            around.update(new.children(to[one.provision][0]))
        rivals = [at for at in sorted(around) if new.provisions[at].label in labels]
        match position:
            case Adds() | Moves():
                taken = not all(map(self._had, rivals))
            case Amends() | Merges():
                others = [at for at in rivals if at not in to[one.provision]]
                taken = any(not self._had(at) or self._falls_back(at, items) for at in others)
            case _:
                taken = False
        return Because.OWN_NUMBER if taken else None

    def _gone_on_from(self, at: int, position: Position) -> tuple[int, ...]:
        """List what the numbers of *position* go on from, last what they are to stand beside."""
        match position:
            case Adds(inside=False, provisions=(first, *_)):
                return (host_of(self._lineage.old, at, Kind(first.kind)),)
            case Moves(after=after):
                return (at, *resolve(after, self._lineage.old))
            case _:
                return (at,)

    def _is_renumbered(self, at: int) -> bool:
        """Whether a provision of the earlier draft has another number in the new one."""
        old, new = self._lineage.old.provisions, self._lineage.new.provisions
        return any(old[at].label != new[there].label for there in self._lineage.to[at][:1])

    def _had(self, new: int) -> bool:
        """Whether the earlier draft had a provision of the new one in its place, with its number."""
        origin = self._lineage.origin[new]
        if len(origin) != 1 or self._lineage.to[origin[0]] != (new,) or self._is_renumbered(origin[0]):
            return False
        then, now = self._lineage.old.parent(origin[0]), self._lineage.new.parent(new)
        if then is None or now is None:
            return then is now
        return now in self._lineage.to[then]

    def _falls_back(self, new: int, items: Sequence[Item]) -> bool:
        """Whether a redraft, in *items*, gave a provision another number, and nothing gives that again.

        A redraft numbers through what it changes in nothing else: that is no answer.
        """
        (origin,) = self._lineage.origin[new]
        label = self._lineage.new.provisions[new].label
        return any(item.base == origin and item.label != label and not item.said for item in items)


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
        case Amends(label=label) | Moves(label=label) | Merges(label=label):
            return frozenset({label}) if label else frozenset()
        case Adds(provisions=several) | Splits(parts=several):
            return frozenset(one.label for one in several if one.label)
        case _:
            return frozenset()

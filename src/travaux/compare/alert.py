"""Alerts on a comparison: where words on which an obligation turns were gained, lost or changed.

An alert says that a reader should look, and at which words. It weighs nothing and judges nothing: a list of
words, a number read, and whether they still stand where they stood.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, assert_never

from rapidfuzz.distance import LCSseq

from travaux.compare.comparison import (
    Added,
    Kept,
    Merged,
    Moved,
    Removed,
    Reworded,
    Split,
    segments,
)
from travaux.compare.term import Said, Term, TermKind, said
from travaux.text.kind import Kind
from travaux.text.language import guess
from travaux.text.notation import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.compare.comparison import Comparison, Fate, Segment
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision

ALERTS_RULE: Final = (
    "An alert stands where a modal verb, a number, a negation, a qualifier or a reference was gained, lost "
    "or changed in a provision that is in both drafts. The same word in another number or person is no "
    "change, nor is a reference that only follows a renumbering. Words are those of a list; others are not "
    "found."
)
_OUTSIDE: Final = frozenset({Kind.BLOCK, Kind.UNREAD})
"""A cover line and its date oblige nobody."""
AROUND: Final = 4
"""Words shown on either side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Some words of one class, as they stood and as they stand; "" where there are none."""

    old: Provision
    """Where they stood, or where the provision stood that has gained them."""
    new: Provision
    kind: TermKind
    old_words: str
    new_words: str
    before: str = ""
    """A few words before, and after: in the new draft, or the old where they are only there."""
    after: str = ""

    @property
    def what(self) -> Literal["gained", "lost", "changed"]:
        """Say what happened to the words."""
        if not self.old_words:
            return "gained"
        return "changed" if self.new_words else "lost"


def alerts(comparison: Comparison) -> tuple[Alert, ...]:
    """List the alerts of *comparison*, in the order of its changes; within a provision, of the words."""
    language = language_of(comparison.old, comparison.new)
    return tuple(alert for change in comparison.changes for alert in alerts_on(change, language))


def language_of(*texts: Text) -> str:
    """Tell in which language words are looked up: what the first text that says so says, else a guess."""
    for text in texts:
        primary = text.language.partition("-")[0].casefold()
        if primary not in {"", "und"}:
            return primary
    return guess("\n".join(show(one.words) for text in texts for one in text.provisions))


def alerts_on(change: Fate, language: str) -> Iterator[Alert]:
    """Go through the alerts on what became of one provision; *language* is that of `language_of`."""
    match change:
        case Kept() | Added() | Removed():
            return
        case Reworded(old=old, new=new, segments=found) | Moved(old=old, new=new, segments=found):
            outside = old.kind in _OUTSIDE and new.kind in _OUTSIDE
            if not outside and any(one.kind != "same" and not one.follows for one in found):
                yield from _between((old,), (new,), language, found)
        case Split(old=old, new=several):
            yield from _between((old,), several, language)
        case Merged(old=several, new=new):
            yield from _between(several, (new,), language)
        case _:
            assert_never(change)


_JOIN: Final = "\n"


def _between(
    olds: Sequence[Provision],
    news: Sequence[Provision],
    language: str,
    found: Sequence[Segment] | None = None,
) -> Iterator[Alert]:
    old_text = _JOIN.join(show(one.words) for one in olds)
    new_text = _JOIN.join(show(one.words) for one in news)
    before, after = said(old_text, language), said(new_text, language)
    passage = _Passage(before, after, segments(old_text, new_text) if found is None else found)
    for one, other in passage.differing():
        shown, (start, end) = (after, _span(other)) if other is not None else (before, _span(one))
        yield Alert(
            old=_holder(olds, before, passage.old_place(one, other)),
            new=_holder(news, after, passage.new_place(one, other)),
            kind=(one or other or _NEVER).kind,
            old_words=before.printed(*_span(one)),
            new_words=after.printed(*_span(other)),
            before=shown.before(start, AROUND),
            after=shown.after(end, AROUND),
        )


_NEVER: Final = Term(TermKind.MODAL, "", 0, 0)


def _span(term: Term | None) -> tuple[int, int]:
    return (0, 0) if term is None else (term.start, term.end)


def _holder(several: Sequence[Provision], wording: Said, word: int) -> Provision:
    """Find which of *several* provisions put end to end has the *word*."""
    if len(several) == 1 or not wording.places:
        return several[0]
    at = wording.places[min(word, len(wording.places) - 1)][0]
    for one in several:
        length = len(show(one.words)) + len(_JOIN)
        if at < length:
            return one
        at -= length
    return several[-1]


class _Passage:
    """Two wordings, word by word: which word became which, and between which two cuts a word stands."""

    def __init__(self, old: Said, new: Said, found: Sequence[Segment]) -> None:
        self.old, self.new = old, new
        self.to_new: dict[int, int] = {}
        self.follows: set[tuple[str, int]] = set()
        self.old_region = [0] * (len(old.words) + 1)
        self.new_region = [0] * (len(new.words) + 1)
        at = to = region = 0
        start, stop = 0, 0
        last = "same"
        for segment in found:
            if segment.kind == "same":
                region += last != "same"
                start += len(segment.text)
                stop += len(segment.text if segment.respaced is None else segment.respaced)
                while at < len(old.words) and old.places[at][1] <= start:
                    self.to_new[at] = to
                    self.old_region[at] = self.new_region[to] = region
                    at, to = at + 1, to + 1
            elif segment.kind == "deleted":
                start += len(segment.text)
                while at < len(old.words) and old.places[at][1] <= start:
                    self.old_region[at] = region
                    if segment.follows:
                        self.follows.add(("old", at))
                    at += 1
            else:
                stop += len(segment.text)
                while to < len(new.words) and new.places[to][1] <= stop:
                    self.new_region[to] = region
                    if segment.follows:
                        self.follows.add(("new", to))
                    to += 1
            last = segment.kind
        self.old_region[-1] = self.new_region[-1] = region
        self.to_old = {there: here for here, there in self.to_new.items()}

    def differing(self) -> list[tuple[Term | None, Term | None]]:
        """Pair the terms that are not in both wordings at one place, in order."""
        mapped = {
            (one.kind, one.key, *span): one
            for one in self.old.terms
            if (span := self._mapped(one)) is not None
        }
        stayed = {
            id(mapped[here]): True
            for other in self.new.terms
            if (here := (other.kind, other.key, other.start, other.end)) in mapped
        }
        kept_new = {(one.kind, one.key, *(self._mapped(one) or (-1, -1))) for one in self.old.terms}
        left = [one for one in self.old.terms if id(one) not in stayed and not self._only_follows("old", one)]
        come = [
            other
            for other in self.new.terms
            if (other.kind, other.key, other.start, other.end) not in kept_new
            and not self._only_follows("new", other)
        ]
        left, come = _without_carried(left, come, self.old, self.new)
        return self._paired(left, come)

    def _mapped(self, term: Term) -> tuple[int, int] | None:
        there = [self.to_new.get(at) for at in range(term.start, term.end)]
        first = there[0]
        if first is None or any(one != first + step for step, one in enumerate(there)):
            return None
        return first, first + len(there)

    def _only_follows(self, side: str, term: Term) -> bool:
        """Whether a term differs in nothing but a reference that follows a renumbering."""
        known = self.to_new if side == "old" else self.to_old
        differing = [at for at in range(term.start, term.end) if at not in known]
        return bool(differing) and all((side, at) in self.follows for at in differing)

    def _region(self, term: Term, *, old: bool) -> int:
        regions, known = (self.old_region, self.to_new) if old else (self.new_region, self.to_old)
        cut = [at for at in range(term.start, term.end) if at not in known]
        return regions[cut[0]] if cut else regions[term.end]

    def _paired(self, left: Sequence[Term], come: Sequence[Term]) -> list[tuple[Term | None, Term | None]]:
        regions: dict[tuple[int, TermKind], tuple[list[Term], list[Term]]] = defaultdict(lambda: ([], []))
        for one in left:
            regions[self._region(one, old=True), one.kind][0].append(one)
        for other in come:
            regions[self._region(other, old=False), other.kind][1].append(other)
        found: list[tuple[Term | None, Term | None]] = []
        for olds, news in regions.values():
            found += self._matched(*_without_same(olds, news))
        return sorted(found, key=self._order)

    def _matched(
        self, olds: Sequence[Term], news: Sequence[Term]
    ) -> Iterator[tuple[Term | None, Term | None]]:
        """Pair what stands beside the same word; the rest in order, where it is as many as come for it."""
        left, come = list(olds), list(news)
        for one in olds:
            beside = self.old.beside(one)
            for other in come:
                if any(
                    mine and mine == theirs
                    for mine, theirs in zip(beside, self.new.beside(other), strict=True)
                ):
                    yield one, other
                    left.remove(one)
                    come.remove(other)
                    break
        if len(left) == len(come):
            yield from zip(left, come, strict=True)
        else:
            yield from ((one, None) for one in left)
            yield from ((None, other) for other in come)

    def _order(self, pair: tuple[Term | None, Term | None]) -> tuple[int, int]:
        return self.new_place(*pair), self.old_place(*pair)

    def new_place(self, one: Term | None, other: Term | None) -> int:
        """Give the word of the new wording where a pair stands, or would."""
        if other is not None:
            return other.start
        return self._near(one or _NEVER, self.to_new)

    def old_place(self, one: Term | None, other: Term | None) -> int:
        """Give the word of the old wording where a pair stood, or would have."""
        if one is not None:
            return one.start
        return self._near(other or _NEVER, self.to_old)

    @staticmethod
    def _near(term: Term, known: Mapping[int, int]) -> int:
        at = term.start
        while at >= 0 and at not in known:
            at -= 1
        return known.get(at, 0)


def _without_same(olds: Sequence[Term], news: Sequence[Term]) -> tuple[list[Term], list[Term]]:
    """Leave out what a rewritten passage has in the old words and in the new, in order."""
    here, there = [one.key for one in olds], [other.key for other in news]
    same_old: set[int] = set()
    same_new: set[int] = set()
    for block in LCSseq.opcodes(here, there).as_matching_blocks():
        same_old |= set(range(block.a, block.a + block.size))
        same_new |= set(range(block.b, block.b + block.size))
    return (
        [one for at, one in enumerate(olds) if at not in same_old],
        [other for at, other in enumerate(news) if at not in same_new],
    )


def _without_carried(
    left: Sequence[Term], come: Sequence[Term], old: Said, new: Said
) -> tuple[list[Term], list[Term]]:
    """Leave out what went elsewhere in the provision together with the word before it or behind it."""
    waiting: dict[tuple[TermKind, str], list[Term]] = defaultdict(list)
    for other in come:
        waiting[other.kind, other.key].append(other)
    gone: set[int] = set()
    stay: list[Term] = []
    for one in left:
        beside = old.beside(one)
        match = next(
            (
                other
                for other in waiting[one.kind, one.key]
                if id(other) not in gone
                and any(
                    mine and mine == theirs for mine, theirs in zip(beside, new.beside(other), strict=True)
                )
            ),
            None,
        )
        if match is None:
            stay.append(one)
        else:
            gone.add(id(match))
    return stay, [other for other in come if id(other) not in gone]

"""A text with the corrected words of a procès-verbal in the place of the defective ones.

The corrected text replaces the defective text from the beginning, so what is shown has its words. What is
compiled, proved and taken out again is the text as it was tabled, which stays in the compilation untouched.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from travaux.text.quoted import whole_words
from travaux.text.wording import Choice, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from travaux.compile.compilation import Compilation
    from travaux.compile.correction import Rectification
    from travaux.text.instrument import Text
    from travaux.text.provision import Address
    from travaux.text.wording import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectified:
    """A text as it reads after what was rectified in it."""

    text: Text
    made: tuple[tuple[Rectification, tuple[int, ...]], ...] = ()
    """Those made in its words, each with the places of the provisions in which the words stood."""
    spans: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """Where the corrected words stand, by provision, in characters of its words that stand in no choice."""

    def places(self, one: Rectification) -> tuple[int, ...]:
        """Say in which provisions *one* is made; none: its words stand as they were adopted."""
        return next((places for each, places in self.made if each is one), ())


def rectified(compilation: Compilation) -> Rectified:
    """Give the consolidated text of *compilation* with what was rectified in it made in its words."""
    return with_rectified(compilation.text, compilation.rectified)


def with_rectified(text: Text, those: Iterable[Rectification]) -> Rectified:
    """Make what was rectified in *text* in its words, in order: each where its old words stand once.

    They are sought in the draft's own words, in each provision that is named or in one that stands in it;
    none named: in the whole. What would not be certain is not made: words that stand there twice or not at
    all, or that other words are proposed for in part.
    """
    made: list[tuple[Rectification, tuple[int, ...]]] = []
    spans: dict[int, tuple[tuple[int, int], ...]] = {}
    for one in those:
        spots = tuple(_spots(one, text))
        if spots and all(len(each) == 1 for each in spots):
            places = tuple(dict.fromkeys(each[0].place for each in spots))
            for place in places:
                spans[place] = _moved(spans.get(place, ()), text.provisions[place].words, one)
            text = _with(text, one, places)
            made.append((one, places))
    return Rectified(text=text, made=tuple(made), spans=spans)


def times(old: str, at: Address | None, text: Text) -> int:
    """Count how often words stand in a provision of *text* and in what stands in it; None: in the whole."""
    return len(_in_range(old, text, at))


class _Spot(NamedTuple):
    place: int
    start: int


def _spots(one: Rectification, text: Text) -> Iterator[list[_Spot]]:
    """Go through the provisions that are named, and list for each where the old words stand."""
    for at in one.at or (None,):
        yield _in_range(one.old, text, at)


def _in_range(old: str, text: Text, at: Address | None) -> list[_Spot]:
    index = 0 if at is None else text.index(at)
    if index is None or not old.strip():
        return []
    end = len(text.provisions) if at is None else text.end(index)
    return [
        _Spot(place, start)
        for place in range(index, end)
        if text.provisions[place].standing.base
        for words in _strings(text.provisions[place].words)
        for start, _ in whole_words(old, words)
    ]


def _strings(wording: Wording) -> Iterator[str]:
    """Go through the draft's own words, unbroken stretch by stretch."""
    for part in wording.parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Choice):
            for one in part.alternatives:
                if part.tabled or one.base:
                    yield from _strings(one.words)


def _with(text: Text, one: Rectification, places: tuple[int, ...]) -> Text:
    provisions = list(text.provisions)
    for place in places:
        old = provisions[place]
        provisions[place] = replace(old, words=_made(old.words, one))
    return replace(text, provisions=tuple(provisions))


def _made(wording: Wording, one: Rectification) -> Wording:
    return Wording(tuple(_part(part, one) for part in wording.parts))


def _part(part: Part, one: Rectification) -> Part:
    if isinstance(part, str):
        for start, end in whole_words(one.old, part):
            return part[:start] + one.new + part[end:]
        return part
    if isinstance(part, Choice):
        those = tuple(
            replace(each, words=_made(each.words, one)) if part.tabled or each.base else each
            for each in part.alternatives
        )
        return replace(part, alternatives=those)
    return part


def _moved(
    spans: tuple[tuple[int, int], ...], wording: Wording, one: Rectification
) -> tuple[tuple[int, int], ...]:
    """Add the span of what is made now to the earlier ones, which it moves, or takes the place of."""
    at = 0
    for part in wording.parts:
        if not isinstance(part, str):
            continue
        for start, end in whole_words(one.old, part):
            first, last, more = at + start, at + end, len(one.new) - (end - start)
            before = [each for each in spans if each[1] <= first]
            after = [(begin + more, stop + more) for begin, stop in spans if begin >= last]
            return (*before, (first, first + len(one.new)), *after)
        at += len(part)
    return spans

"""Wordings for one provision → one wording with choices: the arrangement that brackets are drawn from.

Differences from the reference are cut where a reader would cut; those that overlap become one choice;
equal words are one alternative with all their backers; near-identical ones stand in one alternative
with their differences inside; a wording that would swallow the small changes of the others becomes an
alternative to the whole provision. docs/decisions/0005 and 0009 say why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from travaux.compare.words import Tokens, changes, tokenised
from travaux.compile.cluster import Cluster, Reading, apart, united
from travaux.compile.filled import filled, read, unused
from travaux.compile.kept import Kept
from travaux.compile.operation import Backers
from travaux.compile.roll import Roll
from travaux.compile.slots import changes_together
from travaux.compile.stances import NOTHING_SAID, Stances
from travaux.compile.whole import wholes
from travaux.text.notation import balanced, parse, spans
from travaux.text.wording import Alternative, Choice, Part, Wording, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from travaux.text.wording import PartyCode

SHARED: Final = 4
"""Words that two wordings share before they stand together: fewer are not worth a bracket within a
bracket."""


NOBODY: Final = Backers()


SHORT: Final = 4
FEW: Final = 8
"""Of so few words, so few wordings are listed in full, with no choice within a choice: a heading is read
at once, its brackets are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One wording of a provision and whose it is."""

    words: str
    backers: Backers


def arranged(
    reference: str,
    variants: Sequence[Variant],
    stances: Stances = NOTHING_SAID,
    order: Sequence[PartyCode] = (),
) -> Wording:
    """Arrange *variants* of a draft's provision around the draft's words.

    Names, and alternatives by their first name, stand in *order*; names not in it follow, by code.
    """
    offered = [(tokenised(variant.words), variant.backers) for variant in variants]
    return _Arrangement(tokenised(reference), Roll(order, stances.against), stances, base=True).of(offered)


_Offer = tuple[str, Backers, "Callable[[], Tokens]"]
"""A wording, whose it is, and how it is cut."""


def arranged_after(
    reference: str,
    variants: Sequence[Variant],
    stances: Stances,
    order: Sequence[PartyCode],
    kept: Kept | None,
) -> tuple[Wording, Kept | None]:
    """Arrange as `arranged` does, with what was *kept* of the very same reference; and give what to keep.

    Nothing is kept where white space is not single spaces: wordings may be the same but for it.
    """
    known = kept.changes if kept is not None else {}
    fresh = [reference, *(one.words for one in variants if one.words not in known)]
    if any(text.split() != text.split(" ") for text in fresh):
        return arranged(reference, variants, stances, order), None
    arrangement = _Arrangement(tokenised(reference), Roll(order, stances.against), stances, base=True)
    return arrangement.after(
        [(one.words, one.backers, partial(tokenised, one.words)) for one in variants], kept
    )


def divided(
    variants: Sequence[Variant], stances: Stances = NOTHING_SAID, order: Sequence[PartyCode] = ()
) -> Wording:
    """Arrange wordings of a proposal that the draft does not have: every backer is in one alternative.

    The wording of whoever comes first in *order* is the one the others are compared with.
    """
    if len(variants) == 1:
        return parse(variants[0].words)
    roll = Roll(order, stances.against)
    (first, backers), *rest = sorted(
        ((tokenised(variant.words), variant.backers) for variant in variants),
        key=lambda one: roll.first(one[1]),
    )
    return _Arrangement(first, roll, stances, base=False, backers=backers).of(rest)


class _Arrangement:
    """One reference, and the choices that arise around it."""

    def __init__(
        self,
        tokens: Tokens,
        roll: Roll,
        stances: Stances,
        *,
        base: bool,
        backers: Backers = NOBODY,
    ) -> None:
        self.tokens = tokens
        self.roll = roll
        self.stances = stances
        self.base = base
        self.backers = backers
        self.keeping: tuple[Kept, Kept] | None = None
        """What is known already, and what is to be kept."""
        self.offsets = list(accumulate(map(len, tokens.tokens), initial=0))
        self.nests = self._nests(tokens.text) if "[" in tokens.tokens else ()

    def _nests(self, text: str) -> tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...]:
        at = {offset: index for index, offset in enumerate(self.offsets)}
        found = []
        for start, end, alternatives in spans(text):
            if start in at and end in at and all(a in at and b in at for a, b in alternatives):
                found.append((at[start], at[end], tuple((at[a], at[b]) for a, b in alternatives)))
            else:
                found.append((0, len(self.tokens.tokens), ()))
        return tuple(found)

    def of(self, offered: Iterable[tuple[Tokens, Backers]]) -> Wording:
        """Arrange what is offered; words that are the same but for white space are one, the first printed."""
        return self.read(
            [
                Reading(tokens, backers, found)
                for tokens, backers in _alike_joined(offered)
                if (found := changes(self.tokens, tokens))
            ]
        )

    def after(self, offered: Sequence[_Offer], kept: Kept | None) -> tuple[Wording, Kept]:
        """Arrange what is offered, no two the same but for white space, with what was *kept*."""
        readings: list[Reading] = []
        for own_words, backers, cut in offered:
            known = kept.changes.get(own_words) if kept is not None else None
            if known is None:
                own = cut()
                readings.append(Reading(own, backers, changes(self.tokens, own), own_words))
            else:
                readings.append(Reading(cut, backers, known[0], own_words, known[1]))
        made = Kept(
            stances=self.stances,
            changes={one.words: (one.changes, one.put) for one in readings},
            stretches={},
            within={},
            wholes={},
        )
        self.keeping = (kept if kept is not None and kept.stances == self.stances else made, made)
        return self.read([one for one in readings if one.changes]), made

    def read(self, readings: Sequence[Reading]) -> Wording:
        """Arrange *readings*, each of which changes something."""
        aside = self._wholes(readings)
        if not aside:
            return self._inline(readings)
        inline = [reading for number, reading in enumerate(readings) if number not in aside]
        choice = Choice(
            tabled=False,
            alternatives=(
                self._own(self._inline(inline), [reading.backers for reading in inline], None),
                *self._standing([readings[at] for at in sorted(aside)]),
            ),
        )
        return words(choice)

    def _standing(self, aside: Sequence[Reading]) -> Sequence[Alternative]:
        """Draw the readings that stand as a whole."""
        if self.keeping is None:
            return self._alternatives([(one.tokens, one.backers) for one in aside])
        known, made = self.keeping
        backed = tuple([(one.words, one.backers) for one in aside])
        if backed not in known.wholes:
            made.wholes[backed] = tuple(self._alternatives([(one.tokens, one.backers) for one in aside]))
        else:
            made.wholes[backed] = known.wholes[backed]
        return made.wholes[backed]

    def _wholes(self, readings: Sequence[Reading]) -> frozenset[int]:
        """Choose the readings to stand as alternatives to the whole: first of those that change over half.

        Who only strikes a part stands at the part, as "no text" for it. Where that leaves one choice of
        all the words, because changes overlap from end to end, any reading may be chosen.
        """
        if len(readings) == 1 or (len(self.tokens.words) <= SHORT and len(readings) <= FEW):
            return frozenset()
        half = len(self.tokens.tokens) // 2
        if all(one.widest <= half for one in readings):
            return wholes(readings, self.offsets) if self._chained(readings, frozenset()) else frozenset()
        striking = frozenset(number for number, one in enumerate(readings) if _strikes(one, self.tokens))
        aside = wholes(readings, self.offsets, over=half, sparing=striking)
        if striking and self._chained(readings, aside):
            aside = wholes(readings, self.offsets, over=half)
        return wholes(readings, self.offsets) if self._chained(readings, aside) else aside

    def _chained(self, readings: Sequence[Reading], aside: frozenset[int]) -> bool:
        """Whether the readings not *aside* overlap, in part, from one end of the words to the other."""
        inline = [one for number, one in enumerate(readings) if number not in aside]
        end = len(self.tokens.tokens)
        if not any(one.changes[0].old_start == 0 for one in inline):
            return False
        if not any(one.changes[-1].old_end == end for one in inline):
            return False
        return any(
            one.end - one.start == end and len(one.changes) > 1 and not one.level
            for one in united(apart(inline))
        )

    # -- choices in the line

    def _clusters(self, readings: Sequence[Reading]) -> list[Cluster]:
        clusters = united(
            [
                *apart(readings),
                *(
                    Cluster(*self._token_span(start, end), {})
                    for start, end, _ in (*self.stances.opposing, *self.stances.excepting)
                ),
            ]
        )
        if not self.nests and not any("[" in put or "]" in put for one in readings for put in one.put):
            return clusters
        while True:
            widened = united([self._whole_brackets(cluster, readings) for cluster in clusters])
            if [(one.start, one.end) for one in widened] == [(one.start, one.end) for one in clusters]:
                return widened
            clusters = widened

    def _token_span(self, start: int, end: int) -> tuple[int, int]:
        first = max(index for index, offset in enumerate(self.offsets) if offset <= start)
        last = min(index for index, offset in enumerate(self.offsets) if offset >= end)
        return first, last

    def _whole_brackets(self, cluster: Cluster, readings: Sequence[Reading]) -> Cluster:
        """Widen a cluster so that it cuts no bracket of the reference and halves none in a reading."""
        start, end = cluster.start, cluster.end
        for opens, closes, alternatives in self.nests:
            clear = end <= opens or start >= closes
            around = start <= opens and end >= closes
            within = any(first <= start and end <= last for first, last in alternatives)
            if not (clear or around or within):
                start, end = min(start, opens), max(end, closes)
        widened = Cluster(start, end, cluster.changes)
        if not all(balanced(widened.words_of(number, readings)) for number in widened.changes):
            outer = [
                (opens, closes)
                for opens, closes, _ in self.nests
                if opens <= start and end <= closes and (opens, closes) != (start, end)
            ]
            widened.start, widened.end = outer[-1] if outer else (0, len(self.tokens.tokens))
        return widened

    def _inline(self, readings: Sequence[Reading]) -> Wording:
        clusters = self._clusters(readings)
        if not clusters:
            return parse(self.tokens.text)
        cut = self.tokens.tokens
        pieces: list[str] = []
        at = 0
        for cluster in clusters:
            pieces.append("".join(cut[at : cluster.start]))
            at = cluster.end
        pieces.append("".join(cut[at:]))
        contested = [self._stretch(cluster, readings) for cluster in clusters]
        if not self.nests:
            parts: list[Part] = []
            for piece, wording in zip(pieces, [*contested, words()], strict=True):
                parts += [*read(piece).parts, *wording.parts]
            return words(*parts)
        stand_in = unused(self.tokens.text)
        return filled(parse(stand_in.join(pieces)), stand_in, contested)

    def _stretch(self, cluster: Cluster, readings: Sequence[Reading]) -> Wording:
        """Arrange what is wanted in the place of one stretch, if it is not known from before."""
        if self.keeping is None:
            return self._contested(cluster, readings)
        known, made = self.keeping
        backed = tuple([(readings[number].words, readings[number].backers) for number in cluster.changes])
        key = (cluster.start, cluster.end, backed)
        drawn = known.stretches.get(key)
        if drawn is None:
            drawn = self._contested(cluster, readings)
        elif (within := known.within.get(key[:2])) is not None:
            made.within[key[:2]] = within
        made.stretches[key] = drawn
        return drawn

    def _contested(self, cluster: Cluster, readings: Sequence[Reading]) -> Wording:
        """Arrange what is wanted in the place of one stretch of the reference.

        Where several overlap in part of a provision, that part is arranged by itself: a wording that
        would swallow the small changes of the others becomes an alternative to the part.
        """
        offered = self._offered(cluster, readings)
        others = (
            []
            if self.base
            else [one.backers for number, one in enumerate(readings) if number not in cluster.changes]
        )
        start, end = self.offsets[cluster.start], self.offsets[cluster.end]
        if len(offered) > 1 and not cluster.level and cluster.end - cluster.start < len(self.tokens.tokens):
            own = self.tokens.part(cluster.start, cluster.end)
            part = _Arrangement(
                own,
                self.roll,
                self.stances.within(start, end),
                base=self.base,
                backers=_merged([self.backers, *others]),
            )
            if self.keeping is None:
                return part.of([(cut(), backers) for _, backers, cut in offered])
            known, made = self.keeping
            wording, made.within[cluster.start, cluster.end] = part.after(
                offered, known.within.get((cluster.start, cluster.end))
            )
            return wording
        choice = Choice(
            tabled=False,
            alternatives=(
                self._own(
                    read("".join(self.tokens.tokens[cluster.start : cluster.end])), others, (start, end)
                ),
                *self._alternatives([(cut(), backers) for _, backers, cut in offered]),
            ),
        )
        return words(choice)

    def _offered(self, cluster: Cluster, readings: Sequence[Reading]) -> list[_Offer]:
        """List what readings would put in the place of *cluster*, the same but for white space once.

        Where something is kept, all white space is single spaces, and the words tell them apart.
        """
        found: dict[str | tuple[str, ...], list[int]] = {}
        for number in cluster.changes:
            if self.keeping is None:
                start, end = cluster.bounds(number)
                found.setdefault(readings[number].tokens.keys[start:end], []).append(number)
            else:
                found.setdefault(self._words_in(cluster, readings[number], number), []).append(number)
        return [
            (
                said if isinstance(said, str) else "",
                _merged([readings[at].backers for at in own]),
                partial(_part, readings[own[0]], cluster.bounds(own[0])),
            )
            for said, own in found.items()
        ]

    def _words_in(self, cluster: Cluster, reading: Reading, number: int) -> str:
        """Put the words of a reading together where *cluster* stands, from the text and its changes."""
        cut = self.tokens.tokens
        pieces: list[str] = []
        at = cluster.start
        for change in cluster.changes[number]:
            pieces += [*cut[at : change.old_start], reading.put[reading.changes.index(change)]]
            at = change.old_end
        return "".join([*pieces, *cut[at : cluster.end]])

    def _own(
        self, own_words: Wording, others: Iterable[Backers], span: tuple[int, int] | None
    ) -> Alternative:
        """Make the alternative with the reference's words, in all of it or in *span* of its characters."""
        if not self.base:
            return self.roll.alternative(own_words, _merged([self.backers, *others]), inside=True)
        accepting, opposing, excepting = self.stances.named_in(span)
        return Alternative(
            words=own_words,
            base=True,
            sponsors=self.roll.listed(accepting),
            opponents=self.roll.listed(opposing),
            excepting=self.roll.listed(excepting),
        )

    def _alternatives(self, offered: Sequence[tuple[Tokens, Backers]]) -> list[Alternative]:
        """Make alternatives in the order of their first backers; near-identical ones stand in one."""
        groups: list[tuple[Tokens, Backers, list[Reading]]] = []
        for tokens, backers in sorted(offered, key=lambda one: self.roll.first(one[1])):
            for first, _, near in groups:
                found = changes_together(first, tokens, shared=SHARED)
                if found is not None:
                    near.append(Reading(tokens, backers, found))
                    break
            else:
                groups.append((tokens, backers, []))
        stances = replace(self.stances, accepting=(), opposing=(), excepting=())
        alternatives: list[Alternative] = []
        for first, backers, near in groups:
            if near:
                inner = _Arrangement(first, self.roll, stances, base=False, backers=backers).read(near)
            else:
                inner = read(first.text)
            everybody = _merged([backers, *(reading.backers for reading in near)])
            alternatives.append(self.roll.alternative(inner, everybody, inside=not self.base))
        return alternatives


def _strikes(reading: Reading, text: Tokens) -> bool:
    """Whether the widest change of *reading* strikes part of *text* and puts nothing in its place."""
    widest = max(reading.changes, key=lambda one: one.old_end - one.old_start)
    return widest.new_start == widest.new_end and widest.old_end - widest.old_start < len(text.tokens)


def _part(reading: Reading, bounds: tuple[int, int]) -> Tokens:
    return reading.tokens.part(*bounds)


def _alike_joined(offered: Iterable[tuple[Tokens, Backers]]) -> Iterable[tuple[Tokens, Backers]]:
    """Join words that are the same but for white space; the first are the ones printed."""
    joined: dict[tuple[str, ...], tuple[Tokens, list[Backers]]] = {}
    for tokens, backers in offered:
        joined.setdefault(tokens.keys, (tokens, []))[1].append(backers)
    return ((tokens, _merged(backers)) for tokens, backers in joined.values())


def _merged(backers: Sequence[Backers]) -> Backers:
    """Put backers together, each once."""
    if len(backers) == 1:
        return backers[0]
    return Backers(
        sponsors=tuple(dict.fromkeys(code for one in backers for code in one.sponsors)),
        supporters=tuple(dict.fromkeys(code for one in backers for code in one.supporters)),
    )

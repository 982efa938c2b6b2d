"""Wordings for one provision → one wording with choices: the arrangement that brackets are drawn from.

Differences from the reference are cut where a reader would cut; those that overlap become one choice;
equal words are one alternative with all their backers; near-identical ones stand in one alternative
with their differences inside; a wording that would swallow the small changes of the others becomes an
alternative to the whole provision. docs/decisions/0005 says why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from travaux.answers.party import in_order
from travaux.compare.words import Change, Tokens, changes, tokenised
from travaux.compile.operation import Backers
from travaux.compile.slots import together
from travaux.text.notation import balanced, parse, spans
from travaux.text.wording import Alternative, Choice, Part, Wording, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from travaux.text.wording import PartyCode

SHARED: Final = 8
"""Tokens (about four words and the spaces between) two wordings share before they stand together:
less is not worth a bracket within a bracket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One wording of a provision and whose it is."""

    words: str
    backers: Backers


@dataclass(frozen=True, slots=True, kw_only=True)
class Stances:
    """What is said of a draft's provision without other words for it."""

    accepting: tuple[PartyCode, ...] = ()
    opposing: tuple[tuple[int, int, tuple[PartyCode, ...]], ...] = ()
    """From and to (code points of the printed words, half-open), and who does not agree to them."""
    against: tuple[tuple[PartyCode, tuple[PartyCode, ...]], ...] = ()
    """Whose proposal is opposed, and by whom."""

    def within(self, start: int, end: int) -> Stances:
        """Keep what concerns the words from *start* to *end*, counted from *start*."""
        opposing = tuple(
            (first - start, last - start, parties)
            for first, last, parties in self.opposing
            if start <= first and last <= end
        )
        return replace(self, opposing=opposing)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A variant beside the reference."""

    variant: Variant
    tokens: Tokens
    changes: tuple[Change, ...]


@dataclass(slots=True)
class _Cluster:
    """A stretch of the reference, by tokens, that is contested, and who changes what in it."""

    start: int
    end: int
    changes: list[tuple[_Reading, list[Change]]]

    def words_of(self, reading: _Reading, own: Sequence[Change]) -> str:
        first, last = own[0], own[-1]
        start = first.new_start - (first.old_start - self.start)
        end = last.new_end + (self.end - last.old_end)
        return "".join(reading.tokens.tokens[start:end])


def arranged(
    reference: str,
    variants: Sequence[Variant],
    stances: Stances = Stances(),
    order: Sequence[PartyCode] = (),
) -> Wording:
    """Arrange *variants* of a draft's provision around the draft's words.

    Names, and alternatives by their first name, stand in *order*; names not in it follow, by code.
    """
    return _Arrangement(reference, base=True, backers=Backers(), stances=stances, order=order).of(variants)


def divided(
    variants: Sequence[Variant], stances: Stances = Stances(), order: Sequence[PartyCode] = ()
) -> Wording:
    """Arrange wordings of a proposal that the draft does not have: every backer is in one alternative.

    The wording of whoever comes first in *order* is the one the others are compared with.
    """
    rank = _rank(order)
    first, *rest = sorted(variants, key=lambda variant: _first(variant.backers, rank))
    if not rest:
        return parse(first.words)
    return _Arrangement(first.words, base=False, backers=first.backers, stances=stances, order=order).of(rest)


class _Arrangement:
    """One reference, and the choices that arise around it."""

    def __init__(
        self, reference: str, *, base: bool, backers: Backers, stances: Stances, order: Sequence[PartyCode]
    ) -> None:
        self.order = tuple(order)
        self.rank = _rank(order)
        self.text = reference
        self.tokens = tokenised(reference)
        self.base = base
        self.backers = backers
        self.stances = stances
        self.against = by_author(stances.against)
        self.offsets = _offsets(self.tokens.tokens)
        self.nests = self._nests(reference) if "[" in reference else ()

    def _nests(self, text: str) -> tuple[tuple[int, int, tuple[tuple[int, int], ...]], ...]:
        at = {offset: index for index, offset in enumerate(self.offsets)}
        found = []
        for start, end, alternatives in spans(text):
            if start in at and end in at and all(a in at and b in at for a, b in alternatives):
                found.append((at[start], at[end], tuple((at[a], at[b]) for a, b in alternatives)))
            else:
                found.append((0, len(self.tokens.tokens), ()))
        return tuple(found)

    def of(self, variants: Sequence[Variant]) -> Wording:
        readings = [
            _Reading(variant, own := tokenised(variant.words), changes(self.tokens, own))
            for variant in variants
        ]
        readings = _alike_joined([reading for reading in readings if reading.changes])
        wide = self._wide(readings)
        inline = [reading for reading in readings if reading not in wide]
        wording = self._inline(inline)
        if not wide:
            return wording
        choice = Choice(
            tabled=False,
            alternatives=(
                self._reference_alternative(wording, [reading.variant.backers for reading in inline], None),
                *self._alternatives([(reading.variant.words, reading.variant.backers) for reading in wide]),
            ),
        )
        return words(choice)

    # -- which variants stand as alternatives to the whole

    def _wide(self, readings: Sequence[_Reading]) -> list[_Reading]:
        """Choose the variants to stand as a whole: those whose absence from the line prints the least."""
        if len(readings) < 2:  # noqa: PLR2004  one wording is never in another's way
            return []
        ranked = sorted(readings, key=lambda reading: -_widest(reading))
        if _widest(ranked[0]) * 2 <= len(self.tokens.tokens):
            return []
        best, least = 0, self._printed(readings)
        whole = 0
        for count, reading in enumerate(ranked, start=1):
            if _widest(reading) * 2 <= len(self.tokens.tokens):
                break
            whole += len(reading.variant.words)
            printed = whole + self._printed(ranked[count:])
            if printed < least:
                best, least = count, printed
        return [reading for reading in readings if reading in ranked[:best]]

    def _printed(self, readings: Sequence[_Reading]) -> int:
        """Count the characters printed when *readings* stand in the line."""
        return len(self.text) + sum(
            len(text)
            for cluster in self._clusters(readings)
            for text in {cluster.words_of(*one) for one in cluster.changes}
        )

    # -- choices in the line

    def _clusters(self, readings: Sequence[_Reading]) -> list[_Cluster]:
        spread = [
            _Cluster(change.old_start, change.old_end, [(reading, [change])])
            for reading in readings
            for change in reading.changes
        ]
        spread += [_Cluster(*self._token_span(start, end), []) for start, end, _ in self.stances.opposing]
        clusters = _united(spread)
        if not self.nests and not any("[" in r.variant.words or "]" in r.variant.words for r in readings):
            return clusters
        while True:
            widened = _united([self._whole_brackets(cluster) for cluster in clusters])
            if [(c.start, c.end) for c in widened] == [(c.start, c.end) for c in clusters]:
                return widened
            clusters = widened

    def _token_span(self, start: int, end: int) -> tuple[int, int]:
        first = max(index for index, offset in enumerate(self.offsets) if offset <= start)
        last = min(index for index, offset in enumerate(self.offsets) if offset >= end)
        return first, last

    def _whole_brackets(self, cluster: _Cluster) -> _Cluster:
        """Widen a cluster so that it cuts no bracket of the reference and halves none in a variant."""
        start, end = cluster.start, cluster.end
        for opens, closes, alternatives in self.nests:
            apart = end <= opens or start >= closes
            around = start <= opens and end >= closes
            within = any(first <= start and end <= last for first, last in alternatives)
            if not (apart or around or within):
                start, end = min(start, opens), max(end, closes)
        widened = _Cluster(start, end, cluster.changes)
        if not all(balanced(widened.words_of(*one)) for one in widened.changes):
            outer = [
                (opens, closes)
                for opens, closes, _ in self.nests
                if opens <= start and end <= closes and (opens, closes) != (start, end)
            ]
            widened.start, widened.end = outer[-1] if outer else (0, len(self.tokens.tokens))
        return widened

    def _inline(self, readings: Sequence[_Reading]) -> Wording:
        clusters = self._clusters(readings)
        if not clusters:
            return parse(self.text)
        stand_in = _unused(self.text)
        pieces: list[str] = []
        contested: list[Wording] = []
        at = 0
        for cluster in clusters:
            start, end = self.offsets[cluster.start], self.offsets[cluster.end]
            pieces += [self.text[at:start], stand_in]
            contested.append(self._contested(cluster, readings, start, end))
            at = end
        pieces.append(self.text[at:])
        return _filled(parse("".join(pieces)), stand_in, contested)

    def _contested(self, cluster: _Cluster, readings: Sequence[_Reading], start: int, end: int) -> Wording:
        """Arrange what is wanted in the place of one stretch of the reference.

        Where several overlap in part of a provision, that part is arranged by itself: a wording that
        would swallow the small changes of the others becomes an alternative to the part.
        """
        offered: dict[str, Backers] = {}
        for reading, own in cluster.changes:
            text = cluster.words_of(reading, own)
            offered[text] = _both(offered.get(text, Backers()), reading.variant.backers)
        changing = {id(reading) for reading, _ in cluster.changes}
        others = [reading.variant.backers for reading in readings if id(reading) not in changing]
        if len(offered) > 1 and 0 < end - start < len(self.text):
            part = _Arrangement(
                self.text[start:end],
                base=self.base,
                backers=_merged([self.backers, *others]),
                stances=self.stances.within(start, end),
                order=self.order,
            )
            return part.of([Variant(words=text, backers=backers) for text, backers in offered.items()])
        choice = Choice(
            tabled=False,
            alternatives=(
                self._reference_alternative(parse(self.text[start:end]), others, (start, end)),
                *self._alternatives(list(offered.items())),
            ),
        )
        return words(choice)

    def _reference_alternative(
        self, own_words: Wording, others: Iterable[Backers], span: tuple[int, int] | None
    ) -> Alternative:
        if not self.base:
            backers = _merged([self.backers, *others])
            return Alternative(
                words=own_words,
                sponsors=self._listed(backers.sponsors),
                supporters=self._listed(backers.supporters),
                opponents=self._opponents(backers),
            )
        opponents = self._listed(
            party
            for first, last, parties in self.stances.opposing
            if span is not None and span[0] <= first and last <= span[1]
            for party in parties
        )
        return Alternative(
            words=own_words, base=True, sponsors=self._listed(self.stances.accepting), opponents=opponents
        )

    def _opponents(self, backers: Backers) -> tuple[PartyCode, ...]:
        """List who opposes the proposals of all that sponsor some words."""
        return self._listed(opposing_all(backers.sponsors, self.against))

    def _listed(self, codes: Iterable[PartyCode]) -> tuple[PartyCode, ...]:
        return in_order(codes, self.rank)

    def _alternatives(self, offered: Sequence[tuple[str, Backers]]) -> list[Alternative]:
        """Make alternatives in the order of their first backers; near-identical ones stand in one."""
        groups: list[list[Variant]] = []
        for text, backers in sorted(offered, key=lambda one: _first(one[1], self.rank)):
            variant = Variant(words=text, backers=backers)
            for group in groups:
                if _worth_joining(group[0].words, text):
                    group.append(variant)
                    break
            else:
                groups.append([variant])
        alternatives = []
        for group in groups:
            backers = _merged([variant.backers for variant in group])
            alternatives.append(
                Alternative(
                    words=divided(group, replace(self.stances, accepting=(), opposing=()), self.order),
                    sponsors=self._listed(backers.sponsors),
                    supporters=self._listed(backers.supporters),
                    opponents=self._opponents(backers),
                )
            )
        return alternatives


def by_author(
    against: Iterable[tuple[PartyCode, tuple[PartyCode, ...]]],
) -> dict[PartyCode, tuple[PartyCode, ...]]:
    """Collect, by whose proposals they are, the parties that oppose them."""
    found: dict[PartyCode, tuple[PartyCode, ...]] = {}
    for author, parties in against:
        found[author] = (*found.get(author, ()), *parties)
    return found


def opposing_all(
    sponsors: Sequence[PartyCode], against: Mapping[PartyCode, tuple[PartyCode, ...]]
) -> tuple[PartyCode, ...]:
    """List the parties that oppose the proposals of every one of *sponsors*."""
    if not sponsors:
        return ()
    first, *rest = (against.get(author, ()) for author in sponsors)
    return tuple(code for code in first if all(code in others for others in rest))


def _rank(order: Sequence[PartyCode]) -> dict[PartyCode, int]:
    return {code: place for place, code in enumerate(order)}


def _first(backers: Backers, rank: Mapping[PartyCode, int]) -> tuple[int, str]:
    """Place backers by the first of them."""
    return min((rank.get(code, len(rank)), code) for code in backers.all)


def _worth_joining(one: str, other: str) -> bool:
    if not one.strip() or not other.strip() or not together(one, other):
        return False
    old, new = tokenised(one), tokenised(other)
    shared = len(old.tokens) - sum(change.old_end - change.old_start for change in changes(old, new))
    return shared >= SHARED


def _alike_joined(readings: Sequence[_Reading]) -> list[_Reading]:
    """Join variants whose words are the same but for white space; the first is the one printed."""
    joined: dict[tuple[str, ...], _Reading] = {}
    for reading in readings:
        known = joined.get(reading.tokens.keys)
        if known is None:
            joined[reading.tokens.keys] = reading
        else:
            backers = _both(known.variant.backers, reading.variant.backers)
            joined[reading.tokens.keys] = replace(known, variant=replace(known.variant, backers=backers))
    return list(joined.values())


def _both(one: Backers, other: Backers) -> Backers:
    return Backers(
        sponsors=one.sponsors + tuple(code for code in other.sponsors if code not in one.sponsors),
        supporters=one.supporters + tuple(code for code in other.supporters if code not in one.supporters),
    )


def _merged(backers: Iterable[Backers]) -> Backers:
    total = Backers()
    for one in backers:
        total = _both(total, one)
    return total


def _widest(reading: _Reading) -> int:
    return max(change.old_end - change.old_start for change in reading.changes)


def _offsets(tokens: Sequence[str]) -> tuple[int, ...]:
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return tuple(offsets)


def _united(clusters: Sequence[_Cluster]) -> list[_Cluster]:
    """Unite the clusters that overlap. Two insertions at one point overlap; neighbours do not."""
    united: list[_Cluster] = []
    for cluster in sorted(clusters, key=lambda one: (one.start, one.end)):
        last = united[-1] if united else None
        if last is not None and (
            cluster.start < last.end or cluster.start == cluster.end == last.start == last.end
        ):
            last.end = max(last.end, cluster.end)
            for reading, own in cluster.changes:
                for known, changes_known in last.changes:
                    if known is reading:
                        changes_known.extend(own)
                        changes_known.sort(key=lambda change: change.old_start)
                        break
                else:
                    last.changes.append((reading, list(own)))
        else:
            united.append(
                _Cluster(cluster.start, cluster.end, [(r, list(own)) for r, own in cluster.changes])
            )
    return united


def _unused(text: str) -> str:
    """Find a private-use character that does not stand in *text*, to hold the place of a choice."""
    return next(mark for mark in map(chr, range(0xE000, 0xF8FF)) if mark not in text)


def _filled(wording: Wording, stand_in: str, contested: Iterable[Wording]) -> Wording:
    """Put *contested* wordings, in order, where *stand_in* holds their places."""
    waiting = iter(contested)

    def fill(inner: Wording) -> Wording:
        parts: list[Part] = []
        for part in inner.parts:
            match part:
                case str():
                    head, *rest = part.split(stand_in)
                    parts.append(head)
                    for piece in rest:
                        parts += [*next(waiting).parts, piece]
                case Choice():
                    inner_alternatives = tuple(
                        replace(one, words=fill(one.words)) for one in part.alternatives
                    )
                    parts.append(replace(part, alternatives=inner_alternatives))
                case _:
                    parts.append(part)
        return words(*parts)

    return fill(wording)

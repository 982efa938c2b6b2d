"""Proposals to merge: wordings so near each other that they could be one, if their parties agreed.

Nothing is merged here. A merger says who would have to agree to which words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.compare.words import changes, tokenised
from travaux.compile.held import Held, held
from travaux.text.kind import Kind
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.compare.words import Tokens
    from travaux.text.instrument import Text
    from travaux.text.provision import Address, Provision
    from travaux.text.wording import PartyCode

FEW: Final = 3
"""Words, on either side, in which two wordings differ at most to be called near-identical: "thirty days"
beside "a period of thirty days" is, a clause more is not."""
AROUND: Final = 4
"""Words shown on each side of the place where wordings differ."""
MERGER_RULE: Final = (
    f"Near-identical: wordings that parties propose for one provision, that differ at one place only, by at "
    f"most {FEW} words each, and that are nearer to each other than to the draft. Nothing is merged: they "
    "become one only if all their parties agree to the same of the words shown."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """Near-identical wordings of one provision: they differ between ``before`` and ``after`` alone."""

    address: Address
    citation: str
    before: str
    """The words all of them have just before the place, "" at the beginning."""
    after: str
    wanted: tuple[Held, ...]
    """What stands at the place, and who would have to agree to another: two wordings or more, "" no text."""


def mergers(text: Text, order: Sequence[PartyCode] = ()) -> tuple[Merger, ...]:
    """List what could be merged, in reading order; names stand in *order*."""
    return tuple(
        merger
        for index, provision in enumerate(text.provisions)
        if provision.kind not in {Kind.BLOCK, Kind.UNREAD} and not provision.words.settled
        for merger in _of(provision, cite(text, index), order)
    )


@dataclass(frozen=True, slots=True)
class _Proposal:
    held: Held
    tokens: Tokens
    apart: int
    """How many words it changes in the draft's."""


def _of(provision: Provision, citation: str, order: Sequence[PartyCode]) -> Iterator[Merger]:
    wordings = held(provision, order)
    draft = next((tokenised(one.words) for one in wordings if one.base), None)
    proposals = [
        _Proposal(one, own, _words_changed(draft, own))
        for one in wordings
        if not one.base
        for own in [tokenised(one.words)]
    ]
    told: set[tuple[int, int]] = set()
    for at, first in enumerate(proposals):
        near = [
            (place, number)
            for number in range(at + 1, len(proposals))
            if (at, number) not in told and (place := _place(first, proposals[number])) is not None
        ]
        for start, end, numbers in _overlapping(near):
            told |= {(one, other) for one in numbers for other in numbers if one < other}
            wanted = [
                (proposals[number], end - ours + theirs)
                for (_, ours, theirs), number in near
                if number in numbers
            ]
            yield _merger(provision, citation, first, (start, end), wanted)


def _overlapping(near: Sequence[tuple[tuple[int, int, int], int]]) -> list[tuple[int, int, list[int]]]:
    """Put together the places of one wording that overlap: start, end, and which others differ there."""
    found: list[tuple[int, int, list[int]]] = []
    for (start, end, _), number in sorted(near):
        if found and (start < found[-1][1] or (start, end) == found[-1][:2]):
            before, until, numbers = found[-1]
            found[-1] = before, max(end, until), [*numbers, number]
        else:
            found.append((start, end, [number]))
    return [(start, end, sorted(numbers)) for start, end, numbers in found]


def _words_changed(draft: Tokens | None, own: Tokens) -> int:
    if draft is None:
        return len(own.words)
    return sum(
        draft.before(one.old_end)
        - draft.before(one.old_start)
        + own.before(one.new_end)
        - own.before(one.new_start)
        for one in changes(draft, own)
    )


def _place(one: _Proposal, other: _Proposal) -> tuple[int, int, int] | None:
    """Find the only place where two wordings differ, its start and its end in each; None if not the only."""
    ours, theirs = one.tokens, other.tokens
    if abs(len(ours.words) - len(theirs.words)) > FEW:
        return None
    least = min(len(ours.keys), len(theirs.keys))
    start = 0
    while start < least and ours.keys[start] == theirs.keys[start]:
        start += 1
    back = 0
    while back < least - start and ours.keys[-1 - back] == theirs.keys[-1 - back]:
        back += 1
    end, other_end = len(ours.keys) - back, len(theirs.keys) - back
    differing = (ours.before(end) - ours.before(start), theirs.before(other_end) - theirs.before(start))
    if max(differing) > FEW or sum(differing) >= min(one.apart, other.apart):
        return None
    return start, end, other_end


def _merger(
    provision: Provision,
    citation: str,
    first: _Proposal,
    place: tuple[int, int],
    others: Sequence[tuple[_Proposal, int]],
) -> Merger:
    start, end = place
    tokens = first.tokens.tokens
    before = first.tokens.before
    begin = next((at for at in range(start + 1) if before(start) - before(at) <= AROUND), start)
    stop = next((at for at in range(len(tokens), end - 1, -1) if before(at) - before(end) <= AROUND), end)
    wanted = [
        Held(words="".join(tokens[start:end]).strip(), parties=first.held.parties, joined=first.held.joined)
    ]
    wanted += [
        Held(
            words="".join(one.tokens.tokens[start:last]).strip(),
            parties=one.held.parties,
            joined=one.held.joined,
        )
        for one, last in others
    ]
    return Merger(
        address=provision.eid,
        citation=citation,
        before="".join(tokens[begin:start]).strip(),
        after="".join(tokens[end:stop]).strip(),
        wanted=tuple(wanted),
    )

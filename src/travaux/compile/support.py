"""Support: the words that a party joins, taken from the version of the party that proposed them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.answers.position import Supports
from travaux.compile.heard import Heard, NotFollowed, not_followed
from travaux.compile.version import Item, Version
from travaux.text.number import read_label, same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def joined(
    version: Version,
    heard: Sequence[Heard],
    *,
    versions: Mapping[PartyCode, Version],
    replies: Mapping[PartyCode, tuple[Heard, ...]],
    draft: Text,
    items: Sequence[Item],
) -> tuple[Version, tuple[Heard, ...]]:
    """Give a version the words of the proposals its party supports.

    *versions* and *replies* are those of all parties before any support was followed. Support for
    someone who itself supports another leads to that other's words.
    """
    own = list(version.items)
    after: list[Heard] = []
    for one in heard:
        position = one.answer.position
        if not isinstance(position, Supports) or one.fault is not None:
            after.append(one)
            continue
        try:
            author = _author(one, version.party, replies, versions)
            theirs = versions[author]
            span = _proposed(one, theirs, draft, items)
            own = _taken_over(own, theirs, span, author)
            after.append(replace(one, provision=one.provision))
        except NotFollowed as fault:
            after.append(replace(one, fault=fault.finding))
    return Version(party=version.party, items=tuple(own)), tuple(after)


def _author(
    one: Heard,
    party: PartyCode,
    replies: Mapping[PartyCode, tuple[Heard, ...]],
    versions: Mapping[PartyCode, Version],
) -> PartyCode:
    seen = [party]
    answer = one.answer
    while isinstance(answer.position, Supports):
        supported = answer.position.party
        if supported not in versions:
            raise not_followed(
                one.answer,
                "supports-nobody",
                f"{supported} has not answered this draft (answers came from {', '.join(sorted(versions))}).",
                "Name a party whose proposal is to be joined.",
            )
        if supported in seen:
            raise not_followed(
                one.answer,
                "supports-in-a-circle",
                f"{' supports '.join([*seen, supported])}: nobody in the circle offers words of its own.",
                "One of them has to propose words.",
            )
        seen.append(supported)
        onward = [
            other.answer
            for other in replies[supported]
            if isinstance(other.answer.position, Supports)
            and (other.provision, other.answer.provision) == (one.provision, one.answer.provision)
        ]
        if not onward:
            return supported
        answer = onward[0]
    return seen[-1]


def _proposed(
    one: Heard, theirs: Version, draft: Text, items: Sequence[Item]
) -> frozenset[int] | tuple[int, ...]:
    """Tell what is supported: provisions of the draft (a set), or places in the author's version."""
    if one.provision is not None or not one.answer.provision.strip():
        index = one.provision or 0
        end = draft.end(index) if one.provision is not None else len(items)
        span = frozenset(range(index, end))
        kept = [item for item in theirs.items if item.base in span]
        added = [item for item in theirs.items if item.base is None and item.anchor in span]
        if added or len(kept) < len(span) or any(item is not items[item.base or 0] for item in kept):
            return span
        moved = [item.base for item in theirs.items if item.base is not None]
        if moved != sorted(moved):
            return span
    else:
        wanted = read_label(one.answer.provision)
        for at, item in enumerate(theirs.items):
            label = read_label(item.label) if item.label else None
            if (
                item.base is None
                and wanted is not None
                and label is not None
                and label.number is not None
                and wanted.number is not None
                and same(label.number, wanted.number)
                and wanted.kind in (None, item.kind)
            ):
                stop = at + 1
                while stop < len(theirs.items) and theirs.items[stop].depth > item.depth:
                    stop += 1
                return tuple(range(at, stop))
    raise not_followed(
        one.answer,
        "supports-nothing",
        f'{theirs.party} proposes nothing on "{one.answer.provision}".',
        f"Name the provision on which {theirs.party} has made a proposal.",
    )


def _taken_over(
    own: list[Item], theirs: Version, span: frozenset[int] | tuple[int, ...], author: PartyCode
) -> list[Item]:
    """Replace what is supported in *own* by the author's items, each after the item it follows there."""
    if isinstance(span, frozenset):
        chosen = [
            at
            for at, item in enumerate(theirs.items)
            if item.base in span or (item.base is None and item.anchor in span)
        ]
        left = [item for item in own if item.base not in span]
    else:
        chosen = list(span)
        left = list(own)
    for at in chosen:
        item = theirs.items[at]
        mark = (
            item
            if item.base is not None and item.base in _unchanged(own, item)
            else replace(item, joined=author)
        )
        place = 0
        for before in range(at - 1, -1, -1):
            known = _place_of(left, theirs.items[before], author)
            if known is not None:
                place = known + 1
                break
        left.insert(place, mark)
    return left


def _unchanged(own: Sequence[Item], item: Item) -> frozenset[int]:
    return frozenset(one.base for one in own if one.base is not None and one is item)


def _place_of(items: Sequence[Item], wanted: Item, author: PartyCode) -> int | None:
    for at, item in enumerate(items):
        if wanted.base is not None and item.base == wanted.base:
            return at
        if (
            wanted.base is None
            and item.joined == author
            and item.words == wanted.words
            and item.label == wanted.label
        ):
            return at
    return None

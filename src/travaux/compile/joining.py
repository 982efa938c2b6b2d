"""A version with the words of the proposals that its party supports among its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from travaux.answers.position import Supports
from travaux.compile.heard import Heard, NotFollowed, not_followed
from travaux.compile.leading import led
from travaux.compile.support import CONTRADICTS, PART, Support, place_in
from travaux.compile.version import Item, Version, merged_into
from travaux.text.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode


def joined(
    version: Version,
    heard: Sequence[Heard],
    *,
    versions: Mapping[PartyCode, Version],
    unmerged: Mapping[PartyCode, Version],
    replies: Mapping[PartyCode, tuple[Heard, ...]],
    draft: Text,
    items: Sequence[Item],
) -> tuple[Version, tuple[Heard, ...]]:
    """Give a version the words of the proposals its party supports.

    *versions* and *replies* are those of all parties before any support was followed. Support for
    someone who itself supports another leads to that other's words. What the supporter has proposed
    itself stays: where the two differ, the support is not followed. Nor is it where it is for a part of what
    is added, and the whole is not joined: a part cannot stand without what it stands in. Who has not
    consented to a merger of what it supports has the words of before the merger (*unmerged*); who has
    consented itself has the merged ones, though their author be at others.
    """
    own = list(version.items)
    after = list(heard)
    waiting = [*enumerate(heard)]
    tried: set[int] = set()
    gone: dict[int, tuple[PartyCode, int | None]] = {}
    while waiting:
        number, one = waiting.pop(0)
        if not isinstance(one.answer.position, Supports) or one.fault is not None:
            continue
        taken = list(own)
        try:
            removed: tuple[int, ...] = ()
            if not (one.into and not one.still):
                author, _ = led(one, version.party, replies, versions, draft, items)[-1]
                theirs = unmerged[author] if one.before_merger else versions[author]
                removed = Support(one, number, theirs, items).followed(taken, draft)
                into = merged_into(theirs, draft)
                with_it = {base: (author, into.get(base)) for base in removed}
                _of_one_mind(one, with_it, gone)
                gone |= with_it
            _consented(one, number, taken, items)
        except NotFollowed as fault:
            after[number] = replace(one, fault=fault.finding)
            if fault.finding.code == PART and number not in tried:
                # Another answer may join the whole.
                tried.add(number)
                waiting.append((number, one))
        else:
            own = taken
            after[number] = replace(one, removed=removed)
    rank = {party: place for place, party in enumerate(versions)}
    return Version(party=version.party, items=_by_author(own, version.party, rank)), tuple(after)


def _by_author(own: Sequence[Item], party: PartyCode, rank: Mapping[PartyCode, int]) -> tuple[Item, ...]:
    """Put what several parties add at one place in their order, for nobody has said another.

    Everybody who has the same additions has them in the same order then, and stands with each of them.
    What one party adds stays in the order in which it has it, and what stands in it stays with it. What is
    added in a provision comes before what is added beside it.
    """
    items: list[Item] = []
    run: list[list[Item]] = []

    def place(block: list[Item]) -> tuple[int, int]:
        return -block[0].depth, rank.get(block[0].joined or party, len(rank))

    for one in (*own, None):
        if one is not None and one.base is None:
            if run and one.depth > run[-1][0].depth:
                run[-1].append(one)
            else:
                run.append([one])
            continue
        items += (each for block in sorted(run, key=place) for each in block)
        run = []
        if one is not None:
            items.append(one)
    return tuple(items)


def _of_one_mind(
    one: Heard,
    now: Mapping[int, tuple[PartyCode, int | None]],
    before: Mapping[int, tuple[PartyCode, int | None]],
) -> None:
    """Check that all who are supported merge each provision that goes into the same, or none does.

    By the provision: who takes it away, and into which the party merges it. Raises an internal fault.
    """
    for base, (author, into) in now.items():
        other, before_into = before.get(base, (author, into))
        if before_into != into:
            raise not_followed(
                one.answer,
                CONTRADICTS,
                phrase(
                    'The reply supports {party} on "{name}", and {other} too, who would have something else '
                    "done with a provision in it.",
                    party=author,
                    name=one.answer.provision,
                    other=other,
                ),
                phrase("Support one of them there, and withdraw the support of the other."),
            )


def _consented(one: Heard, number: int, own: list[Item], items: Sequence[Item]) -> None:
    """Put into *own* the merged wordings that the party of *one* has consented to by itself."""
    position = one.answer.position
    author = position.party if isinstance(position, Supports) else None
    for base, words in one.into:
        at = None if author is None else place_in(own, base, items, one.answer, author)
        if at is not None:
            own[at] = replace(items[base], words=words, joined=author, supports=author, said=(number,))
